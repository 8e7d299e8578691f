#include "store/search_tables.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "store/ddl.h"
#include "store/physical_schema.h"
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

/// The numbers of rows that come one after another: their own, or the next ones from a first on.
class Numbers {
 public:
  explicit Numbers(std::optional<std::int64_t> first = {}, std::int64_t step = 1)
      : next_(first), step_(step) {}
  std::int64_t of(std::int64_t own) {
    if (!next_) return own;
    return std::exchange(*next_, *next_ + step_);
  }

 private:
  std::optional<std::int64_t> next_;
  std::int64_t step_;
};

/// Puts words of `printed` into its index by `words`(rowid, words), or takes them out.
void each_printed(Statement& words, Statement& rows, Numbers numbers = Numbers()) {
  text::WordFolder folder;
  while (rows.step())
    words.bind(1, numbers.of(rows.integer(0))).bind(2, folded(folder, rows.text(1))).step();
}

std::string join_lines(const std::vector<std::string_view>& parts) {
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

/// Puts the rows of a document and a table into `search` by `words`, or takes them out, as
/// search_text has them (store/ddl.h): there a text is in memory six times.
void each_row_of_text(const Connection& connection, const SearchableTable& what,
                      std::string_view doc_id, Statement& words, Numbers numbers = Numbers()) {
  const record::Table& table = record::table(what.table);
  std::string sql = "SELECT t.number,t." + quote_name(table.primary_key.front());
  for (const std::string_view name : what.columns)
    sql += "," + make_value_expression(
                     table, *std::ranges::find(table.columns, name, &record::Column::name));
  Statement rows(connection,
                 sql + make_from_clause(table) + " WHERE t.doc_id = ? ORDER BY t.number");
  rows.bind(1, doc_id);
  while (rows.step()) {
    std::vector<std::string_view> parts;
    for (std::size_t i = 0; i < what.columns.size(); ++i) {
      const int column = static_cast<int>(i) + 2;
      if (!rows.is_null(column)) parts.push_back(rows.view(column));
    }
    const std::string many = parts.size() == 1 ? std::string{} : join_lines(parts);
    const std::string_view text = parts.size() == 1 ? parts[0] : many;
    const std::string folded = without_bars(text);
    words.bind(1, numbers.of(rows.integer(0))).lend(2, text).lend(3, folded).bind(4, table.name);
    words.lend(5, rows.view(1)).bind(6, doc_id).step();
  }
}

constexpr const char* kInsertText =
    "INSERT INTO search(rowid,text,folded,table_name,row_id,doc_id) VALUES(?,?,?,?,?,?)";
constexpr const char* kRemoveText =
    "INSERT INTO search(search,rowid,text,folded,table_name,row_id,doc_id)"
    " VALUES('delete',?,?,?,?,?,?)";
constexpr const char* kInsert = "INSERT INTO printed_search(rowid,folded) VALUES(?,?)";
constexpr const char* kRemove =
    "INSERT INTO printed_search(printed_search,rowid,folded) VALUES('delete',?,?)";
constexpr const char* kSelectPrintedLines =
    "SELECT id,text FROM printed WHERE doc_id = ? ORDER BY seq";

constexpr std::array kIndexes{"search", "printed_search"};

/// What FTS5 keeps of an index, but for its settings.
struct Kept {
  const char* table;
  int columns;
};
constexpr std::array kKeptOfIndex{Kept{"data", 2}, Kept{"idx", 3}, Kept{"docsize", 2}};

std::array<std::string, 2> create_indexes() {
  return {
      "CREATE VIRTUAL TABLE search USING fts5(text, folded, table_name UNINDEXED, row_id UNINDEXED,"
      " doc_id UNINDEXED, content='search_text', content_rowid='id', " +
          std::string(kTokens) + ")",
      "CREATE VIRTUAL TABLE printed_search USING fts5(folded, content='', " + std::string(kTokens) +
          ")"};
}

void create_indexes(const Connection& connection) {
  for (const std::string& sql : create_indexes()) connection.run(sql);
}

void note_words(const Connection& connection) {
  Statement(connection, "INSERT OR REPLACE INTO state VALUES('search',?)")
      .bind(1, kSearchVersion)
      .step();
}

}  // namespace

std::vector<std::string> make_search_statements() {
  std::vector<std::string> out;
  for (const std::string& sql : create_indexes()) out.push_back(sql);
  for (const std::string name : kIndexes) {
    for (const Kept& kept : kKeptOfIndex) out.push_back("CREATE TABLE " + name + "_" + kept.table);
    out.push_back("CREATE TABLE " + name + "_config");
  }
  return out;
}

void create_search(const Connection& connection) {
  create_indexes(connection);
  note_words(connection);
}

void create_offline_search(const Connection& connection) {
  constexpr const char* kMuch = "16777216";  // what is gathered before it is written: 16 MiB
  create_indexes(connection);
  for (const std::string name : kIndexes)
    connection.run("INSERT INTO " + name + "(" + name + ",rank) VALUES('hashsize'," + kMuch + ")");
}

void mark_index_incomplete(const Connection& connection) {
  connection.run("DELETE FROM state WHERE name = 'search'");
}

bool is_index_incomplete(const Connection& connection) {
  return connection.value("SELECT value FROM state WHERE name = 'search'") != kSearchVersion;
}

bool has_words(const Connection& connection) {
  return std::ranges::any_of(kIndexes, [&](const std::string name) {
    return !connection.value("SELECT 1 FROM " + name + "_docsize LIMIT 1").empty();
  });
}

void unindex_document(const Connection& connection, std::string_view doc_id) {
  Statement remove(connection, kRemoveText);
  for (const SearchableTable& what : searchable_tables())
    each_row_of_text(connection, what, doc_id, remove);
  Statement rows(connection, kSelectPrintedLines), words(connection, kRemove);
  each_printed(words, rows.bind(1, doc_id));
}

void index_documents(const Connection& connection, std::span<const std::string> doc_ids) {
  Statement insert(connection, kInsertText), words(connection, kInsert);
  for (const SearchableTable& what : searchable_tables()) {
    for (const std::string& doc_id : doc_ids) each_row_of_text(connection, what, doc_id, insert);
  }
  for (const std::string& doc_id : doc_ids) {
    Statement rows(connection, kSelectPrintedLines);
    each_printed(words, rows.bind(1, doc_id));
  }
}

IndexedDocument find_index_numbers(const Connection& connection, std::string_view doc_id) {
  IndexedDocument out{std::string(doc_id), {}};
  const auto add = [&](const std::string& select) {
    Statement first(connection, select);
    out.first.push_back(first.bind(1, doc_id).step() ? first.integer(0) : 0);
  };
  for (const SearchableTable& what : searchable_tables()) {
    add("SELECT number FROM " + quote_name(make_physical_name(record::table(what.table))) +
        " WHERE doc_id = ? ORDER BY number LIMIT 1");
  }
  add("SELECT id FROM printed WHERE doc_id = ? ORDER BY seq LIMIT 1");
  return out;
}

void index_documents(const Connection& from, const Connection& to,
                     std::span<const IndexedDocument> documents) {
  const auto step = static_cast<std::int64_t>(searchable_tables().size());
  Statement insert(to, kInsertText), words(to, kInsert);
  for (std::size_t i = 0; i < searchable_tables().size(); ++i) {
    for (const IndexedDocument& one : documents)
      each_row_of_text(from, searchable_tables()[i], one.doc_id, insert,
                       Numbers(one.first[i], step));
  }
  for (const IndexedDocument& one : documents) {
    Statement rows(from, kSelectPrintedLines);
    each_printed(words, rows.bind(1, one.doc_id), Numbers(one.first.back()));
  }
}

void copy_search(const Connection& from, const Connection& to) {
  for (const std::string name : kIndexes) {
    to.run("INSERT INTO " + name + "(" + name +
           ") VALUES('delete-all')");  // what it knows by heart
    for (const Kept& kept : kKeptOfIndex) {
      const std::string table = name + "_" + kept.table;
      std::string values = "?";
      for (int i = 1; i < kept.columns; ++i) values += ",?";
      to.run("DELETE FROM " + table);
      Statement rows(from, "SELECT * FROM " + table);
      Statement insert(to, "INSERT INTO " + table + " VALUES(" + values + ")");
      while (rows.step()) {
        for (int i = 0; i < kept.columns; ++i) insert.copy(i + 1, rows, i);
        insert.step();
      }
    }
  }
  note_words(to);
}

void save_printed(const Connection& connection, std::string_view doc_id,
                  const PassageStream& passages) {
  Statement(connection, "DELETE FROM printed WHERE doc_id = ?").bind(1, doc_id).step();
  Statement insert(connection,
                   "INSERT INTO printed(doc_id,seq,page_no,first_line,text) VALUES(?,?,?,?,?)");
  if (!passages) return;
  passages([&, seq = std::int64_t{1}](const PrintedPassage& passage) mutable {
    insert.bind(1, doc_id).bind(2, seq++);
    passage.page ? insert.bind(3, std::int64_t{*passage.page}) : insert.bind_null(3);
    insert.bind(4, std::int64_t{passage.first_line}).bind(5, passage.text).step();
  });
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

bool has_same_printed(const Connection& connection, std::string_view doc_id,
                      const PassageStream& passages) {
  Statement rows(connection,
                 "SELECT page_no,first_line,text FROM printed WHERE doc_id = ? ORDER BY seq");
  rows.bind(1, doc_id);
  bool are_same = true;
  const auto is_next = [&](const PrintedPassage& passage) {
    if (!rows.step()) return false;
    const bool is_page =
        passage.page ? !rows.is_null(0) && rows.integer(0) == *passage.page : rows.is_null(0);
    return is_page && rows.integer(1) == passage.first_line && rows.view(2) == passage.text;
  };
  if (passages)
    passages([&](const PrintedPassage& passage) { are_same = are_same && is_next(passage); });
  return are_same && !rows.step();
}

bool has_printed(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT 1 FROM printed WHERE doc_id = ? LIMIT 1");
  return select.bind(1, doc_id).step();
}

void erase_removed_words(const Connection& connection) {
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
  Statement words(connection, kInsert);
  each_printed(words, rows);
  erase_removed_words(connection);
  connection.run("INSERT INTO search(search) VALUES('integrity-check')");
  transaction.commit();
}

}  // namespace codau::store
