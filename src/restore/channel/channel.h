// restore/channel/channel.h — what a scanner, a reader or a careless program makes of a letter.
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

/// The lower-case letters that words are made of.
inline constexpr std::u32string_view kConsonants = U"bcdđfghjklmnpqrstvwxz";
inline constexpr std::size_t kLetters = text::kLowerVowels.size() + kConsonants.size();
inline constexpr std::uint8_t kNoLetter = kLetters;

/// Vowels as in text::kLowerVowels, then consonants; kNoLetter for anything else.
[[nodiscard]] std::uint8_t letter_index(char32_t c) noexcept;

/// One kind of damage as a table of −log P(seen | letter): `seen` is what stands for one letter of
/// the true word, 0 to 3 characters, lower case. A piece that was never seen for a letter still has
/// a cost, by its likeness to the letter.
class Channel {
 public:
  static constexpr std::size_t kLongest = 3;  ///< characters that one letter can become
  static constexpr float kNever = 1e9F;
  using Costs = std::array<float, kLetters>;  ///< of one piece, by letter_index()

  /// P(seen | letter).
  struct Entry {
    char32_t letter = 0;
    std::u32string seen;
    double probability = 0;
  };

  explicit Channel(std::string name) : name_(std::move(name)) {}
  /// Learns all `entries`.
  Channel(std::string name, std::span<const Entry> entries);
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Precondition: before the first use of cut(); `letter` has an index.
  void learn(char32_t letter, std::u32string_view seen, double probability);
  /// Multiplies what is known of a letter, so that something new finds room beside it.
  void scale(std::uint8_t letter, double factor);
  /// Adds to P(seen | letter), which may have been unseen.
  void add(std::uint8_t letter, std::u32string_view seen, double probability);

  /// True where some letter mostly vanishes, so that a word seen may be another word cut short.
  [[nodiscard]] bool loses_letters() const noexcept { return loses_letters_; }
  /// True where some marked letter mostly stays, so that the word seen is likely right.
  [[nodiscard]] bool keeps_marks() const noexcept { return keeps_marks_; }
  /// True where letters are seen as digits or signs, so that these may stand for letters.
  [[nodiscard]] bool makes_signs() const noexcept { return makes_signs_; }

  /// A word as seen, cut into every piece that one letter can have become. Refers to the channel.
  struct Pieces {
    std::size_t size = 0;             ///< characters of the word
    std::vector<const float*> costs;  ///< [begin * (kLongest + 1) + length]: by letter; or null
    std::vector<float> least;         ///< … of all letters; kNever
    std::vector<Costs> unseen;        ///< of pieces that the channel does not know
  };
  /// Digits at its edges are no part of a larger piece, and those that begin it stand only for
  /// letters that were seen as them or look like them: "1ap" is "lập", "5thang" is not "tháng".
  [[nodiscard]] Pieces cut(std::u32string_view seen) const;

  /// −log P(piece at `begin` of `length` characters | letter); kNever where it cannot be.
  [[nodiscard]] static float cost(const Pieces& pieces, std::size_t begin, std::size_t length,
                                  std::uint8_t letter) {
    const float* costs = pieces.costs[begin * (kLongest + 1) + length];
    return costs == nullptr ? kNever : costs[letter];
  }

 private:
  /// An engine that knows other letters makes of "ễ" what is like it: "ë", "é".
  [[nodiscard]] bool swaps_marks() const noexcept { return !keeps_marks_ && !loses_letters_; }

  using Key = std::uint64_t;  ///< a piece, 21 bits a character
  static Key key(std::u32string_view piece);
  std::uint32_t id_of(std::u32string_view piece);

  std::string name_;
  bool loses_letters_ = false;
  bool keeps_marks_ = false;
  bool makes_signs_ = false;
  std::unordered_map<Key, std::uint32_t> piece_ids_;
  std::vector<Costs> costs_;  ///< by piece id
  std::vector<float> least_;  ///< by piece id, over all letters
};

/// Reads `path`: channel TAB letter TAB seen TAB probability, first line "# codau-channel 1".
/// Throws Error{kModel} naming the file.
[[nodiscard]] std::vector<Channel> read_channels(const std::string& path);

}  // namespace codau::restore
