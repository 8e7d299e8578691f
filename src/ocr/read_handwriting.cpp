#include "ocr/read_handwriting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
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
#include "raster/rotation.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

/// A way to cut a line out of the page. Hands whose digits one view misreads are seldom misread
/// alike in all of them.
struct LineView {
  double ascent, descent;  ///< of the crop, in x-heights from the baseline
  double stretch;          ///< of the width
  double slant;            ///< added to the right, in pixels a pixel of height
};
/// The first view is cut as tools/train/make_hand_lines cuts lines.
constexpr std::array<LineView, 3> kViews{
    {{2.9, 1.5, 1, 0}, {2.9, 1.5, 1, 0.12}, {2.75, 1.4, 0.95, 0.1}}};
constexpr double kCropMarginXHeights = 1;  ///< at both ends of the line
/// Of the components of ink that are taken for printed letters.
constexpr double kMinLetterHeightXHeights = 0.8, kMaxLetterHeightXHeights = 1.7;
constexpr std::size_t kMaxAlternatives = 4;

/// Returns the baseline of a line: where most of its letters end. Word boxes are no use: they are
/// as high as the line with its handwriting.
double find_baseline(const image::CleanPage& copy, const ReadLine& line) {
  std::vector<double> feet;
  for (const Box& letter : image::find_components_in(copy.ink.get(), line.box)) {
    const std::int32_t height = height_of(letter);
    if (height >= kMinLetterHeightXHeights * copy.x_height &&
        height <= kMaxLetterHeightXHeights * copy.x_height)
      feet.push_back(letter.bottom);
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
      static_cast<void>(text::next_code_point(word.text, byte));
    }
    if (byte == 0 || byte >= word.text.size()) continue;
    split_word(line, i, byte, column, column);
    ++i;
  }
}

/// Returns whether a line begins with "Số" or what it may be read as. "SỞ Y TẾ", in capitals, is no
/// label.
bool begins_with_number_label(const ReadLine& line) {
  const std::string text = text::strip_diacritics(text::to_nfc(join_text(line)));
  if (text.size() < 2 || (text[0] != 'S' && text[0] != 's')) return false;
  return text[1] == 'o' || text[1] == '0' || text[1] == '6';
}

/// Returns the digits that were read between two columns.
std::string collect_digits(const ReadLine& line, std::int32_t begin, std::int32_t end) {
  std::string out;
  for (const ReadWord& word : line.words) {
    std::size_t byte = 0;
    for (const double centre : compute_character_centres(word)) {
      const char32_t code = text::next_code_point(word.text, byte);
      const bool is_inside = centre >= begin && centre < end;
      if (is_inside && code >= U'0' && code <= U'9') out += static_cast<char>(code);
    }
  }
  return out;
}

/// Gives a notation the sign before it, and removes figures of the number from it.
void put_sign_before(ReadWord& notation, char sign) {
  const std::size_t begin = notation.text.find_first_not_of("0123456789.,:;'` ");
  if (begin == std::string::npos) return;
  notation.text.erase(0, begin);
  if (notation.text.front() != sign) notation.text.insert(0, 1, sign);
}

/// Divides "Số:56" behind the colon, so that the label stays if the network has missed it.
void split_behind_label(ReadLine& line, std::int32_t begin) {
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const ReadWord& word = line.words[i];
    const std::size_t colon = word.text.find(':');
    if (colon == std::string::npos || colon + 1 >= word.text.size() || word.box.left > begin)
      continue;
    split_word(line, i, colon + 1, word.box.right, word.box.right);
    return;
  }
}

/// Returns whether a word is "Số:".
bool is_label(const ReadWord& word) {
  return word.text.ends_with(':') && word.text.find_first_of("0123456789") == std::string::npos;
}

/// Replaces the words between two columns by one. `sign_after`: as WrittenPlace says.
void replace_words(ReadLine& line, WrittenLine kind, std::int32_t begin, std::int32_t end,
                   char sign_after, ReadWord value) {
  split_at(line, begin);
  split_at(line, end);
  if (kind == WrittenLine::kNumber) split_behind_label(line, begin);
  const auto middle = [](const ReadWord& word) { return (word.box.left + word.box.right) / 2; };
  std::erase_if(line.words, [&](const ReadWord& word) {
    return middle(word) >= begin && middle(word) < end &&
           !(kind == WrittenLine::kNumber && is_label(word));
  });
  const auto after =
      std::ranges::find_if(line.words, [&](const ReadWord& word) { return middle(word) >= end; });
  // Handwriting and unread ink beside the value belong to it.
  if (after != line.words.begin()) {
    std::prev(after)->is_handwritten = false;
    std::prev(after)->has_unread_ink_after = false;
  }
  if (after != line.words.end()) {
    after->is_handwritten = false;
    if (sign_after != 0) put_sign_before(*after, sign_after);
  }
  line.words.insert(after, std::move(value));
}

class HandwritingReader {
 public:
  HandwritingReader(const image::CleanPage& copy, const image::PageImage& image,
                    const recogniser::LineNetwork& network)
      : copy_(copy), image_(image), network_(network) {}

  void read(ReadLine& line, WrittenLine kind) const {
    const double baseline = find_baseline(copy_, line);
    const std::int32_t margin = copy_.to_pixels(kCropMarginXHeights);
    std::vector<recogniser::LineImage> pictures;
    image::PixPtr grey;
    Box cut{};  // what `grey` shows
    for (const LineView& view : kViews) {
      const auto row = [&](double x_heights) {
        return static_cast<std::int32_t>(std::lround(baseline + x_heights * copy_.x_height));
      };
      const Box place = intersection(Box{line.box.left - margin, row(-view.ascent),
                                         line.box.right + margin, row(view.descent)},
                                     Box{0, 0, copy_.width, copy_.height});
      if (place != cut) {
        cut = place;
        grey = image::crop_upright(image_, copy_.transform, place);
      }
      if (auto picture = make_picture(grey.get(), place, baseline, view))
        pictures.push_back(std::move(*picture));
    }
    const std::int32_t left = std::max(0, line.box.left - margin),
                       width = std::min(copy_.width, line.box.right + margin) - left;
    const auto column = [&](double share) {
      return left + static_cast<std::int32_t>(std::lround(share * width));
    };
    std::vector<recogniser::Probabilities> views;
    for (const recogniser::Features& features : network_.compute_features(pictures))
      views.push_back(network_.compute_probabilities(features));
    const std::vector<WrittenPlace> places = read_written_values(network_, views, kind);
    for (const WrittenPlace& written : places) {
      if (written.values.empty() || written.values.front().text.empty()) continue;
      const std::int32_t begin = column(written.begin), end = column(written.end);
      const auto printed =
          std::ranges::find(written.values, collect_digits(line, begin, end), &WrittenValue::text);
      const bool dissents = printed != written.values.begin();
      if (!is_asked(line, begin, end) && !dissents) continue;
      ReadWord value{written.values.front().text,
                     {begin, line.box.top, end, line.box.bottom},
                     written.values.front().probability};
      value.is_handwritten = true;
      for (std::size_t i = 1; i < written.values.size(); ++i) {
        if (!written.values[i].text.empty() && value.alternatives.size() < kMaxAlternatives)
          value.alternatives.push_back({written.values[i].text, written.values[i].probability});
      }
      replace_words(line, kind, begin, end, written.sign_after, std::move(value));
    }
  }

 private:
  /// Returns the picture of a place for the network. Returns nothing if it is too narrow or off the
  /// page. `grey`: the place as crop_upright() cuts it; may be null.
  [[nodiscard]] std::optional<recogniser::LineImage> make_picture(const Pix* grey, const Box& place,
                                                                  double baseline,
                                                                  const LineView& view) const {
    if (grey == nullptr) return std::nullopt;
    image::PixPtr slanted, stretched;
    if (view.slant != 0) {
      const double share = (baseline - place.top) / height_of(place);
      const auto row = std::lround(share * height_of(image::get_bounds(grey)));
      slanted = image::slant_right(grey, static_cast<std::int32_t>(row), view.slant);
      grey = slanted.get();
    }
    if (view.stretch != 1) {
      stretched = image::stretch_width(grey, view.stretch);
      grey = stretched.get();
    }
    image::LinePixels rows =
        image::scale_to_height(grey, static_cast<std::int32_t>(network_.height()));
    if (rows.width == 0) return std::nullopt;
    return recogniser::LineImage{static_cast<std::size_t>(rows.width), std::move(rows.pixels)};
  }

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
      if (!is_asked && lines == &page.body) continue;
      for (ReadWord& word : line.words) word.has_unread_ink_after |= word.is_handwritten;
      if (network == nullptr) continue;
      const HandwritingReader reader(copy, image, *network);
      const std::string key = make_fold_key(line);
      if (is_date_line(key))
        reader.read(line, WrittenLine::kDate);
      else if (is_number_line(key) || (lines != &page.body && begins_with_number_label(line)))
        reader.read(line, WrittenLine::kNumber);
    }
  }
}

}  // namespace codau::ocr
