// restore/text/nearby_changes.h — splits a restored text into words, and tells whether the text
// around a word was damaged by OCR. The evidence is the number of nearby changes that undo OCR
// errors.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// A word: the longest run of letters and ASCII digits.
struct AlphanumericWord {
  ByteRange text;  ///< its bytes in the text
  /// Token::is_code_or_address of the first token in the word (tokens.h).
  bool is_code_or_address = false;
};

/// Returns all words of `text`, in order. Precondition: `text` is UTF-8 in NFC.
[[nodiscard]] std::vector<AlphanumericWord> split_words(std::string_view text);

// Below, `past_changes` are the changes that made the restored text, in order, and `range` is a
// range of the restored text. A change undoes an OCR error if Change::rule ends in "_ocr".

/// Returns the past changes that lie within 200 bytes of `range`, before or after it.
[[nodiscard]] std::span<const Change> changes_near(const std::vector<Change>& past_changes,
                                                   ByteRange range);

/// Returns true if at least five of all past changes undo OCR errors. If this returns false,
/// is_damaged() is false for every range.
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& past_changes);

/// Returns true if at least five past changes within 200 bytes of `range` undo OCR errors.
[[nodiscard]] bool is_damaged(const std::vector<Change>& past_changes, ByteRange range);

}  // namespace codau::restore
