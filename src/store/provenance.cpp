#include "store/provenance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/row.h"
#include "record/schema.h"

namespace codau::store {
namespace {

using Json = nlohmann::json;
using record::Row;
using record::Value;

constexpr std::size_t kIdBytes = 16;

// Columns of the two tables, as record::schema() has them.
enum Evidence : std::uint8_t { kTable, kRow, kField, kPage, kBox, kConfidence, kBasis, kEvidence };
enum Correction : std::uint8_t {
  kId,
  kDocument,
  kOfTable,
  kOfRow,
  kOfField,
  kOnPage,
  kStart,
  kEnd,
  kBefore,
  kAfter,
  kRule,
  kSource,
  kSure,
  kStatus,
  kActor,
  kAt,
  kCorrection
};

[[noreturn]] void refuse() {
  throw Error(ErrorCode::kOutput, both("codau.db: bảng provenance đã hỏng",
                                       "codau.db: the table provenance is damaged"));
}

Json to_json(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* real = std::get_if<double>(&value)) return std::round(*real * 1e4) / 1e4;
  return nullptr;
}

Value to_value(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_string()) return json.get_ref<const std::string&>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number_float()) return json.get<double>();
  if (json.is_array()) return json.dump();  // a box
  refuse();
}

const Json& at(const Json& list, std::size_t index) {
  if (!list.is_array() || index >= list.size()) refuse();
  return list[index];
}

Value text_at(const Json& list, std::size_t index) {
  if (!at(list, index).is_string()) refuse();
  return to_value(list[index]);
}

Json parsed(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) refuse();
  return json;
}

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

std::string bytes_of_uuid(const Value& id) {
  const auto* const text = std::get_if<std::string>(&id);
  std::string digits = text == nullptr ? std::string{} : *text;
  std::erase(digits, '-');
  std::string out;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    out += static_cast<char>(digit(digits[i]) * 16 + digit(digits[i + 1]));
  if (out.size() != kIdBytes) throw Error(ErrorCode::kInternal, "a corr_id that is no UUID");
  return out;
}

std::string uuid_of_bytes(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    if (out.size() == 8 || out.size() == 13 || out.size() == 18 || out.size() == 23) out += '-';
    const auto byte = static_cast<unsigned char>(c);
    out += {kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return out;
}

/// A list of boxes as it is; what is written in another way, as text.
Json box_of(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  if (text == nullptr) return nullptr;
  Json box = Json::parse(*text, nullptr, false);
  return box.is_array() && box.dump() == *text ? box : Json(*text);
}

/// What is known of the fields of one row, as a part of the list of all.
std::string pack_fields(const std::vector<Row>& of_row) {
  Json groups = Json::array();
  for (const Row* row :
       in_order(of_row, std::array<std::size_t, 5>{kPage, kBox, kConfidence, kBasis, kField})) {
    const Json group{to_json((*row)[kPage]), box_of((*row)[kBox]), to_json((*row)[kConfidence]),
                     to_json((*row)[kBasis])};
    const bool is_new =
        groups.empty() || !std::equal(group.begin(), group.end(), groups.back().begin());
    if (is_new) groups.push_back({group[0], group[1], group[2], group[3], Json::array()});
    groups.back()[4].push_back(to_json((*row)[kField]));
  }
  const Row& first = of_row.front();
  return Json{to_json(first[kTable]), to_json(first[kRow]), std::move(groups)}.dump();
}

/// The fields of a row come behind each other: that is their key.
void pack_evidence(const record::EachRow& rows, Provenance& out) {
  std::vector<Row> of_row;
  const auto put = [&] {
    if (of_row.empty()) return;
    out.evidence += (out.is_empty ? "" : ",") + pack_fields(of_row);
    out.is_empty = false;
    of_row.clear();
  };
  out.evidence = "[";
  rows(record::table("evidence"), [&](const Row& row) {
    const bool is_same = !of_row.empty() && of_row.front()[kTable] == row[kTable] &&
                         of_row.front()[kRow] == row[kRow];
    if (!is_same) put();
    of_row.push_back(row);
  });
  put();
  out.evidence += ']';
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
  if (!at(change, 0).is_number_integer() || !at(change, 3).is_number_unsigned()) refuse();
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

Provenance pack(const record::EachRow& rows) {
  Provenance out;
  pack_evidence(rows, out);
  std::vector<Row> corrections;
  rows(record::table("corrections"), [&](const Row& row) { corrections.push_back(row); });
  pack_corrections(corrections, out);
  out.is_empty = out.is_empty && corrections.empty();
  return out;
}

std::vector<Row> unpack_evidence(std::string_view evidence) {
  std::vector<Row> out;
  for (const Json& of_row : parsed(evidence)) {
    for (const Json& group : at(of_row, 2)) {
      const Json& fields = at(group, 4);
      for (std::size_t i = 0; i < fields.size(); ++i) {
        Row row(kEvidence);
        row[kTable] = text_at(of_row, 0);
        row[kRow] = text_at(of_row, 1);
        row[kField] = text_at(fields, i);
        row[kPage] = to_value(group[0]);
        row[kBox] = to_value(group[1]);
        row[kConfidence] = to_value(group[2]);
        row[kBasis] = text_at(group, 3);
        out.push_back(std::move(row));
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
  if (!all.is_object() || !all.contains("how") || !all.contains("rows")) refuse();
  for (const Json& of_row : all["rows"]) {
    for (const Json& field : at(of_row, 2)) {
      for (const Json& change : at(field, 3)) {
        Row row = correction(change, all["how"]);
        if ((out.size() + 1) * kIdBytes > ids.size()) refuse();
        row[kId] = uuid_of_bytes(ids.substr(out.size() * kIdBytes, kIdBytes));
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
