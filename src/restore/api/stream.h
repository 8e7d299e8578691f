// restore/api/stream.h — restores text of any size in bounded memory. The text is cut into parts,
// called windows, which are restored one after another.
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
/// 1. `input`: the window before restoration.
/// 2. `restored`: the window after restoration. Its ranges count from the beginning of the window.
/// 3. `offset_in`, `offset_out`: the numbers of bytes before the window in the whole text before
///    and after restoration.
using TakeWindow = std::function<void(std::string_view input, const Restoration& restored,
                                      std::uint64_t offset_in, std::uint64_t offset_out)>;

/// Cuts the text of `read` into windows, restores each by Restorer::restore(), and passes them to
/// `take` in order. No confidences of an OCR engine are used. A window has at most 1 MiB, and at
/// most 65,536 words and line ends together. CR LF counts as one byte. After the first 64 letters
/// of a word, every two further letters count as one more word. If the text goes on beyond a limit,
/// the window ends at the first of these places that exists:
/// 1. after the last form feed before the limit;
/// 2. after the last blank line before the limit;
/// 3. after the last white space before the limit;
/// 4. at the limit itself, between two characters.
///
/// Three things stay unchanged, unlike in Restorer::restore():
/// 1. bytes that are no text in any encoding;
/// 2. a byte order mark at the beginning;
/// 3. a window of which over a sixteenth of the characters are control characters other than white
///    space, since such a window is no text.
/// Exceptions of `read` and `take` end the call and reach the caller.
/// Laws: the result does not depend on how many bytes `read` returns at a time; undoing
/// Restoration::changes gives the input byte for byte.
void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take);

}  // namespace codau::restore
