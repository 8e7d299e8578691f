// store/merge_source.h — the databases of another output, as they are read by whoever joins it to a
// store.
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

/// One state of codau.db, pages.db and hand.db, of which nothing is changed; the folder may be
/// read-only. Errors: those of StoreReader (store/store_reader.h); Error{kOutput} for what is
/// damaged.
class MergeSource {
 public:
  /// `folder`: an output.
  explicit MergeSource(const std::filesystem::path& folder);
  ~MergeSource();
  MergeSource(MergeSource&&) noexcept;
  MergeSource& operator=(MergeSource&&) noexcept;

  [[nodiscard]] const std::filesystem::path& folder() const noexcept;
  /// It comes from elsewhere: SQLite looks through both files before anything is taken of them.
  /// Throws Error{kOutput}.
  void require_sound() const;
  /// The same, thoroughly: indexes too, and tables that contradict each other.
  void require_intact() const;
  /// Whether the rows of a document are those that were written (store/documents/document_stats.h).
  [[nodiscard]] std::optional<record::Records> find_sound_records(std::string_view doc_id) const;
  /// Whether the last one who wrote to it came to the end.
  [[nodiscard]] bool is_finished() const;
  [[nodiscard]] bool has_unsettled_edits() const;  ///< as StoreReader has it
  [[nodiscard]] OutputOrigin origin() const;
  /// All that have files or rows, sorted.
  [[nodiscard]] std::vector<std::string> documents() const;
  [[nodiscard]] bool has_document(std::string_view doc_id) const;  ///< has rows
  [[nodiscard]] bool was_made(std::string_view doc_id) const;
  [[nodiscard]] std::string fingerprint(std::string_view doc_id) const;
  [[nodiscard]] ResultFiles results() const;  ///< to read alone
  [[nodiscard]] std::optional<DocumentTexts> texts(std::string_view doc_id) const;
  [[nodiscard]] KnownFiles known_files(std::string_view doc_id) const;
  [[nodiscard]] record::Records records_of(std::string_view doc_id) const;
  [[nodiscard]] std::vector<std::string> edits(std::string_view doc_id) const;
  [[nodiscard]] std::vector<std::string> edited() const;  ///< documents that have edits, sorted
  /// The first document of each file in which it stands behind another one.
  [[nodiscard]] std::vector<std::string> first_documents(std::string_view doc_id) const;
  /// The documents behind the first of a file, sorted.
  [[nodiscard]] std::vector<std::string> sub_documents(std::string_view doc_id) const;
  /// Documents that were given up, and why.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> tombstones() const;
  void for_each_reject(
      const std::function<void(std::string_view file, const std::string& reject)>& take) const;
  [[nodiscard]] const PageStore& pages() const noexcept;
  [[nodiscard]] const HandStore& hand() const noexcept;
  /// Whether copy_documents() has copied it.
  [[nodiscard]] bool was_copied(const std::string& doc_id) const;

 private:
  friend void copy_documents(const MergeSource& other, const Connection& to,
                             std::span<const std::string> doc_ids);
  struct Database;
  std::unique_ptr<Database> db_;
};

/// Copies all of documents, without making any of it again, into a store that has nothing of them
/// except, perhaps, what people have set: the copy replaces that. Notes which documents outside of
/// `other` may say something new about one (Store::xref). Within a transaction of the caller.
void copy_documents(const MergeSource& other, const Connection& to,
                    std::span<const std::string> doc_ids);

}  // namespace codau::store
