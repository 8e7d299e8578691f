#include "store/search_tables.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "store/ddl.h"
#include "store/kept.h"
#include "text/words.h"

namespace codau::store {
namespace {

constexpr const char* kTokens = "tokenize='unicode61 remove_diacritics 2'";

std::string folded(text::WordFolder& folder, std::string_view text) {
  std::string out;
  for (const text::FoldedWord& word : folder.words(text)) {
    if (!out.empty()) out += ' ';
    out += word.key;
  }
  return out;
}

/// Puts words of `printed` into its index by `insert`(rowid, words), or takes them out.
void each_printed(const Connection& connection, const char* insert, Statement& rows) {
  Statement words(connection, insert);
  text::WordFolder folder;
  while (rows.step()) words.bind(1, rows.integer(0)).bind(2, folded(folder, rows.text(1))).step();
}

std::string joined(const std::vector<std::string_view>& parts) {
  std::string out;
  for (const std::string_view part : parts) {
    if (&part != &parts[0]) out += '\n';
    out += part;
  }
  return out;
}

/// As search_text folds it.
std::string without_bars(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view letter = text.substr(i, 2);
    const bool is_small = letter == "\u0111", is_capital = letter == "\u0110";
    out += is_small ? 'd' : is_capital ? 'D' : text[i];
    if (is_small || is_capital) ++i;
  }
  return out;
}

/// Puts the rows of a document and a table into `search` by `change`, or takes them out, as
/// search_text has them (store/ddl.h): there a text is in memory six times.
void each_row_of_text(const Connection& connection, const Searchable& what, std::string_view doc_id,
                      const char* change) {
  Statement words(connection, change);
  const record::Table& table = record::table(what.table);
  std::string sql = "SELECT t.number,t." + quoted_name(table.primary_key.front());
  for (const std::string_view name : what.columns)
    sql += "," + kept_value(table, *std::ranges::find(table.columns, name, &record::Column::name));
  Statement rows(connection, sql + from_kept(table) + " WHERE t.doc_id = ? ORDER BY t.number");
  rows.bind(1, doc_id);
  while (rows.step()) {
    std::vector<std::string_view> parts;
    for (std::size_t i = 0; i < what.columns.size(); ++i) {
      const int column = static_cast<int>(i) + 2;
      if (!rows.is_null(column)) parts.push_back(rows.view(column));
    }
    const std::string many = parts.size() == 1 ? std::string{} : joined(parts);
    const std::string_view text = parts.size() == 1 ? parts[0] : many;
    const std::string folded = without_bars(text);
    words.bind(1, rows.integer(0)).lend(2, text).lend(3, folded).bind(4, table.name);
    words.lend(5, rows.view(1)).bind(6, doc_id).step();
  }
}

constexpr const char* kInsert = "INSERT INTO printed_search(rowid,folded) VALUES(?,?)";
constexpr const char* kRemove =
    "INSERT INTO printed_search(printed_search,rowid,folded) VALUES('delete',?,?)";
constexpr const char* kOfDocument = "SELECT id,text FROM printed WHERE doc_id = ? ORDER BY seq";

}  // namespace

void create_search(const Connection& connection) {
  connection.run(
      "CREATE VIRTUAL TABLE search USING fts5(text, folded, table_name UNINDEXED, row_id UNINDEXED,"
      " doc_id UNINDEXED, content='search_text', content_rowid='id', " +
      std::string(kTokens) + ")");
  connection.run("CREATE VIRTUAL TABLE printed_search USING fts5(folded, content='', " +
                 std::string(kTokens) + ")");
  Statement(connection, "INSERT OR REPLACE INTO state VALUES('search',?)")
      .bind(1, kSearchVersion)
      .step();
}

void unindex_document(const Connection& connection, std::string_view doc_id) {
  for (const Searchable& what : searchable()) {
    each_row_of_text(connection, what, doc_id,
                     "INSERT INTO search(search,rowid,text,folded,table_name,row_id,doc_id)"
                     " VALUES('delete',?,?,?,?,?,?)");
  }
  Statement rows(connection, kOfDocument);
  each_printed(connection, kRemove, rows.bind(1, doc_id));
}

void index_documents(const Connection& connection, std::span<const std::string> doc_ids) {
  for (const Searchable& what : searchable()) {
    for (const std::string& doc_id : doc_ids)
      each_row_of_text(connection, what, doc_id,
                       "INSERT INTO search(rowid,text,folded,table_name,row_id,doc_id)"
                       " VALUES(?,?,?,?,?,?)");
  }
  for (const std::string& doc_id : doc_ids) {
    Statement rows(connection, kOfDocument);
    each_printed(connection, kInsert, rows.bind(1, doc_id));
  }
}

void put_printed(const Connection& connection, std::string_view doc_id,
                 const EachPrinted& passages) {
  Statement(connection, "DELETE FROM printed WHERE doc_id = ?").bind(1, doc_id).step();
  Statement insert(connection,
                   "INSERT INTO printed(doc_id,seq,page_no,first_line,text) VALUES(?,?,?,?,?)");
  if (!passages) return;
  passages([&, seq = std::int64_t{1}](const Printed& passage) mutable {
    insert.bind(1, doc_id).bind(2, seq++);
    passage.page ? insert.bind(3, std::int64_t{*passage.page}) : insert.bind_null(3);
    insert.bind(4, std::int64_t{passage.first_line}).bind(5, passage.text).step();
  });
}

std::vector<Printed> printed_of(const Connection& connection, std::string_view doc_id) {
  std::vector<Printed> out;
  Statement select(connection,
                   "SELECT page_no,first_line,text FROM printed WHERE doc_id = ? ORDER BY seq");
  for (select.bind(1, doc_id); select.step();) {
    Printed one;
    if (!select.is_null(0)) one.page = static_cast<std::uint32_t>(select.integer(0));
    one.first_line = static_cast<std::uint32_t>(select.integer(1));
    one.text = select.text(2);
    out.push_back(std::move(one));
  }
  return out;
}

bool are_printed(const Connection& connection, std::string_view doc_id,
                 const EachPrinted& passages) {
  Statement rows(connection,
                 "SELECT page_no,first_line,text FROM printed WHERE doc_id = ? ORDER BY seq");
  rows.bind(1, doc_id);
  bool are_same = true;
  const auto is_next = [&](const Printed& passage) {
    if (!rows.step()) return false;
    const bool is_page =
        passage.page ? !rows.is_null(0) && rows.integer(0) == *passage.page : rows.is_null(0);
    return is_page && rows.integer(1) == passage.first_line && rows.view(2) == passage.text;
  };
  if (passages) passages([&](const Printed& passage) { are_same = are_same && is_next(passage); });
  return are_same && !rows.step();
}

bool has_printed(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT 1 FROM printed WHERE doc_id = ? LIMIT 1");
  return select.bind(1, doc_id).step();
}

void forget_words(const Connection& connection) {
  Transaction transaction(connection);
  connection.run(
      "INSERT INTO search(search) VALUES('optimize');"
      "INSERT INTO printed_search(printed_search) VALUES('optimize')");
  transaction.commit();
}

void build_search(const Connection& connection) {
  Transaction transaction(connection);
  connection.run("DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS printed_search");
  create_search(connection);
  connection.run(
      "INSERT INTO search(rowid,text,folded,table_name,row_id,doc_id)"
      " SELECT id,text,folded,table_name,row_id,doc_id FROM search_text ORDER BY id");
  Statement rows(connection, "SELECT id,text FROM printed ORDER BY id");
  each_printed(connection, kInsert, rows);
  forget_words(connection);
  connection.run("INSERT INTO search(search) VALUES('integrity-check')");
  transaction.commit();
}

}  // namespace codau::store
