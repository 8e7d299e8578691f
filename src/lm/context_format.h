// lm/context_format.h — the tokens that the context model (context_model.h) takes as input, and the
// layout of its file. The file has the sections of ContextSection, in the layout of section_file.h.
// Only the reader (context_model.cpp) and the trainer need the file.
//
// The model scores a word at a position of a text. It is a network with H hidden units. A row is
// one number for each hidden unit. These rows are used:
// 1. Near rows. Near tokens are the word itself, and kNearTokens tokens before and after it. There
//    is one row for the fold of each.
// 2. Form rows: one for the form of each near token (ContextToken::form).
// 3. N-gram rows: one for each n-gram of kNgramOffsets.
// 4. Topic rows: one for the fold of each token in or around the segment of the word
//    (kTopicTokens).
//
// The parts combine so:
// 1. Hidden units: bias + near rows + form rows + n-gram rows + sum of topic rows / kTopicDivisor.
// 2. Gated units: unit k, below H / 2, is hidden unit k times the sigmoid of hidden unit k + H / 2.
// 3. Score of a word: sum of (weights of the word × gated units) + bias of the word.
//
// In the file, the numbers of a row have four signed bits each. Byte k has number k in its low half
// and number k + H / 2 in its high half. Each row has a scale, an unsigned byte. A number adds
// number × scale × kHiddenStep to its hidden unit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "lm/section_file.h"

namespace codau::lm {

/// One token as input of the context model.
struct ContextToken {
  /// Number of its fold. A fold is a word without marks: "hạn" and "hân" have the fold "han".
  /// Numbers 0 to 3 stand for the kinds of tokens below. The folds of the vocabulary follow, in the
  /// order of the vocabulary.
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
  kAll,           ///< two or more letters with any other capitals
  kSingleLetter,  ///< a word of one letter, which is a capital
};
/// The sign between a token and the token before. Of several signs, only one counts: a comma first,
/// then a quotation mark or bracket, then a dash.
enum class Separator : std::uint8_t {
  kSpace,  ///< no such sign
  kComma,  ///< a comma
  kQuote,  ///< a quotation mark or bracket
  kDash,   ///< a dash or '/'
};
inline constexpr std::size_t kFormCount = 16;  ///< values of ContextToken::form

inline constexpr int kNearTokens = 3;  ///< number of near tokens on each side of the word
/// Tokens of a segment. A text is divided into segments; the words of a segment share its topic.
inline constexpr std::size_t kSegmentTokens = 16;
/// The topic of a segment comes from its own tokens, and from so many before and after it.
inline constexpr std::size_t kTopicTokens = 96;
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

/// Returns the index in kNgramRows of the row for the n-gram kNgramOffsets[which] around
/// `position`. It is a hash below 2^log_rows, so different n-grams may share a row. Precondition:
/// which < 5, log_rows < 32.
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
  kTopicRows,  ///< one row for each fold; a topic sums those of its tokens
  kTopicScales,
  kBias,      ///< i16[H]: start of the hidden units, × kHiddenStep
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
inline constexpr float kHiddenStep = 1.0F / 192;  ///< value of one step of a hidden unit
inline constexpr float kWordRowStep = 1.0F / 48;  ///< value of one step in kWordRows
inline constexpr int kTopicDivisor = 32;          ///< divides the sum of topic rows
inline constexpr int kMaxUnitSteps = 7;           ///< largest value of four signed bits

}  // namespace codau::lm
