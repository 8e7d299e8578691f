// restore/repair/stray_signs.h — removes stray signs. A stray sign is a sign between words that is
// not in the print. An engine for Latin letters reads specks and parts of letters as such signs
// ("cuộc. họp", "Tài ‘chính", "sử’ dụng").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// The table of stray signs. A separator is the text between two words. Immutable.
class StraySigns {
 public:
  /// Reads the table `path`, made by tools/train/make_stray_signs. Its columns:
  /// 1. The separator (␣ for a space).
  /// 2. The position: "a" before a small letter, "A" between words in capitals, "x" elsewhere.
  ///    Exception: "|" at the end of a line that the next line does not continue.
  /// 3. How often the separator was read there.
  /// 4. How often the print had only a space there.
  /// Throws Error{kModel} naming the file if the file is missing or a line is malformed.
  explicit StraySigns(const std::string& path);

  /// Returns the changes that remove stray signs from `restored`. `done`: the changes that made
  /// `restored`. `least`: least confidence of a change, [0, 1]. Values below 0.9 count as 0.9; for
  /// a colon, values below 0.98 count as 0.98. A sign is removed only if is_damaged() holds for its
  /// place (nearby_changes.h). The table gives the confidence. For signs that end a clause, the
  /// language model adjusts it: "chủ: nhiệm" is one word, "gồm: các" is not. Signs of
  /// codes and addresses, list marks, bars of tables and pairs of quotes stay.
  /// Laws: words and line ends stay; if `done` is empty, the result is empty.
  [[nodiscard]] std::vector<Change> find(const Knowledge& knowledge, std::string_view restored,
                                         const std::vector<Change>& done, double least) const;

 private:
  /// Odds that a separator has a stray sign, by position and separator: "a. ".
  std::map<std::string, double, std::less<>> odds_;
};

}  // namespace codau::restore
