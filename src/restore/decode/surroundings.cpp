#include "restore/decode/surroundings.h"

#include <algorithm>

#include "restore/text/letters.h"
#include "restore/text/line_start.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

lm::Before before(std::string_view gap) {
  const auto has = [&](std::string_view sign) { return gap.find(sign) != gap.npos; };
  if (has(",")) return lm::Before::kComma;
  if (gap.find_first_of("()\"'[]") != gap.npos || has("“") || has("”")) return lm::Before::kQuote;
  if (gap.find_first_of("-/") != gap.npos || has("–")) return lm::Before::kDash;
  return lm::Before::kSpace;
}

lm::Capitals capitals(std::string_view word) {
  std::size_t letters = 0, big = 0;
  bool first = false;
  for (std::size_t at = 0; at < word.size();) {
    const bool is_big = is_upper(text::next_code_point(word, at));
    if (letters++ == 0) first = is_big;
    big += is_big ? 1U : 0U;
  }
  if (big == 0) return lm::Capitals::kNone;
  if (letters == 1) return lm::Capitals::kLetter;
  return big == 1 && first ? lm::Capitals::kFirst : lm::Capitals::kAll;
}

std::uint8_t form(lm::Before gap, lm::Capitals letters) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(letters) +
                                   4U * static_cast<unsigned>(gap));
}

}  // namespace

Surroundings surroundings(std::string_view text, std::span<const Token> tokens,
                          const std::function<std::uint16_t(std::size_t)>& fold_of) {
  Surroundings out;
  out.text.push_back({lm::kLineFold, 0});
  out.places.assign(tokens.size(), Surroundings::kNowhere);
  bool new_line = false;
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (ends_line(token)) {
      new_line = true;
      end = token.text.end;
      continue;
    }
    if (token.kind == TokenKind::kGap) continue;
    const lm::Before gap = before(text.substr(end, token.text.begin - end));
    end = token.text.end;
    lm::Around here{lm::kBreakFold, form(gap, lm::Capitals::kNone)};
    if (token.kind == TokenKind::kNumber) here.fold = lm::kNumberFold;
    if (token.kind == TokenKind::kWord) {
      const lm::Capitals letters = capitals(slice(text, token.text));
      here = {fold_of(i), form(gap, letters)};
      if (goes_on_to_context(letters)) new_line = false;
    }
    if (new_line && out.text.back().fold != lm::kLineFold) out.text.push_back({lm::kLineFold, 0});
    new_line = false;
    out.places[i] = static_cast<std::uint32_t>(out.text.size());
    out.text.push_back(here);
  }
  return out;
}

}  // namespace codau::restore
