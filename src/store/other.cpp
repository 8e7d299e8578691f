#include "store/other.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "core/error.h"
#include "core/message.h"
#include "record/row.h"
#include "record/xref.h"
#include "store/books.h"
#include "store/ddl.h"
#include "store/document_rows.h"
#include "store/identity.h"
#include "store/kept.h"
#include "store/reader.h"
#include "store/search_tables.h"
#include "store/sqlite.h"
#include "store/stored_row.h"
#include "store/xref_book.h"

namespace codau::store {
namespace {

using record::Table;

bool is_doc_id(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  return text.size() == kDigits && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::vector<std::string> texts(Statement& select) {
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

constexpr const char* kOfDocument = "\"doc_id\" = ?1";
constexpr std::string_view kOther = "other";

std::string other_table(std::string_view table) {
  return std::string(kOther) + "." + quoted_name(table);
}

/// Rows of a document from the other store: `columns` of `table`, those that `which` says, which
/// binds the document.
void copy(const Connection& to, std::string_view table, const std::string& columns,
          const std::string& which, std::string_view doc_id) {
  Statement insert(to, "INSERT OR REPLACE INTO main." + quoted_name(table) + "(" + columns +
                           ") SELECT " + columns + " FROM " + other_table(table) + " WHERE " +
                           which);
  insert.bind(1, doc_id).step();
}

/// The rows of one document, with the numbers that they get here.
class Copier {
 public:
  Copier(const Connection& to, Tables tables, std::string_view doc_id)
      : to_(to), tables_(tables), doc_id_(doc_id) {}

  void copy_rows() {
    for (const Table& table : tables_) {
      if (is_numbered(table)) number(table);
    }
    for (const Table& table : tables_) {
      const Owner owner = owner_of(tables_, table);
      if (owner == Owner::kPacked) continue;
      if (owner == Owner::kShared) {
        copy(to_, claims_of(table), "\"doc_id\"," + column_list(table), kOfDocument, doc_id_);
        put_shared(table);
      } else {
        copy_table(table, owner);
      }
    }
    copy(to_, "provenance", "\"doc_id\",evidence,corrections,correction_ids,words,word_ids",
         kOfDocument, doc_id_);
    copy(to_, "printed", "\"doc_id\",seq,page_no,first_line,text",
         std::string(kOfDocument) + " ORDER BY seq", doc_id_);
  }

 private:
  /// The numbers of its rows there, and what they are more here; where they have gaps
  /// temp.numbers_here has them one by one.
  struct Numbers {
    std::int64_t first = 0, last = -1, more = 0;
    bool have_gaps = false;
  };

  void number(const Table& table) {
    const auto step = static_cast<std::int64_t>(searchable().size());
    const std::string name = other_table(kept_name(table));
    Statement range(
        to_, "SELECT min(number),max(number),count(*) FROM " + name + " WHERE " + kOfDocument);
    range.bind(1, doc_id_).step();
    Numbers& numbers = numbers_[table.name];
    if (range.integer(2) == 0) return;
    const std::int64_t next = next_number(to_, table);
    numbers = {range.integer(0), range.integer(1), next - range.integer(0), false};
    numbers.have_gaps = numbers.last - numbers.first != step * (range.integer(2) - 1);
    if (!numbers.have_gaps) return;
    to_.run(
        "CREATE TEMP TABLE IF NOT EXISTS numbers_here(\"table\" TEXT NOT NULL,there INTEGER NOT"
        " NULL,here INTEGER NOT NULL,PRIMARY KEY(\"table\",there)) WITHOUT ROWID");
    Statement(to_, "DELETE FROM temp.numbers_here WHERE \"table\" = ?").bind(1, table.name).step();
    Statement put(to_,
                  "INSERT INTO temp.numbers_here SELECT ?2,number,?3 + ?4 * (row_number() OVER"
                  " (ORDER BY number) - 1) FROM " +
                      name + " WHERE " + kOfDocument);
    put.bind(1, doc_id_).bind(2, table.name).bind(3, next).bind(4, step).step();
  }

  /// Whose they are is settled later: rows that refer to what is not there yet would make SQLite
  /// look for such rows with each row that comes.
  void put_shared(const Table& table) {
    const std::string columns = column_list(table);
    Statement put(to_, "INSERT OR IGNORE INTO main." + quoted_name(table.name) + "(" + columns +
                           ") SELECT " + columns + " FROM main." + quoted_name(claims_of(table)) +
                           " WHERE " + kOfDocument);
    put.bind(1, doc_id_).step();
  }

  void copy_table(const Table& table, Owner owner) {
    std::string which = kOfDocument;
    if (owner == Owner::kParent) {
      const record::ForeignKey& key = parent_key(tables_, table);
      which = quoted_name(key.column) + " IN (SELECT number FROM " +
              other_table(kept_name(record::table(key.table))) + " WHERE " + kOfDocument + ")";
    }
    std::vector<std::pair<int, std::int64_t>> values;
    std::string taken;
    for (const record::Column& column : table.columns) {
      const record::ForeignKey* const key = number_key(table, column);
      taken += taken.empty() ? "" : ",";
      taken += key == nullptr ? quoted_name(column.name)
                              : number_here(record::table(key->table), column.name, values);
    }
    std::string columns = column_list(table);
    if (is_numbered(table)) {
      columns += ",number";
      taken += "," + number_here(table, "number", values);
    }
    const std::string name = kept_name(table);
    Statement insert(to_, "INSERT INTO main." + quoted_name(name) + "(" + columns + ") SELECT " +
                              taken + " FROM " + other_table(name) + " WHERE " + which);
    for (const auto& [index, value] : values) insert.bind(index, value);
    insert.bind(1, doc_id_).step();
  }

  /// As SQL: the number here of the row of `table` that the other store calls as `column` says.
  /// What is none of this document is no number, which the column refuses.
  std::string number_here(const Table& table, std::string_view column,
                          std::vector<std::pair<int, std::int64_t>>& values) {
    const Numbers& numbers = numbers_[table.name];
    const std::string there = quoted_name(column);
    std::string here;
    if (numbers.have_gaps) {
      here = "coalesce((SELECT here FROM temp.numbers_here WHERE \"table\" = " +
             quoted_text(table.name) + " AND there = " + there + "),'')";
    } else {
      const int index = static_cast<int>(values.size()) + 2;
      for (const std::int64_t value : {numbers.first, numbers.last, numbers.more})
        values.emplace_back(static_cast<int>(values.size()) + 2, value);
      const auto parameter = [&](int i) { return "?" + std::to_string(index + i); };
      here = "iif(" + there + " BETWEEN " + parameter(0) + " AND " + parameter(1) + "," + there +
             " + " + parameter(2) + ",'')";
    }
    return "iif(" + there + " IS NULL,NULL," + here + ")";
  }

  const Connection& to_;
  Tables tables_;
  std::string_view doc_id_;
  std::map<std::string_view, Numbers> numbers_;
};

/// Gives a row where a table of the other store has a code that the store does not have.
std::string unknown_codes(Tables tables, const Table& table) {
  const Owner owner = owner_of(tables, table);
  std::string which;
  for (const record::Column& column : table.columns) {
    if (column.codes == nullptr || owner == Owner::kPacked) continue;
    const std::string name = quoted_name(column.name);
    which +=
        (which.empty() ? "" : " OR ") + name +
        " NOT IN (SELECT code FROM main.codes WHERE list = " + quoted_text(list_of(table, column)) +
        ")";
  }
  if (which.empty()) return {};
  return "SELECT 1 FROM " +
         other_table(owner == Owner::kShared ? claims_of(table) : kept_name(table)) + " WHERE " +
         which + " LIMIT 1";
}

/// A document that is cited and not here yet is found once it is. Whether there are such.
bool cut_targets(const Connection& to, std::string_view doc_id) {
  Statement cut(to,
                "UPDATE kept_doc_refs SET target_doc_id = NULL WHERE doc_id = ?1 AND target_doc_id"
                " IS NOT NULL AND NOT EXISTS(SELECT 1 FROM documents AS d WHERE d.doc_id ="
                " target_doc_id) RETURNING 1");
  bool is_cut = false;
  for (cut.bind(1, doc_id); cut.step();) is_cut = true;
  return is_cut;
}

}  // namespace

struct OtherStore::Database {
  Database(const std::filesystem::path& path, Tables given)
      : folder(path),
        tables(given),
        connection(require_store(path / "codau.db"), reading_access(path / "codau.db")),
        pages(path / "pages.db", Pages::Access::kLook) {
    connection.run("PRAGMA cache_size = -32768; BEGIN");
    const int version = version_of(connection);
    if (version < kUserVersion || connection.value("SELECT value FROM state WHERE name = 'xref'") !=
                                      record::kXrefKeysVersion) {
      const Message why =
          version == 0
              ? both("chưa có dữ liệu nào", "there is nothing in it yet")
              : both("do phiên bản codau cũ ghi ra; gõ codau compact cho thư mục này để nâng cấp",
                     "was written by an older codau; codau compact brings it up to date");
      throw Error(ErrorCode::kNothingRead, connection.file().string() + ": " + why);
    }
    require_tables(connection, tables);
  }

  std::filesystem::path folder;
  Tables tables;
  Connection connection;
  Pages pages;
  std::set<std::string> copied;
  mutable std::optional<bool> has_known_codes;  // as its codes and those of a store are
};

OtherStore::OtherStore(const std::filesystem::path& folder, std::span<const Table> tables)
    : db_(std::make_unique<Database>(folder, tables)) {}
OtherStore::~OtherStore() = default;
OtherStore::OtherStore(OtherStore&&) noexcept = default;
OtherStore& OtherStore::operator=(OtherStore&&) noexcept = default;

const std::filesystem::path& OtherStore::folder() const noexcept { return db_->folder; }

bool OtherStore::was_copied(const std::string& doc_id) const {
  return db_->copied.contains(doc_id);
}

void OtherStore::require_sound() const {
  const std::filesystem::path& file = db_->connection.file();
  if (db_->connection.value("PRAGMA quick_check(1)") != "ok")
    throw Error(ErrorCode::kOutput, file.string() + ": " + damaged(file));
  db_->pages.require_sound();
}

bool OtherStore::is_finished() const {
  return db_->connection.value("SELECT 1 FROM state WHERE name = 'open'").empty();
}

bool OtherStore::has_unsettled_edits() const {
  return db_->connection.value("SELECT value FROM state WHERE name = 'open'") == kOpenEdits;
}

Origin OtherStore::origin() const { return origin_of(db_->connection); }

std::vector<std::string> OtherStore::documents() const {
  Statement select(db_->connection,
                   "SELECT doc_id FROM made UNION SELECT doc_id FROM documents ORDER BY 1");
  std::vector<std::string> out = texts(select);
  const std::filesystem::path& file = db_->connection.file();
  if (!std::ranges::all_of(out, is_doc_id))
    throw Error(ErrorCode::kOutput, file.string() + ": " + damaged(file));
  return out;
}

bool OtherStore::has_document(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

bool OtherStore::was_made(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

std::string OtherStore::fingerprint(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT basis FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

KnownFiles OtherStore::known_files(std::string_view doc_id) const {
  return known_files_of(db_->connection, doc_id);
}

record::Records OtherStore::records_of(std::string_view doc_id) const {
  return DocumentRows(db_->connection, db_->tables).all(doc_id);
}

std::vector<std::string> OtherStore::edits(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT edit FROM human_edits WHERE doc_id = ? ORDER BY seq");
  return texts(select.bind(1, doc_id));
}

std::vector<std::string> OtherStore::edited() const {
  Statement select(db_->connection, "SELECT DISTINCT doc_id FROM human_edits ORDER BY 1");
  std::vector<std::string> out = texts(select);
  std::erase_if(out, [](const std::string& doc_id) { return !is_doc_id(doc_id); });
  return out;
}

std::vector<std::string> OtherStore::firsts(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT first FROM further WHERE doc_id = ? ORDER BY first");
  return texts(select.bind(1, doc_id));
}

std::vector<std::string> OtherStore::further(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT doc_id FROM further WHERE first = ? ORDER BY doc_id");
  return texts(select.bind(1, doc_id));
}

std::vector<std::pair<std::string, std::string>> OtherStore::given_up() const {
  Statement select(db_->connection, "SELECT doc_id,why FROM given_up ORDER BY doc_id");
  std::vector<std::pair<std::string, std::string>> out;
  while (select.step()) {
    if (is_doc_id(select.view(0))) out.emplace_back(select.text(0), select.text(1));
  }
  return out;
}

void OtherStore::each_reject(
    const std::function<void(std::string_view file, const std::string& reject)>& take) const {
  Statement select(db_->connection, "SELECT file,reject FROM rejects ORDER BY file,seq");
  while (select.step()) take(select.text(0), select.text(1));
}

const Pages& OtherStore::pages() const noexcept { return db_->pages; }

bool OtherStore::open_in(const Connection& connection) const {
  connection.attach(db_->connection, kOther);
  if (!db_->has_known_codes) {
    db_->has_known_codes = std::ranges::all_of(db_->tables, [&](const Table& table) {
      const std::string unknown = unknown_codes(db_->tables, table);
      return unknown.empty() || connection.value(unknown).empty();
    });
  }
  return *db_->has_known_codes;
}

void OtherStore::close_in(const Connection& connection) { connection.detach(kOther); }

void copy_document(const OtherStore& other, const Connection& to, Tables tables,
                   std::string_view doc_id) {
  Copier(to, tables, doc_id).copy_rows();
  copy(to, "made", "\"doc_id\",basis,digest,counts,answer,file,changes", kOfDocument, doc_id);
  Statement(to, "DELETE FROM human_edits WHERE doc_id = ?").bind(1, doc_id).step();
  copy(to, "human_edits", "\"doc_id\",seq,edit", kOfDocument, doc_id);
  copy(to, "pdfs", "\"doc_id\",obstacles,mark", kOfDocument, doc_id);
  copy(to, "further", "first,\"doc_id\",promulgator", "first = ?1", doc_id);
  const XrefBook book(to);
  const XrefBook there(other.db_->connection);
  book.copy(there, doc_id, [&](const std::string& one) { return other.was_copied(one); });
  if (cut_targets(to, doc_id)) book.note_file_due(doc_id);
  other.db_->copied.emplace(doc_id);
  if (other.has_document(doc_id)) book_copied(to, doc_id);
}

}  // namespace codau::store
