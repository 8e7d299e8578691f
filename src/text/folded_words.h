// text/folded_words.h — splits a text into words for search. Each word has a key: the word in lower
// case, without diacritics and punctuation.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/range.h"

namespace codau::text {

/// A word: adjacent letters, digits and combining marks.
struct FoldedWord {
  ByteRange where;  ///< bytes of the text
  std::string key;  ///< fold_key() of the word (unicode.h): "Hồ" → "ho", "Đảng" → "dang"
};

/// Finds the words of texts. Caches up to 200,000 keys, so use one object for many texts. Not
/// thread-safe.
class WordFolder {
 public:
  /// Returns the words of `nfc` in ascending order. Leaves out words with an empty key, which have
  /// only combining marks. Ill-formed bytes separate words. Precondition: less than 4 GiB.
  /// Laws: words lie inside `nfc` and do not overlap; find_words() of the bytes of one word returns
  /// one word, with the same key.
  [[nodiscard]] std::vector<FoldedWord> find_words(std::string_view nfc);

 private:
  [[nodiscard]] const std::string& key(std::string_view word);
  std::unordered_map<std::string, std::string> keys_;
};

}  // namespace codau::text
