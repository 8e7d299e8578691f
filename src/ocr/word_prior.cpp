#include "ocr/word_prior.h"

#include <algorithm>
#include <cstddef>

#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

/// Of 0, 1, 2, 3 and 5 for syllables, and up to twice as much for what is none, these read 24 made
/// pages best (RESULTS.md, "Recogniser"); from 1 and 2 to 3 and 6 hardly anything changes.
constexpr double kSyllable = 2, kOther = 4;

/// ASCII letters and all beyond ASCII: signs beyond it are few, and known words hold them too.
bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// "Kế", "KẾ" and "kế", not "kẾ".
bool has_even_case(std::string_view word, std::string_view lower) {
  const std::size_t first = text::end_of_stretch(word, 0);
  return word.substr(first) == lower.substr(std::min(first, lower.size())) ||
         word == text::to_upper(word);
}

}  // namespace

WordPrior::WordPrior(const std::vector<std::string>& words) {
  for (const std::string& word : words) words_.insert(text::to_lower(word));
}

double WordPrior::log_of(std::string_view text) const {
  double sum = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + (word.empty() ? 1 : 0);
    if (word.empty()) continue;
    const std::string lower = text::to_lower(word);
    const bool is_even = has_even_case(word, lower);
    if (is_even && words_.contains(lower)) continue;
    sum -= is_even && text::is_legal_toned_syllable(word) ? kSyllable : kOther;
  }
  return sum;
}

}  // namespace codau::ocr
