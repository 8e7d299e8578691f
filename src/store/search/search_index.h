// store/search/search_index.h — full-text search in OUT/codau.db (design section 2).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/range.h"
#include "store/search/search_query.h"

namespace codau::store {

/// A printed line with what was looked for; two lines, joined by a space, where it stands on both.
struct SearchHit {
  std::string doc_id, source_name, source_path;
  std::optional<std::uint32_t> page;  ///< nothing for plain text
  std::uint32_t line = 0;             ///< of the page as text.txt has it, from 1
  std::string text;
  std::vector<ByteRange> marks;  ///< of `text`: ascending, never overlapping
  bool operator==(const SearchHit&) const = default;
};

struct SearchHits {
  std::vector<SearchHit> hits;
  bool has_more = false;  ///< there are others beyond the limit
};

/// Documents as they are in the store now. Nothing of it is written: the folder may be read-only,
/// and a run may be going on.
/// Errors: those of require_store() (store/schema/database_identity.h); Error{kNothingRead} where
/// there is no index of this version.
class SearchIndex {
 public:
  explicit SearchIndex(const std::filesystem::path& file);
  ~SearchIndex();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;

  /// Pages (of plain text: stretches of lines) that hold all terms, the best first; of each the
  /// lines, at most three, that hold the most of them. At most `limit` lines. Where marks were
  /// typed, what has them comes before what has others, among the best 400 pages.
  /// Law: every hit holds a term at each mark, whatever was typed.
  [[nodiscard]] SearchHits find(const SearchQuery& query, std::size_t limit) const;

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
