// train/ngrams.h — n-gram counts of a text of any length: sorted runs on disk, merged.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "lm/ngram_format.h"
#include "lm/ngram_model.h"
#include "train/spool.h"

namespace codau::train {

/// A text as word ids, kSentenceStart before each line; domain after domain.
struct Text {
  explicit Text(const std::string& folder) : ids(folder) {}
  Spool<lm::WordId> ids;
  std::vector<std::size_t> ends;  ///< by domain: where it ends
};

inline constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;

/// The n-grams of one order, ascending by context, then by word. Entries of order 1 are the words.
struct Order {
  std::vector<std::uint32_t> context;  ///< entry of all but the last word, one order shorter
  std::vector<lm::WordId> word;        ///< the last word
  std::vector<std::uint32_t> lower;    ///< entry of all but the first word, one order shorter
  std::vector<float> seen;             ///< as often as counted, domains weighted
  std::vector<float> followed;         ///< seen with a word behind it, kept in counting or not
  std::vector<std::uint32_t> first;    ///< first entry of the next order that goes on from it

  [[nodiscard]] std::size_t size() const { return word.size(); }
  /// The entry of the next order `below` that adds `next` to `entry`; kNoEntry if there is none.
  [[nodiscard]] std::uint32_t child(const Order& below, std::uint32_t entry, lm::WordId next) const;
};

struct CountOptions {
  std::string scratch = "/tmp";               ///< folder for temporary files
  std::size_t memory = std::size_t{2} << 30;  ///< bytes for sorting, and for the n-grams held
  unsigned order = 4;  ///< at most lm::kMaxOrder; longer n-grams did not earn their place
  /// N-grams seen less often in all domains together are counted in `followed` only.
  std::array<std::uint32_t, lm::kMaxOrder> least{1, 1, 1, 2, 2};
  std::vector<double> weights;  ///< by domain; 1 where none is given
};

/// Orders 1 … options.order. N-grams may begin with kSentenceStart but not go over it. Where the
/// n-grams of an order would not fit into memory, those seen least are dropped.
/// Law: the result does not depend on options.memory, as long as the n-grams themselves fit.
[[nodiscard]] std::vector<Order> count_ngrams(Text& text, std::size_t words,
                                              const CountOptions& options = {});

}  // namespace codau::train
