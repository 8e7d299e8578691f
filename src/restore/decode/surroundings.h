// restore/decode/surroundings.h — tokens as the context model reads them (lm/context_format.h);
// also how its trainer reads a corpus.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "lm/context_format.h"
#include "restore/text/tokens.h"

namespace codau::restore {

struct Surroundings {
  static constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
  std::vector<lm::Around> text;
  std::vector<std::uint32_t> places;  ///< by token: where it stands in `text`, if anywhere
};

/// `fold_of(i)` is the fold of token i, a word. A line goes on as goes_on_to_context() says
/// (line_start.h); any other begins a paragraph. Precondition: `tokens` are those of `text`.
[[nodiscard]] Surroundings surroundings(std::string_view text, std::span<const Token> tokens,
                                        const std::function<std::uint16_t(std::size_t)>& fold_of);

}  // namespace codau::restore
