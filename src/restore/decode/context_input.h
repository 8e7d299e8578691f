// restore/decode/context_input.h — turns a text into the input of the context model, for
// restoration and for the trainer of the model. The model does not see words, only their folds. The
// fold of a word is its letters without diacritics, given as a number (lm/context_format.h).
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
  /// In `positions`: the token is not part of the input, because it is a line end or a lost word.
  static constexpr std::uint32_t kNotInInput = 0xFFFFFFFF;
  /// The words, numbers and signs that end a clause, in the order of the text. A token
  /// kParagraphFold stands before each paragraph.
  std::vector<lm::ContextToken> model_tokens;
  std::vector<std::uint32_t>
      positions;  ///< by token of the text: index in `model_tokens`, or kNotInInput
};

/// Returns the input of the context model for `text`. `fold_of` takes the index of a word in
/// `tokens` and returns its ContextToken::fold. A line begins a paragraph unless its first token is
/// a word without capitals. Precondition: `tokens` are those of `text`.
[[nodiscard]] ContextInput make_context_input(
    std::string_view text, std::span<const Token> tokens,
    const std::function<std::uint16_t(std::size_t)>& fold_of);

}  // namespace codau::restore
