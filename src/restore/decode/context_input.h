// restore/decode/context_input.h — turns a text into the input of the context model
// (lm/context_model.h). Restoration and the trainer of the model use this input. The fold of a word
// is its letters without diacritics, as a number (lm/context_format.h). The model sees the fold of
// each word, its capitals and the sign before it, but no diacritics.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "lm/context_format.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// A text as input of the context model.
struct ContextInput {
  /// The tokens of the model, in the order of the text: one for each word, each number, and each
  /// sign that ends a clause (. ; : ! ? …). Each paragraph has one more token at its beginning,
  /// with the fold lm::kParagraphFold.
  std::vector<lm::ContextToken> model_tokens;
  /// For each token of the text: the index in `model_tokens`, or kNotInInput.
  std::vector<std::uint32_t> positions;
  /// Value in `positions` for tokens that are not in `model_tokens`: line ends, and places at which
  /// a word may be missing (TokenKind::kLostWord).
  static constexpr std::uint32_t kNotInInput = 0xFFFFFFFF;
};

/// Returns the input of the context model for `text`. The function `fold_of` takes the index of a
/// word in `tokens`, and returns its ContextToken::fold. It is called for words only. A line that
/// begins with a word without capitals continues the paragraph before, even after a blank line. Any
/// other line begins a paragraph. Precondition: `tokens` are the tokens of `text`.
[[nodiscard]] ContextInput make_context_input(
    std::string_view text, std::span<const Token> tokens,
    const std::function<std::uint16_t(std::size_t)>& fold_of);

}  // namespace codau::restore
