#include "text/legacy_encoding.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "text/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;
using std::u32string_view;

// Windows-1252 at 80–9F; 0 for an undefined byte, which stays a Latin-1 control character.
constexpr u32string_view kCp1252(
    U"\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0"
    U"\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178",
    32);

char32_t decode_cp1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0 || kCp1252[byte - 0x80U] == 0) return byte;
  return kCp1252[byte - 0x80U];
}

// ---- one byte a letter: the letters at 80–FF; '.' for a byte without a letter of its own ----

constexpr u32string_view kTcvn3 =
    U"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ....."
    U"àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉ"
    U"ỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";
constexpr u32string_view kViscii =
    U"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵ"
    U"Ý"
    U"ỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";
constexpr u32string_view kCp1258 =
    U"................................................................"
    U"ÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ßàáâăäåæçèéêë\u0301íîïđñ\u0323óôơö÷øùúûüư₫ÿ";
static_assert(kTcvn3.size() == 128 && kViscii.size() == 128 && kCp1258.size() == 128);

// Capitals at control characters, and the bytes of TCVN for a tone alone.
struct ByteMapping {
  unsigned char byte;
  char32_t letter;
};
constexpr ByteMapping kTcvn3Mappings[] = {
    {0x01, U'Ú'},      {0x02, U'Ụ'},     {0x04, U'Ừ'},      {0x05, U'Ử'},      {0x06, U'Ữ'},
    {0x11, U'Ứ'},      {0x12, U'Ự'},     {0x13, U'Ỳ'},      {0x14, U'Ỷ'},      {0x15, U'Ỹ'},
    {0x16, U'Ý'},      {0x17, U'Ỵ'},     {0xB0, U'\u0300'}, {0xB1, U'\u0309'}, {0xB2, U'\u0303'},
    {0xB3, U'\u0301'}, {0xB4, U'\u0323'}};
constexpr ByteMapping kVisciiMappings[] = {{0x02, U'Ẳ'}, {0x05, U'Ẵ'}, {0x06, U'Ẫ'},
                                           {0x14, U'Ỷ'}, {0x19, U'Ỹ'}, {0x1E, U'Ỵ'}};

Tone tone_of(char32_t mark) {
  constexpr u32string_view kCombiningTones = U"\u0300\u0309\u0303\u0301\u0323";  // as Tone counts
  const std::size_t at = kCombiningTones.find(mark);
  return at == kCombiningTones.npos ? Tone::kNone : static_cast<Tone>(at + 1);
}

// Adds a letter or a tone. A tone joins the vowel before it; without such a vowel, the byte is a
// sign of Windows-1252.
void append_letter(std::u32string& out, char32_t c, unsigned char byte) {
  const Tone tone = tone_of(c);
  if (tone == Tone::kNone) {
    out += c == U'.' ? decode_cp1252(byte) : c;
    return;
  }
  const Letter before = out.empty() ? Letter{} : letter(out.back());
  const char32_t toned = before && before.tone == Tone::kNone ? with_tone(before, tone) : 0;
  if (toned != 0 && letter(toned).tone == tone) {
    out.back() = toned;
  } else {
    out += decode_cp1252(byte);
  }
}

template <std::size_t kSize>
std::u32string decode_bytes(string_view bytes, u32string_view upper_half,
                            const ByteMapping (&extra)[kSize]) {
  std::u32string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const auto* const found = std::find_if(std::begin(extra), std::end(extra),
                                           [&](const ByteMapping& e) { return e.byte == byte; });
    if (found != std::end(extra)) {
      append_letter(out, found->letter, byte);
    } else {
      append_letter(out, byte < 0x80 ? byte : upper_half[byte - 0x80U], byte);
    }
  }
  return out;
}

// ---- VNI: a base letter, then one byte for all its marks ----

enum class DiacriticShape : std::uint8_t { kNone, kCircumflex, kBreve };
struct VniMarks {
  unsigned char byte;
  DiacriticShape shape;
  Tone tone;
};
constexpr VniMarks kVniMarks[] = {{0xF8, DiacriticShape::kNone, Tone::kHuyen},
                                  {0xF9, DiacriticShape::kNone, Tone::kSac},
                                  {0xFB, DiacriticShape::kNone, Tone::kHoi},
                                  {0xF5, DiacriticShape::kNone, Tone::kNga},
                                  {0xEF, DiacriticShape::kNone, Tone::kNang},
                                  {0xE2, DiacriticShape::kCircumflex, Tone::kNone},
                                  {0xE0, DiacriticShape::kCircumflex, Tone::kHuyen},
                                  {0xE1, DiacriticShape::kCircumflex, Tone::kSac},
                                  {0xE5, DiacriticShape::kCircumflex, Tone::kHoi},
                                  {0xE3, DiacriticShape::kCircumflex, Tone::kNga},
                                  {0xE4, DiacriticShape::kCircumflex, Tone::kNang},
                                  {0xEA, DiacriticShape::kBreve, Tone::kNone},
                                  {0xE8, DiacriticShape::kBreve, Tone::kHuyen},
                                  {0xE9, DiacriticShape::kBreve, Tone::kSac},
                                  {0xFA, DiacriticShape::kBreve, Tone::kHoi},
                                  {0xFC, DiacriticShape::kBreve, Tone::kNga},
                                  {0xEB, DiacriticShape::kBreve, Tone::kNang}};

// Letters that VNI writes as one byte; the capital is 0x20 lower.
constexpr ByteMapping kVniLetters[] = {{0xEC, U'ì'}, {0xED, U'í'}, {0xE6, U'ỉ'},
                                       {0xF3, U'ĩ'}, {0xF2, U'ị'}, {0xEE, U'ỵ'},
                                       {0xF1, U'đ'}, {0xF4, U'ơ'}, {0xF6, U'ư'}};

char32_t decode_vni_letter(unsigned char byte) {
  if (byte < 0xC0) return decode_cp1252(byte);
  for (const ByteMapping& s : kVniLetters) {
    if (s.byte == byte) return s.letter;
    if (s.byte - 0x20 == byte) {
      Letter capital = letter(s.letter);
      capital.upper = true;
      return with_tone(capital, capital.tone);
    }
  }
  return byte;
}

// Returns `base` with the marks of `byte`, or 0 if they do not combine.
char32_t add_vni_marks(char32_t base, unsigned char byte) {
  Letter made = letter(base);
  if (!made || made.tone != Tone::kNone || byte < 0xC0) return 0;
  const auto* const marks =
      std::find_if(std::begin(kVniMarks), std::end(kVniMarks),
                   [&](const VniMarks& m) { return m.byte == (byte | 0x20U); });
  if (marks == std::end(kVniMarks)) return 0;
  constexpr u32string_view kToneOnlyLetters = U"aeouyơư";
  constexpr u32string_view kCircumflexPairs = U"aâeêoô";
  if (marks->shape == DiacriticShape::kNone &&
      kToneOnlyLetters.find(made.toneless) == kToneOnlyLetters.npos)
    return 0;
  if (marks->shape == DiacriticShape::kBreve) {
    if (made.toneless != U'a') return 0;
    made.toneless = U'ă';
  } else if (marks->shape == DiacriticShape::kCircumflex) {
    const std::size_t at = kCircumflexPairs.find(made.toneless);
    if (at == kCircumflexPairs.npos || at % 2 != 0) return 0;
    made.toneless = kCircumflexPairs[at + 1];
  }
  return with_tone(made, marks->tone);
}

std::u32string decode_vni(string_view bytes) {
  std::u32string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char32_t base = decode_vni_letter(static_cast<unsigned char>(bytes[i]));
    const char32_t marked =
        i + 1 < bytes.size() ? add_vni_marks(base, static_cast<unsigned char>(bytes[i + 1])) : 0;
    if (marked != 0) ++i;
    out += marked != 0 ? marked : base;
  }
  return out;
}

// ---- parts of a word ----

std::string decode_as_cp1252(string_view bytes) {
  std::string out;
  for (const char c : bytes) append_utf8(out, decode_cp1252(static_cast<unsigned char>(c)));
  return out;
}

std::string decode_letters(LegacyEncoding encoding, string_view bytes) {
  constexpr ByteMapping kNoMappings[] = {{0, 0}};
  std::u32string letters;
  switch (encoding) {
    case LegacyEncoding::kTcvn3:
      letters = decode_bytes(bytes, kTcvn3, kTcvn3Mappings);
      break;
    case LegacyEncoding::kVni:
      letters = decode_vni(bytes);
      break;
    case LegacyEncoding::kViscii:
      letters = decode_bytes(bytes, kViscii, kVisciiMappings);
      break;
    case LegacyEncoding::kCp1258:
      letters = decode_bytes(bytes, kCp1258, kNoMappings);
      break;
    case LegacyEncoding::kUtf8AsCp1252:
      return is_utf8(bytes) ? to_nfc(bytes) : decode_as_cp1252(bytes);
    case LegacyEncoding::kCp1252:
      return decode_as_cp1252(bytes);
  }
  std::string out;
  for (const char32_t c : letters) append_utf8(out, c);
  return out;
}

// Returns true for a byte that is a TCVN letter inside a word, but a sign of Windows-1252 if alone.
// The bytes are a minus (ư alone is not a word), a bullet and a section sign.
bool is_lone_sign(LegacyEncoding encoding, string_view part) {
  return encoding == LegacyEncoding::kTcvn3 && (part == "\xAD" || part == "\xB7" || part == "\xA7");
}

// Windows-1252 has quotes, dots and dashes at these bytes; TCVN3 and VISCII have capitals. Files
// typed with their fonts use the Windows signs nevertheless.
constexpr string_view kSigns = "\x85\x91\x92\x93\x94\x95\x96\x97";
constexpr string_view kSignsAndSpace = "\x85\x91\x92\x93\x94\x95\x96\x97\xA0";

/// Returns `part` decoded; the signs around it are read as Windows-1252.
std::string decode_core(LegacyEncoding encoding, string_view part, string_view signs, bool& legal) {
  const std::size_t begin = part.find_first_not_of(signs);
  if (begin == part.npos) return decode_as_cp1252(part);
  const std::size_t end = part.find_last_not_of(signs) + 1;
  const std::string core = decode_letters(encoding, part.substr(begin, end - begin));
  legal = is_legal_syllable(core);
  return decode_as_cp1252(part.substr(0, begin)) + core + decode_as_cp1252(part.substr(end));
}

/// Returns `part` decoded piece by piece between its signs; nothing unless each piece is a syllable
/// or plain ASCII.
std::optional<std::string> decode_between_signs(LegacyEncoding encoding, string_view part) {
  std::string out;
  for (std::size_t at = 0; at < part.size();) {
    const std::size_t sign = std::min(part.find_first_of(kSigns, at), part.size());
    const std::size_t next = std::min(part.find_first_not_of(kSigns, sign), part.size());
    const std::string piece = decode_letters(encoding, part.substr(at, sign - at));
    const bool plain = std::none_of(piece.begin(), piece.end(), is_legacy_byte);
    if (!plain && !is_legal_syllable(piece)) return std::nullopt;
    out += piece + decode_as_cp1252(part.substr(sign, next - sign));
    at = next;
  }
  return out;
}

/// Decodes a run of letters and coded bytes. Bytes in kSignsAndSpace are read as letters if the
/// whole is a syllable, else as Windows signs.
std::string decode_part(LegacyEncoding encoding, string_view part) {
  if (part.find_first_not_of(kSigns) == part.npos) return decode_as_cp1252(part);
  if (is_lone_sign(encoding, part)) return part == "\xAD" ? "-" : decode_as_cp1252(part);
  std::string whole = decode_letters(encoding, part);
  if (encoding == LegacyEncoding::kUtf8AsCp1252 && is_utf8(part)) return whole;
  if (part.find_first_of(kSignsAndSpace) == part.npos || is_legal_syllable(whole)) return whole;
  bool legal = false;
  std::string bare = decode_core(encoding, part, kSigns, legal);
  if (legal) return bare;
  std::string quoted = decode_core(encoding, part, kSignsAndSpace, legal);
  if (legal) return quoted;
  if (std::optional<std::string> cut = decode_between_signs(encoding, part)) return *cut;
  return bare;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

string_view name_of(LegacyEncoding encoding) noexcept {
  constexpr std::array<string_view, kLegacyEncodings.size()> kNames{
      "tcvn3", "vni", "viscii", "cp1258", "utf-8-as-cp1252", "cp1252"};
  return kNames[static_cast<std::size_t>(encoding)];
}

bool is_legacy_byte(char byte) noexcept {
  static constexpr auto kIsCoded = [] {
    std::array<bool, 0x100> out{};
    for (std::size_t i = 0x80; i < out.size(); ++i) out[i] = true;
    for (const ByteMapping& extra : kTcvn3Mappings) out[extra.byte] = true;
    for (const ByteMapping& extra : kVisciiMappings) out[extra.byte] = true;
    return out;
  }();
  return kIsCoded[static_cast<unsigned char>(byte)];
}

std::string decode_legacy_bytes(LegacyEncoding encoding, string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    while (at < bytes.size() && (is_legacy_byte(bytes[at]) || is_ascii_letter(bytes[at]))) ++at;
    if (at > begin) out += decode_part(encoding, bytes.substr(begin, at - begin));
    if (at < bytes.size()) out += bytes[at++];
  }
  return out;
}

std::optional<char> to_cp1252_byte(char32_t c) noexcept {
  switch (c) {
    case 0x2212:
      return '\xAD';
    case 0x2219:
      return '\xB7';
    case 0x02C9:
      return '\xAF';
    case 0x03BC:
      return '\xB5';
    default:
      break;
  }
  if (c <= 0xFF) return static_cast<char>(c);
  const std::size_t found = c == kIllFormed ? kCp1252.npos : kCp1252.find(c);
  if (found == kCp1252.npos) return std::nullopt;
  return static_cast<char>(0x80 + found);
}

FontCase detect_font_case(string_view word) {
  FontCase found = FontCase::kEither;
  std::size_t letters = 0;    // letters of the run so far
  bool capital = false;       // the run has a capital after its first letter
  bool small_marked = false;  // the run has a small letter that a font may show as a capital
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const Letter seen = letter(next_code_point(word, at));
    if (!seen) {
      letters = 0;
      capital = small_marked = false;
      continue;
    }
    if (!seen.upper && at - begin == 1) return FontCase::kSmall;
    capital = capital || (seen.upper && letters > 0);
    small_marked = small_marked || !seen.upper;
    if (capital && small_marked) found = FontCase::kCapitals;
    ++letters;
  }
  return found;
}

}  // namespace codau::text
