#include "store/table_file.h"

#include <algorithm>
#include <string>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/row.h"
#include "store/database/sqlite.h"
#include "store/database/stored_row.h"
#include "store/schema/database_identity.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;

void fill_table(const Connection& connection, const Table& table, const TableRowStream& each_row) {
  Statement insert(connection, "INSERT INTO " + quote_name(table.name) + "(" +
                                   make_column_list(table) + ") VALUES(" +
                                   make_placeholders(table.columns.size()) + ")");
  each_row(table, [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      bind_value(insert, static_cast<int>(i) + 1, row[i]);
    }
    insert.step();
  });
}

/// Numbers the rows that can be searched, in the order of their keys.
void fill_search(const Connection& connection, TableSpan tables) {
  for (const SearchableTable& what : searchable_tables()) {
    const auto table = std::ranges::find(tables, what.table, &Table::name);
    if (table == tables.end()) continue;
    const std::string key = quote_name(table->primary_key.front());
    connection.run("INSERT INTO search_rows(table_name,row_id) SELECT " + quote_text(what.table) +
                   "," + key + " FROM " + quote_name(what.table) + " ORDER BY " + key);
  }
  connection.run("INSERT INTO search(search) VALUES('rebuild')");
}

void require_sound_table_file(const Connection& connection) {
  const std::string verdict = connection.value("PRAGMA integrity_check");
  const std::string orphan = connection.value("PRAGMA foreign_key_check");
  if (verdict == "ok" && orphan.empty()) return;
  throw Error(ErrorCode::kOutput, connection.file().string() + ": EXPORT_MISMATCH: " +
                                      both("cơ sở dữ liệu không qua được kiểm tra",
                                           "the database did not pass its check") +
                                      ": " + (orphan.empty() ? verdict : "a key of " + orphan));
}

}  // namespace

void write_table_file(const std::filesystem::path& file, TableSpan tables,
                      const TableRowStream& each_row) {
  const Connection connection(file);
  // No journal: the caller keeps the file only if it is complete.
  connection.run(
      "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
      "PRAGMA foreign_keys = ON");
  Transaction transaction(connection);
  for (const std::string& sql : make_table_statements(tables)) connection.run(sql);
  connection.run(
      "CREATE VIRTUAL TABLE search USING fts5(text, folded, table_name UNINDEXED, row_id UNINDEXED,"
      " doc_id UNINDEXED, content='search_text', content_rowid='id',"
      " tokenize='unicode61 remove_diacritics 2')");
  for (const Table& table : tables) fill_table(connection, table, each_row);
  fill_search(connection, tables);
  connection.run("INSERT INTO search(search) VALUES('optimize')");
  connection.run("INSERT INTO search(search) VALUES('integrity-check')");
  connection.run("PRAGMA user_version = " + std::to_string(kUserVersion));
  transaction.commit();
  connection.run("VACUUM");
  require_sound_table_file(connection);
}

}  // namespace codau::store
