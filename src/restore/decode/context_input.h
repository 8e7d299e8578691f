// restore/decode/context_input.h — turns tokens into input of the context model
// (lm/context_format.h), for restoration and for its trainer.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "lm/context_format.h"
#include "restore/text/tokens.h"

namespace codau::restore {

struct ContextInput {
  static constexpr std::uint32_t kNotInInput = 0xFFFFFFFF;  ///< of line ends and lost words
  std::vector<lm::ContextToken> text;
  std::vector<std::uint32_t> positions;  ///< by token: its index in `text`, or kNotInInput
};

/// Returns the input of the context model. `fold_of(i)` gives the fold of token i, which is a word.
/// A line begins a paragraph unless its first token is a word for which
/// continues_sentence_in_context() is true (line_continuation.h). Precondition: `tokens` are those
/// of `text`.
[[nodiscard]] ContextInput make_context_input(
    std::string_view text, std::span<const Token> tokens,
    const std::function<std::uint16_t(std::size_t)>& fold_of);

}  // namespace codau::restore
