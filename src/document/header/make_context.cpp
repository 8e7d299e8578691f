
#include <string>
#include <string_view>

#include "document/header/header.h"
#include "document/header/title.h"
#include "document/words/calendar.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// The day as of which names are looked up (7.3): the issue date, else the last day it can be, else
/// the middle of the plan's year.
std::string as_of(const Header& header) {
  if (header.issued_edtf && header.issued_edtf->value.size() == 10) {
    const std::string_view edtf = header.issued_edtf->value;
    if (edtf.find('X') == std::string_view::npos) return std::string(edtf);
    const auto year = text::parse_whole_number(edtf.substr(0, 4));
    const std::int32_t month = text::parse_whole_number(edtf.substr(5, 2)).value_or(12);
    if (year) return to_iso_date(last_day_of_month(*year, month));
  }
  return header.plan_year ? std::to_string(*header.plan_year) + "-06-30" : std::string();
}

/// Specks of a bad page before a place: "_ Thành phố Hồ Chí Minh", "‘Huế".
std::string without_signs(const std::string& place) {
  static const Pattern kSigns(R"([^\p{L}]+)");
  const auto signs = kSigns.at_start(place);
  return signs ? place.substr(signs->whole().end) : place;
}

/// The role "organ_duties".
struct OrganDuties {
  explicit OrganDuties(const Lexicon& lexicon)
      : any(make_form_pattern(lexicon, "organ_duties") + "[^;.]*? cua (.+)$") {}

  Pattern any;  ///< group 1: the organ
};

/// "Phòng Kinh tế huyện" of "Quy định chức năng, nhiệm vụ, quyền hạn của Phòng Kinh tế huyện".
std::string regulated_organ(const Lexicon& lexicon, const std::string& subject) {
  const ByteRange all{0, static_cast<std::uint32_t>(subject.size())};
  const Passage words = read_passage(subject, all);
  const auto found = lexicon.cached<OrganDuties>().any.find(words.key);
  return found ? take_part(words, words.in_text(*found->groups[1])).text : std::string();
}

}  // namespace

DocumentContext make_context(const Lexicon& lexicon, const Header& header) {
  DocumentContext context;
  context.agencies.lexicon = context.deadlines.lexicon = lexicon;
  context.agencies.issuer_level = header.organ_level;
  if (header.organ_name) context.agencies.issuer_name = header.organ_name->value;
  if (header.issued_place) context.agencies.place = without_signs(header.issued_place->value);
  if (header.governing_organ) context.agencies.governing_name = header.governing_organ->value;
  context.agencies.named_places = header.named_places;
  context.deadlines.plan_year = header.plan_year;
  if (header.subject) {
    context.deadlines.school_year = parse_school_year(fold(header.subject->value));
    context.regulated = regulated_organ(lexicon, header.subject->value);
  }
  if (header.issued_edtf && header.issued_edtf->value.find('X') == std::string::npos) {
    context.deadlines.issued_date = header.issued_edtf->value;
  }
  context.deadlines.spans_years = header.period_start && !context.deadlines.school_year;
  context.agencies.as_of = as_of(header);
  return context;
}

}  // namespace codau::document
