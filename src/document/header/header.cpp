#include "document/header/header.h"

#include <algorithm>
#include <string_view>

#include "document/header/code_number.h"
#include "document/header/detect_secrecy.h"
#include "document/header/header_input.h"
#include "document/header/issue_date.h"
#include "document/header/issuer.h"
#include "document/header/signer.h"
#include "document/header/title.h"
#include "document/layout/head_lines.h"
#include "document/references/code_letters.h"
#include "document/references/document_type.h"
#include "document/words/pattern.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr std::size_t kNumberLength = 11, kNotationLength = 30, kOrganLength = 200,
                      kSubjectLength = 500, kPositionLength = 100, kNameLength = 50;  // 3.2

// ---- ô 10b, 11 ----

void read_mark(const Passage& mark, Header& header) {
  if (mark.key.starts_with("hoa toc")) header.priority = Priority::kHoaToc;
  if (mark.key == "thuong khan") header.priority = Priority::kThuongKhan;
  if (mark.key == "khan") header.priority = Priority::kKhan;
  if (mark.key == "luu hanh noi bo" || mark.key == "xem xong tra lai")
    header.circulation = to_field(mark);
}

void read_marks(const std::vector<PrintedLine>& lines, HeaderReading& out) {
  std::size_t seen = 0;
  for (const PrintedLine& line : lines) {
    if (line.zone == LineZone::kBlank || ++seen > kMaxMarkLines) continue;
    if (line.zone == LineZone::kTable ||
        compute_capital_share(line.passage.text) < kMinCapitalShare)
      continue;
    read_mark(strip_strokes(line.passage), out.header);
  }
  raise_secrecy(detect_secrecy(lines), out.header, out.flags);
}

// ---- what only the whole header shows ----

void check_year(HeaderReading& out) {
  const Header& header = out.header;
  if (!header.plan_year || !header.issued_edtf) return;
  const std::string_view edtf = header.issued_edtf->value;
  const std::int32_t issued = text::parse_whole_number(edtf.substr(0, 4)).value_or(0);
  const std::int32_t month = text::parse_whole_number(edtf.substr(5, 2)).value_or(0);
  const std::int32_t plan = *header.plan_year;
  if (issued == 0) return;
  const bool early = issued == plan - 1 && month > 0 && month <= 6;
  if (issued < plan - 1 || issued > plan + 1 || early) add_reason(out.flags, "YEAR_CONFLICT");
}

/// Of a plan for a school year: what comes before it, as enrolment does, begins with the issue.
void begin_with_issue(Header& header) {
  const std::string issued = header.issued_edtf ? header.issued_edtf->value : std::string();
  const bool is_day = issued.size() == 10 && issued.find('X') == std::string::npos;
  const bool is_of_school = header.subject && parse_school_year(fold(header.subject->value));
  if (is_day && is_of_school && header.period_start)
    *header.period_start = std::min(*header.period_start, issued);
}

void check(HeaderReading& out) {
  const Header& header = out.header;
  if (!header.signer_name) add_reason(out.flags, "SIGNER_MISSING");
  if (!header.signer_position) add_reason(out.flags, "POSITION_MISSING");
  if (!header.signer_authority) add_reason(out.flags, "SIGNER_NO_AUTHORITY");
  check_year(out);
  begin_with_issue(out.header);
  const auto check_length = [&out](const TextField& field, std::size_t limit) {
    if (field && text::count_code_points(field->value) > limit)
      add_reason(out.flags, "LENGTH_LIMIT");
  };
  check_length(header.code_number, kNumberLength);
  check_length(header.code_notation, kNotationLength);
  check_length(header.organ_name, kOrganLength);
  check_length(header.subject, kSubjectLength);
  check_length(header.signer_position, kPositionLength);
  check_length(header.signer_name, kNameLength);
}

void add_flags(HeaderReading& out, const HeaderFlags& flags) {
  for (const std::string& flag : flags) add_reason(out.flags, flag);
}

// ---- the parts ----

void take_title(DocumentTitle&& title, HeaderReading& out) {
  out.header.type_code = std::move(title.type_code);
  out.header.type_name = std::move(title.type_name);
  out.header.subject = std::move(title.subject);
  out.header.plan_year = title.plan_year;
  out.header.period_start = std::move(title.period_start);
  out.header.period_end = std::move(title.period_end);
  add_flags(out, title.flags);
}

void take_number(CodeNumber&& code, HeaderReading& out) {
  out.header.code_number = std::move(code.number);
  out.header.code_notation = std::move(code.notation);
  add_flags(out, code.flags);
}

void take_date(IssueDate&& date, HeaderReading& out) {
  out.header.issued_place = std::move(date.place);
  out.header.issued_line = std::move(date.line);
  out.header.issued_edtf = std::move(date.edtf);
  out.header.issued_proposed = std::move(date.proposed);
  add_flags(out, date.flags);
}

/// The day of issue where it is printed whole; empty else.
std::string whole_day(const Header& header) {
  const bool is_whole =
      header.issued_edtf && header.issued_edtf->value.find('X') == std::string::npos;
  return is_whole ? header.issued_edtf->value : std::string();
}

/// "TB-DCT" of a "TRƯỜNG ĐẠI HỌC CÔNG THƯƠNG": offices may print their initials so. A reader
/// without Đ proves nothing against `right`; of one that has it elsewhere the letters stay, in
/// doubt.
void take_crossed_d(std::string right, const HeaderInput& input, Field<std::string>& notation) {
  if (right == notation.value) return;
  notation.confidence = input.has_crossed_d ? kProposedConfidence : kInferredConfidence;
  if (!input.has_crossed_d) notation.value = std::move(right);
}

void take_issuer(const HeaderInput& input, Issuer&& issuer, HeaderReading& out) {
  TextField& place = out.header.issued_place;
  if (const auto spelt = place && input.is_recognised
                             ? correct_issue_place(input.lexicon, issuer, place->value)
                             : std::nullopt) {
    place->value = *spelt;
    place->confidence = kInferredConfidence;
  }
  TextField& notation = out.header.code_notation;
  if (notation && issuer.name && input.is_recognised) {
    take_crossed_d(correct_by_initials(issuer.name->value, notation->value), input, *notation);
  }
  out.header.organ_level =
      infer_level_in_place(input.lexicon, issuer, place ? place->value : "", whole_day(out.header));
  out.header.governing_organ = std::move(issuer.governing);
  out.header.organ_name = std::move(issuer.name);
  out.header.organ_basis = issuer.basis;
  add_flags(out, issuer.flags);
}

void take_signer(Signer&& signer, HeaderReading& out) {
  out.header.signer_authority = std::move(signer.authority);
  out.header.signer_position = std::move(signer.position);
  out.header.signer_name = std::move(signer.name);
  // a digital signature prints the place beside the name
  const TextField &name = out.header.signer_name, &place = out.header.issued_place;
  if (name && place && fold(name->value) == fold(place->value)) out.header.signer_name.reset();
}

/// True when the text begins with what a first page begins with: motto, or a title of its own.
bool has_beginning(const std::vector<PrintedLine>& lines) {
  static const Pattern kNumbered(R"([^a-z]*(?:[ivx]{1,4}|[0-9.]{1,5})[.) ])");
  constexpr std::size_t kFirst = 6;
  std::size_t seen = 0;
  return std::ranges::any_of(lines, [&](const PrintedLine& line) {
    if (line.zone == LineZone::kBlank || line.page != lines.front().page) return false;
    const bool is_title = ++seen <= kFirst && count_words(line.passage.text) > 1 &&
                          compute_capital_share(line.passage.text) > kMinCapitalShare &&
                          !kNumbered.at_start(line.passage.key);
    return line.zone == LineZone::kBody && (is_title || find_name_or_motto(line.passage.key));
  });
}

/// A text without type has no header (ruling 13.8); the last pages of one still are signed.
void take_unknown(const HeaderInput& input, HeaderReading& out) {
  const DocumentType type = find_default_type(input.lexicon);
  out.header.type_code = Field<std::string>{std::string(type.code), {}, 1, Basis::kDefault};
  out.header.type_name = Field<std::string>{std::string(type.name), {}, 1, Basis::kDefault};
  add_reason(out.flags, "NOT_A_PLAN");
  if (is_number_printed(input)) {  // the paper has a number, though its type is unknown
    for (const char* code : {"NUMBER_BLANK", "DATE_MISSING"}) add_reason(out.flags, code);
  }
  if (!has_beginning(input.lines)) take_signer(read_signer(input), out);
}

}  // namespace

HeaderReading read_header(const HeaderInput& input) {
  HeaderReading out;
  DocumentTitle title = read_document_title(input);
  const Passage organ = title.organ;
  out.subject = title.subject_words;
  take_title(std::move(title), out);
  read_marks(input.lines, out);
  if (!out.header.type_code) {
    take_unknown(input, out);
    return out;
  }
  take_number(read_code_number(input, out.header.type_code->value), out);
  take_date(read_issue_date(input), out);
  take_issuer(input, read_issuer(input, out.subject, organ, out.header.code_notation), out);
  take_signer(read_signer(input), out);
  check(out);
  return out;
}

}  // namespace codau::document
