#include "export/pdf/pdf_text_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"
#include "export/pdf/glyphless_font.h"
#include "export/target/decimal.h"
#include "text/utf8.h"

namespace codau::exports {
namespace {

constexpr double kGlyphWidth = 0.5;  // of the font size; export/pdf/glyphless_font.h
/// A word lower than this part of the median height of its line is a dash, a dot or a row of dots.
/// At its own height, a reader would put it in a separate line.
constexpr double kFlat = 0.4;
/// Minimum gap between words, in heights. Readers that separate words by distance join closer words
/// (Poppler from 0.03 on).
constexpr double kLeastGap = 0.1;

constexpr int kPlaces = 6;

std::string number(double value) { return format_decimal(value, kPlaces); }

std::string numbers(const std::array<double, 6>& values) {
  std::string out;
  for (const double value : values) out += number(value) + ' ';
  return out;
}

/// Returns the text as UTF-16 code units.
std::u16string codes_of(std::string_view utf8) {
  std::u16string codes;
  for (std::size_t at = 0; at < utf8.size();) {
    char32_t c = text::next_code_point(utf8, at);
    if (c == text::kIllFormed || c < 0x20 || c == 0x7F) c = text::kReplacementCharacter;
    if (c < 0x10000) {
      codes += static_cast<char16_t>(c);
    } else {
      codes += static_cast<char16_t>(0xD7C0U + (c >> 10U));
      codes += static_cast<char16_t>(0xDC00U + (c & 0x3FFU));
    }
  }
  return codes;
}

/// Returns the matrix from pixels of the page image, with y up and 0 at the top edge, to the units
/// of the page.
std::array<double, 6> to_page(const PdfPage& page, const PageFrame& frame) {
  const bool lies = frame.viewer_rotation % 180 != 0;
  const double wide = frame.right - frame.left, high = frame.top - frame.bottom;
  const double x = (lies ? high : wide) / page.width, y = (lies ? wide : high) / page.height;
  switch (frame.viewer_rotation) {
    case 90:
      return {0, x, -y, 0, frame.left, frame.bottom};
    case 180:
      return {-x, 0, 0, -y, frame.right, frame.bottom};
    case 270:
      return {0, -x, y, 0, frame.right, frame.top};
    default:
      return {x, 0, 0, y, frame.left, frame.top};
  }
}

/// A box as seen after the page image is turned by `rotation`: the start, the end and the height of
/// a word. The coordinates grow in reading direction.
struct Placed {
  std::array<double, 6> matrix{};
  std::int32_t begin = 0, end = 0, height = 0;
};

Placed place(const PageBox& box, std::int32_t rotation) {
  const double left = box.left, right = box.right, top = -box.top, bottom = -box.bottom;
  const std::int32_t width = width_of(box), height = height_of(box);
  switch (rotation) {
    case 90:
      return {{0, 1, -1, 0, right, bottom}, -box.bottom, -box.top, width};
    case 180:
      return {{-1, 0, 0, -1, right, top}, -box.right, -box.left, height};
    case 270:
      return {{0, -1, 1, 0, left, top}, box.top, box.bottom, width};
    default:
      return {{1, 0, 0, 1, left, bottom}, box.left, box.right, height};
  }
}

/// Shows `codes` across `length` pixels.
std::string show(const std::u16string& codes, std::int32_t length, std::int32_t height) {
  const double natural = kGlyphWidth * height * static_cast<double>(codes.size());
  std::string hex;
  for (const char16_t code : codes) hex += to_hex(code);
  return number(100.0 * length / natural) + " Tz <" + hex + "> Tj\n";
}

std::int32_t height_of(const PageBox& box, bool lies) {
  return lies ? width_of(box) : height_of(box);
}

/// Returns the line with each flat word as high as its nearest word of usual height, before it if
/// there is one.
std::vector<PdfWord> levelled(std::vector<PdfWord> line, std::int32_t rotation) {
  const bool lies = rotation % 180 != 0;
  std::vector<std::int32_t> heights;
  heights.reserve(line.size());
  for (const PdfWord& word : line) heights.push_back(height_of(word.box, lies));
  const std::int32_t middle = median(std::move(heights));
  const auto is_flat = [&](const PdfWord& word) {
    return height_of(word.box, lies) < kFlat * middle;
  };
  auto usual = std::ranges::find_if_not(line, is_flat);  // at least the median one
  for (auto word = line.begin(); word != line.end(); ++word) {
    if (!is_flat(*word)) {
      usual = word;
    } else if (lies) {
      word->box.left = usual->box.left;
      word->box.right = usual->box.right;
    } else {
      word->box.top = usual->box.top;
      word->box.bottom = usual->box.bottom;
    }
  }
  return line;
}

/// Returns the end of a word, at a minimum gap before the next word of its line. Keeps the original
/// end if more than half of the word would be lost, because the words overlap.
std::int32_t end_of(const Placed& word, const Placed& next, std::int32_t height) {
  const auto gap = static_cast<std::int32_t>(std::ceil(kLeastGap * height));
  const std::int32_t end = std::min(word.end, next.begin - gap);
  return 2 * (end - word.begin) < word.end - word.begin ? word.end : end;
}

void add_line(std::string& out, const std::vector<PdfWord>& line, std::int32_t rotation,
              std::string_view font) {
  const std::u16string space = u" ";
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::u16string codes = codes_of(line[i].text);
    if (codes.empty()) continue;
    const Placed at = place(line[i].box, rotation);
    const std::int32_t height = std::max(at.height, 1);
    const bool is_last = i + 1 == line.size();
    const Placed next = is_last ? at : place(line[i + 1].box, rotation);
    const std::int32_t end = is_last ? at.end : end_of(at, next, height);
    out += '/' + std::string(font) + ' ' + std::to_string(height) + " Tf " + numbers(at.matrix) +
           "Tm " + show(codes, std::max(end - at.begin, 1), height);
    if (!is_last) out += show(space, std::max(next.begin - end, 1), height);
  }
}

}  // namespace

std::string make_text_layer(const PdfPage& page, const PageFrame& frame, std::string_view font) {
  if (page.width <= 0 || page.height <= 0) return {};
  std::string words;
  for (const std::vector<PdfWord>& line : page.lines) {
    if (!line.empty()) add_line(words, levelled(line, page.rotation), page.rotation, font);
  }
  if (words.empty()) return {};
  return "q " + numbers(to_page(page, frame)) + "cm BT 3 Tr\n" + words + "ET Q\n";
}

std::set<char16_t> list_codes(const PdfPage& page) {
  std::set<char16_t> out{u' '};
  for (const std::vector<PdfWord>& line : page.lines) {
    for (const PdfWord& word : line) {
      const std::u16string codes = codes_of(std::string_view(word.text));
      out.insert(codes.begin(), codes.end());
    }
  }
  return out;
}

}  // namespace codau::exports
