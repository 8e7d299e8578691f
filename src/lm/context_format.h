// lm/context_format.h — the inputs of the context model, and its file. Shared by the reader
// (context_model.h) and the trainer. The file has the layout of section_file.h.
//
// A row of hidden units has four signed bits for each unit. Byte k holds unit k in its low half and
// unit k + hidden / 2 in its high half. One step of a unit is kStep times the scale of the row;
// scale 0: all units are zero.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

/// One token as input of the context model: its letters without marks (the fold), and its form.
struct Around {
  std::uint16_t fold = 0;  ///< the classes below, then the folds of the vocabulary in its order
  std::uint8_t form = 0;   ///< Capitals + 4 * Before
};
inline constexpr std::uint16_t kUnknownFold = 0;
inline constexpr std::uint16_t kLineFold = 1;  ///< beginning of a paragraph; also beyond the text
inline constexpr std::uint16_t kNumberFold = 2;
inline constexpr std::uint16_t kBreakFold = 3;
inline constexpr std::uint16_t kFirstFold = 4;

enum class Capitals : std::uint8_t { kNone, kFirst, kAll, kLetter };
enum class Before : std::uint8_t { kSpace, kComma, kQuote, kDash };  ///< between the last and this
inline constexpr std::size_t kForms = 16;

inline constexpr int kNear = 3;           ///< tokens on each side with tables of their own
inline constexpr std::size_t kWide = 96;  ///< tokens on each side of a segment that set its topic
inline constexpr std::size_t kSegment = 16;  ///< tokens that share a topic
inline constexpr std::size_t kPlaces = 2 * kNear + 1;

/// Distances from the word of the tokens that are looked up together. If the last two distances are
/// equal, the gram has two tokens.
using Gram = std::array<int, 3>;
inline constexpr std::array<Gram, 5> kGrams{
    {{-1, 0, 0}, {0, 1, 1}, {-2, -1, -1}, {1, 2, 2}, {-1, 1, 1}}};

inline std::uint16_t fold_at(std::span<const Around> text, std::size_t place, int distance) {
  const auto at = static_cast<std::ptrdiff_t>(place) + distance;
  const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(text.size());
  return inside ? text[static_cast<std::size_t>(at)].fold : kLineFold;
}

/// Returns the row of the n-gram `which` around `place`; n-grams may share a row by hash collision.
inline std::uint32_t gram_row(std::span<const Around> text, std::size_t place, std::size_t which,
                              unsigned log_rows) {
  const Gram& gram = kGrams.at(which);
  std::uint32_t hash = fold_at(text, place, gram[1]);
  if (gram[2] != gram[1]) hash = hash * 52711U + fold_at(text, place, gram[2]) + 77777U;
  hash = (fold_at(text, place, gram[0]) * 40503U + hash) * 2654435761U +
         static_cast<std::uint32_t>(which) * 0x9E3779B9U;
  hash ^= hash >> 15U;
  hash *= 0x85EBCA6BU;
  hash ^= hash >> 13U;
  return hash & ((1U << log_rows) - 1U);
}

enum class ContextSection : std::uint32_t {
  kFolds,       ///< u16[words]: the fold of each word
  kNearRows,    ///< [kPlaces][folds] rows
  kNearScales,  ///< u8[kPlaces * folds]
  kFormRows,    ///< [kPlaces][kForms] rows
  kFormScales,
  kGramRows,  ///< [1 << log rows] rows
  kGramScales,
  kTopicRows,  ///< [folds] rows; a topic is their sum divided by kTopicShare
  kTopicScales,
  kBias,      ///< i16[hidden], in steps of kStep
  kWordRows,  ///< i8[words][hidden / 2], in steps of kWordStep
  kWordBias,  ///< f32[words], natural log
  kCount,
};
inline constexpr std::size_t kContextSections = static_cast<std::size_t>(ContextSection::kCount);
/// Fields: hidden units, log2 of the rows of n-grams, folds, words, zero.
inline constexpr SectionFormat kContextFile{"context model",  "codau-cx", 1, 5,
                                            kContextSections, 64};
inline constexpr std::size_t kContextHeaderBytes = kContextFile.header_bytes();
inline constexpr float kStep = 1.0F / 192;
inline constexpr float kWordStep = 1.0F / 48;
inline constexpr int kTopicShare = 32;
inline constexpr int kMostSteps = 7;  ///< largest value of four signed bits

}  // namespace codau::lm
