// lm/ngram_format.h — defines the file of a back-off n-gram model: a trie, stored in the sections
// of section_file.h. Only the reader (ngram_model.cpp) and the trainer need this header.
//
// Level n of the trie has one entry for each n-gram of n words, from level 1 (words) to level
// kMaxOrder.
// 1. Entries: the children of an entry are the n-grams that have one word more. Children of one
//    entry are neighbours on the next level, ascending by their last word.
// 2. Bitmap: one bit for each entry of a level, which is set if the entry has children.
// 3. Nodes: each entry with children has a node, in the same order. A node has the index of the
//    first child (low 24 bits) and the code of the back-off weight (high 8 bits). The children end
//    at the first child of the next node.
// 4. Codes: one byte stands for a probability or a back-off weight. The byte is an index in a table
//    of natural logarithms. Each level has its own table.
//
// Context k of a word has the k words before the word. The trie has context k followed by the word,
// as an n-gram, for some k; K is the highest of these. The log probability of the word is the sum
// of:
// 1. the log probability of this n-gram of K + 1 words;
// 2. the log back-off weights of contexts K + 1, K + 2 …, as far as the trie has these contexts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

inline constexpr unsigned kMaxOrder = 5;                     ///< most words of an n-gram
inline constexpr std::size_t kMaxVocabularyWords = 0xFFFF;   ///< words and classes (ngram_model.h)
inline constexpr std::size_t kMaxEntries = (1U << 24U) - 1;  ///< most entries of a level
inline constexpr std::size_t kEntryBytes = 3;  ///< u16 last word · u8 code of the probability
/// Bytes of the bitmap for 64 entries: u64 bits · u32 number of bits set before these 64.
inline constexpr std::size_t kRankBlockBytes = 12;
inline constexpr std::size_t kCodeCount = 256;  ///< values of a one-byte code

/// The sections of the file; V is the number of words. The digit of a name is the level. Level 1
/// has kUniProb, kUniBackoff and kUniChildren instead of entries, bitmap, nodes and codes.
enum class NgramSection : std::uint32_t {
  kText,         ///< the words, one after another, UTF-8
  kTextEnds,     ///< u32[V]: end of each word in kText
  kUniProb,      ///< f32[V] natural log
  kUniBackoff,   ///< f32[V] natural log
  kUniChildren,  ///< u32[V + 1]: index of the first child of each word; the last is the end
  kCodes2,       ///< f32[2 * kCodeCount]: the probabilities of all codes, then the back-off weights
  kCodes3,
  kCodes4,
  kCodes5,
  kEntries2,  ///< kEntryBytes for each entry
  kEntries3,
  kEntries4,
  kEntries5,
  kBitmap2,  ///< kRankBlockBytes for each 64 entries
  kBitmap3,
  kBitmap4,
  kBitmap5,  ///< empty, since the last level has no children
  kNodes2,   ///< u32 for each node, and one more that ends the children of the last node
  kNodes3,
  kNodes4,
  kNodes5,  ///< empty
  kCount,   ///< number of sections
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(NgramSection::kCount);
/// The file has one field, the number of sections.
inline constexpr SectionFormat kModelFormat{"language model", "codau-lm", 2, 1, kSectionCount, 8};
inline constexpr std::size_t kHeaderBytes = kModelFormat.header_bytes();
/// When NgramModel opens a file, it checks the hashes of the sections before this section only,
/// because these are small.
inline constexpr NgramSection kFirstLargeSection = NgramSection::kEntries2;

/// Returns the section of `level` that corresponds to a section of level 2: (kNodes2, 4) → kNodes4.
/// `level`: 2 to kMaxOrder.
[[nodiscard]] constexpr NgramSection section_of_level(NgramSection level_2_section,
                                                      unsigned level) {
  return static_cast<NgramSection>(static_cast<std::uint32_t>(level_2_section) + level - 2);
}

}  // namespace codau::lm
