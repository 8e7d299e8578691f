#include "lines/line_reader.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/box.h"
#include "lines/line_ends.h"
#include "lines/white_between.h"
#include "raster/line_picture.h"

namespace codau::ocr {
namespace {

using recogniser::kSpaceClass;

/// Steps beside a word's outer letters in which they may still have ink: a letter is said in its
/// middle, and the widest, W, takes six steps.
constexpr double kHalfLetter = 3;

/// The middle of the widest stretch without ink in [from, to); of all where there is none.
std::int32_t gap_in(const std::vector<bool>& inked, std::int32_t from, std::int32_t to) {
  const image::White white = image::widest_white(inked, from, to).value_or(image::White{from, to});
  return (white.begin + white.end) / 2;
}

/// How much higher a place is when what is in doubt is looked at again: letters are smaller, and
/// more of their marks and tails may be there. At 0.15 and 0.25 alike, 185 made pages have 32 of
/// 878 characters less wrong (docs/experiments/word-choice.md).
constexpr double kWider = 0.15;

/// Pixels more at both ends of a line where print was not read: what stands at the very edge of its
/// picture a network may not see. On ten levels of made pages (seed 9871) 31 lines got what they
/// had lost, 14 of them with 2 pixels, 13 with 4 and 4 with 8.
constexpr std::array<std::int32_t, 3> kMoreWhite{2, 4, 8};

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

/// The place with more white above and below it, as far as the picture has it.
LinePlace widened(const LinePlace& place, const Box& picture) {
  const auto more = static_cast<std::int32_t>(std::lround(kWider * height_of(place.box) / 2));
  return {intersection(inflated(place.box, 0, more), picture), place.begins_line};
}

/// Steps of a line as parts of a picture in which it is smaller, its place `times` as high.
void append_parts(const recogniser::LineImage& picture, double times,
                  const std::vector<Steps>& steps, std::size_t pixels_a_step,
                  std::vector<recogniser::LineImage>& parts) {
  const auto column = [&](std::size_t step) {
    const double at = static_cast<double>(step * pixels_a_step) / times;
    return std::min(static_cast<std::size_t>(at), picture.width);
  };
  for (const Steps& part : steps)
    parts.push_back(columns_of(picture, column(part.begin), column(part.end)));
}

/// What is said in `steps` steps of a line, by what was said in fewer of a smaller picture of it: a
/// letter goes on over the steps between.
recogniser::Probabilities drawn_out(const recogniser::Probabilities& said, std::size_t steps) {
  recogniser::Probabilities out{said.units, {}};
  for (std::size_t i = 0; said.steps() > 0 && i < steps; ++i) {
    const std::size_t at = i * said.steps() / steps;
    const auto row = said.values.begin() + static_cast<std::ptrdiff_t>(at * said.units);
    out.values.insert(out.values.end(), row, row + static_cast<std::ptrdiff_t>(said.units));
  }
  return out;
}

/// What each that has any says of part `i`, if it saw anything there.
std::vector<const Opinion*> opinions_at(
    std::size_t i, std::initializer_list<const std::vector<Opinion>*> of_each) {
  std::vector<const Opinion*> out;
  for (const std::vector<Opinion>* all : of_each) {
    if (!all->empty() && (*all)[i].said.steps() > 0) out.push_back(&(*all)[i]);
  }
  return out;
}

/// Words reach up to the white between them.
ReadLine placed(std::vector<SaidWord> words, const Pix* ink, const LinePlace& place,
                double pixels_a_step) {
  const image::PixPtr line = image::cut(ink, place.box, 0);
  const std::vector<bool> inked = image::inked_columns(line.get());
  const auto pixel = [&](double step) {
    const auto x = static_cast<std::int32_t>(std::lround(step * pixels_a_step));
    return std::clamp(x, 0, static_cast<std::int32_t>(inked.size()));
  };
  ReadLine out;
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
    ReadWord& word = out.words.emplace_back(
        ReadWord{std::move(words[i].text),
                 translated(image::around_ink(line.get(), cell), place.box.left, place.box.top),
                 confidence_from(words[i].log_probability), std::move(words[i].alternatives)});
    for (const double middle : words[i].middles)
      word.middles.push_back(pixel(middle) + place.box.left - word.box.left);
    left = right;
  }
  part_at_white(out, inked, place.box.left, height_of(place.box));
  return out;
}

}  // namespace

LineReader::LineReader(const recogniser::LineModel& first,
                       const std::optional<recogniser::LineModel>& second,
                       const std::vector<std::string>& words, std::string_view letters)
    : network_(first),
      same_(translation_between(network_.texts(), network_.texts())),
      prior_(words) {
  if (!letters.empty()) {
    for (const std::string& text : network_.texts())
      is_excluded_.push_back(text.empty() || letters.find(text) == std::string_view::npos);
    is_excluded_[kSpaceClass] = is_excluded_[network_.blank()] = false;
  }
  if (!second) return;
  assert(go_together(first, *second));
  second_.emplace(Second{recogniser::LineNetwork(*second), {}});
  second_->classes = translation_between(network_.texts(), second_->network.texts());
}

bool LineReader::go_together(const recogniser::LineModel& first,
                             const recogniser::LineModel& second) {
  return second.height == first.height && second.pooling == first.pooling;
}

std::vector<Opinion> LineReader::of_wider_places(const Pix* grey, std::span<const LinePlace> places,
                                                 const std::vector<Doubt>& doubts) const {
  std::vector<LinePlace> wider;
  std::vector<double> times;
  for (const Doubt& doubt : doubts) {
    wider.push_back(widened(places[doubt.line], image::whole(grey)));
    times.push_back(1.0 * height_of(wider.back().box) / height_of(places[doubt.line].box));
  }
  const std::vector<recogniser::LineImage> pictures = pictures_of(grey, wider, network_.height());
  std::vector<recogniser::LineImage> parts;
  for (std::size_t i = 0; i < doubts.size(); ++i)
    append_parts(pictures[i], times[i], doubts[i].parts, network_.pooling(), parts);
  const std::vector<recogniser::Features> features = network_.compute_features(parts);
  std::vector<Opinion> out;
  for (const Doubt& doubt : doubts) {
    for (const Steps& part : doubt.parts) {
      const recogniser::Probabilities said =
          without(is_excluded_, network_.compute_probabilities(features[out.size()]));
      out.push_back({drawn_out(said, part.end - part.begin), network_.blank(), &same_});
    }
  }
  return out;
}

std::vector<Opinion> LineReader::of_second(const std::vector<recogniser::LineImage>& pictures,
                                           const std::vector<Doubt>& doubts) const {
  if (!second_) return {};
  const recogniser::LineNetwork& second = second_->network;
  std::vector<recogniser::LineImage> parts;
  for (const Doubt& doubt : doubts)
    append_parts(pictures[doubt.line], 1, doubt.parts, network_.pooling(), parts);
  std::vector<Opinion> out;
  for (const recogniser::Features& part : second.compute_features(parts))
    out.push_back({second.compute_probabilities(part), second.blank(), &second_->classes});
  return out;
}

double LineReader::columns_a_step(const LinePlace& place) const {
  return static_cast<double>(height_of(place.box)) * static_cast<double>(network_.pooling()) /
         static_cast<double>(network_.height());
}

std::vector<std::vector<SaidWord>> LineReader::words_in(
    const Pix* grey, std::span<const LinePlace> places, Writing writing,
    const std::vector<recogniser::LineImage>& pictures) const {
  const Alphabet alphabet{network_.texts(), network_.blank()};
  const std::vector<recogniser::Features> features = network_.compute_features(pictures);
  std::vector<std::vector<SaidWord>> words(pictures.size());
  std::vector<Doubt> doubts;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    SeenLine seen = seen_line(without(is_excluded_, network_.compute_probabilities(features[i])),
                              alphabet, prior_);
    std::vector<Steps> parts = doubted_in(seen);
    if (parts.empty()) {
      words[i] = words_of(seen, alphabet);
    } else {
      doubts.push_back({i, std::move(parts), std::move(seen)});
    }
  }
  if (doubts.empty()) return words;
  const std::vector<Opinion> second = of_second(pictures, doubts);
  const std::vector<Opinion> wider =
      writing == Writing::kType ? of_wider_places(grey, places, doubts) : std::vector<Opinion>();
  std::size_t next = 0;
  for (Doubt& doubt : doubts) {
    for (const Steps& part : doubt.parts) {
      judge_again(doubt.seen, part.begin, opinions_at(next++, {&wider, &second}), alphabet, prior_);
    }
    words[doubt.line] = words_of(doubt.seen, alphabet);
  }
  return words;
}

ReadLine LineReader::with_lost_ends(const Pix* grey, const Pix* ink, const LinePlace& place,
                                    Writing writing, ReadLine line) const {
  const LineEnds ends = unread_ends(line, ink, place);
  if (!ends.left && !ends.right) return line;
  for (const std::int32_t more : kMoreWhite) {
    const LinePlace wider{intersection(inflated(place.box, more, 0), image::whole(grey)),
                          place.begins_line};
    const std::vector<recogniser::LineImage> pictures =
        pictures_of(grey, {&wider, 1}, network_.height());
    ReadLine again = placed(words_in(grey, {&wider, 1}, writing, pictures)[0], ink, wider,
                            columns_a_step(wider));
    if (tells_more(line, again, ends)) return again;
  }
  return line;
}

Lines LineReader::read(const Pix* grey, const Pix* ink, const std::vector<LinePlace>& places,
                       Writing writing, const LineWatcher& watcher) const {
  Lines lines;
  bool begins = true;
  for (std::size_t first = 0; first < places.size(); first += kBatch) {
    const auto batch = std::span(places).subspan(first, std::min(kBatch, places.size() - first));
    const std::vector<recogniser::LineImage> pictures = pictures_of(grey, batch, network_.height());
    std::vector<std::vector<SaidWord>> words = words_in(grey, batch, writing, pictures);
    for (std::size_t i = 0; watcher && i < batch.size(); ++i)
      watcher(pictures[i].pixels, pictures[i].width, joined(words[i]));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      begins = begins || batch[i].begins_line;
      ReadLine read = placed(std::move(words[i]), ink, batch[i], columns_a_step(batch[i]));
      read = with_lost_ends(grey, ink, batch[i], writing, std::move(read));
      if (read.words.empty()) continue;
      if (std::exchange(begins, false)) lines.emplace_back();
      std::ranges::move(read.words, std::back_inserter(lines.back().words));
    }
  }
  return lines;
}

}  // namespace codau::ocr
