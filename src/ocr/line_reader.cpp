#include "ocr/line_reader.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

#include "image/line_picture.h"
#include "ocr/doubts.h"

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

/// A box of the line drawn level, where it stands in the picture.
Box in_picture(const Box& box, const LinePlace& place) {
  const auto centre = static_cast<std::size_t>((box.left + box.right) / 2);
  const std::int32_t low = centre < place.hang.size() ? place.hang[centre] : 0;
  const std::int32_t dx = place.box.left, dy = place.box.top + low;
  return {box.left + dx, box.top + dy, box.right + dx, box.bottom + dy};
}

/// Logarithm of the probability of a letter below which a line is read by the second network as
/// well: a confidence of 0.85, under which single words were asked again before.
constexpr double kDoubted = -0.35;
/// Of a text that a network hardly sees: one of them alone cannot rule a text out.
constexpr double kLeast = -12;
constexpr std::uint16_t kNone = 0xFFFF;  ///< beyond recogniser::kMostClasses
constexpr std::size_t kBatch = 64;       ///< lines read side by side: a page of print, some 10 MiB

std::vector<std::uint16_t> classes_in(const recogniser::Network& one,
                                      const recogniser::Network& other) {
  std::unordered_map<std::string, std::uint16_t> there;
  for (std::size_t i = 0; i < other.texts().size(); ++i)
    there.try_emplace(other.texts()[i], static_cast<std::uint16_t>(i));
  std::vector<std::uint16_t> out;
  for (const std::string& text : one.texts()) {
    const auto found = there.find(text);
    out.push_back(text.empty() || found == there.end() ? kNone : found->second);
  }
  return out;
}

std::optional<recogniser::Classes> translated(recogniser::Classes classes,
                                              const std::vector<std::uint16_t>& to) {
  for (std::uint16_t& one : classes) one = to[one];
  if (std::ranges::find(classes, kNone) != classes.end()) return std::nullopt;
  return classes;
}

/// As sure as Tesseract calls a word whose least sure letter has this probability: all that doubts
/// words does so on that scale, on which the surest word has 0.97.
double confidence_from(double log_probability) {
  constexpr double kOffset = -0.085, kScale = 0.35;
  return std::clamp(1 + kScale * (log_probability + kOffset), 0.0, 1.0);
}

}  // namespace

LineReader::LineReader(const recogniser::Model& first,
                       const std::optional<recogniser::Model>& second,
                       const std::vector<std::string>& words, std::string_view letters)
    : network_(first), prior_(words) {
  if (!letters.empty()) {
    for (const std::string& text : network_.texts())
      is_excluded_.push_back(text.empty() || letters.find(text) == std::string_view::npos);
    is_excluded_[kSpace] = is_excluded_[network_.blank()] = false;
  }
  if (!second || second->height != first.height || second->pooling != first.pooling) return;
  second_.emplace(*second);
  in_second_ = classes_in(network_, *second_);
  from_second_ = classes_in(*second_, network_);
}

std::string LineReader::text_of(const recogniser::Classes& classes) const {
  std::string text;
  for (const std::uint16_t one : classes) text += network_.texts()[one];
  return text;
}

recogniser::Probabilities LineReader::said(const recogniser::Features& features) const {
  recogniser::Probabilities said = network_.probabilities(features);
  if (!is_excluded_.empty()) {
    for (std::size_t i = 0; i < said.values.size(); ++i)
      said.values[i] = is_excluded_[i % said.units] ? 0 : said.values[i];
  }
  return said;
}

/// Chosen is what is likeliest as print, to both networks where both have looked, and as words.
LineReader::Readings LineReader::readings_of(const recogniser::Stretch& stretch,
                                             const recogniser::Probabilities& first,
                                             const recogniser::Probabilities* second) const {
  std::vector<recogniser::Alternative> candidates = stretch.alternatives;
  if (second != nullptr) {
    for (const recogniser::Alternative& theirs :
         recogniser::read_stretch(*second, second_->blank(), stretch.begin, stretch.end)) {
      const std::optional<recogniser::Classes> classes = translated(theirs.classes, from_second_);
      if (!classes || classes->empty() ||
          std::ranges::find(candidates, *classes, &recogniser::Alternative::classes) !=
              candidates.end()) {
        continue;
      }
      candidates.push_back(
          {*classes, recogniser::log_probability_of(first, network_.blank(), stretch.begin,
                                                    stretch.end, *classes)});
    }
    for (recogniser::Alternative& one : candidates) {
      const std::optional<recogniser::Classes> theirs = translated(one.classes, in_second_);
      const double log_probability =
          theirs ? recogniser::log_probability_of(*second, second_->blank(), stretch.begin,
                                                  stretch.end, *theirs)
                 : kLeast;
      one.log_probability =
          std::max(one.log_probability, kLeast) + std::max(log_probability, kLeast);
    }
  }
  const auto chosen =
      std::ranges::max_element(candidates, {}, [this](const recogniser::Alternative& one) {
        return one.log_probability + prior_.log_of(text_of(one.classes));
      });
  const auto at = static_cast<std::size_t>(chosen - candidates.begin());
  return {std::move(candidates), at};
}

/// Two networks that look at the same print are no two witnesses: their mean counts.
std::vector<std::vector<OcrAlternative>> LineReader::doubts_of(const Readings& readings,
                                                               std::size_t networks) const {
  std::vector<StretchReading> said;
  for (const recogniser::Alternative& one : readings.all) {
    StretchReading& reading = said.emplace_back();
    reading.log_probability = one.log_probability / static_cast<double>(networks);
    bool begins = true;
    for (const std::uint16_t of_class : one.classes) {
      const bool is_space = of_class == kSpace;
      if (!is_space && begins) reading.words.emplace_back();
      if (!is_space) reading.words.back() += network_.texts()[of_class];
      begins = is_space;
    }
  }
  return alternatives_in(said, readings.chosen);
}

std::vector<LineReader::SaidWord> LineReader::words_of(
    const recogniser::Probabilities& first, const recogniser::Probabilities* second) const {
  std::vector<SaidWord> words;
  for (const recogniser::Stretch& stretch : recogniser::read_lattice(first, network_.blank())) {
    const Readings readings = readings_of(stretch, first, second);
    const std::size_t before = words.size();
    bool begins = true;
    double gap = 0;  // a word is no surer than the gaps beside it
    for (const recogniser::Letter& letter :
         recogniser::align(first, network_.blank(), stretch.begin, stretch.end,
                           readings.all[readings.chosen].classes)) {
      const bool is_space = letter.of_class == kSpace;
      if (!is_space && begins)
        words.push_back({{}, letter.begin, letter.end, std::exchange(gap, 0)});
      begins = is_space;
      if (words.empty()) continue;
      SaidWord& word = words.back();
      word.log_probability = std::min(word.log_probability, letter.log_probability);
      if (is_space) {
        gap = letter.log_probability;
      } else {
        word.text += network_.texts()[letter.of_class];
        word.end = letter.end;
      }
    }
    std::vector<std::vector<OcrAlternative>> doubts =
        doubts_of(readings, second == nullptr ? 1 : 2);
    for (std::size_t i = before; i < words.size(); ++i)
      words[i].alternatives = std::move(doubts[i - before]);
  }
  return words;
}

/// Words reach up to the white between them.
std::vector<ReadWord> LineReader::placed(std::vector<SaidWord> words, const Pix* ink,
                                         const LinePlace& place, double pixels_a_step) {
  const image::PixPtr line = image::level_line(ink, place.box, place.hang);
  const std::vector<bool> inked = image::inked_columns(line.get());
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
    const Box cell{left, 0, std::max(left + 1, right), place.box.bottom - place.box.top};
    out.push_back({std::move(words[i].text), in_picture(image::around_ink(line.get(), cell), place),
                   confidence_from(words[i].log_probability), std::move(words[i].alternatives)});
    left = right;
  }
  return out;
}

/// Of each place.
std::vector<std::vector<LineReader::SaidWord>> LineReader::said_in(
    const Pix* grey, std::span<const LinePlace> places) const {
  const auto height = static_cast<std::int32_t>(network_.height());
  std::vector<recogniser::LineImage> pictures;
  for (const LinePlace& place : places) {
    image::GreyRows rows =
        image::rows_of(image::level_line(grey, place.box, place.hang).get(), height);
    pictures.push_back({static_cast<std::size_t>(rows.width), std::move(rows.pixels)});
  }
  std::vector<std::vector<SaidWord>> words;
  std::vector<std::size_t> doubted;
  std::vector<recogniser::LineImage> again;
  const std::vector<recogniser::Features> features = network_.features(pictures);
  for (std::size_t i = 0; i < places.size(); ++i) {
    words.push_back(words_of(said(features[i]), nullptr));
    const auto is_doubted = [](const SaidWord& word) { return word.log_probability < kDoubted; };
    if (!second_ || std::ranges::none_of(words.back(), is_doubted)) continue;
    doubted.push_back(i);
    again.push_back(std::move(pictures[i]));
  }
  if (doubted.empty()) return words;
  const std::vector<recogniser::Features> theirs = second_->features(again);
  for (std::size_t k = 0; k < doubted.size(); ++k) {
    const recogniser::Probabilities second = second_->probabilities(theirs[k]);
    words[doubted[k]] = words_of(said(features[doubted[k]]), &second);
  }
  return words;
}

Lines LineReader::read(const Pix* grey, const Pix* ink,
                       const std::vector<LinePlace>& places) const {
  const double pixels_a_row = 1.0 / static_cast<double>(network_.height());
  Lines lines;
  bool begins = true;
  for (std::size_t first = 0; first < places.size(); first += kBatch) {
    const auto batch = std::span(places).subspan(first, std::min(kBatch, places.size() - first));
    std::vector<std::vector<SaidWord>> words = said_in(grey, batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      begins = begins || batch[i].begins_line;
      const Box& box = batch[i].box;
      const double scale = static_cast<double>(box.bottom - box.top) * pixels_a_row;
      std::vector<ReadWord> read = placed(std::move(words[i]), ink, batch[i],
                                          scale * static_cast<double>(network_.pooling()));
      if (read.empty()) continue;
      if (std::exchange(begins, false)) lines.emplace_back();
      std::ranges::move(read, std::back_inserter(lines.back().words));
    }
  }
  return lines;
}

}  // namespace codau::ocr
