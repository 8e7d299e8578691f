#include "document/header/header.h"
#include "record/rows/row_makers.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

void add_recipient(RowBuilder& builder, std::size_t index) {
  const document::Recipient& recipient = builder.document.recipients[index];
  if (is_blank(recipient.raw.value)) return;
  const std::size_t seq = index + 1;
  const EvidenceOwner owner{
      Recipients::kName, builder.source.doc_id + '|' + std::to_string(seq), {}};
  RecipientRow row;
  row.set(Recipients::doc_id, builder.source.doc_id).set(Recipients::seq, seq);
  builder.set_read_field(row, owner, Recipients::raw, recipient.raw);
  const bool is_named = !recipient.agency.norm.empty();
  row.set(Recipients::norm, strip_controls(is_named ? recipient.agency.norm : recipient.raw.value));
  row.set(Recipients::agency_id, builder.agency_id(recipient.agency));
  row.set(Recipients::purpose, to_code(recipient.purpose))
      .set(Recipients::copies, recipient.copies);
  builder.add_row(std::move(row));
}

std::optional<std::string> section_at(const RowBuilder& builder, std::uint32_t byte) {
  for (std::size_t i = builder.document.sections.size(); i-- > 0;) {
    const ByteRange bytes = builder.document.sections[i].bytes;
    if (bytes.begin <= byte && byte < bytes.end) return builder.section_ids[i];
  }
  return std::nullopt;
}

/// Returns the year of a cited number. Numbers restart each year. The year comes from code or
/// title, else from the date.
std::optional<std::int32_t> find_issue_year(const document::Reference& cited) {
  if (cited.year || !cited.issued_edtf) return cited.year;
  return text::parse_whole_number(std::string_view(*cited.issued_edtf).substr(0, 4));
}

/// Returns the organ of a citation on its day of issue; nothing if several organs match.
std::optional<std::string> organ_id(RowBuilder& builder, const document::Reference& cited) {
  if (!cited.organ_raw) return {};
  document::AgencyContext context =
      document::make_context(builder.lexicon, builder.document.header).agencies;
  if (cited.issued_date) context.as_of = *cited.issued_date;
  const auto found =
      document::split_agencies(*cited.organ_raw, document::AgencyRole::kLead, context);
  const bool is_one = found.size() == 1 && builder.is_known_agency(found.front());
  return is_one ? builder.agency_id(found.front()) : std::nullopt;
}

void add_reference(RowBuilder& builder, std::size_t index) {
  const document::Reference& cited = builder.document.references[index];
  const std::string seq = std::to_string(index + 1);
  const EvidenceOwner owner{
      DocRefs::kName, make_uuid("ref|" + builder.source.doc_id + '|' + seq), {}};
  DocRefRow row;
  row.set(DocRefs::ref_id, owner.id).set(DocRefs::doc_id, builder.source.doc_id);
  row.set(DocRefs::seq, index + 1);
  row.set(DocRefs::section_id, section_at(builder, cited.source.begin));
  builder.set_derived_value(row, owner, DocRefs::raw, to_text_value(strip_controls(cited.raw)),
                            cited.source, document::Basis::kRead, cited.confidence);
  row.set(DocRefs::relation, to_code(cited.relation))
      .set(DocRefs::type_code, to_text_value(cited.type_code));
  row.set(DocRefs::number, to_text_value(cited.number)).set(DocRefs::year, find_issue_year(cited));
  row.set(DocRefs::notation, to_text_value(cited.notation));
  row.set(DocRefs::issued_date, to_text_value(cited.issued_date));
  row.set(DocRefs::issued_edtf, to_text_value(cited.issued_edtf));
  row.set(DocRefs::organ_agency_id, organ_id(builder, cited));
  row.set(DocRefs::organ_raw, to_text_value(strip_controls(cited.organ_raw.value_or(""))))
      .set(DocRefs::title, to_text_value(strip_controls(cited.title.value_or(""))));
  const ByteRange pieces[] = {cited.source};
  row.set(DocRefs::confidence,
          to_real_value(builder.confidence("reference", cited.confidence, pieces)));
  builder.add_row(std::move(row));
}

}  // namespace

void add_citation_rows(RowBuilder& builder) {
  for (std::size_t i = 0; i < builder.document.recipients.size(); ++i) add_recipient(builder, i);
  for (std::size_t i = 0; i < builder.document.references.size(); ++i) add_reference(builder, i);
}

}  // namespace codau::record
