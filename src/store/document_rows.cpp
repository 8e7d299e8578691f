#include "store/document_rows.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "core/error.h"
#include "record/row.h"
#include "store/kept.h"
#include "store/provenance.h"
#include "store/stored_row.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;
using record::Value;

/// In the order of their seqs, where they have them.
std::vector<const Row*> in_order(const Table& table, const std::vector<Row>& rows) {
  const auto seq = std::ranges::find(table.columns, "seq", &record::Column::name);
  std::vector<const Row*> out;
  for (const Row& row : rows) {
    if (row.size() != table.columns.size())
      throw Error(ErrorCode::kInternal, std::string(table.name) + ": a row of the wrong width");
    out.push_back(&row);
  }
  if (seq == table.columns.end()) return out;
  const auto place = static_cast<std::size_t>(seq - table.columns.begin());
  std::ranges::stable_sort(out, {}, [&](const Row* row) { return (*row)[place]; });
  return out;
}

std::vector<Row> gathered(const record::EachRow& rows, const Table& table) {
  std::vector<Row> out;
  rows(table, [&](const Row& row) { out.push_back(row); });
  return out;
}

/// The columns of corrections that say where a change is.
Row place_of_change(std::string_view doc_id, const Table& table, const std::string& row_id,
                    std::string_view field) {
  Row place(kCorrection);
  place[kDocument] = std::string(doc_id);
  place[kOfTable] = std::string(table.name);
  place[kOfRow] = row_id;
  place[kOfField] = std::string(field);
  return place;
}

RowSeqs seqs_of(const Connection& connection, Tables tables, std::string_view doc_id) {
  RowSeqs out;
  for (const Table& table : tables) {
    if (!is_numbered(table)) continue;
    Statement select(connection, "SELECT " + key_list(table) + ",seq FROM " +
                                     quoted_name(kept_name(table)) + " WHERE doc_id = ?");
    select.bind(1, doc_id);
    while (select.step()) out.add(std::string(table.name), select.text(0), select.integer(1));
  }
  return out;
}

}  // namespace

const ReadingReader& Readings::of(std::string_view doc_id) {
  if (doc_id == doc_id_) return reader_;
  Statement select(connection_, "SELECT words,word_ids FROM provenance WHERE doc_id = ?");
  const bool is_there = select.bind(1, doc_id).step();
  reader_ = is_there ? ReadingReader(select.text(0), select.text(1)) : ReadingReader();
  doc_id_ = doc_id;
  return reader_;
}

RowReader::RowReader(const Connection& connection, Tables tables, const Table& table,
                     std::string_view column, std::string_view value)
    : table_(table),
      readings_(connection),
      select_(connection, select_kept(tables, table, column)) {
  if (!column.empty()) select_.bind(1, value);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (const auto from = became(table, i)) as_read_.emplace_back(i, *from);
  }
}

bool RowReader::step() { return select_.step(); }

std::string RowReader::doc_id() const {
  return select_.text(static_cast<int>(table_.columns.size()));
}

Row RowReader::row() {
  Row row = read_row(select_, table_);
  for (const auto& [column, from] : as_read_) {
    auto* const kept = std::get_if<std::string>(&row[column]);
    if (kept == nullptr) continue;
    const auto* const value = std::get_if<std::string>(&row[from]);
    *kept = readings_.of(doc_id()).as_read(value == nullptr ? std::string{} : *value, *kept);
  }
  return row;
}

std::vector<Row> DocumentRows::of(const Table& table, std::string_view doc_id) const {
  switch (owner_of(tables_, table)) {
    case Owner::kPacked:
      return packed(table, doc_id);
    case Owner::kShared:
      return claimed(table, doc_id);
    case Owner::kColumn:
    case Owner::kParent:
      break;
  }
  RowReader rows(connection_, tables_, table, "doc_id", doc_id);
  std::vector<Row> out;
  while (rows.step()) out.push_back(rows.row());
  return out;
}

std::vector<Row> DocumentRows::claimed(const Table& table, std::string_view doc_id) const {
  Statement select(connection_, "SELECT " + column_list(table) + " FROM " +
                                    quoted_name(claims_of(table)) +
                                    " WHERE \"doc_id\" = ? ORDER BY " + key_list(table));
  select.bind(1, doc_id);
  std::vector<Row> out;
  while (select.step()) out.push_back(read_row(select, table));
  return out;
}

std::vector<Row> DocumentRows::packed(const Table& table, std::string_view doc_id) const {
  const bool is_evidence = table.name == "evidence";
  Statement select(connection_, is_evidence ? "SELECT evidence FROM provenance WHERE doc_id = ?"
                                            : "SELECT corrections,correction_ids FROM provenance"
                                              " WHERE doc_id = ?");
  if (!select.bind(1, doc_id).step()) return {};
  if (is_evidence) return unpack_evidence(select.text(0), seqs_of(connection_, tables_, doc_id));
  std::vector<Row> out = unpack_corrections(doc_id, select.text(0), select.text(1));
  for (const Table& numbered : tables_) add_readings(numbered, doc_id, out);
  record::sort_by_key(table, out);
  return out;
}

void DocumentRows::add_readings(const Table& table, std::string_view doc_id,
                                std::vector<Row>& out) const {
  if (!is_numbered(table)) return;
  Readings readings(connection_);
  Statement select(connection_, select_kept(tables_, table, "doc_id"));
  select.bind(1, doc_id);
  while (select.step()) {
    const Row row = read_row(select, table);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto from = became(table, i);
      const auto* const kept = std::get_if<std::string>(&row[i]);
      if (!from || kept == nullptr || kept->empty()) continue;
      readings.of(doc_id).add_corrections(
          place_of_change(doc_id, table, record::row_id(table, row), table.columns[*from].name),
          *kept, out);
    }
  }
}

std::vector<Row> DocumentRows::by_key(const Table& table, std::string_view doc_id) const {
  std::vector<Row> rows = of(table, doc_id);
  record::sort_by_key(table, rows);
  return rows;
}

record::EachRow DocumentRows::each(std::string_view doc_id) const {
  return [this, id = std::string(doc_id)](const Table& table, const record::TakeRow& take) {
    for (const Row& row : by_key(table, id)) take(row);
  };
}

record::Records DocumentRows::all(std::string_view doc_id) const {
  record::Records out;
  for (const Table& table : tables_) out[std::string(table.name)] = of(table, doc_id);
  return out;
}

void DocumentRows::remove(std::string_view doc_id) const {
  // Children first: the rows of Owner::kParent are found by their parents.
  for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
    const Owner owner = owner_of(tables_, *table);
    if (owner == Owner::kPacked) continue;
    std::string sql = "DELETE FROM " +
                      quoted_name(owner == Owner::kShared ? claims_of(*table) : kept_name(*table));
    if (owner == Owner::kParent) {
      const record::ForeignKey& key = parent_key(tables_, *table);
      sql += " WHERE " + quoted_name(key.column) + " IN (SELECT number FROM " +
             quoted_name(kept_name(record::table(key.table))) + " WHERE doc_id = ?)";
    } else {
      sql += " WHERE doc_id = ?";
    }
    Statement(connection_, sql).bind(1, doc_id).step();
  }
  Statement(connection_, "DELETE FROM provenance WHERE doc_id = ?").bind(1, doc_id).step();
}

/// The rows of one document on their way into the tables, table by table.
class DocumentRows::Writer {
 public:
  /// `corrections` outlive it.
  Writer(const DocumentRows& rows, std::string_view doc_id, const record::EachRow& records,
         const std::vector<Row>& corrections)
      : rows_(rows), doc_id_(doc_id), readings_(corrections) {
    for (const Table& table : rows.tables_) {
      if (is_numbered(table)) number(table, gathered(records, table));
    }
  }

  void insert(const Table& table, const std::vector<Row>& rows) {
    if (rows.empty()) return;
    const bool is_shared = owner_of(rows_.tables_, table) == Owner::kShared;
    const bool has_more = is_shared || is_numbered(table);
    const std::size_t width = table.columns.size();
    Statement insert(rows_.connection_,
                     "INSERT INTO " + quoted_name(is_shared ? claims_of(table) : kept_name(table)) +
                         "(" + column_list(table) +
                         (is_shared  ? ",doc_id"
                          : has_more ? ",number"
                                     : "") +
                         ") VALUES(" + placeholders(width + (has_more ? 1 : 0)) + ")");
    const int more = static_cast<int>(width) + 1;
    for (const Row* row : in_order(table, rows)) {
      for (std::size_t i = 0; i < width; ++i) bind(insert, table, *row, i);
      if (is_shared) {
        insert.bind(more, doc_id_);
      } else if (has_more) {
        insert.bind(more, number_of(table, record::row_id(table, *row)));
      }
      insert.step();
    }
  }

  void insert_packed(const std::vector<Row>& evidence) {
    const std::vector<Row> corrections = readings_.rest();
    if (evidence.empty() && corrections.empty() && readings_.ids().empty()) return;
    const Provenance packed = pack(evidence, corrections, seqs_);
    Statement insert(rows_.connection_, "INSERT INTO provenance VALUES(?,?,?,?,?,?)");
    insert.bind(1, doc_id_).bind(2, packed.evidence).bind(3, packed.corrections);
    insert.bind_blob(4, packed.correction_ids).bind(5, readings_.words());
    insert.bind_blob(6, readings_.ids()).step();
  }

 private:
  /// Of the numbered tables each has numbers of its own.
  void number(const Table& table, const std::vector<Row>& rows) {
    const auto place = std::ranges::find(searchable(), table.name, &Searchable::table);
    const auto step = static_cast<std::int64_t>(searchable().size());
    const std::int64_t first = place - searchable().begin() + 1;
    std::int64_t next = std::stoll(
        rows_.connection_.value("SELECT coalesce(max(number) + " + std::to_string(step) + "," +
                                std::to_string(first) + ") FROM " + quoted_name(kept_name(table))));
    for (const Row* row : in_order(table, rows)) {
      const std::string id = record::row_id(table, *row);
      numbers_[table.name][id] = next;
      next += step;
      seqs_.add(std::string(table.name), id,
                std::get<std::int64_t>(record::value_of(table, *row, "seq")));
    }
  }

  [[nodiscard]] std::int64_t number_of(const Table& table, const std::string& id) const {
    if (const auto of_table = numbers_.find(table.name); of_table != numbers_.end()) {
      const auto found = of_table->second.find(id);
      if (found != of_table->second.end()) return found->second;
    }
    throw Error(ErrorCode::kInternal, std::string(table.name) + ": no row " + id);
  }

  void bind(Statement& insert, const Table& table, const Row& row, std::size_t column) {
    const int index = static_cast<int>(column) + 1;
    const auto* const text = std::get_if<std::string>(&row[column]);
    const std::string_view name = table.columns[column].name;
    if (text == nullptr) {
      bind_value(insert, index, row[column]);
    } else if (const auto* const key = number_key(table, table.columns[column])) {
      insert.bind(index, number_of(record::table(key->table), *text));
    } else if (const auto from = became(table, column)) {
      const auto* const value = std::get_if<std::string>(&row[*from]);
      const std::string kept = readings_.keep(std::string(table.name), record::row_id(table, row),
                                              std::string(table.columns[*from].name),
                                              value == nullptr ? std::string{} : *value, *text);
      insert.bind(index, has_same_text(table, *from) ? like_section(table, row, kept) : kept);
    } else if (has_same_text(table, column)) {
      if (text->empty()) throw Error(ErrorCode::kInternal, std::string(name) + " is empty");
      insert.bind(index, section_of(table, row).text == *text ? std::string{} : *text);
    } else {
      bind_value(insert, index, row[column]);
    }
  }

  [[nodiscard]] static bool has_same_text(const Table& table, std::size_t column) {
    return table.name == kSameText.table && table.columns[column].name == kSameText.column;
  }

  struct Section {
    std::int64_t number = 0;
    std::string text, kept;  // and how that is kept as it was read
  };

  /// The section that a row stands in. Many rows of a table stand in one that is as long as they
  /// are together.
  const Section& section_of(const Table& table, const Row& row) {
    const Table& sections = record::table("sections");
    const auto& id = record::value_of(table, row, kSameText.key);
    const std::int64_t number = number_of(sections, std::get<std::string>(id));
    if (number == section_.number) return section_;
    Statement select(rows_.connection_, "SELECT text,text_ocr FROM " +
                                            quoted_name(kept_name(sections)) + " WHERE number = ?");
    section_ = {};
    if (select.bind(1, number).step()) section_ = {number, select.text(0), select.text(1)};
    return section_;
  }

  /// The number of its first id alone, where the changes are those of the section.
  [[nodiscard]] std::string like_section(const Table& table, const Row& row,
                                         const std::string& kept) {
    if (!kept.starts_with('[')) return kept;
    const std::string& other = section_of(table, row).kept;
    const std::size_t first = kept.find(','), its_first = other.find(',');
    const bool is_same = other.starts_with('[') && std::string_view(kept).substr(first) ==
                                                       std::string_view(other).substr(its_first);
    return is_same ? kept.substr(1, first - 1) : kept;
  }

  const DocumentRows& rows_;
  std::string_view doc_id_;
  ReadingWriter readings_;
  RowSeqs seqs_;
  std::map<std::string_view, std::map<std::string, std::int64_t>> numbers_;
  Section section_;
};

/// What triggers do where there is a table.
void DocumentRows::require_codes(const Table& table, const std::vector<Row>& rows) const {
  Statement known(connection_, "SELECT count(*) FROM codes WHERE list = ? AND code = ?");
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const record::Column& column = table.columns[i];
    if (column.type != record::Type::kText || column.values.empty()) continue;
    std::set<std::string> codes;
    for (const Row& row : rows) {
      if (const auto* const code = std::get_if<std::string>(&row.at(i))) codes.insert(*code);
    }
    for (const std::string& code : codes) {
      known.bind(1, list_of(table, column)).bind(2, code).step();
      if (known.integer(0) == 0)
        throw Error(ErrorCode::kInternal, list_of(table, column) + ": a code that is not in codes");
      known.step();  // to its end, ready for the next
    }
  }
}

std::set<std::string> DocumentRows::claims(const Table& table, std::string_view doc_id) const {
  Statement select(connection_, "SELECT " + quoted_name(table.primary_key.front()) + " FROM " +
                                    quoted_name(claims_of(table)) + " WHERE \"doc_id\" = ?1");
  select.bind(1, doc_id);
  std::set<std::string> out;
  while (select.step()) out.insert(select.text(0));
  return out;
}

void DocumentRows::settle_claims(const Table& table, const std::set<std::string>& keys) const {
  const std::string name = quoted_name(table.name);
  const std::string key = quoted_name(table.primary_key.front());
  Statement remove(connection_, "DELETE FROM " + name + " WHERE " + key + " = ?");
  Statement settle(connection_, "INSERT INTO " + name + "(" + column_list(table) + ") SELECT " +
                                    column_list(table) + " FROM " + quoted_name(claims_of(table)) +
                                    " WHERE " + key + " = ? ORDER BY \"doc_id\" LIMIT 1");
  for (const std::string& one : keys) {
    remove.bind(1, one).step();
    settle.bind(1, one).step();
  }
}

void DocumentRows::replace(std::string_view doc_id, const record::EachRow& rows) const {
  std::vector<std::pair<const Table*, std::set<std::string>>> shared;
  for (const Table& table : tables_) {
    if (owner_of(tables_, table) == Owner::kShared)
      shared.emplace_back(&table, claims(table, doc_id));
  }
  remove(doc_id);
  const std::vector<Row> corrections = gathered(rows, record::table("corrections"));
  require_codes(record::table("corrections"), corrections);
  Writer writer(*this, doc_id, rows, corrections);
  for (const Table& table : tables_) {
    if (owner_of(tables_, table) != Owner::kPacked) writer.insert(table, gathered(rows, table));
  }
  const std::vector<Row> evidence = gathered(rows, record::table("evidence"));
  require_codes(record::table("evidence"), evidence);
  writer.insert_packed(evidence);
  for (auto& [table, keys] : shared) {
    keys.merge(claims(*table, doc_id));
    settle_claims(*table, keys);
  }
}

}  // namespace codau::store
