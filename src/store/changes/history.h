// store/changes/history.h — OUT/history.db: which documents came, changed and went, in what order,
// and the runs that did it. It tells of the past; equal archives may have different ones.
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

/// What became of a document. `rows` is JSON: the row ids that were added, changed and removed, by
/// table; empty where all of them were added.
struct DocumentChange {
  std::int64_t seq = 0;  ///< ascending, from 1
  std::string doc_id;
  std::string change;  ///< added | changed | removed
  std::string rows;
  bool operator==(const DocumentChange&) const = default;
};

/// Written by the holder of the store's lock, read by anybody meanwhile.
/// Errors: Error{kOutput} with path and cause.
class History {
 public:
  enum class Access : std::uint8_t { kWrite, kRead, kLook };
  /// With kRead a file that is not there is an empty history; with kLook no log comes or goes.
  explicit History(const std::filesystem::path& file, Access access = Access::kWrite);
  ~History();
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;

  /// Numbers go on above `known`, which pages.db keeps. Where this is another file (it was lost and
  /// made anew) or a later state (the output was brought back from a backup), nobody can tell what
  /// has become of documents since an earlier number: the feed begins anew.
  void resume(const FeedPosition& known);
  /// A number that no change has had yet was known to be the last when the feed began anew: whoever
  /// has a smaller one, but 0, has to take everything again. 0 where it never did.
  [[nodiscard]] std::int64_t feed_start() const;
  /// What is added now included.
  [[nodiscard]] FeedPosition mark() const;

  /// Does nothing for a token that is there already. Durable after commit().
  void add(std::string_view token, const DocumentChange& change);
  void commit();

  /// Those with a greater seq, in order.
  void for_each_since(std::int64_t seq,
                      const std::function<void(const DocumentChange&)>& take) const;
  /// Documents whose last change is that they were removed, sorted.
  [[nodiscard]] std::vector<std::string> removed() const;
  /// The greatest seq, or feed_start(); 0 when there is none.
  [[nodiscard]] std::int64_t last() const;
  /// How many runs have come to their end.
  [[nodiscard]] std::int64_t runs() const;
  void end_run();

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
