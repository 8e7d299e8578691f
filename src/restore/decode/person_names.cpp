#include "restore/decode/person_names.h"

#include <algorithm>

#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

bool is_capitalised(std::string_view text, const Token& token) {
  if (token.kind != TokenKind::kWord || !token.is_plain) return false;
  const std::u32string word = to_utf32(slice(text, token.text));
  return word.size() > 1 && is_upper(word[0]) &&
         std::none_of(word.begin() + 1, word.end(), is_upper);
}

bool are_neighbours(std::string_view text, const Token& left, const Token& right) {
  return text.substr(left.text.end, right.text.begin - left.text.end) == " ";
}

}  // namespace

bool is_in_person_name(const KnownNames& names, std::string_view text,
                       std::span<const Token> tokens, std::size_t at) {
  constexpr std::size_t kMinPersonWords = 3, kMaxPersonWords = 5;
  if (!is_capitalised(text, tokens[at])) return false;
  std::size_t begin = at, end = at + 1;
  while (begin > 0 && at - begin < kMaxPersonWords && is_capitalised(text, tokens[begin - 1]) &&
         are_neighbours(text, tokens[begin - 1], tokens[begin])) {
    --begin;
  }
  while (end < tokens.size() && end - at < kMaxPersonWords && is_capitalised(text, tokens[end]) &&
         are_neighbours(text, tokens[end - 1], tokens[end])) {
    ++end;
  }
  for (; begin <= at && begin + kMinPersonWords <= end; ++begin) {
    if (names.is_distinctive_family(slice(text, tokens[begin].text))) return true;
  }
  return false;
}

bool follows_capitalised_word(std::string_view text, std::span<const Token> tokens,
                              std::size_t at) {
  return at > 0 && is_capitalised(text, tokens[at]) && is_capitalised(text, tokens[at - 1]) &&
         are_neighbours(text, tokens[at - 1], tokens[at]);
}

bool is_beside_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                std::size_t at) {
  return follows_capitalised_word(text, tokens, at) ||
         (at + 1 < tokens.size() && follows_capitalised_word(text, tokens, at + 1));
}

}  // namespace codau::restore
