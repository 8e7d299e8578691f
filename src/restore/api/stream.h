// restore/api/stream.h — restores text of any size in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "restore/api/restorer.h"

namespace codau::restore {

/// Reads the next bytes of a text: writes at most `size` bytes to `buffer` and returns their
/// number. Returns 0 at the end of the text only.
using ReadBytes = std::function<std::size_t(char* buffer, std::size_t size)>;
/// Takes the next bytes of a text.
using WriteBytes = std::function<void(std::string_view bytes)>;
/// Takes one restored window. The arguments are valid during the call.
/// 1. `input`: the bytes of the window before restoration.
/// 2. `restored`: its restoration. Ranges are relative to the window.
/// 3. `offset_in`, `offset_out`: the bytes before the window in the whole input and in the whole
///    output. They may exceed 4 GiB.
using TakeWindow = std::function<void(std::string_view input, const Restoration& restored,
                                      std::uint64_t offset_in, std::uint64_t offset_out)>;

/// Cuts the text of `read` into windows, restores them one after another, and passes them to
/// `take`. A window has at most 65,536 tokens and 1 MiB. CR LF counts as one byte, a very long word
/// as several tokens. A window that reaches a limit ends after the first of these that it contains:
/// 1. its last form feed;
/// 2. its last blank line;
/// 3. its last white space;
/// 4. the last whole character or token within the limits.
/// Three things stay as they are, unlike in Restorer::restore():
/// 1. bytes that are no text in any encoding;
/// 2. a byte order mark at the beginning;
/// 3. a window with over one control character in 16 characters, since it is no text.
/// Exceptions of `read` and `take` end the call.
/// Laws: the result does not depend on how many bytes `read` returns at a time; undoing the changes
/// gives the input byte for byte.
void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take);

}  // namespace codau::restore
