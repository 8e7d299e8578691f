#include "store/provenance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "record/ids.h"
#include "record/row.h"
#include "record/schema.h"
#include "store/packed_json.h"

namespace codau::store {
namespace {

using record::Row;
using record::Value;

/// Columns of the table, as record::schema() has them.
enum Evidence : std::uint8_t { kTable, kRow, kField, kPage, kBox, kConfidence, kBasis, kEvidence };

/// In the order of some of their columns.
template <std::size_t N>
auto in_order_of(std::array<std::size_t, N> columns) {
  return [columns](const Row& a, const Row& b) {
    for (const std::size_t column : columns) {
      if (const auto order = a[column] <=> b[column]; order != 0) return order < 0;
    }
    return false;
  };
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

/// Evidence by what many rows share, which stands at the head of them.
class EvidencePacker {
 public:
  explicit EvidencePacker(const SeqLookup& seq_of) : seq_of_(seq_of) {}

  /// Those of one row behind each other.
  void add(const Row& row) {
    const bool is_same =
        !of_row_.empty() && of_row_[0][kTable] == row[kTable] && of_row_[0][kRow] == row[kRow];
    if (!is_same) put();
    of_row_.push_back(row);
  }

  std::string take() {
    put();
    std::string out;
    for (const auto& [head, rows] : heads_) {
      out += out.empty() ? '[' : ',';
      out.append(head, 0, head.size() - 1).append(",[").append(rows).append("]]");
    }
    return out.empty() ? "[]" : out + "]";
  }

 private:
  void put() {
    constexpr std::array<std::size_t, 4> kShared{kPage, kBox, kConfidence, kBasis};
    std::ranges::sort(
        of_row_, in_order_of(std::array<std::size_t, 5>{kPage, kBox, kConfidence, kBasis, kField}));
    const auto are_same = [&](const Row& a, const Row& b) {
      return std::ranges::all_of(kShared, [&](std::size_t i) { return a[i] == b[i]; });
    };
    for (std::size_t begin = 0, end = 0; begin < of_row_.size(); begin = end) {
      const Row& first = of_row_[begin];
      Json fields = Json::array();
      for (; end < of_row_.size() && are_same(first, of_row_[end]); ++end)
        fields.push_back(to_json(of_row_[end][kField]));
      const Json head{to_json(first[kTable]), to_json(first[kPage]), box_of(first[kBox]),
                      to_json(first[kBasis]), std::move(fields)};
      const std::string row = seq_or_id(first).dump();
      const Json sure = to_json(first[kConfidence]);
      std::string& rows = heads_[head.dump()];
      if (!rows.empty()) rows += ',';
      rows += sure == Json(1.0) ? row : "[" + row + "," + sure.dump() + "]";
    }
    of_row_.clear();
  }

  [[nodiscard]] Json seq_or_id(const Row& row) const {
    const auto* const name = std::get_if<std::string>(&row[kTable]);
    const auto* const id = std::get_if<std::string>(&row[kRow]);
    const auto seq =
        seq_of_ && name != nullptr && id != nullptr ? seq_of_(*name, *id) : std::nullopt;
    return seq ? Json(*seq) : to_json(row[kRow]);
  }

  const SeqLookup& seq_of_;
  std::vector<Row> of_row_;                   // of the last row
  std::map<std::string, std::string> heads_;  // and the rows of each
};

/// Of a row within packed evidence.
class Place {
 public:
  Place(const std::string& row_id, std::uint32_t head, std::uint32_t entry)
      : head_(head), entry_(entry) {
    if (const auto bytes = record::parse_uuid(row_id)) {
      uuid_ = *bytes;
    } else {
      text_ = row_id;
    }
  }
  /// It has the order of its text among ids of its kind, and the rows of a table have one kind.
  [[nodiscard]] auto id() const { return std::tie(uuid_, text_); }
  [[nodiscard]] std::string row_id() const {
    return text_.empty() ? record::format_uuid(uuid_) : text_;
  }
  [[nodiscard]] std::uint32_t head() const noexcept { return head_; }
  [[nodiscard]] std::uint32_t entry() const noexcept { return entry_; }

 private:
  record::UuidBytes uuid_{};
  std::string text_;  // of one that is no UUID
  std::uint32_t head_, entry_;
};

/// What is said there, without table and row.
void add_evidence(const Json& heads, const Place& place, std::vector<Row>& out) {
  const Json& head = heads[place.head()];
  const Json& entry = head[5][place.entry()];
  Row row(kEvidence);
  row[kPage] = to_value(at(head, 1));
  row[kBox] = to_value(at(head, 2));
  row[kBasis] = text_at(head, 3);
  row[kConfidence] = entry.is_array() ? to_value(at(entry, 1)) : Value(1.0);
  for (std::size_t i = 0; i < head[4].size(); ++i) {
    row[kField] = text_at(head[4], i);
    out.push_back(row);
  }
}

std::string id_at(const RowIdLookup& id_of, const Value& table, const Json& seq_or_id) {
  if (seq_or_id.is_string()) return seq_or_id;
  if (!seq_or_id.is_number_integer() || !id_of) refuse_packed();
  auto id = id_of(std::get<std::string>(table), seq_or_id.get<std::int64_t>());
  if (!id) refuse_packed();
  return std::move(*id);
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

std::string pack_evidence(const record::RowStream& rows, const SeqLookup& seq_of) {
  EvidencePacker packer(seq_of);
  rows(record::table("evidence"), [&](const Row& row) { packer.add(row); });
  return packer.take();
}

PackedCorrections pack_corrections(const std::vector<Row>& corrections) {
  PackedCorrections out;
  Json rows = Json::array();
  Hows hows;
  std::size_t count = 0;
  std::vector<const Row*> all;
  for (const Row& row : corrections) all.push_back(&row);
  const auto below = in_order_of(
      std::array<std::size_t, 7>{kOfTable, kOfRow, kOfField, kOnPage, kStart, kEnd, kId});
  std::ranges::sort(all, [&](const Row* a, const Row* b) { return below(*a, *b); });
  for (const Row* one : all) {
    const Row& row = *one;
    Json& fields = fields_of(rows, row[kOfTable], row[kOfRow]);
    const Json field = to_json(row[kOfField]), page = to_json(row[kOnPage]);
    if (fields.empty() || fields.back()[0] != field || fields.back()[1] != page)
      fields.push_back({field, page, count, Json::array()});
    fields.back()[3].push_back(change_of(row, hows));
    out.ids += pack_uuid(row[kId]);
    ++count;
  }
  out.corrections = Json{{"how", hows.list()}, {"rows", std::move(rows)}}.dump();
  return out;
}

void unpack_evidence(std::string_view evidence, const RowIdLookup& id_of, const TableFilter& wants,
                     const record::RowSink& take) {
  const Json heads = parse_json(evidence);
  std::map<std::string, std::vector<Place>> tables;
  for (std::uint32_t h = 0; h < heads.size(); ++h) {
    const Json& head = at(heads, h);
    const Value table = text_at(head, 0);
    if (wants && !wants(std::get<std::string>(table))) continue;
    std::vector<Place>& places = tables[std::get<std::string>(table)];
    for (std::uint32_t i = 0; const Json& entry : at(head, 5))
      places.emplace_back(id_at(id_of, table, entry.is_array() ? at(entry, 0) : entry), h, i++);
  }
  for (auto& [table, places] : tables) {
    std::ranges::sort(places, [](const Place& a, const Place& b) { return a.id() < b.id(); });
    for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
      std::vector<Row> of_row;
      for (; end < places.size() && places[end].id() == places[begin].id(); ++end)
        add_evidence(heads, places[end], of_row);
      std::ranges::sort(of_row, {}, [](const Row& row) { return row[kField]; });
      for (Row& row : of_row) {
        row[kTable] = table;
        row[kRow] = places[begin].row_id();
        take(row);
      }
    }
  }
}

void unpack_corrections(std::string_view doc_id, std::string_view corrections, std::string_view ids,
                        const record::RowSink& take) {
  const Json all = parse_json(corrections);
  if (!all.is_object() || !all.contains("how") || !all.contains("rows")) refuse_packed();
  std::size_t count = 0;
  for (const Json& of_row : all["rows"]) {
    for (const Json& field : at(of_row, 2)) {
      for (const Json& change : at(field, 3)) {
        Row row = correction(change, all["how"]);
        row[kId] = unpack_uuid(ids, count++);
        row[kDocument] = std::string(doc_id);
        row[kOfTable] = text_at(of_row, 0);
        row[kOfRow] = text_at(of_row, 1);
        row[kOfField] = text_at(field, 0);
        row[kOnPage] = to_value(at(field, 1));
        take(row);
      }
    }
  }
}

}  // namespace codau::store
