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

/// What lines hold. Handwriting, which none can read, is taken for type the sooner the more often
/// it is looked at.
enum class WritingKind : std::uint8_t { kType, kTypeAndHand };

/// Is shown each line: rows of grey values as the network gets them, how many columns they have,
/// and what was read.
using LineObserver =
    std::function<void(std::span<const std::uint8_t> pixels, std::size_t width, std::string text)>;

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

  /// Reads `grey`, of 8 bits or 1, in each place; `ink` is the same picture at 1 bit, by which
  /// words are parted from each other. Lines without words are left out.
  [[nodiscard]] ReadLines recognise_lines(const Pix* grey, const Pix* ink,
                                          const std::vector<LineCrop>& places,
                                          WritingKind writing = WritingKind::kType,
                                          const LineObserver& watcher = {}) const;

 private:
  struct SecondModel {
    recogniser::LineNetwork network;
    ClassMapping classes;
  };
  /// A line with parts in doubt, kept until others have looked at those.
  struct DoubtfulLine {
    std::size_t line = 0;
    std::vector<StepRange> parts;
    DecodedLine seen;
  };
  /// Of the same network on each part of each doubt, shown the lines in places that are a little
  /// higher.
  [[nodiscard]] std::vector<RescoringInput> rescore_with_wider_crops(
      const Pix* grey, std::span<const LineCrop> places,
      const std::vector<DoubtfulLine>& doubts) const;
  /// Of the second network on each; none without it.
  [[nodiscard]] std::vector<RescoringInput> rescore_with_second_model(
      const std::vector<recogniser::LineImage>& pictures,
      const std::vector<DoubtfulLine>& doubts) const;
  /// Of each line. All go through a network side by side.
  [[nodiscard]] std::vector<std::vector<DecodedWord>> decode_lines(
      const Pix* grey, std::span<const LineCrop> places, WritingKind writing,
      const std::vector<recogniser::LineImage>& pictures) const;
  /// Pixels of a place to a step of a network.
  [[nodiscard]] double pixels_per_step(const LineCrop& place) const;
  /// The line read again with more white at its ends where print there was not read.
  [[nodiscard]] ReadLine recover_lost_ends(const Pix* grey, const Pix* ink, const LineCrop& place,
                                           WritingKind writing, ReadLine line) const;

  recogniser::LineNetwork network_;
  ClassMapping same_;
  std::optional<SecondModel> second_;
  WordPrior prior_;
  std::vector<bool> is_excluded_;  ///< by class; empty: none
};

}  // namespace codau::ocr
