// restore/repair/gaps.h — marks words in which a streak of the scanner hid a letter or two.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "restore/decode/word_types.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `tokens` of `text` with the character of each word at which print is lost (Token::gap).
/// The lost bytes `gaps` ascend; each marks the words that it touches. Two words on both sides of a
/// gap become one if that is likelier and `channel` damaged them ("n rày" → "nrày"). Numbers,
/// codes, list marks and possible names get no gaps: nothing can prove their lost letters. A
/// possible name is a capital beside another, unless all words are in capitals.
/// Laws: without gaps they are `tokens`; with any they ascend, and all but words are those of
/// `tokens`.
[[nodiscard]] std::vector<Token> mark_gaps(WordTypes& types, ChannelId channel,
                                           std::string_view text, std::vector<Token> tokens,
                                           std::span<const std::uint32_t> gaps);

}  // namespace codau::restore
