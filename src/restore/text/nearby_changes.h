// restore/text/nearby_changes.h — finds the words of a restored text and the changes near a range
// of it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

struct PlainWord {
  ByteRange text;
  bool is_guarded = false;  ///< inside a code, an address or the name of a file (Token::is_guarded)
};

/// Returns the runs of letters and ASCII digits, in order. Precondition: UTF-8.
[[nodiscard]] std::vector<PlainWord> split_words(std::string_view text);

/// Returns the changes of `done` within 200 bytes of `range`. Precondition: `done` are the changes
/// that made the text.
[[nodiscard]] std::span<const Change> changes_near(const std::vector<Change>& done,
                                                   ByteRange range);

/// Returns true if is_damaged() may be true of some range.
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& done);

/// Returns true if at least five words around `range` were read through the channel of an engine.
[[nodiscard]] bool is_damaged(const std::vector<Change>& done, ByteRange range);

}  // namespace codau::restore
