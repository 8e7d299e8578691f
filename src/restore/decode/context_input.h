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
  static constexpr std::uint32_t kNotInInput = 0xFFFFFFFF;
  std::vector<lm::ContextToken> text;
  std::vector<std::uint32_t> positions;  ///< by token: its index in `text`, or kNotInInput
};

/// Returns the input of the context model. The fold of token i, a word, is `fold_of(i)`. Lines go
/// on as continues_sentence_in_context() says (line_continuation.h); all others begin a paragraph.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] ContextInput make_context_input(
    std::string_view text, std::span<const Token> tokens,
    const std::function<std::uint16_t(std::size_t)>& fold_of);

}  // namespace codau::restore
