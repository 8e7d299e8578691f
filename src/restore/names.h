// restore/names.h — names of persons, which no statistics may improve: "Nhật" is as right as
// "Nhất".
#pragma once

#include <span>
#include <string_view>

#include "restore/tokens.h"

namespace codau::restore {

/// Family names of Vietnamese, minorities of mountains and delta among them.
[[nodiscard]] std::span<const std::string_view> family_names();

/// True where token `at` stands in a run of three or more words with a capital, side by side, that
/// begins with a Vietnamese family name. Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_in_name(std::string_view text, std::span<const Token> tokens, std::size_t at);

}  // namespace codau::restore
