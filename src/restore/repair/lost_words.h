// restore/repair/lost_words.h — finds words of which a recogniser left only the spaces around them
// ("ở", if the alphabet lacks ở).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with added lost words, in lines that `may_lose` words. A lost word is added
/// between two spaces before a word or a number, and before a single space that begins a line.
/// Precondition: `tokens` are those of `text`.
/// Law: without the lost words they are `tokens`; a space stands after each lost word.
[[nodiscard]] std::vector<Token> add_lost_words(std::string_view text,
                                                std::span<const Token> tokens,
                                                const std::function<bool(std::size_t)>& may_lose);

/// Returns true if a word appended to `text` begins a sentence.
[[nodiscard]] bool is_at_sentence_start(std::string_view text);

}  // namespace codau::restore
