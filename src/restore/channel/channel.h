// restore/channel/channel.h — the error model of one kind of damage, such as that of one OCR
// engine. It tells how the letters of a true word were read. Costs are −log probabilities in nats.
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

/// The lower-case letters of words, without the vowels (text::kLowerVowels).
inline constexpr std::u32string_view kConsonants = U"bcdđfghjklmnpqrstvwxz";
inline constexpr std::size_t kLetterCount = text::kLowerVowels.size() + kConsonants.size();
inline constexpr std::uint8_t kNoLetter = kLetterCount;  ///< index of any other character

/// Returns the index of a lower-case letter: vowels as in text::kLowerVowels, then consonants.
/// Returns kNoLetter for any other character.
[[nodiscard]] std::uint8_t letter_index(char32_t c) noexcept;

/// One kind of damage as a table of costs −log P(piece | letter). A piece is the 0 to 3 lower-case
/// characters that were read for one letter of the true word. A piece of at most 2 characters that
/// was never seen for a letter still has a cost, by its likeness to the letter.
class Channel {
 public:
  static constexpr std::size_t kMaxPieceLength = 3;  ///< characters that one letter can become
  static constexpr float kInfiniteCost = 1e9F;
  using Costs = std::array<float, kLetterCount>;  ///< costs of one piece, by letter_index()

  /// One line of the table.
  struct Entry {
    char32_t letter = 0;     ///< of the true word
    std::u32string seen;     ///< the piece
    double probability = 0;  ///< P(seen | letter), in (0, 1]
  };

  /// Makes a channel without entries.
  explicit Channel(std::string name) : name_(std::move(name)) {}
  /// Makes a channel and learns all `entries`.
  Channel(std::string name, std::span<const Entry> entries);
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Sets P(seen | letter). Preconditions: no PieceLattice of this channel is in use; `letter` has
  /// an index.
  void learn(char32_t letter, std::u32string_view seen, double probability);
  /// Multiplies all probabilities of a letter by `factor`, in (0, 1]. This makes room for add().
  /// `letter`: letter_index().
  void scale(std::uint8_t letter, double factor);
  /// Adds `probability` to P(seen | letter). `letter`: letter_index(). The piece may be new.
  /// Precondition: no PieceLattice of this channel is in use.
  void add(std::uint8_t letter, std::u32string_view seen, double probability);

  /// Returns true if some letter vanishes with a probability above 0.5. A seen word may then be
  /// another word cut short.
  [[nodiscard]] bool loses_letters() const noexcept { return loses_letters_; }
  /// Returns true if some letter of U+1EA0 to U+1EF9, such as "ạ" or "ế", stays with a probability
  /// above 0.5. A seen word is then likely right.
  [[nodiscard]] bool keeps_marks() const noexcept { return keeps_marks_; }
  /// Returns true if some letter was seen as digits or signs. Digits and signs may then stand for
  /// letters.
  [[nodiscard]] bool makes_signs() const noexcept { return makes_signs_; }

  /// All pieces of a seen word, with their costs. Valid while the channel lives and is unchanged.
  struct PieceLattice {
    std::size_t size = 0;  ///< characters of the word
    /// By begin * (kMaxPieceLength + 1) + length of a piece: its costs by letter_index(). Null if
    /// no letter can have become this piece.
    std::vector<const float*> costs;
    std::vector<float> min_costs;  ///< same index: lower bounds of costs; kInfiniteCost if null
    std::vector<Costs> smoothed;   ///< storage for costs that are not in the table
  };
  /// Returns all pieces of a seen word. Digits at both ends of the word are pieces of their own.
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
  /// Returns true if the engine reads the letters of another language. Such an engine reads "ễ" as
  /// a similar letter: "ë", "é".
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

/// Returns the channels of the file `path`. Its first line is "# codau-channel 1". Each other line
/// is one entry: channel TAB letter TAB seen TAB probability. Throws Error{kModel} naming the file
/// if it is missing, of another format, malformed, or without entries.
[[nodiscard]] std::vector<Channel> read_channels(const std::string& path);

}  // namespace codau::restore
