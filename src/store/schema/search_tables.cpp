#include "store/schema/search_tables.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "store/schema/ddl.h"
#include "store/schema/physical_schema.h"
#include "text/folded_words.h"

namespace codau::store {
namespace {

constexpr const char* kTokens = "tokenize='unicode61 remove_diacritics 2'";

std::string folded(text::WordFolder& folder, std::string_view text) {
  std::string out;
  for (const text::FoldedWord& word : folder.find_words(text)) {
    if (!out.empty()) out += ' ';
    out += word.key;
  }
  return out;
}

constexpr const char* kInsert = "INSERT INTO printed_search(rowid,folded) VALUES(?,?)";
constexpr const char* kRemove =
    "INSERT INTO printed_search(printed_search,rowid,folded) VALUES('delete',?,?)";
constexpr const char* kSelectPrintedLines =
    "SELECT id,text FROM printed WHERE doc_id = ? ORDER BY seq";

std::string make_index_statement() {
  return "CREATE VIRTUAL TABLE printed_search USING fts5(folded, content='', " +
         std::string(kTokens) + ")";
}

/// Adds the words of printed lines to the index or removes them, with the statement `words`(rowid,
/// words).
void for_each_words(Statement& words, Statement& rows) {
  text::WordFolder folder;
  while (rows.step()) words.bind(1, rows.integer(0)).bind(2, folded(folder, rows.text(1))).step();
}

void note_words(const Connection& connection) {
  Statement(connection, "INSERT OR REPLACE INTO state VALUES('search',?)")
      .bind(1, kSearchVersion)
      .step();
}

}  // namespace

std::vector<std::string> make_search_statements() {
  std::vector<std::string> out{make_index_statement()};
  for (const char* const kept : {"data", "idx", "docsize", "config"})
    out.push_back(std::string("CREATE TABLE printed_search_") + kept);
  return out;
}

void create_search(const Connection& connection) {
  connection.run(make_index_statement());
  note_words(connection);
}

void mark_index_incomplete(const Connection& connection) {
  connection.run("DELETE FROM state WHERE name = 'search'");
}

bool is_index_incomplete(const Connection& connection) {
  return connection.value("SELECT value FROM state WHERE name = 'search'") != kSearchVersion;
}

void unindex_document(const Connection& connection, std::string_view doc_id) {
  Statement rows(connection, kSelectPrintedLines), words(connection, kRemove);
  for_each_words(words, rows.bind(1, doc_id));
}

void index_document(const Connection& connection, std::string_view doc_id) {
  Statement rows(connection, kSelectPrintedLines), words(connection, kInsert);
  for_each_words(words, rows.bind(1, doc_id));
}

void save_printed(const Connection& connection, std::string_view doc_id,
                  std::span<const PrintedPassage> passages) {
  Statement(connection, "DELETE FROM printed WHERE doc_id = ?").bind(1, doc_id).step();
  Statement insert(connection,
                   "INSERT INTO printed(doc_id,seq,page_no,first_line,text) VALUES(?,?,?,?,?)");
  for (std::int64_t seq = 1; const PrintedPassage& passage : passages) {
    insert.bind(1, doc_id).bind(2, seq++);
    passage.page ? insert.bind(3, std::int64_t{*passage.page}) : insert.bind_null(3);
    insert.bind(4, std::int64_t{passage.first_line}).bind(5, passage.text).step();
  }
}

std::vector<PrintedPassage> load_printed(const Connection& connection, std::string_view doc_id) {
  std::vector<PrintedPassage> out;
  Statement select(connection,
                   "SELECT page_no,first_line,text FROM printed WHERE doc_id = ? ORDER BY seq");
  for (select.bind(1, doc_id); select.step();) {
    PrintedPassage one;
    if (!select.is_null(0)) one.page = static_cast<std::uint32_t>(select.integer(0));
    one.first_line = static_cast<std::uint32_t>(select.integer(1));
    one.text = select.text(2);
    out.push_back(std::move(one));
  }
  return out;
}

bool has_printed(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT 1 FROM printed WHERE doc_id = ? LIMIT 1");
  return select.bind(1, doc_id).step();
}

void erase_removed_words(const Connection& connection) {
  Transaction transaction(connection);
  connection.run("INSERT INTO printed_search(printed_search) VALUES('optimize')");
  transaction.commit();
}

void build_search(const Connection& connection) {
  Transaction transaction(connection);
  connection.run("DROP TABLE IF EXISTS printed_search");
  create_search(connection);
  Statement rows(connection, "SELECT id,text FROM printed ORDER BY id");
  Statement words(connection, kInsert);
  for_each_words(words, rows);
  erase_removed_words(connection);
  transaction.commit();
}

}  // namespace codau::store
