#include "store/search/search_index.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "store/database/sqlite.h"
#include "store/schema/database_identity.h"
#include "store/schema/search_tables.h"

namespace codau::store {
namespace {

constexpr std::size_t kLinesOfAPassage = 3;

/// One passage and the terms that were found in it.
class Found {
 public:
  /// If the words stand there as one phrase as typed, only that phrase is shown.
  Found(std::string text, std::uint32_t first_line, const SearchQuery& query,
        text::WordFolder& folder)
      : text_(std::move(text)), first_line_(first_line) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '\n') starts_.push_back(static_cast<std::uint32_t>(at) + 1);
    }
    const std::vector<text::FoldedWord> words = folder.find_words(text_);
    SearchQuery meant = query;
    auto terms = find_terms(query, words);
    if (const auto whole = make_typed_phrase(query)) {
      auto places = find_terms({*whole}, words);
      if (!places.front().empty()) {
        terms = std::move(places);
        meant = {*whole};
      }
    }
    const bool compares = has_marks(query);
    std::set<std::size_t> exact;
    for (std::size_t t = 0; t < terms.size(); ++t) {
      for (const ByteRange where : terms[t]) {
        const std::size_t line = line_of(where.begin);
        lines_[line].emplace_back(where, t);
        if (!compares || !has_typed_marks(meant[t], text_, where)) continue;
        exact.insert(t);
        exact_lines_.insert(line);
      }
    }
    exactness_ = static_cast<double>(exact.size()) / static_cast<double>(meant.size());
  }

  /// Returns the share of the terms that have the diacritics that were typed, in [0, 1]. Returns 0
  /// if none were typed.
  [[nodiscard]] double exactness() const { return exactness_; }

  /// Returns the lines with the most terms, those with the typed diacritics first, in order. `hit`
  /// has the values that all of them share.
  [[nodiscard]] std::vector<SearchHit> hits(const SearchHit& hit) const {
    std::size_t most = 0;
    for (const auto& [line, found] : lines_) most = std::max(most, terms_of(found));
    std::vector<SearchHit> out;
    for (const bool exact : {true, false}) {
      for (const auto& [line, found] : lines_) {
        const bool is_next = exact_lines_.contains(line) == exact && terms_of(found) == most;
        if (is_next && out.size() < kLinesOfAPassage) out.push_back(shown(hit, line, found));
      }
    }
    return out;
  }

 private:
  using InLine = std::vector<std::pair<ByteRange, std::size_t>>;

  [[nodiscard]] std::size_t line_of(std::uint32_t byte) const {
    return static_cast<std::size_t>(std::ranges::upper_bound(starts_, byte) - starts_.begin()) - 1;
  }

  static std::size_t terms_of(const InLine& found) {
    std::set<std::size_t> terms;
    for (const auto& [where, term] : found) terms.insert(term);
    return terms.size();
  }

  [[nodiscard]] SearchHit shown(SearchHit hit, std::size_t line, const InLine& found) const {
    std::uint32_t end = starts_[line];
    std::vector<ByteRange> marks;
    for (const auto& [where, term] : found) {
      end = std::max(end, where.end);
      marks.push_back(where);
    }
    end = static_cast<std::uint32_t>(std::min(text_.find('\n', end), text_.size()));
    hit.line = first_line_ + static_cast<std::uint32_t>(line);
    hit.text = text_.substr(starts_[line], end - starts_[line]);
    std::ranges::replace(hit.text, '\n', ' ');
    std::ranges::sort(marks, {}, [](ByteRange mark) { return std::pair(mark.begin, mark.end); });
    for (const ByteRange mark : marks) {
      const ByteRange in{mark.begin - starts_[line], mark.end - starts_[line]};
      if (!hit.marks.empty() && in.begin < hit.marks.back().end) {
        hit.marks.back().end = std::max(hit.marks.back().end, in.end);  // two terms, one place
      } else {
        hit.marks.push_back(in);
      }
    }
    return hit;
  }

  std::string text_;
  std::uint32_t first_line_;
  std::vector<std::uint32_t> starts_;
  std::map<std::size_t, InLine> lines_;  ///< the terms that begin in each line
  std::set<std::size_t> exact_lines_;
  double exactness_ = 0;
};

std::vector<std::int64_t> ids(const Connection& connection, const char* sql,
                              const std::string& match, std::size_t limit) {
  Statement select(connection, sql);
  select.bind(1, match).bind(2, static_cast<std::int64_t>(limit));
  std::vector<std::int64_t> out;
  while (select.step()) out.push_back(select.integer(0));
  return out;
}

constexpr const char* kInOrder =
    "SELECT rowid FROM printed_search WHERE printed_search MATCH ?1 ORDER BY rowid LIMIT ?2";
constexpr const char* kRanked =
    "SELECT rowid FROM (SELECT rowid, rank AS score FROM printed_search WHERE printed_search"
    " MATCH ?1 ORDER BY rank LIMIT ?2) ORDER BY score, rowid";
constexpr const char* kPassage =
    "SELECT p.doc_id, coalesce(s.source_name, ''), coalesce(s.source_path, ''), p.page_no,"
    " p.first_line, p.text FROM printed AS p"
    " LEFT JOIN sources AS s ON s.doc_id = p.doc_id AND s.seq = 1 WHERE p.id = ?1";

/// More rows than this are not ranked: ranking would take longer than a person waits. Words that
/// are everywhere do not distinguish pages.
constexpr std::size_t kMostRanked = 5'000;

/// Number of passages that are compared for the typed diacritics: takes a twentieth of a second.
constexpr std::size_t kMostCompared = 400;

}  // namespace

struct SearchIndex::Database {
  explicit Database(const std::filesystem::path& file)
      : own(std::in_place, require_store(file), choose_read_access(file)), connection(*own) {
    connection.run("BEGIN");
    static_cast<void>(read_version(connection));
    require_index();
  }
  explicit Database(const Connection& of_reader) : connection(of_reader) { require_index(); }

  void require_index() const {
    const std::filesystem::path& file = connection.file();
    const auto state = [&](const std::string& name) {
      return connection.value("SELECT value FROM state WHERE name = '" + name + "'");
    };
    if (state("search").empty() && !state("open").empty())
      refuse_reading(
          file, both("lệnh codau merge vào đây đang chạy hoặc đã bị dừng, nên chưa tìm được; "
                     "đợi lệnh đó xong, hoặc gõ lại đúng lệnh đó",
                     "a codau merge into it is going on or was stopped, so that nothing can be "
                     "found yet; wait until it ends, or run the same command again"));
    if (is_index_incomplete(connection))
      refuse_reading(
          file, both("chưa có chỉ mục tìm kiếm của phiên bản này; gõ codau compact cho thư mục này",
                     "has no index of this version; codau compact makes it"));
  }

  /// Returns passages, best first. If there are more than kMostRanked, those with the typed phrase
  /// come first, then the others, in the order of the archive.
  [[nodiscard]] std::vector<std::int64_t> passages(const SearchQuery& query,
                                                   std::size_t limit) const {
    const std::size_t many = std::max(limit, kMostRanked + 1);
    std::vector<std::int64_t> found = ids(connection, kInOrder, to_fts_terms(query), many);
    if (found.size() <= kMostRanked) return ids(connection, kRanked, to_fts_query(query), limit);
    std::vector<std::int64_t> out;
    if (const auto whole = make_typed_phrase(query))
      out = ids(connection, kInOrder, to_fts_query({*whole}), limit);
    const std::set<std::int64_t> taken(out.begin(), out.end());
    std::erase_if(found, [&](std::int64_t id) { return taken.contains(id); });
    found.resize(std::min(found.size(), limit - out.size()));
    out.insert(out.end(), found.begin(), found.end());
    return out;
  }

  std::optional<Connection> own;  // its transaction stays open, so that all reads see one state
  const Connection& connection;
};

SearchIndex::SearchIndex(const std::filesystem::path& file)
    : db_(std::make_unique<Database>(file)) {}
SearchIndex::SearchIndex(const Connection& connection)
    : db_(std::make_unique<Database>(connection)) {}
SearchIndex::~SearchIndex() = default;
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex& SearchIndex::operator=(SearchIndex&&) noexcept = default;

SearchHits SearchIndex::find(const SearchQuery& query, std::size_t limit) const {
  SearchHits out;
  if (query.empty()) return out;
  const bool compares = has_marks(query);
  text::WordFolder folder;
  Statement select(db_->connection, kPassage);
  std::vector<std::pair<double, std::vector<SearchHit>>> passages;
  std::size_t lines = 0, exact_lines = 0;
  for (const std::int64_t id :
       db_->passages(query, compares ? std::max(limit + 1, kMostCompared) : limit + 1)) {
    if (!select.bind(1, id).step()) continue;
    SearchHit hit;
    hit.doc_id = select.text(0);
    hit.source_name = select.text(1);
    hit.source_path = select.text(2);
    if (!select.is_null(3)) hit.page = static_cast<std::uint32_t>(select.integer(3));
    const auto first_line = static_cast<std::uint32_t>(select.integer(4));
    const Found found(select.text(5), first_line, query, folder);
    select.step();  // to its end, ready for the next
    passages.emplace_back(found.exactness(), found.hits(hit));
    lines += passages.back().second.size();
    if (found.exactness() == 1) exact_lines += passages.back().second.size();
    if ((compares ? exact_lines : lines) > limit) break;
  }
  std::ranges::stable_sort(passages, std::ranges::greater(),
                           [](const auto& passage) { return passage.first; });
  out.has_more = lines > limit;
  for (auto& [exactness, hits] : passages) {
    for (SearchHit& hit : hits) {
      if (out.hits.size() < limit) out.hits.push_back(std::move(hit));
    }
  }
  return out;
}

}  // namespace codau::store
