// store/merge_source.h — reads the databases of another output, so that its documents can be merged
// into a store.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/rows/records.h"
#include "store/changes/output_origin.h"
#include "store/documents/build_state.h"
#include "store/documents/document_texts.h"
#include "store/pages/page_store.h"
#include "store/results/result_files.h"

namespace codau::store {

class Connection;
class HandStore;

/// Reads one consistent state of codau.db, pages.db and hand.db of another output. Changes nothing:
/// the folder may be read-only. Throws the errors of StoreReader (store/store_reader.h), and
/// Error{kOutput} if a file is damaged.
class MergeSource {
 public:
  /// `folder`: the folder of an output.
  explicit MergeSource(const std::filesystem::path& folder);
  ~MergeSource();
  MergeSource(MergeSource&&) noexcept;
  MergeSource& operator=(MergeSource&&) noexcept;

  [[nodiscard]] const std::filesystem::path& folder() const noexcept;
  /// Lets SQLite check the files before anything is read from them, since they come from elsewhere.
  /// Throws Error{kOutput} if one is damaged.
  void require_sound() const;
  /// Checks more: also indexes, contradictions between tables, and the checksum of edits.
  void require_intact() const;
  /// Returns all rows; nothing if they differ from their digest
  /// (store/documents/document_stats.h).
  [[nodiscard]] std::optional<record::Records> find_sound_records(std::string_view doc_id) const;
  /// Tells whether the last writer called Store::finish().
  [[nodiscard]] bool is_finished() const;
  [[nodiscard]] bool has_unsettled_edits() const;  ///< as StoreReader::has_unsettled_edits()
  [[nodiscard]] OutputOrigin origin() const;
  /// Returns all documents that have files or rows, sorted.
  [[nodiscard]] std::vector<std::string> documents() const;
  [[nodiscard]] bool has_document(std::string_view doc_id) const;  ///< whether it has rows
  [[nodiscard]] bool was_made(std::string_view doc_id) const;  ///< whether a run has completed it
  [[nodiscard]] std::string fingerprint(std::string_view doc_id) const;  ///< Store::fingerprint()
  [[nodiscard]] ResultFiles results() const;                             ///< read-only
  [[nodiscard]] std::optional<DocumentTexts> texts(std::string_view doc_id) const;
  [[nodiscard]] KnownFiles known_files(std::string_view doc_id) const;
  [[nodiscard]] record::Records records_of(std::string_view doc_id) const;
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  [[nodiscard]] std::vector<std::string> edited() const;  ///< documents with edits, sorted
  /// Returns the first document of each file in which this document is a further one.
  [[nodiscard]] std::vector<std::string> first_documents(std::string_view doc_id) const;
  /// Returns the further documents of a file by its first document, sorted.
  [[nodiscard]] std::vector<std::string> sub_documents(std::string_view doc_id) const;
  /// Returns the documents that were given up, each with the reason.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> tombstones() const;
  /// Passes each reject (a failure of a run, as JSON) and its input file to `take`, by file.
  void for_each_reject(
      const std::function<void(std::string_view file, const std::string& reject)>& take) const;
  [[nodiscard]] const PageStore& pages() const noexcept;
  [[nodiscard]] const HandStore& hand() const noexcept;
  /// Tells whether copy_documents() has copied the document.
  [[nodiscard]] bool was_copied(const std::string& doc_id) const;

 private:
  friend void copy_documents(const MergeSource& other, const Connection& to,
                             std::span<const std::string> doc_ids);
  struct Database;
  std::unique_ptr<Database> db_;
};

/// Copies documents with all their data into a store, within a transaction of the caller.
/// Precondition: the store has no data of these documents except edits of people; the copy replaces
/// these edits. Marks the documents outside of `other` that may say something new about a copied
/// one as due (Store::xref).
void copy_documents(const MergeSource& other, const Connection& to,
                    std::span<const std::string> doc_ids);

}  // namespace codau::store
