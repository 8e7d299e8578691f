// pipeline/inputs/page_keys.h — makes the keys by which the page journal finds OCR results.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace codau::pipeline {

/// Keys of the OCR results of a run. A key names everything that an OCR result depends on, except
/// the source. Both are empty if the run reads no page.
struct PageKeys {
  static constexpr std::string_view kSimply = ", simply";  ///< suffix of `simply`
  std::string read;                                        ///< key of full OCR results
  /// Key of results of simplified OCR, which was used since time or memory ran out. The next run
  /// tries full OCR again.
  std::string simply;
};

/// Returns the keys of this version of the reader. `engine`: the name of the OCR engine, as workers
/// report it.
[[nodiscard]] PageKeys make_page_keys(std::string_view engine);

/// Returns true if the key belongs to simplified OCR.
[[nodiscard]] bool is_simple_key(std::string_view key);

/// Returns the version of the reader that wrote the OCR result. Returns 0 if the key names no
/// version.
[[nodiscard]] std::uint64_t parse_reader_version(std::string_view key);

/// Returns the key of the best OCR result of a page. Returns an empty text if `there` is empty.
/// Results of older code stay valid: an upgrade reads no page again. The order is:
/// 1. the full result of `keys`,
/// 2. other full results,
/// 3. simplified results, with that of `keys` first.
/// Among results of the same rank, the newer reader wins.
[[nodiscard]] std::string choose_best_key(const PageKeys& keys,
                                          const std::vector<std::string>& there);

/// The first version of the reader that reports damaged and secret pages instead of treating them
/// as blank.
inline constexpr std::uint64_t kFirstReliableBlankVersion = 20;

}  // namespace codau::pipeline
