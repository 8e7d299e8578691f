// source/png_recovery.h — repairs a PNG that is cut short.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace codau::image {

/// Returns a valid PNG of the same size and colours with all rows that can be unpacked; the other
/// rows are white. Returns nothing if `bytes` is no PNG, if no row can be unpacked, or if the rows
/// take over 1 GiB. Source: ISO/IEC 15948, chapters 5, 7, 8 and 9.
[[nodiscard]] std::optional<std::string> recover_png(std::string_view bytes);

}  // namespace codau::image
