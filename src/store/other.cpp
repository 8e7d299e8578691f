#include "store/other.h"

#include <algorithm>
#include <cstdint>
#include <map>
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

/// Rows of a document from one store into another: `columns` of `table`, those that `which` says,
/// which binds the document.
void copy(const Connection& from, const Connection& to, std::string_view table,
          const std::string& columns, std::size_t count, const std::string& which,
          std::string_view doc_id) {
  const std::string name = quoted_name(table);
  Statement select(from, "SELECT " + columns + " FROM " + name + " WHERE " + which);
  Statement insert(to, "INSERT OR REPLACE INTO " + name + "(" + columns + ") VALUES(" +
                           placeholders(count) + ")");
  for (select.bind(1, doc_id); select.step();) {
    for (std::size_t i = 0; i < count; ++i)
      insert.copy(static_cast<int>(i) + 1, select, static_cast<int>(i));
    insert.step();
  }
}

constexpr const char* kOfDocument = "\"doc_id\" = ?";

/// The rows of one document, with the numbers that they get here.
class Copier {
 public:
  Copier(const Connection& from, const Connection& to, Tables tables, std::string_view doc_id)
      : from_(from), to_(to), tables_(tables), doc_id_(doc_id) {}

  void copy_rows() {
    for (const Table& table : tables_) {
      const Owner owner = owner_of(tables_, table);
      if (owner == Owner::kPacked) continue;
      if (owner == Owner::kShared) {
        copy(from_, to_, claims_of(table), "\"doc_id\"," + column_list(table),
             table.columns.size() + 1, kOfDocument, doc_id_);
      } else {
        copy_table(table, owner);
      }
    }
    copy(from_, to_, "provenance", "\"doc_id\",evidence,corrections,correction_ids,words,word_ids",
         6, kOfDocument, doc_id_);
    copy(from_, to_, "printed", "\"doc_id\",seq,page_no,first_line,text", 5,
         std::string(kOfDocument) + " ORDER BY seq", doc_id_);
  }

 private:
  void copy_table(const Table& table, Owner owner) {
    std::string which = kOfDocument;
    if (owner == Owner::kParent) {
      const record::ForeignKey& key = parent_key(tables_, table);
      which = quoted_name(key.column) + " IN (SELECT number FROM " +
              quoted_name(kept_name(record::table(key.table))) + " WHERE " + kOfDocument + ")";
    }
    const bool has_number = is_numbered(table);
    if (has_number) number(table);
    const std::string name = quoted_name(kept_name(table));
    const std::string columns = column_list(table) + (has_number ? ",number" : "");
    const std::size_t count = table.columns.size() + (has_number ? 1 : 0);
    Statement select(from_, "SELECT " + columns + " FROM " + name + " WHERE " + which +
                                (has_number ? " ORDER BY number" : ""));
    Statement insert(
        to_, "INSERT INTO " + name + "(" + columns + ") VALUES(" + placeholders(count) + ")");
    for (select.bind(1, doc_id_); select.step();) {
      for (std::size_t i = 0; i < count; ++i) {
        const int column = static_cast<int>(i);
        const record::ForeignKey* const key =
            i < table.columns.size() ? number_key(table, table.columns[i]) : nullptr;
        const bool is_number = i == table.columns.size() || key != nullptr;
        if (is_number && !select.is_null(column)) {
          const Table& of = key == nullptr ? table : record::table(key->table);
          insert.bind(column + 1, number_of(of, select.integer(column)));
        } else {
          insert.copy(column + 1, select, column);
        }
      }
      insert.step();
    }
  }

  void number(const Table& table) {
    std::int64_t next = next_number(to_, table);
    Statement select(from_, "SELECT number FROM " + quoted_name(kept_name(table)) + " WHERE " +
                                kOfDocument + " ORDER BY number");
    for (select.bind(1, doc_id_); select.step();) {
      numbers_[table.name].emplace(select.integer(0), next);
      next += static_cast<std::int64_t>(searchable().size());
    }
  }

  [[nodiscard]] std::int64_t number_of(const Table& table, std::int64_t there) const {
    const auto of_table = numbers_.find(table.name);
    if (of_table != numbers_.end()) {
      const auto found = of_table->second.find(there);
      if (found != of_table->second.end()) return found->second;
    }
    throw Error(ErrorCode::kOutput, from_.file().string() + ": " + damaged(from_.file()));
  }

  const Connection &from_, &to_;
  Tables tables_;
  std::string_view doc_id_;
  std::map<std::string_view, std::map<std::int64_t, std::int64_t>> numbers_;  // here, by there
};

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

void copy_document(const OtherStore& other, const Connection& to, Tables tables,
                   std::string_view doc_id) {
  const Connection& from = other.db_->connection;
  Copier(from, to, tables, doc_id).copy_rows();
  copy(from, to, "made", "\"doc_id\",basis,digest,counts,answer,file,changes", 7, kOfDocument,
       doc_id);
  Statement(to, "DELETE FROM human_edits WHERE doc_id = ?").bind(1, doc_id).step();
  copy(from, to, "human_edits", "\"doc_id\",seq,edit", 3, kOfDocument, doc_id);
  copy(from, to, "pdfs", "\"doc_id\",obstacles,mark", 3, kOfDocument, doc_id);
  copy(from, to, "further", "first,\"doc_id\",promulgator", 3, "first = ?", doc_id);
  const XrefBook book(to);
  book.copy(XrefBook(from), doc_id, [&](const std::string& one) { return other.was_copied(one); });
  if (cut_targets(to, doc_id)) book.note_file_due(doc_id);
  other.db_->copied.emplace(doc_id);
  if (other.has_document(doc_id)) book_copied(to, doc_id);
}

}  // namespace codau::store
