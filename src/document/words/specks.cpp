#include "document/words/specks.h"

#include <string>
#include <utility>
#include <vector>

#include "document/words/pattern.h"

namespace codau::document {

Passage without_specks(const Passage& heading) {
  static const Pattern kSpecks(R"((?:\s[|_~,;'\\=^.:–—’‘©®°§-]{1,2}|[|_~©®°])+$)");
  const auto match = kSpecks.find(heading.text);
  return match ? part(heading, {0, match->whole().begin}) : heading;
}

Passage without_dirt(const Passage& name) {
  static const Pattern kBefore(R"((?:[‘'’_~|=,;:.]{1,2}|ở) ?(\p{L}))"),
      kBetween(R"( [~_|.] |[?’] )");  // "Phụ nữ? huyện": what is left of a vowel's mark
  static const Pattern kOpen(R"(\s(‘)\p{Lu}[^’]*$)"),
      kDigit(R"(.*\s(?:huyện|tỉnh|xã|thị trấn|thị xã)( \d)$)");  // no unit with a number for a name
  const auto before = kBefore.at_start(name.text);
  static const Pattern kOpenQuote(R"(["“] ?(\p{L})[^"”]*$)");
  const auto open_quote = kOpenQuote.at_start(name.text);
  const auto& begins = before ? before : open_quote;
  Passage rest = without_specks(begins ? from(name, begins->groups[1]->begin) : name);
  static const Pattern kLastMark(R"([?’]+$)");
  if (const auto mark = kLastMark.find(rest.text)) rest = part(rest, {0, mark->whole().begin});
  if (const auto digit = kDigit.at_start(rest.text); digit)
    rest = part(rest, {0, digit->groups[1]->begin});
  std::vector<Passage> parts;
  if (const auto open = kOpen.find(rest.text)) {
    parts.push_back(part(rest, {0, open->groups[1]->begin}));
    rest = from(rest, open->groups[1]->end);
  }
  while (const auto dirt = kBetween.find(rest.text)) {
    parts.push_back(part(rest, {0, dirt->whole().begin}));
    rest = from(rest, dirt->whole().end);
  }
  parts.push_back(std::move(rest));
  return parts.size() == 1 ? parts.front() : join(parts, ' ');
}

}  // namespace codau::document
