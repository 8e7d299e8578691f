#include "ocr/unread_ink.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/box.h"
#include "ocr/line_classification.h"
#include "segment/rules/dark_shapes.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

// All in x-heights. Chosen on the labelled strips of hand/choose and on drawn pages
// (docs/experiments/handwritten-numbers.md).
constexpr double kHalfLetterWidth = 0.7;  ///< of a wide letter
constexpr double kMinBlankWidth = 0.8;    ///< a narrower blank holds no digit
constexpr double kMinInkHeight = 0.6;     ///< dots and dashes are lower
constexpr double kEdgeMargin = 0.3;       ///< an unread slash lies this near to the next letter
constexpr double kMinEdgeInkWidth = 0.8;  ///< and is narrower than a number
constexpr double kSearchMargin = 1.5;     ///< above and below; ink that crosses it all is a streak
constexpr double kMaxRise = 0.5;          ///< of handwriting above or below the line
constexpr double kTailWidth = 8;          ///< searched after the last letter

/// A letter and its centre. Word boxes are no use here: they include ink that was not read.
struct LetterCentre {
  std::size_t word = 0;
  double column = 0;
};

/// Whether a character is part of a dotted leader.
bool is_leader(char32_t code) {
  return code == U'.' || code == U'…' || code == U'_' || code == U',' || code == U'·';
}

std::vector<LetterCentre> find_letter_centres(const ReadLine& line) {
  std::vector<LetterCentre> out;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    std::size_t at = 0;
    for (const double column : compute_character_centres(line.words[i])) {
      if (!is_leader(text::next_code_point(line.words[i].text, at))) out.push_back({i, column});
    }
  }
  return out;
}

class UnreadInkMarker {
 public:
  UnreadInkMarker(const image::CleanPage& copy, const image::PageImage& image)
      : copy_(copy), image_(image) {}

  /// Flags the words of one line. `limit`: left edge of the next line on the same row.
  void mark(ReadLine& line, std::int32_t limit) const {
    const std::vector<LetterCentre> letters = find_letter_centres(line);
    const double half = kHalfLetterWidth * copy_.x_height;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const double begin = letters[i].column + half;
      const double end = i + 1 < letters.size()
                             ? letters[i + 1].column - half
                             : std::min<double>(begin + copy_.to_pixels(kTailWidth), limit);
      const Box blank{static_cast<std::int32_t>(begin), line.box.top,
                      static_cast<std::int32_t>(end), line.box.bottom};
      if (has_ink(blank)) line.words[letters[i].word].has_unread_ink_after = true;
    }
  }

 private:
  [[nodiscard]] bool has_ink(const Box& blank) const {
    if (width_of(blank) < copy_.to_pixels(kMinBlankWidth)) return false;
    const Box place = inflated(blank, 0, copy_.to_pixels(kSearchMargin)),
              row = inflated(blank, 0, copy_.to_pixels(kMaxRise));
    const auto ink = image::find_dark_components(image_, copy_.transform, place);
    return std::ranges::any_of(ink, [&](const Box& shape) {
      const bool is_beside = std::min(shape.left - place.left, place.right - shape.right) <=
                             copy_.to_pixels(kEdgeMargin),
                 goes_through = shape.top <= place.top && shape.bottom >= place.bottom;
      return !goes_through && y_overlap(shape, row) >= copy_.to_pixels(kMinInkHeight) &&
             (!is_beside || width_of(shape) >= copy_.to_pixels(kMinEdgeInkWidth));
    });
  }

  const image::CleanPage& copy_;
  const image::PageImage& image_;
};

}  // namespace

void flag_unread_ink(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image) {
  const std::initializer_list<ReadLines*> parts{&page.header_left, &page.header_right, &page.body};
  const auto next_on_row = [&](const Box& box) {
    std::int32_t out = copy.width;
    for (const ReadLines* lines : parts) {
      for (const ReadLine& other : *lines) {
        if (other.box.left >= box.right && y_overlap(other.box, box) > 0)
          out = std::min(out, other.box.left);
      }
    }
    return out;
  };
  const UnreadInkMarker marker(copy, image);
  for (ReadLines* lines : parts) {
    for (ReadLine& line : *lines) {
      const std::string key = make_fold_key(line);
      const bool is_asked = lines != &page.body || is_number_line(key) || is_date_line(key);
      if (is_asked) marker.mark(line, next_on_row(line.box));
    }
  }
}

}  // namespace codau::ocr
