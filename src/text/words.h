// text/words.h — a text as search sees it: words without marks, whatever stands between them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/range.h"

namespace codau::text {

/// A run of letters, digits and marks. `key` is its fold_key: "Hồ" → "ho", "Đảng" → "dang".
struct FoldedWord {
  Bytes where;
  std::string key;
};

/// Finds words; remembers keys, since a language has few words and a text many. One thread.
class WordFolder {
 public:
  /// Ascending; words without a key are left out.
  /// Laws: every word lies inside `nfc`, and none overlaps another; of a word alone the same key is
  /// found.
  [[nodiscard]] std::vector<FoldedWord> words(std::string_view nfc);

 private:
  [[nodiscard]] const std::string& key(std::string_view word);
  std::unordered_map<std::string, std::string> keys_;
};

}  // namespace codau::text
