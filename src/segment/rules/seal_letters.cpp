#include "segment/rules/seal_letters.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "raster/pixels.h"
#include "segment/rules/streaks.h"

namespace codau::image {
namespace {

constexpr double kMaxLineToSealInches = 0.3;  ///< from the seal to the print of a line that goes on
constexpr double kMaxBaselineOffsetInches = 0.02;  ///< of letters that stand on one line
/// Between letters of a line of which rings hide some; with 0.2 as many errors stay.
constexpr double kMaxLineLetterGapInches = 0.3;

/// Bits of the rough edges of a ring: boxes that lie along it. A box of a long arc is none.
bool is_rough_edge(const SealShape& shape, const std::vector<Band>& rings, const Box& box) {
  constexpr std::int32_t kRoughEdgePixels = 3;
  double near = shape.radius_at(box.left, box.top), far = near;
  for (const double across : {box.left + 0.0, (box.left + box.right - 1) / 2.0, box.right - 1.0}) {
    for (const double down : {box.top + 0.0, (box.top + box.bottom - 1) / 2.0, box.bottom - 1.0}) {
      near = std::min(near, shape.radius_at(across, down));
      far = std::max(far, shape.radius_at(across, down));
    }
  }
  return std::ranges::any_of(rings, [&, n = near, f = far](const Band& ring) {
    return n >= ring.first - kRoughEdgePixels && f <= ring.end - 1 + kRoughEdgePixels;
  });
}

/// Components of a part of a page, with their pixels.
class Pieces {
 public:
  /// `ink`: that part alone.
  Pieces(const Pix* ink, const Box& area) {
    for (ConnectedComponent& one : extract_components(ink)) {
      boxes_.push_back(translated(one.box, area.left, area.top));
      pictures_.push_back(std::move(one.pix));
    }
  }
  [[nodiscard]] const std::vector<Box>& boxes() const { return boxes_; }
  /// One of its pixels.
  [[nodiscard]] std::pair<std::int32_t, std::int32_t> pixel_of(std::size_t component) const {
    Pix* const piece = pictures_[component].get();
    const Box& at = boxes_[component];
    std::int32_t x = at.left;
    while (x + 1 < at.right && GET_DATA_BIT(get_row(piece, 0), x - at.left) == 0) ++x;
    return {x, at.top};
  }
  /// Whether one of its pixels lies beside a ring, or under it.
  [[nodiscard]] bool touches(std::size_t component, const SealShape& shape,
                             const std::vector<Band>& rings) const {
    Pix* const piece = pictures_[component].get();
    const Box& at = boxes_[component];
    for (std::int32_t y = at.top; y < at.bottom; ++y) {
      for (std::int32_t x = at.left; x < at.right; ++x) {
        if (GET_DATA_BIT(get_row(piece, y - at.top), x - at.left) == 0) continue;
        const double radius = shape.radius_at(x, y);
        if (std::ranges::any_of(rings, [radius](const Band& ring) {
              return radius > ring.first - 2 && radius < ring.end + 1;
            }))
          return true;
      }
    }
    return false;
  }
  /// Makes the pixels of a component paper, but those in some rows.
  void drop(std::size_t component, NormalisedPage& page, const std::vector<Rows>& kept = {}) const {
    Pix* const piece = pictures_[component].get();
    const Box& at = boxes_[component];
    for (std::int32_t y = at.top; y < at.bottom; ++y) {
      const bool stays = std::ranges::any_of(
          kept, [y](const Rows& rows) { return y >= rows.top && y < rows.bottom; });
      for (std::int32_t x = at.left; !stays && x < at.right; ++x) {
        if (GET_DATA_BIT(get_row(piece, y - at.top), x - at.left) == 0) continue;
        CLEAR_DATA_BIT(get_row(page.ink.get(), y), x);
        whiten(x, y, page);
      }
    }
  }

 private:
  /// A pixel and its pale edges.
  static void whiten(std::int32_t x, std::int32_t y, NormalisedPage& page) {
    for (std::int32_t line = std::max(0, y - 1); line < std::min(page.height, y + 2); ++line) {
      for (std::int32_t i = std::max(0, x - 1); i < std::min(page.width, x + 2); ++i) {
        if (GET_DATA_BIT(get_row(page.ink.get(), line), i) == 0)
          SET_DATA_BYTE(get_row(page.pix.get(), line), i, 255);
      }
    }
  }

  std::vector<Box> boxes_;
  std::vector<PixPtr> pictures_;
};

/// A line of print beside a seal.
struct Line {
  std::vector<Box> letters;
  std::int32_t top = 0, small_top = 0, base = 0;  ///< of its highest and its lowest letters
};

std::vector<Line> lines_of(std::vector<Box> letters, double level) {
  std::ranges::stable_sort(letters, {}, &Box::bottom);
  std::vector<Line> out;
  for (const Box& at : letters) {
    if (out.empty() || at.bottom - out.back().base > level)
      out.push_back({{}, at.top, at.top, at.bottom});
    Line& line = out.back();
    line.top = std::min(line.top, at.top);
    line.small_top = std::max(line.small_top, at.top);
    line.letters.push_back(at);
  }
  return out;
}

/// What of the ink inside a seal is of lines of print beside it.
class LetterJudge {
 public:
  LetterJudge(const SealShape& shape, const std::vector<Band>& rings, const Box& area,
              const Pix* ink, NormalisedPage& page)
      : shape_(shape), rings_(rings), page_(page), pieces_(ink, area) {}

  void drop_letters() {
    std::vector<Box> beside;
    std::vector<std::size_t> inside;
    for (std::size_t i = 0; i < pieces_.boxes().size(); ++i) {
      const Box& at = pieces_.boxes()[i];
      const auto [x, y] = pieces_.pixel_of(i);
      if (is_rough_edge(shape_, rings_, at)) {
        pieces_.drop(i, page_);
      } else if (shape_.radius_at(x, y) <= rings_.back().end) {
        inside.push_back(i);
      } else {
        if (height_of(at) >= letter_ && is_near(at)) beside.push_back(at);
      }
    }
    kept_.resize(pieces_.boxes().size());
    for (const Line& line : lines_of(beside, level_)) judge(line, inside);
    for (const std::size_t i : inside) pieces_.drop(i, page_, kept_[i]);
  }

 private:
  /// Beside the seal, not far from it.
  [[nodiscard]] bool is_near(const Box& at) const {
    const Seal& seal = shape_.seal();
    const double down = (at.top + at.bottom) / 2.0 - seal.y,
                 radius = static_cast<double>(rings_.back().end);
    const double reach =
        std::sqrt(std::max(0.0, radius * radius - down * down)) + kMaxLineToSealInches * page_.dpi;
    return at.right > seal.x - reach && at.left < seal.x + reach;
  }

  /// From the letters of a line on to those that stand next to one that is of it.
  void judge(const Line& line, std::vector<std::size_t> inside) {
    std::vector<Box> accepted = line.letters;
    for (bool goes_on = true; goes_on;) {
      goes_on = false;
      std::erase_if(inside, [&](std::size_t i) {
        const Box& at = pieces_.boxes()[i];
        const auto rows = rows_of(line, i);
        if (!rows) return true;
        const bool follows = std::ranges::any_of(accepted, [&](const Box& other) {
          return x_overlap(at, other) >= -kMaxLineLetterGapInches * page_.dpi;
        });
        if (!follows) return false;
        kept_[i].push_back(*rows);
        accepted.push_back(at);
        goes_on = true;
        return true;
      });
    }
  }

  /// The rows of a component that are of a line.
  [[nodiscard]] std::optional<Rows> rows_of(const Line& line, std::size_t component) const {
    const Box& at = pieces_.boxes()[component];
    const bool is_print = std::ranges::any_of(line.letters, [&](const Box& other) {
      const bool stands =
          std::abs(at.bottom - other.bottom) <= level_ && at.top >= other.top - letter_;
      const bool hangs =
          std::abs(at.top - other.top) <= level_ && std::abs(at.bottom - other.bottom) <= letter_;
      const bool is_mark = height_of(at) < letter_ && at.top >= other.top - letter_ &&
                           at.bottom <= other.bottom + letter_;
      return stands || hangs || is_mark;
    });
    if (is_print) return Rows{at.top, at.bottom};
    if (line.letters.size() < 2) return std::nullopt;
    const auto top = static_cast<std::int32_t>(line.top - level_),
               bottom = static_cast<std::int32_t>(line.base + letter_);
    const bool is_cut =
        at.top >= top && at.bottom <= bottom && pieces_.touches(component, shape_, rings_);
    const bool goes_through = at.top <= line.small_top + level_ && at.bottom >= line.base - level_;
    if (is_cut || goes_through) return Rows{top, bottom};
    return std::nullopt;
  }

  const SealShape& shape_;
  const std::vector<Band>& rings_;
  NormalisedPage& page_;
  double letter_ = kLowestLetter * page_.dpi, level_ = kMaxBaselineOffsetInches * page_.dpi;
  Pieces pieces_;
  std::vector<std::vector<Rows>> kept_;
};

}  // namespace

void erase_seal_letters(const SealShape& shape, const std::vector<Band>& rings, const Pix* ink,
                        const Box& area, NormalisedPage& page) {
  LetterJudge(shape, rings, area, ink, page).drop_letters();
}

}  // namespace codau::image
