// lm/format.h — the file of a language model: header, then arrays, all little-endian.
//
//   0  magic[8]   "codau-lm" when finished, "unfinish" while it is being written
//   8  u32 version · u32 number of sections · u64 bytes of the whole file
//  24  per section: u64 offset (multiple of 8) · u64 bytes · u64 XXH3 of the bytes
//   …  u64 XXH3 of all the header before it
//
// An n-gram is an entry of its level: siblings (same context) lie together, ascending by word. An
// entry with children is internal (top bit of its word): its number among the internal ones,
// counted with `ranks`, leads to its back-off weight and to its children on the next level.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace codau::lm {

inline constexpr std::string_view kMagic = "codau-lm";
inline constexpr std::string_view kUnfinished = "unfinish";
inline constexpr std::uint32_t kVersion = 1;
inline constexpr unsigned kMaxOrder = 4;
inline constexpr std::uint16_t kInternal = 0x8000;  ///< flag in the word of an entry
inline constexpr std::uint32_t kRankBlock = 32;     ///< entries between two counts in `ranks`

enum class Section : std::uint32_t {
  kText,         ///< the words, one after another, UTF-8
  kTextEnds,     ///< u32[V]: end of each word in kText
  kUniProb,      ///< f32[V] natural log
  kUniBackoff,   ///< f32[V]
  kUniChildren,  ///< u32[V + 1] into level 2
  kWords2,       ///< u16[N2]
  kProbs2,       ///< u8[N2], through kProbCodes2
  kRanks2,       ///< u32[N2 / 32 + 1]
  kBackoffs2,    ///< u8[I2], through kBackoffCodes2
  kChildren2,    ///< u32[I2 + 1] into level 3
  kWords3,
  kProbs3,
  kRanks3,
  kBackoffs3,
  kChildren3,  ///< u32[I3 + 1] into level 4
  kWords4,
  kProbs4,
  kProbCodes2,  ///< f32[256]
  kProbCodes3,
  kProbCodes4,
  kBackoffCodes2,
  kBackoffCodes3,
  kCount,
};
inline constexpr std::size_t kSections = static_cast<std::size_t>(Section::kCount);
inline constexpr std::size_t kHeaderBytes = 24 + kSections * 24 + 8;

}  // namespace codau::lm
