#include "ocr/read_handwriting.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "ocr/line_classification.h"
#include "ocr/written_values.h"
#include "page/upright_crop.h"
#include "raster/line_image.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

// The crop of a line as tools/train/make_hand_lines cuts it, in x-heights from the baseline.
constexpr double kCropAscent = 2.9, kCropDescent = 1.5;
constexpr double kCropMarginXHeights = 1;  ///< at both ends of the line
constexpr double kDescenderXHeights = 0.3;
/// A less likely value is not put into the text.
constexpr double kMinValueProbability = 0.2;
constexpr std::size_t kMaxAlternatives = 4;

/// Returns whether a word reaches below the baseline.
bool has_descender(std::string_view key) {
  return key.find_first_of("gjpqy,;/()") != std::string_view::npos;
}

/// Returns the baseline of the printed words of a line.
double find_baseline(const ReadLine& line, double x_height) {
  std::vector<double> feet;
  for (const ReadWord& word : line.words) {
    if (word.is_handwritten) continue;
    feet.push_back(word.box.bottom -
                   (has_descender(make_fold_key(word)) ? kDescenderXHeights * x_height : 0));
  }
  return feet.empty() ? line.box.bottom : median(std::move(feet));
}

/// Divides the words that stand across a column. Characters before the column stay in the first
/// word.
void split_at(ReadLine& line, std::int32_t column) {
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const ReadWord& word = line.words[i];
    if (word.box.left >= column || word.box.right <= column) continue;
    const std::vector<double> centres = compute_character_centres(word);
    std::size_t byte = 0, count = 0;
    while (byte < word.text.size() && count < centres.size() && centres[count] < column) {
      ++count;
      do ++byte;
      while (byte < word.text.size() &&
             (static_cast<unsigned char>(word.text[byte]) & 0xC0U) == 0x80U);
    }
    if (byte == 0 || byte >= word.text.size()) continue;
    split_word(line, i, byte, column, column);
    ++i;
  }
}

/// Replaces the words between two columns by one.
void replace_words(ReadLine& line, std::int32_t begin, std::int32_t end, ReadWord value) {
  split_at(line, begin);
  split_at(line, end);
  const auto middle = [](const ReadWord& word) { return (word.box.left + word.box.right) / 2; };
  std::erase_if(line.words,
                [&](const ReadWord& word) { return middle(word) >= begin && middle(word) < end; });
  const auto after =
      std::ranges::find_if(line.words, [&](const ReadWord& word) { return middle(word) >= end; });
  if (after != line.words.begin()) std::prev(after)->has_unread_ink_after = false;
  line.words.insert(after, std::move(value));
}

class HandwritingReader {
 public:
  HandwritingReader(const image::CleanPage& copy, const image::PageImage& image,
                    const recogniser::LineNetwork& network)
      : copy_(copy), image_(image), network_(network) {}

  void read(ReadLine& line, WrittenLine kind) const {
    const double baseline = find_baseline(line, copy_.x_height);
    const std::int32_t margin = copy_.to_pixels(kCropMarginXHeights);
    const auto row = [&](double x_heights) {
      return static_cast<std::int32_t>(std::lround(baseline + x_heights * copy_.x_height));
    };
    const Box place = intersection(
        Box{line.box.left - margin, row(-kCropAscent), line.box.right + margin, row(kCropDescent)},
        Box{0, 0, copy_.width, copy_.height});
    const image::PixPtr grey = image::crop_upright(image_, copy_.transform, place);
    if (!grey) return;
    image::LinePixels rows =
        image::scale_to_height(grey.get(), static_cast<std::int32_t>(network_.height()));
    if (rows.width == 0) return;
    const recogniser::LineImage picture{static_cast<std::size_t>(rows.width),
                                        std::move(rows.pixels)};
    const auto features = network_.compute_features(std::span(&picture, 1));
    const auto column = [&](std::size_t step) {
      const double pixels = static_cast<double>(step * network_.pooling()) *
                            static_cast<double>(width_of(place)) /
                            static_cast<double>(picture.width);
      return place.left + static_cast<std::int32_t>(std::lround(pixels));
    };
    const std::vector<WrittenPlace> places =
        read_written_values(network_, network_.compute_probabilities(features.front()), kind);
    std::fprintf(stderr, "HAND %s | box %d..%d place %d,%d-%d,%d pic %zu places %zu",
                 join_text(line).c_str(), line.box.left, line.box.right, place.left, place.top,
                 place.right, place.bottom, picture.width, places.size());
    for (const WrittenPlace& w : places) {
      std::fprintf(stderr, " [%d-%d asked %d", column(w.begin), column(w.end),
                   is_asked(line, column(w.begin), column(w.end)));
      for (auto& v : w.values) std::fprintf(stderr, " %s:%.2f", v.text.c_str(), v.probability);
      std::fprintf(stderr, "]");
    }
    for (auto& w : line.words)
      std::fprintf(stderr, " <%s %d-%d %d%d>", w.text.c_str(), w.box.left, w.box.right,
                   w.is_handwritten, w.has_unread_ink_after);
    std::fprintf(stderr, "\n");
    for (const WrittenPlace& written : places) {
      if (written.values.empty() || written.values.front().text.empty() ||
          written.values.front().probability < kMinValueProbability)
        continue;
      if (!is_asked(line, column(written.begin), column(written.end))) continue;
      ReadWord value{written.values.front().text,
                     {column(written.begin), line.box.top, column(written.end), line.box.bottom},
                     written.values.front().probability};
      value.is_handwritten = true;
      for (std::size_t i = 1; i < written.values.size(); ++i) {
        if (!written.values[i].text.empty() && value.alternatives.size() < kMaxAlternatives)
          value.alternatives.push_back({written.values[i].text, written.values[i].probability});
      }
      replace_words(line, column(written.begin), column(written.end), std::move(value));
    }
  }

 private:
  /// Returns whether ink between two columns is handwritten or was not read.
  static bool is_asked(const ReadLine& line, std::int32_t begin, std::int32_t end) {
    return std::ranges::any_of(line.words, [&](const ReadWord& word) {
      const bool is_inside = word.box.right > begin && word.box.left < end;
      return (word.is_handwritten && is_inside) ||
             (word.has_unread_ink_after && word.box.right <= end && word.box.left < end);
    });
  }

  const image::CleanPage& copy_;
  const image::PageImage& image_;
  const recogniser::LineNetwork& network_;
};

}  // namespace

void read_handwriting(ReadPage& page, const image::CleanPage& copy, const image::PageImage& image,
                      const recogniser::LineNetwork* network) {
  const std::initializer_list<ReadLines*> parts{&page.header_left, &page.header_right, &page.body};
  for (ReadLines* lines : parts) {
    for (ReadLine& line : *lines) {
      const bool is_asked = std::ranges::any_of(line.words, [](const ReadWord& word) {
        return word.is_handwritten || word.has_unread_ink_after;
      });
      if (!is_asked) continue;
      for (ReadWord& word : line.words) word.has_unread_ink_after |= word.is_handwritten;
      if (network == nullptr) continue;
      const HandwritingReader reader(copy, image, *network);
      const std::string key = make_fold_key(line);
      if (is_date_line(key))
        reader.read(line, WrittenLine::kDate);
      else if (is_number_line(key))
        reader.read(line, WrittenLine::kNumber);
    }
  }
}

}  // namespace codau::ocr
