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

/// Keeps word types for one thread and one Knowledge. A word type is a word as it stands in a text,
/// with its search results (word_type.h).
/// Law: the result of a window does not depend on the cache.
class WordCache {
 public:
  /// Begins a window. Removes all types if there are more than 20,000 words. References to types
  /// are valid until this call.
  void begin_window();
  /// Returns a number that differs from all earlier results.
  [[nodiscard]] CacheGeneration next_generation() noexcept { return ++generation_; }

  /// Returns the type of a word. `text`: the letters of `token` (join_token_letters()). Tokens of a
  /// window with the same text and gap share the type of the first, even if is_plain differs.
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
