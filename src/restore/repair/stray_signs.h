// restore/repair/stray_signs.h — signs between words that nobody printed: what an engine for Latin
// letters made of specks and of what was left of a letter ("cuộc. họp", "Tài ‘chính", "sử’ dụng").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// Immutable.
class StraySigns {
 public:
  /// Reads `path`, which tools/train/make_stray_signs makes: what stands between two words (␣ for a
  /// space), where (before a small letter, between words in capitals, elsewhere, at the end of a
  /// line), times seen, times that nothing but a space was printed there. Throws Error{kModel}
  /// naming the file.
  explicit StraySigns(const std::string& path);

  /// The changes that take such signs out of `restored`, where `done`, the changes made so far,
  /// show damage all around; none that is less sure than `least`. How sure one is the table says,
  /// and of a sign that ends a clause the model: "chủ: nhiệm" is one word, "gồm: các" is none.
  /// Codes, addresses, bars of tables and pairs of quotes stay.
  /// Laws: words and line ends stay; where nothing was done nothing is.
  [[nodiscard]] std::vector<Change> find(const Knowledge& knowledge, std::string_view restored,
                                         const std::vector<Change>& done, double least) const;

 private:
  std::map<std::string, double, std::less<>> odds_;  ///< by class and separator: "a. "
};

}  // namespace codau::restore
