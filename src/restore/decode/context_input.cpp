#include "restore/decode/context_input.h"

#include <algorithm>

#include "restore/text/line_continuation.h"
#include "restore/text/spelling.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

lm::Separator separator_in(std::string_view between) {
  const auto has = [&](std::string_view sign) { return between.find(sign) != between.npos; };
  if (has(",")) return lm::Separator::kComma;
  if (between.find_first_of("()\"'[]") != between.npos || has("“") || has("”"))
    return lm::Separator::kQuote;
  if (between.find_first_of("-/") != between.npos || has("–")) return lm::Separator::kDash;
  return lm::Separator::kSpace;
}

lm::Capitalisation capitalisation_of(std::string_view word) {
  std::size_t letters = 0, big = 0;
  bool first = false;
  for (std::size_t at = 0; at < word.size();) {
    const bool is_big = is_upper(text::next_code_point(word, at));
    if (letters++ == 0) first = is_big;
    big += is_big ? 1U : 0U;
  }
  if (big == 0) return lm::Capitalisation::kNone;
  if (letters == 1) return lm::Capitalisation::kSingleLetter;
  return big == 1 && first ? lm::Capitalisation::kFirst : lm::Capitalisation::kAll;
}

std::uint8_t pack_form(lm::Separator separator, lm::Capitalisation letters) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(letters) +
                                   4U * static_cast<unsigned>(separator));
}

}  // namespace

ContextInput make_context_input(std::string_view text, std::span<const Token> tokens,
                                const std::function<std::uint16_t(std::size_t)>& fold_of) {
  ContextInput out;
  out.model_tokens.push_back({lm::kParagraphFold, 0});
  out.positions.assign(tokens.size(), ContextInput::kNotInInput);
  bool new_line = false;
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (ends_line(token)) {
      new_line = true;
      end = token.text.end;
      continue;
    }
    if (token.kind == TokenKind::kLostWord) continue;
    const lm::Separator separator = separator_in(text.substr(end, token.text.begin - end));
    end = token.text.end;
    lm::ContextToken here{lm::kBreakFold, pack_form(separator, lm::Capitalisation::kNone)};
    if (token.kind == TokenKind::kNumber) here.fold = lm::kNumberFold;
    if (token.kind == TokenKind::kWord) {
      const lm::Capitalisation letters = capitalisation_of(slice(text, token.text));
      here = {fold_of(i), pack_form(separator, letters)};
      if (continues_sentence_in_context(letters)) new_line = false;
    }
    if (new_line && out.model_tokens.back().fold != lm::kParagraphFold)
      out.model_tokens.push_back({lm::kParagraphFold, 0});
    new_line = false;
    out.positions[i] = static_cast<std::uint32_t>(out.model_tokens.size());
    out.model_tokens.push_back(here);
  }
  return out;
}

}  // namespace codau::restore
