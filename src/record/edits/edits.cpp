#include <algorithm>
#include <cstdlib>

#include "record/rows/source_map.h"

namespace codau::record {
namespace {

/// The characters of a text. Their offsets are computed on demand, because a text may be a table of
/// many MiB, and unlike texts differ early.
class Characters {
 public:
  explicit Characters(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) size_ += std::size_t{begins(i)};
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view operator[](std::size_t i) {
    while (begins_.size() <= i + 1) {
      std::size_t next = begins_.empty() ? 0 : begins_.back() + 1;
      while (next < text_.size() && !begins(next)) ++next;
      begins_.push_back(static_cast<std::uint32_t>(next));
    }
    return text_.substr(begins_[i], begins_[i + 1] - begins_[i]);
  }

 private:
  [[nodiscard]] bool begins(std::size_t byte) const {
    return byte == 0 || (static_cast<unsigned char>(text_[byte]) & 0xC0U) != 0x80U;
  }

  std::string_view text_;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> begins_;
};

/// Beyond this number of edits, the texts count as unrelated: one change replaces all.
constexpr std::ptrdiff_t kMostEdits = 600;

/// Finds the characters that both texts share. Source: Myers, An O(ND) Difference Algorithm, 1986.
class Aligner {
 public:
  Aligner(Characters& a, Characters& b)
      : a_(a),
        b_(b),
        n_(static_cast<std::ptrdiff_t>(a.size())),
        m_(static_cast<std::ptrdiff_t>(b.size())) {}

  /// Sets true for each character of `a` and `b` that is kept. Returns false if there are too many
  /// edits.
  bool align(std::vector<bool>& kept_a, std::vector<bool>& kept_b) {
    if (std::abs(n_ - m_) > kMostEdits) return false;
    const std::ptrdiff_t most = std::min(kMostEdits, n_ + m_);
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    for (std::ptrdiff_t d = 0; d <= most; ++d) {
      history_.emplace_back(furthest.begin() + (most - d), furthest.begin() + (most + d + 3));
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        std::ptrdiff_t& x = furthest[index(k, most)];
        x = start(furthest, k, d, most);
        while (x < n_ && x - k < m_ && same(x, x - k)) ++x;
        if (x >= n_ && x - k >= m_) {
          walk_back(d, kept_a, kept_b);
          return true;
        }
      }
    }
    return false;
  }

 private:
  static std::size_t index(std::ptrdiff_t k, std::ptrdiff_t most) {
    return static_cast<std::size_t>(k + most + 1);
  }
  [[nodiscard]] bool same(std::ptrdiff_t x, std::ptrdiff_t y) {
    return a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(y)];
  }
  static bool comes_down(const std::vector<std::ptrdiff_t>& furthest, std::ptrdiff_t k,
                         std::ptrdiff_t d, std::ptrdiff_t most) {
    return k == -d || (k != d && furthest[index(k - 1, most)] < furthest[index(k + 1, most)]);
  }
  static std::ptrdiff_t start(const std::vector<std::ptrdiff_t>& furthest, std::ptrdiff_t k,
                              std::ptrdiff_t d, std::ptrdiff_t most) {
    if (d == 0) return 0;
    return comes_down(furthest, k, d, most) ? furthest[index(k + 1, most)]
                                            : furthest[index(k - 1, most)] + 1;
  }

  void walk_back(std::ptrdiff_t d, std::vector<bool>& kept_a, std::vector<bool>& kept_b) const {
    std::ptrdiff_t x = n_, y = m_;
    for (; d >= 0; --d) {
      const auto& furthest = history_[static_cast<std::size_t>(d)];
      const std::ptrdiff_t k = x - y;
      const bool down = d > 0 && comes_down(furthest, k, d, d);
      const std::ptrdiff_t from = start(furthest, k, d, d);
      for (; x > from; --x, --y) {
        kept_a[static_cast<std::size_t>(x - 1)] = true;
        kept_b[static_cast<std::size_t>(y - 1)] = true;
      }
      if (d == 0) return;
      down ? --y : --x;
    }
  }

  Characters& a_;
  Characters& b_;
  std::ptrdiff_t n_, m_;
  std::vector<std::vector<std::ptrdiff_t>> history_;  ///< diagonals -d - 1 to d + 1 before step d
};

Change edit(ByteRange in, ByteRange out) {
  Change change;
  change.in = in;
  change.out = out;
  change.rule = "layout";
  change.source = "normalise";
  return change;
}

}  // namespace

std::vector<Change> compute_edit_ranges(std::string_view before, std::string_view after) {
  if (before == after) return {};
  Characters a(before), b(after);
  std::vector<bool> kept_a(a.size(), false), kept_b(b.size(), false);
  if (!Aligner(a, b).align(kept_a, kept_b)) {
    return {edit({0, static_cast<std::uint32_t>(before.size())},
                 {0, static_cast<std::uint32_t>(after.size())})};
  }
  std::vector<Change> out;
  ByteRange in_at, out_at;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    in_at.begin = in_at.end;
    out_at.begin = out_at.end;
    if (i < a.size() && j < b.size() && kept_a[i] && kept_b[j]) {
      in_at.end += static_cast<std::uint32_t>(a[i++].size());
      out_at.end += static_cast<std::uint32_t>(b[j++].size());
      continue;
    }
    for (; i < a.size() && !kept_a[i]; ++i) in_at.end += static_cast<std::uint32_t>(a[i].size());
    for (; j < b.size() && !kept_b[j]; ++j) out_at.end += static_cast<std::uint32_t>(b[j].size());
    out.push_back(edit(in_at, out_at));
  }
  return out;
}

std::vector<Change> compute_edits(std::string_view before, std::string_view after) {
  std::vector<Change> out = compute_edit_ranges(before, after);
  for (Change& change : out) {
    change.before = slice(before, change.in);
    change.after = slice(after, change.out);
  }
  return out;
}

}  // namespace codau::record
