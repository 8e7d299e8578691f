#include "store/compaction.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "store/database_identity.h"
#include "store/edits_checksum.h"
#include "store/migrations.h"
#include "store/physical_schema.h"
#include "store/search_tables.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace codau::store {
namespace {

using record::Table;

/// Removes a copy unless it took the place of the file.
struct Copy {
  std::filesystem::path path;
  ~Copy() { remove_database(path); }
};

struct Book {
  std::string_view table, columns, order;
};
constexpr std::array<Book, 14> kCopied{{
    {"made", "doc_id,basis,digest,counts,answer,file,changes", "doc_id"},
    {"totals", "name,n", "name"},
    {"given_up", "doc_id,why", "doc_id"},
    {"further", "first,doc_id,promulgator", "first,doc_id"},
    {"rejects", "file,seq,reject", "file,seq"},
    {"xref_keys", "doc_id,key,is_own", "doc_id,key,is_own"},
    {"xref_facts", "doc_id,facts,found,has_keys", "doc_id"},
    {"xref_due", "key,is_own", "key"},
    {"provenance", "doc_id,evidence,corrections,correction_ids,words,word_ids", "doc_id"},
    {"printed", "doc_id,seq,page_no,first_line,text", "doc_id,seq"},
    {"human_edits", "doc_id,seq,edit", "doc_id,seq"},
    {"pdfs", "doc_id,obstacles,mark", "doc_id"},
    {"names", "name_key,doc_id", "name_key,doc_id"},
    {"learnt", "name", "name"},
}};

void copy_rows(const Connection& to, std::string_view table, const std::string& columns,
               const std::string& order) {
  const std::string name = quote_name(table);
  to.run("INSERT INTO main." + name + "(" + columns + ") SELECT " + columns + " FROM old." + name +
         " ORDER BY " + order);
}

/// Numbers of rows in the order of their keys: by those that they had.
void number(const Connection& to, const Table& table) {
  const auto place = std::ranges::find(searchable_tables(), table.name, &SearchableTable::table);
  const std::string name = quote_name("new_" + make_physical_name(table));
  to.run("CREATE TEMP TABLE " + name + "(number INTEGER PRIMARY KEY,new INTEGER NOT NULL)");
  to.run("INSERT INTO temp." + name + " SELECT number," +
         std::to_string(searchable_tables().size()) +
         " * (row_number() OVER (ORDER BY doc_id,seq) - 1) + " +
         std::to_string(place - searchable_tables().begin() + 1) + " FROM old." +
         quote_name(make_physical_name(table)));
}

std::string new_number(const Table& table, const std::string& number) {
  return "(SELECT new FROM temp." + quote_name("new_" + make_physical_name(table)) +
         " AS n WHERE n.number = t." + number + ")";
}

void copy_table(const Connection& to, TableSpan tables, const Table& table) {
  const RowOwner owner = find_row_owner(tables, table);
  if (owner == RowOwner::kPacked) return;
  if (owner == RowOwner::kShared) {
    copy_rows(to, make_claims_name(table), "doc_id," + make_column_list(table),
              "doc_id," + make_key_list(table));
  }
  std::string columns, values;
  for (const record::Column& column : table.columns) {
    const std::string separator = columns.empty() ? "" : ",", name = quote_name(column.name);
    const record::ForeignKey* key = find_number_key(table, column);
    columns += separator + name;
    values +=
        separator + (key == nullptr ? "t." + name : new_number(record::table(key->table), name));
  }
  if (has_row_numbers(table)) {
    columns += ",number";
    values += "," + new_number(table, "number");
  }
  const std::string name = quote_name(make_physical_name(table));
  to.run("INSERT INTO main." + name + "(" + columns + ") SELECT " + values + " FROM old." + name +
         " AS t ORDER BY " + (has_row_numbers(table) ? "doc_id,seq" : make_key_list(table, "t.")));
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

void fill(const std::filesystem::path& copy, const std::filesystem::path& file, TableSpan tables) {
  const Connection to(copy);
  to.run("PRAGMA page_size = " + std::to_string(kDatabasePageBytes) +
         "; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
  create_store(to, tables);
  Statement(to, "ATTACH ? AS old").bind(1, file.string()).step();
  {
    Transaction transaction(to);
    // Every code that the old one has, whoever inserted it.
    to.run("INSERT OR IGNORE INTO main.codes SELECT list,code FROM old.codes ORDER BY list,code");
    to.run(
        "INSERT INTO main.state SELECT name,value FROM old.state WHERE name IN "
        "('keys','shards','listings','xref','open') OR"
        " (name = 'xref_by' AND EXISTS(SELECT 1 FROM old.xref_facts))");
    to.run("INSERT INTO main.state SELECT name,value FROM old.state WHERE name = 'edits'");
    for (const Book& book : kCopied)
      copy_rows(to, book.table, std::string(book.columns), std::string(book.order));
    for (const Table& table : tables) {
      if (has_row_numbers(table)) number(to, table);
    }
    for (const Table& table : tables) copy_table(to, tables, table);
    EditsChecksum(to).save();
    transaction.commit();
  }
  to.run("DETACH old");
  build_search(to);
  to.run("VACUUM");
  require_sound_copy(file, to);
}

}  // namespace

void compact_database(const std::filesystem::path& file, TableSpan tables) {
  const std::filesystem::path copy = file.string() + ".part";
  { const Copy left_by_a_dead_one{copy}; }
  const Copy unless_renamed{copy};
  fill(copy, file, tables);
  {  // with a log of writes from the start: else its first reader would keep the next run waiting
    const Connection done(copy);
    open_for_writing(done);
  }
  sync_to_disk(copy);
  std::error_code error;
  std::filesystem::rename(copy, file, error);
  if (error) throw make_write_error(file.string(), error.value());
  sync_to_disk(file.has_parent_path() ? file.parent_path() : ".");
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
    if (!std::filesystem::exists(from, error)) return;
    const std::filesystem::path part = to.string() + ".part";
    { const Copy left_by_a_dead_one{part}; }
    const Copy unless_renamed{part};
    const Connection connection(from, choose_read_access(from));
    connection.copy_to(part);
    sync_to_disk(part);
    std::filesystem::rename(part, to, error);
    if (error) throw make_write_error(to.string(), error.value());
    sync_to_disk(to.has_parent_path() ? to.parent_path() : ".");
  };
  copy(file, target);
  copy(file.parent_path() / "pages.db", pages);
  copy(file.parent_path() / "hand.db", hand);
}

}  // namespace codau::store
