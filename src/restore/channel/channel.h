// restore/channel/channel.h — a channel: the error model of one kind of damage, such as the errors
// of one OCR engine. A channel gives the probabilities of the characters that may have been read
// for a letter of the true word. The seen word is the word as it was read. All words here are in
// lower case and NFC. A cost is −log of a probability, in nats (natural logarithm).
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

/// The consonants of Vietnamese, and of Latin words without diacritics.
inline constexpr std::u32string_view kConsonants = U"bcdđfghjklmnpqrstvwxz";
/// The size of the alphabet of true words: text::kLowerVowels and kConsonants.
inline constexpr std::size_t kLetterCount = text::kLowerVowels.size() + kConsonants.size();
inline constexpr std::uint8_t kNoLetter = kLetterCount;  ///< letter_index() of other characters

/// Returns the index of a lower-case letter in the alphabet of true words, from 0. The vowels come
/// first, in the order of text::kLowerVowels, then kConsonants. Returns kNoLetter for any other
/// character.
[[nodiscard]] std::uint8_t letter_index(char32_t c) noexcept;

/// A table of costs −log P(piece | letter). A piece is the 0 to 3 characters that were read for one
/// letter of the true word. Examples: "¢" for "c", "rn" for "m", and the empty piece for a lost
/// letter. The table is learnt from training data. If the table lacks a piece of up to 2
/// characters, the cost depends on the likeness of the piece to the letter.
class Channel {
 public:
  static constexpr std::size_t kMaxPieceLength = 3;  ///< characters of the longest piece
  static constexpr float kInfiniteCost = 1e9F;       ///< cost of the impossible
  using Costs = std::array<float, kLetterCount>;     ///< costs of one piece, by letter_index()

  /// One line of the table.
  struct Entry {
    char32_t letter = 0;     ///< letter of the true word; has a letter_index()
    std::u32string seen;     ///< the piece; empty if the letter was lost
    double probability = 0;  ///< P(seen | letter), in (0, 1]
  };

  /// Makes a channel without entries. `name`: the name of the damage, such as "latin_ocr".
  explicit Channel(std::string name) : name_(std::move(name)) {}
  /// Makes a channel and calls learn() for each of `entries`.
  Channel(std::string name, std::span<const Entry> entries);
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  // learn(), scale() and add() change the table, and make the results of cut_into_pieces() invalid.

  /// Sets P(seen | letter). Precondition: the arguments are as the fields of Entry.
  void learn(char32_t letter, std::u32string_view seen, double probability);
  /// Multiplies P(piece | letter) by `factor`, in (0, 1], for all pieces of one letter. Call it
  /// before add(), which adds probability again. `index`: the letter_index() of the letter.
  void scale(std::uint8_t index, double factor);
  /// Adds `probability` to P(seen | letter). `index`: the letter_index() of the letter. The piece
  /// `seen` need not be in the table. Does not change loses_letters(), keeps_marks() and
  /// makes_signs().
  void add(std::uint8_t index, std::u32string_view seen, double probability);

  /// Returns true if some letter is lost with a probability above 0.5. A seen word may then be the
  /// rest of a longer word.
  [[nodiscard]] bool loses_letters() const noexcept { return loses_letters_; }
  /// Returns true if some letter of U+1EA0 to U+1EF9, such as "ạ" or "ế", was read unchanged with a
  /// probability above 0.5. A seen word is then likely right.
  [[nodiscard]] bool keeps_marks() const noexcept { return keeps_marks_; }
  /// Returns true if some piece of the table has a digit or a sign. Digits and signs in a seen word
  /// may then stand for letters.
  [[nodiscard]] bool makes_signs() const noexcept { return makes_signs_; }

  /// All pieces into which a seen word can be cut, with their costs. Has pointers into the channel,
  /// which must outlive the lattice.
  struct PieceLattice {
    std::size_t size = 0;  ///< characters of the word
    /// The Costs of each piece. The index of a piece is begin * (kMaxPieceLength + 1) + length.
    /// Null if no letter can have become this piece. Read the costs by cost().
    std::vector<const float*> costs;
    std::vector<float> min_costs;  ///< same index: lower bound of the costs; kInfiniteCost if null
    std::vector<Costs> smoothed;   ///< storage of Costs that are not in the table
  };
  /// Returns all pieces of a seen word. Two rules hold for digits:
  /// 1. A digit at the beginning or the end of the word is never part of a longer piece.
  /// 2. A digit at the beginning stands only for letters that were often read as this digit, or
  ///    look like it. So "1ap" may be "lập", and "5thang" cannot be "tháng".
  [[nodiscard]] PieceLattice cut_into_pieces(std::u32string_view seen) const;

  /// Returns the cost at which a letter was read as the `length` characters from `begin` on.
  /// Returns kInfiniteCost if this is impossible. `index`: the letter_index() of the letter.
  /// Preconditions: `begin` is at most the size of the word, and `length` at most kMaxPieceLength.
  [[nodiscard]] static float cost(const PieceLattice& pieces, std::size_t begin, std::size_t length,
                                  std::uint8_t index) {
    const float* costs = pieces.costs[begin * (kMaxPieceLength + 1) + length];
    return costs == nullptr ? kInfiniteCost : costs[index];
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

/// Returns the channels of the file `path`, in its order. The first line is "# codau-channel 1".
/// Each other line is one Entry: channel TAB letter TAB seen TAB probability. Consecutive lines
/// with the same channel name are one channel. Throws Error{kModel} with the file name in these
/// cases:
/// 1. The file cannot be opened, or has another first line.
/// 2. A line is malformed, or the file has no entry.
[[nodiscard]] std::vector<Channel> read_channels(const std::string& path);

}  // namespace codau::restore
