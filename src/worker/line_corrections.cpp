#include "worker/line_corrections.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "core/changes.h"
#include "record/rows/correction.h"
#include "text/text_document.h"
#include "worker/late_changes.h"

namespace codau::worker {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\f'; }

/// Returns the words of a line and the blanks between them.
std::vector<ByteRange> tokens_of(std::string_view line) {
  std::vector<ByteRange> out;
  for (std::uint32_t at = 0; at < line.size();) {
    const std::uint32_t begin = at;
    const bool blank = is_blank(line[begin]);
    while (at < line.size() && is_blank(line[at]) == blank) ++at;
    out.push_back({begin, at});
  }
  return out;
}

/// Tokens [i0, i1) of one line that become tokens [j0, j1) of the other.
struct Hunk {
  std::size_t i0 = 0, i1 = 0, j0 = 0, j1 = 0;
};

/// Compares two lines token by token.
class LineDiff {
 public:
  LineDiff(std::string_view before, std::string_view after)
      : before_(before), after_(after), old_(tokens_of(before)), new_(tokens_of(after)) {}

  std::vector<Change> find() {
    std::vector<Change> out;
    for (const Hunk& hunk : widened(align())) {
      Change one;
      one.in = range_of(old_, hunk.i0, hunk.i1, before_.size());
      one.before = one.runner_up = std::string(slice(before_, one.in));
      one.after = std::string(slice(after_, range_of(new_, hunk.j0, hunk.j1, after_.size())));
      one.source = kPersonSource;
      out.push_back(std::move(one));
    }
    set_output_ranges(out);
    return out;
  }

 private:
  static ByteRange range_of(const std::vector<ByteRange>& tokens, std::size_t from, std::size_t to,
                            std::size_t size) {
    const auto at = [&](std::size_t i) {
      return i < tokens.size() ? tokens[i].begin : static_cast<std::uint32_t>(size);
    };
    return {at(from), at(to)};
  }

  [[nodiscard]] bool is_same(std::size_t i, std::size_t j) const {
    return slice(before_, old_[i]) == slice(after_, new_[j]);
  }

  /// Returns the tokens outside the longest common subsequence. If there are too many tokens,
  /// returns one hunk.
  [[nodiscard]] std::vector<Hunk> align() const {
    std::size_t head = 0, tail = 0;
    const std::size_t least = std::min(old_.size(), new_.size());
    while (head < least && is_same(head, head)) ++head;
    while (head + tail < least && is_same(old_.size() - 1 - tail, new_.size() - 1 - tail)) ++tail;
    const std::size_t n = old_.size() - head - tail, m = new_.size() - head - tail;
    constexpr std::size_t kMostCells = std::size_t{1} << 22U;
    if (n == 0 && m == 0) return {};
    if (n == 0 || m == 0 || n * m > kMostCells) return {{head, head + n, head, head + m}};
    std::vector<std::uint16_t> length((n + 1) * (m + 1));
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
      return length[i * (m + 1) + j];
    };
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t j = m; j-- > 0;)
        at(i, j) = is_same(head + i, head + j) ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                               : std::max(at(i + 1, j), at(i, j + 1));
    }
    std::vector<Hunk> out;
    Hunk next{head, head, head, head};
    const auto close = [&](std::size_t i, std::size_t j) {
      next.i1 = head + i;
      next.j1 = head + j;
      if (next.i0 < next.i1 || next.j0 < next.j1) out.push_back(next);
      next.i0 = next.i1 + 1;
      next.j0 = next.j1 + 1;
    };
    std::size_t i = 0, j = 0;
    while (i < n && j < m) {
      if (is_same(head + i, head + j)) {
        close(i++, j++);
      } else {
        at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
      }
    }
    close(n, m);
    return out;
  }

  [[nodiscard]] bool has_word(const Hunk& hunk) const {
    for (std::size_t i = hunk.i0; i < hunk.i1; ++i)
      if (!is_blank(before_[old_[i].begin])) return true;
    return false;
  }

  /// Gives a hunk that replaces no word a neighbouring word, so that the new words have a place.
  [[nodiscard]] std::vector<Hunk> widened(std::vector<Hunk> hunks) const {
    std::vector<Hunk> out;
    for (std::size_t k = 0; k < hunks.size(); ++k) {
      Hunk hunk = hunks[k];
      const std::size_t floor = out.empty() ? 0 : out.back().i1;
      while (!has_word(hunk) && hunk.i0 > floor) {
        --hunk.i0;
        --hunk.j0;
      }
      if (!has_word(hunk) && !out.empty()) {
        out.back().i1 = hunk.i1;
        out.back().j1 = hunk.j1;
        continue;
      }
      const bool is_last = k + 1 == hunks.size();
      const std::size_t ceiling = is_last ? old_.size() : hunks[k + 1].i0;
      while (!has_word(hunk) && hunk.i1 < ceiling) {
        ++hunk.i1;
        ++hunk.j1;
      }
      if (!has_word(hunk) && !is_last) {
        hunks[k + 1].i0 = hunk.i0;
        hunks[k + 1].j0 = hunk.j0;
        continue;
      }
      out.push_back(hunk);
    }
    return out;
  }

  std::string_view before_, after_;
  std::vector<ByteRange> old_, new_;
};

/// Returns the doubts about words that the changes leave as they are.
std::vector<Doubt> moved(const std::vector<Doubt>& doubts, const std::vector<Change>& changes) {
  std::vector<Doubt> out;
  for (Doubt doubt : doubts) {
    const auto next = std::ranges::partition_point(
        changes, [&](const Change& one) { return one.in.end <= doubt.out.begin; });
    if (next != changes.end() && next->in.begin < doubt.out.end) continue;
    doubt.out = to_output(changes, doubt.out);
    out.push_back(std::move(doubt));
  }
  return out;
}

}  // namespace

std::optional<ByteRange> find_line(std::string_view text, ByteRange page, std::uint32_t line) {
  if (line == 0 || page.begin >= page.end || page.end > text.size()) return std::nullopt;
  std::size_t begin = page.begin;
  for (std::uint32_t k = 1; k < line; ++k) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos || end + 1 >= page.end) return std::nullopt;
    begin = end + 1;
  }
  std::size_t end = std::min<std::size_t>(text.find('\n', begin), page.end);
  if (end > begin && text[end - 1] == '\r') --end;
  return ByteRange{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::vector<Change> compute_line_changes(std::string_view before, std::string_view after) {
  return LineDiff(before, after).find();
}

LineCorrections correct_lines(const TextDocument& restored,
                              std::span<const record::LineCorrection> lines) {
  LineCorrections out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const record::LineCorrection& line = lines[i];
    const auto page = std::ranges::find(restored.pages, line.place.page, &TextPage::number);
    if (page == restored.pages.end()) continue;
    const auto place = find_line(restored.text, page->text, line.place.line);
    if (!place || slice(restored.text, *place) != line.read) continue;
    out.made.push_back(i);
    for (Change& one : compute_line_changes(line.read, line.text)) {
      one.in = {one.in.begin + place->begin, one.in.end + place->begin};
      one.rule = record::make_line_rule(line.place);
      out.changes.push_back(std::move(one));
    }
  }
  std::ranges::stable_sort(out.changes, {}, [](const Change& one) { return one.in.begin; });
  set_output_ranges(out.changes);
  return out;
}

RestoredDocument apply_line_changes(const RestoredDocument& document,
                                    const std::vector<Change>& changes) {
  Restoration next;
  next.text = codau::apply(changes, document.after.text);
  next.changes = changes;
  RestoredDocument out{document.before, {}, {}, {}};
  out.changes = compose(document.changes, changes, document.before.text, next.text);
  out.doubts = moved(document.doubts, changes);
  out.after = text::apply_restoration(document.after, std::move(next)).after;
  if (out.after.scanned_words.empty()) return out;
  for (const Change& one : changes) {
    const auto first = std::ranges::partition_point(
        out.after.words, [&](ByteRange word) { return word.end <= one.out.begin; });
    for (auto word = first; word != out.after.words.end() && word->begin < one.out.end; ++word) {
      ScannedWord& print =
          out.after.scanned_words[static_cast<std::size_t>(word - out.after.words.begin())];
      print = ScannedWord{print.box};
    }
  }
  return out;
}

ByteRange find_same_lines(std::string_view text, std::string_view corrected, ByteRange of) {
  std::size_t breaks = 0, done = 0, at = 0;
  const auto place_of = [&](std::size_t end) {
    if (end >= corrected.size()) return static_cast<std::uint32_t>(text.size());
    for (; done < end; ++done) breaks += is_break(corrected[done]) ? 1U : 0U;
    for (; breaks > 0 && at < text.size(); ++at) breaks -= is_break(text[at]) ? 1U : 0U;
    return static_cast<std::uint32_t>(at);
  };
  const std::uint32_t begin = place_of(of.begin);
  return {begin, place_of(of.end)};
}

}  // namespace codau::worker
