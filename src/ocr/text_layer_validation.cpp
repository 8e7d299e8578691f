#include "ocr/text_layer_validation.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "core/box.h"
#include "text/legacy_text.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

/// Letters of a word without punctuation around it; empty for numbers, codes and symbols.
std::string_view extract_letters(std::string_view word) {
  const auto edge = [](char c) {
    return std::string_view(" .,;:!?()[]\"'-/").find(c) != std::string_view::npos;
  };
  while (!word.empty() && edge(word.front())) word.remove_prefix(1);
  while (!word.empty() && edge(word.back())) word.remove_suffix(1);
  for (const char c : word) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (!letter) return {};
  }
  return word;
}

/// ASCII capitals alone: an abbreviation, which no rule of spelling judges.
bool is_abbreviation(std::string_view word) {
  for (const char c : word) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

struct WordTally {
  double words = 0, legal = 0, marked = 0;
  bool utf8 = true;
};
WordTally tally_of(const OcrPage& layer) {
  WordTally tally;
  for (const OcrWord& word : layer.words) {
    const std::string_view raw = slice(layer.text, word.text);
    tally.utf8 = tally.utf8 && text::is_utf8(raw);
    if (!tally.utf8) break;
    const std::string nfc = text::to_nfc(raw);
    const std::string_view letters = extract_letters(nfc);
    if (letters.empty() || is_abbreviation(letters)) continue;
    tally.words += 1;
    tally.legal += text::is_legal_syllable(letters) ? 1 : 0;
    tally.marked += text::strip_diacritics(letters) != letters ? 1 : 0;
  }
  return tally;
}

bool is_legacy(std::string_view text) {
  const text::DecodedLegacyText decoded = text::decode_legacy_text(text);
  return !decoded.encoding.empty() || decoded.is_unsure;
}

}  // namespace

std::string_view warning_of_fault(TextLayerFault fault) {
  constexpr std::array<std::string_view, 7> kCodes{
      "",          "LAYER_EMPTY",     "LAYER_LEGACY",    "LAYER_BAD_OCR",
      "LAYER_OCR", "LAYER_DEFECTIVE", "LAYER_INCOMPLETE"};
  return kCodes.at(static_cast<std::size_t>(fault));
}

TextLayerFault validate_text_layer(const OcrPage& layer, const image::PageComposition& ground,
                                   const TextLayerLimits& rule) {
  if (layer.words.size() < (ground.is_scan ? rule.min_words_of_scan : rule.min_words)) {
    return TextLayerFault::kEmpty;
  }
  const WordTally tally = tally_of(layer);
  const bool sound = tally.utf8 && tally.words >= static_cast<double>(rule.min_words) &&
                     tally.legal >= rule.min_legal_share * tally.words &&
                     tally.marked >= rule.min_marked_share * tally.words;
  if (!sound && is_legacy(layer.text)) return TextLayerFault::kLegacy;
  if (ground.is_scan) return sound ? TextLayerFault::kEarlierOcr : TextLayerFault::kBadOcr;
  return sound ? TextLayerFault::kNone : TextLayerFault::kDefective;
}

TextLayerFault validate_text_layer(const image::TextLayerMatch& print,
                                   const TextLayerLimits& rule) {
  const auto signs = static_cast<double>(print.signs);
  const bool lacks = print.unmatched_print >= rule.min_unmatched_print &&
                     static_cast<double>(print.unmatched_print) > rule.max_unmatched_share * signs;
  const bool hides = static_cast<double>(print.invisible_signs) > rule.max_invisible_share * signs;
  return lacks || hides ? TextLayerFault::kDefective : TextLayerFault::kNone;
}

bool is_visible(const OcrPage& layer, const image::TextLayerMatch& print,
                const TextLayerLimits& rule) {
  if (!text::is_utf8(layer.text) || is_legacy(layer.text)) return false;
  double letters = 0;
  for (const OcrWord& word : layer.words)
    letters += static_cast<double>(text::count_code_points(slice(layer.text, word.text)));
  const auto signs = static_cast<double>(print.signs),
             unseen = static_cast<double>(print.invisible_signs);
  return signs > 0 && signs >= (1 - rule.max_invisible_share) * letters &&
         unseen <= rule.max_invisible_share * signs;
}

bool may_be_incomplete(const image::PageComposition& ground, const TextLayerLimits& rule) {
  return ground.picture_share > rule.max_picture_share;
}

bool is_incomplete(const OcrPage& layer, const OcrPage& read, const TextLayerLimits& rule) {
  constexpr double kMinWordConfidence = 0.8;  // of a word that the page has
  constexpr std::size_t kMinWordLetters = 2;  // fewer may be dirt
  std::size_t missing = 0;
  for (const OcrWord& word : read.words) {
    const std::string_view letters = extract_letters(slice(read.text, word.text));
    if (word.confidence < kMinWordConfidence || letters.size() < kMinWordLetters) continue;
    const bool known =
        std::any_of(layer.words.begin(), layer.words.end(),
                    [&](const OcrWord& other) { return intersect(other.box, word.box); });
    missing += known ? 0 : 1;
  }
  return missing > rule.max_missing_words;
}

}  // namespace codau::ocr
