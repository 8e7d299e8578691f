// review/queue/lookout.h — looks through the documents of an output, and keeps the queue of what
// waits in them.
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

#include "review/queue/queue.h"
#include "store/reader.h"

namespace codau::review {

/// Throws as store::Reader. One thread at a time.
class Lookout {
 public:
  /// `let_go` is called before the store is opened anew (pipeline::Corrections::let_go()).
  Lookout(std::filesystem::path out, std::function<void()> let_go);

  /// The store as it is now, for as long as this lives.
  class Reading;
  [[nodiscard]] Reading read();

  /// Which documents there are, at first; then what the change feed tells of.
  void look_again();
  /// Looks through documents that nobody has looked at yet, those first that may cost most, for so
  /// long. Whether there are more.
  bool look_on(std::chrono::milliseconds most);
  void look_at(const store::Reader& store, std::string_view doc_id);
  /// Once more where nobody has looked yet, or others have edited since.
  void look_if_new(std::string_view doc_id);
  /// Of a row, as it is now: its values that are in doubt; "" for the row as a whole.
  [[nodiscard]] std::set<std::string> open_fields(std::string_view doc_id, std::string_view table,
                                                  std::string_view row_id);

  [[nodiscard]] const Queue& queue() const noexcept { return queue_; }
  /// Documents that nobody has looked at yet.
  [[nodiscard]] std::size_t unseen() const noexcept { return unseen_.size(); }
  [[nodiscard]] const std::filesystem::path& out() const noexcept { return out_; }
  /// Closes the store: who has it open keeps its log of writes.
  void close() { reader_.reset(); }

 private:
  void list_documents(const store::Reader& store);

  std::filesystem::path out_;
  std::function<void()> let_go_;
  std::unique_ptr<store::Reader> reader_;  ///< at rest
  Queue queue_;
  std::vector<std::pair<int, std::string>> unseen_;  ///< documents, the dearest last
  std::int64_t seq_ = -1;                       ///< of the change feed, up to which the queue knows
  std::pair<std::string, std::size_t> looked_;  ///< the last document, and its edits
};

class Lookout::Reading {
 public:
  explicit Reading(std::unique_ptr<store::Reader>& kept) : kept_(kept), reader_(std::move(kept)) {}
  ~Reading() {
    if (std::uncaught_exceptions() > errors_) return;  // of what failed nothing is kept
    reader_->rest();
    kept_ = std::move(reader_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  const store::Reader& operator*() const { return *reader_; }

 private:
  int errors_ = std::uncaught_exceptions();
  std::unique_ptr<store::Reader>& kept_;
  std::unique_ptr<store::Reader> reader_;
};

}  // namespace codau::review
