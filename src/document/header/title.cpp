#include "document/header/title.h"

#include <algorithm>
#include <vector>

#include "document/agencies/agency.h"
#include "document/header/code_number.h"
#include "document/layout/head_lines.h"
#include "document/references/document_code.h"
#include "document/references/document_type.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

struct OrganHeads {
  explicit OrganHeads(const Lexicon& lexicon)
      : any(make_form_pattern(lexicon, "issuer_head", make_mark_filter("below_title")) + ' ') {}

  Pattern any;
};

/// "Sở Thông tin và Truyền thông" below the subject is the organ (3.7, 12.9).
bool is_organ_line(const Lexicon& lexicon, const Passage& line) {
  return begins_with_capital(line.text) && lexicon.cached<OrganHeads>().any.at_start(line.key) &&
         !find_last_year(line.key) && count_words(line.text) <= 9 && is_agency(lexicon, line.text);
}

/// The words after the first `begin` bytes, without a pair of brackets around all of them.
Passage without_brackets(const Passage& words, std::size_t begin) {
  std::size_t end = words.text.size();
  if (words.text.front() == '(' && words.text.back() == ')') --end;
  return take_part(words, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

/// "năm 12024", "năm học 2024 2025": a stroke before a year, a dash lost between two.
void mend_years(Field<std::string>& subject) {
  static const Pattern kYear("năm "), kPair(R"((20\d\d)( )(20\d\d)(?:[^\d]|$))");
  for (std::size_t at = 0; const auto year = kYear.find(subject.value, at);) {
    at = year->whole().end;
    if (!is_year_after_stroke(std::string_view(subject.value).substr(at))) continue;
    subject.value.erase(at, 1);
    subject.confidence = std::min(subject.confidence, kInferredConfidence);
  }
  const auto pair = kPair.find(subject.value);
  if (!pair || pair->of(subject.value, 1) >= pair->of(subject.value, 3)) return;  // equal lengths
  subject.value.replace(pair->groups[2]->begin, 1, " - ");
  subject.confidence = std::min(subject.confidence, kInferredConfidence);
}

class DocumentTitleReader {
 public:
  explicit DocumentTitleReader(const HeaderInput& input) : input_(input) {}

  DocumentTitle read() {
    read_types();
    read_subject();
    if (!input_.type_code.empty()) set_type();
    if (!out_.type_code) infer_type();
    if (!out_.type_code) return std::move(out_);
    const auto type = find_cited_type(input_.lexicon, out_.type_code->value);
    if (!type || type->tasks != TaskSource::kAll) add_reason(out_.flags, "NOT_A_PLAN");
    if (!out_.subject) add_reason(out_.flags, "SUBJECT_MISSING");
    read_years(type && type->has_year);
    return std::move(out_);
  }

 private:
  void read_types() {
    for (const PrintedLine& line : input_.lines) {
      if (line.zone != LineZone::kTitle) continue;
      auto type = read_title_type(input_.lexicon, line.passage);
      if (!type) type = read_headline_type(input_.lexicon, line.passage);
      if (!type) continue;
      const ByteRange source = line.passage.in_document(line.passage.all());
      out_.type_code = Field<std::string>{std::string(type->code), source};
      out_.type_name = Field<std::string>{std::string(type->name), source};
      rest_ = text_after_type(input_.lexicon, line.passage, type->name);
    }
  }

  /// The type that people gave.
  void set_type() {
    const auto type = find_cited_type(input_.lexicon, input_.type_code);
    if (!type) return;
    out_.type_code = Field<std::string>{std::string(type->code), {}, 1, Basis::kHuman};
    out_.type_name = Field<std::string>{std::string(type->name), {}, 1, Basis::kHuman};
  }

  void read_subject() {
    std::vector<Passage> parts;
    if (!rest_.empty()) parts.push_back(rest_);
    for (const PrintedLine& line : input_.lines) {
      if (line.zone != LineZone::kSubject) continue;
      if (!parts.empty() && is_organ_line(input_.lexicon, line.passage) &&
          !is_continued_below(input_.lexicon, parts.back(), ContinuationKind::kTitle)) {
        out_.organ = line.passage;
        continue;
      }
      parts.push_back(input_.is_recognised ? strip_edge_noise(line.passage) : line.passage);
    }
    out_.subject_words = join(parts, ' ');
    static const Pattern kAbout(R"(v\s?/\s?v\s*:?\s*|v(?:\s?/|[wva])?\s?:\s*)");
    const auto match = kAbout.at_start(out_.subject_words.key);
    if (match) {
      out_.subject_words =
          take_from(out_.subject_words, out_.subject_words.in_text(match->whole()).end);
    } else if (const std::size_t torn = find_torn_about_end(out_.subject_words.text); torn > 0) {
      out_.subject_words = without_brackets(out_.subject_words, torn);
    }
    out_.subject = to_field(out_.subject_words);
    if (out_.subject && input_.is_recognised) mend_years(*out_.subject);
  }

  /// Without a title line: "V/v" and "Kính gửi" are a công văn's (ruling 13.8), and a notation says
  /// what type it is of.
  void infer_type() {
    const TextField notation = read_code_number(input_, "").notation;
    const auto code = notation ? parse_code(input_.lexicon, "01/" + notation->value) : std::nullopt;
    const auto type = code ? find_type_by_code(input_.lexicon, code->type_code) : std::nullopt;
    if (type) {
      out_.type_code = Field<std::string>{std::string(type->code), notation->source,
                                          kInferredConfidence, Basis::kInferred};
      out_.type_name =
          Field<std::string>{std::string(type->name), {}, kInferredConfidence, Basis::kInferred};
    } else if (out_.subject || ((notation || has_head()) && is_addressed())) {
      const TextField& from = out_.subject ? out_.subject : notation;
      out_.type_code = Field<std::string>{"CV", from ? from->source : ByteRange{}};
      out_.type_name = Field<std::string>{"Công văn", {}, 1, Basis::kDefault};
    }
  }

  [[nodiscard]] bool is_addressed() const {
    return std::ranges::any_of(input_.lines, [](const PrintedLine& line) {
      return line.zone == LineZone::kBody && is_address_line(line.passage.key);
    });
  }

  [[nodiscard]] bool has_head() const {
    return std::ranges::find(input_.lines, LineZone::kHead, &PrintedLine::zone) !=
           input_.lines.end();
  }

  void read_years(bool is_expected) {
    // "giai đoạn 2021 - 2025", "giai đoạn II: từ năm 2021 đến năm 2025", "5 năm 2021-2025"
    static const Pattern kPeriod(
        R"(\b(?:giai doan\b[^\d]{0,14}?|nam \(?|tu nam )((?:19|)"
        R"(20)\d\d)\s*(?:-|den(?: het)?(?: nam)?)\s*(?:nam )?((?:19|20)\d\d)\b)");
    static const Pattern kTerm(  // of deputies, not of the plan
        R"(\bnhiem k[iy]\b[^\d]{0,14}?(?:19|20)\d\d\s*(?:-|den)\s*(?:19|20)\d\d)");
    std::string key = out_.subject_words.key;
    while (const auto term = kTerm.find(key)) key.erase(term->whole().begin, term->whole().size());
    if (const auto match = kPeriod.find(key)) {
      out_.period_start = std::string(match->of(key, 1)) + "-01-01";
      out_.period_end = std::string(match->of(key, 2)) + "-12-31";
      return;
    }
    out_.plan_year = find_last_year(key);
    static const Pattern kDay(R"(\b\d{1,2}/\d{1,2}/((?:19|20)\d\d)\b)");  // "từ ngày 19/11/2012"
    if (const auto day = out_.plan_year ? std::nullopt : kDay.find(key))
      out_.plan_year = text::parse_whole_number(day->of(key, 1));
    if (out_.plan_year) {
      check_body();
    } else if (const auto first = parse_school_year(key)) {
      out_.period_start = std::to_string(*first) + "-08-01";
      out_.period_end = std::to_string(*first + 1) + "-05-31";
    } else if (is_expected) {
      add_reason(out_.flags, "PLAN_YEAR_MISSING");
    }
  }

  /// The title wins over "… năm 2023 như sau:" of the preamble (3.8).
  void check_body() {
    static const Pattern kSaid(R"(\bnam\s+((?:19|20)\d\d)\s*(?:,?\s*(?:cu the )?nhu sau|voi))");
    for (const SectionNode& node : input_.nodes) {
      if (node.form || node.section.kind != SectionKind::kPara) continue;
      const auto match = kSaid.find(node.text.key);
      if (match && text::parse_whole_number(match->of(node.text.key, 1)) != out_.plan_year)
        add_reason(out_.flags, "PLAN_YEAR_CONFLICT");
    }
  }

  const HeaderInput& input_;
  DocumentTitle out_;
  Passage rest_;
};

}  // namespace

std::optional<std::int32_t> parse_school_year(std::string_view key) {
  static const Pattern kYears("\\bnam hoc (20\\d\\d) ?[-–—] ?(20\\d\\d)\\b");
  const auto years = kYears.find(key);
  if (!years) return std::nullopt;
  const auto first = text::parse_whole_number(years->of(key, 1));
  const bool is_one = first && text::parse_whole_number(years->of(key, 2)) == *first + 1;
  return is_one ? first : std::nullopt;
}

DocumentTitle read_document_title(const HeaderInput& input) {
  return DocumentTitleReader(input).read();
}

}  // namespace codau::document
