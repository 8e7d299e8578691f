#include <algorithm>
#include <cstdlib>

#include "record/trace.h"

namespace codau::record {
namespace {

/// The characters of a text: where each begins. A text may be a table of many MiB.
class Characters {
 public:
  explicit Characters(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool goes_on = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
      if (i == 0 || !goes_on) begins_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  [[nodiscard]] std::size_t size() const { return begins_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1] : text_.size();
    return text_.substr(begins_[i], end - begins_[i]);
  }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> begins_;
};

/// More edits than these and the two texts are not one text cleaned up: one change says it all.
constexpr std::ptrdiff_t kMostEdits = 600;

/// Which characters both texts share, by Myers' greedy algorithm (An O(ND) Difference Algorithm,
/// 1986).
class Aligner {
 public:
  Aligner(const Characters& a, const Characters& b)
      : a_(a),
        b_(b),
        n_(static_cast<std::ptrdiff_t>(a.size())),
        m_(static_cast<std::ptrdiff_t>(b.size())) {}

  /// True for each character of `a`, and of `b`, that is kept; false when there are too many edits.
  bool align(std::vector<bool>& kept_a, std::vector<bool>& kept_b) {
    if (std::abs(n_ - m_) > kMostEdits) return false;
    const std::ptrdiff_t most = std::min(kMostEdits, n_ + m_);
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    for (std::ptrdiff_t d = 0; d <= most; ++d) {
      history_.push_back(furthest);
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        std::ptrdiff_t& x = furthest[index(k, most)];
        x = start(furthest, k, d, most);
        while (x < n_ && x - k < m_ && same(x, x - k)) ++x;
        if (x >= n_ && x - k >= m_) {
          walk_back(d, most, kept_a, kept_b);
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
  [[nodiscard]] bool same(std::ptrdiff_t x, std::ptrdiff_t y) const {
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

  void walk_back(std::ptrdiff_t d, std::ptrdiff_t most, std::vector<bool>& kept_a,
                 std::vector<bool>& kept_b) const {
    std::ptrdiff_t x = n_, y = m_;
    for (; d >= 0; --d) {
      const auto& furthest = history_[static_cast<std::size_t>(d)];
      const std::ptrdiff_t k = x - y;
      const bool down = d > 0 && comes_down(furthest, k, d, most);
      const std::ptrdiff_t from = start(furthest, k, d, most);
      for (; x > from; --x, --y) {
        kept_a[static_cast<std::size_t>(x - 1)] = true;
        kept_b[static_cast<std::size_t>(y - 1)] = true;
      }
      if (d == 0) return;
      down ? --y : --x;
    }
  }

  const Characters& a_;
  const Characters& b_;
  std::ptrdiff_t n_, m_;
  std::vector<std::vector<std::ptrdiff_t>> history_;
};

}  // namespace

std::vector<Change> edits(std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Characters a(before), b(after);
  std::vector<bool> kept_a(a.size(), false), kept_b(b.size(), false);
  Aligner(a, b).align(kept_a, kept_b);
  std::vector<Change> out;
  std::uint32_t in_at = 0, out_at = 0;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && kept_a[i] && kept_b[j]) {
      in_at += static_cast<std::uint32_t>(a[i++].size());
      out_at += static_cast<std::uint32_t>(b[j++].size());
      continue;
    }
    Change change;
    for (; i < a.size() && !kept_a[i]; ++i) change.before += a[i];
    for (; j < b.size() && !kept_b[j]; ++j) change.after += b[j];
    change.in = {in_at, in_at + static_cast<std::uint32_t>(change.before.size())};
    change.out = {out_at, out_at + static_cast<std::uint32_t>(change.after.size())};
    in_at = change.in.end;
    out_at = change.out.end;
    change.rule = "layout";
    change.source = "normalise";
    out.push_back(std::move(change));
  }
  return out;
}

}  // namespace codau::record
