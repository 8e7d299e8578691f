#include "document/words/strip_specks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// Specks of a line or cell; group 1 is what goes.
struct Specks {
  Pattern before{R"(\s*(?:- ?)?([~_|‘'’=¬]{1,2}) )"}, before_small{R"(\s*(\.) \p{Ll})"};
  std::array<Pattern, 11> anywhere{
      Pattern(R"([\p{L}\d,;)] ([~_|°©®\\^.’‘»«]{1,2}) )"),  // "nhân | lực"
      Pattern(R"( ((?:[:;.,] )?[|_~»°©®\\^=’‘]{1,2})\s*$)"),
      Pattern(R"(\p{L}([?’‘_])(?: \p{Ll}|\s*$|_))"),  // what is left of a mark: "bầu cử’ đại biểu"
      Pattern(R"([^\x00-\x7F]\p{L}*([._])\p{Ll})"),  // "Huyện.ủy", but no address
      Pattern(R"([\p{Ll}]{2}(\.) \p{Ll})"),
      Pattern(R"([Nn]gày([.,;]) ?\d)"),  // "trước ngày. 15/5/2025"
      Pattern(R"( (?:từ|trước|đến|nhất) ngày([.,;])\s*$)"),
      Pattern(R"(^[^'‘“"]*\p{Lu}{2}(['’]) \p{Lu}{2})"),  // no end of a quotation
      Pattern(R"(\p{Lu}{2}( [<>]) \p{Lu}{2})"),
      Pattern(R"(\p{Ll}([’‘])- \p{Lu})"),   // "Tài chính’- Kế hoạch"
      Pattern(R"(\p{Lu}{4}(\.) \p{Lu})")};  // "UBND. TỈNH", no "KT. CHỦ TỊCH"
  Pattern lone_bracket{R"(^[^(]* (\))\s*$)"};
};

/// White space of the same length that is neither a gap between columns nor a break of Markdown.
void blank(std::string& line, ByteRange speck) {
  std::fill(line.begin() + speck.begin, line.begin() + speck.end, '\r');
}

void blank_specks(std::string& words) {
  static const Specks kSpecks;
  for (const Pattern* pattern : {&kSpecks.before, &kSpecks.before_small}) {
    if (const auto found = pattern->at_start(words)) blank(words, *found->groups[1]);
  }
  for (const Pattern& pattern : kSpecks.anywhere) {
    for (std::size_t at = 0; const auto found = pattern.find(words, at);) {
      blank(words, *found->groups[1]);
      at = found->groups[1]->end;
    }
  }
  if (const auto found = kSpecks.lone_bracket.at_start(words)) blank(words, *found->groups[1]);
}

bool is_bullet_line(std::string_view line) { return line.starts_with("- "); }

/// "~ Các Hạt Kiểm lâm" above or below a line with a dash: it may be another.
bool may_be_bullet(const TextDocument& document, std::size_t i) {
  static const Pattern kMisread(R"([~_=] \p{Lu})");
  const auto printed = [&](std::size_t k) { return slice(document.text, document.lines[k].text); };
  return kMisread.at_start(printed(i)) &&
         ((i > 0 && is_bullet_line(printed(i - 1))) ||
          (i + 1 < document.lines.size() && is_bullet_line(printed(i + 1))));
}

}  // namespace

std::string blank_damage(const TextDocument& document) {
  std::string out = document.text;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const ByteRange line = document.lines[i].text;
    const std::string_view printed = slice(document.text, line);
    const bool is_barred = document.lines[i].role == Role::kTable && printed.starts_with('|');
    if (is_barred) continue;  // a row as Markdown writes it
    for (std::uint32_t at = line.begin + (may_be_bullet(document, i) ? 1 : 0); at <= line.end;) {
      const auto end =
          static_cast<std::uint32_t>(std::min<std::size_t>(out.find('\t', at), line.end));
      std::string words(slice(out, ByteRange{at, end}));
      blank_specks(words);
      out.replace(at, words.size(), words);
      at = end + 1;
    }
  }
  return out;
}

Passage strip_heading_specks(const Passage& heading) {
  static const Pattern kSpecks(R"((?:\s[|_~,;'\\=^.:–—’‘©®°§-]{1,2}|[|_~©®°-])+$)");
  const auto match = kSpecks.find(heading.text);
  return match ? take_part(heading, {0, match->whole().begin}) : heading;
}

Passage strip_name_specks(const Passage& name) {
  static const Pattern kBefore(R"((?:[‘'’_~|=,;:.]{1,2}|ở) ?(\p{L}))"),
      kBetween(R"( [~_|.] |[?’] )");  // "Phụ nữ? huyện": what is left of a vowel's mark
  static const Pattern kOpen(R"(\s(‘)\p{Lu}[^’]*$)"),
      kDigit(R"(.*\s(?:huyện|tỉnh|xã|thị trấn|thị xã)( \d)$)");  // no unit with a number for a name
  const auto before = kBefore.at_start(name.text);
  static const Pattern kOpenQuote(R"(["“] ?(\p{L})[^"”]*$)");
  const auto open_quote = kOpenQuote.at_start(name.text);
  const auto& begins = before ? before : open_quote;
  Passage rest = strip_heading_specks(begins ? take_from(name, begins->groups[1]->begin) : name);
  static const Pattern kLastMark(R"([?’]+$)");
  if (const auto mark = kLastMark.find(rest.text)) rest = take_part(rest, {0, mark->whole().begin});
  if (const auto digit = kDigit.at_start(rest.text); digit)
    rest = take_part(rest, {0, digit->groups[1]->begin});
  std::vector<Passage> parts;
  if (const auto open = kOpen.find(rest.text)) {
    parts.push_back(take_part(rest, {0, open->groups[1]->begin}));
    rest = take_from(rest, open->groups[1]->end);
  }
  while (const auto dirt = kBetween.find(rest.text)) {
    parts.push_back(take_part(rest, {0, dirt->whole().begin}));
    rest = take_from(rest, dirt->whole().end);
  }
  parts.push_back(std::move(rest));
  return parts.size() == 1 ? parts.front() : join(parts, ' ');
}

bool is_year_after_stroke(std::string_view text) {
  static const Pattern kYear(R"([1Il|](?:19|20)\d\d(?:\D|$))");
  return kYear.at_start(text).has_value();
}

}  // namespace codau::document
