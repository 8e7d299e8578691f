#include "document/header/header.h"
#include "record/codes.h"
#include "record/ids.h"
#include "record/making.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

void add_recipient(Making& making, std::size_t index) {
  const document::Recipient& recipient = making.document.recipients[index];
  if (std::holds_alternative<std::monostate>(text_value(recipient.raw.value))) return;
  const auto seq = static_cast<std::int64_t>(index + 1);
  const Owner owner{"recipients", making.source.doc_id + '|' + std::to_string(seq), {}};
  RowWriter row(table("recipients"));
  row.set("doc_id", making.source.doc_id).set("seq", seq);
  making.set_read(row, owner, "raw", recipient.raw);
  const bool is_named = !recipient.agency.norm.empty();
  row.set("norm", without_controls(is_named ? recipient.agency.norm : recipient.raw.value));
  row.set("agency_id", making.agency_id(recipient.agency));
  row.set("purpose", name_of(recipient.purpose)).set("copies", int_value(recipient.copies));
  making.rows("recipients").push_back(row.take());
}

std::optional<std::string> section_at(const Making& making, std::uint32_t byte) {
  for (std::size_t i = making.document.sections.size(); i-- > 0;) {
    const ByteRange bytes = making.document.sections[i].bytes;
    if (bytes.begin <= byte && byte < bytes.end) return making.section_ids[i];
  }
  return std::nullopt;
}

/// Numbers begin anew each year: where neither code nor title prints it, the date does.
std::optional<std::int32_t> year_of(const document::Reference& cited) {
  if (cited.year || !cited.issued_edtf) return cited.year;
  return text::parse_whole_number(std::string_view(*cited.issued_edtf).substr(0, 4));
}

/// The organ of a citation as of its day, if it is one organ.
Value organ_id(Making& making, const document::Reference& cited) {
  if (!cited.organ_raw) return {};
  document::AgencyContext context =
      document::context_of(making.lexicon, making.document.header).agencies;
  if (cited.issued_date) context.as_of = *cited.issued_date;
  const auto found =
      document::split_agencies(*cited.organ_raw, document::AgencyRole::kLead, context);
  const bool is_one = found.size() == 1 && making.knows(found.front());
  return is_one ? making.agency_id(found.front()) : Value();
}

void add_reference(Making& making, std::size_t index) {
  const document::Reference& cited = making.document.references[index];
  const std::string seq = std::to_string(index + 1);
  const Owner owner{"doc_refs", uuid("ref|" + making.source.doc_id + '|' + seq), {}};
  RowWriter row(table("doc_refs"));
  row.set("ref_id", owner.id).set("doc_id", making.source.doc_id);
  row.set("seq", static_cast<std::int64_t>(index + 1));
  row.set("section_id", text_value(section_at(making, cited.source.begin)));
  making.set_derived(row, owner, "raw", text_value(without_controls(cited.raw)), cited.source,
                     document::Basis::kRead, cited.confidence);
  row.set("relation", name_of(cited.relation)).set("type_code", text_value(cited.type_code));
  row.set("number", text_value(cited.number)).set("year", int_value(year_of(cited)));
  row.set("notation", text_value(cited.notation));
  row.set("issued_date", text_value(cited.issued_date));
  row.set("issued_edtf", text_value(cited.issued_edtf));
  row.set("organ_agency_id", organ_id(making, cited));
  row.set("organ_raw", text_value(without_controls(cited.organ_raw.value_or(""))))
      .set("title", text_value(without_controls(cited.title.value_or(""))));
  const ByteRange pieces[] = {cited.source};
  row.set("confidence", real_value(making.confidence("reference", cited.confidence, pieces)));
  making.rows("doc_refs").push_back(row.take());
}

}  // namespace

void add_citation_rows(Making& making) {
  for (std::size_t i = 0; i < making.document.recipients.size(); ++i) add_recipient(making, i);
  for (std::size_t i = 0; i < making.document.references.size(); ++i) add_reference(making, i);
}

}  // namespace codau::record
