// lm/context_format.h — the inputs of the context model, and its file. Shared by the reader
// (context_model.h) and the trainer. The file has the layout of section_file.h.
//
// A row of hidden units has four signed bits for each unit. Byte k holds unit k in its low half and
// unit k + hidden / 2 in its high half. One step of a unit is kHiddenStep times the scale of the
// row; scale 0: all units are zero.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

/// One token as input of the context model: its letters without marks (the fold), and its form.
struct ContextToken {
  std::uint16_t fold = 0;  ///< the classes below, then the folds of the vocabulary in its order
  std::uint8_t form = 0;   ///< Capitalisation + 4 * Separator
};
inline constexpr std::uint16_t kUnknownFold = 0;
/// Beginning of a paragraph; also beyond the text.
inline constexpr std::uint16_t kParagraphFold = 1;
inline constexpr std::uint16_t kNumberFold = 2;
inline constexpr std::uint16_t kBreakFold = 3;
inline constexpr std::uint16_t kFirstFold = 4;

enum class Capitalisation : std::uint8_t { kNone, kFirst, kAll, kSingleLetter };
/// The sign between the token before and this one.
enum class Separator : std::uint8_t { kSpace, kComma, kQuote, kDash };
inline constexpr std::size_t kFormCount = 16;

inline constexpr int kNearTokens = 3;  ///< tokens on each side with tables of their own
/// Tokens on each side of a segment that set its topic.
inline constexpr std::size_t kTopicTokens = 96;
inline constexpr std::size_t kSegmentTokens = 16;  ///< tokens that share a topic
inline constexpr std::size_t kNearPositions = 2 * kNearTokens + 1;

/// Distances from the word of the tokens that are looked up together. If the last two distances are
/// equal, the n-gram has two tokens.
using NgramOffsets = std::array<int, 3>;
inline constexpr std::array<NgramOffsets, 5> kNgramOffsets{
    {{-1, 0, 0}, {0, 1, 1}, {-2, -1, -1}, {1, 2, 2}, {-1, 1, 1}}};

inline std::uint16_t fold_at(std::span<const ContextToken> text, std::size_t position,
                             int distance) {
  const auto at = static_cast<std::ptrdiff_t>(position) + distance;
  const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(text.size());
  return inside ? text[static_cast<std::size_t>(at)].fold : kParagraphFold;
}

/// Returns the row of the n-gram `which` around `position`; n-grams may share a row by hash
/// collision.
inline std::uint32_t hash_ngram(std::span<const ContextToken> text, std::size_t position,
                                std::size_t which, unsigned log_rows) {
  const NgramOffsets& offsets = kNgramOffsets.at(which);
  std::uint32_t hash = fold_at(text, position, offsets[1]);
  if (offsets[2] != offsets[1]) hash = hash * 52711U + fold_at(text, position, offsets[2]) + 77777U;
  hash = (fold_at(text, position, offsets[0]) * 40503U + hash) * 2654435761U +
         static_cast<std::uint32_t>(which) * 0x9E3779B9U;
  hash ^= hash >> 15U;
  hash *= 0x85EBCA6BU;
  hash ^= hash >> 13U;
  return hash & ((1U << log_rows) - 1U);
}

enum class ContextSection : std::uint32_t {
  kFolds,       ///< u16[words]: the fold of each word
  kNearRows,    ///< [kNearPositions][folds] rows
  kNearScales,  ///< u8[kNearPositions * folds]
  kFormRows,    ///< [kNearPositions][kFormCount] rows
  kFormScales,
  kNgramRows,  ///< [1 << log rows] rows
  kNgramScales,
  kTopicRows,  ///< [folds] rows; a topic is their sum divided by kTopicDivisor
  kTopicScales,
  kBias,      ///< i16[hidden], in steps of kHiddenStep
  kWordRows,  ///< i8[words][hidden / 2], in steps of kWordRowStep
  kWordBias,  ///< f32[words], natural log
  kCount,
};
inline constexpr std::size_t kContextSectionCount =
    static_cast<std::size_t>(ContextSection::kCount);
/// Fields: hidden units, log2 of the rows of n-grams, folds, words, zero.
inline constexpr SectionFormat kContextFormat{"context model",      "codau-cx", 1, 5,
                                              kContextSectionCount, 64};
inline constexpr std::size_t kContextHeaderBytes = kContextFormat.header_bytes();
inline constexpr float kHiddenStep = 1.0F / 192;
inline constexpr float kWordRowStep = 1.0F / 48;
inline constexpr int kTopicDivisor = 32;
inline constexpr int kMaxUnitSteps = 7;  ///< largest value of four signed bits

}  // namespace codau::lm
