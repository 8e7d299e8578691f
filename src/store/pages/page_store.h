// store/pages/page_store.h — OUT/pages.db: recognised pages, the output of restoration, and the
// input files that runs have seen. It is a cache: lost data is computed again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/ordered_lookup.h"
#include "store/pages/seen_input.h"

namespace codau::store {

/// A position in the change feed of history.db.
struct FeedPosition {
  std::string epoch;  ///< random id of the history file
  std::int64_t seq = 0;
  bool operator==(const FeedPosition&) const = default;
};

/// Reads and writes OUT/pages.db. One connection, used from one thread. With kWrite, the holder of
/// the store's lock uses it. With kLook, anybody may read, and a missing file counts as empty. A
/// page is durable when save() returns; everything else when commit() returns or the object is
/// destroyed. Throws Error{kOutput} with path and cause.
class PageStore {
 public:
  enum class Access : std::uint8_t { kWrite, kLook };
  explicit PageStore(const std::filesystem::path& file, Access access = Access::kWrite);
  ~PageStore();
  PageStore(PageStore&&) noexcept;
  PageStore& operator=(PageStore&&) noexcept;

  /// Returns a recognised page (JSON of text/page_json.h); nothing if it is not stored. The `key`
  /// names everything except the source that the recognition depends on; a page is stored once for
  /// each key. Throws Error{kOutput} if the page is damaged. The message names the page and the
  /// command that reads it again.
  [[nodiscard]] std::optional<std::string> page(std::string_view sha256, std::string_view key,
                                                std::uint32_t number) const;
  /// Copies pages, probe and restoration of a document from another store, if they are missing
  /// here.
  void take(const PageStore& other, std::string_view doc_id);
  /// Throws Error{kOutput} if SQLite finds the file damaged.
  void require_sound() const;
  /// Passes the source of each damaged page, probe or restoration to `take`; a source may come
  /// twice.
  void for_each_damaged(const std::function<void(std::string_view sha256)>& take) const;
  /// SHA-256 and size of the JSON of a page; stub() returns nothing if the page is missing or
  /// damaged.
  struct PageDigest {
    std::string sha256;
    std::uint64_t bytes = 0;
  };
  [[nodiscard]] std::optional<PageDigest> stub(std::string_view sha256, std::string_view key,
                                               std::uint32_t number) const;
  /// Returns the keys under which a page is stored, sorted.
  [[nodiscard]] std::vector<std::string> keys(std::string_view sha256, std::uint32_t number) const;
  enum class PageDurability : std::uint8_t { kNow, kWithCommit };
  void save(std::string_view sha256, std::string_view key, std::uint32_t number,
            std::string_view json, PageDurability durable = PageDurability::kNow);
  void remove(std::string_view sha256, std::string_view key, std::uint32_t number);
  /// Removes the pages of the source under keys that are not in `keep`: nobody will ask for them.
  void prune(std::string_view sha256, std::span<const std::string> keep);
  /// Removes the pages and the restoration of the source whose SHA-256 begins with `doc_id`. Also
  /// removes the pages of its files, except files that belong to another source too. Zeros
  /// overwrite the removed bytes, also in the log of writes unless a reader needs it.
  void remove_source(std::string_view doc_id);
  /// Notes a file of a source that has several files. Its page 1 is page `first` of the source.
  void save_source_file(std::string_view doc_id, std::uint32_t first, std::string_view sha256);
  /// Place of a page: place() returns the file of the source that has it, or the source itself.
  struct StoredPagePlace {
    std::string sha256;
    std::uint32_t number = 0;
  };
  [[nodiscard]] StoredPagePlace place(std::string_view sha256, std::uint32_t page) const;

  /// Returns the output of restoration for a document, in the format of the worker. Empty if it is
  /// missing or damaged. The `key` names the text and the means of restoration. A document has one
  /// output.
  [[nodiscard]] std::string restoration(std::string_view doc_id, std::string_view key) const;
  /// Returns the output under whatever key it was saved.
  [[nodiscard]] std::string restoration(std::string_view doc_id) const;
  void save_restoration(std::string_view doc_id, std::string_view key, std::string_view bytes);

  /// Returns the probe of a source, so that it need not be opened: number of pages and kind, as
  /// JSON.
  [[nodiscard]] std::optional<std::string> probe(std::string_view sha256,
                                                 std::string_view key) const;
  [[nodiscard]] OrderedLookup<std::optional<std::string>> probes(std::string_view key) const;
  void save_probe(std::string_view sha256, std::string_view key, std::string_view json);

  /// Returns the contents that runs of this output have seen in a file, past and present.
  [[nodiscard]] std::vector<SeenInput> inputs(std::string_view file) const;
  /// Returns the contents for many files.
  [[nodiscard]] OrderedLookup<std::vector<SeenInput>> inputs() const;
  /// Returns the contents that runs of other outputs have seen at that path.
  [[nodiscard]] std::vector<SeenInput> inputs_of_others(std::string_view file) const;
  /// Returns all files that have this content now, also those of other outputs, by path.
  [[nodiscard]] std::vector<SeenInput> inputs_with(std::string_view sha256) const;
  /// Returns the number of files that have or had a content.
  [[nodiscard]] OrderedLookup<std::uint64_t> inputs_with() const;
  /// Returns the files that have or had the content of a document, by path.
  [[nodiscard]] std::vector<SeenInput> inputs_of(std::string_view doc_id) const;
  void for_each_input(const std::function<void(const SeenInput&)>& take) const;
  void save_input(const SeenInput& input);
  void forget_input(const SeenInput& input);
  /// Returns the id by which other outputs know this one; a copy of the output has the same id.
  /// Empty if nothing is stored.
  [[nodiscard]] std::string identity() const;

  /// Returns the result files of documents as a run has seen them, by doc_id.
  [[nodiscard]] OrderedLookup<std::optional<SeenResults>> seen_results() const;
  void save_seen_results(std::string_view doc_id, const SeenResults& seen);

  /// Notes the last run (number of Store::runs()) that made a document or tried to.
  void touch(std::string_view doc_id, std::int64_t run);
  [[nodiscard]] std::set<std::string> touched(std::int64_t run) const;

  /// Returns the last position of the feed, kept apart from history.db (History::resume).
  [[nodiscard]] std::optional<FeedPosition> feed_mark() const;
  void save_feed_mark(const FeedPosition& mark);

  /// Keeps a read lock on this file, as Store::look().
  [[nodiscard]] std::shared_ptr<const void> look() const;
  /// Writes everything saved since the last call; costs nothing if nothing was saved.
  void commit();
  /// Commits if possible and returns whether it succeeded.
  bool try_commit();
  /// Rewrites the file without unused space.
  void compact();

 private:
  [[noreturn]] void refuse_page(std::string_view sha256, std::uint32_t number) const;
  /// Copies pages and probes of the files whose SHA-256 begins with `prefix`.
  void take_pages(const PageStore& other, std::string_view prefix);
  /// Returns the SELECT over the inputs of this output and of others.
  [[nodiscard]] std::string all_inputs(const std::string& which) const;

  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
