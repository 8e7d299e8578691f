// restore/text/nearby_changes.h — splits a restored text into words, and finds the changes near a
// range of the text. Many changes that undo OCR errors show that the text there is damaged.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// A run of letters and ASCII digits.
struct PlainWord {
  ByteRange text;           ///< its bytes
  bool is_guarded = false;  ///< inside a code, an address or the name of a file (Token::is_guarded)
};

/// Returns all runs of letters and ASCII digits, in order. Precondition: `text` is UTF-8 in NFC.
[[nodiscard]] std::vector<PlainWord> split_words(std::string_view text);

// `done` below: the changes that made the restored text, in order.

/// Returns the changes within 200 bytes of `range`, a range of the restored text. The result is a
/// part of `done`.
[[nodiscard]] std::span<const Change> changes_near(const std::vector<Change>& done,
                                                   ByteRange range);

/// Returns true if some range may be damaged: at least five changes undo OCR errors. The rule of
/// such a change ends in "_ocr".
[[nodiscard]] bool may_be_damaged(const std::vector<Change>& done);

/// Returns true if at least five of changes_near() undo OCR errors.
[[nodiscard]] bool is_damaged(const std::vector<Change>& done, ByteRange range);

}  // namespace codau::restore
