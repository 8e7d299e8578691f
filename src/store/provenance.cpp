#include "store/provenance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "record/row.h"
#include "record/schema.h"
#include "store/packed_json.h"

namespace codau::store {
namespace {

using record::Row;
using record::Value;

/// Columns of the table, as record::schema() has them.
enum Evidence : std::uint8_t { kTable, kRow, kField, kPage, kBox, kConfidence, kBasis, kEvidence };

/// Rows in the order of some of their columns.
template <std::size_t N>
std::vector<const Row*> in_order(const std::vector<Row>& rows, std::array<std::size_t, N> columns) {
  std::vector<const Row*> out;
  for (const Row& row : rows) out.push_back(&row);
  std::ranges::sort(out, [&](const Row* a, const Row* b) {
    for (const std::size_t column : columns) {
      if (const auto order = (*a)[column] <=> (*b)[column]; order != 0) return order < 0;
    }
    return false;
  });
  return out;
}

/// The list of a row within `rows`, begun anew where it is another one than the last.
Json& fields_of(Json& rows, const Value& table, const Value& id) {
  const Json name = to_json(table), row = to_json(id);
  if (rows.empty() || rows.back()[0] != name || rows.back()[1] != row)
    rows.push_back({name, row, Json::array()});
  return rows.back()[2];
}

/// A list of boxes as it is; what is written in another way, as text.
Json box_of(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  if (text == nullptr) return nullptr;
  Json box = Json::parse(*text, nullptr, false);
  return box.is_array() && box.dump() == *text ? box : Json(*text);
}

/// A row by its seq, which is short, or by its id.
Json seq_or_id(const RowSeqs& seqs, const Value& table, const Value& row_id) {
  const auto* const name = std::get_if<std::string>(&table);
  const auto* const id = std::get_if<std::string>(&row_id);
  const auto seq = name == nullptr || id == nullptr ? std::nullopt : seqs.seq(*name, *id);
  return seq ? Json(*seq) : to_json(row_id);
}

Value id_of(const RowSeqs& seqs, const Value& table, const Json& seq_or_id) {
  if (seq_or_id.is_string()) return to_value(seq_or_id);
  if (!seq_or_id.is_number_integer()) refuse_packed();
  auto id = seqs.id(std::get<std::string>(table), seq_or_id.get<std::int64_t>());
  if (!id) refuse_packed();
  return std::move(*id);
}

/// What many rows share stands at the head of them.
std::string pack_evidence(const std::vector<Row>& all, const RowSeqs& seqs) {
  std::map<std::string, std::pair<Json, Json>> heads;  // what is shared, and the rows of it
  const std::vector<const Row*> rows = in_order(
      all, std::array<std::size_t, 7>{kTable, kRow, kPage, kBox, kConfidence, kBasis, kField});
  const auto is_same = [](const Row* a, const Row* b) {
    return std::ranges::all_of(std::array{kTable, kRow, kPage, kBox, kConfidence, kBasis},
                               [&](std::size_t column) { return (*a)[column] == (*b)[column]; });
  };
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    const Row& first = *rows[begin];
    Json fields = Json::array();
    for (; end < rows.size() && is_same(&first, rows[end]); ++end)
      fields.push_back(to_json((*rows[end])[kField]));
    Json head{to_json(first[kTable]), to_json(first[kPage]), box_of(first[kBox]),
              to_json(first[kBasis]), std::move(fields)};
    const Json row = seq_or_id(seqs, first[kTable], first[kRow]);
    const Json sure = to_json(first[kConfidence]);
    auto& known = heads[head.dump()];
    known.second.push_back(sure == Json(1.0) ? row : Json{row, sure});
    known.first = std::move(head);
  }
  Json out = Json::array();
  for (auto& [text, head] : heads) {
    out.push_back(std::move(head.first));
    out.back().push_back(std::move(head.second));
  }
  return out.dump();
}

/// The kinds of changes of a document, each once.
class Hows {
 public:
  std::size_t of(const Row& row) {
    const Json how{to_json(row[kRule]), to_json(row[kSource]), to_json(row[kStatus])};
    const auto [known, is_new] = known_.emplace(how.dump(), list_.size());
    if (is_new) list_.push_back(how);
    return known->second;
  }
  [[nodiscard]] const Json& list() const { return list_; }

 private:
  Json list_ = Json::array();
  std::map<std::string, std::size_t> known_;
};

/// The end is behind `before`, where it is not said; who is sure says nothing.
Json change_of(const Row& row, Hows& hows) {
  Json change{to_json(row[kStart]), to_json(row[kBefore]), to_json(row[kAfter]), hows.of(row)};
  const auto* const before = std::get_if<std::string>(&row[kBefore]);
  const auto start = std::get<std::int64_t>(row[kStart]), end = std::get<std::int64_t>(row[kEnd]);
  const auto length = static_cast<std::int64_t>(before == nullptr ? 0 : before->size());
  const bool is_human = row[kActor] != Value() || row[kAt] != Value();
  const bool is_plain = end == start + length && !is_human;
  if (!is_plain || to_json(row[kSure]) != Json(1.0)) change.push_back(to_json(row[kSure]));
  if (!is_plain) change.insert(change.end(), {end, to_json(row[kActor]), to_json(row[kAt])});
  return change;
}

void pack_corrections(const std::vector<Row>& all, Provenance& out) {
  Json rows = Json::array();
  Hows hows;
  std::size_t count = 0;
  for (const Row* one : in_order(all, std::array<std::size_t, 7>{kOfTable, kOfRow, kOfField,
                                                                 kOnPage, kStart, kEnd, kId})) {
    const Row& row = *one;
    Json& fields = fields_of(rows, row[kOfTable], row[kOfRow]);
    const Json field = to_json(row[kOfField]), page = to_json(row[kOnPage]);
    if (fields.empty() || fields.back()[0] != field || fields.back()[1] != page)
      fields.push_back({field, page, count, Json::array()});
    fields.back()[3].push_back(change_of(row, hows));
    out.correction_ids += bytes_of_uuid(row[kId]);
    ++count;
  }
  out.corrections = Json{{"how", hows.list()}, {"rows", std::move(rows)}}.dump();
}

Row correction(const Json& change, const Json& hows) {
  Row row(kCorrection);
  if (!at(change, 0).is_number_integer() || !at(change, 3).is_number_unsigned()) refuse_packed();
  row[kStart] = to_value(change[0]);
  row[kBefore] = to_value(at(change, 1));
  row[kAfter] = to_value(at(change, 2));
  const Json& how = at(hows, change[3].get<std::size_t>());
  row[kRule] = text_at(how, 0);
  row[kSource] = text_at(how, 1);
  row[kStatus] = text_at(how, 2);
  row[kSure] = change.size() > 4 ? to_value(change[4]) : Value(1.0);
  const auto* const before = std::get_if<std::string>(&row[kBefore]);
  const auto length = static_cast<std::int64_t>(before == nullptr ? 0 : before->size());
  row[kEnd] =
      change.size() > 5 ? to_value(change[5]) : Value(change[0].get<std::int64_t>() + length);
  if (change.size() > 6) {
    row[kActor] = to_value(change[6]);
    row[kAt] = to_value(at(change, 7));
  }
  return row;
}

}  // namespace

void RowSeqs::add(const std::string& table, const std::string& row_id, std::int64_t seq) {
  seqs_[table][row_id] = seq;
  ids_[table][seq] = row_id;
}

std::optional<std::int64_t> RowSeqs::seq(const std::string& table,
                                         const std::string& row_id) const {
  const auto of_table = seqs_.find(table);
  if (of_table == seqs_.end()) return std::nullopt;
  const auto found = of_table->second.find(row_id);
  return found == of_table->second.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> RowSeqs::id(const std::string& table, std::int64_t seq) const {
  const auto of_table = ids_.find(table);
  if (of_table == ids_.end()) return std::nullopt;
  const auto found = of_table->second.find(seq);
  return found == of_table->second.end() ? std::nullopt : std::optional(found->second);
}

Provenance pack(const std::vector<Row>& evidence, const std::vector<Row>& corrections,
                const RowSeqs& seqs) {
  Provenance out;
  out.evidence = pack_evidence(evidence, seqs);
  pack_corrections(corrections, out);
  return out;
}

std::vector<Row> unpack_evidence(std::string_view evidence, const RowSeqs& seqs) {
  std::vector<Row> out;
  for (const Json& head : parsed(evidence)) {
    Row row(kEvidence);
    row[kTable] = text_at(head, 0);
    row[kPage] = to_value(at(head, 1));
    row[kBox] = to_value(at(head, 2));
    row[kBasis] = text_at(head, 3);
    for (const Json& entry : at(head, 5)) {
      row[kRow] = id_of(seqs, row[kTable], entry.is_array() ? at(entry, 0) : entry);
      row[kConfidence] = entry.is_array() ? to_value(at(entry, 1)) : Value(1.0);
      for (std::size_t i = 0; i < head[4].size(); ++i) {
        row[kField] = text_at(head[4], i);
        out.push_back(row);
      }
    }
  }
  record::sort_by_key(record::table("evidence"), out);
  return out;
}

std::vector<Row> unpack_corrections(std::string_view doc_id, std::string_view corrections,
                                    std::string_view ids) {
  std::vector<Row> out;
  const Json all = parsed(corrections);
  if (!all.is_object() || !all.contains("how") || !all.contains("rows")) refuse_packed();
  for (const Json& of_row : all["rows"]) {
    for (const Json& field : at(of_row, 2)) {
      for (const Json& change : at(field, 3)) {
        Row row = correction(change, all["how"]);
        row[kId] = uuid_at(ids, out.size());
        row[kDocument] = std::string(doc_id);
        row[kOfTable] = text_at(of_row, 0);
        row[kOfRow] = text_at(of_row, 1);
        row[kOfField] = text_at(field, 0);
        row[kOnPage] = to_value(at(field, 1));
        out.push_back(std::move(row));
      }
    }
  }
  record::sort_by_key(record::table("corrections"), out);
  return out;
}

}  // namespace codau::store
