#include "document/checks.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/references/document_type.h"
#include "document/words/add_reason.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// Indices of the words that lie in `where`, or begin or end in it.
IndexRange words_in(const TextDocument& text, ByteRange where) {
  const auto first = std::ranges::partition_point(
      text.words, [&](ByteRange word) { return word.end <= where.begin; });
  const auto last = std::ranges::partition_point(
      text.words, [&](ByteRange word) { return word.begin < where.end; });
  const auto index = [&](auto at) { return static_cast<std::uint32_t>(at - text.words.begin()); };
  return {index(first), std::max(index(first), index(last))};
}

/// Confidence of a piece of text from its words and the doubts of restoration.
class Rater {
 public:
  explicit Rater(const RestoredDocument& input) : text_(input.after), doubts_(input.doubts) {}

  [[nodiscard]] double of(ByteRange where) const {
    double weight = 0, sum = 0;
    const IndexRange words = words_in(text_, where);
    for (std::uint32_t i = words.begin; i < words.end; ++i) {
      const ByteRange word = text_.words[i];
      sum += word.size() * std::min(text_.scanned_word(i).confidence, doubt(word));
      weight += word.size();
    }
    return weight > 0 ? sum / weight : 1;
  }

 private:
  [[nodiscard]] double doubt(ByteRange word) const {
    const auto found = std::ranges::partition_point(
        doubts_, [&](const Doubt& d) { return d.out.end <= word.begin; });
    const bool has_doubt =
        found != doubts_.end() && found->out.begin < word.end && !found->is_author;
    return has_doubt ? found->confidence : 1;
  }

  const TextDocument& text_;
  const std::vector<Doubt>& doubts_;
};

void rate_field(const Rater& rater, TextField& field) {
  if (field && !field->source.empty()) field->confidence *= rater.of(field->source);
}

/// The document cites itself: "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/02/2024)".
bool cites_itself(const Header& header, const Reference& cited) {
  return cited.relation == Relation::kSelf && header.type_code && header.code_notation &&
         cited.type_code == header.type_code->value &&
         cited.notation == header.code_notation->value;
}

/// Dated after the document, or in another year than the code has: "45/2021/NĐ-CP ngày 03/02/2027".
bool is_impossible(const Reference& cited, const std::string& issued) {
  if (!cited.issued_date) return false;
  const bool is_later = !issued.empty() && *cited.issued_date > issued;
  const bool is_of_other_year =
      cited.number && cited.year && cited.issued_date->substr(0, 4) != std::to_string(*cited.year);
  return is_later || is_of_other_year;
}

constexpr double kOneOfTwo = 0.5;  // either reading may be the wrong one
void doubt(Reference& cited) { cited.confidence = kOneOfTwo; }

/// Compares what the document says of its own number and date.
void check_own(const std::string& issued, Reference& cited, Document& document) {
  const TextField& number = document.header.code_number;
  const bool is_other_number =
      cited.number && number &&
      text::strip_leading_zeros(*cited.number) != text::strip_leading_zeros(number->value);
  const bool is_other_date = cited.issued_date && !issued.empty() && *cited.issued_date != issued;
  if (is_other_number) add_reason(document.flags, "NUMBER_CONFLICT");
  if (is_other_date) add_reason(document.flags, "DATE_CONFLICT");
  if (is_other_number || is_other_date) doubt(cited);
}

/// One code has one date; each organ numbers its own.
void check_dates(std::vector<Reference>& cited) {
  const auto organ = [](const Reference& one) { return fold(one.organ_raw.value_or("")); };
  const auto code = [](const Reference& one) {
    return std::tuple(one.type_code, one.number, one.year, one.notation);
  };
  std::map<decltype(code(cited.front())), Reference*> first;
  for (Reference& one : cited) {
    if (!one.number || !one.issued_date) continue;
    Reference& known = *first.try_emplace(code(one), &one).first->second;
    const bool is_alike = !known.organ_raw || !one.organ_raw || organ(known) == organ(one);
    if (!is_alike || known.issued_date == one.issued_date) continue;
    doubt(known);
    doubt(one);
  }
}

}  // namespace

void check_citations(Document& document) {
  const auto& edtf = document.header.issued_edtf;
  const bool is_dated =
      edtf && edtf->value.size() == 10 && edtf->value.find('X') == edtf->value.npos;
  const std::string issued = is_dated ? edtf->value : "";
  for (Reference& cited : document.references) {
    if (cites_itself(document.header, cited)) {
      check_own(issued, cited, document);
    } else if (is_impossible(cited, issued)) {
      doubt(cited);
    }
  }
  check_dates(document.references);
  const auto is_unsure = [](const Reference& one) { return one.confidence < 1; };
  if (std::ranges::any_of(document.references, is_unsure)) add_reason(document.flags, "REF_UNSURE");
}

void check_digits(const RestoredDocument& input, Document& document) {
  const auto is_in_doubt = [&input](ByteRange where) {
    const IndexRange words = words_in(input.after, where);
    for (std::uint32_t i = words.begin; i < words.end; ++i)
      if (input.after.scanned_word(i).digit_error_probability >= kMinDigitErrorProbability)
        return true;
    return false;
  };
  const auto is_field_in_doubt = [&](const TextField& field) {
    // of handwriting, other readings are known to be possible
    return field && field->basis != Basis::kHand && !field->source.empty() &&
           is_in_doubt(field->source);
  };
  const auto is_read_badly = [&](const TextField& field) {
    constexpr double kSure = 0.80;  // as of OCR_LOW_CONF (standards section 11)
    return field && field->basis == Basis::kRead && !input.after.scanned_words.empty() &&
           field->confidence < kSure;
  };
  const Header& header = document.header;
  if (is_field_in_doubt(header.code_number) || is_read_badly(header.code_number))
    add_reason(document.flags, "NUMBER_UNSURE");
  const bool is_whole =
      header.issued_edtf && header.issued_edtf->value.find('X') == std::string::npos;
  if (is_field_in_doubt(header.issued_edtf) || (is_whole && is_read_badly(header.issued_edtf)))
    add_reason(document.flags, "DATE_UNSURE");
  for (Reference& cited : document.references) {
    if (!is_in_doubt(cited.source)) continue;
    doubt(cited);
    add_reason(document.flags, "REF_UNSURE");
  }
  document.tasks.update_each([&](Task& task) {
    const auto is_due_in_doubt = [&](const Deadline& one) {
      return (one.due_date || one.start_date) && is_in_doubt(one.source);
    };
    if (std::ranges::any_of(task.deadlines, is_due_in_doubt))
      add_reason(task.reasons, "DUE_UNSURE");
    if (is_field_in_doubt(task.budget_raw)) add_reason(task.reasons, "BUDGET_UNSURE");
    return true;
  });
}

void check_document(const Lexicon& lexicon, std::span<const SectionNode> nodes,
                    Document& document) {
  static const Pattern kOrganisation(R"(\bto chuc (trien khai )?thuc hien|phan cong)"),
      kCited(R"(phu luc[^.;]{0,20}kem theo|kem theo[^.;]{0,20}phu luc|tai (cac )?phu luc)");
  bool has_organisation = false, has_appendix = false, cites_appendix = false;
  for (const SectionNode& node : nodes) {
    const bool is_appendix = node.section.kind == SectionKind::kAppendix;
    has_appendix = has_appendix || is_appendix;
    has_organisation = has_organisation || kOrganisation.find(node.heading.key);
    cites_appendix =
        cites_appendix || (!is_appendix && node.appendix == 0 && kCited.find(node.text.key));
  }
  const auto type = document.header.type_code
                        ? find_type_by_code(lexicon, document.header.type_code->value)
                        : std::nullopt;
  if (type && type->says_how && (!has_organisation || (cites_appendix && !has_appendix)))
    add_reason(document.flags, "SECTION_MISSING");
  if (type && type->says_how && document.tasks.empty()) add_reason(document.flags, "TASKS_MISSING");
}

void rate_header(const RestoredDocument& input, Header& header) {
  const Rater rater(input);
  for (TextField* field :
       {&header.type_code, &header.type_name, &header.code_number, &header.code_notation,
        &header.issued_place, &header.issued_line, &header.issued_edtf, &header.governing_organ,
        &header.organ_name, &header.subject, &header.signer_authority, &header.signer_position,
        &header.signer_name, &header.circulation}) {
    rate_field(rater, *field);
  }
}

void rate_body(const RestoredDocument& input, Document& document) {
  const Rater rater(input);
  for (Section& section : document.sections) {
    for (TextField* field : {&section.num_raw, &section.heading, &section.text})
      rate_field(rater, *field);
  }
  document.tasks.update_each([&](Task& task) {
    for (TextField* field :
         {&task.ordinal_raw, &task.task_code, &task.task_text, &task.output, &task.lead_raw,
          &task.coop_raw, &task.deadline_raw, &task.budget_raw, &task.note}) {
      rate_field(rater, *field);
    }
    return true;
  });
  for (Recipient& recipient : document.recipients)
    recipient.raw.confidence *= rater.of(recipient.raw.source);
}

}  // namespace codau::document
