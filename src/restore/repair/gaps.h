// restore/repair/gaps.h — marks gaps in words. A gap is a place at which a streak of the scanner
// hid one or two letters.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "restore/decode/candidate_finder.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` with Token::gap set in each word that a gap touches. Two words with a gap
/// between them become one token if the joined word is likelier: "n rày" → "nrày". The arguments:
/// 1. `finder` scores the words, and belongs to the window of `text`.
/// 2. `channel` is the kind of damage of the text (lexicon/knowledge.h). If `channel` is no trained
///    error model, the result is `tokens`.
/// 3. `gaps`: the byte of `text` at which each gap lies, ascending.
/// These tokens never get a gap, because nothing could prove that they lost letters:
/// 1. numbers, codes, addresses, and words that must stay unchanged (Token::is_locked);
/// 2. words that have digits or signs away from the gap. Only the last character before the gap and
///    the first two after it may be digits or signs;
/// 3. possible names: a capitalised word beside another one, unless the words around are in
///    capitals.
/// Precondition: `tokens` are the tokens of `text`.
/// Laws: without `gaps` the result is `tokens`; the result ascends; tokens that are not words are
/// unchanged.
[[nodiscard]] std::vector<Token> mark_gaps(CandidateFinder& finder, ChannelId channel,
                                           std::string_view text, std::vector<Token> tokens,
                                           std::span<const std::uint32_t> gaps);

}  // namespace codau::restore
