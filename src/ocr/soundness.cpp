#include <algorithm>
#include <string>

#include "ocr/text_layer.h"
#include "text/unicode.h"

namespace codau::ocr {

bool is_sound(const OcrPage& layer, const LayerRule& rule) {
  std::size_t words = 0, marked = 0;
  for (const OcrWord& word : layer.words) {
    const std::string text(slice(layer.text, word.text));
    if (!text::is_utf8(text)) return false;
    const std::string nfc = text::to_nfc(text);
    ++words;
    if (text::strip_marks(nfc) != nfc) ++marked;
  }
  return words >= rule.least_words && static_cast<double>(marked) >= rule.least_marked * static_cast<double>(words);
}

}  // namespace codau::ocr
