#include "store/document_rows.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include "core/error.h"
#include "record/ids.h"
#include "record/row.h"
#include "record/xref.h"
#include "store/packed_json.h"
#include "store/physical_schema.h"
#include "store/provenance.h"
#include "store/row_file.h"
#include "store/stored_row.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;
using record::Value;

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

/// The rows of seqs of a document.
RowIdLookup ids_by_seq(const Connection& connection, TableSpan tables, std::string_view doc_id) {
  using Ids = std::vector<std::pair<std::int64_t, record::UuidBytes>>;
  const auto all = std::make_shared<std::map<std::string_view, Ids>>();
  for (const Table& table : tables) {
    if (!has_row_numbers(table)) continue;
    Ids& ids = (*all)[table.name];
    Statement select(connection, "SELECT seq," + make_key_list(table) + " FROM " +
                                     quote_name(make_physical_name(table)) +
                                     " WHERE doc_id = ? ORDER BY seq");
    select.bind(1, doc_id);
    while (select.step()) {
      const auto id = record::parse_uuid(select.view(1));
      if (!id) refuse_packed();
      ids.emplace_back(select.integer(0), *id);
    }
  }
  return [all](std::string_view table, std::int64_t seq) -> std::optional<std::string> {
    const auto ids = all->find(table);
    if (ids == all->end()) return std::nullopt;
    const auto found = std::ranges::lower_bound(ids->second, seq, {}, &Ids::value_type::first);
    if (found == ids->second.end() || found->first != seq) return std::nullopt;
    return record::format_uuid(found->second);
  };
}

/// The closed columns of a table that has no triggers for them.
class ClosedColumnChecker {
 public:
  ClosedColumnChecker(const Connection& connection, const Table& table)
      : connection_(connection), table_(table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].codes != nullptr) known_[i];
    }
  }
  void require(const Row& row) {
    for (auto& [column, known] : known_) {
      const auto* const code = std::get_if<std::string>(&row.at(column));
      if (code == nullptr || known.contains(*code)) continue;
      const std::string list = make_code_list_name(table_, table_.columns[column]);
      Statement select(connection_, "SELECT 1 FROM codes WHERE list = ? AND code = ?");
      if (!select.bind(1, list).bind(2, *code).step())
        throw Error(ErrorCode::kInternal, list + ": a code that is not in codes");
      known.insert(*code);
    }
  }

 private:
  const Connection& connection_;
  const Table& table_;
  std::map<std::size_t, std::set<std::string>> known_;  // by column
};

/// Rows that have the width of their tables, and codes that are known.
record::RowStream proved(const Connection& connection, const record::RowStream& rows) {
  return [&](const Table& table, const record::RowSink& take) {
    const bool has_triggers = table.name != "evidence" && table.name != "corrections";
    ClosedColumnChecker codes(connection, table);
    rows(table, [&](const Row& row) {
      if (row.size() != table.columns.size())
        throw Error(ErrorCode::kInternal, std::string(table.name) + ": a row of the wrong width");
      if (!has_triggers) codes.require(row);
      take(row);
    });
  };
}

}  // namespace

const OcrDeltaReader& OcrDeltaCache::of(std::string_view doc_id) {
  if (doc_id == doc_id_) return reader_;
  Statement select(connection_, "SELECT words,word_ids FROM provenance WHERE doc_id = ?");
  const bool is_there = select.bind(1, doc_id).step();
  reader_ = is_there ? OcrDeltaReader(select.view(0), select.text(1)) : OcrDeltaReader();
  doc_id_ = doc_id;
  return reader_;
}

RowReader::RowReader(const Connection& connection, TableSpan tables, const Table& table,
                     std::string_view column, std::string_view value, RowOrder order)
    : table_(table),
      readings_(connection),
      select_(connection, make_row_select(tables, table, column, order)) {
  if (!column.empty()) select_.bind(1, value);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (const auto from = find_restored_column(table, i)) as_read_.emplace_back(i, *from);
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

void DocumentRows::for_each_row(const Table& table, std::string_view doc_id, RowOrder order,
                                const record::RowSink& take) const {
  switch (find_row_owner(tables_, table)) {
    case RowOwner::kPacked:
      return table.name == "evidence" ? for_each_evidence(doc_id, {}, take)
                                      : for_each_correction(doc_id, take);
    case RowOwner::kShared:
      return for_each_claimed(table, doc_id, take);
    case RowOwner::kColumn:
    case RowOwner::kParent:
      break;
  }
  RowReader rows(connection_, tables_, table, "doc_id", doc_id, order);
  while (rows.step()) take(rows.row());
}

void DocumentRows::for_each_claimed(const Table& table, std::string_view doc_id,
                                    const record::RowSink& take) const {
  Statement select(connection_, "SELECT " + make_column_list(table) + " FROM " +
                                    quote_name(make_claims_name(table)) +
                                    " WHERE \"doc_id\" = ? ORDER BY " + make_key_list(table));
  select.bind(1, doc_id);
  while (select.step()) take(read_row(select, table));
}

void DocumentRows::for_each_evidence(std::string_view doc_id, const TableFilter& wants,
                                     const record::RowSink& take) const {
  Statement select(connection_, "SELECT evidence FROM provenance WHERE doc_id = ?");
  if (!select.bind(1, doc_id).step()) return;
  unpack_evidence(select.view(0), ids_by_seq(connection_, tables_, doc_id), wants, take);
}

/// Those that no reading holds, not sorted.
void DocumentRows::for_each_packed_correction(std::string_view doc_id,
                                              const record::RowSink& take) const {
  Statement select(connection_,
                   "SELECT corrections,correction_ids FROM provenance WHERE doc_id = ?");
  if (select.bind(1, doc_id).step())
    unpack_corrections(doc_id, select.view(0), select.view(1), take);
}

void DocumentRows::for_each_correction(std::string_view doc_id, const record::RowSink& take) const {
  RowBuffer rows(connection_.file().parent_path());
  std::vector<std::pair<record::UuidBytes, std::size_t>> order;
  const auto add = [&](const Row& row) {
    order.emplace_back(*record::parse_uuid(std::get<std::string>(row[kId])), order.size());
    rows.add(row);
  };
  for_each_packed_correction(doc_id, add);
  OcrDeltaCache readings(connection_);
  for (const Table& table : tables_) for_each_reading(table, doc_id, readings, add);
  std::ranges::sort(order);
  for (const auto& [id, i] : order) take(rows.take(i));
}

void DocumentRows::for_each_reading(const Table& table, std::string_view doc_id,
                                    OcrDeltaCache& readings, const record::RowSink& take) const {
  if (!has_row_numbers(table)) return;
  Statement select(connection_, make_row_select(tables_, table, "doc_id"));
  select.bind(1, doc_id);
  while (select.step()) {
    const Row row = read_row(select, table);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto from = find_restored_column(table, i);
      const auto* const kept = std::get_if<std::string>(&row[i]);
      if (!from || kept == nullptr || kept->empty()) continue;
      const auto* const value = std::get_if<std::string>(&row[*from]);
      readings.of(doc_id).for_each_correction(
          place_of_change(doc_id, table, record::row_id(table, row), table.columns[*from].name),
          value == nullptr ? std::string{} : *value, *kept, take);
    }
  }
}

record::RowStream DocumentRows::for_each_row(std::string_view doc_id) const {
  return [this, id = std::string(doc_id)](const Table& table, const record::RowSink& take) {
    for_each_row(table, id, RowOrder::kKeyOrder, take);
  };
}

record::RowStream DocumentRows::head(std::string_view doc_id) const {
  return [this, id = std::string(doc_id)](const Table& table, const record::RowSink& take) {
    const auto take_of_head = [&](const Row& row) {
      if (record::is_head_row(table, row)) take(row);
    };
    if (table.name == "evidence") {
      for_each_evidence(
          id, [](std::string_view of) { return !has_row_numbers(record::table(of)); },
          take_of_head);
    } else if (table.name == "corrections") {
      record::Records rest;  // no reading is of a row of the head
      std::vector<Row>& rows = rest[std::string(table.name)];
      for_each_packed_correction(id, [&](const Row& row) {
        if (record::is_head_row(table, row)) rows.push_back(row);
      });
      record::stream_rows(rest)(table, take);
    } else {
      for_each_row(table, id, RowOrder::kKeyOrder, take_of_head);
    }
  };
}

record::Records DocumentRows::all(std::string_view doc_id) const {
  record::Records out;
  for (const Table& table : tables_) {
    std::vector<Row>& rows = out[std::string(table.name)];
    for_each_row(table, doc_id, RowOrder::kFileOrder, [&](const Row& row) { rows.push_back(row); });
  }
  return out;
}

bool is_apart(TableSpan tables, const std::set<std::string>& names) {
  return std::ranges::all_of(names, [&](const std::string& name) {
    const Table& table = record::table(name);
    const RowOwner owner = find_row_owner(tables, table);
    return (owner == RowOwner::kColumn || owner == RowOwner::kParent) && !has_row_numbers(table);
  });
}

void DocumentRows::remove_from(const Table& table, std::string_view doc_id) const {
  const RowOwner owner = find_row_owner(tables_, table);
  if (owner == RowOwner::kPacked) return;
  std::string sql =
      "DELETE FROM " +
      quote_name(owner == RowOwner::kShared ? make_claims_name(table) : make_physical_name(table));
  if (owner == RowOwner::kParent) {
    const record::ForeignKey& key = get_parent_key(tables_, table);
    sql += " WHERE " + quote_name(key.column) + " IN (SELECT number FROM " +
           quote_name(make_physical_name(record::table(key.table))) + " WHERE doc_id = ?)";
  } else {
    sql += " WHERE doc_id = ?";
  }
  Statement(connection_, sql).bind(1, doc_id).step();
}

void DocumentRows::remove(std::string_view doc_id) const {
  // Children first: the rows of RowOwner::kParent are found by their parents.
  for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) remove_from(*table, doc_id);
  Statement(connection_, "DELETE FROM provenance WHERE doc_id = ?").bind(1, doc_id).step();
}

std::int64_t find_next_row_number(const Connection& connection, const Table& table) {
  const auto place = std::ranges::find(searchable_tables(), table.name, &SearchableTable::table);
  return std::stoll(connection.value("SELECT coalesce(max(number) + " +
                                     std::to_string(searchable_tables().size()) + "," +
                                     std::to_string(place - searchable_tables().begin() + 1) +
                                     ") FROM " + quote_name(make_physical_name(table))));
}

/// The rows of one document on their way into the tables, table by table.
class DocumentRows::Writer {
 public:
  Writer(const DocumentRows& rows, std::string_view doc_id, const record::RowStream& records)
      : rows_(rows),
        doc_id_(doc_id),
        records_(proved(rows.connection_, records)),
        folder_(rows.connection_.file().parent_path()),
        readings_(folder_, records_) {}

  /// Of rows that stay: others refer to them.
  void know_numbers() {
    for (const Table& table : rows_.tables_) {
      if (!has_row_numbers(table)) continue;
      std::vector<Numbered>& all = numbers_[table.name];
      Statement select(rows_.connection_, "SELECT " + make_key_list(table) + ",number,seq FROM " +
                                              quote_name(make_physical_name(table)) +
                                              " WHERE doc_id = ?");
      for (select.bind(1, doc_id_); select.step();) {
        if (const auto id = record::parse_uuid(select.view(0)))
          all.push_back({*id, select.integer(1), select.integer(2)});
      }
      std::ranges::sort(all, {}, &Numbered::id);
    }
  }

  /// Parents before children.
  void insert(const Table& table) {
    if (has_row_numbers(table)) return insert_numbered(table);
    Statement into = insertion(table);
    records_(table, [&](const Row& row) { insert(into, table, row); });
  }

  void insert_packed() {
    const std::string evidence = pack_evidence(
        records_,
        [this](std::string_view table, const std::string& id) { return own_seq(table, id); });
    section_.reset();
    numbers_.clear();
    seqs_.clear();
    const std::vector<Row> rest = readings_.take_rest();
    if (evidence == "[]" && rest.empty() && readings_.ids().empty()) return;
    const PackedCorrections packed = pack_corrections(rest);
    const std::string words = readings_.take_words();
    Statement insert(rows_.connection_, "INSERT INTO provenance VALUES(?,?,?,?,?,?)");
    insert.bind(1, doc_id_).lend(2, evidence).lend(3, packed.corrections);
    insert.lend_blob(4, packed.ids).lend(5, words).lend_blob(6, readings_.ids()).step();
  }

 private:
  struct Numbered {
    record::UuidBytes id;
    std::int64_t number, seq;
  };

  /// In the order of their seqs, and with numbers in this order. Of the numbered tables each has
  /// numbers of its own.
  void insert_numbered(const Table& table) {
    store::RowBuffer rows(folder_);
    std::vector<std::pair<std::int64_t, std::size_t>> order;
    std::vector<Numbered>& all = numbers_[table.name];
    records_(table, [&](const Row& row) {
      const auto id = record::parse_uuid(record::row_id(table, row));
      if (!id) throw Error(ErrorCode::kInternal, std::string(table.name) + ": an id that is none");
      const auto seq = std::get<std::int64_t>(record::value_of(table, row, "seq"));
      order.emplace_back(seq, all.size());
      all.push_back({*id, 0, seq});
      rows.add(row);
    });
    std::ranges::sort(order);
    std::int64_t next = find_next_row_number(rows_.connection_, table);
    for (const auto& [seq, i] : order) {
      all[i].number = next;
      next += static_cast<std::int64_t>(searchable_tables().size());
    }
    std::ranges::sort(all, {}, &Numbered::id);
    Statement into = insertion(table);
    for (const auto& [seq, i] : order) insert(into, table, rows.take(i));
  }

  [[nodiscard]] const Numbered* find(std::string_view table, std::string_view id) const {
    const auto of_table = numbers_.find(table);
    const auto bytes = record::parse_uuid(id);
    if (of_table == numbers_.end() || !bytes) return nullptr;
    const auto found = std::ranges::lower_bound(of_table->second, *bytes, {}, &Numbered::id);
    return found == of_table->second.end() || found->id != *bytes ? nullptr : &*found;
  }

  /// Returns the seq of a row; nothing if another row of its table has the same, as a row that
  /// people added after it does.
  [[nodiscard]] std::optional<std::int64_t> own_seq(std::string_view table, std::string_view id) {
    const Numbered* const row = find(table, id);
    if (row == nullptr) return std::nullopt;
    const auto [counts, is_new] = seqs_.try_emplace(std::string(table));
    if (is_new) {
      for (const Numbered& one : numbers_.at(table)) ++counts->second[one.seq];
    }
    return counts->second.at(row->seq) == 1 ? std::optional(row->seq) : std::nullopt;
  }

  [[nodiscard]] std::int64_t number_of(const Table& table, const std::string& id) const {
    if (const Numbered* const row = find(table.name, id)) return row->number;
    throw Error(ErrorCode::kInternal, std::string(table.name) + ": no row " + id);
  }

  /// The values of a row, and its number or, of rows of several documents, this one.
  [[nodiscard]] Statement insertion(const Table& table) const {
    const bool is_shared = find_row_owner(rows_.tables_, table) == RowOwner::kShared;
    const std::string more = is_shared ? ",doc_id" : has_row_numbers(table) ? ",number" : "";
    return {rows_.connection_,
            "INSERT INTO " +
                quote_name(is_shared ? make_claims_name(table) : make_physical_name(table)) + "(" +
                make_column_list(table) + more + ") VALUES(" +
                make_placeholders(table.columns.size() + (more.empty() ? 0 : 1)) + ")"};
  }

  void insert(Statement& into, const Table& table, const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) bind(into, table, row, i);
    const int more = static_cast<int>(row.size()) + 1;
    if (has_row_numbers(table)) {
      into.bind(more, number_of(table, record::row_id(table, row)));
    } else if (find_row_owner(rows_.tables_, table) == RowOwner::kShared) {
      into.bind(more, doc_id_);
    }
    into.step();
  }

  void bind(Statement& insert, const Table& table, const Row& row, std::size_t column) {
    const int index = static_cast<int>(column) + 1;
    const auto* const text = std::get_if<std::string>(&row[column]);
    const std::string_view name = table.columns[column].name;
    if (text == nullptr) {
      bind_value(insert, index, row[column]);
    } else if (const auto* const key = find_number_key(table, table.columns[column])) {
      insert.bind(index, number_of(record::table(key->table), *text));
    } else if (const auto from = find_restored_column(table, column)) {
      const auto* const value = std::get_if<std::string>(&row[*from]);
      const std::string kept = readings_.keep(std::string(table.name), record::row_id(table, row),
                                              std::string(table.columns[*from].name),
                                              value == nullptr ? std::string{} : *value, *text);
      insert.bind(index, has_same_text(table, *from) ? like_section(table, row, kept) : kept);
    } else if (has_same_text(table, column)) {
      if (text->empty()) throw Error(ErrorCode::kInternal, std::string(name) + " is empty");
      insert.lend(index, section_of(table, row).text == *text ? std::string_view{} : *text);
    } else {
      insert.lend(index, *text);
    }
  }

  [[nodiscard]] static bool has_same_text(const Table& table, std::size_t column) {
    return table.name == kSharedText.table && table.columns[column].name == kSharedText.column;
  }

  struct Section {
    std::int64_t number = 0;
    std::string text, kept;  // and how that is kept as it was read
  };

  /// The section that a row stands in. Many rows of a table stand in one that is as long as they
  /// are together.
  const Section& section_of(const Table& table, const Row& row) {
    const Table& sections = record::table("sections");
    const auto& id = record::value_of(table, row, kSharedText.key);
    const std::int64_t number = number_of(sections, std::get<std::string>(id));
    if (section_ && number == section_->number) return *section_;
    Statement select(rows_.connection_, "SELECT text,text_ocr FROM " +
                                            quote_name(make_physical_name(sections)) +
                                            " WHERE number = ?");
    section_ = Section{};
    if (select.bind(1, number).step()) *section_ = {number, select.text(0), select.text(1)};
    return *section_;
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
  record::RowStream records_;
  std::filesystem::path folder_;
  OcrDeltaWriter readings_;
  std::map<std::string_view, std::vector<Numbered>, std::less<>> numbers_;  // by id
  std::map<std::string, std::map<std::int64_t, int>, std::less<>> seqs_;  ///< how many rows have it
  std::optional<Section> section_;
};

std::set<std::string> DocumentRows::claims(const Table& table, std::string_view doc_id) const {
  Statement select(connection_, "SELECT " + quote_name(table.primary_key.front()) + " FROM " +
                                    quote_name(make_claims_name(table)) + " WHERE \"doc_id\" = ?1");
  select.bind(1, doc_id);
  std::set<std::string> out;
  while (select.step()) out.insert(select.text(0));
  return out;
}

void DocumentRows::settle_claims(const Table& table, const std::set<std::string>& keys) const {
  const std::string name = quote_name(table.name);
  const std::string key = quote_name(table.primary_key.front());
  const std::string claims = quote_name(make_claims_name(table));
  std::string values;
  for (const record::Column& column : table.columns) {
    if (std::ranges::find(table.primary_key, column.name) != table.primary_key.end()) continue;
    const std::string one = quote_name(column.name);
    values += (values.empty() ? "" : ",") + one + " = excluded." + one;
  }
  // In place: of a row that went, all that refer to it would be looked for, and as it came again.
  Statement settle(connection_, "INSERT INTO " + name + "(" + make_column_list(table) +
                                    ") SELECT " + make_column_list(table) + " FROM " + claims +
                                    " WHERE " + key +
                                    " = ? ORDER BY \"doc_id\" LIMIT 1 ON CONFLICT DO " +
                                    (values.empty() ? "NOTHING" : "UPDATE SET " + values));
  Statement remove(connection_, "DELETE FROM " + name + " WHERE " + key +
                                    " = ?1 AND NOT EXISTS(SELECT 1 FROM " + claims + " WHERE " +
                                    key + " = ?1)");
  for (const std::string& one : keys) {
    settle.bind(1, one).step();
    remove.bind(1, one).step();
  }
}

void DocumentRows::settle_shared_rows(std::span<const std::string> doc_ids) const {
  for (const Table& table : tables_) {
    if (find_row_owner(tables_, table) != RowOwner::kShared) continue;
    std::set<std::string> keys;
    for (const std::string& doc_id : doc_ids) keys.merge(claims(table, doc_id));
    settle_claims(table, keys);
  }
}

void DocumentRows::replace_tables(std::string_view doc_id, const record::RowStream& rows,
                                  const std::set<std::string>& tables) const {
  for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
    if (tables.contains(std::string(table->name))) remove_from(*table, doc_id);
  }
  const record::RowStream own = [&](const Table& table, const record::RowSink& take) {
    if (tables.contains(std::string(table.name))) rows(table, take);
  };
  Writer writer(*this, doc_id, own);
  writer.know_numbers();
  for (const Table& table : tables_) {
    if (tables.contains(std::string(table.name))) writer.insert(table);
  }
}

void DocumentRows::remove_all(std::string_view doc_id) const {
  replace(doc_id, [](const Table&, const record::RowSink&) {});
}

void DocumentRows::replace(std::string_view doc_id, const record::RowStream& rows) const {
  std::vector<std::pair<const Table*, std::set<std::string>>> shared;
  for (const Table& table : tables_) {
    if (find_row_owner(tables_, table) == RowOwner::kShared)
      shared.emplace_back(&table, claims(table, doc_id));
  }
  remove(doc_id);
  Writer writer(*this, doc_id, rows);
  for (const Table& table : tables_) {
    if (find_row_owner(tables_, table) != RowOwner::kPacked) writer.insert(table);
  }
  writer.insert_packed();
  for (auto& [table, keys] : shared) {
    keys.merge(claims(*table, doc_id));
    settle_claims(*table, keys);
  }
}

}  // namespace codau::store
