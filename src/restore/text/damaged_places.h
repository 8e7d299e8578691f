// restore/text/damaged_places.h — shows the steps after the decoder the words of a restored text
// and the changes around a place.
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

/// Returns the runs of letters and ASCII digits, in order. Precondition: UTF-8.
[[nodiscard]] std::vector<PlainWord> words_of(std::string_view text);

/// Returns the changes of `done` within 200 bytes of `place`. Precondition: `done` are the changes
/// that made the text.
[[nodiscard]] std::span<const Change> changes_around(const std::vector<Change>& done, Bytes place);

/// Returns true if is_damaged() may be true of some place.
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& done);

/// Returns true if at least five words around `place` were read through the channel of an engine.
[[nodiscard]] bool is_damaged(const std::vector<Change>& done, Bytes place);

}  // namespace codau::restore
