#include "text/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "core/error.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

constexpr std::size_t kMaxTextBytes = std::numeric_limits<std::int32_t>::max();

const icu::Normalizer2& get_normaliser(bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found =
      compose ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, "ICU normalisation data is missing");
  return *found;
}

icu::StringPiece to_string_piece(std::string_view utf8) {
  return {utf8.data(), static_cast<std::int32_t>(utf8.size())};
}

std::string normalise_with_icu(std::string_view utf8, bool compose) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(utf8.size()));
  UErrorCode status = U_ZERO_ERROR;
  get_normaliser(compose).normalizeUTF8(0, to_string_piece(utf8), sink, nullptr, status);
  if (U_FAILURE(status)) throw Error(ErrorCode::kInternal, "ICU cannot normalise");
  return out;
}

// Returns true for text of characters that stay NFC next to any others. These are below U+0300,
// U+1E80–U+1EFF, and the punctuation from U+2002 to U+20BF. Nearly all Vietnamese text needs no ICU
// after this check.
bool is_plainly_nfc(std::string_view utf8) noexcept {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
    if (byte(0) < 0x80) {
      ++i;
    } else if (byte(0) < 0xCC) {
      i += 2;
    } else if ((byte(0) == 0xE1 && byte(1) >= 0xBA && byte(1) <= 0xBB) ||
               (byte(0) == 0xE2 && byte(1) <= 0x82 && (byte(1) > 0x80 || byte(2) >= 0x82))) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

bool is_shape_mark(char32_t c) { return c == 0x302 || c == 0x306; }
bool is_tone_mark(char32_t c) { return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309; }

// Moves tone marks after shape marks. Canonical order keeps marks of one class as typed, so "e +
// sắc + mũ" would never compose to ế. Both marks have two bytes; swapping them keeps every offset
// around them.
std::string move_tones_after_shapes(std::string nfd) {
  for (std::size_t at = 0; at < nfd.size();) {
    std::size_t begin = at;
    if (!is_shape_mark(next_code_point(nfd, at))) continue;
    while (begin >= 2) {
      std::size_t before = begin - 2;
      if (!is_tone_mark(next_code_point(nfd, before)) || before != begin) break;
      std::rotate(nfd.begin() + static_cast<std::ptrdiff_t>(begin) - 2,
                  nfd.begin() + static_cast<std::ptrdiff_t>(begin),
                  nfd.begin() + static_cast<std::ptrdiff_t>(begin) + 2);
      begin -= 2;
    }
  }
  return nfd;
}

bool is_mark(char32_t c) {
  return c >= 0x300 && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

// Appends `c` without marks; returns true if the appended text may need composing again (Hangul,
// …).
bool append_base_letter(std::string& out, char32_t c) {
  if (const Letter found = letter(c)) {
    out += static_cast<char>(found.upper ? found.bare - 32 : found.bare);
    return false;
  }
  if (c == kIllFormed) c = kReplacementCharacter;
  icu::UnicodeString parts;
  if (c < 0xC0 || !get_normaliser(false).getDecomposition(static_cast<UChar32>(c), parts)) {
    if (!is_mark(c)) append_utf8(out, c);
    return c >= 0x300;
  }
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    if (!is_mark(part)) append_utf8(out, part);
  }
  return c >= 0x300;
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

char32_t upper(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

template <class Map>
std::string map_code_points(std::string_view utf8, Map map) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    append_utf8(out, c == kIllFormed ? kReplacementCharacter : map(c));
  }
  return out;
}

bool is_white_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) ||
         (c >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c)) != 0);
}

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
         c == 0xFF0D;
}

bool is_quote(char32_t c) {
  return c == '\'' || c == '"' || c == '`' || c == 0xB4 || c == 0xAB || c == 0xBB ||
         (c >= 0x2018 && c <= 0x201F) || c == 0x2032 || c == 0x2033 || c == 0x2039 || c == 0x203A;
}

bool is_alphabetic(char32_t c) {
  return letter(c) || (c >= 0x80 && u_isUAlphabetic(static_cast<UChar32>(c)) != 0);
}

// Respells a run of lower-case letters for matching:
// 1. "hoá" → "hóa": the tone of an open oa, oe, uy moves to the first of the two letters.
// 2. "lý" → "lí": y as the whole rime becomes i.
void respell(char32_t* word, std::size_t size) {
  if (size == 0 || size > 8) return;
  const Letter last = letter(word[size - 1]);
  constexpr std::u32string_view kAloneBeforeY = U"hklmstv";
  if (last.toneless == U'y' &&
      (size == 1 || (size == 2 && kAloneBeforeY.find(word[0]) != std::u32string_view::npos))) {
    word[size - 1] = with_tone({U'i', 'i', last.tone, false}, last.tone);
    return;
  }
  if (size < 2 || last.tone == Tone::kNone) return;
  const char32_t first = word[size - 2];
  const bool open = (first == U'o' && (last.toneless == U'a' || last.toneless == U'e')) ||
                    (first == U'u' && last.toneless == U'y');
  if (!open || (size > 2 && word[size - 3] == U'q')) return;
  word[size - 2] = with_tone(letter(first), last.tone);
  word[size - 1] = last.toneless;
}

void respell_words(std::u32string& text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_alphabetic(text[i])) continue;
    respell(text.data() + begin, i - begin);
    begin = i + 1;
  }
}

// Returns the text in lower case, with dashes and white space folded.
std::u32string fold_characters(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c == kIllFormed) {
      out += kReplacementCharacter;
    } else if (is_white_space(c)) {
      if (out.empty() || out.back() != U' ') out += U' ';
    } else {
      out += is_dash(c) ? U'-' : lower(c);
    }
  }
  return out;
}

std::string encode_utf8(const std::u32string& text) {
  std::string out;
  out.reserve(text.size() * 2);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::string compose_nfc(std::string_view utf8) {
  if (is_plainly_nfc(utf8)) return std::string(utf8);
  if (utf8.find("\u0302") == utf8.npos && utf8.find("\u0306") == utf8.npos) {
    return normalise_with_icu(utf8, true);
  }
  return normalise_with_icu(move_tones_after_shapes(normalise_with_icu(utf8, false)), true);
}

struct Segment {
  std::size_t begin = 0, end = 0;
};

/// Returns the next segment from `at` on of more than 500 bytes; empty if there is no such segment.
/// No letter with its marks is so long, and sorting its marks would take too much time.
Segment find_overlong_segment(std::string_view utf8, std::size_t at) {
  constexpr std::size_t kMaxSegmentBytes = 500;
  const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
  while (at < utf8.size()) {
    const auto first =
        std::find_if_not(utf8.begin() + static_cast<std::ptrdiff_t>(at), utf8.end(), is_ascii);
    const auto last = std::find_if(first, utf8.end(), is_ascii);
    at = static_cast<std::size_t>(first - utf8.begin());
    const auto run_end = static_cast<std::size_t>(last - utf8.begin());
    while (run_end - at > kMaxSegmentBytes) {
      const std::size_t end = find_segment_end(utf8, at);
      if (end - at > kMaxSegmentBytes) return {at, end};
      at = end;
    }
    at = run_end;
  }
  return {};
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
  for (std::size_t at = 0; at < bytes.size();) {
    if (next_code_point(bytes, at) == kIllFormed) return false;
  }
  return true;
}

std::string to_nfc(std::string_view utf8) {
  if (utf8.size() >= kMaxTextBytes) throw Error(ErrorCode::kInput, "text is longer than 2 GiB");
  if (!is_utf8(utf8)) throw Error(ErrorCode::kInput, "text is not well-formed UTF-8");
  if (is_plainly_nfc(utf8)) return std::string(utf8);
  std::string out;
  std::size_t done = 0;
  for (Segment overlong = find_overlong_segment(utf8, 0); overlong.begin < overlong.end;
       overlong = find_overlong_segment(utf8, overlong.end)) {
    out += compose_nfc(utf8.substr(done, overlong.begin - done));
    out += utf8.substr(overlong.begin, overlong.end - overlong.begin);
    done = overlong.end;
  }
  return done == 0 ? compose_nfc(utf8) : out + compose_nfc(utf8.substr(done));
}

std::size_t find_segment_end(std::string_view utf8, std::size_t at) {
  (void)next_code_point(utf8, at);
  while (at < utf8.size()) {
    std::size_t behind = at;
    const char32_t c = next_code_point(utf8, behind);
    if (c < 0x300 || c == kIllFormed || letter(c) ||
        get_normaliser(true).hasBoundaryBefore(static_cast<UChar32>(c))) {
      break;
    }
    at = behind;
  }
  return at;
}

std::string_view find_first_segment(std::string_view utf8) {
  return utf8.empty() ? utf8 : utf8.substr(0, find_segment_end(utf8, 0));
}

std::string strip_diacritics(std::string_view nfc) {
  std::string out;
  out.reserve(nfc.size());
  bool compose = false;
  for (std::size_t at = 0; at < nfc.size();) {
    if (append_base_letter(out, next_code_point(nfc, at))) compose = true;
  }
  return compose && !is_plainly_nfc(out) ? normalise_with_icu(out, true) : out;
}

std::string to_lower(std::string_view nfc) { return map_code_points(nfc, lower); }

std::string to_upper(std::string_view nfc) { return map_code_points(nfc, upper); }

std::string tone_key(std::string_view nfc) {
  std::u32string out = fold_characters(nfc);
  respell_words(out);
  return encode_utf8(out);
}

std::string fold_key(std::string_view nfc) {
  std::u32string out;
  for (const std::string bare = strip_diacritics(tone_key(nfc));
       const char32_t c : fold_characters(bare)) {
    if (is_quote(c) || c == U'.' || (c == U' ' && (out.empty() || out.back() == U' '))) continue;
    out += c;
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  respell_words(out);  // removed marks and quotes may form a new "ky"
  return encode_utf8(out);
}

std::size_t count_code_points(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string icu_version() {
  UVersionInfo numbers;
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_getVersion(numbers);
  u_versionToString(numbers, text);
  return text;
}

}  // namespace codau::text
