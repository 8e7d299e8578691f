// restore/repair/lost_words.h — words of which a recogniser left nothing but the spaces around them
// ("ở", where the alphabet lacks ở).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// `tokens` with a gap between two spaces before a word or a number, and before one space that
/// begins a line, in lines that `may_lose` words. Precondition: `tokens` are those of `text`.
/// Law: without the gaps they are `tokens`; a space stands behind each gap.
[[nodiscard]] std::vector<Token> with_lost_words(std::string_view text,
                                                 std::span<const Token> tokens,
                                                 const std::function<bool(std::size_t)>& may_lose);

/// True where a word that comes behind `text` begins a sentence.
[[nodiscard]] bool begins_sentence(std::string_view text);

}  // namespace codau::restore
