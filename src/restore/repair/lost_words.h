// restore/repair/lost_words.h — finds words of which a recogniser left only the spaces around them
// ("ở", if the alphabet lacks ở).
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with added gaps, in lines that `may_lose` words. A gap is added between two
/// spaces before a word or a number, and before a single space that begins a line. Precondition:
/// `tokens` are those of `text`.
/// Law: without the gaps they are `tokens`; a space stands after each gap.
[[nodiscard]] std::vector<Token> with_lost_words(std::string_view text,
                                                 std::span<const Token> tokens,
                                                 const std::function<bool(std::size_t)>& may_lose);

/// Returns true if a word appended to `text` begins a sentence.
[[nodiscard]] bool begins_sentence(std::string_view text);

}  // namespace codau::restore
