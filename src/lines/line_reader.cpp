#include "lines/line_reader.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/box.h"
#include "lines/unread_ends.h"
#include "lines/word_gaps.h"
#include "raster/line_image.h"

namespace codau::ocr {
namespace {

using recogniser::kSpaceClass;

/// Steps beside a word's outer letters in which they may still have ink: a letter is said in its
/// middle, and the widest letter, W, takes six steps.
constexpr double kHalfLetterSteps = 3;

/// The middle of the widest stretch without ink in [from, to); of all where there is none.
std::int32_t find_word_gap(const std::vector<bool>& inked, std::int32_t from, std::int32_t to) {
  const image::ColumnGap white =
      image::find_widest_gap(inked, from, to).value_or(image::ColumnGap{from, to});
  return (white.begin + white.end) / 2;
}

/// Part of the height of a place that is added when doubtful segments are read again: letters are
/// smaller, and more of their marks and tails may be there. At 0.15 and 0.25 alike, 185 synthetic
/// pages have 32 of 878 characters less wrong (docs/experiments/word-choice.md).
constexpr double kExtraCropHeightShare = 0.15;

/// Pixels added at both ends of a line that has unread print: a network may not see what stands at
/// the very edge of its picture. On ten levels of synthetic pages (seed 9871), 31 lines got back
/// their lost ends, 14 of them with 2 pixels, 13 with 4 and 4 with 8.
constexpr std::array<std::int32_t, 3> kExtraCropMarginsPixels{2, 4, 8};

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

/// A place of a picture as the network gets it.
recogniser::LineImage image_of(const Pix* grey, const Box& place, std::size_t height) {
  image::LinePixels rows =
      image::scale_to_height(image::crop(grey, place, 0).get(), static_cast<std::int32_t>(height));
  return {static_cast<std::size_t>(rows.width), std::move(rows.pixels)};
}

/// Probabilities of the classes that may be read.
recogniser::Probabilities exclude_classes(const std::vector<bool>& is_excluded,
                                          recogniser::Probabilities said) {
  if (is_excluded.empty()) return said;
  for (std::size_t i = 0; i < said.values.size(); ++i)
    said.values[i] = is_excluded[i % said.units] ? 0 : said.values[i];
  return said;
}

/// The place with more white above and below it, as far as the picture has it.
LineCrop widened(const LineCrop& place, const Box& picture) {
  const auto more =
      static_cast<std::int32_t>(std::lround(kExtraCropHeightShare * height_of(place.box) / 2));
  return {intersection(inflated(place.box, 0, more), picture), place.is_line_start};
}

/// Steps of a line as parts of a picture in which it is smaller, its place `times` as high.
void append_parts(const recogniser::LineImage& picture, double times,
                  const std::vector<StepRange>& steps, std::size_t pixels_a_step,
                  std::vector<recogniser::LineImage>& parts) {
  const auto column = [&](std::size_t step) {
    const double at = static_cast<double>(step * pixels_a_step) / times;
    return std::min(static_cast<std::size_t>(at), picture.width);
  };
  for (const StepRange& part : steps)
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
std::vector<const RescoringInput*> rescoring_inputs_at(
    std::size_t i, std::initializer_list<const std::vector<RescoringInput>*> of_each) {
  std::vector<const RescoringInput*> out;
  for (const std::vector<RescoringInput>* all : of_each) {
    if (!all->empty() && (*all)[i].probabilities.steps() > 0) out.push_back(&(*all)[i]);
  }
  return out;
}

/// Words reach up to the white between them.
ReadLine placed(std::vector<DecodedWord> words, const Pix* ink, const LineCrop& place,
                double pixels_a_step) {
  const image::PixPtr line = image::crop(ink, place.box, 0);
  const std::vector<bool> inked = image::find_inked_columns(line.get());
  const auto pixel = [&](double step) {
    const auto x = static_cast<std::int32_t>(std::lround(step * pixels_a_step));
    return std::clamp(x, 0, static_cast<std::int32_t>(inked.size()));
  };
  ReadLine out;
  std::int32_t left =
      words.empty() ? 0 : pixel(static_cast<double>(words.front().begin) - kHalfLetterSteps);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const double end = static_cast<double>(words[i].end);
    std::int32_t right = pixel(end + kHalfLetterSteps);
    if (i + 1 < words.size()) {
      const std::int32_t from = pixel(end);
      right = find_word_gap(inked, from,
                            std::max(from, pixel(static_cast<double>(words[i + 1].begin))));
    }
    const Box cell{left, 0, std::max(left + 1, right), place.box.bottom - place.box.top};
    ReadWord& word = out.words.emplace_back(
        ReadWord{std::move(words[i].text),
                 translated(image::shrink_to_ink(line.get(), cell), place.box.left, place.box.top),
                 confidence_from(words[i].log_probability), std::move(words[i].alternatives)});
    for (const double middle : words[i].character_centres)
      word.character_centres.push_back(pixel(middle) + place.box.left - word.box.left);
    left = right;
  }
  split_words_at_gaps(out, inked, place.box.left, height_of(place.box));
  return out;
}

}  // namespace

LineReader::LineReader(const recogniser::LineModel& first,
                       const std::optional<recogniser::LineModel>& second,
                       const std::vector<std::string>& words, std::string_view letters)
    : network_(first), same_(map_classes(network_.texts(), network_.texts())), prior_(words) {
  if (!letters.empty()) {
    for (const std::string& text : network_.texts())
      is_excluded_.push_back(text.empty() || letters.find(text) == std::string_view::npos);
    is_excluded_[kSpaceClass] = is_excluded_[network_.blank()] = false;
  }
  if (!second) return;
  assert(is_compatible(first, *second));
  second_.emplace(SecondModel{recogniser::LineNetwork(*second), {}});
  second_->classes = map_classes(network_.texts(), second_->network.texts());
}

bool LineReader::is_compatible(const recogniser::LineModel& first,
                               const recogniser::LineModel& second) {
  return second.height == first.height && second.pooling == first.pooling;
}

std::vector<RescoringInput> LineReader::rescore_with_wider_crops(
    std::span<const Place> places, const std::vector<DoubtfulLine>& doubts) const {
  std::vector<recogniser::LineImage> parts;
  const auto is_looked_at = [&places](const DoubtfulLine& doubt) {
    return places[doubt.line].picture->writing == WritingKind::kType;
  };
  for (const DoubtfulLine& doubt : doubts) {
    if (!is_looked_at(doubt)) continue;
    const auto& [picture, crop] = places[doubt.line];
    const LineCrop wider = widened(crop, image::get_bounds(picture->grey));
    append_parts(image_of(picture->grey, wider.box, network_.height()),
                 1.0 * height_of(wider.box) / height_of(crop.box), doubt.parts, network_.pooling(),
                 parts);
  }
  const std::vector<recogniser::Features> features = network_.compute_features(parts);
  std::vector<RescoringInput> out;
  auto next = features.begin();
  for (const DoubtfulLine& doubt : doubts) {
    for (const StepRange& part : doubt.parts) {
      RescoringInput& said = out.emplace_back(RescoringInput{{}, network_.blank(), &same_});
      if (!is_looked_at(doubt)) continue;
      said.probabilities =
          drawn_out(exclude_classes(is_excluded_, network_.compute_probabilities(*next++)),
                    part.end - part.begin);
    }
  }
  return out;
}

std::vector<RescoringInput> LineReader::rescore_with_second_model(
    const std::vector<recogniser::LineImage>& pictures,
    const std::vector<DoubtfulLine>& doubts) const {
  if (!second_) return {};
  const recogniser::LineNetwork& second = second_->network;
  std::vector<recogniser::LineImage> parts;
  for (const DoubtfulLine& doubt : doubts)
    append_parts(pictures[doubt.line], 1, doubt.parts, network_.pooling(), parts);
  std::vector<RescoringInput> out;
  for (const recogniser::Features& part : second.compute_features(parts))
    out.push_back({second.compute_probabilities(part), second.blank(), &second_->classes});
  return out;
}

double LineReader::pixels_per_step(const LineCrop& place) const {
  return static_cast<double>(height_of(place.box)) * static_cast<double>(network_.pooling()) /
         static_cast<double>(network_.height());
}

std::vector<std::vector<DecodedWord>> LineReader::decode_lines(
    std::span<const Place> places, const std::vector<recogniser::LineImage>& pictures) const {
  const Alphabet alphabet{network_.texts(), network_.blank()};
  const std::vector<recogniser::Features> features = network_.compute_features(pictures);
  std::vector<std::vector<DecodedWord>> words(pictures.size());
  std::vector<DoubtfulLine> doubts;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    DecodedLine seen =
        decode_line(exclude_classes(is_excluded_, network_.compute_probabilities(features[i])),
                    alphabet, prior_);
    std::vector<StepRange> parts = find_doubtful_ranges(seen);
    if (parts.empty()) {
      words[i] = extract_words(seen, alphabet);
    } else {
      doubts.push_back({i, std::move(parts), std::move(seen)});
    }
  }
  if (doubts.empty()) return words;
  const std::vector<RescoringInput> second = rescore_with_second_model(pictures, doubts),
                                    wider = rescore_with_wider_crops(places, doubts);
  std::size_t next = 0;
  for (DoubtfulLine& doubt : doubts) {
    for (const StepRange& part : doubt.parts) {
      rescore_segments(doubt.seen, part.begin, rescoring_inputs_at(next++, {&wider, &second}),
                       alphabet, prior_);
    }
    words[doubt.line] = extract_words(doubt.seen, alphabet);
  }
  return words;
}

std::vector<ReadLine> LineReader::read_lines(std::span<const Place> places,
                                             const LineObserver& watcher) const {
  std::vector<ReadLine> out;
  for (std::size_t first = 0; first < places.size(); first += kBatch) {
    const auto batch = places.subspan(first, std::min(kBatch, places.size() - first));
    std::vector<recogniser::LineImage> pictures;
    for (const auto& [picture, crop] : batch)
      pictures.push_back(image_of(picture->grey, crop.box, network_.height()));
    std::vector<std::vector<DecodedWord>> words = decode_lines(batch, pictures);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (watcher) watcher(pictures[i].pixels, pictures[i].width, join_text(words[i]));
      const auto& [picture, crop] = batch[i];
      out.push_back(placed(std::move(words[i]), picture->ink, crop, pixels_per_step(crop)));
    }
  }
  return out;
}

void LineReader::recover_lost_ends(std::span<const Place> places,
                                   std::vector<ReadLine>& lines) const {
  struct CutLine {
    std::size_t line = 0;
    UnreadEnds ends;
  };
  std::vector<CutLine> cut;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const UnreadEnds ends = find_unread_ends(lines[i], places[i].picture->ink, places[i].crop);
    if (ends.left || ends.right) cut.push_back({i, ends});
  }
  for (const std::int32_t more : kExtraCropMarginsPixels) {
    std::vector<Place> wider;
    for (const CutLine& one : cut) {
      const auto& [picture, crop] = places[one.line];
      const Box box = intersection(inflated(crop.box, more, 0), image::get_bounds(picture->grey));
      wider.push_back({picture, {box, crop.is_line_start}});
    }
    std::vector<ReadLine> again = read_lines(wider, {});
    std::vector<CutLine> rest;
    for (std::size_t i = 0; i < cut.size(); ++i) {
      if (has_more_at_ends(lines[cut[i].line], again[i], cut[i].ends))
        lines[cut[i].line] = std::move(again[i]);
      else
        rest.push_back(cut[i]);
    }
    cut = std::move(rest);
  }
}

std::vector<ReadLines> LineReader::recognise_lines(std::span<const LinePicture> pictures,
                                                   const LineObserver& watcher) const {
  std::vector<Place> places;
  for (const LinePicture& picture : pictures) {
    for (const LineCrop& crop : picture.places) places.push_back({&picture, crop});
  }
  std::vector<ReadLine> read = read_lines(places, watcher);
  recover_lost_ends(places, read);
  std::vector<ReadLines> out;
  auto next = read.begin();
  for (const LinePicture& picture : pictures) {
    ReadLines& lines = out.emplace_back();
    bool begins = true;
    for (const LineCrop& crop : picture.places) {
      begins = begins || crop.is_line_start;
      std::vector<ReadWord> words = std::move(next++->words);
      if (words.empty()) continue;
      if (std::exchange(begins, false)) lines.emplace_back();
      std::ranges::move(words, std::back_inserter(lines.back().words));
    }
  }
  return out;
}

}  // namespace codau::ocr
