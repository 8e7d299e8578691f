#include "text/running_heads.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>

#include "text/unicode.h"

namespace codau::text {
namespace {

constexpr std::size_t kMaxHeadLines = 2;  ///< most lines of a head or foot
constexpr std::size_t kMinPages = 3;      ///< fewest pages that repeat a line
constexpr std::size_t kWindowPages = 20;  ///< pages compared before and after
constexpr std::size_t kMinLetters = 6;
constexpr double kMinEqualLetterShare = 0.85;  ///< of two readings of one line
constexpr double kMaxShiftPageHeights = 0.03;  ///< of a line between scans

struct HeadCandidate {
  std::uint32_t line = 0;
  double height = 0;  ///< of the page height
  std::string letters;
};
/// Candidate lines of a page, from the edge inwards.
struct PageEdges {
  std::vector<HeadCandidate> head, foot;
};

/// Returns the letters of the line in lower case; page numbers differ and signs are often misread.
/// Empty for numbered titles.
std::string fold_letters(std::string_view line) {
  std::string out;
  if (!is_utf8(line)) return out;
  const std::string key = fold_key(to_nfc(line));
  for (const std::string_view title : {"phu luc", "bieu", "mau", "chuong", "phan", "muc", "dieu"}) {
    if (key.starts_with(title)) return out;
  }
  std::copy_if(key.begin(), key.end(), std::back_inserter(out),
               [](char c) { return c >= 'a' && c <= 'z'; });
  return out;
}

HeadCandidate make_candidate(const OcrPage& page, std::uint32_t l) {
  const OcrLine& line = page.lines[l];
  HeadCandidate out;
  out.line = l;
  const bool upright = page.rotation % 180 == 0;
  const double along = upright ? line.box.top + line.box.bottom : line.box.left + line.box.right;
  out.height = along / 2 / std::max(1, upright ? page.height : page.width);
  if (line.words.empty()) return out;
  out.letters = fold_letters(slice(page.text, {page.words[line.words.begin].text.begin,
                                               page.words[line.words.end - 1].text.end}));
  return out;
}

/// Returns the candidates of a page. Page numbers and dirt are skipped; a table, a header or a
/// signature ends the search.
PageEdges find_page_edges(const OcrPage& page) {
  const auto walk = [&page](auto from, auto to, bool forward) {
    std::vector<HeadCandidate> found;
    for (; from != to && found.size() < kMaxHeadLines; ++from) {
      if (from->role == Role::kPageNumber || from->role == Role::kFurniture) continue;
      if (from->role != Role::kBody) break;
      for (std::uint32_t i = 0; i < from->lines.size() && found.size() < kMaxHeadLines; ++i) {
        found.push_back(
            make_candidate(page, forward ? from->lines.begin + i : from->lines.end - 1 - i));
      }
    }
    return found;
  };
  return {walk(page.blocks.begin(), page.blocks.end(), true),
          walk(page.blocks.rbegin(), page.blocks.rend(), false)};
}

/// Returns true if two candidates are the same line; one run of letters in the middle may be
/// misread.
bool is_same_line(const HeadCandidate& a, const HeadCandidate& b) {
  if (std::abs(a.height - b.height) > kMaxShiftPageHeights) return false;
  const std::string_view x = a.letters, y = b.letters;
  if (x.size() < kMinLetters || y.size() < kMinLetters) return false;
  const std::size_t shorter = std::min(x.size(), y.size());
  std::size_t same = 0;
  while (same < shorter && x[same] == y[same]) ++same;
  for (std::size_t tail = 0; same < shorter && x[x.size() - 1 - tail] == y[y.size() - 1 - tail];) {
    ++tail;
    ++same;
  }
  return static_cast<double>(same) >=
         kMinEqualLetterShare * static_cast<double>(std::max(x.size(), y.size()));
}

using EdgeMember = std::vector<HeadCandidate> PageEdges::*;

bool is_repeated(const std::vector<PageEdges>& pages, std::size_t p, EdgeMember end,
                 std::size_t depth) {
  const std::size_t first = p - std::min(p, kWindowPages),
                    last = std::min(pages.size(), p + kWindowPages + 1);
  std::size_t alike_pages = 0;
  for (std::size_t other = first; other < last; ++other) {
    const std::vector<HeadCandidate>& lines = pages[other].*end;
    if (depth < lines.size() && is_same_line((pages[p].*end)[depth], lines[depth])) ++alike_pages;
  }
  return alike_pages >= kMinPages && 3 * alike_pages >= last - first;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> find_running_heads(const std::vector<OcrPage>& pages) {
  std::vector<PageEdges> ends;
  ends.reserve(pages.size());
  for (const OcrPage& page : pages) ends.push_back(find_page_edges(page));
  std::vector<std::vector<std::uint32_t>> out(pages.size());
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const EdgeMember end : {&PageEdges::head, &PageEdges::foot}) {
      for (std::size_t depth = 0; depth < (ends[p].*end).size(); ++depth) {
        if (!is_repeated(ends, p, end, depth)) break;
        out[p].push_back((ends[p].*end)[depth].line);
      }
    }
    std::sort(out[p].begin(), out[p].end());
    out[p].erase(std::unique(out[p].begin(), out[p].end()), out[p].end());
  }
  return out;
}

}  // namespace codau::text
