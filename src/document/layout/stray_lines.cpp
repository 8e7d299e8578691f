#include "document/layout/stray_lines.h"

#include <cstdint>
#include <string_view>

#include "document/words/numbering.h"
#include "document/words/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr std::size_t kShortPage = 600;  // code points; ordinals of a table stand closer

bool is_speck(std::string_view key) {
  static const Pattern kSigns(R"([^\p{L}\p{N}]*\p{L}?[^\p{L}\p{N}]*)"),
      kEnumerator(R"([^\p{L}]*(?:[ivx]|[a-zđ]\s?[.)/}\]]).*)"),
      kWord(R"(.*[“"(].*|[+-]|.*\.\./.*)");
  return kSigns.is_full_match(key) && !kEnumerator.is_full_match(key) && !kWord.is_full_match(key);
}

/// A blank line on either side, or a bullet below an item that has ended.
bool stands_alone(const std::vector<PrintedLine>& lines, std::size_t at) {
  static const Pattern kBullet(R"([-+•] )");
  if (at > 0 && lines[at - 1].zone == LineZone::kBlank) return true;
  if (at + 1 == lines.size()) return false;
  if (lines[at + 1].zone == LineZone::kBlank) return true;
  const std::string_view above = at > 0 ? std::string_view(lines[at - 1].passage.key) : "";
  const bool has_ended =
      !above.empty() && std::string_view(".;:,").find(above.back()) != above.npos;
  return has_ended && kBullet.at_start(lines[at + 1].passage.key);
}

}  // namespace

void mark_stray_lines(std::vector<PrintedLine>& lines) {
  static const Pattern kSigns(R"([^\p{L}\p{N}•–+-]+)");
  std::uint32_t page = 1;
  std::size_t since = 0;  // code points behind the last page number
  for (std::size_t i = 0; i < lines.size(); ++i) {
    PrintedLine& line = lines[i];
    if (line.zone != LineZone::kBody || line.page != 0) continue;
    const bool alone = stands_alone(lines, i);
    if ((alone || kSigns.is_full_match(line.passage.key)) && is_speck(line.passage.key))
      line.zone = LineZone::kAside;
    const auto number = static_cast<std::uint32_t>(parse_lone_number(line.passage.key).value_or(0));
    // with a line on either side a number is that of what begins below it, or a page's
    const bool is_between = i + 1 < lines.size() && since >= 2 * kShortPage &&
                            !begins_with_capital(lines[i + 1].passage.text);
    const bool is_next = number == page + 1 && ((alone && since >= kShortPage) || is_between);
    const bool is_second = number == page + 2 && since >= 2 * kShortPage;  // one between is unread
    if (is_next || is_second) {
      line.zone = LineZone::kAside;
      page = number;
      since = 0;
    }
    since += text::count_code_points(line.passage.text);
  }
}

}  // namespace codau::document
