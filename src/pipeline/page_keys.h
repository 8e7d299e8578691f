// pipeline/page_keys.h — by which the journal knows the pages of a run.
#pragma once

#include <string>
#include <string_view>

namespace codau::pipeline {

/// They name everything that the reading of a page depends on besides the source. Empty where no
/// page is read.
struct PageKeys {
  static constexpr std::string_view kSimply = ", simply";  ///< ends the second of the two
  std::string read;                                        ///< as they should be read
  std::string simply;  ///< in the simple way, since time or memory ran out; tried again next time
};

/// `engine`: of OCR, as the workers name it.
[[nodiscard]] PageKeys page_keys(std::string_view engine);

}  // namespace codau::pipeline
