// store/search/search_index.h — full-text search in the printed lines of OUT/codau.db (design
// section 2).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/range.h"
#include "store/database/sqlite.h"
#include "store/search/search_query.h"

namespace codau::store {

/// A printed line that contains search terms. If a term stands on two lines, the hit has both,
/// joined by a space.
struct SearchHit {
  std::string doc_id, source_name, source_path;
  std::optional<std::uint32_t> page;  ///< nothing for plain text
  std::uint32_t line = 0;             ///< number of the line in its page in text.txt, from 1
  std::string text;
  std::vector<ByteRange> marks;  ///< places of the terms in `text`: ascending, never overlapping
  bool operator==(const SearchHit&) const = default;
};

/// The hits of a search, up to the limit.
struct SearchHits {
  std::vector<SearchHit> hits;
  bool has_more = false;  ///< there are more hits beyond the limit
};

/// Searches one state of the store. Writes nothing: the folder may be read-only, and a run may be
/// going on. Throws the errors of require_store() (store/schema/database_identity.h), and
/// Error{kNothingRead} if the store has no index of this version.
class SearchIndex {
 public:
  explicit SearchIndex(const std::filesystem::path& file);
  /// Searches the state that `connection` has. The connection must outlive the index.
  explicit SearchIndex(const Connection& connection);
  ~SearchIndex();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;

  /// Returns at most `limit` lines from pages that contain all terms, best page first. In plain
  /// text, stretches of lines take the place of pages. Each page gives at most three lines: those
  /// with the most terms. If the query has diacritics (has_marks()), the best 400 pages are sorted
  /// again: exact diacritics come first. Law: each mark of each hit holds a term, whatever was
  /// typed.
  [[nodiscard]] SearchHits find(const SearchQuery& query, std::size_t limit) const;

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
