// review/queue/text_segments.h — finds a value in the text of its document, and cuts the text
// around it into segments. Segments tell which words were changed by restoration or were hard to
// read. Positions are bytes of the restored text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/range.h"

namespace codau::review {

/// A word that restoration changed.
struct ChangedWord {
  std::size_t begin = 0, end = 0;
  /// The word before restoration, and the second best restoration (may be empty).
  std::string before, runner_up;
  double confidence = 1;
  /// Returns true if a person should check the word. Confidences are calibrated
  /// (tests/accuracy/tables/restoration.md). So one in twenty changes with the confidence 0.95 is
  /// wrong.
  [[nodiscard]] bool is_unsure() const { return confidence < 0.95; }
};

/// Returns the changes of a log changes.jsonl that lie in [begin, end) of the text. Other lines,
/// also malformed ones, are skipped.
[[nodiscard]] std::vector<ChangedWord> find_changed_words(std::string_view jsonl, std::size_t begin,
                                                          std::size_t end);

/// Returns the place of a value in the text. White space between words may differ. Returns the
/// first place at or after `from`, otherwise the first place in the text.
[[nodiscard]] std::optional<ByteRange> find_value_place(std::string_view text,
                                                        std::string_view value,
                                                        std::size_t from = 0);

/// Returns a page of a text with form feeds between pages. `number`: from 1. Returns the whole text
/// if it does not have this page.
[[nodiscard]] ByteRange find_page(std::string_view text, std::size_t number);

/// Returns the range `what` with at most `around` bytes more on each side. The result begins and
/// ends at white space, or at the ends of the text.
[[nodiscard]] ByteRange find_surroundings(std::string_view text, ByteRange what,
                                          std::size_t around);

/// A word of a page, as an OCR engine read it.
struct OcrWordReading {
  std::string text;
  double confidence = 1;
};
/// A word in the text that was hard to read, with the confidence of the engine.
struct HardWord {
  std::size_t begin = 0, end = 0;
  double confidence = 1;
};
/// Returns the words in `range` that were hard to read, ascending. Hard to read are the words of
/// `seen` with a confidence below `sure`. Equal words are matched by their order: the third "và" on
/// the page is the third "và" in `range`. The argument `words` is the result of
/// find_changed_words() for the range.
[[nodiscard]] std::vector<HardWord> find_hard_words(std::string_view text, ByteRange range,
                                                    const std::vector<ChangedWord>& words,
                                                    const std::vector<OcrWordReading>& seen,
                                                    double sure);

/// A segment of text for display.
struct TextSegment {
  std::string text;
  bool is_value = false, is_changed = false, is_unsure = false;
  std::string before, runner_up;  ///< of a changed word; as in ChangedWord
  double confidence = 1;
  std::optional<double> read = {};  ///< confidence of the engine, for a word that was hard to read
};
/// Cuts `range` of the text into segments. Arguments: `value`, the place of the value; `words`, the
/// result of find_changed_words() for the range; `hard`, the result of find_hard_words().
[[nodiscard]] std::vector<TextSegment> split_into_segments(std::string_view text, ByteRange range,
                                                           std::optional<ByteRange> value,
                                                           const std::vector<ChangedWord>& words,
                                                           const std::vector<HardWord>& hard = {});

}  // namespace codau::review
