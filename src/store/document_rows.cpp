#include "store/document_rows.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "core/error.h"
#include "record/row.h"
#include "store/provenance.h"
#include "store/stored_row.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;

/// The table that has the rows of a document: of shared ones its claims.
std::string place_of(Tables tables, const Table& table) {
  return quoted_name(owner_of(tables, table) == Owner::kShared ? claims_of(table)
                                                               : std::string(table.name));
}

/// " FROM … WHERE …" with the rows of document ?1.
std::string from_document(Tables tables, const Table& table) {
  const std::string from = " FROM " + place_of(tables, table) + " WHERE ";
  if (owner_of(tables, table) != Owner::kParent) return from + "\"doc_id\" = ?1";
  const record::ForeignKey& key = parent_key(tables, table);
  return from + quoted_name(key.column) + " IN (SELECT " + quoted_name(key.target) + " FROM " +
         quoted_name(key.table) + " WHERE \"doc_id\" = ?1)";
}

/// Among the tables whose text is searched: which one of how many; nothing for others.
std::optional<std::pair<std::int64_t, std::int64_t>> place_in_search(const Table& table) {
  const auto found = std::ranges::find(searchable(), table.name, &Searchable::table);
  if (found == searchable().end()) return std::nullopt;
  return std::pair(found - searchable().begin(), static_cast<std::int64_t>(searchable().size()));
}

}  // namespace

std::vector<Row> read_rows(const Connection& connection, Tables tables, const Table& table,
                           std::string_view doc_id) {
  Statement select(connection, "SELECT " + column_list(table) + from_document(tables, table) +
                                   " ORDER BY " + (has_column(table, "seq") ? "\"seq\"," : "") +
                                   key_list(table));
  select.bind(1, doc_id);
  std::vector<Row> out;
  while (select.step()) out.push_back(read_row(select, table));
  return out;
}

std::vector<Row> DocumentRows::of(const Table& table, std::string_view doc_id) const {
  return owner_of(tables_, table) == Owner::kPacked
             ? packed(table, doc_id)
             : read_rows(connection_, tables_, table, doc_id);
}

std::vector<Row> DocumentRows::packed(const Table& table, std::string_view doc_id) const {
  const bool is_evidence = table.name == "evidence";
  Statement select(connection_, is_evidence ? "SELECT evidence FROM provenance WHERE doc_id = ?"
                                            : "SELECT corrections,correction_ids FROM provenance"
                                              " WHERE doc_id = ?");
  if (!select.bind(1, doc_id).step()) return {};
  return is_evidence ? unpack_evidence(select.text(0))
                     : unpack_corrections(doc_id, select.text(0), select.text(1));
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
    if (owner_of(tables_, *table) != Owner::kPacked)
      Statement(connection_, "DELETE" + from_document(tables_, *table)).bind(1, doc_id).step();
  }
  Statement(connection_, "DELETE FROM provenance WHERE doc_id = ?").bind(1, doc_id).step();
}

std::string DocumentRows::insertion(const Table& table) const {
  const bool shared = owner_of(tables_, table) == Owner::kShared;
  const auto place = place_in_search(table);
  std::string extra, values = placeholders(table.columns.size());
  if (shared) extra = ",\"doc_id\"", values += ",?";
  if (place && !shared) {
    const std::string first = std::to_string(place->first + 1);
    extra = ",search_id";
    values += ",coalesce((SELECT max(search_id) FROM " + quoted_name(table.name) + ")+" +
              std::to_string(place->second) + "," + first + ")";
  }
  return "INSERT INTO " + place_of(tables_, table) + "(" + column_list(table) + extra +
         ") VALUES(" + values + ")";
}

void DocumentRows::insert(const Table& table, std::string_view doc_id,
                          const record::EachRow& rows) const {
  const bool shared = owner_of(tables_, table) == Owner::kShared;
  const std::size_t width = table.columns.size();
  std::optional<Statement> insert;
  rows(table, [&](const Row& row) {
    if (row.size() != width) {
      throw Error(ErrorCode::kInternal, std::string(table.name) + ": a row of the wrong width");
    }
    if (!insert) insert.emplace(connection_, insertion(table));
    for (std::size_t i = 0; i < width; ++i) {
      bind_value(*insert, static_cast<int>(i) + 1, row[i]);
    }
    if (shared) insert->bind(static_cast<int>(width) + 1, doc_id);
    insert->step();
  });
}

/// What triggers do where there is a table.
void DocumentRows::require_codes(const Table& table, const record::EachRow& rows) const {
  std::set<std::pair<std::string, std::string>> codes;  // list and code
  rows(table, [&](const Row& row) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const record::Column& column = table.columns[i];
      if (column.type != record::Type::kText || column.values.empty()) continue;
      const auto* const code = std::get_if<std::string>(&row.at(i));
      if (code != nullptr) codes.emplace(list_of(table, column), *code);
    }
  });
  Statement known(connection_, "SELECT count(*) FROM codes WHERE list = ? AND code = ?");
  for (const auto& [list, code] : codes) {
    known.bind(1, list).bind(2, code).step();
    if (known.integer(0) == 0)
      throw Error(ErrorCode::kInternal, list + ": a code that is not in codes");
    known.step();  // to its end, ready for the next
  }
}

void DocumentRows::insert_packed(std::string_view doc_id, const record::EachRow& rows) const {
  for (const char* const name : {"evidence", "corrections"})
    require_codes(record::table(name), rows);
  const Provenance packed = pack(rows);
  if (packed.is_empty) return;
  Statement insert(connection_, "INSERT INTO provenance VALUES(?,?,?,?)");
  insert.bind(1, doc_id).bind(2, packed.evidence).bind(3, packed.corrections);
  insert.bind_blob(4, packed.correction_ids).step();
}

std::set<std::string> DocumentRows::claims(const Table& table, std::string_view doc_id) const {
  Statement select(connection_, "SELECT " + quoted_name(table.primary_key.front()) + " FROM " +
                                    place_of(tables_, table) + " WHERE \"doc_id\" = ?1");
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
                                    column_list(table) + " FROM " + place_of(tables_, table) +
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
  for (const Table& table : tables_) {
    if (owner_of(tables_, table) != Owner::kPacked) insert(table, doc_id, rows);
  }
  insert_packed(doc_id, rows);
  for (auto& [table, keys] : shared) {
    keys.merge(claims(*table, doc_id));
    settle_claims(*table, keys);
  }
}

}  // namespace codau::store
