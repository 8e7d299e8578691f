// restore/text/nearby_changes.h — splits a restored text into words, and finds the changes near a
// range of the text. Many nearby changes that undo OCR errors show that the text is damaged at the
// range.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// A word: letters and ASCII digits up to the next other character.
struct AlphanumericWord {
  ByteRange text;                   ///< its bytes in the text
  bool is_code_or_address = false;  ///< as Token::is_code_or_address (tokens.h)
};

/// Returns all words of `text`, in order. Precondition: `text` is UTF-8 in NFC.
[[nodiscard]] std::vector<AlphanumericWord> split_words(std::string_view text);

// Below, `past_changes` are the changes that made the restored text, in order, and `range` is a
// range of the restored text. A change undoes an OCR error if Change::rule ends in "_ocr".

/// Returns the past changes that lie within 200 bytes of `range`, before or after it.
[[nodiscard]] std::span<const Change> changes_near(const std::vector<Change>& past_changes,
                                                   ByteRange range);

/// Returns true if at least five of all past changes undo OCR errors. If not, is_damaged() is false
/// for every range.
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& past_changes);

/// Returns true if at least five past changes within 200 bytes of `range` undo OCR errors.
[[nodiscard]] bool is_damaged(const std::vector<Change>& past_changes, ByteRange range);

}  // namespace codau::restore
