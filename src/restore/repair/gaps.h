// restore/repair/gaps.h — marks gaps in words. A gap is a place where a streak of the scanner hid a
// letter or two.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "restore/decode/word_types.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with Token::gap set in each word that a gap touches. `gaps`: byte offsets in
/// `text`, ascending. Two words with a gap between them become one token if the joined word is
/// likelier ("n rày" → "nrày"). `channel`: the damage of the text. Unless the channel is learnt,
/// all tokens are unchanged. The lost letters of some tokens cannot be proved, so they get no gap:
/// 1. numbers, codes and locked words such as list marks;
/// 2. words with signs that are not near the gap;
/// 3. possible names: capitalised words beside another one that are not among words in capitals.
/// Laws: without `gaps` the result is `tokens`; the result ascends; tokens that are not words are
/// unchanged.
[[nodiscard]] std::vector<Token> mark_gaps(WordTypes& types, ChannelId channel,
                                           std::string_view text, std::vector<Token> tokens,
                                           std::span<const std::uint32_t> gaps);

}  // namespace codau::restore
