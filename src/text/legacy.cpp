#include "text/legacy.h"

#include <iconv.h>

#include <algorithm>
#include <cstddef>

#include "text/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;

const iconv_t kNoConverter = reinterpret_cast<iconv_t>(-1);  // NOLINT: what iconv_open returns

// What CP1252 has at 80–9F; 0 where it has nothing, there Latin-1's control characters are kept.
constexpr std::u32string_view kCp1252(
    U"\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
    U"\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178",
    32);

char32_t from_cp1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0 || kCp1252[byte - 0x80U] == 0) return byte;
  return kCp1252[byte - 0x80U];
}

// ---- VNI: a base letter, and behind it one byte for all its marks (restated from its font table)
// ----

enum class Shape { kNone, kRoof, kBreve };
struct Marks {
  unsigned char byte;
  Shape shape;
  Tone tone;
};
constexpr Marks kVniMarks[] = {
    {0xF8, Shape::kNone, Tone::kHuyen},  {0xF9, Shape::kNone, Tone::kSac},
    {0xFB, Shape::kNone, Tone::kHoi},    {0xF5, Shape::kNone, Tone::kNga},
    {0xEF, Shape::kNone, Tone::kNang},   {0xE2, Shape::kRoof, Tone::kNone},
    {0xE0, Shape::kRoof, Tone::kHuyen},  {0xE1, Shape::kRoof, Tone::kSac},
    {0xE5, Shape::kRoof, Tone::kHoi},    {0xE3, Shape::kRoof, Tone::kNga},
    {0xE4, Shape::kRoof, Tone::kNang},   {0xEA, Shape::kBreve, Tone::kNone},
    {0xE8, Shape::kBreve, Tone::kHuyen}, {0xE9, Shape::kBreve, Tone::kSac},
    {0xFA, Shape::kBreve, Tone::kHoi},   {0xFC, Shape::kBreve, Tone::kNga},
    {0xEB, Shape::kBreve, Tone::kNang}};

// Letters that are one byte; capitals lie 0x20 below.
struct Single {
  unsigned char byte;
  char32_t letter;
};
constexpr Single kVniSingles[] = {{0xEC, U'ì'}, {0xED, U'í'}, {0xE6, U'ỉ'},
                                  {0xF3, U'ĩ'}, {0xF2, U'ị'}, {0xEE, U'ỵ'},
                                  {0xF1, U'đ'}, {0xF4, U'ơ'}, {0xF6, U'ư'}};

char32_t vni_single(unsigned char byte) {
  if (byte < 0xC0) return byte < 0x80 ? byte : from_cp1252(byte);
  for (const Single& s : kVniSingles) {
    if (s.byte == byte) return s.letter;
    if (s.byte - 0x20 == byte) {
      Letter capital = letter(s.letter);
      capital.upper = true;
      return with_tone(capital, capital.tone);
    }
  }
  return byte;
}

// `base` with the marks of `byte`, or 0 where they do not go together.
char32_t vni_marked(char32_t base, unsigned char byte) {
  Letter made = letter(base);
  if (!made || made.tone != Tone::kNone || byte < 0xC0) return 0;
  const auto marks = std::find_if(std::begin(kVniMarks), std::end(kVniMarks),
                                  [&](const Marks& m) { return m.byte == (byte | 0x20U); });
  if (marks == std::end(kVniMarks)) return 0;
  constexpr std::u32string_view kToneBases = U"aeouyơư";
  constexpr std::u32string_view kRoofs = U"aâeêoô";
  if (marks->shape == Shape::kNone && kToneBases.find(made.toneless) == kToneBases.npos) return 0;
  if (marks->shape == Shape::kBreve) {
    if (made.toneless != U'a') return 0;
    made.toneless = U'ă';
  } else if (marks->shape == Shape::kRoof) {
    const std::size_t at = kRoofs.find(made.toneless);
    if (at == kRoofs.npos || at % 2 != 0) return 0;
    made.toneless = kRoofs[at + 1];
  }
  return with_tone(made, marks->tone);
}

std::string decode_vni(string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char32_t base = vni_single(static_cast<unsigned char>(bytes[i]));
    const char32_t marked =
        i + 1 < bytes.size() ? vni_marked(base, static_cast<unsigned char>(bytes[i + 1])) : 0;
    if (marked != 0) ++i;
    append_utf8(out, marked != 0 ? marked : base);
  }
  return out;
}

// ---- the encodings of the C library ----

const char* iconv_name(string_view encoding) {
  if (encoding == "tcvn3") return "TCVN5712-1";
  if (encoding == "viscii") return "VISCII";
  return encoding == "cp1258" ? "CP1258" : nullptr;
}

std::optional<std::string> convert(iconv_t converter, string_view bytes) {
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  std::string in(bytes);
  std::string out(8 * bytes.size() + 16, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t from_left = in.size();
  std::size_t to_left = out.size();
  const auto failed = static_cast<std::size_t>(-1);
  // The second call writes out a letter that was kept back to see whether a mark follows.
  if (iconv(converter, &from, &from_left, &to, &to_left) == failed ||
      iconv(converter, nullptr, nullptr, &to, &to_left) == failed) {
    return std::nullopt;
  }
  out.resize(out.size() - to_left);
  return out;
}

std::string quotes(string_view bytes) {
  std::string out;
  for (const char c : bytes) append_utf8(out, from_cp1252(static_cast<unsigned char>(c)));
  return out;
}

// TCVN3 and VISCII have capitals where Windows has quotes, dots and dashes; files typed with their
// fonts use the Windows signs all the same. So what stands around a word is such a sign unless it
// makes a word.
std::optional<std::string> convert_word(iconv_t converter, string_view bytes) {
  constexpr string_view kSigns = "\x85\x91\x92\x93\x94\x96\x97.,;:!?()\"'-/";
  if (bytes.front() == '\xAD' && (bytes.size() == 1 || (bytes[1] >= '0' && bytes[1] <= '9'))) {
    return '-' + quotes(bytes.substr(1));  // a minus: ư alone is no word
  }
  const std::size_t begin = bytes.find_first_not_of(kSigns);
  if (begin == string_view::npos) return quotes(bytes);
  const string_view lead = bytes.substr(0, begin);
  const string_view tail = bytes.substr(bytes.find_last_not_of(kSigns) + 1);
  std::optional<std::string> whole = convert(converter, bytes);
  if (whole && (is_legal_syllable(to_nfc(*whole)) || (lead.empty() && tail.empty()))) return whole;
  const std::optional<std::string> core =
      convert(converter, bytes.substr(begin, bytes.size() - begin - tail.size()));
  if (!core) return std::nullopt;
  return quotes(lead) + *core + quotes(tail);
}

// Fonts like .VnTimeH show the bytes of small letters as capitals, so "HOẠCH" was typed as "HOạCH".
// A capital behind the first letter, and no small one of ASCII, tell such a word.
std::string with_font_capitals(string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    bool small = false;
    bool capital = false;
    std::size_t end = at;
    while (at < word.size()) {
      const Letter found = letter(next_code_point(word, at));
      if (!found) break;
      if (!found.upper && at - end == 1) small = true;
      if (found.upper && end > begin) capital = true;
      end = at;
    }
    const string_view run = word.substr(begin, end - begin);
    out += capital && !small ? to_upper(run) : std::string(run);
    out += word.substr(end, at - end);
  }
  return out;
}

// PDF programs name a glyph and then pick another code point of that name than the font had.
char32_t as_latin(char32_t c) {
  switch (c) {
    case 0x2212:
      return 0xAD;  // minus, for the soft hyphen
    case 0x2219:
      return 0xB7;
    case 0x02C9:
      return 0xAF;
    case 0x03BC:
      return 0xB5;
    default:
      return c;
  }
}

}  // namespace

LegacyDecoder::LegacyDecoder(string_view encoding) : encoding_(encoding) {
  if (const char* name = iconv_name(encoding)) {
    const iconv_t opened = iconv_open("UTF-8", name);
    if (opened != kNoConverter) converter_ = opened;
  }
}

LegacyDecoder::~LegacyDecoder() {
  if (converter_ != nullptr) iconv_close(converter_);
}

std::optional<std::string> LegacyDecoder::decode(string_view bytes) const {
  std::optional<std::string> out;
  if (converter_ != nullptr) {
    out = encoding_ == "cp1258" ? convert(converter_, bytes) : convert_word(converter_, bytes);
  } else if (encoding_ == "vni") {
    out = decode_vni(bytes);
  } else if (encoding_ == "utf-8-as-cp1252" && is_utf8(bytes)) {
    out = bytes;
  }
  if (out) out = to_nfc(*out);
  if (out && encoding_ == "tcvn3") out = with_font_capitals(*out);
  return out;
}

std::optional<std::string> to_cp1252(string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = as_latin(next_code_point(utf8, at));
    if (c <= 0xFF) {
      out += static_cast<char>(c);
      continue;
    }
    const std::size_t found = c == kIllFormed ? kCp1252.npos : kCp1252.find(c);
    if (found == kCp1252.npos) return std::nullopt;
    out += static_cast<char>(0x80 + found);
  }
  return out;
}

}  // namespace codau::text
