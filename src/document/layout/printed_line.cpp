#include "document/layout/printed_line.h"

#include "document/words/pattern.h"

namespace codau::document {

void split_printed_line(std::vector<PrintedLine>& lines, std::size_t i, std::uint32_t at) {
  PrintedLine right = lines[i];
  right.gap = 0;
  const Passage whole = lines[i].passage;
  right.passage = take_from(whole, at);
  if (right.passage.empty() || at == 0) return;
  lines[i].passage = take_part(whole, {0, at});
  lines[i].gap = 0;
  right.bytes.begin = right.passage.text_at.front();
  lines[i].bytes.end = right.bytes.begin;
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(right));
}

std::optional<std::string> read_appendix_label(const Passage& line) {
  static const Pattern kPattern(
      R"((?:[-_~|] )?phu luc\s*(?:so)?\s*[:.]?\s*(\d{1,2}|[ivx]{1,4}|[a-h]|[|!])?\s*[.:]?(?: ?[|)"
      R"(_~])*(\s.+)?)");
  static const Pattern kForm(
      R"((?:phu )?(?:bieu|mau|bieu mau|mau bieu)(?: so)?\s*[:.]?\s*(\d{1,2}[a-z]?|[ivx]{1,4})\s*[.:]?)");
  if (const auto form = kForm.at_start(line.key);
      form && form->whole().size() == line.key.size() && begins_with_capital(line.text))
    return std::string(form->of(line.key, 1));
  const auto match = kPattern.at_start(line.key);
  if (!match || match->whole().size() != line.key.size()) return std::nullopt;
  if (match->has(2) && compute_capital_share(line.text) < kMinCapitalShare) return std::nullopt;
  return std::string(match->of(line.key, 1));
}

}  // namespace codau::document
