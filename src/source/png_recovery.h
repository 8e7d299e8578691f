// source/png_recovery.h — a PNG whose data end early, made whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace codau::image {

/// Returns a PNG of the same size and colours with the rows that can be unpacked; the others are
/// white. Checksums are made anew. Returns nothing if not one row can be unpacked, or if the rows
/// take over 1 GiB. Source: ISO/IEC 15948, chapters 5, 7, 8 and 9.
[[nodiscard]] std::optional<std::string> recover_png(std::string_view bytes);

}  // namespace codau::image
