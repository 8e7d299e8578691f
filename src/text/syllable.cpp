#include "text/syllable.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "text/letters.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

// The tables of standards 8.3; they produce 3,508 spelled forms without tone.
constexpr std::string_view kFrontRimes =
    "e eo em en eng ê êu êm ên ênh i ia iu iêu im in inh iêm iên iêng "
    "ec et ep êt êp êch it ip ich iêc iêt iêp";
constexpr std::string_view kBackRimes =
    "a ai ao au ay âu ây am an ang anh ăm ăn ăng âm ân âng o oi om on ong oong ô ôi ôm ôn ông ơ ơi "
    "ơm "
    "ơn u ua ui uôi um un ung uôm uôn uông ư ưa ưi ươi ưu ươu ưm ưn ưng ươm ươn ương "
    "ac ach at ap ăc ăt ăp âc ât âp oc ooc ot op ôc ôt ôp ơt ơp uc ut up uôc uôt uôp ưc ưt ươc ươt "
    "ươp";
constexpr std::string_view kMedialRimes =
    "oa oai oay oao oe oeo oam oan oang oanh oăm oăn oăng oem oen uân uâng uây uê uên uênh uơ uy "
    "uya "
    "uyu uyên uynh uyn oac oach oat oap oăc oăt oet oep uât uêch uyêt uyt uych uyp";
constexpr std::string_view kRimesAfterQu =
    "a ai ao au ay am an ang anh âu ây ân âng ăm ăn ăng e eo en eng ê êu ên ênh i in inh ơ y yên "
    "ynh "
    "yn yu ac ach at ap ăc ăp ăt ât ec et êt êch ich it yt yêt ych yp ôc";
constexpr std::string_view kRimesAfterG =
    "i ia iu in im inh iêm iên iêng iêu it ip ich iêc iêt iêp";
constexpr std::string_view kRimesOfY = "y yêu yêm yên yêng yêt";
constexpr std::string_view kFrontOnsets = "b ch d đ gh h k kh l m n ngh nh p ph r s t th tr v x";
constexpr std::string_view kBackOnsets = "b c ch d đ g h kh l m n ng nh p ph r s t th tr v x";
constexpr std::string_view kMedialOnsets = "ch d đ h kh l n ng nh r s t th tr x";
constexpr std::string_view kOnsetsOfY = "h k l m s t v";

constexpr std::size_t kMaxLetters = 7;  // nghiêng

template <class Use>
void for_each_word(std::string_view words, Use use) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    use(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

// Six bits a letter; 0: not a letter.
constexpr std::uint64_t encode_letter(char32_t toneless) {
  constexpr std::u32string_view kMarkedLetters = U"ăâđêôơư";
  return toneless < 0x80 ? toneless - U'a' + 1 : kMarkedLetters.find(toneless) + 27;
}

std::uint64_t encode_letters(std::string_view toneless) {
  std::uint64_t key = 0;
  for (std::size_t at = 0; at < toneless.size();) {
    key = key << 6U | encode_letter(next_code_point(toneless, at));
  }
  return key;
}

std::vector<std::uint64_t> list_forms() {
  std::vector<std::uint64_t> out;
  const auto add = [&](std::string_view onset, std::string_view rime) {
    out.push_back(encode_letters(std::string(onset).append(rime)));
  };
  const auto add_all = [&](std::string_view onsets, std::string_view rimes) {
    for_each_word(onsets, [&](std::string_view onset) {
      for_each_word(rimes, [&](std::string_view rime) { add(onset, rime); });
    });
  };
  add_all(kFrontOnsets, kFrontRimes);
  add_all(kBackOnsets, kBackRimes);
  add_all(kMedialOnsets, kMedialRimes);
  add_all("qu", kRimesAfterQu);
  add_all("gi", kBackRimes);
  add_all("g", kRimesAfterG);
  add_all(kOnsetsOfY, "y");
  add("g", "oa");
  for_each_word(kFrontRimes, [&](std::string_view rime) {
    if (!rime.starts_with("iê")) add("", rime);
    if (!rime.starts_with("i")) add("gi", rime);
  });
  for (const std::string_view rimes : {kBackRimes, kMedialRimes, kRimesOfY}) {
    for_each_word(rimes, [&](std::string_view rime) { add("", rime); });
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool is_form(std::uint64_t key) {
  static const std::vector<std::uint64_t> kForms = list_forms();
  return std::binary_search(kForms.begin(), kForms.end(), key);
}

struct SyllableLetters {
  std::array<Letter, kMaxLetters> letters;
  std::size_t size = 0;
  std::size_t toned = kMaxLetters;  ///< index of the letter that has the tone
};

// Returns the letters; empty if `nfc` cannot be a syllable: another character, too many letters, a
// second tone.
SyllableLetters read_letters(std::string_view nfc) {
  SyllableLetters word;
  for (std::size_t at = 0; at < nfc.size();) {
    const Letter found = letter(next_code_point(nfc, at));
    if (!found || word.size == kMaxLetters) return {};
    if (found.tone != Tone::kNone) {
      if (word.toned != kMaxLetters) return {};
      word.toned = word.size;
    }
    word.letters[word.size++] = found;
  }
  return word;
}

bool has_mark(Letter l) { return l.toneless >= 0x80; }

// Returns true if the tone is on the right letter:
// 1. On the marked vowel (ươ: on ơ).
// 2. Else on the first of two vowels (mía), on the second before a consonant (toàn), on the middle
//    one of three (ngoài).
// 3. Open oa, oe, uy allow both.
bool is_tone_well_placed(const SyllableLetters& word) {
  if (word.toned == kMaxLetters) return true;
  std::size_t begin = 0;
  while (begin < word.size && !is_vowel(word.letters[begin])) ++begin;
  std::size_t end = begin;
  while (end < word.size && is_vowel(word.letters[end])) ++end;
  const bool glide = (word.letters[0].bare == 'q' && begin == 1) ||
                     (word.letters[0].bare == 'g' && begin == 1 && word.letters[1].bare == 'i');
  if (glide && end - begin > 1) ++begin;  // the u of qu, the i of gi
  for (std::size_t i = end; i > begin; --i) {
    if (has_mark(word.letters[i - 1])) return word.toned == i - 1;
  }
  const std::size_t vowels = end - begin;
  if (vowels == 1 || vowels == 3) return word.toned == begin + vowels / 2;
  if (end < word.size) return word.toned == begin + 1;
  const char first = word.letters[begin].bare;
  const char second = word.letters[begin + 1].bare;
  const bool open =
      (first == 'o' && (second == 'a' || second == 'e')) || (first == 'u' && second == 'y');
  return word.toned == begin || (open && word.toned == begin + 1);
}

bool has_stop_rime(const SyllableLetters& word) {
  const char last = word.letters[word.size - 1].bare;
  return last == 'c' || last == 'p' || last == 't' ||
         (last == 'h' && word.letters[word.size - 2].bare == 'c');
}

bool is_legal(std::string_view nfc, bool stops_need_tone) {
  const SyllableLetters word = read_letters(nfc);
  if (word.size == 0) return false;
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < word.size; ++i)
    key = key << 6U | encode_letter(word.letters[i].toneless);
  if (!is_form(key) || !is_tone_well_placed(word)) return false;
  if (!has_stop_rime(word)) return true;
  if (word.toned == kMaxLetters) return !stops_need_tone;
  const Tone tone = word.letters[word.toned].tone;
  return tone == Tone::kSac || tone == Tone::kNang;
}

}  // namespace

bool is_legal_syllable(std::string_view nfc) noexcept { return is_legal(nfc, false); }

bool is_legal_toned_syllable(std::string_view nfc) noexcept { return is_legal(nfc, true); }

}  // namespace codau::text
