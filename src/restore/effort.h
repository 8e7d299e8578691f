// restore/effort.h — how much work the search for words may be: text of words that are none costs
// little more than any other of its length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace codau::restore {

/// Steps that searches for the words of one window may take; a step is one letter of the dictionary
/// tried (lexicon.h). Words share them with those that first stand in the same stretch of text, and
/// what the window has beside with all: what is no text takes little from the text around it.
/// Counted, never timed, so that the same text always gets the same.
class Effort {
 public:
  struct Limits {
    // Measured on text that recognisers mangled, the costliest there is: a word takes 47,227 steps
    // at most; 25 to 34 KB read by Tesseract's eng and fra take 34 million, by GOCR and Ocrad 72
    // and 76 million, 230 KB of mangled plans 8.5 million beyond their stretches. 60 KB of random
    // capitals would take 197 million (972 in mode damaged): with these limits nine times the time
    // of text.
    std::size_t word = 1U << 16U;
    std::size_t stretch = 2'000'000;
    std::size_t window = 64'000'000;
  };
  static constexpr std::uint32_t kStretch = 4096;  ///< bytes

  Effort() : Effort(Limits{}) {}
  explicit Effort(const Limits& limits) : limits_(limits), shared_(limits.window) {}

  /// What one search for a word first met at byte `place` may take; 0 where less is left than a
  /// word can need. Law: searches that take no more than granted take, all together, at most
  /// `window` and `stretch` for each stretch met.
  [[nodiscard]] std::size_t grant(std::uint32_t place) const;
  void spend(std::uint32_t place, std::size_t steps);
  [[nodiscard]] std::size_t spent() const;  ///< of all words

 private:
  Limits limits_;
  std::size_t shared_;
  std::vector<std::size_t> own_;  ///< by stretch: spent of its own
};

}  // namespace codau::restore
