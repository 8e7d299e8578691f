#include "ocr/line_reader.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include "image/line_picture.h"

namespace codau::ocr {
namespace {

constexpr std::uint16_t kSpace = 0;  ///< the class of a blank between words
/// Steps beside a word's outer letters in which they may still have ink: a letter is said in its
/// middle, and the widest, W, takes six steps.
constexpr double kHalfLetter = 3;

/// The middle of the widest stretch without ink in [from, to); of all where there is none.
std::int32_t gap_in(const std::vector<bool>& inked, std::int32_t from, std::int32_t to) {
  std::int32_t best = (from + to) / 2, widest = 0, begin = from;
  for (std::int32_t x = from; x <= to; ++x) {
    if (x < to && !inked[static_cast<std::size_t>(x)]) continue;
    if (x - begin > widest) {
      widest = x - begin;
      best = (begin + x) / 2;
    }
    begin = x + 1;
  }
  return best;
}

/// As sure as Tesseract calls a word whose least sure letter has this probability: all that doubts
/// words does so on that scale.
double confidence_from(double log_probability) {
  return std::clamp(1 + 0.35 * log_probability, 0.0, 1.0);
}

}  // namespace

LineReader::LineReader(const recogniser::Model& model, const std::vector<std::string>& words,
                       std::string_view letters)
    : network_(model), prior_(words) {
  if (letters.empty()) return;
  for (const std::string& text : network_.texts())
    is_excluded_.push_back(text.empty() || letters.find(text) == std::string_view::npos);
  is_excluded_[kSpace] = is_excluded_[network_.blank()] = false;
}

std::string LineReader::text_of(const recogniser::Classes& classes) const {
  std::string text;
  for (const std::uint16_t one : classes) text += network_.texts()[one];
  return text;
}

/// Of each stretch the reading that is likeliest as print and as words.
std::vector<LineReader::SaidWord> LineReader::words_of(recogniser::Probabilities said) const {
  if (!is_excluded_.empty()) {
    for (std::size_t i = 0; i < said.values.size(); ++i)
      said.values[i] = is_excluded_[i % said.units] ? 0 : said.values[i];
  }
  const auto merit = [this](const recogniser::Alternative& one) {
    return one.log_probability + prior_.log_of(text_of(one.classes));
  };
  std::vector<SaidWord> words;
  for (const recogniser::Stretch& stretch : recogniser::read_lattice(said, network_.blank())) {
    const recogniser::Alternative& best =
        *std::ranges::max_element(stretch.alternatives, {}, merit);
    bool begins = true;
    for (const recogniser::Letter& letter :
         recogniser::align(said, network_.blank(), stretch.begin, stretch.end, best.classes)) {
      const bool is_space = letter.of_class == kSpace;
      if (!is_space && begins) words.push_back({{}, letter.begin, letter.end, 0});
      begins = is_space;
      if (is_space) continue;
      SaidWord& word = words.back();
      word.text += network_.texts()[letter.of_class];
      word.end = letter.end;
      word.log_probability = std::min(word.log_probability, letter.log_probability);
    }
  }
  return words;
}

/// Words reach up to the white between them.
std::vector<ReadWord> LineReader::placed(const std::vector<SaidWord>& words, const Pix* ink,
                                         const Box& line, double pixels_a_step) {
  const std::vector<bool> inked = image::inked_columns(ink, line);
  const auto pixel = [&](double step) {
    const auto x = static_cast<std::int32_t>(std::lround(step * pixels_a_step));
    return std::clamp(x, 0, static_cast<std::int32_t>(inked.size()));
  };
  std::vector<ReadWord> out;
  std::int32_t left =
      words.empty() ? 0 : pixel(static_cast<double>(words.front().begin) - kHalfLetter);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const double end = static_cast<double>(words[i].end);
    std::int32_t right = pixel(end + kHalfLetter);
    if (i + 1 < words.size()) {
      const std::int32_t from = pixel(end);
      right = gap_in(inked, from, std::max(from, pixel(static_cast<double>(words[i + 1].begin))));
    }
    const Box cell{line.left + left, line.top, line.left + std::max(left + 1, right), line.bottom};
    out.push_back(
        {words[i].text, image::around_ink(ink, cell), confidence_from(words[i].log_probability)});
    left = right;
  }
  return out;
}

Lines LineReader::read(const Pix* grey, const Pix* ink,
                       const std::vector<LinePlace>& places) const {
  const auto height = static_cast<std::int32_t>(network_.height());
  std::vector<recogniser::LineImage> pictures;
  for (const LinePlace& place : places) {
    image::GreyRows rows = image::rows_of(grey, place.box, height);
    pictures.push_back({static_cast<std::size_t>(rows.width), std::move(rows.pixels)});
  }
  const std::vector<recogniser::Features> features = network_.features(pictures);
  Lines lines;
  bool begins = true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    begins = begins || places[i].begins_line;
    const Box& box = places[i].box;
    const double scale = static_cast<double>(box.bottom - box.top) / height;
    std::vector<ReadWord> words = placed(words_of(network_.probabilities(features[i])), ink, box,
                                         scale * static_cast<double>(network_.pooling()));
    if (words.empty()) continue;
    if (std::exchange(begins, false)) lines.emplace_back();
    std::ranges::move(words, std::back_inserter(lines.back().words));
  }
  return lines;
}

}  // namespace codau::ocr
