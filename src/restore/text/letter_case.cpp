#include "restore/text/letter_case.h"

#include <algorithm>
#include <cstdint>

#include "restore/text/labels.h"
#include "restore/text/look_alikes.h"
#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

/// The letters of each case in a word. Letters whose capital has the same shape are counted apart.
struct CaseCounts {
  std::ptrdiff_t big = 0, small = 0;              ///< the shape tells the case
  std::ptrdiff_t maybe_big = 0, maybe_small = 0;  ///< only the size tells the case
};

CaseCounts count_case(std::u32string_view seen) {
  CaseCounts out;
  for (const char32_t c : seen) {
    if (!is_letter(c)) continue;
    const bool alike = !text::letter(c) || has_small_shape_in_capitals(fold(c));
    ++(is_upper(c) ? (alike ? out.maybe_big : out.big) : (alike ? out.maybe_small : out.small));
  }
  return out;
}

bool are_all_capitals(std::u32string_view seen, bool among_capitals) {
  const CaseCounts n = count_case(seen);
  const std::ptrdiff_t big = n.big + n.maybe_big, small = n.small + n.maybe_small;
  if (big == 1 && small == 0) return among_capitals;
  if (n.big == 0 && n.small == 0) return big > 1 && small == 0 && among_capitals;
  if (n.big > 1) return 2 * n.small < n.big;
  if (n.big == 0 || n.small > 0) return false;
  const bool is_title = big == 1 && is_upper(seen[0]);  // "Doc" after "TỈNH HƯNG YÊN"
  return among_capitals ? !is_title : n.maybe_big > 1 && small == 0;
}

std::string capitalise(std::u32string_view word, bool first, bool all) {
  std::u32string out(word);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (all || (first && i == 0)) out[i] = to_upper(out[i]);
  }
  return to_utf8(out);
}

}  // namespace

std::string copy_case(std::u32string_view seen, std::u32string_view word) {
  const bool small = std::any_of(seen.begin(), seen.end(),
                                 [](char32_t c) { return is_letter(c) && !is_upper(c); });
  const auto big = std::count_if(seen.begin(), seen.end(), is_upper);
  if (seen.size() != word.size()) return capitalise(word, is_upper(seen[0]), !small && big > 1);
  std::u32string out(word);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (is_upper(seen[i])) out[i] = to_upper(out[i]);
  }
  return to_utf8(out);
}

std::string restore_case(std::u32string_view seen, std::u32string_view word, bool among_capitals) {
  const bool numeral = word.size() > 1 && word.find_first_not_of(U"ivx") == word.npos;
  return capitalise(word, is_upper(seen[0]),
                    (numeral && is_upper(seen[0])) || are_all_capitals(seen, among_capitals));
}

bool may_be_abbreviation(std::string_view word) {
  const std::u32string letters = to_utf32(word);
  const CaseCounts n = count_case(letters);
  const auto digits = std::count_if(letters.begin(), letters.end(),
                                    [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return n.big > 0 && n.big + n.maybe_big > 1 &&
         n.big + n.maybe_big + digits == static_cast<std::ptrdiff_t>(letters.size());
}

bool is_among_capitals(std::string_view text, std::span<const Token> tokens, std::size_t at) {
  constexpr std::size_t kNearWords = 3;
  // A capital that is a whole word stands in small-letter text as well: "TP. HCM, U ban".
  const bool is_lone = to_utf32(slice(text, tokens[at].text)).size() == 1;
  std::ptrdiff_t balance = 0;
  std::size_t words = 0, small = 0;
  const auto count_word = [&](std::size_t i) {  // false at the end of the line
    if (ends_line(tokens[i])) return false;
    const std::u32string word = to_utf32(slice(text, tokens[i].text));
    if (tokens[i].kind == TokenKind::kWord && classify_label(word) == LabelLikelihood::kNone) {
      const CaseCounts n = count_case(word);
      if (n.big > 0 && n.small == 0) ++balance;
      if (n.small > 0) --balance;
      ++words;
      small += n.small + n.maybe_small > 0 ? 1 : 0;
    }
    return true;
  };
  for (std::size_t i = at; i-- > 0 && i + kNearWords >= at && count_word(i);) {
  }
  for (std::size_t i = at + 1; i < tokens.size() && i <= at + kNearWords && count_word(i); ++i) {
  }
  // In a line like "S NI V" no shape tells.
  return small == 0 ? words > 1 || balance > 0 : balance > 0 && !is_lone;
}

}  // namespace codau::restore
