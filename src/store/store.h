// store/store.h — opens an output for writing: OUT/codau.db with pages.db, history.db and hand.db.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "record/rows/records.h"
#include "store/changes/output_origin.h"
#include "store/citations/xref_index.h"
#include "store/documents/build_state.h"
#include "store/documents/document_texts.h"
#include "store/pages/page_store.h"
#include "store/results/result_files.h"
#include "store/schema/printed_passage.h"

namespace codau::store {
class HandStore;
class MergeSource;
class NameIndex;

/// The only source of truth about the documents of an output. Uses one connection and thread. One
/// process may write at a time (`<file>.lock`); any number may read (WAL, on network file systems a
/// rollback journal). Tables: record::schema(). No call costs more for more documents. Throws
/// Error{kOutput} with path and cause. Laws: data written by commit() survive a later kill; equal
/// contents give equal bytes after compact().
class Store {
 public:
  /// Reports progress of making citation keys of an older store again: documents done, and all.
  using Booked = std::function<void(std::uint64_t done, std::uint64_t all)>;
  /// Opens a store, or creates it with its folder.
  explicit Store(const std::filesystem::path& file, const Booked& = {});
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  [[nodiscard]] bool was_finished() const noexcept;  ///< whether the last writer called finish()
  void expect_edits() noexcept;  ///< only edits follow; finish() leaves a stopped run open
  [[nodiscard]] bool had_unsettled_edits() const noexcept;  ///< last writer stopped within edits
  [[nodiscard]] bool has_new_rows() const noexcept;  ///< rows changed since the store was opened
  [[nodiscard]] PageStore& pages() noexcept;
  [[nodiscard]] const PageStore& pages() const noexcept;
  [[nodiscard]] HandStore& hand() noexcept;  ///< empty unless the archive keeps strips
  [[nodiscard]] std::int64_t runs() const;   ///< number of finished runs
  [[nodiscard]] OutputOrigin origin() const;
  void set_origin(const OutputOrigin& origin);
  /// Makes writes wait for commit() or the destructor; otherwise each call commits. Before that,
  /// `files` moves the files of new rows into place. If `files` fails nothing is committed.
  void begin_batch(std::function<std::optional<Error>()> files = {});
  void commit();
  [[nodiscard]] std::shared_ptr<const void> look() const;  ///< Keeps a read lock while it lives.
  /// Replaces all rows and printed lines of a document, and clears its fingerprint: the next run
  /// makes the document again unless save_fingerprint() follows. Keeps reals to four decimals. Of
  /// shared rows (agencies), those of the smallest doc_id count.
  void save_records(std::string_view doc_id, const record::Records& records,
                    const std::vector<PrintedPassage>& printed = {});
  /// Replaces the rows of a document by rows made from them. The function renew_records() also
  /// replaces its facts in xref(). Throws Error{kOutput} if the old rows are damaged.
  void revise_records(std::string_view doc_id, const record::Records& records);
  void renew_records(std::string_view doc_id, const record::Records& records);
  /// Removes rows, texts, fingerprints and strips of documents, and the pages of their sources.
  /// Probes stay. Zeros overwrite deleted bytes, now or, if a reader needs the log, at the next
  /// opening. Words leave the search index with finish(). Reason `why`: "secret", "no_pages",
  /// "removed" or "gone". All except "gone" are kept as tombstones. Edits stay unless "secret": the
  /// document may return.
  void remove_documents(std::span<const std::string> doc_ids, std::string_view why);
  /// Returns the reason of a removal; empty for all other documents. save_records() clears it.
  [[nodiscard]] std::string find_tombstone(std::string_view doc_id) const;
  [[nodiscard]] std::set<std::string> removed() const;
  /// Copies documents from another store. Replaces all their data here except pages.
  void take(const MergeSource& other, std::span<const std::string> doc_ids);
  /// Takes back a removed document: the next run makes it again.
  void restore_document(std::string_view doc_id);
  /// Returns the documents after the first of a file (13.11), removed or not; they go with it.
  [[nodiscard]] std::vector<std::string> sub_documents(std::string_view doc_id) const;
  using SubDocument = std::pair<std::string, std::string>;  ///< its doc_id, its promulgator or ""
  void save_sub_documents(std::string_view doc_id, std::span<const SubDocument> further);
  /// Returns the documents that this one promulgates, and itself if another promulgates it.
  [[nodiscard]] std::vector<SubDocument> promulgated(std::string_view doc_id) const;
  [[nodiscard]] std::vector<std::string> documents() const;  ///< doc_ids, sorted
  [[nodiscard]] bool has_document(std::string_view doc_id) const;
  [[nodiscard]] std::string fingerprint(std::string_view doc_id) const;  ///< hash of its inputs
  [[nodiscard]] OrderedLookup<BuildState> build_states() const;          ///< by doc_id
  void save_fingerprint(std::string_view doc_id, std::string_view fingerprint);
  void forget_fingerprint(std::string_view doc_id);
  [[nodiscard]] std::string answer(std::string_view doc_id) const;  ///< digest of worker's answer
  void save_answer(std::string_view doc_id, std::string_view digest);
  [[nodiscard]] KnownFiles known_files(std::string_view doc_id) const;
  [[nodiscard]] ResultFiles results() const;  ///< read-only; the next two write
  void claim_results(std::span<const NamedDocument> documents);
  void settle_results();  ///< commits; no file of a document may be open
  [[nodiscard]] std::optional<DocumentTexts> texts(std::string_view doc_id) const;
  [[nodiscard]] bool is_restored(std::string_view doc_id) const;  ///< whether texts() has changes
  void save_texts(std::string_view doc_id, const TextPieces& as_read, const TextPieces& changes);
  /// Returns all rows; nothing if they differ from their digest (document_stats.h).
  [[nodiscard]] std::optional<record::Records> find_sound_records(std::string_view doc_id) const;
  [[nodiscard]] std::vector<PrintedPassage> printed(std::string_view doc_id) const;
  void require_recorded_rows(std::string_view doc_id) const;  ///< else throws Error{kOutput}
  void forget_damaged(std::string_view doc_id);               ///< removes damaged rows unread
  /// `obstacles` to PDF/A-2b: codes of export/pdf/pdf_a.h, with spaces. `mark`: has_digest_mark().
  void save_pdf(std::string_view doc_id, std::string_view obstacles, std::string_view mark);
  void forget_pdf(std::string_view doc_id);  ///< the next run makes it again
  [[nodiscard]] std::optional<std::string> pdf(std::string_view doc_id) const;  ///< its obstacles
  [[nodiscard]] std::map<std::string, std::uint64_t> pdfs() const;  ///< number by obstacles
  /// Passes rows, also of flat tables: by doc_id, seq (of the parent if there is none), then key.
  void for_each_row(const record::Table& table,
                    const std::function<void(const record::Row&)>& take) const;
  [[nodiscard]] record::Records records_of(std::string_view doc_id) const;  ///< in the same order
  [[nodiscard]] std::vector<record::Row> rows_of(std::string_view doc_id,
                                                 record::TableId table) const;
  [[nodiscard]] record::Records head_of(std::string_view doc_id) const;  ///< record::is_head_row
  [[nodiscard]] std::uint64_t count(record::TableId table) const;        ///< number of rows
  [[nodiscard]] std::uint64_t to_review() const;  ///< open questions (open_doubts.h)
  [[nodiscard]] std::map<std::string, std::uint64_t> reasons() const;  ///< rows by reason or flag
  [[nodiscard]] XrefIndex xref() const;   ///< write only after begin_batch()
  [[nodiscard]] NameIndex names() const;  ///< write only after begin_batch()
  void put_rejects(std::string_view file, std::span<const std::string> rejects);
  void for_each_reject(
      const std::function<void(std::string_view file, const std::string& reject)>& take) const;
  // Edits of people: JSON of record/edits/human_edit.h, kept whatever happens to the rows.
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  [[nodiscard]] std::map<std::string, std::string> divisions() const;  ///< last "divide" by doc_id
  void put_edits(std::string_view doc_id, std::span<const std::string> edits);  ///< replaces them
  /// Adds edits after the existing ones, and calls renew_records().
  void add_edits(std::string_view doc_id, std::span<const std::string> edits,
                 const record::Records& records);
  void let_others_write();      ///< commits; whoever waits for the store may write meanwhile
  void suspend();               ///< commits; others may write until resume()
  [[nodiscard]] bool resume();  ///< false: another wrote; destroy the object
  /// Commits, sends changes to history.db, ends the run, and completes remove_documents(). If
  /// `origin` is given, it replaces the old one in the same commit.
  void finish(const OutputOrigin* origin = nullptr);
  /// Rewrites and checks codau.db, pages.db and hand.db, and closes. A stopped run stays stopped.
  void compact();

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
