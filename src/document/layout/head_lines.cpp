#include "document/layout/head_lines.h"

#include "document/words/heading_words.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

std::optional<ByteRange> where(const std::optional<Match>& match) {
  return match ? std::optional(match->whole()) : std::nullopt;
}

}  // namespace

std::optional<ByteRange> find_national_name(std::string_view key) {
  static const Pattern kName(
      R"(cong[.]? h.{1,3}[ .]xa[ .](?:h|[^ ]{2,4} chu ngh)|dang cong san viet(?: nam)?[^a-z]*$)");
  return where(kName.find(key));
}

std::optional<ByteRange> find_motto(std::string_view key) {
  static const Pattern kMotto(R"(d.c .ap ?- ?t. do|\b[a-z]{2,5} lap ?- ?t[a-z] do)");
  return where(kMotto.find(key));
}

std::optional<ByteRange> find_name_or_motto(std::string_view key) {
  static const Pattern kEnd(R"([^a-z]*((?:chu )?nghia viet nam)[^a-z]*)");
  if (const auto end = kEnd.at_start(key); end && end->whole().size() == key.size())
    return end->groups[1];
  const auto name = find_national_name(key), motto = find_motto(key);
  return name && (!motto || name->begin < motto->begin) ? name : motto;
}

bool is_number_line(std::string_view key) {
  static const Pattern kNumber(
      R"((?:s[o06]|86)\s*[:.]?\s*\d*[a-z]?\s*[/-]\s*[a-z].{0,60}|s[o06]\s*:.{0,40})");
  return kNumber.is_full_match(key);
}

bool has_number(std::string_view key) {
  static const Pattern kNumber(R"((?:^|\s)s[o06]\s?[:.]?\s?\d+[a-z]?\s?[/-]\s?[a-z])");
  return kNumber.find(key).has_value();
}

bool is_date_line(const Passage& line) {
  static const Pattern kDate(R"((?:[^,;:.]{2,40},\s*)?ngay\b.{0,20}\bnam\s*(?:19|20)\d\d.{0,3})");
  return kDate.is_full_match(line.key) && begins_with_capital(line.text);
}

bool is_head_line(std::string_view key) {
  static const Pattern kDate(R"(.{0,60},\s*ngay\b.{0,20}\bnam\b.{0,6})");
  return find_name_or_motto(key) || is_number_line(key) || kDate.is_full_match(key);
}

bool is_damaged_head_line(const Lexicon& lexicon, std::string_view key) {
  static const Pattern kNumber(
      R"([^a-z0-9]{0,3}s.?[o06]\s?[:;.,]?\s?[^a-hj-km-np-z]{0,12}[-/(]\s?[a-z]{1,6}\s?[-/][^ ]*.{0,40})"),
      kBare(R"([^a-z0-9]{0,3}\d{1,5}\s?[-/]\s?[a-z]{1,5}\s?[-/]\s?[a-z&-]{2,20}(?: .{0,40})?)"),
      kDate(R"([^0-9]{0,40}\bngay.{0,16}thang.{0,10}nam.{0,3}(?:19|20)\d\d.{0,4})");
  if (kNumber.is_full_match(key) || kBare.is_full_match(key)) return true;
  return kDate.is_full_match(key) && !is_preamble_start(lexicon, key);
}

bool begins_promulgation(std::string_view key) {
  static const Pattern kAttached(
      R"([^a-z0-9]{0,3}(?:(?:ban )?hanh )?kem theo\b|\( ?ban(?: hanh)?$)");
  return kAttached.at_start(key).has_value();
}

std::optional<ByteRange> find_promulgation(std::string_view key) {
  static const Pattern kBracket(R"(\( ?(?:(?:ban hanh )?kem theo\b|ban(?: hanh)?$))");
  return where(kBracket.find(key));
}

bool is_attachment_label(std::string_view key) {
  static const Pattern kLabel(R"([^a-z0-9]{0,3}(?:phu luc|mau|bieu(?: mau)?)\b.{0,20})");
  return kLabel.is_full_match(key);
}

bool begins_with_about(std::string_view key) {
  static const Pattern kAbout(R"(v\s?/\s?v\b|v(?:\s?/|[wva])?\s?:)");  // "Vw:", "V/:" misread
  return kAbout.at_start(key).has_value();
}

std::size_t find_torn_about_end(std::string_view text) {
  static const Pattern kTorn(R"((\(?V ?[/|]? ?[vVyíìIil]{0,2}[.:]? )\p{Ll})");
  const auto torn = kTorn.at_start(text);
  return torn ? torn->groups[1]->end : 0;
}

bool is_address_line(std::string_view key) {
  static const Pattern kTo(R"(kinh g.i\b)");
  return kTo.at_start(key).has_value();
}

bool is_separator_line(std::string_view key) {
  static const Pattern kPattern(R"([-_=*.~ o'",:;|]+)");
  return kPattern.is_full_match(key);
}

}  // namespace codau::document
