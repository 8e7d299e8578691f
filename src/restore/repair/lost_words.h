// restore/repair/lost_words.h — finds lost words. A lost word is a word that a recogniser left out,
// keeping the spaces around it ("ở", if its alphabet lacks ở).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with a token kLostWord at each place where a word may be lost. The function
/// `may_lose` returns true for the index of a line that may have lost words. Lost words are added
/// only before words and numbers:
/// 1. between two spaces, if exactly two stand before the word or number;
/// 2. before the single space that begins a line.
/// Precondition: `tokens` are those of `text`.
/// Laws: the result without the lost words is `tokens`; a space stands after each lost word.
[[nodiscard]] std::vector<Token> add_lost_words(std::string_view text,
                                                std::span<const Token> tokens,
                                                const std::function<bool(std::size_t)>& may_lose);

/// Returns true if a word appended to `text` begins a sentence or a line. The last character
/// decides: . ! ? : or a line end. Spaces and tabs at the end are ignored. True for an empty text.
[[nodiscard]] bool is_at_sentence_start(std::string_view text);

}  // namespace codau::restore
