// restore/text/nearby_changes.h — splits a restored text into words, and finds the changes near a
// range of it.
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

/// Returns the changes of `done` within 200 bytes of `range`, a range of the restored text.
/// Precondition, here and below: `done` are the changes that made the text, in order.
[[nodiscard]] std::span<const Change> changes_near(const std::vector<Change>& done,
                                                   ByteRange range);

/// Returns false if is_damaged() is false for every range: `done` has fewer than five changes that
/// undo OCR errors.
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& done);

/// Returns true if at least five changes near `range` (changes_near()) undo errors of an OCR
/// engine. The rules of such changes end in "_ocr".
[[nodiscard]] bool is_damaged(const std::vector<Change>& done, ByteRange range);

}  // namespace codau::restore
