#include "restore/letters.h"

#include "text/utf8.h"

namespace codau::restore {
namespace {

using text::Letter;
using text::Tone;

bool is_shapeless(const Letter& letter) {
  return letter.toneless == static_cast<char32_t>(letter.bare);
}

/// The tone of a final oa, oe, uy (not behind q) moves from the second vowel to the first.
void place_tone(std::u32string& word) {
  if (word.size() < 2) return;
  char32_t& last = word[word.size() - 1];
  char32_t& before = word[word.size() - 2];
  const Letter a = text::letter(before);
  const Letter b = text::letter(last);
  if (b.tone == Tone::kNone || a.tone != Tone::kNone || !is_shapeless(a) || !is_shapeless(b))
    return;
  const bool behind_q = word.size() > 2 && word[word.size() - 3] == U'q';
  const bool open = (a.bare == 'o' && (b.bare == 'a' || b.bare == 'e')) ||
                    (a.bare == 'u' && b.bare == 'y' && !behind_q);
  if (!open) return;
  before = text::with_tone(a, b.tone);
  last = text::with_tone(b, Tone::kNone);
}

}  // namespace

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) out += text::next_code_point(utf8, i);
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  for (const char32_t c : code_points) text::append_utf8(out, c);
  return out;
}

std::string model_word(std::string_view nfc) {
  std::u32string word = to_utf32(nfc);
  for (char32_t& c : word) c = lower(c);
  place_tone(word);
  return to_utf8(word);
}

std::string fold_word(std::string_view nfc) {
  std::string out;
  for (std::size_t i = 0; i < nfc.size();)
    text::append_utf8(out, fold(text::next_code_point(nfc, i)));
  return out;
}

}  // namespace codau::restore
