// review/queue/text_segments.h — a value in the text that it stands in, and which words of that are
// in doubt.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/range.h"

namespace codau::review {

/// A word that restoration has changed; bytes of the restored text.
struct ChangedWord {
  std::size_t begin = 0, end = 0;
  std::string before, runner_up;
  double confidence = 1;
  /// Whether a person should look at it: 0.95 is where one in twenty of what restoration says of
  /// itself is wrong (its confidences are calibrated, tests/accuracy/tables/restoration.md).
  [[nodiscard]] bool is_unsure() const { return confidence < 0.95; }
};

/// Those of changes.jsonl that lie in [begin, end) of the text. Total: other lines are passed over.
[[nodiscard]] std::vector<ChangedWord> find_changed_words(std::string_view jsonl, std::size_t begin,
                                                          std::size_t end);

/// Where the text has the value, whatever white space stands between its words; the first place at
/// or after `from`, else the first of all.
[[nodiscard]] std::optional<ByteRange> find_value_place(std::string_view text,
                                                        std::string_view value,
                                                        std::size_t from = 0);

/// The page of a text whose pages are parted by form feeds; `number` from 1. The whole text where
/// it has no such page.
[[nodiscard]] ByteRange find_page(std::string_view text, std::size_t number);

/// The bytes around `what`, at most `around` on each side, from and to a space.
[[nodiscard]] ByteRange find_surroundings(std::string_view text, ByteRange what,
                                          std::size_t around);

/// A word of a page as an engine has read it.
struct OcrWordReading {
  std::string text;
  double confidence = 1;
};
/// Where in the text a word stands that was hard to read, and how sure the engine is of it.
struct HardWord {
  std::size_t begin = 0, end = 0;
  double confidence = 1;
};
/// Those of `range`, ascending: of `seen` those below `sure`, found by what was read there (`words`
/// are find_changed_words() it): the third "và" of the page is the third in the text.
[[nodiscard]] std::vector<HardWord> find_hard_words(std::string_view text, ByteRange range,
                                                    const std::vector<ChangedWord>& words,
                                                    const std::vector<OcrWordReading>& seen,
                                                    double sure);

/// A stretch of text, for people.
struct TextSegment {
  std::string text;
  bool is_value = false, is_changed = false, is_unsure = false;
  std::string before, runner_up;  ///< of a changed word
  double confidence = 1;
  std::optional<double> read = {};  ///< of a word that was hard to read
};
/// `range` of the text in stretches; `words` are find_changed_words() it, `hard` find_hard_words()
/// of it.
[[nodiscard]] std::vector<TextSegment> split_into_segments(std::string_view text, ByteRange range,
                                                           std::optional<ByteRange> value,
                                                           const std::vector<ChangedWord>& words,
                                                           const std::vector<HardWord>& hard = {});

}  // namespace codau::review
