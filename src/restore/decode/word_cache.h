// restore/decode/word_cache.h — keeps the words of a text from one window to the next.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "restore/lexicon/knowledge.h"
#include "restore/lexicon/word_type.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// A cache of word types for one thread and one Knowledge.
/// Law: a window reads the same with any cache.
class WordCache {
 public:
  /// Begins a window. The types of earlier windows are kept if there are not too many. References
  /// to types end here.
  void begin_window();
  /// Returns a generation that differs from all before.
  [[nodiscard]] CacheGeneration next_generation() noexcept { return ++generation_; }

  /// Returns the type of a word: `text` is the text of `token` without spaces. Tokens of a window
  /// that differ only in how they were cut share the type of the first.
  WordType& look_up(const Knowledge& knowledge, std::string_view text, const Token& token);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Types = std::array<std::unique_ptr<WordType>, 2>;  ///< by Token::is_plain

  std::unordered_map<std::string, Types, Hash, std::equal_to<>> types_;
  CacheGeneration generation_ = 0, window_ = 0;
};

}  // namespace codau::restore
