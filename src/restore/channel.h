// restore/channel.h — what a scanner, a reader or a careless program makes of a letter.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace codau::restore {

/// One kind of damage as a table of −log P(seen | letter): `seen` is what stands for one letter of
/// the true word, 0 to 3 characters, lower case. Immutable.
class Channel {
 public:
  static constexpr std::size_t kLongest = 3;  ///< characters that one letter can become
  static constexpr float kNever = 1e9F;

  explicit Channel(std::string name) : name_(std::move(name)) {}
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Precondition: before the first use of cost().
  void learn(char32_t letter, std::u32string_view seen, double probability);

  /// True where some letter mostly vanishes, so that a word seen may be another word cut short.
  [[nodiscard]] bool loses_letters() const noexcept { return loses_letters_; }

  /// A word as seen, cut into every piece that one letter can have become.
  struct Pieces {
    std::size_t size = 0;            ///< characters of the word
    std::vector<std::uint32_t> ids;  ///< [begin * (kLongest + 1) + length], 0 for unknown
    std::u32string seen;
    std::vector<float> least;  ///< by begin: no letters give the rest of the word at a lower cost
  };
  [[nodiscard]] Pieces cut(std::u32string_view seen) const;

  /// What is known of one letter, looked up once for many pieces.
  struct Row {
    char32_t letter = 0, plain = 0;
    const std::vector<float>* costs = nullptr;  ///< by piece id; empty for a letter never seen
  };
  [[nodiscard]] Row row(char32_t letter) const;

  /// −log P(piece at `begin` of `length` characters | letter); kNever where it cannot be.
  [[nodiscard]] static float cost(const Row& row, const Pieces& pieces, std::size_t begin,
                                  std::size_t length);

 private:
  std::string name_;
  bool loses_letters_ = false;
  std::unordered_map<std::u32string, std::uint32_t> piece_ids_;  ///< from 1
  std::vector<float> least_;                                     ///< by piece id, over all letters
  std::vector<std::vector<float>> costs_{{}};                    ///< by row, then piece id
  std::vector<std::uint16_t> rows_;  ///< by letter: its place in costs_, 0 for a letter never seen
};

/// Reads `path`: channel TAB letter TAB seen TAB probability, first line "# codau-channel 1".
/// Throws Error{kModel} naming the file.
[[nodiscard]] std::vector<Channel> read_channels(const std::string& path);

}  // namespace codau::restore
