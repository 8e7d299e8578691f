// text/folded_words.h — splits a text into the words that search uses: without diacritics and
// punctuation.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/range.h"

namespace codau::text {

/// A run of letters, digits and marks. `key` is the fold_key of the run: "Hồ" → "ho", "Đảng" →
/// "dang".
struct FoldedWord {
  ByteRange where;
  std::string key;
};

/// Finds words and caches their keys, because a language has few distinct words. Not thread-safe.
class WordFolder {
 public:
  /// Returns the words of `nfc` in ascending order; words with an empty key are left out. Laws:
  /// every word lies inside `nfc`, and none overlaps another; a word alone gives the same key.
  [[nodiscard]] std::vector<FoldedWord> find_words(std::string_view nfc);

 private:
  [[nodiscard]] const std::string& key(std::string_view word);
  std::unordered_map<std::string, std::string> keys_;
};

}  // namespace codau::text
