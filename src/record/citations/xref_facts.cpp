#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "record/citations/xref.h"
#include "record/edits/edit_rules.h"
#include "record/schema/codes.h"
#include "record/schema/field_key.h"
#include "record/schema/reasons.h"

namespace codau::record {
namespace {

/// Confidence and basis of a document's field. reading_of() returns nothing if the field has no
/// evidence.
struct Reading {
  double confidence = 1;
  std::string basis;
};
std::optional<Reading> reading_of(const Records& records, std::string_view field) {
  for (const Row& row : records[TableId::kEvidence]) {
    const ConstCells<Evidence> cells(row);
    if (cells.text(Evidence::table_name) == Documents::kName &&
        cells.text(Evidence::field) == field)
      return Reading{cells.get(Evidence::confidence).value_or(1), cells.text(Evidence::basis)};
  }
  return std::nullopt;
}

std::optional<std::int32_t> to_int32(std::optional<std::int64_t> number) {
  if (!number) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

Citation citation_of(const Row& row) {
  const ConstCells<DocRefs> cells(row);
  Citation out;
  out.seq = cells.get(DocRefs::seq).value_or(0);
  out.ref_id = cells.text(DocRefs::ref_id);
  out.number = cells.text(DocRefs::number);
  out.notation = cells.text(DocRefs::notation);
  out.edtf = cells.text(DocRefs::issued_edtf);
  out.organ = cells.text(DocRefs::organ_raw);
  out.title = cells.text(DocRefs::title);
  out.year = to_int32(cells.get(DocRefs::year));
  out.is_self = cells.text(DocRefs::relation) == to_code(document::Relation::kSelf);
  out.confidence = cells.get(DocRefs::confidence).value_or(1);
  return out;
}

}  // namespace

bool is_head_row(const Table& table, const Row& row) {
  const auto is_of_head = [](std::string_view name) {
    return name == Documents::kName || name == DocRefs::kName;
  };
  if (table.id == TableId::kEvidence)
    return is_of_head(ConstCells<Evidence>(row).text(Evidence::table_name));
  if (table.id == TableId::kCorrections)
    return is_of_head(ConstCells<Corrections>(row).text(Corrections::table_name));
  return is_of_head(table.name);
}

Records extract_head(const Records& rows) {
  Records head;
  for (const TableId id : kHeadTables) {
    std::ranges::copy_if(rows[id], std::back_inserter(head[id]),
                         [&](const Row& row) { return is_head_row(table(id), row); });
  }
  return head;
}

Records replace_head(Records head, Records rows) {
  for (const TableId id : kHeadTables) {
    std::vector<Row>& all = rows[id];
    std::erase_if(all, [&](const Row& row) { return is_head_row(table(id), row); });
    std::ranges::move(head[id], std::back_inserter(all));
    sort_by_key(table(id), all);
  }
  return rows;
}

XrefFacts extract_xref_facts(const Records& records) {
  XrefFacts out;
  const std::set<FieldKey> human = find_human_fields(records);
  for (const Row& row : records[TableId::kDocuments]) {
    const ConstCells<Documents> cells(row);
    out.doc_id = cells.text(Documents::doc_id);
    out.type_code = cells.text(Documents::type_code);
    out.number = cells.text(Documents::code_number);
    out.notation = cells.text(Documents::code_notation);
    const auto is_of_other = [&](std::string_view field) {
      const auto reading = reading_of(records, field);
      return reading && reading->basis == to_code(document::Basis::kXref);
    };
    const bool is_promulgated =
        is_of_other(Documents::code_number.name) || is_of_other(Documents::code_notation.name);
    if (is_promulgated) out.number = out.notation = {};
    out.edtf = cells.text(Documents::issued_edtf);
    out.organ = cells.text(Documents::organ_name);
    out.subject = cells.text(Documents::subject);
    out.plan_year = to_int32(cells.get(Documents::plan_year));
    const std::vector<std::string> flags = cells.codes(Documents::flags);
    const auto has = [&](std::string_view code) {
      return std::ranges::find(flags, code) != flags.end();
    };
    const auto is_human = [&](std::string_view field) {  // values by people are not in doubt
      return human.contains({std::string(Documents::kName), out.doc_id, std::string(field)});
    };
    out.is_proposed = has("NUMBER_PROPOSED") && !is_human(Documents::code_number.name);
    out.is_year_doubtful = has("YEAR_CONFLICT") && !is_human(Documents::issued_date.name);
    out.is_date_doubtful =
        !is_human(Documents::issued_date.name) &&
        (out.is_year_doubtful || has("DATE_PADDING") || has("DATE_INVALID") ||
         reading_of(records, Documents::issued_edtf.name).value_or(Reading{}).confidence <
             kLowConfidence);
    out.context.issuer_level = document::parse_level(cells.text(Documents::organ_level));
    out.context.issuer_name = out.organ;
    out.context.place = cells.text(Documents::issued_place);
    out.context.governing_name = cells.text(Documents::governing_organ);
    out.context.as_of = cells.text(Documents::issued_date);
  }
  for (const Row& row : records[TableId::kDocRefs]) {
    Citation& citation = out.citations.emplace_back(citation_of(row));
    if (human.contains(
            {std::string(DocRefs::kName), citation.ref_id, std::string(DocRefs::issued_date.name)}))
      citation.confidence = 1;
  }
  std::ranges::sort(out.citations, {}, &Citation::seq);
  return out;
}

}  // namespace codau::record
