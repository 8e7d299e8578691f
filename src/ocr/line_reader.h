// ocr/line_reader.h — lines of print → words, by the network of recogniser/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/page_image.h"
#include "ocr/line_places.h"
#include "ocr/reading.h"
#include "ocr/word_prior.h"
#include "recogniser/lattice.h"
#include "recogniser/model.h"
#include "recogniser/network.h"

namespace codau::ocr {

/// Which layers read lines: recogniser/trained_layers.h, or those of the installed model.
enum class Layers : std::uint8_t { kTrained, kInstalled };

/// Is shown each line: rows of grey values as the network gets them, how many columns they have,
/// and what was read.
using LineWatcher =
    std::function<void(std::span<const std::uint8_t> pixels, std::size_t width, std::string text)>;

/// Immutable.
class LineReader {
 public:
  /// `words`: frequent ones. `letters`: only these are read, if not empty. `second` is asked of
  /// words that `first` is not sure of, and counts as much; it may be missing. Precondition: the
  /// two go together.
  LineReader(const recogniser::Model& first, const std::optional<recogniser::Model>& second,
             const std::vector<std::string>& words, std::string_view letters);

  /// Both take lines of one height and make as many steps of them.
  [[nodiscard]] static bool go_together(const recogniser::Model& first,
                                        const recogniser::Model& second);
  [[nodiscard]] bool has_second() const noexcept { return second_.has_value(); }

  /// Reads `grey`, of 8 bits or 1, in each place; `ink` is the same picture at 1 bit, by which
  /// words are parted from each other. Lines without words are left out.
  [[nodiscard]] Lines read(const Pix* grey, const Pix* ink, const std::vector<LinePlace>& places,
                           const LineWatcher& watcher = {}) const;

 private:
  /// A word by the steps of time in which its letters are said.
  struct SaidWord {
    std::string text;
    std::size_t begin = 0, end = 0;
    double log_probability = 0;  ///< of its least sure letter
    std::vector<OcrAlternative> alternatives{};
  };
  /// What a stretch may say, and what it is taken for.
  struct Readings {
    std::vector<recogniser::Alternative> all;  ///< probabilities as the networks have them
    std::size_t chosen = 0, networks = 1;      ///< that have looked
    double lead = 0;                           ///< of the chosen one on the next
  };
  /// Steps [begin, end) of a line.
  struct Part {
    std::size_t begin = 0, end = 0;
  };
  /// A line as the first network sees it.
  struct SeenLine {
    recogniser::Probabilities first;
    recogniser::Lattice stretches;
    std::vector<Readings> readings;  ///< of each stretch
  };
  /// A line of which the second network is asked, kept until it is.
  struct Doubt {
    std::size_t place = 0;
    std::vector<Part> parts;
    SeenLine line;
  };
  [[nodiscard]] std::string text_of(const recogniser::Classes& classes) const;
  [[nodiscard]] SeenLine seen(const recogniser::Features& features) const;
  [[nodiscard]] std::vector<Part> doubted_in(const SeenLine& line) const;
  void look_again(SeenLine& line, const Part& part, const recogniser::Probabilities& second) const;
  [[nodiscard]] std::vector<SaidWord> words_of(const SeenLine& line) const;
  [[nodiscard]] Readings chosen_of(std::vector<recogniser::Alternative> candidates) const;
  [[nodiscard]] std::vector<recogniser::Alternative> with_second(
      std::vector<recogniser::Alternative> candidates, const recogniser::Stretch& stretch,
      const recogniser::Probabilities& first, std::size_t offset,
      const recogniser::Probabilities& second) const;
  [[nodiscard]] std::vector<std::vector<OcrAlternative>> doubts_of(const Readings& readings) const;
  [[nodiscard]] std::vector<std::vector<SaidWord>> said_in(const Pix* grey,
                                                           std::span<const LinePlace> places,
                                                           const LineWatcher& watcher) const;
  [[nodiscard]] static std::string joined(const std::vector<SaidWord>& words);
  [[nodiscard]] recogniser::Probabilities said(const recogniser::Features& features) const;
  [[nodiscard]] static std::vector<ReadWord> placed(std::vector<SaidWord> words, const Pix* ink,
                                                    const LinePlace& place, double pixels_a_step);

  recogniser::Network network_;
  std::optional<recogniser::Network> second_;
  std::vector<std::uint16_t> in_second_, from_second_;  ///< classes of one in the other, or kNone
  WordPrior prior_;
  std::vector<bool> is_excluded_;  ///< by class
};

}  // namespace codau::ocr
