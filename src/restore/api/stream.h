// restore/api/stream.h — text of any size through a Restorer in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "restore/api/restorer.h"

namespace codau::restore {

/// Fills `buffer` of `size` bytes, returns how many; 0 at the end.
using ReadBytes = std::function<std::size_t(char* buffer, std::size_t size)>;
using WriteBytes = std::function<void(std::string_view bytes)>;
/// Takes one restored window; `offset_in`/`offset_out` are where it begins in the whole text, which
/// may be over 4 GiB (ranges in `restored` are relative to the window). `input` are the window's
/// bytes.
using TakeWindow = std::function<void(std::string_view input, const Restored& restored,
                                      std::uint64_t offset_in, std::uint64_t offset_out)>;

/// Cuts the stream into windows of at most 64 Ki tokens (a word that goes on and on counts as many)
/// and 1 MiB, whose borders depend on the text alone (form feed, else blank line, else token
/// count), and restores one after another. Bytes that are no text in any encoding stay as they are,
/// so does a byte order mark, and so does a window full of control characters, which is no text.
/// Laws: the result does not depend on how `read` cuts the stream; but for the changes every byte
/// of the input is in the output.
void restore_stream(const Restorer& restorer, const RestoreOptions& options, const ReadBytes& read,
                    const TakeWindow& take);

}  // namespace codau::restore
