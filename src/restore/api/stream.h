// restore/api/stream.h — restores text of any size in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "restore/api/restorer.h"

namespace codau::restore {

/// Fills at most `size` bytes of `buffer` and returns their number; returns 0 at the end.
using ReadBytes = std::function<std::size_t(char* buffer, std::size_t size)>;
using WriteBytes = std::function<void(std::string_view bytes)>;
/// Takes one restored window. The bytes of the window are in `input`. The window begins at
/// `offset_in` and `offset_out` in the whole text, which may exceed 4 GiB. Ranges in `restored` are
/// relative to the window.
using TakeWindow = std::function<void(std::string_view input, const Restoration& restored,
                                      std::uint64_t offset_in, std::uint64_t offset_out)>;

/// Cuts the stream into windows and restores one after another. A window has at most 64 Ki tokens
/// and 1 MiB; a very long word counts as several tokens. The borders depend on the text alone: a
/// form feed, else a blank line, else a space, else the token count.
/// Three things stay as they are:
/// 1. Bytes that are no text in any encoding.
/// 2. A byte order mark.
/// 3. A window full of control characters, which is no text.
/// Laws: the result does not depend on how `read` cuts the stream; except for the changes, every
/// byte of the input is in the output.
void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take);

}  // namespace codau::restore
