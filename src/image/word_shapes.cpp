#include "image/word_shapes.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "image/letter_shapes.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

constexpr double kUnits = 32;     ///< of a capital (image/letter_shapes.h)
constexpr double kGrow = 1.12;    ///< from one size to the next
constexpr double kMissed = 0.30;  ///< of the strokes: more, and the place is left
constexpr double kFilled = 0.6;   ///< what ink in the gaps counts against ink on the strokes
constexpr std::array kStretches{0.85, 1.0, 1.18};
constexpr std::array kNearby{0.94, 0.97, 1.0, 1.03, 1.06};
constexpr std::array kTracks{0.0, 3.0};  ///< units between letters that a stamp maker adds

struct Point {
  double x, y;
};
/// A word in units, from the left end of its base line.
struct WordShape {
  std::vector<Point> strokes, gaps;
  double wide = 0;
};

/// In an order that meets all parts of a word early.
void spread(std::vector<Point>& points) {
  constexpr std::size_t kStride = 37;  // prime to the number of points but by chance
  std::vector<Point> out;
  for (std::size_t first = 0; first < kStride; ++first) {
    for (std::size_t i = first; i < points.size(); i += kStride) out.push_back(points[i]);
  }
  points = std::move(out);
}

WordShape shape_of(const LetterFace& face, std::u32string_view word, double track) {
  WordShape out;
  for (const char32_t letter : word) {
    const auto found = std::ranges::lower_bound(face.letters, letter, {}, &LetterShape::letter);
    if (found == face.letters.end() || found->letter != letter) {
      out.wide += face.blank;
      continue;
    }
    const auto placed = [&out](const ShapePoint& p) { return Point{out.wide + p.x, 1.0 * p.y}; };
    for (const ShapePoint& p : found->strokes) out.strokes.push_back(placed(p));
    for (const ShapePoint& p : found->gaps) out.gaps.push_back(placed(p));
    out.wide += found->advance + track;
  }
  spread(out.strokes);
  return out;
}

/// A picture as bytes, with white around it.
struct Raster {
  std::int32_t width, height, margin;
  std::vector<std::uint8_t> dots;

  Raster(Pix* ink, std::int32_t around)
      : width(pixGetWidth(ink) + 2 * around),
        height(pixGetHeight(ink) + 2 * around),
        margin(around),
        dots(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {
    for (std::int32_t y = 0; y < pixGetHeight(ink); ++y) {
      const l_uint32* line = row(ink, y);
      for (std::int32_t x = 0; x < pixGetWidth(ink); ++x)
        dots[index(x, y)] = static_cast<std::uint8_t>(GET_DATA_BIT(line, x));
    }
  }
  [[nodiscard]] std::size_t index(std::int32_t x, std::int32_t y) const {
    return static_cast<std::size_t>(y + margin) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x + margin);
  }
};

using Offsets = std::vector<std::ptrdiff_t>;

Offsets offsets_of(const std::vector<Point>& points, double sx, double sy, const Raster& raster) {
  Offsets out;
  for (const Point& p : points) {
    out.push_back(std::lround(p.y * sy) * raster.width + std::lround(p.x * sx));
  }
  return out;
}

/// How a word is drawn: units to pixels, and what a stamp maker adds between letters.
struct Drawing {
  double high = 0, stretch = 1, track = 0;
};
struct Span {
  std::int32_t from, to;  ///< both inside
};
/// Places to try.
struct Places {
  Span x, y;
  std::int32_t step;
};
struct Best {
  WordFit fit;
  Drawing drawing;
};

/// True as soon as more strokes miss than a word's would: of the first dozen half, of all 30 in
/// 100.
bool misses(const std::uint8_t* at, const Offsets& strokes, std::size_t& missed) {
  const auto most = static_cast<std::size_t>(kMissed * static_cast<double>(strokes.size()));
  missed = 0;
  for (std::size_t i = 0; i < strokes.size(); ++i) {
    missed += at[strokes[i]] == 0 ? 1U : 0U;
    if (missed > most || (i == 11 && missed > 5) || (i == 27 && missed > 10)) return true;
  }
  return false;
}

/// One size of a word, tried at these places.
void try_places(const WordShape& shape, const Drawing& drawing, const Places& places,
                const Raster& raster, Best& best) {
  const double sy = drawing.high / kUnits, sx = sy * drawing.stretch;
  const Offsets strokes = offsets_of(shape.strokes, sx, sy, raster);
  const Offsets gaps = offsets_of(shape.gaps, sx, sy, raster);
  const auto wide = static_cast<std::int32_t>(shape.wide * sx);
  const auto high = static_cast<std::int32_t>(drawing.high);
  for (std::int32_t y = places.y.from; y <= places.y.to; y += places.step) {
    for (std::int32_t x = places.x.from; x <= places.x.to; x += places.step) {
      const std::uint8_t* at = raster.dots.data() + raster.index(x, y);
      std::size_t missed = 0;
      if (misses(at, strokes, missed)) continue;
      std::size_t filled = 0;
      for (const std::ptrdiff_t offset : gaps) filled += at[offset];
      const double covered = 1 - static_cast<double>(missed) / static_cast<double>(strokes.size());
      const double share = static_cast<double>(filled) / static_cast<double>(gaps.size());
      const double score = covered - kFilled * share;
      if (score <= best.fit.score) continue;
      best = {{score, covered, share, {x, y - high, x + wide, y}}, drawing};
    }
  }
}

/// Where the left end of the base line of a word of this size may be.
Places places_of(double wide, double high, const WordRange& range, const Raster& raster) {
  const std::int32_t right = raster.width - 2 * raster.margin;
  const std::int32_t bottom = raster.height - 2 * raster.margin;
  const auto whole_number = [](double value) { return static_cast<std::int32_t>(value); };
  if (!range.about_middle)
    return {{0, right - whole_number(wide)}, {whole_number(high), bottom}, 2};
  return {{std::max(0, right / 2 - whole_number(wide)),
           std::min(right - whole_number(wide), right / 2)},
          {std::max(whole_number(high), bottom / 2 - whole_number(0.3 * high)),
           std::min(bottom, bottom / 2 + whole_number(1.5 * high))},
          2};
}

void look_coarsely(const LetterFace& face, std::u32string_view word, const WordRange& range,
                   const Raster& raster, Best& best) {
  const WordShape shape = shape_of(face, word, 0);
  for (double high = range.lowest; high <= range.highest; high *= kGrow) {
    for (const double stretch : kStretches) {
      const double wide = shape.wide * high / kUnits * stretch;
      if (wide < range.narrowest || wide > range.widest) continue;
      try_places(shape, {high, stretch, 0}, places_of(wide, high, range, raster), raster, best);
    }
  }
}

void look_nearby(const LetterFace& face, std::u32string_view word, const WordRange& range,
                 const Raster& raster, Best& best) {
  constexpr std::int32_t kNear = 3;
  const Best first = best;
  for (const double track : kTracks) {
    const WordShape shape = shape_of(face, word, track);
    for (const double taller : kNearby) {
      for (const double wider : kNearby) {
        const Drawing drawing{first.drawing.high * taller, first.drawing.stretch * wider, track};
        const double wide = shape.wide * drawing.high / kUnits * drawing.stretch;
        if (drawing.high > range.highest || wide > range.widest) continue;
        const Box& at = first.fit.box;
        const auto less = static_cast<std::int32_t>((wide - (at.right - at.left)) / 2);
        const std::int32_t x = std::max(0, at.left - less);
        try_places(
            shape, drawing,
            {{std::max(0, x - kNear), x + kNear},
             {at.bottom - kNear, std::min(at.bottom + kNear, raster.height - 2 * raster.margin)},
             1},
            raster, best);
      }
    }
  }
}

}  // namespace

WordFit fit_word(const Pix* ink, std::u32string_view word, const WordRange& range) {
  // Marks reach half a capital above it and a fifth below; a stretched word may reach out.
  const auto margin = static_cast<std::int32_t>(std::max(range.highest, 0.35 * range.widest)) + 8;
  const Raster raster(writable(ink), margin);
  WordFit found;
  for (const LetterFace& face : letter_faces()) {
    Best best;
    look_coarsely(face, word, range, raster, best);
    if (best.fit.score < 0) continue;
    look_nearby(face, word, range, raster, best);
    if (best.fit.score > found.score) found = best.fit;
  }
  return found;
}

}  // namespace codau::image
