// restore/decode/context_input.h — turns tokens into the input of the context model
// (lm/context_format.h), for restoration and for the trainer of the model.
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
  static constexpr std::uint32_t kNotInInput = 0xFFFFFFFF;  ///< for line ends and lost words
  std::vector<lm::ContextToken> text;    ///< the tokens of the model, with the starts of paragraphs
  std::vector<std::uint32_t> positions;  ///< by token: its index in `text`, or kNotInInput
};

/// Returns the input of the context model. `fold_of` returns ContextToken::fold of a word, given by
/// the index of its token. A line begins a paragraph unless it begins with a word without capitals
/// (continues_sentence_in_context()). Precondition: `tokens` are those of `text`.
[[nodiscard]] ContextInput make_context_input(
    std::string_view text, std::span<const Token> tokens,
    const std::function<std::uint16_t(std::size_t)>& fold_of);

}  // namespace codau::restore
