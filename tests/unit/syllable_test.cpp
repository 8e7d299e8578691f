#include "text/syllable.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "text/letters.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

std::u32string decoded(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();) out += next_code_point(utf8, at);
  return out;
}

std::string encoded(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

bool is_vowel(char32_t c) {
  return std::u32string_view(U"aăâeêioôơuưy").find(c) != std::u32string_view::npos;
}

// Every string of an onset, up to three vowels (four behind g and q) and an ending, legal or not.
template <class Use>
void for_all_strings(Use use) {
  const std::u32string vowels = U"aăâeêioôơuưy";
  std::vector<std::u32string> nuclei;
  for (const char32_t a : vowels) {
    nuclei.push_back({a});
    for (const char32_t b : vowels) {
      nuclei.push_back({a, b});
      for (const char32_t c : vowels) nuclei.push_back({a, b, c});
    }
  }
  for (const char* onset : {"",   "b", "c", "ch", "d",  "đ",   "g",  "gi", "gh", "h", "k",
                            "kh", "l", "m", "n",  "ng", "ngh", "nh", "p",  "ph", "q", "qu",
                            "r",  "s", "t", "th", "tr", "v",   "x",  "f",  "tt", "w"}) {
    for (const std::u32string& nucleus : nuclei) {
      for (const char* ending : {"", "c", "ch", "m", "n", "ng", "nh", "p", "t", "k"}) {
        use(decoded(onset) + nucleus + decoded(ending));
      }
    }
  }
}

TEST(Syllable, ControlTotalsOfTheRuleGrammar) {
  std::set<std::u32string>
      toneless;  // "gi" and "qu" are met twice: as onset, and as g, q and a vowel
  std::size_t toned = 0;
  for_all_strings([&](const std::u32string& form) {
    if (!is_legal_syllable(encoded(form)) || !toneless.insert(form).second) return;
    std::set<int> tones;  // a tone counts once, though old and new style may place it twice
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (!is_vowel(form[i])) continue;
      for (int tone = 0; tone < 6; ++tone) {
        std::u32string spelled = form;
        spelled[i] = with_tone(letter(form[i]), static_cast<Tone>(tone));
        if (is_legal_toned_syllable(encoded(spelled))) tones.insert(tone);
      }
    }
    toned += tones.size();
  });
  EXPECT_EQ(toneless.size(), 3508U);
  EXPECT_EQ(toned, 16060U);
}

TEST(Syllable, AcceptsWhatIsSpelledRight) {
  for (const char* word :
       {"kế",    "HOẠCH", "Nghiêng", "quý",   "giếng", "gì",  "hòa", "hoà",   "thuỷ", "thủy",
        "yêu",   "ương",  "đường",   "quốc",  "goá",   "ý",   "kỹ",  "khuya", "toàn", "uỷ",
        "xoong", "giêng", "già",     "ngoằn", "thuở",  "mía", "của", "cac"}) {
    EXPECT_TRUE(is_legal_syllable(word)) << word;
  }
}

TEST(Syllable, RefusesWhatIsNot) {
  for (const char* word :
       {"",         "kê\u0301", "ngế", "cế",    "gế",     "cạch ",    "các,",      "cảc",
        "mìá",      "hòá",      "mià", "tòan",  "UBND",   "internet", "x4",        "qoa",
        "nghiêngg", "iên",      "boa", "ươngs", "phuơng", "liẹt",     "Li\xE1\xBB"}) {
    EXPECT_FALSE(is_legal_syllable(word)) << word;
  }
  EXPECT_FALSE(is_legal_toned_syllable("cac"));
  EXPECT_TRUE(is_legal_toned_syllable("các"));
}

}  // namespace
}  // namespace codau::text
