#include <string>

#include "ocr/text_layer.h"
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

}  // namespace

bool is_sound(const OcrPage& layer, const LayerRule& rule) {
  double words = 0, legal = 0, marked = 0;
  for (const OcrWord& word : layer.words) {
    const std::string_view raw = slice(layer.text, word.text);
    if (!text::is_utf8(raw)) return false;
    const std::string nfc = text::to_nfc(raw);
    const std::string_view letters = letters_of(nfc);
    if (letters.empty() || is_abbreviation(letters)) continue;
    words += 1;
    legal += text::is_legal_syllable(letters) ? 1 : 0;
    marked += text::strip_marks(letters) != letters ? 1 : 0;
  }
  return words >= static_cast<double>(rule.least_words) && legal >= rule.least_legal * words &&
         marked >= rule.least_marked * words;
}

}  // namespace codau::ocr
