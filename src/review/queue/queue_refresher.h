// review/queue/queue_refresher.h — looks through the documents of an output, and keeps the queue of
// what waits in them.
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

/// Throws as store::StoreReader. One thread at a time.
class QueueRefresher {
 public:
  /// `let_go` is called before the store is opened anew (pipeline::Corrector::close_store()).
  QueueRefresher(std::filesystem::path out, std::function<void()> let_go);

  /// The store as it is now, for as long as this lives.
  class Snapshot;
  [[nodiscard]] Snapshot open_snapshot();

  /// Which documents there are, at first; then what the change feed tells of.
  void refresh_documents();
  /// Looks through documents that nobody has looked at yet, those first that may cost most, for so
  /// long. Whether there are more.
  bool refresh_for(std::chrono::milliseconds most);
  void refresh_document(const store::StoreReader& store, std::string_view doc_id);
  /// Once more where nobody has looked yet, or others have edited since.
  void refresh_if_changed(std::string_view doc_id);
  /// Of a row, as it is now: its values that are in doubt; "" for the row as a whole.
  [[nodiscard]] std::set<std::string> find_open_fields(std::string_view doc_id,
                                                       std::string_view table,
                                                       std::string_view row_id);

  [[nodiscard]] const ReviewQueue& queue() const noexcept { return queue_; }
  /// Documents that nobody has looked at yet.
  [[nodiscard]] std::size_t unseen() const noexcept { return unseen_.size(); }
  [[nodiscard]] const std::filesystem::path& out() const noexcept { return out_; }
  /// Closes the store: who has it open keeps its log of writes.
  void close() { reader_.reset(); }

 private:
  void list_documents(const store::StoreReader& store);

  std::filesystem::path out_;
  std::function<void()> let_go_;
  std::unique_ptr<store::StoreReader> reader_;  ///< at rest
  ReviewQueue queue_;
  std::vector<std::pair<int, std::string>> unseen_;  ///< documents, the dearest last
  std::int64_t seq_ = -1;                       ///< of the change feed, up to which the queue knows
  std::pair<std::string, std::size_t> looked_;  ///< the last document, and its edits
};

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
