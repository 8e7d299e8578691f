// review/queue/queue_refresher.h — keeps the queue of doubts up to date with the store of an
// output. Terms:
// 1. Doubt: a value or row that a person must check (record/edits/review_doubts.h).
// 2. Unseen document: a document that has not been searched for doubts yet. The search of all
//    documents takes long, so it is done in parts.
// 3. Change feed: the numbered list of changes to the store.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "review/queue/review_queue.h"
#include "store/store_reader.h"

namespace codau::review {

/// Keeps the queue. Not thread-safe. Throws Error as store::StoreReader does.
class QueueRefresher {
 public:
  /// `out`: folder of the output. `let_go`: called before the store is opened again, to close other
  /// connections to it (pipeline::Corrector::close_store()).
  QueueRefresher(std::filesystem::path out, std::function<void()> let_go);

  /// A view of the present state of the store, valid as long as the Snapshot lives.
  class Snapshot;
  /// Opens a view of the present state of the store.
  [[nodiscard]] Snapshot open_snapshot();

  /// Lists all documents at the first call. Later calls search the documents that the change feed
  /// names.
  void refresh_documents();
  /// Searches unseen documents for doubts, for about the time `most`. Documents with the costliest
  /// possible doubts come first. Returns true if unseen documents are left.
  bool refresh_for(std::chrono::milliseconds most);
  /// Searches one document for doubts, and updates the queue.
  void refresh_document(const store::StoreReader& store, std::string_view doc_id);
  /// Calls refresh_document() if the document is unseen, or has been edited since the last search.
  void refresh_if_changed(std::string_view doc_id);
  /// Returns the columns of a row that are in doubt now; "" stands for the row as a whole.
  [[nodiscard]] std::set<std::string> find_open_fields(std::string_view doc_id,
                                                       std::string_view table,
                                                       std::string_view row_id);

  [[nodiscard]] const ReviewQueue& queue() const noexcept { return queue_; }
  /// Returns the number of unseen documents.
  [[nodiscard]] std::size_t unseen() const noexcept { return unseen_.size(); }
  [[nodiscard]] const std::filesystem::path& out() const noexcept { return out_; }
  /// Closes the store, because an open store keeps its log of writes on disk.
  void close() { reader_.reset(); }

 private:
  void list_documents(const store::StoreReader& store);

  std::filesystem::path out_;
  std::function<void()> let_go_;
  std::unique_ptr<store::StoreReader> reader_;  ///< open store that no Snapshot uses
  ReviewQueue queue_;
  std::vector<std::pair<int, std::string>> unseen_;  ///< unseen; greatest cost last
  std::int64_t seq_ = -1;                       ///< number of the last change that the queue knows
  std::pair<std::string, std::size_t> looked_;  ///< last document, edits
};

/// The store while it is in use. Afterwards the store is kept open for the next Snapshot, except
/// after an exception.
class QueueRefresher::Snapshot {
 public:
  explicit Snapshot(std::unique_ptr<store::StoreReader>& kept)
      : kept_(kept), reader_(std::move(kept)) {}
  ~Snapshot() {
    if (std::uncaught_exceptions() > errors_) return;  // of what failed nothing is kept
    reader_->suspend();
    kept_ = std::move(reader_);
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  const store::StoreReader& operator*() const { return *reader_; }

 private:
  int errors_ = std::uncaught_exceptions();
  std::unique_ptr<store::StoreReader>& kept_;
  std::unique_ptr<store::StoreReader> reader_;
};

}  // namespace codau::review
