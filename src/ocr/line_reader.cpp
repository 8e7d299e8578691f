#include "ocr/line_reader.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
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

/// A box of the line where it stands in the picture.
Box in_picture(const Box& box, const Box& line) {
  return {box.left + line.left, box.top + line.top, box.right + line.left, box.bottom + line.top};
}

/// By how much the reading of a stretch has to be likelier than the next, in natural logarithms,
/// for the second network not to be asked, and how many steps beside the stretch that is shown. Of
/// 2, 2.5, 3, 4, 6 and 10, 20, 30, 40 these read 24 made pages best (lines of the training text,
/// seed 77) for what they ask of it: 17 % of their steps, 13 % of 60 other pages. Asked of whole
/// lines, 25 of 100, by their least sure letter, it read no better.
constexpr double kClear = 3;
constexpr std::size_t kBeside = 20;
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

/// The columns [from, to) of a line.
recogniser::LineImage columns_of(const recogniser::LineImage& line, std::size_t from,
                                 std::size_t to) {
  recogniser::LineImage out{to - from, {}};
  for (auto row = line.pixels.begin(); row != line.pixels.end();
       row += static_cast<std::ptrdiff_t>(line.width))
    out.pixels.insert(out.pixels.end(), row + static_cast<std::ptrdiff_t>(from),
                      row + static_cast<std::ptrdiff_t>(to));
  return out;
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
  if (!second) return;
  assert(go_together(first, *second));
  second_.emplace(*second);
  in_second_ = classes_in(network_, *second_);
  from_second_ = classes_in(*second_, network_);
}

bool LineReader::go_together(const recogniser::Model& first, const recogniser::Model& second) {
  return second.height == first.height && second.pooling == first.pooling;
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

/// What the second network makes of the same steps, which it counts from `offset` on, and what both
/// think of each.
std::vector<recogniser::Alternative> LineReader::with_second(
    std::vector<recogniser::Alternative> candidates, const recogniser::Stretch& stretch,
    const recogniser::Probabilities& first, std::size_t offset,
    const recogniser::Probabilities& second) const {
  const std::size_t begin = stretch.begin - offset, end = stretch.end - offset;
  for (const recogniser::Alternative& theirs :
       recogniser::read_stretch(second, second_->blank(), begin, end)) {
    const std::optional<recogniser::Classes> classes = translated(theirs.classes, from_second_);
    const bool is_there =
        classes && std::ranges::find(candidates, *classes, &recogniser::Alternative::classes) !=
                       candidates.end();
    if (!classes || classes->empty() || is_there) continue;
    candidates.push_back(
        {*classes, recogniser::log_probability_of(first, network_.blank(), stretch.begin,
                                                  stretch.end, *classes)});
  }
  for (recogniser::Alternative& one : candidates) {
    const std::optional<recogniser::Classes> theirs = translated(one.classes, in_second_);
    const double log_probability =
        theirs ? recogniser::log_probability_of(second, second_->blank(), begin, end, *theirs)
               : kLeast;
    one.log_probability = std::max(one.log_probability, kLeast) + std::max(log_probability, kLeast);
  }
  return candidates;
}

/// The likeliest as print and as words.
LineReader::Readings LineReader::chosen_of(std::vector<recogniser::Alternative> candidates) const {
  Readings out{std::move(candidates)};
  double most = -std::numeric_limits<double>::infinity(), next = most;
  for (std::size_t i = 0; i < out.all.size(); ++i) {
    const double value = out.all[i].log_probability + prior_.log_of(text_of(out.all[i].classes));
    if (value > most) {
      next = std::exchange(most, value);
      out.chosen = i;
    } else {
      next = std::max(next, value);
    }
  }
  out.lead = most - next;
  return out;
}

/// Two networks that look at the same print are no two witnesses: their mean counts.
std::vector<std::vector<OcrAlternative>> LineReader::doubts_of(const Readings& readings) const {
  std::vector<StretchReading> said;
  for (const recogniser::Alternative& one : readings.all) {
    StretchReading& reading = said.emplace_back();
    reading.log_probability = one.log_probability / static_cast<double>(readings.networks);
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

LineReader::SeenLine LineReader::seen(const recogniser::Features& features) const {
  SeenLine line{said(features), {}, {}};
  line.stretches = recogniser::read_lattice(line.first, network_.blank());
  for (const recogniser::Stretch& stretch : line.stretches)
    line.readings.push_back(chosen_of(stretch.alternatives));
  return line;
}

/// Steps that hold the stretches whose reading has hardly more for it than another, with what is
/// beside them; in their order, apart from each other.
std::vector<LineReader::Part> LineReader::doubted_in(const SeenLine& line) const {
  std::vector<Part> parts;
  if (!second_) return parts;
  for (std::size_t i = 0; i < line.stretches.size(); ++i) {
    if (line.readings[i].lead >= kClear) continue;
    const recogniser::Stretch& stretch = line.stretches[i];
    const Part part{stretch.begin < kBeside ? 0 : stretch.begin - kBeside,
                    std::min(line.first.steps(), stretch.end + kBeside)};
    if (!parts.empty() && part.begin <= parts.back().end) {
      parts.back().end = part.end;
    } else {
      parts.push_back(part);
    }
  }
  return parts;
}

/// `second`: what the second network says of that part of the line.
void LineReader::look_again(SeenLine& line, const Part& part,
                            const recogniser::Probabilities& second) const {
  for (std::size_t i = 0; i < line.stretches.size(); ++i) {
    const recogniser::Stretch& stretch = line.stretches[i];
    if (stretch.begin < part.begin || stretch.end > part.begin + second.steps()) continue;
    line.readings[i] =
        chosen_of(with_second(stretch.alternatives, stretch, line.first, part.begin, second));
    line.readings[i].networks = 2;
  }
}

std::vector<LineReader::SaidWord> LineReader::words_of(const SeenLine& line) const {
  std::vector<SaidWord> words;
  for (std::size_t at = 0; at < line.stretches.size(); ++at) {
    const recogniser::Stretch& stretch = line.stretches[at];
    const Readings& readings = line.readings[at];
    const std::size_t before = words.size();
    bool begins = true;
    double gap = 0;  // a word is no surer than the gaps beside it
    for (const recogniser::Letter& letter :
         recogniser::align(line.first, network_.blank(), stretch.begin, stretch.end,
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
    std::vector<std::vector<OcrAlternative>> doubts = doubts_of(readings);
    for (std::size_t i = before; i < words.size(); ++i)
      words[i].alternatives = std::move(doubts[i - before]);
  }
  return words;
}

/// Words reach up to the white between them.
std::vector<ReadWord> LineReader::placed(std::vector<SaidWord> words, const Pix* ink,
                                         const LinePlace& place, double pixels_a_step) {
  const image::PixPtr line = image::cut(ink, place.box, 0);
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
    out.push_back({std::move(words[i].text),
                   in_picture(image::around_ink(line.get(), cell), place.box),
                   confidence_from(words[i].log_probability), std::move(words[i].alternatives)});
    left = right;
  }
  return out;
}

std::string LineReader::joined(const std::vector<SaidWord>& words) {
  std::string text;
  for (const SaidWord& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

/// Of each place. All lines go through a network side by side.
std::vector<std::vector<LineReader::SaidWord>> LineReader::said_in(
    const Pix* grey, std::span<const LinePlace> places, const LineWatcher& watcher) const {
  const auto height = static_cast<std::int32_t>(network_.height());
  std::vector<recogniser::LineImage> pictures;
  for (const LinePlace& place : places) {
    image::GreyRows rows = image::rows_of(image::cut(grey, place.box, 0).get(), height);
    pictures.push_back({static_cast<std::size_t>(rows.width), std::move(rows.pixels)});
  }
  const std::vector<recogniser::Features> features = network_.features(pictures);
  std::vector<std::vector<SaidWord>> words(places.size());
  std::vector<Doubt> doubts;
  std::vector<recogniser::LineImage> again;
  for (std::size_t i = 0; i < places.size(); ++i) {
    SeenLine line = seen(features[i]);
    std::vector<Part> parts = doubted_in(line);
    if (parts.empty()) {
      words[i] = words_of(line);
      continue;
    }
    for (const Part& part : parts) {
      again.push_back(
          columns_of(pictures[i], part.begin * network_.pooling(), part.end * network_.pooling()));
    }
    doubts.push_back({i, std::move(parts), std::move(line)});
  }
  const std::vector<recogniser::Features> theirs =
      doubts.empty() ? std::vector<recogniser::Features>() : second_->features(again);
  auto next = theirs.begin();
  for (Doubt& doubt : doubts) {
    for (const Part& part : doubt.parts)
      look_again(doubt.line, part, second_->probabilities(*next++));
    words[doubt.place] = words_of(doubt.line);
  }
  for (std::size_t i = 0; watcher && i < places.size(); ++i)
    watcher(pictures[i].pixels, pictures[i].width, joined(words[i]));
  return words;
}

Lines LineReader::read(const Pix* grey, const Pix* ink, const std::vector<LinePlace>& places,
                       const LineWatcher& watcher) const {
  const double pixels_a_row = 1.0 / static_cast<double>(network_.height());
  Lines lines;
  bool begins = true;
  for (std::size_t first = 0; first < places.size(); first += kBatch) {
    const auto batch = std::span(places).subspan(first, std::min(kBatch, places.size() - first));
    std::vector<std::vector<SaidWord>> words = said_in(grey, batch, watcher);
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
