// lm/ngram_format.h — the file of a language model: arrays in the layout of section_file.h.
//
// The model is a trie. Level n has one entry for each n-gram. The children of an entry are the
// n-grams with one word more; they stand together on the next level, ascending by word. The bitmap
// of a level marks the entries that have children. Each marked entry has a node, in the same order.
// A node holds the index of the first child (low 24 bits) and a code of the back-off weight (high 8
// bits). Probabilities and back-off weights are natural logarithms. A one-byte code is an index in
// the table of its level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

inline constexpr unsigned kMaxOrder = 5;  ///< most words of an n-gram
inline constexpr std::size_t kMaxVocabularyWords = 0xFFFF;
inline constexpr std::size_t kMaxEntries = (1U << 24U) - 1;  ///< most entries of a level
inline constexpr std::size_t kEntryBytes = 3;  ///< u16 word · u8 code of the probability
/// A block of the bitmap, for 64 entries: u64 bits · u32 number of entries marked before the block.
inline constexpr std::size_t kRankBlockBytes = 12;
inline constexpr std::size_t kCodeCount = 256;  ///< values of a one-byte code

/// The sections of the file. V is the number of words. Level 1 is stored in kUniProb, kUniBackoff
/// and kUniChildren. Every other level has sections for entries, bitmap, nodes and codes. On the
/// last level, bitmap and nodes are empty.
enum class NgramSection : std::uint32_t {
  kText,         ///< the words, one after another, UTF-8
  kTextEnds,     ///< u32[V]: end of each word in kText
  kUniProb,      ///< f32[V] natural log
  kUniBackoff,   ///< f32[V] natural log
  kUniChildren,  ///< u32[V + 1]: first child of each word on level 2, then the end of the last
  kCodes2,       ///< f32[2 * kCodeCount], by code: probabilities, then back-off weights
  kCodes3,
  kCodes4,
  kCodes5,
  kEntries2,  ///< kEntryBytes each
  kEntries3,
  kEntries4,
  kEntries5,
  kBitmap2,  ///< kRankBlockBytes for each 64 entries
  kBitmap3,
  kBitmap4,
  kBitmap5,  ///< empty
  kNodes2,   ///< u32 for each node, and one more that ends the children of the last node
  kNodes3,
  kNodes4,
  kNodes5,  ///< empty
  kCount,
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(NgramSection::kCount);
/// One field: the number of sections.
inline constexpr SectionFormat kModelFormat{"language model", "codau-lm", 2, 1, kSectionCount, 8};
inline constexpr std::size_t kHeaderBytes = kModelFormat.header_bytes();
/// NgramModel checks the sections before this one when it opens a file, since they are small.
inline constexpr NgramSection kFirstLargeSection = NgramSection::kEntries2;

/// Returns the section of a level (2 … kMaxOrder), given that of level 2.
[[nodiscard]] constexpr NgramSection section_of_level(NgramSection level_2_section,
                                                      unsigned level) {
  return static_cast<NgramSection>(static_cast<std::uint32_t>(level_2_section) + level - 2);
}

}  // namespace codau::lm
