// store/store_reader.h — reads OUT/codau.db for exports, search and review.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "store/changes/history.h"
#include "store/documents/document_texts.h"
#include "store/results/result_files.h"
#include "store/schema/database_identity.h"
#include "store/schema/flat_views.h"

namespace codau::store {

/// An input file that contains several documents.
struct SharedFile {
  std::vector<std::string> doc_ids;
  bool is_whole = true;  ///< none of its documents was removed by itself
};

/// Reads one consistent state of a store, for however long it takes, also while a run writes.
/// Writes nothing, so that the folder may be read-only. Who may not write to the folder can read
/// only while nobody writes (Connection::Access::kReadAsIs). Used from one thread.
///
/// Throws the errors of require_store() (store/schema/database_identity.h), Error{kNothingRead} for
/// an empty or older store, and Error{kOutput} for a newer one.
class StoreReader {
 public:
  explicit StoreReader(const std::filesystem::path& file, Footprint footprint = Footprint::kLog);
  ~StoreReader();
  StoreReader(StoreReader&&) noexcept;
  StoreReader& operator=(StoreReader&&) noexcept;

  /// Limits the cache from 32 MiB to 8 MiB, for callers that read a little now and then.
  void limit_cache();
  /// Releases the state, so that an occasional reader need not open the store again. Only refresh()
  /// and the destructor may be called then.
  void suspend();
  /// Continues with the current state. Returns false if other files have replaced the databases, or
  /// if suspend() failed: then only the destructor may be called.
  [[nodiscard]] bool refresh();

  /// Receives a row and its document; no document for rows that several documents share (agencies).
  using RowSink = std::function<void(const record::Row&, std::string_view doc_id)>;
  /// Passes all rows of a table to `take`, never all in memory. The order is that of standards
  /// section 10: by doc_id and seq (of the parent if the table has none), then primary key. Flat
  /// tables (record/schema/flat_tables.h) are ordered by doc_id, task and deadline.
  void for_each_row(const record::Table& table, const RowSink& take) const;
  /// Passes the rows of one document to `take`, in the same order.
  void for_each_row_of(const record::Table& table, std::string_view doc_id,
                       const RowSink& take) const;
  /// Returns the documents that are copies of others (store/schema/flat_views.h). Their rows of
  /// flat tables come only from for_each_row_of().
  [[nodiscard]] std::vector<DocumentCopy> copies() const;
  /// Passes the rows with a value in a column to `take`, in no order. Uses an index if the column
  /// is a foreign key.
  void for_each_row_with(const record::Table& table, std::string_view column,
                         std::string_view value, const RowSink& take) const;
  /// Passes the first column of the primary key of all rows to `take`, in no order. Reads only an
  /// index.
  void for_each_key(const record::Table& table,
                    const std::function<void(std::string_view key)>& take) const;
  /// Returns the number of rows in a table.
  [[nodiscard]] std::uint64_t count(const record::Table& table) const;
  /// Passes each row with each of its documents to `take`, sorted. For tables whose rows several
  /// documents share (agencies).
  void for_each_claim(
      const record::Table& table,
      const std::function<void(std::string_view row_id, std::string_view doc_id)>& take) const;
  /// Returns a digest of all rows of each document, by doc_id.
  [[nodiscard]] std::map<std::string, std::string> digests() const;
  /// Tells whether the last run has finished. If not, cross-references may be out of date.
  [[nodiscard]] bool is_finished() const;
  /// Tells whether only edits of people keep the store unfinished.
  [[nodiscard]] bool has_unsettled_edits() const;
  /// Returns XrefIndex::lexicon(): the lexicon that the keys of documents were made with.
  [[nodiscard]] std::string lexicon() const;
  /// Returns the hash of everything the rows of a document were made from, as Store::fingerprint().
  [[nodiscard]] std::string fingerprint(std::string_view doc_id) const;
  /// Returns, sorted, the documents with a reason or flag for which `is_meant` holds, and all
  /// documents with edits. Reads no rows.
  [[nodiscard]] std::vector<std::string> documents_with(
      const std::function<bool(std::string_view code)>& is_meant) const;
  /// Passes the reasons and flags of the rows of each document to `take`, in no order. Reads no
  /// rows.
  void for_each_reason(
      const std::function<void(const std::string& doc_id, const std::string& code)>& take) const;
  /// Returns the number of rows with each reason or flag, also if people have settled them.
  [[nodiscard]] std::map<std::string, std::uint64_t> reasons() const;
  /// Number of edits with an action (record/edits/human_edit.h) by one person on one day, local
  /// time.
  struct EditCount {
    std::string day, actor, action;
    std::uint64_t count = 0;
    bool operator==(const EditCount&) const = default;
  };
  /// Returns the numbers of edits, sorted by day, person and action.
  [[nodiscard]] std::vector<EditCount> edits_by_day() const;
  /// Returns the edits of people in a document, as Store::edits().
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  /// Returns the last number of the change feed at opening. The rows read here contain all changes
  /// up to it.
  [[nodiscard]] std::int64_t seq() const noexcept;
  /// Returns the number at which the feed begins (History::feed_start).
  [[nodiscard]] std::int64_t feed_start() const;
  /// Returns at most `most` changes after `seq`, in order, without those of an unfinished run.
  [[nodiscard]] std::vector<DocumentChange> changes_since(std::int64_t seq,
                                                          std::int64_t most = kAllChanges) const;
  static constexpr std::int64_t kAllChanges = -1;
  /// Returns, sorted, the documents that were read and given up: secret, removed, or without a
  /// readable page. The store has no rows of them; exports of an earlier state have to delete them.
  [[nodiscard]] std::vector<std::string> tombstones() const;
  /// Returns the reason for one document; empty if it was not given up.
  [[nodiscard]] std::string tombstones(std::string_view doc_id) const;
  /// Returns the further documents of a file by its first document, except those removed by
  /// themselves.
  [[nodiscard]] std::vector<std::string> sub_documents(std::string_view doc_id) const;
  /// Returns the file of a document that shares it, with the first document first; nothing for
  /// others.
  [[nodiscard]] std::optional<SharedFile> shared_file(std::string_view doc_id) const;
  /// Returns the number of documents that were read and have no rows, because a run was to stop
  /// there.
  [[nodiscard]] std::uint64_t count_without_rows() const;
  /// Tells whether a run has completed the document.
  [[nodiscard]] bool was_made(std::string_view doc_id) const;
  /// Returns the documents that were here and are no longer, by the change feed, sorted.
  [[nodiscard]] std::vector<std::string> gone() const;
  /// Returns the mark of the searchable PDF of a document (has_digest_mark()); empty if unknown.
  [[nodiscard]] std::string pdf_mark(std::string_view doc_id) const;
  /// Finds the files of documents: text, PDF. Read-only.
  [[nodiscard]] ResultFiles results() const;
  /// Returns the text as read and its changes; nothing if the document has none.
  [[nodiscard]] std::optional<DocumentTexts> texts(std::string_view doc_id) const;
  /// Returns the connection with this state, for the queries of store/lists and store/search.
  [[nodiscard]] const Connection& connection() const noexcept;

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
