// lines/line_reader.h — lines of print → words, by the network of recogniser/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lines/line_places.h"
#include "lines/line_words.h"
#include "lines/read_line.h"
#include "lines/word_prior.h"
#include "raster/page_image.h"
#include "recogniser/line_model.h"
#include "recogniser/line_network.h"

namespace codau::ocr {

/// Which layers read lines: recogniser/fine_tuned_lstm.h, or those of the installed model.
enum class Layers : std::uint8_t { kTrained, kInstalled };

/// What lines hold. Handwriting, which none can read, is taken for type the sooner the more often
/// it is looked at.
enum class Writing : std::uint8_t { kType, kTypeAndHand };

/// Is shown each line: rows of grey values as the network gets them, how many columns they have,
/// and what was read.
using LineWatcher =
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
  [[nodiscard]] static bool go_together(const recogniser::LineModel& first,
                                        const recogniser::LineModel& second);
  [[nodiscard]] bool has_second() const noexcept { return second_.has_value(); }

  /// Reads `grey`, of 8 bits or 1, in each place; `ink` is the same picture at 1 bit, by which
  /// words are parted from each other. Lines without words are left out.
  [[nodiscard]] Lines read(const Pix* grey, const Pix* ink, const std::vector<LinePlace>& places,
                           Writing writing = Writing::kType, const LineWatcher& watcher = {}) const;

 private:
  struct Second {
    recogniser::LineNetwork network;
    Translation classes;
  };
  /// A line with parts in doubt, kept until others have looked at those.
  struct Doubt {
    std::size_t line = 0;
    std::vector<Steps> parts;
    SeenLine seen;
  };
  /// Of the same network on each part of each doubt, shown the lines in places that are a little
  /// higher.
  [[nodiscard]] std::vector<Opinion> of_wider_places(const Pix* grey,
                                                     std::span<const LinePlace> places,
                                                     const std::vector<Doubt>& doubts) const;
  /// Of the second network on each; none without it.
  [[nodiscard]] std::vector<Opinion> of_second(const std::vector<recogniser::LineImage>& pictures,
                                               const std::vector<Doubt>& doubts) const;
  /// Of each line. All go through a network side by side.
  [[nodiscard]] std::vector<std::vector<SaidWord>> words_in(
      const Pix* grey, std::span<const LinePlace> places, Writing writing,
      const std::vector<recogniser::LineImage>& pictures) const;
  /// Pixels of a place to a step of a network.
  [[nodiscard]] double columns_a_step(const LinePlace& place) const;
  /// The line read again with more white at its ends where print there was not read.
  [[nodiscard]] ReadLine with_lost_ends(const Pix* grey, const Pix* ink, const LinePlace& place,
                                        Writing writing, ReadLine line) const;

  recogniser::LineNetwork network_;
  Translation same_;
  std::optional<Second> second_;
  WordPrior prior_;
  std::vector<bool> is_excluded_;  ///< by class; empty: none
};

}  // namespace codau::ocr
