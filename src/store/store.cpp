#include "store/store.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <system_error>
#include <thread>

#include "core/error.h"
#include "core/message.h"
#include "io/file_lock.h"
#include "record/citations/xref.h"
#include "record/schema/flat_tables.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/changes/history.h"
#include "store/citations/xref_index.h"
#include "store/compaction.h"
#include "store/database/key_cursor.h"
#include "store/database/sqlite.h"
#include "store/documents/document_rows.h"
#include "store/documents/document_stats.h"
#include "store/documents/list_rows.h"
#include "store/edits/edits_checksum.h"
#include "store/edits/hand_store.h"
#include "store/edits/name_index.h"
#include "store/merge_source.h"
#include "store/open_doubts.h"
#include "store/schema/database_identity.h"
#include "store/schema/ddl.h"
#include "store/schema/flat_views.h"
#include "store/schema/own_schema.h"
#include "store/schema/review_queue_view.h"
#include "store/schema/search_tables.h"
#include "store/upgrade/migrations.h"
#include "store/upgrade/old_folders.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;

std::filesystem::path beside(const std::filesystem::path& file, const char* name) {
  return file.parent_path() / name;
}

void make_parent(const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::path folder = file.parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) throw make_write_error(folder.string(), error.value());
}

void run_with(const Connection& connection, const std::string& sql, std::string_view parameter) {
  Statement(connection, sql).bind(1, parameter).step();
}

/// Throws if a database file or log is a link, since writing would leave the output folder.
void refuse_links(const std::filesystem::path& file) {
  for (const char* const name : {"codau.db", "pages.db", "history.db", "hand.db"}) {
    for (const char* const more : {"", "-journal", "-wal", "-shm"}) {
      const std::filesystem::path one = beside(file, name).string() + more;
      std::error_code error;
      if (!std::filesystem::is_symlink(std::filesystem::symlink_status(one, error))) continue;
      throw make_write_error(
          one.string(), both("tệp này là liên kết; đặt chính cơ sở dữ liệu vào chỗ đó rồi chạy lại",
                             "it is a link; put the database itself in its place and run again"));
    }
  }
}

std::unique_ptr<io::FileLock> locked(const std::filesystem::path& file) {
  make_parent(file);
  refuse_links(file);
  return std::make_unique<io::FileLock>(file.string() + ".lock", file);
}

/// Opens the store; creates it if it is missing, and upgrades an older one.
std::unique_ptr<Connection> open_store(const std::filesystem::path& file, bool& is_new) {
  refuse_foreign_database(file);
  upgrade_store(file);
  auto connection = std::make_unique<Connection>(file);
  open_for_writing(*connection);
  is_new = read_version(*connection) == 0;
  if (is_new) {
    create_store(*connection);
    connection->run("PRAGMA wal_checkpoint(TRUNCATE)");  // its first bytes now identify the file
  }
  const std::vector<std::string> ours = list_own_statements();
  const std::vector<std::string> news = require_own_schema(*connection, ours);
  require_tables(*connection);
  if (!is_new) {
    recreate_objects(*connection, ours, news);
    renew_review_queue(*connection);
    renew_flat_views(*connection);
    add_list_tables(*connection);
  }
  return connection;
}

}  // namespace

struct Store::Database {
  Database(const std::filesystem::path& path, const Booked& booked)
      : file(path),
        lock(locked(path)),
        connection(open_store(path, is_new)),
        rows(*connection),
        pages(beside(path, "pages.db")),
        hand(beside(path, "hand.db")) {
    left_open = connection->value("SELECT value FROM state WHERE name = 'open'");
    if (is_index_incomplete(*connection)) build_search(*connection);
    results().finish_moves();
    if (has_old_folders(results_folder()))
      adopt_old_folders(*connection, results_folder(), [&](const std::string& doc_id) {
        const auto inputs = pages.inputs_of(doc_id);
        return inputs.empty() ? std::string() : inputs.front().path;
      });
    if (connection->value("SELECT value FROM state WHERE name = 'xref'") !=
        record::kXrefKeysVersion)
      book_keys_anew(booked);
    purge();
    tell_history();
  }

  /// Commits as far as possible, also during an exception. Does not commit rows without their words
  /// or files, or a half-done take().
  ~Database() {
    if (!held || is_taking || (files && files())) return;
    if (pages.try_commit()) held->try_commit();
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] std::filesystem::path results_folder() const {
    return file.has_parent_path() ? file.parent_path() : ".";
  }
  [[nodiscard]] ResultFiles results() const { return {*connection, results_folder()}; }

  /// Commits pages before the rows that refer to them.
  void commit() {
    if (files) {
      if (const auto error = files()) throw Error(*error);
    }
    pages.commit();
    if (!held) return;
    held->commit();
    held.reset();
    files = nullptr;
  }

  /// Returns the connection for writing, and marks the store as unfinished.
  [[nodiscard]] const Connection& for_writing() {
    if (!writing && !(edits_alone && is_left_open())) {
      Statement(*connection, "INSERT OR REPLACE INTO state VALUES('open',?)")
          .bind(1, edits_alone ? kOpenEdits : kOpenRun)
          .step();
    }
    writing = true;
    return *connection;
  }

  /// Enlarges the cache before hundreds of documents are written. Their rows go to all parts of the
  /// indexes. With a small cache, pages would be written to the log and read again many times.
  void expect_many() {
    if (expects_many) return;
    connection->run("PRAGMA cache_size = -98304; PRAGMA wal_autocheckpoint = 8192");
    expects_many = true;
  }

  /// Returns a state that changes if another connection has written, or other files replace these.
  [[nodiscard]] std::string state_of_files() const {
    return identify_database_files(file) + identify_database_files(beside(file, "pages.db")) +
           identify_database_files(beside(file, "hand.db")) +
           connection->value("PRAGMA data_version");
  }

  void replace(std::string_view doc_id, const record::Records& after,
               const std::vector<PrintedPassage>* printed);
  void write(std::string_view doc_id, const record::Records& before, const record::Records& after,
             const std::vector<PrintedPassage>* printed);
  void forget_target(const std::string& doc_id);
  void make_room(const std::string& doc_id, const std::vector<std::string>& behind);
  void book_keys_anew(const Booked& booked);
  void tell_history();
  void purge();

  bool is_new = false;
  std::filesystem::path file;
  std::unique_ptr<io::FileLock> lock;  // nothing while suspended
  std::string left;                    // state_of_files() at suspend()
  std::unique_ptr<Connection> connection;
  DocumentRows rows;
  std::optional<Transaction> held;
  std::function<std::optional<Error>()> files;  // called before commit; see begin_batch()
  PageStore pages;
  HandStore hand;
  std::string left_open;  // why the last writer did not finish; see store/schema/ddl.h
  bool writing = false, has_new_rows = false, is_taking = false;
  bool expects_many = false, edits_alone = false, settles_nothing = false;
  [[nodiscard]] bool is_left_open() const { return !left_open.empty(); }
};

namespace {

/// Tells whether these changes of a document may change which of its copies counts in the flat
/// tables.
bool may_count_otherwise(const RowChanges& changes) {
  return changes.contains(record::TableId::kDocuments) || changes.contains(record::TableId::kTasks);
}

}  // namespace

/// Replaces rows, printed lines and derived data within one transaction of the caller. If `printed`
/// is null, printed lines stay. If nothing differs, nothing is written.
void Store::Database::replace(std::string_view doc_id, const record::Records& after,
                              const std::vector<PrintedPassage>* printed) {
  write(doc_id, rows.all(doc_id), after, printed);
}

void Store::Database::write(std::string_view doc_id, const record::Records& before,
                            const record::Records& after,
                            const std::vector<PrintedPassage>* printed) {
  const RowChanges changes = compare_rows(before, after);
  const bool keeps_printed = printed == nullptr || load_printed(*connection, doc_id) == *printed;
  const bool was = has_document_row(before);
  if (was && keeps_printed && changes.empty() && XrefIndex(*connection).has_facts(doc_id, after))
    return;
  has_new_rows = true;
  const bool tells_copies = was && may_count_otherwise(changes);
  const std::vector<std::string> same =
      tells_copies ? find_same_documents(*connection, doc_id) : std::vector<std::string>{};
  rows.apply(doc_id, changes, after);
  if (!keeps_printed) {
    unindex_document(*connection, doc_id);
    save_printed(*connection, doc_id, *printed);
    index_document(*connection, doc_id);
  }
  index_names(*connection, doc_id);
  update_stats(*connection, doc_id, after, changes);
  for (const std::string& one : same) append_change(*connection, one, "changed", "");
  if (printed != nullptr) XrefIndex(*connection).put_facts(doc_id, after);
}

/// Empties the targets of citations of a removed document.
void Store::Database::forget_target(const std::string& doc_id) {
  std::vector<std::string> citing;
  {
    Statement select(*connection, "SELECT DISTINCT doc_id FROM doc_refs WHERE target_doc_id = ?");
    citing = read_texts(select.bind(1, doc_id));
  }
  using record::DocRefs;
  for (const std::string& one : citing) {
    const record::Records before = rows.all(one);
    record::Records after = before;
    for (Row& row : after[record::TableId::kDocRefs]) {
      record::Cells<DocRefs> citation(row);
      if (citation.text(DocRefs::target_doc_id) == doc_id) citation.set(DocRefs::target_doc_id, {});
    }
    write(one, before, after, nullptr);
    XrefIndex(*connection).mark_cut(one);
  }
}

/// Removes all data of a document and of `behind`, the further documents of its file, before a copy
/// from another store arrives.
void Store::Database::make_room(const std::string& doc_id, const std::vector<std::string>& behind) {
  const std::vector<PrintedPassage> none;
  for (const std::string& one : behind) {
    replace(one, {}, &none);
    forget_target(one);
    remove_texts(*connection, one);
    results().release(one);
  }
  replace(doc_id, {}, &none);
  remove_texts(*connection, doc_id);
  run_with(*connection, "DELETE FROM further WHERE first = ?1", doc_id);
}

/// Sends each change to history.db once, even if the process dies between two of the files. The
/// mark in pages.db is therefore saved first. An existing history is opened in any case. If it is
/// damaged, the error comes before any change. Opening also removes the log of a dead process. A
/// history beside a new store belongs to another store.
void Store::Database::tell_history() {
  std::error_code error;
  const bool has_news = !connection->value("SELECT 1 FROM feed LIMIT 1").empty();
  const bool was_there = std::filesystem::exists(beside(file, "history.db"), error);
  if (!has_news && !was_there) return;
  History history(beside(file, "history.db"));
  const auto known = pages.feed_mark();
  FeedPosition expected = known.value_or(history.mark());
  if (is_new && was_there) expected.epoch.clear();
  is_new = false;
  history.resume(expected);
  if (has_news) {
    Statement feed(*connection, "SELECT token,doc_id,change,rows FROM feed ORDER BY id");
    while (feed.step()) history.add(feed.text(0), {0, feed.text(1), feed.text(2), feed.text(3)});
  }
  if (const FeedPosition mark = history.mark(); mark != known) {
    pages.save_feed_mark(mark);
    pages.commit();
  }
  history.commit();
  if (has_news) connection->run("DELETE FROM feed");
}

// Works in steps; 100,000 documents take half a minute. Findings of other documents stay true,
// unless a document was still due, or its findings are unknown.
void Store::Database::book_keys_anew(const Booked& booked) {
  constexpr std::size_t kStep = 500;
  {
    Transaction transaction(*connection);
    connection->run("DROP INDEX IF EXISTS xref_facts_bare");
    const bool has_facts =
        !connection->value("SELECT 1 FROM sqlite_schema WHERE name = 'xref_facts'").empty();
    for (const std::string_view sql : kCreateXrefFacts) {
      if (!has_facts || sql.starts_with("CREATE INDEX")) connection->run(std::string(sql));
    }
    transaction.commit();
  }
  const XrefIndex book(*connection);
  const std::string version = std::string(record::kXrefKeysVersion) + " ";
  const auto state = [this](const char* name, std::string_view value) {
    run_with(*connection, "DELETE FROM state WHERE name = ?1", name);
    if (value.empty()) return;
    Statement(*connection, "INSERT INTO state VALUES(?,?)").bind(1, name).bind(2, value).step();
  };
  const std::string begun = connection->value("SELECT value FROM state WHERE name = 'xref_booked'");
  std::string last = begun.starts_with(version) ? begun.substr(version.size()) : std::string{};
  const std::uint64_t all = std::stoull(connection->value("SELECT count(*) FROM documents"));
  const auto done_before = [&] {
    Statement count(*connection, "SELECT count(*) FROM documents WHERE doc_id <= ?");
    count.bind(1, last).step();
    return static_cast<std::uint64_t>(count.integer(0));
  };
  for (std::uint64_t done = done_before(); done < all;) {
    Transaction transaction(*connection);
    const bool is_settled = book.is_settled();
    Statement next(*connection,
                   "SELECT doc_id FROM documents WHERE doc_id > ? ORDER BY doc_id LIMIT " +
                       std::to_string(kStep));
    const std::vector<std::string> doc_ids = read_texts(next.bind(1, last));
    for (const std::string& doc_id : doc_ids) {
      book.put_form(doc_id, rows.head(doc_id));
      if (!is_settled) book.mark_due(doc_id);
    }
    last = doc_ids.back();
    done += doc_ids.size();
    state("xref_booked", version + last);
    transaction.commit();
    if (booked) booked(done, all);
  }
  Transaction transaction(*connection);
  state("xref_booked", "");
  state("xref_by", "");
  state("xref", record::kXrefKeysVersion);
  transaction.commit();
}

/// Erases the words that remove_documents() has left in the search index.
void Store::Database::purge() {
  if (connection->value("SELECT 1 FROM state WHERE name = 'purge'").empty()) return;
  erase_removed_words(*connection);
  remove_unused_changes(*connection);
  if (truncate_log(*connection)) connection->run("DELETE FROM state WHERE name = 'purge'");
}

Store::Store(const std::filesystem::path& file, const Booked& booked)
    : db_(std::make_unique<Database>(file, booked)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
bool Store::was_finished() const noexcept { return !db_->is_left_open(); }
void Store::expect_edits() noexcept { db_->edits_alone = true; }
bool Store::had_unsettled_edits() const noexcept { return db_->left_open == kOpenEdits; }
bool Store::has_new_rows() const noexcept { return db_->has_new_rows; }
PageStore& Store::pages() noexcept { return db_->pages; }
const PageStore& Store::pages() const noexcept { return db_->pages; }
HandStore& Store::hand() noexcept { return db_->hand; }

std::int64_t Store::runs() const {
  return History(beside(db_->file, "history.db"), History::Access::kRead).runs();
}

OutputOrigin Store::origin() const { return read_origin(*db_->connection); }

void Store::set_origin(const OutputOrigin& origin) {
  if (this->origin() == origin) return;
  Transaction transaction(*db_->connection);
  static_cast<void>(db_->for_writing());  // in one transaction: a kill leaves both or neither
  write_origin(*db_->connection, origin);
  transaction.commit();
}

void Store::begin_batch(std::function<std::optional<Error>()> files) {
  if (!db_->held) db_->held.emplace(db_->for_writing());
  if (files) db_->files = std::move(files);
}

void Store::commit() { db_->commit(); }

// An unfinished statement keeps the read lock, which all statements of its connection share.
std::shared_ptr<const void> Store::look() const {
  struct Look {
    Statement rows;
    std::shared_ptr<const void> pages;
  };
  const auto look = std::shared_ptr<Look>(
      new Look{{*db_->connection, "SELECT 1 FROM sqlite_schema"}, db_->pages.look()});
  look->rows.step();
  return look;
}

void Store::save_records(std::string_view doc_id, const record::Records& records,
                         const std::vector<PrintedPassage>& printed) {
  Transaction transaction(db_->for_writing());
  db_->replace(doc_id, records, &printed);
  run_with(*db_->connection, "UPDATE made SET basis = '', answer = NULL WHERE doc_id = ?1", doc_id);
  run_with(*db_->connection, "DELETE FROM given_up WHERE doc_id = ?1", doc_id);
  transaction.commit();
}

void Store::revise_records(std::string_view doc_id, const record::Records& records) {
  Transaction transaction(db_->for_writing());
  // New rows are made from the old ones: damaged rows would be recorded as sound.
  const record::Records before = records_of(doc_id);
  if (!store::has_recorded_rows(*db_->connection, doc_id, before))
    refuse_damaged_rows(*db_->connection, doc_id);
  db_->write(doc_id, before, records, nullptr);
  transaction.commit();
}

void Store::renew_records(std::string_view doc_id, const record::Records& records) {
  Transaction transaction(db_->for_writing());
  revise_records(doc_id, records);
  xref().put_facts(doc_id, records);
  transaction.commit();
}

void Store::remove_documents(std::span<const std::string> doc_ids, std::string_view why) {
  if (doc_ids.empty()) return;
  const Connection& connection = *db_->connection;
  bool is_indexed = false;
  std::set<std::string> with_first;  // these return with the first document of their file
  for (const std::string& doc_id : doc_ids) {
    for (std::string& one : sub_documents(doc_id)) {
      if (find_tombstone(one) != "removed") with_first.insert(std::move(one));
    }
  }
  std::set<std::string> all(doc_ids.begin(), doc_ids.end());
  all.insert(with_first.begin(), with_first.end());
  Transaction transaction(db_->for_writing());
  for (const std::string& doc_id : all) {
    if (why != "removed")  // a later return brings these back too
      run_with(connection, "DELETE FROM further WHERE first = ?1", doc_id);
    Statement made(connection, "SELECT 1 FROM made WHERE doc_id = ?");
    is_indexed = is_indexed || has_printed(connection, doc_id) || made.bind(1, doc_id).step();
    const std::vector<PrintedPassage> none;
    db_->replace(doc_id, {}, &none);
    db_->forget_target(doc_id);
    run_with(connection, "DELETE FROM given_up WHERE doc_id = ?1", doc_id);
    run_with(connection, "DELETE FROM pdfs WHERE doc_id = ?1", doc_id);
    remove_texts(connection, doc_id);
    results().release(doc_id);
    if (why != "gone" && !with_first.contains(doc_id)) {
      Statement put(connection, "INSERT INTO given_up VALUES(?,?)");
      put.bind(1, doc_id).bind(2, why).step();
    }
    if (why == "secret") {
      EditsChecksum seal(connection);
      seal.before(doc_id);
      run_with(connection, "DELETE FROM human_edits WHERE doc_id = ?1", doc_id);
      seal.save();
    }
    db_->pages.remove_source(doc_id);
    db_->hand.remove(doc_id);
  }
  if (is_indexed && why != "gone")
    connection.run("INSERT OR REPLACE INTO state VALUES('purge','1')");
  transaction.commit();
  if (db_->held) commit();
  truncate_log(connection);
}

std::string Store::find_tombstone(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT why FROM given_up WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

std::set<std::string> Store::removed() const {
  Statement select(*db_->connection, "SELECT doc_id FROM given_up WHERE why = 'removed'");
  std::set<std::string> out;
  while (select.step()) out.insert(select.text(0));
  return out;
}

void Store::take(const MergeSource& other, std::span<const std::string> doc_ids) {
  // A savepoint would cost more than the rows. If taking them fails half-way, nothing is committed
  // (~Database).
  std::optional<Transaction> transaction;
  if (!db_->held) transaction.emplace(db_->for_writing());
  db_->expect_many();
  db_->is_taking = true;
  for (const std::string& doc_id : doc_ids) {
    if (has_document(doc_id) || !fingerprint(doc_id).empty())
      db_->make_room(doc_id, sub_documents(doc_id));
  }
  copy_documents(other, *db_->connection, doc_ids);
  for (const std::string& doc_id : doc_ids) {
    run_with(*db_->connection, "DELETE FROM given_up WHERE doc_id = ?1", doc_id);
    results().keep(doc_id);
    db_->pages.take(other.pages(), doc_id);
    db_->hand.take(other.hand(), doc_id);
  }
  db_->has_new_rows = true;
  db_->is_taking = false;
  if (transaction) transaction->commit();
}

void Store::restore_document(std::string_view doc_id) {
  Transaction transaction(db_->for_writing());
  run_with(*db_->connection, "DELETE FROM given_up WHERE doc_id = ?1", doc_id);
  run_with(*db_->connection,
           "UPDATE made SET basis = '' WHERE doc_id IN (SELECT first FROM further WHERE doc_id = "
           "?1)",
           doc_id);
  transaction.commit();
}

std::vector<std::string> Store::sub_documents(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT doc_id FROM further WHERE first = ? ORDER BY doc_id");
  select.bind(1, doc_id);
  return read_texts(select);
}

void Store::save_sub_documents(std::string_view doc_id, std::span<const SubDocument> further) {
  Transaction transaction(db_->for_writing());
  run_with(*db_->connection, "DELETE FROM further WHERE first = ?1", doc_id);
  Statement insert(*db_->connection, "INSERT INTO further VALUES(?,?,?)");
  for (const SubDocument& one : further)
    insert.bind(1, doc_id).bind(2, one.first).bind(3, one.second).step();
  transaction.commit();
}

std::vector<Store::SubDocument> Store::promulgated(std::string_view doc_id) const {
  Statement select(*db_->connection,
                   "SELECT doc_id,promulgator FROM further WHERE promulgator = ?1 UNION"
                   " SELECT doc_id,promulgator FROM further WHERE doc_id = ?1 AND promulgator <> ''"
                   " ORDER BY 1");
  select.bind(1, doc_id);
  std::vector<SubDocument> out;
  while (select.step()) out.emplace_back(select.text(0), select.text(1));
  return out;
}

std::vector<std::string> Store::documents() const {
  Statement select(*db_->connection, "SELECT doc_id FROM documents ORDER BY doc_id");
  return read_texts(select);
}

bool Store::has_document(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  return select.bind(1, doc_id).step();
}

std::string Store::fingerprint(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT basis FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

OrderedLookup<BuildState> Store::build_states() const {
  const auto walk = std::make_shared<KeyCursor>(
      *db_->connection,
      "SELECT doc_id,basis,EXISTS(SELECT 1 FROM further WHERE first = made.doc_id),"
      "digest IS NOT NULL,digest IS NOT NULL OR EXISTS(SELECT 1 FROM texts AS t WHERE t.doc_id ="
      " made.doc_id AND kind = 1),(SELECT name FROM result_files AS r WHERE r.doc_id = made.doc_id)"
      " FROM made WHERE doc_id >= ? ORDER BY doc_id");
  return [walk](std::string_view doc_id) {
    BuildState out;
    walk->for_each_row_of(doc_id, [&](const Statement& row) {
      out = {row.text(1), row.integer(2) != 0, row.integer(3) != 0, row.integer(4) != 0,
             row.text(5)};
    });
    return out;
  };
}

void Store::save_fingerprint(std::string_view doc_id, std::string_view fingerprint) {
  Transaction transaction(db_->for_writing());
  Statement put(*db_->connection,
                "INSERT INTO made(doc_id,basis) VALUES(?1,?2) ON CONFLICT(doc_id) DO UPDATE SET"
                " basis = ?2");
  put.bind(1, doc_id).bind(2, fingerprint).step();
  run_with(*db_->connection, "DELETE FROM given_up WHERE doc_id = ?1", doc_id);
  results().keep(doc_id);
  transaction.commit();
}

void Store::forget_fingerprint(std::string_view doc_id) {
  if (!fingerprint(doc_id).empty()) save_fingerprint(doc_id, "");
}

std::string Store::answer(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT answer FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string();
}

void Store::save_answer(std::string_view doc_id, std::string_view digest) {
  Transaction transaction(db_->for_writing());
  Statement put(*db_->connection, "UPDATE made SET answer = ?2 WHERE doc_id = ?1");
  put.bind(1, doc_id).bind(2, digest).step();
  transaction.commit();
}

ResultFiles Store::results() const { return db_->results(); }

void Store::claim_results(std::span<const NamedDocument> documents) {
  static_cast<void>(db_->for_writing());
  results().claim(documents);
}

void Store::settle_results() {
  commit();
  results().settle();
}

std::optional<DocumentTexts> Store::texts(std::string_view doc_id) const {
  return load_texts(*db_->connection, doc_id);
}

bool Store::is_restored(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT 1 FROM texts WHERE doc_id = ? AND kind = 1 LIMIT 1");
  const bool is = select.bind(1, doc_id).step();
  while (is && select.step()) continue;
  return is;
}

void Store::save_texts(std::string_view doc_id, const TextPieces& as_read,
                       const TextPieces& changes) {
  Transaction transaction(db_->for_writing());
  store::save_texts(*db_->connection, doc_id, as_read, changes);
  transaction.commit();
}

KnownFiles Store::known_files(std::string_view doc_id) const {
  return load_known_files(*db_->connection, doc_id);
}

std::optional<record::Records> Store::find_sound_records(std::string_view doc_id) const {
  record::Records rows = records_of(doc_id);
  if (!has_recorded_rows(*db_->connection, doc_id, rows)) return std::nullopt;
  return rows;
}

std::vector<PrintedPassage> Store::printed(std::string_view doc_id) const {
  return load_printed(*db_->connection, doc_id);
}

void Store::require_recorded_rows(std::string_view doc_id) const {
  if (!find_sound_records(doc_id)) refuse_damaged_rows(*db_->connection, doc_id);
}

/// finish() builds the index again: only the damaged text could find the old words.
void Store::forget_damaged(std::string_view doc_id) {
  Transaction transaction(db_->for_writing());
  db_->rows.remove_all(doc_id);
  run_with(*db_->connection, "DELETE FROM printed WHERE doc_id = ?1", doc_id);
  run_with(*db_->connection, "DELETE FROM made WHERE doc_id = ?1", doc_id);
  run_with(*db_->connection, "DELETE FROM document_counts WHERE doc_id = ?1", doc_id);
  recount_totals(*db_->connection);
  mark_index_incomplete(*db_->connection);
  transaction.commit();
}

void Store::save_pdf(std::string_view doc_id, std::string_view obstacles, std::string_view mark) {
  Transaction transaction(db_->for_writing());
  Statement put(*db_->connection, "INSERT OR REPLACE INTO pdfs VALUES(?,?,?)");
  put.bind(1, doc_id).bind(2, obstacles).bind(3, mark).step();
  transaction.commit();
}

void Store::forget_pdf(std::string_view doc_id) {
  Transaction transaction(db_->for_writing());
  run_with(*db_->connection, "DELETE FROM pdfs WHERE doc_id = ?1", doc_id);
  transaction.commit();
}

std::optional<std::string> Store::pdf(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT obstacles FROM pdfs WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? std::optional(select.text(0)) : std::nullopt;
}

std::map<std::string, std::uint64_t> Store::pdfs() const {
  Statement select(*db_->connection, "SELECT obstacles,count(*) FROM pdfs GROUP BY 1");
  std::map<std::string, std::uint64_t> out;
  while (select.step()) out[select.text(0)] = static_cast<std::uint64_t>(select.integer(1));
  return out;
}

void Store::for_each_row(const Table& table, const std::function<void(const Row&)>& take) const {
  if (record::is_flat(table))
    return for_each_flat_row(*db_->connection, table, {}, [&](const Row& row, auto) { take(row); });
  if (find_row_owner(table) == RowOwner::kAbout) {
    for (const std::string& doc_id : documents())
      db_->rows.for_each_row(table, doc_id, RowOrder::kFileOrder, take);
    return;
  }
  RowReader rows(*db_->connection, table);
  while (rows.step()) take(rows.row());
}

record::Records Store::records_of(std::string_view doc_id) const { return db_->rows.all(doc_id); }

std::vector<Row> Store::rows_of(std::string_view doc_id, record::TableId table) const {
  std::vector<Row> out;
  db_->rows.for_each_row(record::table(table), doc_id, RowOrder::kKeyOrder,
                         [&](const Row& row) { out.push_back(row); });
  return out;
}

record::Records Store::head_of(std::string_view doc_id) const { return db_->rows.head(doc_id); }

std::uint64_t Store::count(record::TableId table) const {
  return count_rows(*db_->connection, record::table(table));
}

std::uint64_t Store::to_review() const { return count_doubts(*db_->connection); }

std::map<std::string, std::uint64_t> Store::reasons() const {
  Statement select(*db_->connection,
                   "SELECT substr(name,8),n FROM totals WHERE name GLOB 'reason:*'");
  std::map<std::string, std::uint64_t> out;
  while (select.step()) out[select.text(0)] = static_cast<std::uint64_t>(select.integer(1));
  return out;
}

XrefIndex Store::xref() const { return XrefIndex(*db_->connection); }
NameIndex Store::names() const { return NameIndex(*db_->connection); }

void Store::put_rejects(std::string_view file, std::span<const std::string> rejects) {
  Statement known(*db_->connection, "SELECT reject FROM rejects WHERE file = ? ORDER BY seq");
  if (std::ranges::equal(read_texts(known.bind(1, file)), rejects)) return;
  Transaction transaction(db_->for_writing());
  run_with(*db_->connection, "DELETE FROM rejects WHERE file = ?1", file);
  Statement insert(*db_->connection, "INSERT INTO rejects VALUES(?,?,?)");
  for (std::int64_t seq = 1; const std::string& reject : rejects)
    insert.bind(1, file).bind(2, seq++).bind(3, reject).step();
  transaction.commit();
}

void Store::for_each_reject(
    const std::function<void(std::string_view file, const std::string& reject)>& take) const {
  Statement select(*db_->connection, "SELECT file,reject FROM rejects ORDER BY file,seq");
  while (select.step()) take(select.text(0), select.text(1));
}

std::vector<std::string> Store::edits(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT edit FROM human_edits WHERE doc_id = ? ORDER BY seq");
  return read_texts(select.bind(1, doc_id));
}

std::map<std::string, std::string> Store::divisions() const {
  // matches the beginning of record::to_json(); has its own index (store/schema/ddl.cpp)
  Statement select(*db_->connection,
                   "SELECT doc_id,edit FROM human_edits WHERE edit GLOB"
                   R"( '{"action":"divide",*' ORDER BY doc_id,seq)");
  std::map<std::string, std::string> out;
  while (select.step()) out[select.text(0)] = select.text(1);
  return out;
}

void Store::put_edits(std::string_view doc_id, std::span<const std::string> edits) {
  Transaction transaction(db_->for_writing());
  EditsChecksum seal(*db_->connection);
  seal.before(doc_id);
  run_with(*db_->connection, "DELETE FROM human_edits WHERE doc_id = ?1", doc_id);
  Statement insert(*db_->connection, "INSERT INTO human_edits VALUES(?,?,?)");
  for (std::int64_t seq = 1; const std::string& edit : edits)
    insert.bind(1, doc_id).bind(2, seq++).bind(3, edit).step();
  seal.after(doc_id);
  seal.save();
  transaction.commit();
}

void Store::add_edits(std::string_view doc_id, std::span<const std::string> edits,
                      const record::Records& records) {
  Transaction transaction(db_->for_writing());
  Statement insert(*db_->connection,
                   "INSERT INTO human_edits SELECT ?1,coalesce(max(seq),0)+1,?2 FROM human_edits"
                   " WHERE doc_id = ?1");
  EditsChecksum seal(*db_->connection);
  seal.before(doc_id);
  for (const std::string& edit : edits) insert.bind(1, doc_id).bind(2, edit).step();
  seal.after(doc_id);
  seal.save();
  renew_records(doc_id, records);  // a person may have set a number or a title
  transaction.commit();
}

// A run keeps nothing of documents in memory between two jobs, so edits of others do not disturb
// it.
void Store::let_others_write() {
  constexpr std::chrono::milliseconds kLook{2};
  constexpr std::chrono::seconds kTurn{1}, kPatience{60};
  const std::filesystem::path file = db_->file, lock = file.string() + ".lock";
  if (!io::is_lock_wanted(lock)) return;
  commit();
  const auto identify = [&] {
    const std::string all = identify_database_files(file);
    return all.substr(0, all.find(' '));
  };
  const std::string before = identify();
  db_->lock.reset();
  const auto begun = std::chrono::steady_clock::now();
  while (io::is_lock_wanted(lock) && std::chrono::steady_clock::now() - begun < kTurn)
    std::this_thread::sleep_for(kLook);
  db_->lock = std::make_unique<io::FileLock>(lock, file, kPatience);
  if (identify() != before)
    throw Error(ErrorCode::kOutput,
                file.string() + ": " +
                    both("một lệnh codau khác đã thay tệp này; hãy chạy lại lệnh vừa rồi",
                         "another codau command has replaced this file; run the command again"));
}

void Store::suspend() {
  commit();
  db_->left = db_->state_of_files();
  db_->lock.reset();
}

bool Store::resume() {
  db_->lock = locked(db_->file);
  return db_->state_of_files() == db_->left;
}

void Store::finish(const OutputOrigin* origin) {
  commit();
  if (db_->writing) results().settle_finished();
  if (is_index_incomplete(*db_->connection)) build_search(*db_->connection);
  db_->purge();
  db_->tell_history();
  const bool stays_open =
      db_->settles_nothing ? db_->is_left_open() : db_->edits_alone && db_->left_open == kOpenRun;
  if (!db_->writing && origin == nullptr && (stays_open || !db_->is_left_open())) return;
  History(beside(db_->file, "history.db")).end_run();
  {
    Transaction transaction(*db_->connection);
    if (origin != nullptr) write_origin(*db_->connection, *origin);
    if (!stays_open) db_->connection->run("DELETE FROM state WHERE name = 'open'");
    transaction.commit();
  }
  truncate_log(*db_->connection);  // or later, if somebody is reading
  if (!stays_open) db_->left_open.clear();
  db_->writing = false;
}

void Store::compact() {
  db_->settles_nothing = true;
  finish();
  db_->pages.compact();
  db_->hand.compact();
  db_->hand.require_sound();
  remove_log(*db_->connection);
  db_->connection.reset();
  compact_database(db_->file);
}

}  // namespace codau::store
