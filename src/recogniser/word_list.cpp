#include "recogniser/word_list.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "nn/byte_reader.h"
#include "recogniser/traineddata.h"

namespace codau::recogniser {
namespace {

/// A directed acyclic word graph. Each path from its first node to an edge that ends a word spells
/// a word. The edges of a node are adjacent. Numbers of letters are those of `texts`.
class Dawg {
 public:
  Dawg(std::string_view file, const std::vector<std::string>& texts) : texts_(texts) {
    constexpr std::int16_t kMagic = 42;
    nn::ByteReader bytes(file);
    const bool is_graph = bytes.number<std::int16_t>() == kMagic;
    const auto letters = bytes.number<std::uint32_t>(), edges = bytes.number<std::uint32_t>();
    if (!is_graph || !bytes.ok() || edges > file.size() / sizeof(std::uint64_t)) return;
    letter_bits_ = static_cast<unsigned>(std::bit_width(letters));
    for (std::uint32_t i = 0; i < edges; ++i) edges_.push_back(bytes.number<std::uint64_t>());
    if (!bytes.ok() || letter_bits_ > kMaxLetterBits) edges_.clear();
  }

  /// Returns the words; empty if there are too many.
  [[nodiscard]] std::vector<std::string> words() {
    if (!edges_.empty()) spell(0, "", 0);
    return is_within() ? std::move(words_) : std::vector<std::string>();
  }

 private:
  static constexpr unsigned kMaxLetterBits = 24, kLastEdgeFlag = 0, kWordEndFlag = 2, kFlagBits = 3;
  static constexpr std::size_t kMaxEdgesVisited = 1U << 22U, kMaxWordLetters = 64;
  /// Limit of memory in bytes. The words of Debian's English model take a fifth.
  static constexpr std::size_t kMaxWordBytes = 1U << 26U;

  [[nodiscard]] bool is_within() const {
    return steps_ < kMaxEdgesVisited && bytes_ < kMaxWordBytes;
  }

  [[nodiscard]] bool flag(std::uint64_t edge, unsigned which) const {
    return (edge >> (letter_bits_ + which) & 1U) != 0;
  }

  void spell(std::size_t node, const std::string& before, std::size_t length) {
    for (std::size_t at = node; at < edges_.size() && is_within(); ++at) {
      ++steps_;
      const std::uint64_t edge = edges_[at];
      const std::uint64_t letter = edge & ((std::uint64_t{1} << letter_bits_) - 1);
      if (letter >= texts_.size()) return;
      const std::string word = before + texts_[letter];
      if (flag(edge, kWordEndFlag)) {
        words_.push_back(word);
        bytes_ += sizeof word + word.size();
      }
      const std::uint64_t next = edge >> (letter_bits_ + kFlagBits);
      if (next != 0 && length < kMaxWordLetters) spell(next, word, length + 1);
      if (flag(edge, kLastEdgeFlag)) return;
    }
  }

  const std::vector<std::string>& texts_;
  unsigned letter_bits_ = 0;
  std::size_t steps_ = 0, bytes_ = 0;
  std::vector<std::uint64_t> edges_;
  std::vector<std::string> words_;
};

}  // namespace

std::vector<std::string> read_word_list(std::string_view traineddata) {
  return Dawg(find_component(traineddata, TraineddataComponent::kLstmSystemDawg),
              read_unicharset(traineddata))
      .words();
}

}  // namespace codau::recogniser
