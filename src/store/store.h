// store/store.h — OUT/codau.db: the journal of finished pages and the records; the one source of
// truth.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/records.h"
#include "store/printed.h"

namespace codau::store {

/// One connection, used from one thread; one process at a time (`<file>.lock`). SQLite, WAL while
/// open (a rollback journal on network file systems), every commit durable; STRICT tables made from
/// record::schema(), WITHOUT ROWID, `user_version` = 1.
/// Errors: Error{kOutput} with path and cause (full, read-only, locked, newer version, not a
/// store). Laws: what a call has committed is there after the process is killed at any later
/// moment; equal contents give equal bytes after finish(), whatever the order, number and history
/// of the calls.
class Store {
 public:
  /// Opens or creates `file` and its folder. A newer schema is refused.
  explicit Store(const std::filesystem::path& file,
                 std::span<const record::Table> tables = record::schema());
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Whether the last one who wrote to it came to finish(), or nobody has.
  [[nodiscard]] bool was_finished() const noexcept;

  // -- journal: what is finished is never read again --
  /// The finished page (JSON of text/page_json.h) or nothing. `key` names everything that its
  /// reading depends on besides the source: engine versions and settings; another key is another
  /// page.
  [[nodiscard]] std::optional<std::string> page(std::string_view sha256, std::string_view key,
                                                std::uint32_t number) const;
  /// The keys under which the journal has the page, sorted.
  [[nodiscard]] std::vector<std::string> page_keys(std::string_view sha256,
                                                   std::uint32_t number) const;
  /// Committed and durable when this returns.
  void save_page(std::string_view sha256, std::string_view key, std::uint32_t number,
                 std::string_view json);
  void remove_page(std::string_view sha256, std::string_view key, std::uint32_t number);
  /// Number of pages of a source as probed before, so that a resumed run need not open it again.
  [[nodiscard]] std::optional<std::string> probe(std::string_view sha256,
                                                 std::string_view key) const;
  void save_probe(std::string_view sha256, std::string_view key, std::string_view json);

  // -- records --
  /// Replaces all rows of the document in one transaction, and forgets its fingerprint: a run that
  /// dies before save_fingerprint() makes the rows again. Reals are kept with four decimals, as
  /// every format shows them. Rows of several documents at once (agencies) are those of the
  /// smallest doc_id.
  /// `printed` are its printed lines, which can be searched once finish() was called.
  void save_records(std::string_view doc_id, const record::Records& records,
                    std::span<const Printed> printed = {});
  /// Rows that were made from those of the store, of several documents in one transaction:
  /// fingerprints and printed lines stay.
  void revise_records(std::span<const std::pair<std::string, record::Records>> documents);
  /// What people have edited in a document (record/human_edit.h, JSON), in order. Rows that are
  /// saved anew leave it alone.
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  /// Puts edits behind those that are there, and replaces the rows by those that they made, in one
  /// transaction: fingerprint and printed lines stay.
  void add_edits(std::string_view doc_id, std::span<const std::string> edits,
                 const record::Records& records);
  /// Removes every trace of a document but its probe: rows, fingerprint, edits, and pages of the
  /// source whose SHA-256 begins with doc_id (secrecy, a source that is gone). What was deleted
  /// is overwritten with zeros, in the log of writes too, before this returns.
  void remove_document(std::string_view doc_id);
  [[nodiscard]] std::vector<std::string> documents() const;  ///< doc_ids, sorted
  /// Hash of what the stored rows of a document were made from, to reuse them; empty if none.
  [[nodiscard]] std::string fingerprint(std::string_view doc_id) const;
  void save_fingerprint(std::string_view doc_id, std::string_view fingerprint);
  /// All rows of a table, one after another (never all in memory): by doc_id and seq (of the parent
  /// where the table has none), then primary key.
  void each_row(std::string_view table, const std::function<void(const record::Row&)>& take) const;
  /// The rows of one document as they were saved, in the order of each_row().
  [[nodiscard]] record::Records records_of(std::string_view doc_id) const;
  /// Of these, the document's own row, its citations, and what evidence and corrections there are
  /// of both: all that other documents can tell about.
  [[nodiscard]] record::Records head_of(std::string_view doc_id) const;
  /// Rows a table has.
  [[nodiscard]] std::uint64_t count(std::string_view table) const;
  [[nodiscard]] std::span<const record::Table> tables() const noexcept;

  /// Full-text index rebuilt, VACUUM, integrity checks, WAL gone; the file's bytes then depend on
  /// its contents alone. The store is closed afterwards: nothing but the destructor may be called.
  void finish();

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
