// lm/context_format.h — the inputs of the context model, and its file.
//
// The reader (context_model.h) and the trainer share this header. The file has the layout of
// section_file.h.
//
// A row is a vector with one number for each of the H hidden units of the model. A number has four
// signed bits. Byte k of a row holds number k in its low half and number k + H / 2 in its high
// half. Each row has a scale of 8 bits. The value of a number is number · scale · kHiddenStep.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

/// One token as input of the context model: its fold and its form. The fold of a word is its
/// letters without marks: "hạn" and "hân" have the fold "han".
struct ContextToken {
  /// Number of the fold: the four classes below, then the folds of the vocabulary in its order.
  std::uint16_t fold = 0;
  std::uint8_t form = 0;  ///< Capitalisation + 4 * Separator
};
inline constexpr std::uint16_t kUnknownFold = 0;  ///< a word that the vocabulary does not have
/// Beginning of a paragraph. Positions outside the text count as this class, too.
inline constexpr std::uint16_t kParagraphFold = 1;
inline constexpr std::uint16_t kNumberFold = 2;  ///< any number
inline constexpr std::uint16_t kBreakFold = 3;   ///< . ; : ! ?
inline constexpr std::uint16_t kFirstFold = 4;   ///< the first fold of the vocabulary

/// The capitals of a word.
enum class Capitalisation : std::uint8_t { kNone, kFirst, kAll, kSingleLetter };
/// The sign between a token and the token before.
enum class Separator : std::uint8_t { kSpace, kComma, kQuote, kDash };
inline constexpr std::size_t kFormCount = 16;  ///< values of ContextToken::form

/// The near tokens of a word: so many before and after. Each position has tables of its own.
inline constexpr int kNearTokens = 3;
/// The topic of a segment is made of its own tokens and so many tokens before and after.
inline constexpr std::size_t kTopicTokens = 96;
inline constexpr std::size_t kSegmentTokens = 16;  ///< tokens of a segment, which share a topic
/// The positions of the near tokens and of the word itself.
inline constexpr std::size_t kNearPositions = 2 * kNearTokens + 1;

/// The tokens of an n-gram, as distances in tokens from the word; negative: before the word. If the
/// last two distances are equal, the n-gram has two tokens.
using NgramOffsets = std::array<int, 3>;
inline constexpr std::array<NgramOffsets, 5> kNgramOffsets{
    {{-1, 0, 0}, {0, 1, 1}, {-2, -1, -1}, {1, 2, 2}, {-1, 1, 1}}};

/// Returns the fold of the token at `position` + `distance`; kParagraphFold outside the text.
inline std::uint16_t fold_at(std::span<const ContextToken> text, std::size_t position,
                             int distance) {
  const auto at = static_cast<std::ptrdiff_t>(position) + distance;
  const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(text.size());
  return inside ? text[static_cast<std::size_t>(at)].fold : kParagraphFold;
}

/// Returns the index of the row for n-gram kNgramOffsets[which] around `position`. The index is
/// below 2^log_rows. Different n-grams may share a row by hash collision.
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

/// The sections of the file. [n] rows: n rows, as above. Each section of rows is followed by their
/// scales, one u8 for each row.
enum class ContextSection : std::uint32_t {
  kFolds,     ///< u16[words]: the fold of each word
  kNearRows,  ///< [kNearPositions][folds] rows
  kNearScales,
  kFormRows,  ///< [kNearPositions][kFormCount] rows
  kFormScales,
  kNgramRows,  ///< [2^log_rows] rows, by hash_ngram()
  kNgramScales,
  kTopicRows,  ///< [folds] rows; a topic is the sum of the rows of its tokens / kTopicDivisor
  kTopicScales,
  kBias,      ///< i16[hidden], in steps of kHiddenStep
  kWordRows,  ///< i8[words][hidden / 2], in steps of kWordRowStep
  kWordBias,  ///< f32[words], natural log
  kCount,
};
inline constexpr std::size_t kContextSectionCount =
    static_cast<std::size_t>(ContextSection::kCount);
/// Its five fields: hidden units, log2 of the number of n-gram rows, folds, words, 0.
inline constexpr SectionFormat kContextFormat{"context model",      "codau-cx", 1, 5,
                                              kContextSectionCount, 64};
inline constexpr std::size_t kContextHeaderBytes = kContextFormat.header_bytes();
inline constexpr float kHiddenStep = 1.0F / 192;  ///< value of one step of a hidden unit
inline constexpr float kWordRowStep = 1.0F / 48;  ///< value of one step in kWordRows
inline constexpr int kTopicDivisor = 32;          ///< divides the sum of topic rows
inline constexpr int kMaxUnitSteps = 7;           ///< largest value of four signed bits

}  // namespace codau::lm
