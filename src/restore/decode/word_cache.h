// restore/decode/word_cache.h — keeps the looked-up words of a text from one window to the next, so
// that each word is looked up once. A window is a part of the text that is restored at once
// (repair/restore_window.h). A word is plain if it has only letters (Token::is_plain).
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

/// Keeps word types: distinct words with the cached results of their look-ups
/// (lexicon/word_type.h). Not thread-safe. Use a cache with one Knowledge only.
/// Law: the result of a window does not depend on the cache.
class WordCache {
 public:
  /// Begins a window. If the cache has more than 20,000 words, empties the cache. So references to
  /// types of earlier windows become invalid.
  void begin_window();
  /// Returns a new stamp: a number that the cache never returns twice. Word types store a stamp
  /// with each result. The result is out of date if its window or channel has got a newer stamp
  /// (CacheStamp in lexicon/word_type.h). The function begin_window() takes a stamp for the window.
  /// CandidateFinder takes one when it begins a window, and one for each channel that it adapts.
  [[nodiscard]] CacheStamp next_stamp() noexcept { return ++last_stamp_; }

  /// Returns the word type of a token, valid until the next begin_window(). The argument `letters`
  /// is the result of join_token_letters() for `token` (candidate_finder.h): its text without
  /// spaces. Token::gap is the position at which a streak of the scanner hides print, mostly 0
  /// (none). In one window, all tokens with the same letters and the same gap get the same type.
  /// This also holds if Token::is_plain differs: "việt" is plain, and "vi ệt" with an inner space
  /// is not. The first of these tokens decides: its Token::is_plain becomes WordType::is_plain.
  WordType& look_up(const Knowledge& knowledge, std::string_view letters, const Token& token);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  /// The two types of a word, by WordType::is_plain. A plain word has other results of look-ups
  /// than a word that is not plain. One window uses only one of the types: the first token of the
  /// word in the window decides.
  using Types = std::array<std::unique_ptr<WordType>, 2>;

  std::unordered_map<std::string, Types, Hash, std::equal_to<>> types_;  // by letters and gap
  CacheStamp last_stamp_ = 0, window_ = 0;
};

}  // namespace codau::restore
