#include "restore/text/spelling.h"

#include "text/utf8.h"

namespace codau::restore {
namespace {

using text::Letter;
using text::Tone;

bool is_shapeless(const Letter& letter) {
  return letter.toneless == static_cast<char32_t>(letter.bare);
}

/// Returns true for a word that ends in oa, oe, or uy not after q.
bool is_open(std::u32string_view word) {
  if (word.size() < 2) return false;
  const Letter a = text::letter(word[word.size() - 2]);
  const Letter b = text::letter(word.back());
  if (!is_shapeless(a) || !is_shapeless(b)) return false;
  const bool behind_q = word.size() > 2 && word[word.size() - 3] == U'q';
  return (a.bare == 'o' && (b.bare == 'a' || b.bare == 'e')) ||
         (a.bare == 'u' && b.bare == 'y' && !behind_q);
}

/// Moves the tone of the letter at `from` to the one at `to`, which has none.
void move_tone(std::u32string& word, std::size_t from, std::size_t to) {
  const Letter a = text::letter(word[from]);
  const Letter b = text::letter(word[to]);
  if (a.tone == Tone::kNone || b.tone != Tone::kNone) return;
  word[to] = text::with_tone(b, a.tone);
  word[from] = text::with_tone(a, Tone::kNone);
}

}  // namespace

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();) out += text::next_code_point(utf8, i);
  return out;
}

std::u32string to_lower(std::u32string_view word) {
  std::u32string out(word);
  for (char32_t& c : out) c = to_lower(c);
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  for (const char32_t c : code_points) text::append_utf8(out, c);
  return out;
}

std::string to_model_spelling(std::string_view nfc) {
  std::u32string word = to_lower(to_utf32(nfc));
  if (is_open(word)) move_tone(word, word.size() - 1, word.size() - 2);
  return to_utf8(word);
}

std::u32string with_late_tone(std::u32string word) {
  if (is_open(word)) move_tone(word, word.size() - 2, word.size() - 1);
  return word;
}

std::string fold_word(std::string_view nfc) {
  std::string out;
  for (std::size_t i = 0; i < nfc.size();)
    text::append_utf8(out, fold(text::next_code_point(nfc, i)));
  return out;
}

}  // namespace codau::restore
