#include "store/upgrade/migrations.h"

#include <unistd.h>

#include <string>
#include <system_error>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "io/file_lock.h"
#include "record/citations/xref.h"
#include "record/schema/codes.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/citations/xref_index.h"
#include "store/database/stored_row.h"
#include "store/documents/document_rows.h"
#include "store/documents/document_stats.h"
#include "store/edits/name_index.h"
#include "store/pages/page_store.h"
#include "store/schema/database_identity.h"
#include "store/schema/search_tables.h"
#include "store/upgrade/old_folders.h"

namespace codau::store {
namespace {

namespace fs = std::filesystem;
using record::Row;
using record::Table;

void add_codes(const Connection& connection) {
  Statement insert(connection, "INSERT OR IGNORE INTO codes VALUES(?,?)");
  for (const Table& table : record::schema()) {
    for (const record::Column& column : table.columns) {
      if (column.codes == nullptr) continue;
      for (const record::CodeEntry& one : *column.codes)
        insert.bind(1, make_code_list_name(table, column)).bind(2, one.code).step();
    }
  }
}

bool has_table(const Connection& connection, std::string_view name) {
  Statement select(connection, "SELECT 1 FROM sqlite_schema WHERE name = ?");
  return select.bind(1, name).step();
}

// ---- version 1 ----

/// Adds the version of reading to a key of pages: "codau 0.1.0, reading 2, tesseract …". Before
/// marks of secrecy were looked for, keys were "codau 0.1.0, tesseract …".
std::string reading_key(const std::string& key) {
  const std::size_t comma = key.find(", ");
  if (!key.starts_with("codau ") || comma == std::string::npos) return key;
  const std::string rest = key.substr(comma + 2);
  return rest.starts_with("reading ") ? rest : "reading 1, " + rest;
}

void move_pages(const Connection& old, const fs::path& file) {
  PageStore pages(file.parent_path() / "pages.db");
  Statement select(old, "SELECT sha256,key,number,json FROM journal_pages ORDER BY 1,2,3");
  while (select.step()) {
    pages.save(select.text(0), reading_key(select.text(1)),
               static_cast<std::uint32_t>(select.integer(2)), select.text(3),
               PageStore::PageDurability::kWithCommit);
  }
  pages.commit();
}

bool has_stored_column(const Connection& connection, const std::string& table,
                       std::string_view column) {
  Statement select(connection, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
  return select.bind(1, table).bind(2, column).step();
}

// ---- rows ----

/// The year of a citation. Versions before 4 left it empty if the number of the citation has no
/// year; its date has it (record/rows/citation_rows.cpp).
constexpr const char* kCitationYear =
    "coalesce(year,CASE WHEN issued_edtf GLOB '[0-9][0-9][0-9][0-9]*' THEN"
    " CAST(substr(issued_edtf,1,4) AS INTEGER) END)";

/// Returns the columns of a table, with NULL for those that the old table lacks.
std::string old_columns(const Connection& old, const Table& table, const std::string& name) {
  std::string out;
  for (const record::Column& column : table.columns) {
    out += out.empty() ? "" : ",";
    if (table.id == record::TableId::kDocRefs && column.name == record::DocRefs::year.name)
      out += kCitationYear;
    else
      out += has_stored_column(old, name, column.name) ? quote_name(column.name) : "NULL";
  }
  return out;
}

/// Reads the rows of documents of an older version, which has a table or view for each table.
class OldRows {
 public:
  explicit OldRows(const Connection& old) : old_(old) {
    for (const Table& table : record::schema()) {
      const RowOwner owner = find_row_owner(table);
      const std::string name =
          owner == RowOwner::kShared ? make_claims_name(table) : std::string(table.name);
      if (!has_table(old, name)) continue;
      std::string where = " WHERE doc_id = ?1";
      if (owner == RowOwner::kParent) {
        const record::ForeignKey& key = get_parent_key(table);
        where = " WHERE " + quote_name(key.column) + " IN (SELECT " + quote_name(key.target) +
                " FROM " + quote_name(key.table) + where + ")";
      }
      selects_.emplace_back(
          &table, "SELECT " + old_columns(old, table, name) + " FROM " + quote_name(name) + where);
    }
  }

  [[nodiscard]] record::Records of(std::string_view doc_id) const {
    using record::Documents;
    record::Records out;
    for (const auto& [table, sql] : selects_) {
      Statement select(old_, sql);
      for (select.bind(1, doc_id); select.step();)
        out[table->id].push_back(read_row(select, *table));
    }
    for (Row& row : out[record::TableId::kDocuments])
      record::Cells<Documents>(row).set(Documents::schema_version,
                                        std::string(record::kSchemaVersion));
    return out;
  }

 private:
  const Connection& old_;
  std::vector<std::pair<const Table*, std::string>> selects_;
};

/// Documents that were given up: probed first, but never noted as finished.
constexpr const char* kGivenUp =
    "SELECT DISTINCT substr(sha256, 1, 16) AS doc_id FROM journal_probes WHERE"
    " doc_id NOT IN (SELECT doc_id FROM journal_documents) AND"
    " doc_id NOT IN (SELECT doc_id FROM documents) ORDER BY doc_id";

/// Documents that were finished and whose pages are still the same: their rows stay valid.
constexpr const char* kFinished =
    "SELECT doc_id,fingerprint FROM journal_documents AS d WHERE"
    " (SELECT count(*) FROM pages WHERE pages.doc_id = d.doc_id AND width_px > 0) ="
    " (SELECT count(DISTINCT number) FROM journal_pages WHERE sha256 >= d.doc_id AND"
    " sha256 < d.doc_id || 'g')";

void move_fingerprints(const Connection& old, const Connection& to) {
  Statement update(to, "UPDATE made SET basis = ?2 WHERE doc_id = ?1");
  Statement select(old, kFinished);
  while (select.step()) update.bind(1, select.text(0)).bind(2, select.text(1)).step();
}

bool has_same_xref_keys(const Connection& old) {
  return has_table(old, "state") &&
         old.value("SELECT value FROM state WHERE name = 'xref'") == record::kXrefKeysVersion;
}

void move_documents(const Connection& old, const Connection& to) {
  const OldRows rows(old);
  const bool keeps_keys = has_same_xref_keys(old);
  const DocumentRows here(to);
  const record::Records none;
  Statement documents(old, "SELECT doc_id FROM documents ORDER BY doc_id");
  while (documents.step()) {
    const std::string doc_id = documents.text(0);
    const record::Records records = rows.of(doc_id);
    const RowChanges changes = compare_rows(none, records);
    here.apply(doc_id, changes, records);
    index_names(to, doc_id);
    if (has_table(old, "printed")) {
      save_printed(to, doc_id, load_printed(old, doc_id));
      index_document(to, doc_id);
    }
    update_stats(to, doc_id, records, changes);
    if (!keeps_keys) XrefIndex(to).put_facts(doc_id, records);
  }
  Statement(to, "INSERT OR REPLACE INTO state VALUES('xref',?)")
      .bind(1, record::kXrefKeysVersion)
      .step();
}

/// Copies the columns that a table has in both versions.
void copy_table(const Connection& old, const Connection& to, const std::string& table) {
  if (!has_table(old, table)) return;
  std::string columns;
  int count = 0;
  Statement names(to, "SELECT name FROM pragma_table_info(?) ORDER BY cid");
  for (names.bind(1, table); names.step();) {
    if (!has_stored_column(old, table, names.text(0))) continue;
    columns += (columns.empty() ? "" : ",") + quote_name(names.text(0));
    ++count;
  }
  Statement select(old, "SELECT " + columns + " FROM " + quote_name(table));
  Statement insert(to, "INSERT OR REPLACE INTO " + quote_name(table) + "(" + columns + ") VALUES(" +
                           make_placeholders(static_cast<std::size_t>(count)) + ")");
  copy_rows(select, insert, count);
}

/// Copies the fingerprints of documents. Their digests are computed from the rows as stored here.
void move_build_state(const Connection& old, const Connection& to) {
  if (!has_table(old, "made")) return;
  Statement select(old, std::string("SELECT doc_id,basis,") +
                            (has_stored_column(old, "made", "answer") ? "answer" : "NULL") +
                            " FROM made");
  Statement put(to,
                "INSERT INTO made(doc_id,basis,answer) VALUES(?,?,?) ON CONFLICT(doc_id) DO UPDATE"
                " SET basis = excluded.basis,answer = excluded.answer");
  copy_rows(select, put, 3);
  if (!has_stored_column(old, "made", "changes")) return;
  create_old_marks(to);
  Statement marks(old, "SELECT doc_id,file,changes FROM made");
  Statement keep(to, "INSERT INTO old_marks VALUES(?,?,?)");
  copy_rows(marks, keep, 3);
}

void move_given_up(const Connection& old, const Connection& to) {
  Statement insert(to, "INSERT INTO given_up VALUES(?,'unknown')");
  Statement given_up(old, kGivenUp);
  copy_rows(given_up, insert, 1);
}

void move_state(const Connection& old, const Connection& to) {
  Statement select(old, std::string("SELECT name,value FROM state WHERE name IN"
                                    " ('keys','shards','listings','open','edits','purge'") +
                            (has_same_xref_keys(old) ? ",'xref_by')" : ")"));
  Statement put(to, "INSERT OR REPLACE INTO state VALUES(?,?)");
  copy_rows(select, put, 2);
}

/// Notes that documents without their text are not made. A run that wrote the file and was stopped
/// before its commit would else leave it beside the old rows.
void forget_lost_documents(const Connection& to, const fs::path& out) {
  Statement select(to, "SELECT doc_id FROM made WHERE basis <> ''");
  Statement forget(to, "UPDATE made SET basis = '' WHERE doc_id = ?");
  for (const std::string& doc_id : read_texts(select)) {
    std::error_code error;
    if (!fs::is_regular_file(out / "documents" / doc_id / "text.txt", error))
      forget.bind(1, doc_id).step();
  }
}

void upgrade(const fs::path& file, const fs::path& copy) {
  const Connection old(file);
  limit_read_work(old);
  remove_log(old);  // the log of a stopped run
  const bool is_first_version = read_version(old) == 1;
  if (is_first_version) move_pages(old, file);
  const Connection to(copy);
  open_for_writing(to);
  create_store(to);
  Transaction transaction(to);
  move_documents(old, to);
  if (is_first_version) {
    move_fingerprints(old, to);
    move_given_up(old, to);
  } else {
    to.run("DELETE FROM feed");  // readers of the feed know the documents already
    move_build_state(old, to);
    move_state(old, to);
    for (const char* const table :
         {"given_up", "further", "rejects", "human_edits", "pdfs", "learnt", "feed"})
      copy_table(old, to, table);
    if (has_same_xref_keys(old)) {
      for (const char* const table : {"xref_keys", "xref_facts", "xref_due"})
        copy_table(old, to, table);
    }
  }
  forget_lost_documents(to, file.parent_path());
  transaction.commit();
  remove_log(to);
}

/// Keeps the old file under another name and puts the new one in its place. One of them is always
/// there.
void put_in_place(const fs::path& copy, const fs::path& file, const fs::path& backup) {
  std::error_code error;
  sync_to_disk(copy);
  if (::link(file.c_str(), backup.c_str()) != 0) {  // a file system without links
    fs::copy_file(file, backup, error);
    if (error) throw make_write_error(backup.string(), error.value());
    sync_to_disk(backup);
  }
  fs::rename(copy, file, error);
  if (error) throw make_write_error(file.string(), error.value());
  sync_to_disk(file.has_parent_path() ? file.parent_path() : ".");
}

fs::path backup_of(const fs::path& file, int version) {
  return file.string() + ".v" + std::to_string(version);
}

/// Returns the first of these names that is free: X, X.2, X.3 …
fs::path free_name(const fs::path& wanted) {
  std::error_code error;
  fs::path name = wanted;
  for (int n = 2; fs::exists(fs::symlink_status(name, error)); ++n)
    name = wanted.string() + "." + std::to_string(n);
  return name;
}

bool is_of_version(const fs::path& file, int version) {
  if (!is_store(file)) return false;
  const Connection connection(file, Connection::Access::kReadAsIs);
  return read_version(connection) == version;
}

/// Renames history.db: its feed belongs to the newer store.
void put_history_away(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return;
  {
    const Connection connection(file);
    remove_log(connection);
  }
  fs::rename(file, free_name(file.string() + ".upgraded"), error);
  if (error) throw make_write_error(file.string(), error.value());
}

}  // namespace

void create_store(const Connection& connection) {
  Transaction transaction(connection);
  for (const std::string& sql : make_store_statements()) connection.run(sql);
  add_codes(connection);
  add_fields(connection);
  create_search(connection);
  connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
  connection.run("PRAGMA user_version = " + std::to_string(kUserVersion));
  transaction.commit();
}

void upgrade_store(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return;
  int version = 0;
  {
    const Connection connection(file);
    version = read_version(connection);
    if (version == kUserVersion) {  // new codes do not raise the version
      Transaction transaction(connection);
      add_codes(connection);
      add_fields(connection);
      transaction.commit();
    }
  }
  if (version == 0 || version == kUserVersion) return;
  const fs::path copy = file.string() + ".part";
  remove_database(copy);
  upgrade(file, copy);
  put_in_place(copy, file, free_name(backup_of(file, version)));
}

void undo_upgrade(const fs::path& file) {
  const io::FileLock lock(file.string() + ".lock", file);
  std::error_code error;
  for (int version = kUserVersion - 1; version > 0; --version) {
    const fs::path backup = backup_of(file, version);
    if (!is_of_version(backup, version)) continue;
    {
      const Connection connection(file);
      remove_log(connection);  // before anything is moved
      const Connection older(backup, Connection::Access::kReadAsIs);
      Statement known(older, std::string("SELECT 1 FROM ") +
                                 (has_table(older, "made") ? "made" : "journal_documents") +
                                 " WHERE doc_id = ?");
      restore_old_folders(connection, file.parent_path(), [&](const std::string& doc_id) {
        bool is_known = false;
        for (known.bind(1, doc_id); known.step();) is_known = true;
        return is_known;
      });
      remove_log(connection);
    }
    put_history_away(file.parent_path() / "history.db");
    put_in_place(backup, file, free_name(file.string() + ".upgraded"));
    return;
  }
  throw Error(ErrorCode::kUsage, file.string() + ": " +
                                     both("chưa được nâng cấp từ bản nào; không có gì để trả lại",
                                          "was never upgraded; there is nothing to bring back"));
}

}  // namespace codau::store
