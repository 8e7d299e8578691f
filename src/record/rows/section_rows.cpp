#include "record/rows/legality.h"
#include "record/rows/row_makers.h"
#include "record/schema/codes.h"

namespace codau::record {

void add_section(RowBuilder& builder, std::size_t index) {
  const document::Section& section = builder.document.sections[index];
  const EvidenceOwner owner{Sections::kName, builder.section_ids[index], {}};
  const ByteRange bytes[] = {section.bytes};
  SectionRow row;
  row.set(Sections::section_id, owner.id).set(Sections::doc_id, builder.source.doc_id);
  if (section.parent) row.set(Sections::parent_section_id, builder.section_ids[*section.parent]);
  row.set(Sections::seq, index + 1).set(Sections::path, to_text_value(section.path));
  row.set(Sections::level, section.level).set(Sections::kind, to_code(section.kind));
  builder.set_plain_field(row, owner, Sections::num_raw, section.num_raw);
  row.set(Sections::num_norm, to_text_value(section.num_norm));
  builder.set_read_field(row, owner, Sections::heading, section.heading);
  builder.set_read_field(row, owner, Sections::text, section.text);
  builder.set_place(row, bytes);
  const auto confidence = builder.source_map.mean_confidence(bytes);
  row.set(Sections::confidence, to_real_value(confidence));
  ReasonCodes codes = section.reasons;
  if (confidence && *confidence < kLowConfidence) codes.emplace_back("OCR_LOW_CONF");
  if (section.text && is_badly_spelled(section.text->value)) {
    codes.emplace_back("TEXT_ILLEGAL_SYLLABLE");
  }
  if (builder.source_map.is_ambiguous(bytes)) codes.emplace_back("RESTORE_AMBIGUOUS");
  if (builder.source_map.may_be_misprint(bytes)) codes.emplace_back("REALWORD_SUSPECT");
  builder.set_review(row, owner, std::move(codes));
  builder.add_row(std::move(row));
}

}  // namespace codau::record
