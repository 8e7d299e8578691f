#include "store/search_tables.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "text/unicode.h"
#include "text/words.h"

namespace codau::store {
namespace {

using record::Table;

constexpr const char* kTokens = "tokenize='unicode61 remove_diacritics 2'";

void index_rows(const Connection& connection, Tables tables, const Searchable& what) {
  const auto found = std::ranges::find(tables, what.table, &Table::name);
  if (found == tables.end()) return;
  Statement insert(connection,
                   "INSERT INTO search(text,folded,table_name,row_id,doc_id) VALUES(?,?,?,?,?)");
  std::vector<int> wanted;
  int doc_id = 0;
  for (int i = 0; const record::Column& column : found->columns) {
    if (std::ranges::find(what.columns, column.name) != what.columns.end()) wanted.push_back(i);
    if (column.name == "doc_id") doc_id = i;
    ++i;
  }
  Statement rows(connection, select_in_order(tables, *found));
  while (rows.step()) {
    std::string text;
    for (const int column : wanted) {
      if (rows.is_null(column)) continue;
      if (!text.empty()) text += '\n';
      text += rows.text(column);
    }
    if (text.empty()) continue;
    insert.bind(1, text).bind(2, text::fold_key(text)).bind(3, what.table);
    insert.bind(4, rows.text(0)).bind(5, rows.text(doc_id)).step();
  }
}

void build_rows(const Connection& connection, Tables tables) {
  connection.run(
      "CREATE VIRTUAL TABLE search USING fts5(text, folded, table_name UNINDEXED, row_id UNINDEXED,"
      " doc_id UNINDEXED, " +
      std::string(kTokens) + ")");
  for (const Searchable& what : searchable()) index_rows(connection, tables, what);
  connection.run("INSERT INTO search(search) VALUES('optimize')");
  connection.run("INSERT INTO search(search) VALUES('integrity-check')");
}

void build_printed(const Connection& connection) {
  connection.run(
      "CREATE TABLE printed_rows(id INTEGER PRIMARY KEY,doc_id TEXT NOT NULL,seq INTEGER NOT NULL)"
      " STRICT, WITHOUT ROWID");
  connection.run("CREATE VIRTUAL TABLE printed_search USING fts5(folded, content='', " +
                 std::string(kTokens) + ")");
  Statement place(connection, "INSERT INTO printed_rows VALUES(?,?,?)");
  Statement insert(connection, "INSERT INTO printed_search(rowid,folded) VALUES(?,?)");
  Statement rows(connection, "SELECT doc_id,seq,text FROM printed ORDER BY doc_id,seq");
  text::WordFolder folder;
  for (std::int64_t id = 1; rows.step(); ++id) {
    std::string folded;
    for (const text::FoldedWord& word : folder.words(rows.text(2))) {
      if (!folded.empty()) folded += ' ';
      folded += word.key;
    }
    place.bind(1, id).bind(2, rows.text(0)).bind(3, rows.integer(1)).step();
    insert.bind(1, id).bind(2, folded).step();
  }
  connection.run("INSERT INTO printed_search(printed_search) VALUES('optimize')");
}

}  // namespace

void create_printed(const Connection& connection) {
  connection.run(
      "CREATE TABLE IF NOT EXISTS printed(doc_id TEXT NOT NULL,seq INTEGER NOT NULL,"
      "page_no INTEGER,first_line INTEGER NOT NULL,text TEXT NOT NULL,PRIMARY KEY(doc_id,seq))"
      " STRICT, WITHOUT ROWID");
}

void put_printed(const Connection& connection, std::string_view doc_id,
                 std::span<const Printed> passages) {
  Statement(connection, "DELETE FROM printed WHERE doc_id = ?").bind(1, doc_id).step();
  Statement insert(connection, "INSERT INTO printed VALUES(?,?,?,?,?)");
  for (std::int64_t seq = 1; const Printed& passage : passages) {
    insert.bind(1, doc_id).bind(2, seq++);
    passage.page ? insert.bind(3, std::int64_t{*passage.page}) : insert.bind_null(3);
    insert.bind(4, std::int64_t{passage.first_line}).bind(5, passage.text).step();
  }
}

bool has_printed(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT 1 FROM printed WHERE doc_id = ? LIMIT 1");
  return select.bind(1, doc_id).step();
}

bool has_search(const Connection& connection) {
  return connection.value("SELECT count(*) FROM sqlite_master WHERE name = 'search'") == "1";
}

void drop_search(const Connection& connection) {
  connection.run(
      "DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS printed_search;"
      "DROP TABLE IF EXISTS printed_rows");
}

void build_search(const Connection& connection, Tables tables) {
  drop_search(connection);
  Transaction transaction(connection);
  create_printed(connection);
  build_rows(connection, tables);
  build_printed(connection);
  transaction.commit();
}

}  // namespace codau::store
