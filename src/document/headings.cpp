#include "document/headings.h"

#include <string_view>

#include "document/agency.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kHeadingWords = 40;  // longer texts are sentences
constexpr std::size_t kShortWords = 12;    // a heading may end with a dot when it is short
constexpr std::size_t kRunInWords = 15;    // "1. Sở Y tế: chủ trì …"

/// A sentence ends inside the words; a semicolon may also part the names in a heading that has
/// items below it.
bool has_inner_sentence(const Passage& words, bool has_children) {
  static const Pattern kSentence(R"(\p{Ll}\.\s+\p{Lu})"), kClause(R"(\p{Ll};\s+\p{Lu})");
  return kSentence.find(words.text) || (!has_children && kClause.find(words.text));
}

/// Words that only a sentence has.
bool has_predicate(const Passage& words) {
  static const Pattern kPattern(
      R"(\b(co hieu luc|chiu trach nhiem|co trach nhiem|phai|se duoc|bi bai bo|deu bai bo)\b)");
  return kPattern.find(words.key).has_value();
}

}  // namespace

bool is_heading(const Passage& words, NumberForm form, bool has_children) {
  const std::size_t count = count_words(words.text);
  if (words.empty() || count > kHeadingWords || has_inner_sentence(words, has_children))
    return false;
  const char last = words.key.back();
  if (last == ';' || last == ',') return false;
  if (form <= NumberForm::kRoman) return true;
  if (last == '.' || last == '/')
    return count <= kShortWords && has_children && !has_predicate(words);
  static const Pattern kLeadIn(R"((nhu sau|sau day|sau)\s*:)");
  if (last == ':') return count <= kRunInWords || !kLeadIn.find(words.key);
  return has_children || count <= kHeadingWords / 2;
}

std::uint32_t run_in(const Passage& words, NumberForm form) {
  static const Pattern kPattern(R"(([^.;:"(]{3,}?)\s*:\s+([^\s].*))");
  if (form <= NumberForm::kRoman || form >= NumberForm::kDash) return 0;
  const auto match = kPattern.at_start(words.text);
  if (!match) return 0;
  const bool is_short = count_words(match->of(words.text, 1)) <= kRunInWords;
  const std::string_view behind = match->of(words.text, 2);
  const bool is_duty = begins_with_capital(behind) && is_agency(match->of(words.text, 1));
  const bool is_sentence = count_words(behind) >= (is_duty ? 2 : 4);
  return is_short && is_sentence ? match->groups[2]->begin : 0;
}

Passage without_specks(const Passage& heading) {
  static const Pattern kSpecks(R"((?:\s[|_~,;'\\=^.:–—’‘©®°§-]{1,2}|[|_~©®°])+$)"),
      kAt(R"((.+) ở$)"), kLiving(R"((?i)(?:nhà|chỗ|nơi|đất|ăn|,)$)");
  const auto match = kSpecks.find(heading.text);
  Passage plain = match ? part(heading, {0, match->whole().begin}) : heading;
  const auto at = kAt.at_start(plain.text);  // a speck that was read as a letter
  if (at && !kLiving.find(at->of(plain.text, 1))) plain = part(plain, *at->groups[1]);
  return plain;
}

Passage without_dirt(const Passage& name) {
  static const Pattern kBefore(R"((?:[‘'’_~|=,;:.]{1,2}|ở) ?(\p{L}))"), kBetween(R"( [~_|.] )"),
      kMark(R"( [~_|.] |[?’] )");  // "Phụ nữ? huyện": what is left of a vowel's mark
  static const Pattern kQuote(R"(‘[^’]*’)"), kOpen(R"(\s(‘)\p{Lu}[^’]*$)"),
      kDigit(R"(.*\s(?:huyện|tỉnh|xã|thị trấn|thị xã)( \d)$)");  // no unit with a number for a name
  const bool is_quoted = kQuote.find(name.text).has_value();
  const Pattern& between = is_quoted ? kBetween : kMark;
  const auto before = kBefore.at_start(name.text);
  static const Pattern kOpenQuote(R"(["“] ?(\p{L})[^"”]*$)");
  const auto open_quote = kOpenQuote.at_start(name.text);
  const auto& begins = before ? before : open_quote;
  Passage rest = without_specks(begins ? from(name, begins->groups[1]->begin) : name);
  static const Pattern kLastMark(R"([?’]+$)");
  if (const auto mark = is_quoted ? std::nullopt : kLastMark.find(rest.text))
    rest = part(rest, {0, mark->whole().begin});
  if (const auto digit = kDigit.at_start(rest.text); digit)
    rest = part(rest, {0, digit->groups[1]->begin});
  std::vector<Passage> parts;
  if (const auto open = kOpen.find(rest.text)) {
    parts.push_back(part(rest, {0, open->groups[1]->begin}));
    rest = from(rest, open->groups[1]->end);
  }
  while (const auto dirt = between.find(rest.text)) {
    parts.push_back(part(rest, {0, dirt->whole().begin}));
    rest = from(rest, dirt->whole().end);
  }
  parts.push_back(std::move(rest));
  return parts.size() == 1 ? parts.front() : join(parts, ' ');
}

Passage without_end(const Passage& heading) {
  std::size_t end = heading.text.find_last_not_of(" .:");
  end = end == std::string::npos ? 0 : end + 1;
  return part(heading, {0, static_cast<std::uint32_t>(end)});
}

bool ends_open(const Passage& words) {
  return !words.key.empty() &&
         std::string_view(".;:!?/").find(words.key.back()) == std::string_view::npos;
}

}  // namespace codau::document
