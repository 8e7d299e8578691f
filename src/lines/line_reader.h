// lines/line_reader.h — lines of print → words, by the network of recogniser/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lines/line_crops.h"
#include "lines/line_decoding.h"
#include "lines/read_line.h"
#include "lines/word_prior.h"
#include "raster/page_image.h"
#include "recogniser/line_model.h"
#include "recogniser/line_network.h"

namespace codau::ocr {

/// The writing of lines. Handwriting is not read a second time: the more often a network looks at
/// it, the sooner it takes it for type.
enum class WritingKind : std::uint8_t { kType, kTypeAndHand };

/// Is shown each line: rows of grey values as the network gets them, how many columns they have,
/// and what was read.
using LineObserver =
    std::function<void(std::span<const std::uint8_t> pixels, std::size_t width, std::string text)>;

/// A picture with lines, and the places of its lines from the top down.
struct LinePicture {
  const Pix* grey = nullptr;  ///< 8 bits or 1
  const Pix* ink = nullptr;   ///< the same picture at 1 bit, by which words are parted
  std::vector<LineCrop> places{};
  WritingKind writing = WritingKind::kType;
};

/// What is in doubt is looked at again: in type from a place with more white around it, and by the
/// second network. Immutable.
class LineReader {
 public:
  /// `words`: frequent ones. `letters`: only these are read, if not empty. `second` is asked of
  /// words that `first` is not sure of, and counts as much; it may be missing. Precondition: the
  /// two go together.
  LineReader(const recogniser::LineModel& first, const std::optional<recogniser::LineModel>& second,
             const std::vector<std::string>& words, std::string_view letters);

  /// Both take lines of one height and make as many steps of them.
  [[nodiscard]] static bool is_compatible(const recogniser::LineModel& first,
                                          const recogniser::LineModel& second);

  /// Returns the lines of each picture. The networks read the lines of all pictures side by side,
  /// which takes half the time of one after the other. Lines without words are left out.
  [[nodiscard]] std::vector<ReadLines> recognise_lines(std::span<const LinePicture> pictures,
                                                       const LineObserver& watcher = {}) const;

 private:
  struct SecondModel {
    recogniser::LineNetwork network;
    ClassMapping classes;
  };
  /// A line to read, in its picture.
  struct Place {
    const LinePicture* picture = nullptr;
    LineCrop crop;
  };
  /// A line with parts in doubt, kept until others have looked at those.
  struct DoubtfulLine {
    std::size_t line = 0;
    std::vector<StepRange> parts;
    DecodedLine seen;
  };
  /// Returns what the network says of each part of each doubt, shown the lines of type in places
  /// that are a little higher. Nothing is said of lines with handwriting.
  [[nodiscard]] std::vector<RescoringInput> rescore_with_wider_crops(
      std::span<const Place> places, const std::vector<DoubtfulLine>& doubts) const;
  /// Of the second network on each; none without it.
  [[nodiscard]] std::vector<RescoringInput> rescore_with_second_model(
      const std::vector<recogniser::LineImage>& pictures,
      const std::vector<DoubtfulLine>& doubts) const;
  /// Returns the words of each place. All go through a network side by side.
  [[nodiscard]] std::vector<std::vector<DecodedWord>> decode_lines(
      std::span<const Place> places, const std::vector<recogniser::LineImage>& pictures) const;
  /// Returns the line of each place, by decode_lines().
  [[nodiscard]] std::vector<ReadLine> read_lines(std::span<const Place> places,
                                                 const LineObserver& watcher) const;
  /// Pixels of a place to a step of a network.
  [[nodiscard]] double pixels_per_step(const LineCrop& place) const;
  /// Reads lines again with more white at their ends where print there was not read.
  void recover_lost_ends(std::span<const Place> places, std::vector<ReadLine>& lines) const;

  recogniser::LineNetwork network_;
  ClassMapping same_;
  std::optional<SecondModel> second_;
  WordPrior prior_;
  std::vector<bool> is_excluded_;  ///< by class; empty: none
};

}  // namespace codau::ocr
