#include "ocr/layer_validation.h"

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
std::string_view letters_of(std::string_view word) {
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

struct Tally {
  double words = 0, legal = 0, marked = 0;
  bool utf8 = true;
};
Tally tally_of(const OcrPage& layer) {
  Tally tally;
  for (const OcrWord& word : layer.words) {
    const std::string_view raw = slice(layer.text, word.text);
    tally.utf8 = tally.utf8 && text::is_utf8(raw);
    if (!tally.utf8) break;
    const std::string nfc = text::to_nfc(raw);
    const std::string_view letters = letters_of(nfc);
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

std::string_view code_of(LayerFault fault) {
  constexpr std::array<std::string_view, 7> kCodes{
      "",          "LAYER_EMPTY",     "LAYER_LEGACY",    "LAYER_BAD_OCR",
      "LAYER_OCR", "LAYER_DEFECTIVE", "LAYER_INCOMPLETE"};
  return kCodes.at(static_cast<std::size_t>(fault));
}

LayerFault fault_of(const OcrPage& layer, const image::PageGround& ground, const LayerRule& rule) {
  if (layer.words.size() < (ground.scan ? rule.least_of_scan : rule.least_words)) {
    return LayerFault::kEmpty;
  }
  const Tally tally = tally_of(layer);
  const bool sound = tally.utf8 && tally.words >= static_cast<double>(rule.least_words) &&
                     tally.legal >= rule.least_legal * tally.words &&
                     tally.marked >= rule.least_marked * tally.words;
  if (!sound && is_legacy(layer.text)) return LayerFault::kLegacy;
  if (ground.scan) return sound ? LayerFault::kReading : LayerFault::kBadReading;
  return sound ? LayerFault::kNone : LayerFault::kDefective;
}

LayerFault fault_of(const image::LayerPrint& print, const LayerRule& rule) {
  const auto signs = static_cast<double>(print.signs);
  const bool lacks = print.unsaid >= rule.least_unsaid &&
                     static_cast<double>(print.unsaid) > rule.most_unsaid * signs;
  const bool hides = static_cast<double>(print.unseen) > rule.most_unseen * signs;
  return lacks || hides ? LayerFault::kDefective : LayerFault::kNone;
}

bool is_shown(const OcrPage& layer, const image::LayerPrint& print, const LayerRule& rule) {
  if (!text::is_utf8(layer.text) || is_legacy(layer.text)) return false;
  double letters = 0;
  for (const OcrWord& word : layer.words)
    letters += static_cast<double>(text::count_code_points(slice(layer.text, word.text)));
  const auto signs = static_cast<double>(print.signs), unseen = static_cast<double>(print.unseen);
  return signs > 0 && signs >= (1 - rule.most_unseen) * letters &&
         unseen <= rule.most_unseen * signs;
}

bool may_be_incomplete(const image::PageGround& ground, const LayerRule& rule) {
  return ground.pictures > rule.most_pictures;
}

bool is_incomplete(const OcrPage& layer, const OcrPage& read, const LayerRule& rule) {
  constexpr double kSure = 0.8;             // confidence of a word that the page has
  constexpr std::size_t kLeastLetters = 2;  // fewer may be dirt
  std::size_t missing = 0;
  for (const OcrWord& word : read.words) {
    const std::string_view letters = letters_of(slice(read.text, word.text));
    if (word.confidence < kSure || letters.size() < kLeastLetters) continue;
    const bool known =
        std::any_of(layer.words.begin(), layer.words.end(),
                    [&](const OcrWord& other) { return intersect(other.box, word.box); });
    missing += known ? 0 : 1;
  }
  return missing > rule.most_missing;
}

}  // namespace codau::ocr
