// restore/repair/gaps.h — marks the gaps in words. A gap is a place at which a streak of the
// scanner hid a letter or two.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "restore/decode/candidate_finder.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with Token::gap set in each word that a gap touches. Two words with a gap
/// between become one token if the joined word is likelier: "n rày" → "nrày". The argument `gaps`
/// has bytes of `text`, ascending. The damage of the text is `channel`. If it is not learnt, the
/// result is `tokens`. Nothing could prove lost letters in these tokens, so they get no gap:
/// 1. numbers, codes, and locked words such as list marks;
/// 2. words with signs away from the gap;
/// 3. possible names: capitalised words beside another one, except among words in capitals.
/// Preconditions: `tokens` are those of `text`; `finder`, which scores the words, is of the same
/// window.
/// Laws: without `gaps` the result is `tokens`; the result ascends; tokens that are not words are
/// unchanged.
[[nodiscard]] std::vector<Token> mark_gaps(CandidateFinder& finder, ChannelId channel,
                                           std::string_view text, std::vector<Token> tokens,
                                           std::span<const std::uint32_t> gaps);

}  // namespace codau::restore
