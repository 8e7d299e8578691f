// restore/repair/lost_words.h — finds places at which a word was lost. An OCR engine or a
// conversion dropped the word, and kept the spaces around. For example, an engine without ở in its
// alphabet drops the word "ở".
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with an empty token kLostWord at each place at which a word may be lost:
/// 1. If exactly two spaces stand before a word or number inside a line, the place is between the
///    two.
/// 2. If exactly one space stands before the first word or number of a line, the place is before
///    this space.
/// The function `may_lose` returns true if the line with the given number may have lost words.
/// Lines count from 0, as in TokenWindow::lines (decode/token_window.h). Precondition: `tokens` are
/// the tokens of `text`.
///
/// Laws: the result without the lost words is `tokens`; a space stands after each lost word.
[[nodiscard]] std::vector<Token> add_lost_words(std::string_view text,
                                                std::span<const Token> tokens,
                                                const std::function<bool(std::size_t)>& may_lose);

/// Returns true if a word appended to `text` would begin a sentence or a line: `text` is empty or
/// ends with . ! ? : or a line end. Spaces and tabs at the end are ignored.
[[nodiscard]] bool is_at_sentence_start(std::string_view text);

}  // namespace codau::restore
