// restore/channel/channel.h — the error model of one kind of damage: how letters are misread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/letters.h"

namespace codau::restore {

/// The lower-case letters of words.
inline constexpr std::u32string_view kConsonants = U"bcdđfghjklmnpqrstvwxz";
inline constexpr std::size_t kLetterCount = text::kLowerVowels.size() + kConsonants.size();
inline constexpr std::uint8_t kNoLetter = kLetterCount;

/// Returns the index of a lower-case letter: vowels as in text::kLowerVowels, then consonants.
/// Returns kNoLetter for any other character.
[[nodiscard]] std::uint8_t letter_index(char32_t c) noexcept;

/// One kind of damage as a table of −log P(seen | letter). The piece `seen` stands for one letter
/// of the true word: 0 to 3 characters, lower case. A piece of at most 2 characters that was never
/// seen for a letter still has a cost, by its likeness to the letter.
class Channel {
 public:
  static constexpr std::size_t kMaxPieceLength = 3;  ///< characters that one letter can become
  static constexpr float kInfiniteCost = 1e9F;
  using Costs = std::array<float, kLetterCount>;  ///< costs of one piece, by letter_index()

  /// One probability P(seen | letter).
  struct Entry {
    char32_t letter = 0;
    std::u32string seen;
    double probability = 0;
  };

  explicit Channel(std::string name) : name_(std::move(name)) {}
  /// Learns all `entries`.
  Channel(std::string name, std::span<const Entry> entries);
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Sets P(seen | letter). Preconditions: cut() was not called yet; `letter` has an index.
  void learn(char32_t letter, std::u32string_view seen, double probability);
  /// Multiplies all probabilities of a letter, to make room for new pieces.
  void scale(std::uint8_t letter, double factor);
  /// Adds to P(seen | letter). The piece need not have been seen before.
  void add(std::uint8_t letter, std::u32string_view seen, double probability);

  /// Returns true if some letter mostly vanishes. A word seen may then be another word cut short.
  [[nodiscard]] bool loses_letters() const noexcept { return loses_letters_; }
  /// Returns true if some marked letter mostly stays. The word seen is then likely right.
  [[nodiscard]] bool keeps_marks() const noexcept { return keeps_marks_; }
  /// Returns true if letters are seen as digits or signs. Digits and signs may then stand for
  /// letters.
  [[nodiscard]] bool makes_signs() const noexcept { return makes_signs_; }

  /// A seen word, cut into every piece that one letter can have become. Refers to the channel.
  struct PieceLattice {
    std::size_t size = 0;  ///< characters of the word
    /// [begin * (kMaxPieceLength + 1) + length]: by letter; or null.
    std::vector<const float*> costs;
    std::vector<float> min_costs;  ///< the least of all letters; kInfiniteCost if null
    std::vector<Costs> smoothed;   ///< costs of pieces that the channel does not know
  };
  /// Returns all pieces of a seen word. Digits at its edges are never part of a longer piece.
  /// Digits at its beginning stand only for letters that were seen as these digits or look like
  /// them: "1ap" is "lập", "5thang" is not "tháng".
  [[nodiscard]] PieceLattice cut_into_pieces(std::u32string_view seen) const;

  /// Returns −log P(piece at `begin` of `length` characters | letter), or kInfiniteCost if the
  /// piece is impossible.
  [[nodiscard]] static float cost(const PieceLattice& pieces, std::size_t begin, std::size_t length,
                                  std::uint8_t letter) {
    const float* costs = pieces.costs[begin * (kMaxPieceLength + 1) + length];
    return costs == nullptr ? kInfiniteCost : costs[letter];
  }

 private:
  /// Returns true for an engine that knows other letters. It reads "ễ" as a similar letter: "ë",
  /// "é".
  [[nodiscard]] bool swaps_marks() const noexcept { return !keeps_marks_ && !loses_letters_; }

  using Key = std::uint64_t;  ///< a piece, 21 bits a character
  static Key pack(std::u32string_view piece);
  std::uint32_t id_of(std::u32string_view piece);

  std::string name_;
  bool loses_letters_ = false;
  bool keeps_marks_ = false;
  bool makes_signs_ = false;
  std::unordered_map<Key, std::uint32_t> piece_ids_;
  std::vector<Costs> costs_;      ///< by piece id
  std::vector<float> min_costs_;  ///< by piece id, over all letters
};

/// Returns the channels of the file `path`: channel TAB letter TAB seen TAB probability, first line
/// "# codau-channel 1". Throws Error{kModel} naming the file.
[[nodiscard]] std::vector<Channel> read_channels(const std::string& path);

}  // namespace codau::restore
