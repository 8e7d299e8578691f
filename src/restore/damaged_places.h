// restore/damaged_places.h — what the steps behind the decoder look at: the words of a restored
// text, and whether damage is all around a place.
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// Runs of letters and ASCII digits, in order. Precondition: UTF-8.
[[nodiscard]] std::vector<Bytes> words_of(std::string_view text);

/// Two letters or more, capitals all.
[[nodiscard]] bool is_in_capitals(std::string_view word);

/// True where `done`, the changes that made the text, are many around `place`, and more than marks
/// put back: a reader of other letters has been there.
[[nodiscard]] bool is_damaged(const std::vector<Change>& done, Bytes place);

}  // namespace codau::restore
