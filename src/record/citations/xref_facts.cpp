#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "record/citations/xref.h"
#include "record/edits/edit_rules.h"
#include "record/schema/codes.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"

namespace codau::record {
namespace {

/// How a field of the document itself was read; nothing when there is no evidence of it.
struct Reading {
  double confidence = 1;
  std::string basis;
};
std::optional<Reading> reading_of(const Records& records, std::string_view field) {
  const auto rows = records.find("evidence");
  if (rows == records.end()) return std::nullopt;
  for (Row row : rows->second) {
    const RowCells cells(table("evidence"), row);
    if (cells.text("table_name") == "documents" && cells.text("field") == field)
      return Reading{cells.real("confidence", 1), cells.text("basis")};
  }
  return std::nullopt;
}

std::optional<std::int32_t> to_int32(std::optional<std::int64_t> number) {
  if (!number) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

Citation citation_of(Row row) {
  const RowCells cells(table("doc_refs"), row);
  Citation out;
  out.seq = cells.integer("seq").value_or(0);
  out.ref_id = cells.text("ref_id");
  out.number = cells.text("number");
  out.notation = cells.text("notation");
  out.edtf = cells.text("issued_edtf");
  out.organ = cells.text("organ_raw");
  out.title = cells.text("title");
  out.year = to_int32(cells.integer("year"));
  out.is_self = cells.text("relation") == to_code(document::Relation::kSelf);
  out.confidence = cells.real("confidence", 1);
  return out;
}

}  // namespace

bool is_head_row(const Table& table, const Row& row) {
  const auto is_one = [](std::string_view name) {
    return name == "documents" || name == "doc_refs";
  };
  if (is_one(table.name)) return true;
  if (!is_about_values(table)) return false;
  const auto* const of = std::get_if<std::string>(&value_of(table, row, "table_name"));
  return of != nullptr && is_one(*of);
}

Records extract_head(const Records& rows) {
  Records head;
  for (const std::string_view name : kHeadTables) {
    const Table& one = table(name);
    std::vector<Row>& of_table = head[std::string(name)];
    const auto found = rows.find(name);
    if (found == rows.end()) continue;
    for (const Row& row : found->second) {
      if (is_head_row(one, row)) of_table.push_back(row);
    }
  }
  return head;
}

Records replace_head(Records head, Records rows) {
  for (const std::string_view name : kHeadTables) {
    const Table& one = table(name);
    std::vector<Row>& all = rows[std::string(name)];
    std::erase_if(all, [&](const Row& row) { return is_head_row(one, row); });
    std::ranges::move(head[std::string(name)], std::back_inserter(all));
    sort_by_key(one, all);
  }
  return rows;
}

XrefFacts extract_xref_facts(const Records& records) {
  XrefFacts out;
  const std::set<FieldKey> human = find_human_fields(records);
  for (Row row : records.at("documents")) {
    const RowCells cells(table("documents"), row);
    out.doc_id = cells.text("doc_id");
    out.type_code = cells.text("type_code");
    out.number = cells.text("code_number");
    out.notation = cells.text("code_notation");
    const auto is_of_other = [&](const char* field) {
      const auto reading = reading_of(records, field);
      return reading && reading->basis == to_code(document::Basis::kXref);
    };
    const bool is_promulgated = is_of_other("code_number") || is_of_other("code_notation");
    if (is_promulgated) out.number = out.notation = {};
    out.edtf = cells.text("issued_edtf");
    out.organ = cells.text("organ_name");
    out.subject = cells.text("subject");
    out.plan_year = to_int32(cells.integer("plan_year"));
    const std::vector<std::string> flags = cells.codes("flags");
    const auto has = [&](std::string_view code) {
      return std::ranges::find(flags, code) != flags.end();
    };
    const auto is_human = [&](const char* field) {  // then nothing is in doubt
      return human.contains({"documents", out.doc_id, field});
    };
    out.is_proposed = has("NUMBER_PROPOSED") && !is_human("code_number");
    out.is_year_doubtful = has("YEAR_CONFLICT") && !is_human("issued_date");
    out.is_date_doubtful =
        !is_human("issued_date") &&
        (out.is_year_doubtful || has("DATE_PADDING") || has("DATE_INVALID") ||
         reading_of(records, "issued_edtf").value_or(Reading{}).confidence < kLowConfidence);
    out.context.issuer_level = document::parse_level(cells.text("organ_level"));
    out.context.issuer_name = out.organ;
    out.context.place = cells.text("issued_place");
    out.context.governing_name = cells.text("governing_organ");
    out.context.as_of = cells.text("issued_date");
  }
  const auto cited = records.find("doc_refs");
  if (cited == records.end()) return out;
  for (const Row& row : cited->second) {
    Citation& citation = out.citations.emplace_back(citation_of(row));
    if (human.contains({"doc_refs", citation.ref_id, "issued_date"})) citation.confidence = 1;
  }
  std::ranges::sort(out.citations, {}, &Citation::seq);
  return out;
}

}  // namespace codau::record
