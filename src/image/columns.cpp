#include "image/columns.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

#include "core/error.h"

namespace codau::image {
namespace {

constexpr double kGap = 0.10;      ///< inches of white between the columns
constexpr double kLine = 0.06;     ///< a run of inked rows at least this high is a line of text
constexpr double kDeepest = 0.45;  ///< of the page height: no header reaches further down
constexpr double kMarkWidth = 0.8, kMarkHeight = 0.25;  ///< inches: "- 12 -", at most
constexpr std::int32_t kOuter = 5;  ///< the part of the page where its first or last line is a mark
constexpr double kLineHeight = 0.16;  ///< inches, of the rows looked at as one line of text
constexpr double kFarGap =
    0.25;  ///< inches of white at the far end; blanks of justified text are narrower
constexpr double kNoteHeight = 0.25, kMargin = 0.25;            ///< inches; of the page width
constexpr double kTitleCentre = 0.515, kTitleTolerance = 0.07;  ///< of the page width
constexpr std::int32_t kAround = 6;            ///< dots at 75 dpi around a speck that are white
constexpr std::int32_t kSpeck = 7;             ///< dots at 75 dpi that a speck may have
constexpr double kFirst = 0.27, kLast = 0.68;  ///< of the page width: where the gap may lie

/// Ink of a page at about 75 dpi, as sums over the rectangle from the top left corner.
class Ink {
 public:
  explicit Ink(const CleanPage& page, const std::vector<Box>& solid) {
    scale_ = std::max(1, page.dpi / 75);
    width_ = page.width / scale_;
    height_ = page.height / scale_;
    std::vector<std::uint8_t> inked;
    for (const std::int32_t count : ink_of_squares(page.ink.get(), scale_))
      inked.push_back(count >= scale_ ? 1 : 0);
    for (const Box& b : solid) {
      const std::int32_t right = std::min(width_, b.right / scale_),
                         bottom = std::min(height_, b.bottom / scale_);
      for (std::int32_t y = (std::max(0, b.top) + scale_ - 1) / scale_; y < bottom; ++y) {
        for (std::int32_t x = (std::max(0, b.left) + scale_ - 1) / scale_; x < right; ++x)
          inked[place(x, y)] = 1;
      }
    }
    sum(inked);
    for (std::int32_t y = 0; y < height_; ++y) {
      for (std::int32_t x = 0; x < width_; ++x) {
        if (inked[place(x, y)] != 0 && is_speck(x, y)) inked[place(x, y)] = 0;
      }
    }
    sum(inked);
  }
  [[nodiscard]] std::int32_t width() const { return width_; }
  [[nodiscard]] std::int32_t height() const { return height_; }
  [[nodiscard]] std::int32_t scale() const { return scale_; }
  [[nodiscard]] bool any(std::int32_t left, std::int32_t top, std::int32_t right,
                         std::int32_t bottom) const {
    return count(left, top, right, bottom) > 0;
  }
  [[nodiscard]] std::int32_t count(std::int32_t left, std::int32_t top, std::int32_t right,
                                   std::int32_t bottom) const {
    return value(right, bottom) - value(left, bottom) - value(right, top) + value(left, top);
  }

 private:
  [[nodiscard]] std::size_t place(std::int32_t x, std::int32_t y) const {
    return static_cast<std::size_t>(y * width_ + x);
  }
  void sum(const std::vector<std::uint8_t>& inked) {
    sums_.assign(static_cast<std::size_t>((width_ + 1) * (height_ + 1)), 0);
    for (std::int32_t y = 0; y < height_; ++y) {
      std::int32_t run = 0;
      for (std::int32_t x = 0; x < width_; ++x) {
        run += inked[place(x, y)];
        at(x + 1, y + 1) = at(x + 1, y) + run;
      }
    }
  }
  /// Ink with nothing else around it: dirt that would otherwise end a gap or begin a page.
  [[nodiscard]] bool is_speck(std::int32_t x, std::int32_t y) const {
    return count(std::max(0, x - kAround), std::max(0, y - kAround),
                 std::min(width_, x + kAround + 1), std::min(height_, y + kAround + 1)) <= kSpeck;
  }
  std::int32_t& at(std::int32_t x, std::int32_t y) {
    return sums_[static_cast<std::size_t>(y * (width_ + 1) + x)];
  }
  [[nodiscard]] std::int32_t value(std::int32_t x, std::int32_t y) const {
    return sums_[static_cast<std::size_t>(y * (width_ + 1) + x)];
  }
  std::int32_t scale_ = 1, width_ = 0, height_ = 0;
  std::vector<std::int32_t> sums_;
};

/// Lines of text between two rows of one side.
int lines_in(const Ink& ink, std::int32_t left, std::int32_t right, std::int32_t top,
             std::int32_t bottom, double dpi) {
  int lines = 0;
  std::int32_t run = 0;
  for (std::int32_t y = top; y <= bottom; ++y) {
    if (y < bottom && ink.any(left, y, right, y + 1)) {
      ++run;
    } else {
      if (run >= kLine * dpi)
        lines += run > 0.3 * dpi ? 2 : 1;  // lines that touch make one high run
      run = 0;
    }
  }
  return lines;
}

struct Reach {
  std::int32_t x = 0, rows = 0;
};
/// The gap that runs furthest from `start` in direction `step`, and how far; ties: the middle one.
Reach furthest(const Ink& ink, std::int32_t start, std::int32_t step, std::int32_t half,
               std::int32_t most) {
  const auto first = static_cast<std::int32_t>(kFirst * ink.width()),
             last = static_cast<std::int32_t>(kLast * ink.width());
  Reach best;
  std::int32_t ties = 0;
  for (std::int32_t x = std::max(first, half); x <= std::min(last, ink.width() - half); ++x) {
    std::int32_t rows = 0;
    for (std::int32_t y = start; rows < most && y >= 0 && y < ink.height(); y += step, ++rows) {
      if (ink.any(x - half, y, x + half, y + 1)) break;
    }
    if (rows > best.rows) {
      best = {x, rows};
      ties = 1;
    } else if (rows == best.rows && x == best.x + ties) {
      ++ties;
    }
  }
  best.x += ties / 2;
  return best;
}

/// Ink of one band of rows.
struct Band {
  std::int32_t top = 0, bottom = 0;
};
std::vector<Band> bands_in(const Ink& ink, std::int32_t top, std::int32_t bottom) {
  std::vector<Band> out;
  for (std::int32_t y = top; y < bottom; ++y) {
    if (!ink.any(0, y, ink.width(), y + 1)) continue;
    if (out.empty() || out.back().bottom != y) out.push_back({y, y});
    out.back().bottom = y + 1;
  }
  return out;
}

/// Half of the least white between columns, in pixels.
std::int32_t half_gap(double dpi) { return std::max(2, static_cast<std::int32_t>(kGap * dpi / 2)); }

/// A title stands in the middle of the page, where no line of the right column stands alone.
bool is_title(const Ink& ink, const Band& band, std::int32_t x) {
  if (ink.any(0, band.top, x, band.bottom)) return false;
  std::int32_t left = x, right = ink.width();
  while (left < right && !ink.any(left, band.top, left + 1, band.bottom)) ++left;
  while (right > left && !ink.any(right - 1, band.top, right, band.bottom)) --right;
  return std::abs((left + right) / 2.0 / ink.width() - kTitleCentre) < kTitleTolerance;
}

/// White around `x` in the rows of one line of text that begins at `top`.
std::int32_t white_around(const Ink& ink, std::int32_t x, std::int32_t top, std::int32_t bottom) {
  std::int32_t left = x, right = x;
  while (left > 0 && !ink.any(left - 1, top, left, bottom)) --left;
  while (right < ink.width() && !ink.any(right, top, right + 1, bottom)) ++right;
  return right - left;
}

/// Of the rows from `y` on in direction `step` the one with least ink, the nearest of equals:
/// between two lines, even where marks above and tails below leave no white row.
std::int32_t between_lines(const Ink& ink, std::int32_t y, std::int32_t step, std::int32_t reach) {
  std::int32_t best = y, least = ink.width() + 1;
  for (std::int32_t i = 0; i < reach && y >= 0 && y < ink.height(); ++i, y += step) {
    const std::int32_t count = ink.count(0, y, ink.width(), y + 1);
    if (count >= least) continue;
    least = count;
    best = y;
  }
  return best;
}

/// End of the column at its far side: lines of running text that only happen to have a wide blank
/// at `x`, and the rest of the line that crosses it, are given back.
std::int32_t far_end(const Ink& ink, std::int32_t x, std::int32_t far, std::int32_t near,
                     std::int32_t step, double dpi) {
  const auto line = static_cast<std::int32_t>(kLineHeight * dpi);
  const auto wide = static_cast<std::int32_t>(kFarGap * dpi);
  while (far != near) {
    const std::int32_t top = std::max(0, step > 0 ? far : far - line),
                       bottom = std::min(ink.height(), top + line);
    if (white_around(ink, x, top, bottom) >= wide) break;
    far += step;
  }
  return between_lines(ink, far, step, line);
}

std::optional<Split> split_from(const Ink& ink, std::int32_t start, std::int32_t step, double dpi) {
  const std::int32_t half = half_gap(dpi);
  const auto most = static_cast<std::int32_t>(kDeepest * ink.height());
  const Reach reach = furthest(ink, start, step, half, most);
  if (reach.rows < kLineHeight * dpi) return std::nullopt;
  std::int32_t top = start, bottom = start + 1;
  if (step > 0) {
    bottom = far_end(ink, reach.x, start + reach.rows - 1, start, -1, dpi);
    const std::vector<Band> bands = bands_in(ink, top, bottom);
    for (std::size_t i = 2; i < bands.size(); ++i) {
      if (!is_title(ink, bands[i], reach.x)) continue;
      bottom = bands[i - 1].bottom;
      break;
    }
  } else {
    top = far_end(ink, reach.x, start - reach.rows + 1, start, 1, dpi);
  }
  while (bottom > top && !ink.any(0, bottom - 1, ink.width(), bottom)) --bottom;
  while (top < bottom && !ink.any(0, top, ink.width(), top + 1)) ++top;
  if (lines_in(ink, 0, reach.x, top, bottom, dpi) < 2) return std::nullopt;
  if (lines_in(ink, reach.x, ink.width(), top, bottom, dpi) < 2) return std::nullopt;
  const std::int32_t s = ink.scale();
  return Split{reach.x * s, std::max(0, top - 1) * s, std::min(ink.height(), bottom + 1) * s};
}

Box extent(const Ink& ink, const Band& band) {
  std::int32_t left = 0, right = ink.width();
  while (left < right && !ink.any(left, band.top, left + 1, band.bottom)) ++left;
  while (right > left && !ink.any(right - 1, band.top, right, band.bottom)) --right;
  return {left, band.top, right, band.bottom};
}

/// As the number of a page is.
bool is_small(const Box& line, double dpi) {
  return line.right - line.left < kMarkWidth * dpi && line.bottom - line.top < kMarkHeight * dpi;
}

/// Whether a line of print has no wide blank.
bool is_running(const Ink& ink, const Box& line, double dpi) {
  std::int32_t white = 0;
  for (std::int32_t x = line.left; x < line.right; ++x) {
    white = ink.any(x, line.top, x + 1, line.bottom) ? 0 : white + 1;
    if (white >= kFarGap * dpi) return false;
  }
  return line.bottom - line.top <= kNoteHeight * dpi;
}

/// Row where notes begin that stand below both columns from the left margin on, their lines running
/// across `x`; the last line of one may be short. The foot of the page without any.
std::int32_t notes_below(const Ink& ink, std::int32_t x, std::int32_t top, double dpi) {
  std::vector<Band> lines = bands_in(ink, top, ink.height());
  std::erase_if(lines, [dpi](const Band& band) { return band.bottom - band.top < kLine * dpi; });
  if (!lines.empty() && is_small(extent(ink, lines.back()), dpi))
    lines.pop_back();  // the number of the page
  const std::int32_t half = half_gap(dpi);
  std::int32_t notes = ink.height();
  for (; !lines.empty(); lines.pop_back()) {
    const Box line = extent(ink, lines.back());
    if (line.left > kMargin * ink.width() || !is_running(ink, line, dpi)) break;
    if (ink.any(x - half, line.top, x + half, line.bottom)) {
      notes = line.top;
    } else if (line.right > x) {
      break;  // both columns, near each other
    }
  }
  return notes;
}

}  // namespace

std::vector<Box> lone_marks(const CleanPage& page) {
  const Ink ink(page, {});
  const double dpi = static_cast<double>(page.dpi) / ink.scale();
  std::vector<Box> out;
  std::vector<Band> lines = bands_in(ink, 0, ink.height());
  std::erase_if(lines, [dpi](const Band& band) { return band.bottom - band.top <= kLine * dpi; });
  for (const Band& band : lines) {
    const bool first = &band == &lines.front(), last = &band == &lines.back();
    if (band.top > ink.height() / (first ? kOuter : 9) &&
        band.bottom < ink.height() - ink.height() / (last ? kOuter : 11)) {
      continue;
    }
    const Box b = extent(ink, band);
    const double centre = (b.left + b.right) / 2.0 / ink.width();
    if (!is_small(b, dpi) || centre < 0.35 || centre > 0.95) continue;
    const std::int32_t s = ink.scale();
    out.push_back({b.left * s - s, b.top * s - s, b.right * s + s, b.bottom * s + s});
  }
  return out;
}

std::optional<Split> closing_below(const CleanPage& page, std::int32_t top) {
  const Ink ink(page, {});
  const double dpi = static_cast<double>(page.dpi) / ink.scale();
  const std::int32_t s = ink.scale();
  const std::int32_t half = half_gap(dpi);
  const auto most = static_cast<std::int32_t>(kDeepest * ink.height());
  const Reach reach = furthest(ink, std::max(0, top / s), 1, half, most);
  if (reach.rows < 2 * kLineHeight * dpi) return std::nullopt;
  const std::int32_t notes = notes_below(ink, reach.x, std::max(0, top / s), dpi);
  const std::int32_t bottom = notes == ink.height() ? page.height : (notes - 1) * s;
  return Split{reach.x * s, top, std::max(top + 1, bottom)};
}

Columns find_columns(const CleanPage& page, const std::vector<Box>& solid) {
  const Ink ink(page, solid);
  const double dpi = static_cast<double>(page.dpi) / ink.scale();
  std::int32_t first = 0, last = ink.height() - 1;
  while (first < last && !ink.any(0, first, ink.width(), first + 1)) ++first;
  while (last > first && !ink.any(0, last, ink.width(), last + 1)) --last;
  Columns out;
  if (first >= last) return out;
  out.header = split_from(ink, first, 1, dpi);
  if (out.header && out.header->bottom >= last * ink.scale())
    last = first;  // nothing but two columns
  if (last > first) out.closing = split_from(ink, last, -1, dpi);
  if (out.header && out.closing && out.closing->top < out.header->bottom) out.closing.reset();
  return out;
}

}  // namespace codau::image
