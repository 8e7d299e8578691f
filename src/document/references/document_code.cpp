#include "document/references/document_code.h"

#include <algorithm>

#include "document/references/document_type.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// Notation: groups of letters and digits with dashes between them, the first one capital. Offices
/// of education part their letters: "KH-BGD ĐT", "SGD & ĐT-VP".
constexpr const char* kNotation =
    R"((?:[A-Z]?G[DĐ] (?:& ?)?ĐT|[A-ZĐÐƯÔƠĂÂÊ][A-Za-z0-9ĐÐđƯưÔôƠơĂÂÊ&]*))"
    R"((?: ?[-–](?: ?-)? {0,2}(?:[A-Z]?G[DĐ] (?:& ?)?ĐT|[A-ZĐÐƯÔƠĂÂÊ][A-Za-z0-9ĐÐđƯưÔôƠơĂÂÊ&.]*))*)";

/// Without blanks, and with one "-" for a dash that was read as two.
std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    const bool is_long = text.substr(i).starts_with("–");
    if (is_long) i += std::string_view("–").size() - 1;
    if (!is_long && text[i] != '-')
      out += text[i];
    else if (!out.ends_with('-'))
      out += '-';
  }
  return out;
}

bool begins_with_capitals(std::string_view text) {
  static const Pattern kTwo(R"(\p{Lu}\p{Lu})");
  return kTwo.at_start(text).has_value();
}

/// Fills notation and type; false when the notation is none of the grammar.
bool set_notation(const Lexicon& lexicon, DocumentCode& code, std::string notation) {
  const std::size_t dash = std::min(notation.find('-'), notation.size());
  const std::string_view head = std::string_view(notation).substr(0, dash);
  const auto type = find_cited_type(lexicon, head);
  if (type && dash < notation.size()) {
    code.type_code = type->code;
    code.notation = code.type_code + notation.substr(dash);
    return true;
  }
  code.notation = notation;
  const bool is_act = head.starts_with("QH") && dash == notation.size();
  if (is_act) return true;  // of the National Assembly
  const bool is_type_alone = type && type->code == head;
  if (is_type_alone || !begins_with_capitals(head)) return false;
  code.type_code = "CV";  // organ and unit only
  return true;
}

/// "07:2010/BXD": the year of a technical standard.
bool is_behind_colon(std::string_view text, std::size_t at) {
  return at > 1 && text[at - 1] == ':' && text[at - 2] >= '0' && text[at - 2] <= '9';
}

}  // namespace

std::vector<PrintedCode> find_codes(const Lexicon& lexicon, std::string_view text) {
  static const Pattern kCode(
      R"((?:^|[^\p{L}\d/])()"
      R"((?:\d{1,5}(?:\.\d{1,2})?[a-zA-Z]? ?)?(?:/ ?(?:19|20)\d\d ?)?/ ?(?:(?:[A-ZĐ]{1,4}-)?(?:UBTV)?QH ?1\d(?:-[A-ZĐ]+)*|)"
      R"((?:[A-ZĐ]{2,6}/)?)" +
      std::string(kNotation) +
      R"()|\d{1,4} ?/ ?(?:19|20)\d\d ?[-–] ?[A-ZĐ]{2,4}(?:-[A-ZĐ]{2,8})*|)"
      R"(\d{1,4} ?[-–] ?[A-ZĐÐ][A-Za-zĐđ]{0,4} ?/ ?[A-ZĐÐ][A-ZĐÐƯa-z]*(?:[-–][A-ZĐÐ][A-ZĐÐa-z]*)*)"
      R"())");
  std::vector<PrintedCode> out;
  for (std::size_t at = 0; const auto found = kCode.find(text, at);) {
    ByteRange where = *found->groups[1];
    at = where.end;
    while (where.size() > 1 &&
           std::string_view(".-&").find(text[where.end - 1]) != std::string_view::npos) {
      --where.end;
    }
    if (is_behind_colon(text, where.begin)) continue;
    if (auto code = parse_code(lexicon, slice(text, where)))
      out.push_back({where, std::move(*code)});
  }
  return out;
}

std::optional<DocumentCode> parse_code(const Lexicon& lexicon, std::string_view token) {
  static const Pattern kCivil(
      R"((\d{1,5}(?:\.\d{1,2})?[a-zA-Z]?)?(?:/((?:19|20)\d\d))?/((?:[A-ZĐ]{2,6}/)?)" +
      std::string(kNotation) + ")");
  static const Pattern kParty(
      R"((\d{1,4})-([A-ZĐÐ][A-Za-zĐđ]{0,4})/([A-ZĐÐ][A-ZĐÐƯa-z]*(?:-[A-ZĐÐ][A-ZĐÐa-z]*)*))");
  static const Pattern kBare(kNotation);
  const std::string text = without_spaces(token);
  DocumentCode out;
  if (const auto party = kParty.at_start(text); party && party->whole().size() == text.size()) {
    const auto type = find_cited_type(lexicon, party->of(text, 2));
    if (!type) return std::nullopt;
    out.number = std::string(party->of(text, 1));
    out.type_code = type->code;
    const std::string_view organ = party->of(text, 3);
    out.notation = out.type_code + "/" + std::string(organ == "TƯ" ? "TU" : organ);
    return out;
  }
  static const Pattern kYearFirst(R"((\d{1,4})/((?:19|20)\d\d)-([A-ZĐ]{2,4}(?:-[A-ZĐ]{2,8})*))");
  if (const auto dated = kYearFirst.at_start(text);  // "09/2009-KH"
      dated && dated->whole().size() == text.size()) {
    const auto type =
        find_cited_type(lexicon, dated->of(text, 3).substr(0, dated->of(text, 3).find('-')));
    if (!type) return std::nullopt;
    out.number = std::string(dated->of(text, 1));
    out.year = text::parse_whole_number(dated->of(text, 2));
    out.type_code = type->code;
    out.notation = std::string(dated->of(text, 3));
    return out;
  }
  const auto civil = kCivil.at_start(text);
  if (civil && civil->whole().size() == text.size()) {
    if (civil->has(1)) out.number = std::string(civil->of(text, 1));
    if (civil->has(2)) out.year = text::parse_whole_number(civil->of(text, 2));
    if (!set_notation(lexicon, out, std::string(civil->of(text, 3)))) return std::nullopt;
    return out;
  }
  if (!kBare.is_full_match(text) || text.find('-') == std::string::npos) return std::nullopt;
  if (!set_notation(lexicon, out, text)) return std::nullopt;
  return out;
}

}  // namespace codau::document
