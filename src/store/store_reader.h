// store/store_reader.h — OUT/codau.db as others read it: exports, search, review.
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

/// A file that holds several documents.
struct SharedFile {
  std::vector<std::string> doc_ids;
  bool is_whole = true;  ///< none of them was taken out by itself
};

/// A store opened for reading, also while a run writes to it: what is read is one state, however
/// long that takes. Nothing of the store is changed, so the folder may be read-only; who may not
/// write to it reads while nobody does (Connection::Access::kReadAsIs).
/// One thread.
/// Errors: those of require_store() (store/schema/database_identity.h); Error{kNothingRead} for a
/// store of an older version, Error{kOutput} for one of a newer.
class StoreReader {
 public:
  explicit StoreReader(const std::filesystem::path& file, Footprint footprint = Footprint::kLog);
  ~StoreReader();
  StoreReader(StoreReader&&) noexcept;
  StoreReader& operator=(StoreReader&&) noexcept;

  /// For who reads a little now and then: 8 MiB of the store are kept in memory, not 32.
  void limit_cache();
  /// Lets go of the state that was read; only refresh() and the destructor may be called. Whoever
  /// reads now and then saves opening the store.
  void suspend();
  /// From here on what is there now. False if other files have taken the place of these, or if
  /// suspend() failed: nothing but the destructor may be called.
  [[nodiscard]] bool refresh();

  /// Takes a row and its document; no document for rows of several (agencies).
  using RowSink = std::function<void(const record::Row&, std::string_view doc_id)>;
  /// All rows of a table, one after another (never all in memory): by doc_id and seq (of the parent
  /// where the table has none), then primary key. A doc_id begins the SHA-256 of its source, so
  /// this is the order of standards section 10.
  /// A flat table (record/schema/flat_tables.h) is one too: by doc_id, task and deadline.
  void for_each_row(const record::Table& table, const RowSink& take) const;
  /// Those of one document, in the same order.
  void for_each_row_of(const record::Table& table, std::string_view doc_id,
                       const RowSink& take) const;
  /// Of documents that are copies of others (store/schema/flat_views.h), which one counts. Their
  /// rows of flat tables are those of for_each_row_of() alone.
  [[nodiscard]] std::vector<DocumentCopy> copies() const;
  /// Those whose column has this value, by an index where it is a foreign key; in no order.
  void for_each_row_with(const record::Table& table, std::string_view column,
                         std::string_view value, const RowSink& take) const;
  /// The first column of the primary key of all rows of a table, in no order: from an index,
  /// without reading any row.
  void for_each_key(const record::Table& table,
                    const std::function<void(std::string_view key)>& take) const;
  /// Rows a table has.
  [[nodiscard]] std::uint64_t count(const record::Table& table) const;
  /// For a table whose rows several documents share (agencies): each row with each of its
  /// documents, sorted.
  void for_each_claim(
      const record::Table& table,
      const std::function<void(std::string_view row_id, std::string_view doc_id)>& take) const;
  /// A digest of all rows of each document, by doc_id.
  [[nodiscard]] std::map<std::string, std::string> digests() const;
  /// Whether the last run has come to its end. If not, cross-references may be those of before.
  [[nodiscard]] bool is_finished() const;
  /// If not: whether that is only for what people have edited.
  [[nodiscard]] bool has_unsettled_edits() const;
  /// XrefIndex::lexicon(), of which its documents have their keys.
  [[nodiscard]] std::string lexicon() const;
  /// As Store::fingerprint(): what the rows of a document were made from.
  [[nodiscard]] std::string fingerprint(std::string_view doc_id) const;
  /// Documents with a row that has a reason or flag which `is_meant` picks, and those in which
  /// people have set something; sorted. Without reading any row.
  [[nodiscard]] std::vector<std::string> documents_with(
      const std::function<bool(std::string_view code)>& is_meant) const;
  /// Reasons and flags of the rows of each document, in no order. Without reading any row.
  void for_each_reason(
      const std::function<void(const std::string& doc_id, const std::string& code)>& take) const;
  /// Reasons and flags of all rows, by code, whatever people have said of them.
  [[nodiscard]] std::map<std::string, std::uint64_t> reasons() const;
  /// How many edits of an action (record/edits/human_edit.h) somebody has made on a day of this
  /// machine, in order of these.
  struct EditCount {
    std::string day, actor, action;
    std::uint64_t count = 0;
    bool operator==(const EditCount&) const = default;
  };
  [[nodiscard]] std::vector<EditCount> edits_by_day() const;
  /// What people have set in a document, as Store::edits() gives it.
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  /// The greatest number of the change feed when this was opened: all that it tells is in the rows
  /// that are read here.
  [[nodiscard]] std::int64_t seq() const noexcept;
  /// Where the feed begins (History::feed_start).
  [[nodiscard]] std::int64_t feed_start() const;
  /// The change feed behind `seq` and up to seq(), in order; what a run that is not finished has
  /// done is not in it.
  [[nodiscard]] std::vector<DocumentChange> changes_since(std::int64_t seq) const;
  /// Documents that a run has read and given up: secret, taken out, or without a page that could be
  /// read. Of these nothing is here; what an earlier state of the store has put elsewhere has to
  /// go. Sorted.
  [[nodiscard]] std::vector<std::string> tombstones() const;
  /// Why one was; empty for all others.
  [[nodiscard]] std::string tombstones(std::string_view doc_id) const;
  /// The documents behind the first of a file, but for those that were taken out by themselves.
  [[nodiscard]] std::vector<std::string> sub_documents(std::string_view doc_id) const;
  /// The documents of the file of one that shares it, the first of them first; nothing for others.
  [[nodiscard]] std::optional<SharedFile> shared_file(std::string_view doc_id) const;
  /// How many documents were read and have no rows: of runs that were to go no further.
  [[nodiscard]] std::uint64_t count_without_rows() const;
  /// Whether a run has come to the end of a document.
  [[nodiscard]] bool was_made(std::string_view doc_id) const;
  /// Documents that were here and are not, by the change feed. Sorted.
  [[nodiscard]] std::vector<std::string> gone() const;
  /// By what the searchable PDF of a document is known (store/documents/build_state.h); empty: not
  /// known.
  [[nodiscard]] std::string pdf_mark(std::string_view doc_id) const;
  /// Where the files of documents are: text, PDF (store/results/result_files.h). To read alone.
  [[nodiscard]] ResultFiles results() const;
  /// Its text as it was read, and the changes; nothing if it has none.
  [[nodiscard]] std::optional<DocumentTexts> texts(std::string_view doc_id) const;

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
