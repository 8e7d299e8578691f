// store/pages/page_store.h — OUT/pages.db: pages as they were read, what restoration made of them,
// and which files were looked at. Nothing here is a result: what is lost is made again.
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

/// A state of history.db.
struct FeedPosition {
  std::string epoch;  ///< of the file
  std::int64_t seq = 0;
  bool operator==(const FeedPosition&) const = default;
};

/// One connection, used from one thread, by the holder of the store's lock; with kLook by anybody,
/// who only asks: a file that is not there has nothing. Every page is durable when save() returns;
/// all else when commit() does, or at the end of the object.
/// Errors: Error{kOutput} with path and cause.
class PageStore {
 public:
  enum class Access : std::uint8_t { kWrite, kLook };
  explicit PageStore(const std::filesystem::path& file, Access access = Access::kWrite);
  ~PageStore();
  PageStore(PageStore&&) noexcept;
  PageStore& operator=(PageStore&&) noexcept;

  /// The finished page (JSON of text/page_json.h) or nothing. `key` names everything that its
  /// reading depends on besides the source; another key is another page. Throws Error{kOutput}
  /// that names the page and what reads it again if it is not what was saved.
  [[nodiscard]] std::optional<std::string> page(std::string_view sha256, std::string_view key,
                                                std::uint32_t number) const;
  /// Pages, probe and restoration of a document as another one has them, where they are not here.
  void take(const PageStore& other, std::string_view doc_id);
  /// Throws Error{kOutput} where SQLite finds the file damaged.
  void require_sound() const;
  /// Pages, probes and restorations that are not what was saved: of which source.
  void for_each_damaged(const std::function<void(std::string_view sha256)>& take) const;
  /// SHA-256 and size of the JSON of such a page; nothing if it is not what was saved.
  struct PageDigest {
    std::string sha256;
    std::uint64_t bytes = 0;
  };
  [[nodiscard]] std::optional<PageDigest> stub(std::string_view sha256, std::string_view key,
                                               std::uint32_t number) const;
  /// The keys under which a page is there, sorted.
  [[nodiscard]] std::vector<std::string> keys(std::string_view sha256, std::uint32_t number) const;
  enum class PageDurability : std::uint8_t { kNow, kWithCommit };
  void save(std::string_view sha256, std::string_view key, std::uint32_t number,
            std::string_view json, PageDurability durable = PageDurability::kNow);
  void remove(std::string_view sha256, std::string_view key, std::uint32_t number);
  /// Pages of the source under any other key: they will not be asked for again.
  void prune(std::string_view sha256, std::span<const std::string> keep);
  /// All pages of the source whose SHA-256 begins with `doc_id`, and of the files that are parts of
  /// it, but for parts of others, and its restoration; zeros stand where they stood, in the log of
  /// writes too, as far as no reader needs it.
  void remove_source(std::string_view doc_id);
  /// A file of a source of several, whose first page is the page `first` of the source.
  void save_source_file(std::string_view doc_id, std::uint32_t first, std::string_view sha256);
  /// Where a page of a source is kept: under one of its files, else under itself.
  struct StoredPagePlace {
    std::string sha256;
    std::uint32_t number = 0;
  };
  [[nodiscard]] StoredPagePlace place(std::string_view sha256, std::uint32_t page) const;

  /// What restoration made of a document, in the worker's own form, under a key that names text and
  /// means; one for each document, empty where there is none, or not what was saved.
  [[nodiscard]] std::string restoration(std::string_view doc_id, std::string_view key) const;
  /// The same, whatever its key is.
  [[nodiscard]] std::string restoration(std::string_view doc_id) const;
  void save_restoration(std::string_view doc_id, std::string_view key, std::string_view bytes);

  /// What a source is, as it was probed: number of pages and kind, so that it need not be opened.
  [[nodiscard]] std::optional<std::string> probe(std::string_view sha256,
                                                 std::string_view key) const;
  [[nodiscard]] OrderedLookup<std::optional<std::string>> probes(std::string_view key) const;
  void save_probe(std::string_view sha256, std::string_view key, std::string_view json);

  /// What a file was, and is, to this output's own runs; one for each of its contents.
  [[nodiscard]] std::vector<SeenInput> inputs(std::string_view file) const;
  /// The same, by file.
  [[nodiscard]] OrderedLookup<std::vector<SeenInput>> inputs() const;
  /// What runs of other outputs have seen at that path.
  [[nodiscard]] std::vector<SeenInput> inputs_of_others(std::string_view file) const;
  /// All files, others' too, that have this content now, by path.
  [[nodiscard]] std::vector<SeenInput> inputs_with(std::string_view sha256) const;
  /// How many have or had a content.
  [[nodiscard]] OrderedLookup<std::uint64_t> inputs_with() const;
  /// Of a document: files that have or had its content, by path.
  [[nodiscard]] std::vector<SeenInput> inputs_of(std::string_view doc_id) const;
  void for_each_input(const std::function<void(const SeenInput&)>& take) const;
  void save_input(const SeenInput& input);
  void forget_input(const SeenInput& input);
  /// By which other outputs know this one: a copy of it has the same. Empty while nothing is in it.
  [[nodiscard]] std::string identity() const;

  /// Of documents, by doc_id.
  [[nodiscard]] OrderedLookup<std::optional<SeenResults>> seen_results() const;
  void save_seen_results(std::string_view doc_id, const SeenResults& seen);

  /// The last run, by Store::runs(), that made a document or tried to.
  void touch(std::string_view doc_id, std::int64_t run);
  [[nodiscard]] std::set<std::string> touched(std::int64_t run) const;

  /// What history.db has told, kept apart from it (History::resume).
  [[nodiscard]] std::optional<FeedPosition> feed_mark() const;
  void save_feed_mark(const FeedPosition& mark);

  /// As Store::look(), of this file.
  [[nodiscard]] std::shared_ptr<const void> look() const;
  /// Writes what was saved since the last call; free where nothing was.
  void commit();
  /// The same, and whether it could.
  bool try_commit();
  /// The file anew, without holes.
  void compact();

 private:
  [[noreturn]] void refuse_page(std::string_view sha256, std::uint32_t number) const;
  /// Pages and probes of the files whose SHA-256 begins with `prefix`.
  void take_pages(const PageStore& other, std::string_view prefix);
  /// The SELECT over own inputs and those of others.
  [[nodiscard]] std::string all_inputs(const std::string& which) const;

  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
