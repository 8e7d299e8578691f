#include "store/merge_source.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "core/error.h"
#include "core/message.h"
#include "record/row.h"
#include "record/xref.h"
#include "store/database_identity.h"
#include "store/ddl.h"
#include "store/document_rows.h"
#include "store/document_stats.h"
#include "store/edits_checksum.h"
#include "store/hand_store.h"
#include "store/physical_schema.h"
#include "store/search_tables.h"
#include "store/sqlite.h"
#include "store/store_reader.h"
#include "store/stored_row.h"
#include "store/xref_index.h"
#include "text/printable.h"

namespace codau::store {
namespace {

using record::Table;

bool is_doc_id(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  return text.size() == kDigits && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

constexpr std::string_view kOther = "other";

std::string other_table(std::string_view table) {
  return std::string(kOther) + "." + quote_name(table);
}

/// " FROM …": the rows of the documents that are taken, named t.
std::string from_taken(const std::string& table, std::string_view key = "doc_id") {
  return " FROM temp.taken CROSS JOIN " + table + " AS t ON t." + quote_name(key) + " = taken";
}

/// Rows of the documents that are taken from the other store: `columns` of `table`.
void copy(const Connection& to, std::string_view table, const std::string& columns,
          std::string_view key = "doc_id", std::string_view order = {}) {
  Statement(to, "INSERT OR REPLACE INTO main." + quote_name(table) + "(" + columns + ") SELECT " +
                    columns + from_taken(other_table(table), key) + std::string(order))
      .step();
}

/// The rows of documents, table by table, with the numbers that they get here. temp.taken has of
/// each document and numbered table the numbers of its rows there, and what they are more here;
/// where they have gaps temp.numbers_here has them one by one.
class Copier {
 public:
  Copier(const Connection& to, TableSpan tables, std::span<const std::string> doc_ids)
      : to_(to), tables_(tables) {
    std::string columns;
    for (const Table& table : tables_) {
      if (!has_row_numbers(table)) continue;
      for (const char* const name : {"first", "last", "more", "gaps"})
        columns += "," + of(table, name) + " INTEGER NOT NULL DEFAULT -1";
    }
    to_.run("CREATE TEMP TABLE IF NOT EXISTS taken(taken TEXT NOT NULL" + columns +
            ",PRIMARY KEY(taken)) WITHOUT ROWID;"
            "CREATE TEMP TABLE IF NOT EXISTS numbers_here(\"table\" TEXT NOT NULL,whose TEXT NOT"
            " NULL,there INTEGER NOT NULL,here INTEGER NOT NULL,PRIMARY KEY(\"table\",whose,there))"
            " WITHOUT ROWID; DELETE FROM temp.taken; DELETE FROM temp.numbers_here");
    Statement put(to_, "INSERT INTO temp.taken(taken) VALUES(?)");
    for (const std::string& doc_id : doc_ids) put.bind(1, doc_id).step();
    for (const Table& table : tables_) {
      if (has_row_numbers(table)) number(table, doc_ids);
    }
  }

  void copy_rows() {
    for (const Table& table : tables_) {
      const RowOwner owner = find_row_owner(tables_, table);
      if (owner == RowOwner::kPacked) continue;
      if (owner == RowOwner::kShared) {
        copy(to_, make_claims_name(table), "\"doc_id\"," + make_column_list(table));
        put_shared(table);
      } else {
        copy_table(table, owner);
      }
    }
    copy(to_, "provenance", "\"doc_id\",evidence,corrections,correction_ids,words,word_ids");
    copy(to_, "printed", "\"doc_id\",seq,page_no,first_line,text", "doc_id",
         " ORDER BY taken,t.seq");
  }

 private:
  static std::string of(const Table& table, std::string_view name) {
    return quote_name(std::string(name) + "_of_" + std::string(table.name));
  }

  void number(const Table& table, std::span<const std::string> doc_ids) {
    const auto step = static_cast<std::int64_t>(searchable_tables().size());
    const std::string name = other_table(make_physical_name(table));
    std::int64_t next = find_next_row_number(to_, table);
    Statement range(
        to_, "SELECT min(number),max(number),count(*) FROM " + name + " WHERE \"doc_id\" = ?1");
    Statement put(to_, "UPDATE temp.taken SET " + of(table, "first") + " = ?2," +
                           of(table, "last") + " = ?3," + of(table, "more") + " = ?4," +
                           of(table, "gaps") + " = ?5 WHERE taken = ?1");
    Statement put_each(to_,
                       "INSERT INTO temp.numbers_here SELECT ?2,?1,number,?3 + ?4 * (row_number()"
                       " OVER (ORDER BY number) - 1) FROM " +
                           name + " WHERE \"doc_id\" = ?1");
    for (const std::string& doc_id : doc_ids) {
      range.bind(1, doc_id).step();
      const std::int64_t first = range.integer(0), last = range.integer(1), n = range.integer(2);
      range.step();  // to its end
      if (n == 0) continue;
      const bool have_gaps = last - first != step * (n - 1);
      put.bind(1, doc_id).bind(2, first).bind(3, last).bind(4, next - first);
      put.bind(5, std::int64_t{have_gaps}).step();
      if (have_gaps)
        put_each.bind(1, doc_id).bind(2, table.name).bind(3, next).bind(4, step).step();
      next += step * n;
    }
  }

  /// Whose they are is settled later: rows that refer to what is not there yet would make SQLite
  /// look for such rows with each row that comes.
  void put_shared(const Table& table) {
    const std::string columns = make_column_list(table);
    Statement(to_, "INSERT OR IGNORE INTO main." + quote_name(table.name) + "(" + columns +
                       ") SELECT " + columns +
                       from_taken("main." + quote_name(make_claims_name(table))))
        .step();
  }

  void copy_table(const Table& table, RowOwner owner) {
    const std::string name = make_physical_name(table);
    std::string from = from_taken(other_table(name));
    if (owner == RowOwner::kParent) {
      const record::ForeignKey& key = get_parent_key(tables_, table);
      from = " FROM temp.taken CROSS JOIN " +
             other_table(make_physical_name(record::table(key.table))) +
             " AS p ON p.\"doc_id\" = taken CROSS JOIN " + other_table(name) + " AS t ON t." +
             quote_name(key.column) + " = p.number";
    }
    std::string taken;
    for (const record::Column& column : table.columns) {
      const record::ForeignKey* const key = find_number_key(table, column);
      taken += taken.empty() ? "" : ",";
      taken += key == nullptr ? "t." + quote_name(column.name)
                              : number_here(record::table(key->table), column.name);
    }
    std::string columns = make_column_list(table);
    if (has_row_numbers(table)) {
      columns += ",number";
      taken += "," + number_here(table, "number");
    }
    Statement(to_,
              "INSERT INTO main." + quote_name(name) + "(" + columns + ") SELECT " + taken + from)
        .step();
  }

  /// As SQL: the number here of the row of `table` that the other store calls as `column` says.
  /// What is none of the document is no number, which the column refuses.
  static std::string number_here(const Table& table, std::string_view column) {
    const std::string there = "t." + quote_name(column);
    return "CASE WHEN " + there + " IS NULL THEN NULL WHEN " + of(table, "gaps") +
           " = 1 THEN coalesce((SELECT here FROM temp.numbers_here WHERE \"table\" = " +
           quote_text(table.name) + " AND whose = taken AND there = " + there + "),'') WHEN " +
           there + " BETWEEN " + of(table, "first") + " AND " + of(table, "last") + " THEN " +
           there + " + " + of(table, "more") + " ELSE '' END";
  }

  const Connection& to_;
  TableSpan tables_;
};

/// Gives a row where a table of the other store has a code that the store does not have.
std::string unknown_codes(TableSpan tables, const Table& table) {
  const RowOwner owner = find_row_owner(tables, table);
  std::string which;
  for (const record::Column& column : table.columns) {
    if (column.codes == nullptr || owner == RowOwner::kPacked) continue;
    const std::string name = quote_name(column.name);
    which += (which.empty() ? "" : " OR ") + name +
             " NOT IN (SELECT code FROM main.codes WHERE list = " +
             quote_text(make_code_list_name(table, column)) + ")";
  }
  if (which.empty()) return {};
  return "SELECT 1 FROM " +
         other_table(owner == RowOwner::kShared ? make_claims_name(table)
                                                : make_physical_name(table)) +
         " WHERE " + which + " LIMIT 1";
}

/// A document that is cited and not here yet is found once it is. Which cite such.
std::set<std::string> cut_targets(const Connection& to) {
  Statement cut(to,
                "UPDATE kept_doc_refs SET target_doc_id = NULL WHERE doc_id IN (SELECT taken FROM"
                " temp.taken) AND target_doc_id IS NOT NULL AND NOT EXISTS(SELECT 1 FROM documents"
                " AS d WHERE d.doc_id = target_doc_id) RETURNING doc_id");
  std::set<std::string> out;
  while (cut.step()) out.insert(cut.text(0));
  return out;
}

/// Of a check that looks at the conditions of columns too: these call json_valid(), which SQLite
/// 3.40 allows to none but a schema that is trusted.
std::string verdict_of(const Connection& connection, const char* check) {
  connection.run("PRAGMA trusted_schema = ON");
  std::string verdict = connection.value(check);
  connection.run("PRAGMA trusted_schema = OFF");
  return verdict;
}

}  // namespace

struct MergeSource::Database {
  Database(const std::filesystem::path& path, TableSpan given)
      : folder(path),
        tables(given),
        connection(require_store(path / "codau.db"), choose_read_access(path / "codau.db")),
        pages(path / "pages.db", PageStore::Access::kLook),
        hand(path / "hand.db", HandStore::Access::kLook) {
    connection.run("PRAGMA cache_size = -32768; BEGIN");
    const int version = read_version(connection);
    if (version < kUserVersion || connection.value("SELECT value FROM state WHERE name = 'xref'") !=
                                      record::kXrefKeysVersion) {
      const Message why =
          version == 0
              ? both("chưa có dữ liệu nào", "there is nothing in it yet")
              : both("do phiên bản codau cũ ghi ra; gõ codau compact cho thư mục này để nâng cấp",
                     "was written by an older codau; codau compact brings it up to date");
      throw Error(ErrorCode::kNothingRead, connection.file().string() + ": " + why);
    }
    require_readable(connection, tables);
  }

  std::filesystem::path folder;
  TableSpan tables;
  Connection connection;
  PageStore pages;
  HandStore hand;
  std::set<std::string> copied;
  mutable std::optional<bool> has_known_codes;  // as its codes and those of a store are
};

MergeSource::MergeSource(const std::filesystem::path& folder, std::span<const Table> tables)
    : db_(std::make_unique<Database>(folder, tables)) {}
MergeSource::~MergeSource() = default;
MergeSource::MergeSource(MergeSource&&) noexcept = default;
MergeSource& MergeSource::operator=(MergeSource&&) noexcept = default;

const std::filesystem::path& MergeSource::folder() const noexcept { return db_->folder; }

bool MergeSource::was_copied(const std::string& doc_id) const {
  return db_->copied.contains(doc_id);
}

void MergeSource::require_sound() const {
  const std::filesystem::path& file = db_->connection.file();
  if (verdict_of(db_->connection, "PRAGMA quick_check(1)") != "ok")
    throw Error(ErrorCode::kOutput, file.string() + ": " + make_damaged_file_message(file));
  db_->pages.require_sound();
  db_->hand.require_sound();
}

void MergeSource::require_intact() const {
  const std::filesystem::path& file = db_->connection.file();
  const auto refuse = [&](const std::string& what) {
    throw Error(ErrorCode::kOutput,
                file.string() + ": " + make_damaged_file_message(file) + " (" + what + ")");
  };
  const std::string verdict = verdict_of(db_->connection, "PRAGMA integrity_check(1)");
  if (verdict != "ok") refuse(text::make_printable(verdict));
  const std::string orphan = db_->connection.value("PRAGMA foreign_key_check");
  if (!orphan.empty()) refuse(orphan);
  const std::string table = find_contradiction(db_->connection, db_->tables);
  if (!table.empty()) refuse(table);
  if (!EditsChecksum(db_->connection).is_intact()) refuse("human_edits");
  db_->pages.require_sound();
  db_->hand.require_sound();
}

bool MergeSource::has_recorded_rows(std::string_view doc_id) const {
  return store::has_recorded_rows(db_->connection, db_->tables, doc_id);
}

bool MergeSource::is_finished() const {
  return db_->connection.value("SELECT 1 FROM state WHERE name = 'open'").empty();
}

bool MergeSource::has_unsettled_edits() const {
  return db_->connection.value("SELECT value FROM state WHERE name = 'open'") == kOpenEdits;
}

OutputOrigin MergeSource::origin() const { return read_origin(db_->connection); }

std::vector<std::string> MergeSource::documents() const {
  Statement select(db_->connection,
                   "SELECT doc_id FROM made UNION SELECT doc_id FROM documents ORDER BY 1");
  std::vector<std::string> out = read_texts(select);
  const std::filesystem::path& file = db_->connection.file();
  if (!std::ranges::all_of(out, is_doc_id))
    throw Error(ErrorCode::kOutput, file.string() + ": " + make_damaged_file_message(file));
  return out;
}

bool MergeSource::has_document(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

bool MergeSource::was_made(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

std::string MergeSource::fingerprint(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT basis FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

KnownFiles MergeSource::known_files(std::string_view doc_id) const {
  return load_known_files(db_->connection, doc_id);
}

record::Records MergeSource::records_of(std::string_view doc_id) const {
  return DocumentRows(db_->connection, db_->tables).all(doc_id);
}

std::vector<std::string> MergeSource::edits(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT edit FROM human_edits WHERE doc_id = ? ORDER BY seq");
  return read_texts(select.bind(1, doc_id));
}

std::vector<std::string> MergeSource::edited() const {
  Statement select(db_->connection, "SELECT DISTINCT doc_id FROM human_edits ORDER BY 1");
  std::vector<std::string> out = read_texts(select);
  std::erase_if(out, [](const std::string& doc_id) { return !is_doc_id(doc_id); });
  return out;
}

std::vector<std::string> MergeSource::first_documents(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT first FROM further WHERE doc_id = ? ORDER BY first");
  return read_texts(select.bind(1, doc_id));
}

std::vector<std::string> MergeSource::sub_documents(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT doc_id FROM further WHERE first = ? ORDER BY doc_id");
  return read_texts(select.bind(1, doc_id));
}

std::vector<std::pair<std::string, std::string>> MergeSource::tombstones() const {
  Statement select(db_->connection, "SELECT doc_id,why FROM given_up ORDER BY doc_id");
  std::vector<std::pair<std::string, std::string>> out;
  while (select.step()) {
    if (is_doc_id(select.view(0))) out.emplace_back(select.text(0), select.text(1));
  }
  return out;
}

void MergeSource::for_each_reject(
    const std::function<void(std::string_view file, const std::string& reject)>& take) const {
  Statement select(db_->connection, "SELECT file,reject FROM rejects ORDER BY file,seq");
  while (select.step()) take(select.text(0), select.text(1));
}

const PageStore& MergeSource::pages() const noexcept { return db_->pages; }
const HandStore& MergeSource::hand() const noexcept { return db_->hand; }

bool MergeSource::attach_to(const Connection& connection) const {
  connection.attach(db_->connection, kOther);
  if (!db_->has_known_codes) {
    db_->has_known_codes = std::ranges::all_of(db_->tables, [&](const Table& table) {
      const std::string unknown = unknown_codes(db_->tables, table);
      return unknown.empty() || connection.value(unknown).empty();
    });
  }
  return *db_->has_known_codes;
}

void MergeSource::detach_from(const Connection& connection) { connection.detach(kOther); }

void copy_documents(const MergeSource& other, const Connection& to, TableSpan tables,
                    std::span<const std::string> doc_ids) {
  Copier(to, tables, doc_ids).copy_rows();
  copy(to, "made", "\"doc_id\",basis,digest,counts,answer,file,changes");
  EditsChecksum seal(to);
  for (const std::string& doc_id : doc_ids) seal.before(doc_id);
  Statement(to, "DELETE FROM human_edits WHERE doc_id IN (SELECT taken FROM temp.taken)").step();
  copy(to, "human_edits", "\"doc_id\",seq,edit");
  for (const std::string& doc_id : doc_ids) seal.after(doc_id);
  seal.save();
  copy(to, "pdfs", "\"doc_id\",obstacles,mark");
  copy(to, "further", "first,\"doc_id\",promulgator", "first");
  const std::set<std::string> cut = cut_targets(to);
  const XrefIndex book(to);
  const XrefIndex there(other.db_->connection);
  std::vector<std::string> with_rows;
  const DocumentRows rows(to, tables);
  for (const std::string& doc_id : cut)  // as they are: nobody may come to tell them anything
    static_cast<void>(update_xref_stats(to, tables, doc_id, rows.for_each_row(doc_id),
                                        rows.for_each_row(doc_id), ""));
  for (const std::string& doc_id : doc_ids) {
    book.copy(there, doc_id, [&](const std::string& one) { return other.was_copied(one); });
    if (cut.contains(doc_id)) book.mark_file_due(doc_id);
    other.db_->copied.emplace(doc_id);
    if (other.has_document(doc_id)) with_rows.push_back(doc_id);
  }
  update_copied_stats(to, with_rows);
}

}  // namespace codau::store
