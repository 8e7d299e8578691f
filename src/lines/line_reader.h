// lines/line_reader.h — reads the text lines of pictures by the networks of recogniser/.
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

/// What may be in a line. Lines with handwriting are not read a second time: the oftener a network
/// looks at handwriting, the more it reads print into it.
enum class WritingKind : std::uint8_t { kType, kTypeAndHand };

/// Is called for each line that was read. Argument `pixels` has the grey values that the network
/// got, row by row. Argument `width` is the number of columns.
using LineObserver =
    std::function<void(std::span<const std::uint8_t> pixels, std::size_t width, std::string text)>;

/// A picture with text lines, and their crops from the top down.
struct LinePicture {
  const Pix* grey = nullptr;  ///< 1 or 8 bits
  const Pix* ink = nullptr;   ///< the same picture in 1 bit; its white divides words
  std::vector<LineCrop> places{};
  WritingKind writing = WritingKind::kType;
};

/// Reads lines. Doubtful words of print are read again, from a crop with more white around it, and
/// by the second network. Immutable.
class LineReader {
 public:
  /// Arguments:
  /// 1. `first`: the network that reads all lines.
  /// 2. `second`: reads doubtful words, too, and counts as much as the first. May be missing.
  /// 3. `words`: frequent words.
  /// 4. `letters`: if not empty, only these letters are read.
  /// Precondition: is_compatible(first, *second).
  LineReader(const recogniser::LineModel& first, const std::optional<recogniser::LineModel>& second,
             const std::vector<std::string>& words, std::string_view letters);

  /// Returns true if both models take lines of the same height, and make the same number of steps
  /// of them.
  [[nodiscard]] static bool is_compatible(const recogniser::LineModel& first,
                                          const recogniser::LineModel& second);

  /// Returns the lines of each picture; lines without words are left out. The networks read the
  /// lines of all pictures side by side, which takes half the time. `watcher` is called for each
  /// line. Throws Error{Cause::kOutOfMemory}.
  [[nodiscard]] std::vector<ReadLines> recognise_lines(std::span<const LinePicture> pictures,
                                                       const LineObserver& watcher = {}) const;

 private:
  struct SecondModel {
    recogniser::LineNetwork network;
    ClassMapping classes;
  };
  /// A line to read, and its picture.
  struct Place {
    const LinePicture* picture = nullptr;
    LineCrop crop;
  };
  /// A line with doubtful parts, which wait to be rescored.
  struct DoubtfulLine {
    std::size_t line = 0;
    std::vector<StepRange> parts;
    DecodedLine seen;
  };
  /// Returns the output of the first network for the doubtful parts, read from crops that are a
  /// little higher. Lines with handwriting are left out.
  [[nodiscard]] std::vector<RescoringInput> rescore_with_wider_crops(
      std::span<const Place> places, const std::vector<DoubtfulLine>& doubts) const;
  /// Returns the output of the second network for the same parts; nothing without a second network.
  [[nodiscard]] std::vector<RescoringInput> rescore_with_second_model(
      const std::vector<recogniser::LineImage>& pictures,
      const std::vector<DoubtfulLine>& doubts) const;
  /// Returns the words of each place. The networks read all places side by side.
  [[nodiscard]] std::vector<std::vector<DecodedWord>> decode_lines(
      std::span<const Place> places, const std::vector<recogniser::LineImage>& pictures) const;
  /// Returns the line of each place, made of decode_lines().
  [[nodiscard]] std::vector<ReadLine> read_lines(std::span<const Place> places,
                                                 const LineObserver& watcher) const;
  /// Returns the pixels of a place for each step of a network.
  [[nodiscard]] double pixels_per_step(const LineCrop& place) const;
  /// Reads lines again with more white at the ends, if print there was not read.
  void recover_lost_ends(std::span<const Place> places, std::vector<ReadLine>& lines) const;

  recogniser::LineNetwork network_;
  ClassMapping same_;
  std::optional<SecondModel> second_;
  WordPrior prior_;
  std::vector<bool> is_excluded_;  ///< by class; empty: none
};

}  // namespace codau::ocr
