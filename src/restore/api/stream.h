// restore/api/stream.h — restores text of any size in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "restore/api/restorer.h"

namespace codau::restore {

/// Writes at most `size` bytes to `buffer` and returns their number; returns 0 at the end.
using ReadBytes = std::function<std::size_t(char* buffer, std::size_t size)>;
/// Takes the next bytes of the output.
using WriteBytes = std::function<void(std::string_view bytes)>;
/// Takes one restored window. `input` has its bytes before restoration. Offsets are bytes before
/// the window in the whole input and in the whole output; they may exceed 4 GiB. Ranges in
/// `restored` are relative to the window.
using TakeWindow = std::function<void(std::string_view input, const Restoration& restored,
                                      std::uint64_t offset_in, std::uint64_t offset_out)>;

/// Cuts the stream into windows and restores one after another. A window has at most 64 Ki tokens
/// and 1 MiB; CR LF counts as one byte, a very long word as several tokens. A window that reaches
/// these limits ends after the first of these that it contains:
/// 1. its last form feed;
/// 2. its last blank line;
/// 3. its last white space;
/// 4. the last whole character or token within the limits.
/// Three things stay as they are:
/// 1. Bytes that are no text in any encoding.
/// 2. A byte order mark at the beginning.
/// 3. A window with more than one control character in 16 characters, since it is no text.
/// Laws: the result does not depend on how `read` cuts the stream; except for the changes, every
/// byte of the input is in the output.
void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take);

}  // namespace codau::restore
