// text/folded_words.h — splits a text into the words that search uses: without diacritics and
// punctuation.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/range.h"

namespace codau::text {

/// A word: a run of letters, digits and combining marks.
struct FoldedWord {
  ByteRange where;  ///< bytes of the text
  std::string key;  ///< fold_key() of the word (unicode.h): "Hồ" → "ho", "Đảng" → "dang"
};

/// Finds words and caches up to 200,000 keys, because a language has few distinct words. Not
/// thread-safe.
class WordFolder {
 public:
  /// Returns the words of `nfc` in ascending order; words with an empty key are left out.
  /// Laws: every word lies inside `nfc`; words do not overlap; a word alone gives the same key.
  [[nodiscard]] std::vector<FoldedWord> find_words(std::string_view nfc);

 private:
  [[nodiscard]] const std::string& key(std::string_view word);
  std::unordered_map<std::string, std::string> keys_;
};

}  // namespace codau::text
