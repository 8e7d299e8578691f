// restore/text/damaged_places.h — what the steps behind the decoder look at: the words of a
// restored text, and what has changed around a place.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

struct PlainWord {
  Bytes text;
  bool is_guarded = false;  ///< inside a code, an address or the name of a file (Token::guarded)
};

/// Runs of letters and ASCII digits, in order. Precondition: UTF-8.
[[nodiscard]] std::vector<PlainWord> words_of(std::string_view text);

/// Those of `done`, the changes that made the text, that stand within 200 bytes of `place`.
[[nodiscard]] std::span<const Change> changes_around(const std::vector<Change>& done, Bytes place);

/// True where is_damaged() may be true of some place.
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& done);

/// True where five words or more around `place` have been read through the channel of an engine.
[[nodiscard]] bool is_damaged(const std::vector<Change>& done, Bytes place);

}  // namespace codau::restore
