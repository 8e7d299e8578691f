// lm/ngram_format.h — the file of a language model: arrays in the layout of section_file.h.
//
// An n-gram is an entry of its level. Siblings (same context) lie together, ascending by word. The
// bitmap of a level marks the entries that have children. The number of an entry among the marked
// entries is the index of its node. A node holds the first child on the next level (24 bits) and
// the back-off weight (8 bits).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

inline constexpr unsigned kMaxOrder = 5;
inline constexpr std::size_t kMaxVocabularyWords = 0xFFFF;
inline constexpr std::size_t kMaxEntries = (1U << 24U) - 1;  ///< of a level
inline constexpr std::size_t kEntryBytes = 3;  ///< u16 word · u8 code of the probability
/// For 64 entries: u64 bitmap · u32 marked before.
inline constexpr std::size_t kRankBlockBytes = 12;
inline constexpr std::size_t kCodeCount = 256;  ///< values of a one-byte code

/// Each level has sections for entries, bitmap, nodes and codes. Level 1 has none of these; the
/// last level has no bitmap and no nodes.
enum class NgramSection : std::uint32_t {
  kText,         ///< the words, one after another, UTF-8
  kTextEnds,     ///< u32[V]: end of each word in kText
  kUniProb,      ///< f32[V] natural log
  kUniBackoff,   ///< f32[V]
  kUniChildren,  ///< u32[V + 1] into level 2
  kCodes2,       ///< f32[2 * kCodeCount]: probabilities, then back-off weights
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
  kNodes2,   ///< u32 each, and one more that ends the last node
  kNodes3,
  kNodes4,
  kNodes5,  ///< empty
  kCount,
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(NgramSection::kCount);
/// One field: the number of sections.
inline constexpr SectionFormat kModelFormat{"language model", "codau-lm", 2, 1, kSectionCount, 8};
inline constexpr std::size_t kHeaderBytes = kModelFormat.header_bytes();
/// The sections before this one are small; opening a model checks them.
inline constexpr NgramSection kFirstLargeSection = NgramSection::kEntries2;

/// Returns the section of a level (2 … kMaxOrder), given that of level 2.
[[nodiscard]] constexpr NgramSection section_of_level(NgramSection level_2_section,
                                                      unsigned level) {
  return static_cast<NgramSection>(static_cast<std::uint32_t>(level_2_section) + level - 2);
}

}  // namespace codau::lm
