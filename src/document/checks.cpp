#include "document/checks.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "document/pattern.h"
#include "document/reasons.h"

namespace codau::document {
namespace {

/// Confidence of a piece of text from its words and the doubts of restoration.
class Rater {
 public:
  explicit Rater(const RestoredDocument& input) : text_(input.after), doubts_(input.doubts) {}

  [[nodiscard]] double of(Bytes where) const {
    double weight = 0, sum = 0;
    const auto& words = text_.words;
    const auto first =
        std::ranges::partition_point(words, [&](Bytes word) { return word.end <= where.begin; });
    for (auto i = static_cast<std::size_t>(first - words.begin());
         i < words.size() && words[i].begin < where.end; ++i) {
      sum += words[i].size() * std::min(text_.print(i).confidence, doubt(words[i]));
      weight += words[i].size();
    }
    return weight > 0 ? sum / weight : 1;
  }

 private:
  [[nodiscard]] double doubt(Bytes word) const {
    const auto found = std::ranges::partition_point(
        doubts_, [&](const Doubt& d) { return d.out.end <= word.begin; });
    const bool has_doubt =
        found != doubts_.end() && found->out.begin < word.end && !found->is_author;
    return has_doubt ? found->confidence : 1;
  }

  const TextDocument& text_;
  const std::vector<Doubt>& doubts_;
};

void rate_field(const Rater& rater, Text& field) {
  if (field && !field->source.empty()) field->confidence *= rater.of(field->source);
}

}  // namespace

void check_document(std::span<const Node> nodes, Document& document) {
  static const Pattern kOrganisation(R"(\bto chuc (trien khai )?thuc hien|phan cong)"),
      kCited(R"(phu luc[^.;]{0,20}kem theo|kem theo[^.;]{0,20}phu luc|tai (cac )?phu luc)");
  bool has_organisation = false, has_appendix = false, cites_appendix = false;
  for (const Node& node : nodes) {
    const bool is_appendix = node.section.kind == SectionKind::kAppendix;
    has_appendix = has_appendix || is_appendix;
    has_organisation = has_organisation || kOrganisation.find(node.heading.key);
    cites_appendix =
        cites_appendix || (!is_appendix && node.appendix == 0 && kCited.find(node.text.key));
  }
  const bool is_plan = document.header.type_code && document.header.type_code->value == "KH";
  if (is_plan && (!has_organisation || (cites_appendix && !has_appendix)))
    add_reason(document.flags, "SECTION_MISSING");
}

void rate(const RestoredDocument& input, Document& document) {
  const Rater rater(input);
  Header& header = document.header;
  for (Text* field :
       {&header.type_code, &header.type_name, &header.code_number, &header.code_notation,
        &header.issued_place, &header.issued_line, &header.issued_edtf, &header.governing_organ,
        &header.organ_name, &header.subject, &header.signer_authority, &header.signer_position,
        &header.signer_name, &header.circulation}) {
    rate_field(rater, *field);
  }
  for (Section& section : document.sections) {
    for (Text* field : {&section.num_raw, &section.heading, &section.text})
      rate_field(rater, *field);
  }
  document.tasks.change_each([&](Task& task) {
    for (Text* field :
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
