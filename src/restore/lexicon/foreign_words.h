// restore/lexicon/foreign_words.h — the unigram model of text in other languages and of source
// code.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace codau::restore {

/// Immutable.
class ForeignWords {
 public:
  /// Reads `path`: one in how many words, TAB, word. Throws Error{kModel} naming the file.
  explicit ForeignWords(const std::string& path);

  /// Returns log P(word) in foreign text. The word is in lower case. Set `may_be_vietnamese` if the
  /// word could be Vietnamese.
  [[nodiscard]] float log_prob(std::u32string_view word, bool may_be_vietnamese) const;

 private:
  std::unordered_map<std::u32string, float> log_probs_;
};

}  // namespace codau::restore
