// restore/decode/word_memory.h — the words of a text, kept from one of its windows to the next.
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

/// Of one thread, and of one Knowledge. Law: a window reads the same with any memory.
class WordMemory {
 public:
  /// Types of the windows before this one, if they are not too many, are found again; references
  /// to types end here.
  void begin_window();
  /// Differs from all before it.
  [[nodiscard]] Stamp next_stamp() noexcept { return ++stamp_; }

  /// `text` is that of `token`, which is a word, without spaces. Two tokens of a window that differ
  /// in nothing but how they were cut are the one that comes first.
  WordType& of(const Knowledge& knowledge, std::string_view text, const Token& token);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Types = std::array<std::unique_ptr<WordType>, 2>;  ///< by Token::plain

  std::unordered_map<std::string, Types, Hash, std::equal_to<>> types_;
  Stamp stamp_ = 0, window_ = 0;
};

}  // namespace codau::restore
