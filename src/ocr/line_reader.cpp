#include "ocr/line_reader.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
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

/// A box of the line where it stands in the picture.
Box in_picture(const Box& box, const Box& line) {
  return {box.left + line.left, box.top + line.top, box.right + line.left, box.bottom + line.top};
}

constexpr std::size_t kBatch = 64;  ///< lines read side by side: a page of print, some 10 MiB

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

/// The places of `grey` as the network gets them.
std::vector<recogniser::LineImage> pictures_of(const Pix* grey, std::span<const LinePlace> places,
                                               std::size_t height) {
  std::vector<recogniser::LineImage> out;
  for (const LinePlace& place : places) {
    image::GreyRows rows =
        image::rows_of(image::cut(grey, place.box, 0).get(), static_cast<std::int32_t>(height));
    out.push_back({static_cast<std::size_t>(rows.width), std::move(rows.pixels)});
  }
  return out;
}

/// Probabilities of the classes that may be read.
recogniser::Probabilities without(const std::vector<bool>& is_excluded,
                                  recogniser::Probabilities said) {
  if (is_excluded.empty()) return said;
  for (std::size_t i = 0; i < said.values.size(); ++i)
    said.values[i] = is_excluded[i % said.units] ? 0 : said.values[i];
  return said;
}

/// A line of which the second network is asked, kept until it is.
struct Doubt {
  std::size_t line = 0;
  std::vector<Steps> parts;
  SeenLine seen;
};

/// The parts of all doubts as pictures.
std::vector<recogniser::LineImage> parts_of(const std::vector<recogniser::LineImage>& pictures,
                                            const std::vector<Doubt>& doubts,
                                            std::size_t pixels_a_step) {
  std::vector<recogniser::LineImage> out;
  for (const Doubt& doubt : doubts) {
    for (const Steps& part : doubt.parts) {
      out.push_back(
          columns_of(pictures[doubt.line], part.begin * pixels_a_step, part.end * pixels_a_step));
    }
  }
  return out;
}

/// Words reach up to the white between them.
std::vector<ReadWord> placed(std::vector<SaidWord> words, const Pix* ink, const LinePlace& place,
                             double pixels_a_step) {
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
    for (const double middle : words[i].middles)
      out.back().middles.push_back(pixel(middle) + place.box.left - out.back().box.left);
    left = right;
  }
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
  second_.emplace(Second{recogniser::Network(*second), {}});
  second_->classes = translation_between(network_.texts(), second_->network.texts());
}

bool LineReader::go_together(const recogniser::Model& first, const recogniser::Model& second) {
  return second.height == first.height && second.pooling == first.pooling;
}

std::vector<std::vector<SaidWord>> LineReader::words_in(
    const std::vector<recogniser::LineImage>& pictures) const {
  const Alphabet alphabet{network_.texts(), network_.blank()};
  const std::vector<recogniser::Features> features = network_.features(pictures);
  std::vector<std::vector<SaidWord>> words(pictures.size());
  std::vector<Doubt> doubts;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    SeenLine seen =
        seen_line(without(is_excluded_, network_.probabilities(features[i])), alphabet, prior_);
    std::vector<Steps> parts = second_ ? doubted_in(seen) : std::vector<Steps>();
    if (parts.empty()) {
      words[i] = words_of(seen, alphabet);
    } else {
      doubts.push_back({i, std::move(parts), std::move(seen)});
    }
  }
  if (doubts.empty()) return words;
  const recogniser::Network& second = second_->network;
  const std::vector<recogniser::Features> theirs =
      second.features(parts_of(pictures, doubts, network_.pooling()));
  auto next = theirs.begin();
  for (Doubt& doubt : doubts) {
    for (const Steps& part : doubt.parts) {
      const recogniser::Probabilities said = second.probabilities(*next++);
      judge_again(doubt.seen, {part.begin, said, second.blank(), second_->classes}, alphabet,
                  prior_);
    }
    words[doubt.line] = words_of(doubt.seen, alphabet);
  }
  return words;
}

Lines LineReader::read(const Pix* grey, const Pix* ink, const std::vector<LinePlace>& places,
                       const LineWatcher& watcher) const {
  const double pixels_a_row = 1.0 / static_cast<double>(network_.height());
  Lines lines;
  bool begins = true;
  for (std::size_t first = 0; first < places.size(); first += kBatch) {
    const auto batch = std::span(places).subspan(first, std::min(kBatch, places.size() - first));
    const std::vector<recogniser::LineImage> pictures = pictures_of(grey, batch, network_.height());
    std::vector<std::vector<SaidWord>> words = words_in(pictures);
    for (std::size_t i = 0; watcher && i < batch.size(); ++i)
      watcher(pictures[i].pixels, pictures[i].width, joined(words[i]));
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
