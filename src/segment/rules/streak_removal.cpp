#include "segment/rules/streak_removal.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/percentile.h"
#include "raster/binarisation.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kMeasuredColumns = 60;  ///< beside the streak
/// Of ink beside the streak that are no roughness of its edge.
constexpr std::int32_t kMinTouchingColumns = 2;
constexpr double kMaxStrokeEndStemWidths = 2.5;  ///< height: more is the side of a stem

/// Rows in which ink of one side reaches the streak.
struct Contact {
  std::int32_t top = 0, bottom = 0;
  bool tall = false;
};

class StreakRemover {
 public:
  StreakRemover(const Streak& streak, Pix* ink, Pix* grey)
      : streak_(streak), ink_(ink), grey_(grey), width_(pixGetWidth(ink)) {
    measure();
  }

  void erase_rows(const Rows& rows) {
    rows_ = rows;
    const auto height = static_cast<std::size_t>(rows.bottom - rows.top);
    std::vector<bool> left, right;  // of which rows ink reaches the streak
    for (std::int32_t y = rows.top; y < rows.bottom; ++y) {
      left.push_back(touched(from(y) - 1, y, -1));
      right.push_back(touched(from(y) + streak_.width, y, 1));
    }
    kept_.assign(height * static_cast<std::size_t>(streak_.width), false);
    const std::vector<Contact> ends = contacts(right);
    for (const Contact& l : contacts(left)) {
      for (const Contact& r : ends) join(l, r);
    }
    draw();
  }

 private:
  [[nodiscard]] std::int32_t from(std::int32_t y) const {
    return static_cast<std::int32_t>(std::lround(streak_.left.at(y)));
  }
  [[nodiscard]] std::size_t at(std::int32_t y) const {
    return static_cast<std::size_t>(y - rows_.top);
  }
  [[nodiscard]] std::size_t at(std::int32_t column, std::int32_t y) const {
    return at(y) * static_cast<std::size_t>(streak_.width) + static_cast<std::size_t>(column);
  }
  [[nodiscard]] bool inked(std::int32_t x, std::int32_t y) const {
    return x >= 0 && x < width_ && GET_DATA_BIT(get_row(ink_, y), x) != 0;
  }
  /// Ink from `x` on in direction `step`.
  [[nodiscard]] bool touched(std::int32_t x, std::int32_t y, std::int32_t step) const {
    bool out = true;
    for (std::int32_t i = 0; i < kMinTouchingColumns; ++i) out = out && inked(x + step * i, y);
    return out;
  }

  /// Breadth of a stem and the tones of ink and paper, of what is beside the streak.
  void measure() {
    std::vector<std::int32_t> runs;
    std::int64_t dark = 0, inks = 0, light = 0, papers = 0;
    const auto look = [&](std::int32_t left, std::int32_t right, std::int32_t y) {
      std::int32_t length = 0;
      for (std::int32_t x = std::max(0, left); x < std::min(width_, right); ++x) {
        const std::int32_t tone = GET_DATA_BYTE(get_row(grey_, y), x);
        if (inked(x, y)) {
          ++length;
          ++inks;
          dark += tone;
        } else {
          ++papers;
          light += tone;
          if (length >= kMinTouchingColumns) runs.push_back(length);
          length = 0;
        }
      }
    };
    for (const Rows& rows : streak_.rows) {
      for (std::int32_t y = rows.top; y < rows.bottom; ++y) {
        look(from(y) - kMeasuredColumns, from(y) - 1, y);
        look(from(y) + streak_.width + 1, from(y) + streak_.width + kMeasuredColumns, y);
      }
    }
    if (inks > 0) ink_tone_ = static_cast<std::int32_t>(dark / inks);
    if (papers > 0) paper_tone_ = static_cast<std::int32_t>(light / papers);
    stroke_ = median(std::move(runs), stroke_);
  }

  [[nodiscard]] std::vector<Contact> contacts(const std::vector<bool>& touched) const {
    std::vector<Contact> out;
    for (std::int32_t y = rows_.top; y < rows_.bottom; ++y) {
      const std::int32_t top = y;
      while (y < rows_.bottom && touched[at(y)]) ++y;
      if (y > top) out.push_back({top, y, y - top > kMaxStrokeEndStemWidths * stroke_});
    }
    return out;
  }

  /// Both are one stroke: what of it is hidden.
  void join(const Contact& left, const Contact& right) {
    if (!left.tall && !right.tall) {
      join_ends(left, right);
      return;
    }
    const std::int32_t bottom = std::min(left.bottom, right.bottom);
    for (std::int32_t y = std::max(left.top, right.top); y < bottom; ++y) keep(0, streak_.width, y);
  }

  /// The ends of a stroke stand at different heights where it is slanted.
  void join_ends(const Contact& left, const Contact& right) {
    if (std::max(left.top, right.top) - std::min(left.bottom, right.bottom) > streak_.width) return;
    for (std::int32_t i = 0; i < streak_.width; ++i) {
      const auto between = [part = (i + 0.5) / streak_.width](std::int32_t a, std::int32_t b) {
        return static_cast<std::int32_t>(std::lround(a + part * (b - a)));
      };
      const std::int32_t bottom = between(left.bottom, right.bottom);
      for (std::int32_t y = between(left.top, right.top); y < bottom; ++y) keep(i, i + 1, y);
    }
  }

  void keep(std::int32_t first, std::int32_t end, std::int32_t y) {
    for (std::int32_t i = first; i < end; ++i) kept_[at(i, y)] = true;
  }

  void draw() {
    for (std::int32_t y = rows_.top; y < rows_.bottom; ++y) {
      std::uint32_t *inks = get_row(ink_, y), *tones = get_row(grey_, y);
      const auto shade = [&](std::int32_t x, std::int32_t tone) {
        SET_DATA_BYTE(tones, x, static_cast<l_uint8>(tone));
      };
      for (std::int32_t i = -1; i <= streak_.width; ++i) {
        const std::int32_t x = from(y) + i;
        if (x < 0 || x >= width_) continue;
        if (i < 0 || i == streak_.width) {  // its pale edges
          if (!inked(x, y)) shade(x, paper_tone_);
        } else if (kept_[at(i, y)]) {
          SET_DATA_BIT(inks, x);
          shade(x, ink_tone_);
        } else {
          CLEAR_DATA_BIT(inks, x);
          shade(x, paper_tone_);
        }
      }
    }
  }

  const Streak& streak_;
  Pix *ink_, *grey_;
  std::int32_t width_, stroke_ = kMinTouchingColumns, ink_tone_ = 0, paper_tone_ = 255;
  Rows rows_;
  std::vector<bool> kept_;  ///< of what lies under it
};

/// Grey of the ground under a streak, by row of a column of it: that which part of the pixels about
/// the row exceed.
std::vector<std::int32_t> ground(const std::vector<std::int32_t>& tones, std::int32_t around) {
  constexpr double kLighterPixelShare = 0.3;  // of the pixels; print leaves more of them free
  std::vector<std::int32_t> out(tones.size()), counts(256, 0);
  const auto rows = static_cast<std::int32_t>(tones.size());
  std::int32_t total = 0;
  for (std::int32_t y = -around; y < rows; ++y) {
    if (const std::int32_t in = y + around; in < rows) {
      ++counts[static_cast<std::size_t>(tones[static_cast<std::size_t>(in)])];
      ++total;
    }
    if (const std::int32_t off = y - around - 1; off >= 0) {
      --counts[static_cast<std::size_t>(tones[static_cast<std::size_t>(off)])];
      --total;
    }
    if (y < 0) continue;
    std::int32_t lighter = 0, tone = 255;
    while (tone > 0 &&
           lighter + counts[static_cast<std::size_t>(tone)] <= kLighterPixelShare * total)
      lighter += counts[static_cast<std::size_t>(tone--)];
    out[static_cast<std::size_t>(y)] = tone;
  }
  return out;
}

/// Print that shows through a streak: the ground there is made paper.
void lighten(const Streak& streak, NormalisedPage& page) {
  constexpr double kMinGroundToneShare = 0.5;   // of the paper: darker ground hides print
  constexpr double kGroundWindowInches = 0.25;  // of rows
  constexpr std::int32_t kEdgeColumns = 2;      // beside it
  const std::int32_t paper = estimate_paper_tone(page.pix.get(), page.threshold);
  std::vector<std::int32_t> tones(static_cast<std::size_t>(page.height));
  for (std::int32_t i = -kEdgeColumns; i < streak.width + kEdgeColumns; ++i) {
    const auto column = [&](std::int32_t y) {
      return std::clamp(static_cast<std::int32_t>(std::lround(streak.left.at(y))) + i, 0,
                        page.width - 1);
    };
    for (std::int32_t y = 0; y < page.height; ++y)
      tones[static_cast<std::size_t>(y)] = GET_DATA_BYTE(get_row(page.pix.get(), y), column(y));
    const std::vector<std::int32_t> grounds =
        ground(tones, static_cast<std::int32_t>(kGroundWindowInches * page.dpi));
    for (std::int32_t y = 0; y < page.height; ++y) {
      const std::int32_t under = grounds[static_cast<std::size_t>(y)], x = column(y);
      if (under >= paper || under < kMinGroundToneShare * paper) continue;
      std::int32_t tone = tones[static_cast<std::size_t>(y)] * paper / under;
      if (tone >= page.threshold) {
        tone = paper;  // its roughness goes with it
        CLEAR_DATA_BIT(get_row(page.ink.get(), y), x);
      }
      SET_DATA_BYTE(get_row(page.pix.get(), y), x, static_cast<l_uint8>(tone));
    }
  }
}

}  // namespace

Streak erase_streak(const Streak& streak, NormalisedPage& page) {
  const FittedLine middle{streak.left.intercept + (streak.width - 1) / 2.0, streak.left.slope};
  lighten(streak, page);
  Streak out = trace_streak(middle, page.ink.get(), page.dpi);
  StreakRemover remover(out, page.ink.get(), page.pix.get());
  for (const Rows& rows : out.rows) remover.erase_rows(rows);
  return out;
}

std::vector<Box> list_lost_areas(const Streak& streak, std::int32_t dpi) {
  // A streak that leans by half a degree strays 0.2 pixels over this height.
  constexpr double kMaxLostAreaHeightInches = 0.1;
  const std::int32_t most = std::max(1, static_cast<std::int32_t>(kMaxLostAreaHeightInches * dpi));
  std::vector<Box> out;
  for (const Rows& rows : streak.rows) {
    for (std::int32_t top = rows.top; top < rows.bottom; top += most) {
      const std::int32_t bottom = std::min(top + most, rows.bottom);
      const auto left = static_cast<std::int32_t>(std::lround(streak.left.at((top + bottom) / 2)));
      out.push_back({left, top, left + streak.width, bottom});
    }
  }
  return out;
}

}  // namespace codau::image
