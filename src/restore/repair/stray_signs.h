// restore/repair/stray_signs.h — removes stray signs: signs between words that are not in the
// print. OCR engines for Latin letters read dirt and parts of letters as signs: "cuộc. họp", "Tài
// ‘chính", "sử’ dụng".
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// The table of stray signs. Immutable.
class StraySigns {
 public:
  /// Reads the table `path` (data/stray_signs.tsv). A line has these cells, with tabs between:
  /// 1. a separator, which is all text between two words, with ␣ for a space;
  /// 2. the position of the separator, one of "|" (at a line end that ends a sentence), "a" (before
  ///    a small letter), "A" (between words in capitals) and "x" (elsewhere);
  /// 3. the number of times that the separator was read there;
  /// 4. the number of these times at which the print had only a space.
  /// Throws Error{kModel} with the file name if it cannot be opened or a line is malformed.
  explicit StraySigns(const std::string& path);

  /// Returns the changes that remove stray signs from `restored`, in order. Change::rule is
  /// "stray_sign". `past_changes`: the changes that made `restored`. A sign is removed if all
  /// conditions hold:
  /// 1. At least five past changes within 200 bytes undo OCR errors (is_damaged() of
  ///    nearby_changes.h).
  /// 2. The confidence that the sign is stray is at least 0.9 (for a colon 0.98), and at least
  ///    `min_confidence`, [0, 1]. The confidence comes from the table. For signs that end a clause,
  ///    the language model adjusts the confidence: the colon of "chủ: nhiệm" is stray, the colon of
  ///    "gồm: các" is not.
  /// 3. The sign is no part of a code, address or list mark, no bar of a table, and no quote of a
  ///    pair.
  /// Laws: words and line ends stay; if `past_changes` is empty, the result is empty.
  [[nodiscard]] std::vector<Change> find(const Knowledge& knowledge, std::string_view restored,
                                         const std::vector<Change>& past_changes,
                                         double min_confidence) const;

 private:
  /// Odds that a separator has a stray sign, by position and separator: "a. ".
  std::map<std::string, double, std::less<>> odds_;
};

}  // namespace codau::restore
