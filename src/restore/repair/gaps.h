// restore/repair/gaps.h — words of which a streak of the scanner hid a letter or two.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "restore/decode/word_types.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// `tokens` of `text` with the character of each word at which print is lost, by the bytes `gaps`,
/// which ascend: a character is looked for in the words that touch one. Two words on both sides of
/// a gap are made one where that is likelier, if `channel` damaged them ("n rày" → "nrày").
/// Numbers, codes, list marks and what may be a name (a capital beside another, if not all are)
/// have no gaps: nothing can prove what was lost of them. Laws: without gaps they are `tokens`;
/// with any they ascend, and all but words are those of `tokens`.
[[nodiscard]] std::vector<Token> with_gaps(WordTypes& types, ChannelId channel,
                                           std::string_view text, std::vector<Token> tokens,
                                           std::span<const std::uint32_t> gaps);

}  // namespace codau::restore
