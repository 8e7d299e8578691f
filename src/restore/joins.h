// restore/joins.h — words that damage has cut in two.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "restore/passage.h"
#include "restore/tokens.h"

namespace codau::restore {

/// `tokens` with those made one that are likelier one word: where a sign stands for a letter of it
/// ("d;nh"), or a space came into it ("ho ạch"); never over a line end, and only in lines whose
/// channel makes signs of letters. `line_channels` holds one a line.
[[nodiscard]] std::vector<Token> join_words(std::string_view text, std::span<const Token> tokens,
                                            std::span<const ChannelId> line_channels,
                                            WordTypes& types);

/// The letters of a token, without the space inside it.
[[nodiscard]] std::string word_of(std::string_view text, const Token& token);

}  // namespace codau::restore
