#include "record/codes.h"
#include "record/legality.h"
#include "record/making.h"

namespace codau::record {

void add_section(Making& making, std::size_t index) {
  const document::Section& section = making.document.sections[index];
  const Owner owner{"sections", making.section_ids[index], {}};
  const ByteRange bytes[] = {section.bytes};
  RowWriter row(table("sections"));
  row.set("section_id", owner.id).set("doc_id", making.source.doc_id);
  if (section.parent) row.set("parent_section_id", making.section_ids[*section.parent]);
  row.set("seq", static_cast<std::int64_t>(index + 1)).set("path", text_value(section.path));
  row.set("level", std::int64_t{section.level}).set("kind", name_of(section.kind));
  making.set_plain(row, owner, "num_raw", section.num_raw);
  row.set("num_norm", text_value(section.num_norm));
  making.set_read(row, owner, "heading", section.heading);
  making.set_read(row, owner, "text", section.text);
  making.set_place(row, bytes);
  const auto confidence = making.trace.mean(bytes);
  row.set("confidence", real_value(confidence));
  Codes codes = section.reasons;
  if (confidence && *confidence < kLowConfidence) codes.emplace_back("OCR_LOW_CONF");
  if (section.text && is_badly_spelled(section.text->value)) {
    codes.emplace_back("TEXT_ILLEGAL_SYLLABLE");
  }
  if (making.trace.is_ambiguous(bytes)) codes.emplace_back("RESTORE_AMBIGUOUS");
  if (making.trace.is_suspect(bytes)) codes.emplace_back("REALWORD_SUSPECT");
  making.set_review(row, owner, std::move(codes));
  making.rows("sections").push_back(row.take());
}

}  // namespace codau::record
