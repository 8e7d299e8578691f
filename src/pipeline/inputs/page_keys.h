// pipeline/inputs/page_keys.h — by which the journal knows the pages of a run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codau::pipeline {

/// They name everything that the reading of a page depends on besides the source. Empty where no
/// page is read.
struct PageKeys {
  static constexpr std::string_view kSimply = ", simply";  ///< ends the second of the two
  std::string read;                                        ///< as they should be read
  std::string simply;  ///< in the simple way, since time or memory ran out; tried again next time
};

/// `engine`: of OCR, as the workers name it.
[[nodiscard]] PageKeys make_page_keys(std::string_view engine);

/// Whether the page was read in the simple way.
[[nodiscard]] bool is_simple_key(std::string_view key);

/// Returns the version of the reader that wrote the page; 0 if the key names none.
[[nodiscard]] std::uint64_t parse_reader_version(std::string_view key);

/// Returns the key of the best reading of a page; empty if `there` is empty. The order is:
/// 1. the reading of this run's keys, 2. full readings, 3. simple readings; of two alike the one of
/// the newer reader. An upgrade reads no page again, so readings of older code stay valid.
[[nodiscard]] std::string choose_best_key(const PageKeys& keys,
                                          const std::vector<std::string>& there);

/// The first version of the reader that does not take a damaged or a secret page for a blank one.
inline constexpr std::uint64_t kFirstReliableBlankVersion = 20;

}  // namespace codau::pipeline
