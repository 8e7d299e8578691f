#include "document/sections/headings.h"

#include <string_view>

#include "document/agencies/agency.h"
#include "document/agencies/persons.h"
#include "document/tasks/column_roles.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kHeadingWords = 40;  // longer texts are sentences
constexpr std::size_t kShortWords = 12;    // a heading may end with a dot when it is short
constexpr std::size_t kRunInWords = 15;    // "1. Sở Y tế: chủ trì …"
constexpr std::size_t kPersonWords = 30;  // "1. Đồng chí A, Chủ tịch … - Trưởng đoàn: phụ trách …"

/// A sentence ends inside the words; a semicolon may also part the names in a heading that has
/// items below it.
bool has_inner_sentence(const Passage& words, bool has_children) {
  static const Pattern kSentence(R"(\p{Ll}\.\s+\p{Lu})"), kClause(R"(\p{Ll};\s+\p{Lu})");
  return kSentence.find(words.text) || (!has_children && kClause.find(words.text));
}

/// What duties begin with: the role "duty_opening".
struct Openings {
  explicit Openings(const Lexicon& lexicon)
      : duties(make_form_pattern(lexicon, "duty_opening") + "(?:[^a-z]|$)") {}

  Pattern duties;
};

/// A duty with a colon inside is a sentence as a whole ("Mở 02 lớp: lớp 1 tháng 5"), as is one that
/// leads in ("Chủ trì, phối hợp với … tổ chức:"); a title of a word or two is none ("Tuyên
/// truyền:").
bool is_duty_with_colon(const Lexicon& lexicon, const Passage& before, const Passage& behind,
                        NumberForm form) {
  static const Pattern kCount(R"(\d)"), kLead(R"(chu tri,|phoi hop voi |tham muu )");
  if (!begins_with_duty(lexicon, before)) return false;
  const bool is_clause = form > NumberForm::kArabic && before.key.find(", ") != std::string::npos;
  const bool goes_on = !behind.empty() && !begins_with_capital(behind.text);
  return is_clause || goes_on || kCount.find(before.key) || kLead.at_start(before.key);
}

/// The units that places stand behind: the role "unit_word".
struct Units {
  explicit Units(const Lexicon& lexicon)
      : last(R"(.*\bcac )" + make_form_pattern(lexicon, "unit_word")) {}

  Pattern last;
};

/// "Ủy ban nhân dân các phường: | Nha Trang, Cam Ranh": each word of a place has a capital, unlike
/// those of a duty.
bool lists_places(const Lexicon& lexicon, std::string_view before, std::string_view behind) {
  static const std::string kWord = R"((?:\p{Lu}\p{Ll}*(?:['’]\p{L}\p{Ll}*)?|\d{1,2}))",
                           kName = kWord + "(?:[ -]" + kWord + ")*";
  static const Pattern kPlaces(kName + "(?:(?:, ?| và )" + kName + ")*");
  return lexicon.cached<Units>().last.is_full_match(fold(before)) && kPlaces.is_full_match(behind);
}

}  // namespace

bool begins_with_duty(const Lexicon& lexicon, const Passage& words) {
  return lexicon.cached<Openings>().duties.at_start(words.key).has_value();
}

bool is_heading(const Lexicon& lexicon, const Passage& words, NumberForm form, bool has_children) {
  const std::size_t count = count_words(words.text);
  if (words.empty() || count > kHeadingWords || has_inner_sentence(words, has_children))
    return false;
  const char last = words.key.back();
  if (last == ';' || last == ',') return false;
  if (form <= NumberForm::kRoman) return true;
  if (last == '.' || last == '/')
    return count <= kShortWords && has_children && !is_sentence(lexicon, words);
  static const Pattern kLeadIn(R"((nhu sau|sau day|sau)\s*:)");
  if (last == ':' && is_duty_with_colon(lexicon, strip_heading_end(words), {}, form)) return false;
  if (last == ':') return count <= kRunInWords || !kLeadIn.find(words.key);
  return has_children || count <= kHeadingWords / 2;
}

std::uint32_t find_run_in_sentence(const Lexicon& lexicon, const Passage& words, NumberForm form) {
  static const Pattern kPattern(R"(([^.;:"(]{3,}?)\s*:\s+([^\s].*))");
  if (form <= NumberForm::kRoman || form >= NumberForm::kDash) return 0;
  const auto match = kPattern.at_start(words.text);
  if (!match) return 0;
  if (is_duty_with_colon(lexicon, take_part(words, *match->groups[1]),
                         take_from(words, match->groups[2]->begin), form))
    return 0;
  const std::string_view before = match->of(words.text, 1);
  const auto is_title = [&](std::string_view title) { return is_listed_title(lexicon, title); };
  if (find_label_start(words.text, match->groups[1]->end, " ", is_title) &&
      has_inner_titles(words.text, is_title))
    return 0;
  if (lists_places(lexicon, before, match->of(words.text, 2))) return 0;
  const bool is_person = find_person_end(lexicon, before) == before.size();
  const bool is_short = count_words(before) <= (is_person ? kPersonWords : kRunInWords);
  const std::string_view behind = match->of(words.text, 2);
  const bool is_duty = begins_with_capital(behind) && is_agency(lexicon, before);
  const bool is_sentence = count_words(behind) >= (is_duty ? 2 : 4);
  return is_short && is_sentence ? match->groups[2]->begin : 0;
}

Passage strip_heading_end(const Passage& heading) {
  std::size_t end = heading.text.find_last_not_of(" .:");
  end = end == std::string::npos ? 0 : end + 1;
  return take_part(heading, {0, static_cast<std::uint32_t>(end)});
}

bool is_sentence_open(const Passage& words) {
  return !words.key.empty() &&
         std::string_view(".;:!?/").find(words.key.back()) == std::string_view::npos;
}

}  // namespace codau::document
