// store/changes/history.h — OUT/history.db: the change feed. It lists which documents were added,
// changed and removed, in order, and the runs that did it. A history tells of the past: equal
// archives may have different histories.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/pages/page_store.h"

namespace codau::store {

/// One entry of the change feed: what happened to a document.
struct DocumentChange {
  std::int64_t seq = 0;  ///< ascending, from 1; History::add() ignores it
  std::string doc_id;
  std::string change;  ///< added | changed | removed
  /// JSON: ids of the added, changed and removed rows, by table. Empty if all rows were added, or
  /// if only the choice among copies of a document may have changed.
  std::string rows;
  bool operator==(const DocumentChange&) const = default;
};

/// Reads and writes history.db. The holder of the store's lock writes; anybody may read meanwhile.
/// Throws Error{kOutput} with path and cause.
class History {
 public:
  /// What a connection may do; see the constructor.
  enum class Access : std::uint8_t { kWrite, kRead, kLook };
  /// Opens the file. With kWrite, creates a missing file. With kRead or kLook, takes a missing file
  /// as an empty history. With kLook, neither creates nor removes a log file of SQLite.
  explicit History(const std::filesystem::path& file, Access access = Access::kWrite);
  ~History();
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;

  /// Compares this file with `known`, the last position that pages.db keeps. Begins the feed anew,
  /// above all earlier numbers, in two cases:
  /// 1. The file is another one: history.db was lost and created again.
  /// 2. The file has changes after `known`: the output was restored from a backup.
  ///
  /// In both cases nobody can tell what happened to documents after an earlier number.
  void resume(const FeedPosition& known);
  /// Begins the feed anew: the next change has a number greater than `number` and all earlier ones.
  void begin_anew(std::int64_t number);
  /// Returns the number at which the feed last began anew; 0 if it never did. No change has this
  /// number. A reader whose last number is smaller, except 0, has to read all documents again.
  [[nodiscard]] std::int64_t feed_start() const;
  /// Returns the current position, including additions that are not committed yet.
  [[nodiscard]] FeedPosition mark() const;

  /// Adds a change. `token`: a random text that names the change; if the file has it already,
  /// nothing is added. So a change can be sent again after a crash. Durable after commit().
  void add(std::string_view token, const DocumentChange& change);
  /// Commits the added changes.
  void commit();

  /// Passes the changes with a number greater than `seq` to `take`, in order. `most`: their
  /// greatest number; negative: all.
  void for_each_since(std::int64_t seq, const std::function<void(const DocumentChange&)>& take,
                      std::int64_t most = -1) const;
  /// Returns the doc_ids whose last change is "removed", sorted.
  [[nodiscard]] std::vector<std::string> removed() const;
  /// Returns the greatest number of a change or feed_start(), whichever is greater; 0 for a new
  /// history.
  [[nodiscard]] std::int64_t last() const;
  /// Returns the number of finished runs.
  [[nodiscard]] std::int64_t runs() const;
  /// Notes that a run has finished, with the time.
  void end_run();

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
