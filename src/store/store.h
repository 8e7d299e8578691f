// store/store.h — OUT/codau.db, the one source of truth, with pages.db, history.db and hand.db.
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

/// One connection and thread; one writing process at a time (`<file>.lock`), any number of readers
/// (WAL; a rollback journal on network file systems). Tables: record::schema()
/// (store/schema/ddl.h). No call costs more for more documents. Error{kOutput} has path and cause.
/// Laws: what commit() wrote is there after the process is killed later; equal contents give equal
/// bytes after compact().
class Store {
 public:
  using Booked = std::function<void(std::uint64_t done, std::uint64_t all)>;  ///< anew, of an older
  explicit Store(const std::filesystem::path& file,  ///< opened or made, with its folder
                 const Booked& = {});
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  [[nodiscard]] bool was_finished() const noexcept;  ///< whether the last writer came to finish()
  void expect_edits() noexcept;  ///< a run that was stopped stays so, after finish() too
  [[nodiscard]] bool had_unsettled_edits() const noexcept;  ///< whoever expected them was killed
  [[nodiscard]] bool has_new_rows() const noexcept;
  [[nodiscard]] PageStore& pages() noexcept;
  [[nodiscard]] const PageStore& pages() const noexcept;
  [[nodiscard]] HandStore& hand() noexcept;  ///< has nothing unless the archive keeps strips
  [[nodiscard]] std::int64_t runs() const;   ///< that have come to their end
  [[nodiscard]] OutputOrigin origin() const;
  void set_origin(const OutputOrigin& origin);
  /// What is written from here on waits for commit(), or for the end; else each call commits.
  /// `files` brings what rows tell of to its place before; where it gives an error nothing is kept.
  void begin_batch(std::function<std::optional<Error>()> files = {});
  void commit();
  [[nodiscard]] std::shared_ptr<const void> look()
      const;  ///< while it lives, questions share locks

  /// Replaces all rows of the document and its printed lines, and forgets its fingerprint: a run
  /// that dies before save_fingerprint() makes them again. Reals are kept with four decimals. Rows
  /// of several documents at once (agencies) are those of the smallest doc_id.
  void save_records(std::string_view doc_id, const record::Records& records,
                    const std::vector<PrintedPassage>& printed = {});
  /// Replaces rows that were made from the rows of the store; all else stays. Throws Error{kOutput}
  /// if the rows of the store are damaged.
  void revise_records(std::string_view doc_id, const record::Records& records);
  void renew_records(std::string_view doc_id, const record::Records& records);  ///< and its xref()
  /// Removes documents: rows, fingerprints, strips, and pages of the source whose SHA-256 begins
  /// with the doc_id. Only probes stay. `why` is kept unless it is "gone" (find_tombstone()):
  /// "secret", "no_pages", "removed". Edits of people stay, for whoever takes the document back or
  /// finds its file again, but for "secret". Zeros overwrite deleted bytes, now or, if a reader
  /// needs the log, at the next opening; words leave the search indexes with finish().
  void remove_documents(std::span<const std::string> doc_ids, std::string_view why);
  /// Why a document was given up; empty for all others. save_records() takes it back.
  [[nodiscard]] std::string find_tombstone(std::string_view doc_id) const;
  [[nodiscard]] std::set<std::string> removed() const;
  /// All of documents from another store, in place of all but the pages here.
  void take(const MergeSource& other, std::span<const std::string> doc_ids);
  void restore_document(std::string_view doc_id);
  /// The documents behind the first of a file (13.11), taken out or not; they go with the first.
  [[nodiscard]] std::vector<std::string> sub_documents(std::string_view doc_id) const;
  using SubDocument = std::pair<std::string, std::string>;  ///< and whose number it has, or ""
  void save_sub_documents(std::string_view doc_id, std::span<const SubDocument> further);
  /// Those that it promulgates, and itself where it is promulgated.
  [[nodiscard]] std::vector<SubDocument> promulgated(std::string_view doc_id) const;
  [[nodiscard]] std::vector<std::string> documents() const;  ///< doc_ids, sorted
  [[nodiscard]] bool has_document(std::string_view doc_id) const;
  [[nodiscard]] std::string fingerprint(
      std::string_view doc_id) const;                            ///< what rows are made from
  [[nodiscard]] OrderedLookup<BuildState> build_states() const;  ///< by doc_id
  void save_fingerprint(std::string_view doc_id, std::string_view fingerprint);
  void forget_fingerprint(std::string_view doc_id);
  [[nodiscard]] std::string answer(std::string_view doc_id) const;  ///< what it was made from
  void save_answer(std::string_view doc_id, std::string_view digest);
  [[nodiscard]] KnownFiles known_files(std::string_view doc_id) const;
  [[nodiscard]] ResultFiles results() const;  ///< to read alone; the next two write
  void claim_results(std::span<const NamedDocument> documents);
  void settle_results();  ///< not while a file of a document is open
  [[nodiscard]] std::optional<DocumentTexts> texts(std::string_view doc_id) const;
  [[nodiscard]] bool is_restored(std::string_view doc_id) const;  ///< whether texts() has changes
  void save_texts(std::string_view doc_id, const TextPieces& as_read, const TextPieces& changes);
  /// Returns all rows; nothing if they differ from their digest (documents/document_stats.h).
  [[nodiscard]] std::optional<record::Records> find_sound_records(std::string_view doc_id) const;
  [[nodiscard]] std::vector<PrintedPassage> printed(std::string_view doc_id) const;
  void require_recorded_rows(std::string_view doc_id) const;  ///< else throws Error{kOutput}
  void forget_damaged(std::string_view doc_id);  ///< rows that are damaged go, without being read
  /// What keeps the searchable PDF from PDF/A-2b: codes of export/pdf/pdf_a.h with spaces between.
  void save_pdf(std::string_view doc_id, std::string_view obstacles, std::string_view mark);
  void forget_pdf(std::string_view doc_id);  ///< it is made again
  [[nodiscard]] std::optional<std::string> pdf(std::string_view doc_id) const;
  [[nodiscard]] std::map<std::string, std::uint64_t> pdfs() const;  ///< how many, by these
  /// By doc_id and seq (of the parent if there is none), then key. Flat tables too.
  void for_each_row(const record::Table& table,
                    const std::function<void(const record::Row&)>& take) const;
  [[nodiscard]] record::Records records_of(std::string_view doc_id) const;  ///< in the same order
  [[nodiscard]] std::vector<record::Row> rows_of(std::string_view doc_id,
                                                 record::TableId table) const;
  [[nodiscard]] record::Records head_of(std::string_view doc_id) const;  ///< record::is_head_row
  [[nodiscard]] std::uint64_t count(record::TableId table) const;        ///< rows a table has
  [[nodiscard]] std::uint64_t to_review() const;  ///< doubts of all documents (open_doubts.h)
  [[nodiscard]] std::map<std::string, std::uint64_t> reasons() const;  ///< and flags, by code
  [[nodiscard]] XrefIndex xref() const;   ///< it is written to after begin_batch()
  [[nodiscard]] NameIndex names() const;  ///< the same
  void put_rejects(std::string_view file, std::span<const std::string> rejects);
  void for_each_reject(
      const std::function<void(std::string_view file, const std::string& reject)>& take) const;
  // What people have set: JSON of record/edits/human_edit.h, kept whatever becomes of the rows.
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  [[nodiscard]] std::map<std::string, std::string> divisions() const;  ///< the last of each
  void put_edits(std::string_view doc_id, std::span<const std::string> edits);  ///< in place
  /// Puts edits after those that are there, and renew_records().
  void add_edits(std::string_view doc_id, std::span<const std::string> edits,
                 const record::Records& records);
  void suspend();               ///< commits; others may write until resume()
  [[nodiscard]] bool resume();  ///< whether none has; else it is of no use any more
  /// Commits, tells history.db what changed, ends the run, does what remove_documents() has left.
  /// `origin` takes the place of the other in the same moment.
  void finish(const OutputOrigin* origin = nullptr);
  /// Writes codau.db, pages.db and hand.db anew and checks them. What was stopped stays so. Closes.
  void compact();

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
