#include "document/header/header.h"
#include "record/rows/row_builder.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

void add_recipient(RowBuilder& builder, std::size_t index) {
  const document::Recipient& recipient = builder.document.recipients[index];
  if (std::holds_alternative<std::monostate>(to_text_value(recipient.raw.value))) return;
  const auto seq = static_cast<std::int64_t>(index + 1);
  const EvidenceOwner owner{"recipients", builder.source.doc_id + '|' + std::to_string(seq), {}};
  RowWriter row(table("recipients"));
  row.set("doc_id", builder.source.doc_id).set("seq", seq);
  builder.set_read_field(row, owner, "raw", recipient.raw);
  const bool is_named = !recipient.agency.norm.empty();
  row.set("norm", strip_controls(is_named ? recipient.agency.norm : recipient.raw.value));
  row.set("agency_id", builder.agency_id(recipient.agency));
  row.set("purpose", to_code(recipient.purpose)).set("copies", to_int_value(recipient.copies));
  builder.rows("recipients").push_back(row.take());
}

std::optional<std::string> section_at(const RowBuilder& builder, std::uint32_t byte) {
  for (std::size_t i = builder.document.sections.size(); i-- > 0;) {
    const ByteRange bytes = builder.document.sections[i].bytes;
    if (bytes.begin <= byte && byte < bytes.end) return builder.section_ids[i];
  }
  return std::nullopt;
}

/// Numbers begin anew each year: where neither code nor title prints it, the date does.
std::optional<std::int32_t> find_issue_year(const document::Reference& cited) {
  if (cited.year || !cited.issued_edtf) return cited.year;
  return text::parse_whole_number(std::string_view(*cited.issued_edtf).substr(0, 4));
}

/// The organ of a citation as of its day, if it is one organ.
Value organ_id(RowBuilder& builder, const document::Reference& cited) {
  if (!cited.organ_raw) return {};
  document::AgencyContext context =
      document::make_context(builder.lexicon, builder.document.header).agencies;
  if (cited.issued_date) context.as_of = *cited.issued_date;
  const auto found =
      document::split_agencies(*cited.organ_raw, document::AgencyRole::kLead, context);
  const bool is_one = found.size() == 1 && builder.is_known_agency(found.front());
  return is_one ? builder.agency_id(found.front()) : Value();
}

void add_reference(RowBuilder& builder, std::size_t index) {
  const document::Reference& cited = builder.document.references[index];
  const std::string seq = std::to_string(index + 1);
  const EvidenceOwner owner{"doc_refs", make_uuid("ref|" + builder.source.doc_id + '|' + seq), {}};
  RowWriter row(table("doc_refs"));
  row.set("ref_id", owner.id).set("doc_id", builder.source.doc_id);
  row.set("seq", static_cast<std::int64_t>(index + 1));
  row.set("section_id", to_text_value(section_at(builder, cited.source.begin)));
  builder.set_derived_value(row, owner, "raw", to_text_value(strip_controls(cited.raw)),
                            cited.source, document::Basis::kRead, cited.confidence);
  row.set("relation", to_code(cited.relation)).set("type_code", to_text_value(cited.type_code));
  row.set("number", to_text_value(cited.number)).set("year", to_int_value(find_issue_year(cited)));
  row.set("notation", to_text_value(cited.notation));
  row.set("issued_date", to_text_value(cited.issued_date));
  row.set("issued_edtf", to_text_value(cited.issued_edtf));
  row.set("organ_agency_id", organ_id(builder, cited));
  row.set("organ_raw", to_text_value(strip_controls(cited.organ_raw.value_or(""))))
      .set("title", to_text_value(strip_controls(cited.title.value_or(""))));
  const ByteRange pieces[] = {cited.source};
  row.set("confidence", to_real_value(builder.confidence("reference", cited.confidence, pieces)));
  builder.rows("doc_refs").push_back(row.take());
}

}  // namespace

void add_citation_rows(RowBuilder& builder) {
  for (std::size_t i = 0; i < builder.document.recipients.size(); ++i) add_recipient(builder, i);
  for (std::size_t i = 0; i < builder.document.references.size(); ++i) add_reference(builder, i);
}

}  // namespace codau::record
