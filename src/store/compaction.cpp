#include "store/compaction.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "store/database/sqlite.h"
#include "store/documents/document_rows.h"
#include "store/edits/edits_checksum.h"
#include "store/schema/database_identity.h"
#include "store/schema/search_tables.h"
#include "store/store.h"
#include "store/upgrade/migrations.h"

namespace codau::store {
namespace {

/// Removes the copy at the end, unless it was renamed to the database.
struct Copy {
  std::filesystem::path path;
  ~Copy() { remove_database(path); }
};

struct CopiedTable {
  std::string_view table, columns, order;
};
constexpr std::array<CopiedTable, 17> kCopied{{
    {"made", "doc_id,basis,digest,answer", "doc_id"},
    {"document_counts", "doc_id,name,n", "doc_id,name"},
    {"totals", "name,n", "name"},
    {"given_up", "doc_id,why", "doc_id"},
    {"further", "first,doc_id,promulgator", "first,doc_id"},
    {"rejects", "file,seq,reject", "file,seq"},
    {"xref_keys", "doc_id,key,is_own", "doc_id,key,is_own"},
    {"xref_facts", "doc_id,facts,found,has_keys", "doc_id"},
    {"xref_due", "key,is_own", "key"},
    {"printed", "doc_id,seq,page_no,first_line,text", "doc_id,seq"},
    {"human_edits", "doc_id,seq,edit", "doc_id,seq"},
    {"pdfs", "doc_id,obstacles,mark", "doc_id"},
    {"result_files", "doc_id,stem,folded,name,was,is_made", "doc_id"},
    {"results_due", "folded", "folded"},
    {"texts", "doc_id,kind,seq,packed", "doc_id,kind,seq"},
    {"names", "name_key,doc_id", "name_key,doc_id"},
    {"learnt", "name", "name"},
}};

void copy_rows(const Connection& to, std::string_view table, const std::string& columns,
               const std::string& order) {
  const std::string name = quote_name(table);
  to.run("INSERT INTO main." + name + "(" + columns + ") SELECT " + columns + " FROM old." + name +
         " ORDER BY " + order);
}

/// Copies documents in the order of their ids: their rows then have the same numbers, in whatever
/// order documents were stored.
void copy_documents_in_order(const Connection& from, const Connection& to) {
  const DocumentRows rows(from), copy(to);
  const record::Records none;
  Statement documents(from, "SELECT doc_id FROM documents ORDER BY doc_id");
  while (documents.step()) {
    const std::string doc_id = documents.text(0);
    const record::Records records = rows.all(doc_id);
    copy.apply(doc_id, compare_rows(none, records), records);
  }
}

void require_sound_copy(const std::filesystem::path& file, const Connection& connection) {
  const std::string verdict = connection.value("PRAGMA integrity_check");
  const std::string orphan = connection.value("PRAGMA foreign_key_check");
  if (verdict == "ok" && orphan.empty()) return;
  throw Error(ErrorCode::kOutput, file.string() + ": " +
                                      both("cơ sở dữ liệu không qua được kiểm tra",
                                           "the database did not pass its check") +
                                      ": " + (verdict == "ok" ? "a key of " + orphan : verdict));
}

void fill(const std::filesystem::path& copy, const std::filesystem::path& file) {
  const Connection to(copy);
  to.run("PRAGMA page_size = " + std::to_string(kDatabasePageBytes) +
         "; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
  create_store(to);
  Statement(to, "ATTACH ? AS old").bind(1, file.string()).step();
  {
    Transaction transaction(to);
    // Keeps every code of the old file, also those that somebody else inserted.
    to.run("INSERT OR IGNORE INTO main.codes SELECT list,code FROM old.codes ORDER BY list,code");
    to.run(
        "INSERT INTO main.state SELECT name,value FROM old.state WHERE name IN "
        "('keys','shards','listings','xref','open') OR"
        " (name = 'xref_by' AND EXISTS(SELECT 1 FROM old.xref_facts))");
    to.run("INSERT INTO main.state SELECT name,value FROM old.state WHERE name = 'edits'");
    for (const CopiedTable& one : kCopied)
      copy_rows(to, one.table, std::string(one.columns), std::string(one.order));
    copy_documents_in_order(Connection(file), to);
    EditsChecksum(to).save();
    transaction.commit();
  }
  to.run("DETACH old");
  build_search(to);
  to.run("VACUUM");
  require_sound_copy(file, to);
}

}  // namespace

void compact_database(const std::filesystem::path& file) {
  const std::filesystem::path copy = file.string() + ".part";
  { const Copy left_by_a_dead_one{copy}; }
  const Copy unless_renamed{copy};
  fill(copy, file);
  {  // Creates the log of writes now: otherwise the first reader would make the next run wait.
    const Connection done(copy);
    open_for_writing(done);
  }
  sync_to_disk(copy);
  std::error_code error;
  std::filesystem::rename(copy, file, error);
  if (error) throw make_write_error(file.string(), error.value());
  sync_to_disk(file.has_parent_path() ? file.parent_path() : ".");
}

void copy_database(const std::filesystem::path& file, const std::filesystem::path& target) {
  const std::filesystem::path part = target.string() + ".part";
  { const Copy left_by_a_dead_one{part}; }
  const Copy unless_renamed{part};
  const Connection connection(file, choose_read_access(file));
  connection.copy_to(part);
  sync_to_disk(part);
  std::error_code error;
  std::filesystem::rename(part, target, error);
  if (error) throw make_write_error(target.string(), error.value());
  sync_to_disk(target.has_parent_path() ? target.parent_path() : ".");
}

void back_up_database(const std::filesystem::path& file, const std::filesystem::path& target) {
  const std::filesystem::path pages = target.string() + ".pages",
                              hand = target.string() + ".hand.db";
  for (const std::filesystem::path& to : {target, pages, hand}) {
    std::error_code error;
    if (!std::filesystem::exists(to, error)) continue;
    throw Error(ErrorCode::kUsage,
                to.string() + ": " +
                    both("đã có tệp này; chọn tên khác", "is there already; choose another name"));
  }
  const auto copy = [](const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code error;
    if (std::filesystem::exists(from, error)) copy_database(from, to);
  };
  copy(file, target);
  copy(file.parent_path() / "pages.db", pages);
  copy(file.parent_path() / "hand.db", hand);
}

}  // namespace codau::store
