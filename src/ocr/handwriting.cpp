#include "ocr/handwriting.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "ocr/line_classification.h"
#include "raster/pixels.h"
#include "raster/stroke_width.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

constexpr std::size_t kMaxFigures = 4;
/// The nearest letters of type.
constexpr std::size_t kMaxComparedLetters = 6, kMinComparedLetters = 3;
constexpr double kSearchMarginXHeights = 0.8;     ///< above and below a line
constexpr double kMaxCentreOffsetXHeights = 0.4;  ///< from a shape to the centre of its letter

// In heights of type.
constexpr double kMinShapeHeightTypeHeights = 0.4;  ///< dots, dashes, pieces of figures are lower
constexpr double kMaxReachTypeHeights = 0.7;  ///< what reaches further is joined to another line
constexpr double kMinUnreadDistanceTypeHeights = 0.5;   ///< from an unread shape to any letter
constexpr double kNeighbourHalfWidthTypeHeights = 0.3;  ///< of a letter beside the figures
constexpr double kMaxLevelOffsetTypeHeights = 0.1;      ///< between tops, and between feet, of type

struct FigureCharacter {
  char32_t code = 0;
  double column = 0;      ///< of its middle
  bool is_asked = false;  ///< one of the figures asked about
};

bool is_figure(char32_t code) { return code >= U'0' && code <= U'9'; }

/// As high as a figure, whatever the typeface; "Q" and "J" may have tails.
bool is_tall(char32_t code) {
  return is_figure(code) || (code >= U'A' && code <= U'Z' && code != U'Q' && code != U'J');
}

/// Returns the characters of a line, with the first figures of word `asked` marked. The figures may
/// follow a label in the same word: "Số:12/KH-UBND", "ngày20".
std::vector<FigureCharacter> characters_of(const ReadLine& line, std::size_t asked) {
  std::vector<FigureCharacter> out;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    enum { kBefore, kIn, kAfter } place = i == asked ? kBefore : kAfter;
    std::size_t at = 0;
    for (const double column : compute_character_centres(line.words[i])) {
      const char32_t code = text::next_code_point(line.words[i].text, at);
      if (place == kBefore && is_figure(code)) place = kIn;
      if ((place == kIn && !is_figure(code)) || code == U'/' || code == U'-') place = kAfter;
      out.push_back({code, column, place == kIn});
    }
  }
  return out;
}

/// What type looks like beside the figures, in pixels.
struct TypeMetrics {
  double top = 0, bottom = 0, breadth = 0;
  [[nodiscard]] double height() const { return bottom - top; }
};

double middle_of(const image::StrokeComponent& shape) {
  return (shape.box.left + shape.box.right) / 2.0;
}

/// The shape of a letter; null where none stands where it was said.
const image::StrokeComponent* shape_of(const FigureCharacter& letter,
                                       const std::vector<image::StrokeComponent>& shapes,
                                       double x_height) {
  const image::StrokeComponent* nearest = nullptr;
  double least = kMaxCentreOffsetXHeights * x_height;
  for (const image::StrokeComponent& shape : shapes) {
    const double far = std::abs(middle_of(shape) - letter.column);
    if (height_of(shape.box) < x_height || far >= least) continue;
    least = far;
    nearest = &shape;
  }
  return nearest;
}

/// By the figures and capitals nearest to `column`; of no height where there are too few.
TypeMetrics type_beside(double column, std::vector<FigureCharacter> characters,
                        const std::vector<image::StrokeComponent>& shapes, double x_height) {
  std::ranges::sort(characters, {},
                    [column](const FigureCharacter& one) { return std::abs(one.column - column); });
  std::vector<double> tops, bottoms, breadths;
  for (const FigureCharacter& one : characters) {
    if (one.is_asked || !is_tall(one.code) || tops.size() == kMaxComparedLetters) continue;
    const image::StrokeComponent* shape = shape_of(one, shapes, x_height);
    if (shape == nullptr) continue;
    tops.push_back(shape->box.top);
    bottoms.push_back(shape->box.bottom);
    breadths.push_back(shape->stroke_width);
  }
  if (tops.size() < kMinComparedLetters) return {};
  return {median(tops), median(bottoms), median(breadths)};
}

/// Whether a shape belongs to the figures asked about: none of the others was said where it stands.
bool is_own(const image::StrokeComponent& shape, const std::vector<FigureCharacter>& characters,
            double height) {
  double own = std::numeric_limits<double>::infinity(), other = own;
  for (const FigureCharacter& one : characters) {
    double& nearest = one.is_asked ? own : other;
    nearest = std::min(nearest, std::abs(one.column - middle_of(shape)));
  }
  return own <= other || other >= kMinUnreadDistanceTypeHeights * height;
}

/// Columns between the letters on either side of the figures, without those.
struct FigureRoom {
  double left = 0, right = 0;
};

FigureRoom room_of(const std::vector<FigureCharacter>& characters, const Box& word, double height) {
  const auto is_asked = [](const FigureCharacter& one) { return one.is_asked; };
  const auto first = std::ranges::find_if(characters, is_asked);
  const auto behind = std::find_if_not(first, characters.end(), is_asked);
  return {first == characters.begin()
              ? word.left - height / 2
              : std::prev(first)->column + kNeighbourHalfWidthTypeHeights * height,
          behind == characters.end() ? word.right + height / 2
                                     : behind->column - kNeighbourHalfWidthTypeHeights * height};
}

/// Figures that a program put into a blank may stand off the line, but they are as high as its type
/// and level with each other: what is compared with is moved to where they stand.
TypeMetrics moved_to(const std::vector<image::StrokeComponent>& own, TypeMetrics type) {
  if (own.size() < 2) return type;
  const double same = kMaxLevelOffsetTypeHeights * type.height();
  const auto is_same = [&](const image::StrokeComponent& shape) {
    return std::abs(height_of(shape.box) - type.height()) <= same &&
           std::abs(shape.box.top - own.front().box.top) <= same;
  };
  if (!std::ranges::all_of(own, is_same)) return type;
  const double down = own.front().box.top - type.top;
  return {type.top + down, type.bottom + down, type.breadth};
}

/// How the shapes of figures differ from type.
struct ShapeDifference {
  double beyond = 0;   ///< heights of type that they reach further up or down
  double breadth = 1;  ///< of their strokes, by that of type
  double width = 0;    ///< heights of type from the first to the last, for each figure read
};

// Of 934 typed numbers and dates on made pages of ten levels (seeds 905, 906, 9701) 0.995 reach no
// further than 0.10, are no broader than 1.17 and take no more than 0.84
// (docs/experiments/handwritten-numbers.md).
constexpr double kMaxTypedOverreachTypeHeights = 0.15;
constexpr double kMaxTypedStrokeBreadths = 1.3;          ///< times the breadth of type
constexpr double kMaxTypedFigureWidthTypeHeights = 1.0;  ///< for each figure read

ShapeDifference difference_of(const std::vector<image::StrokeComponent>& own,
                              const TypeMetrics& type, std::size_t figures) {
  ShapeDifference out;
  Box all;
  double breadths = 0, heights = 0;
  for (const image::StrokeComponent& shape : own) {
    out.beyond = std::max({out.beyond, (type.top - shape.box.top) / type.height(),
                           (shape.box.bottom - type.bottom) / type.height()});
    all = united(all, shape.box);
    breadths += shape.stroke_width * height_of(shape.box);
    heights += height_of(shape.box);
  }
  if (heights > 0) out.breadth = breadths / heights / type.breadth;
  out.width = width_of(all) / type.height() / static_cast<double>(figures);
  return out;
}

bool is_by_hand(const ReadLine& line, std::size_t word,
                const std::vector<image::StrokeComponent>& shapes, double x_height) {
  const std::vector<FigureCharacter> characters = characters_of(line, word);
  const auto figures = static_cast<std::size_t>(
      std::ranges::count_if(characters, [](const FigureCharacter& one) { return one.is_asked; }));
  if (figures == 0 || figures > kMaxFigures) return false;
  const Box& box = line.words[word].box;
  const TypeMetrics type = type_beside((box.left + box.right) / 2.0, characters, shapes, x_height);
  if (type.height() <= 0 || type.breadth <= 0) return false;
  const FigureRoom room = room_of(characters, box, type.height());
  std::vector<image::StrokeComponent> own;
  for (const image::StrokeComponent& shape : shapes) {
    const double middle = middle_of(shape), other = kMaxReachTypeHeights * type.height();
    const bool is_small = height_of(shape.box) < kMinShapeHeightTypeHeights * type.height(),
               is_joined =
                   shape.box.top < type.top - other || shape.box.bottom > type.bottom + other;
    if (is_small || is_joined || middle < room.left || middle >= room.right) continue;
    if (is_own(shape, characters, type.height())) own.push_back(shape);
  }
  const ShapeDifference found = difference_of(own, moved_to(own, type), figures);
  return found.beyond > kMaxTypedOverreachTypeHeights || found.breadth > kMaxTypedStrokeBreadths ||
         found.width > kMaxTypedFigureWidthTypeHeights;
}

}  // namespace

ReadLine mark_handwriting(ReadLine line, const image::CleanPage& copy) {
  const std::string key = make_fold_key(line);
  if (!is_number_line(key) && !is_date_line(key)) return line;
  const Box band = intersection(inflated(line.box, 0, copy.to_pixels(kSearchMarginXHeights)),
                                image::get_bounds(copy.ink.get()));
  if (is_empty(band)) return line;
  const std::vector<image::StrokeComponent> shapes =
      image::measure_stroke_widths(copy.ink.get(), band);
  for (std::size_t i = 0; i < line.words.size(); ++i)
    line.words[i].is_handwritten = is_by_hand(line, i, shapes, copy.x_height);
  return line;
}

}  // namespace codau::ocr
