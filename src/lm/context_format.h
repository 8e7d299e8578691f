// lm/context_format.h — defines the input tokens of the context model (context_model.h), and the
// layout of its file. The file has the sections of ContextSection, in the layout of section_file.h.
// Only the reader (context_model.cpp) and the trainer need the layout.
//
// Terms:
// 1. Fold: the letters of a word without marks. "hạn" and "hân" have the fold "han".
// 2. Form of a token: its capitals, and the sign before it (Capitalisation, Separator).
// 3. Near tokens of a word: the word itself, and kNearTokens tokens before and after it.
// 4. Segments: a text is divided from its beginning into segments of kSegmentTokens tokens.
// 5. Topic tokens of a word: the tokens of the segment of the word, and kTopicTokens tokens before
//    and after this segment.
//
// The model scores a word at a position of a text. The model is a neural network with H hidden
// units. A row has one number for each hidden unit. These rows are added for a word:
// 1. near rows: one for the fold of each near token;
// 2. form rows: one for the form of each near token;
// 3. n-gram rows: one for each n-gram of kNgramOffsets around the word;
// 4. topic rows: one for the fold of each topic token.
//
// Steps of the computation:
// 1. Hidden units: bias + near rows + form rows + n-gram rows + sum of topic rows / kTopicDivisor.
// 2. Gated units: unit k, below H / 2, is hidden unit k times the sigmoid of hidden unit k + H / 2.
// 3. Score of a word: sum of (weights of the word × gated units) + bias of the word.
//
// In the file, the numbers of a row have four signed bits each. Byte k has number k in its low half
// and number k + H / 2 in its high half. Each row has a scale, an unsigned byte. The number n
// stands for n × scale × kHiddenStep.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

/// One token of the input of the context model.
struct ContextToken {
  /// Number of the fold of the token. Numbers 0 to 3 stand for kinds of tokens (kUnknownFold to
  /// kBreakFold). From kFirstFold on, the folds of the vocabulary follow, in the order of the
  /// vocabulary.
  std::uint16_t fold = 0;
  std::uint8_t form = 0;  ///< Capitalisation + 4 * Separator
};
inline constexpr std::uint16_t kUnknownFold = 0;    ///< a word that is not in the vocabulary
inline constexpr std::uint16_t kParagraphFold = 1;  ///< before a paragraph, and outside the text
inline constexpr std::uint16_t kNumberFold = 2;     ///< any number
inline constexpr std::uint16_t kBreakFold = 3;      ///< one of the signs . ; : ! ?
inline constexpr std::uint16_t kFirstFold = 4;      ///< the first fold of the vocabulary

/// The capitals of a word.
enum class Capitalisation : std::uint8_t {
  kNone,          ///< no capital
  kFirst,         ///< only the first of several letters
  kAll,           ///< several letters, with capitals other than kFirst
  kSingleLetter,  ///< a word of one letter, which is a capital
};
/// The sign between a token and the token before. If there are several signs, the first kind of
/// this list counts: comma, quotation mark or bracket, dash.
enum class Separator : std::uint8_t {
  kSpace,  ///< no such sign
  kComma,  ///< a comma
  kQuote,  ///< a quotation mark or bracket
  kDash,   ///< a dash or '/'
};
inline constexpr std::size_t kFormCount = 16;  ///< values of ContextToken::form

inline constexpr int kNearTokens = 3;              ///< near tokens on each side of the word
inline constexpr std::size_t kSegmentTokens = 16;  ///< tokens of a segment
inline constexpr std::size_t kTopicTokens = 96;    ///< topic tokens on each side of the segment
/// The number of near positions, including the word itself. Position 0 is the token kNearTokens
/// before the word. Each position has rows of its own.
inline constexpr std::size_t kNearPositions = 2 * kNearTokens + 1;

/// The tokens of an n-gram around a word, as distances in tokens from the word: -1 is the token
/// before. If the last two distances are equal, the n-gram has only two tokens.
using NgramOffsets = std::array<int, 3>;
/// The n-grams whose rows are added for a word.
inline constexpr std::array<NgramOffsets, 5> kNgramOffsets{
    {{-1, 0, 0}, {0, 1, 1}, {-2, -1, -1}, {1, 2, 2}, {-1, 1, 1}}};

/// Returns the fold of the token at `position` + `distance`; kParagraphFold outside the text.
inline std::uint16_t fold_at(std::span<const ContextToken> text, std::size_t position,
                             int distance) {
  const auto at = static_cast<std::ptrdiff_t>(position) + distance;
  const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(text.size());
  return inside ? text[static_cast<std::size_t>(at)].fold : kParagraphFold;
}

/// Returns the index of the n-gram row for the n-gram kNgramOffsets[which] around `position`. The
/// index is a hash below 2^log_rows, so different n-grams may share a row. Precondition:
/// which < 5 and log_rows < 32.
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

/// The sections of the file. With "[a][b] rows", the row for i and j has the index i × b + j. A
/// section of scales has one u8 for each row of the section before. Words have the numbers of
/// WordId (ngram_model.h). The numbers `folds`, `words`, `hidden` (H) and `log_rows` are fields of
/// the file.
enum class ContextSection : std::uint32_t {
  kFolds,     ///< u16[words]: the fold of each word
  kNearRows,  ///< [kNearPositions][folds] rows
  kNearScales,
  kFormRows,  ///< [kNearPositions][kFormCount] rows, by ContextToken::form
  kFormScales,
  kNgramRows,  ///< 2^log_rows rows, by hash_ngram()
  kNgramScales,
  kTopicRows,  ///< [folds] rows
  kTopicScales,
  kBias,      ///< i16[H]: bias of the hidden units, × kHiddenStep
  kWordRows,  ///< i8[words][H / 2]: weights of the gated units, × kWordRowStep
  kWordBias,  ///< f32[words]: added to the score of a word
  kCount,     ///< number of sections
};
inline constexpr std::size_t kContextSectionCount =
    static_cast<std::size_t>(ContextSection::kCount);
/// The five fields, in this order: `hidden`, `log_rows`, `folds`, `words`, 0.
inline constexpr SectionFormat kContextFormat{"context model",      "codau-cx", 1, 5,
                                              kContextSectionCount, 64};
inline constexpr std::size_t kContextHeaderBytes = kContextFormat.header_bytes();
inline constexpr float kHiddenStep = 1.0F / 192;  ///< factor of stored rows and biases
inline constexpr float kWordRowStep = 1.0F / 48;  ///< factor of the numbers in kWordRows
inline constexpr int kTopicDivisor = 32;          ///< divides the sum of topic rows
/// The trainer rounds the numbers of near, form, n-gram and topic rows to integers. They lie from
/// -kMaxUnitSteps to kMaxUnitSteps, so that they fit in four bits. One step stands for scale ×
/// kHiddenStep.
inline constexpr int kMaxUnitSteps = 7;

}  // namespace codau::lm
