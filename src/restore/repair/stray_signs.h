// restore/repair/stray_signs.h — removes signs between words that nobody printed. An engine for
// Latin letters made them of specks and of remains of letters ("cuộc. họp", "Tài ‘chính", "sử’
// dụng").
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
  /// Reads `path`, made by tools/train/make_stray_signs. Its columns:
  /// 1. The separator between two words (␣ for a space).
  /// 2. The position: before a small letter, between words in capitals, elsewhere, at the end of a
  ///    line.
  /// 3. Times seen.
  /// 4. Times that only a space was printed there.
  /// Throws Error{kModel} naming the file.
  explicit StraySigns(const std::string& path);

  /// Returns the changes that remove stray signs from `restored`. The changes made so far, `done`,
  /// must show damage all around. Each change has a confidence of at least `least`. The table gives
  /// the confidence; for a sign that ends a clause the model adjusts it. Examples: "chủ: nhiệm" is
  /// one word, "gồm: các" is not. Codes, addresses, bars of tables and pairs of quotes stay.
  /// Laws: words and line ends stay; if `done` is empty, the result is empty.
  [[nodiscard]] std::vector<Change> find(const Knowledge& knowledge, std::string_view restored,
                                         const std::vector<Change>& done, double least) const;

 private:
  std::map<std::string, double, std::less<>> odds_;  ///< by class and separator: "a. "
};

}  // namespace codau::restore
