// restore/lexicon/foreign_words.h — how likely a word is in text of another language, or in source
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

  /// log P(word) in foreign text. `word` is in lower case; `is_ours`: it could be a Vietnamese one.
  [[nodiscard]] float log_prob(std::u32string_view word, bool is_ours) const;

 private:
  std::unordered_map<std::u32string, float> frequent_;
};

}  // namespace codau::restore
