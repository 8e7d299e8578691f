#include "text/normalise.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "text/date_digits.h"
#include "text/legacy_text.h"
#include "text/letters.h"
#include "text/rewriter.h"
#include "text/syllable.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;

constexpr string_view kChangeSource = "normalise";
constexpr char32_t kSoftHyphen = 0xAD;

// ---- required steps ----

bool is_zero_width(char32_t c) { return (c >= 0x200B && c <= 0x200D) || c == 0xFEFF; }

bool is_odd_space(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

/// Returns the Vietnamese or plain letter that `c` looks like; 0 if `c` looks like no other letter.
/// Ƣ is a font fault of the nineties: "nhƣ".
char32_t find_look_alike(char32_t c) {
  switch (c) {
    case 0xD0:
    case 0x189:
      return U'Đ';
    case 0xF0:
    case 0x256:
      return U'đ';
    case 0x1A2:
      return U'Ư';
    case 0x1A3:
      return U'ư';
    default:
      break;
  }
  if (c < 0x391 || c > 0x501) return 0;
  constexpr std::u32string_view kLookAlikes =  // Greek, then Cyrillic
      U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
      U"АВЕКМНОРСТУХІЈЅҺасеорхуіјѕһԁ";
  constexpr std::string_view kMeantLetters =
      "ABEZHIKMNOPTYXo"
      "ABEKMHOPCTYXIJSHaceopxyijshd";
  static_assert(kLookAlikes.size() == kMeantLetters.size());
  const std::size_t at = kLookAlikes.find(c);
  return at == kLookAlikes.npos ? 0 : static_cast<unsigned char>(kMeantLetters[at]);
}

/// The steps that a text requires, found in one fast pass; most texts require no step.
struct RequiredSteps {
  bool ill_formed = false;
  bool form = false;  ///< the text may not be NFC
  bool zero_width = false;
  bool letters = false;  ///< look-alikes, soft hyphens
  bool spaces = false;
  bool nul = false;
};

RequiredSteps find_required_steps(string_view bytes) {
  RequiredSteps out;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      out.nul = out.nul || bytes[at] == '\0';
      ++at;
      continue;
    }
    const char32_t c = next_code_point(bytes, at);
    if (letter(c)) continue;
    out.ill_formed = out.ill_formed || c == kIllFormed;
    out.form = out.form || (c >= 0x300 && (c < 0x2002 || c > 0x20BF));
    out.zero_width = out.zero_width || is_zero_width(c);
    out.letters = out.letters || c == kSoftHyphen || find_look_alike(c) != 0;
    out.spaces = out.spaces || is_odd_space(c);
  }
  return out;
}

// ---- single characters ----

/// Returns true for the scripts in which a zero-width character has no meaning.
bool is_european(char32_t c) {
  return letter(c) || (c >= 0xC0 && c < 0x530) || (c >= 0x1E00 && c < 0x2000) ||
         (c >= 0x2126 && c <= 0x212B);
}

/// Removes zero-width characters next to European letters; keeps those of other scripts and emoji.
RewrittenText remove_zero_widths(string_view utf8) {
  Rewriter out(utf8, kChangeSource);
  char32_t before = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    if (!is_zero_width(c)) {
      before = c;
      continue;
    }
    char32_t behind = 0;
    std::size_t end = at;  // end of the run of zero-width characters
    while (at < utf8.size() && is_zero_width(behind = next_code_point(utf8, at))) end = at;
    at = end;
    if (is_zero_width(behind)) behind = 0;
    if (is_european(before) || is_european(behind)) out.replace(begin, end, "", "zero_width");
  }
  return std::move(out).finish();
}

/// Replaces each character that satisfies `is` by `after`; a run of such characters is one change.
template <class Is>
RewrittenText replace_all(string_view bytes, Is is, string_view after, string_view rule) {
  Rewriter out(bytes, kChangeSource);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    std::string all;
    std::size_t end = at;
    while (at < bytes.size() && is(next_code_point(bytes, at))) {
      all += after;
      end = at;
    }
    if (end > begin) out.replace(begin, end, all, rule);
  }
  return std::move(out).finish();
}

RewrittenText rewrite_in_nfc(string_view utf8) {
  Rewriter out(utf8, kChangeSource);
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    at = find_segment_end(utf8, begin);
    if (at - begin > 1) out.replace(begin, at, to_nfc(utf8.substr(begin, at - begin)), "nfc");
  }
  return std::move(out).finish();
}

// ---- marks after a blank ----

/// The tones and vowel marks of Vietnamese as combining characters.
bool is_combining_mark(char32_t c) {
  return std::u32string_view(U"\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323").find(c) !=
         std::u32string_view::npos;
}

/// A word with marks after a blank: "ho ̀a".
struct DetachedMarks {
  std::string joined;
  std::size_t end = 0;  ///< end of the word
  bool has_any = false;
};

/// Returns the word that begins with the letter at `begin`.
DetachedMarks read_detached_marks(string_view utf8, std::size_t begin) {
  DetachedMarks out;
  char32_t last = 0;
  for (std::size_t at = begin; at < utf8.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(utf8, next);
    if (letter(c)) {
      out.joined += utf8.substr(at, next - at);
      last = c;
    } else {
      if ((c != ' ' && c != 0xA0) || next >= utf8.size()) break;
      at = next;
      if (!is_combining_mark(next_code_point(utf8, next))) break;
      if (string_view("aeiouy").find(letter(last).bare) == string_view::npos) break;
      out.joined += utf8.substr(at, next - at);
      out.has_any = true;
    }
    out.end = at = next;
  }
  return out;
}

/// Joins a lone mark to the vowel before its blank if the result is a syllable: "hòa".
RewrittenText join_detached_marks(string_view utf8) {
  Rewriter out(utf8, kChangeSource);
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    if (!letter(next_code_point(utf8, at))) continue;
    const DetachedMarks word = read_detached_marks(utf8, begin);
    at = std::max(at, word.end);
    if (!word.has_any) continue;
    const std::string syllable = to_nfc(word.joined);
    if (is_legal_syllable(syllable)) out.replace(begin, word.end, syllable, "nfc");
  }
  return std::move(out).finish();
}

// ---- letters that look like others ----

std::u32string code_points_of(string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();) out += next_code_point(utf8, at);
  return out;
}

/// A run of letters, with its look-alikes replaced.
struct RespelledRun {
  std::u32string letters;        ///< with Vietnamese letters
  std::size_t latin = 0;         ///< look-alikes of Latin script: Ð, ƣ
  std::size_t other_script = 0;  ///< Cyrillic, Greek
  std::size_t soft_hyphens = 0;
  bool begins_with_d = false;  ///< with Ð
  bool other = false;          ///< with letters that are not Vietnamese
};

RespelledRun respell_run(string_view run) {
  RespelledRun out;
  std::string meant;
  for (std::size_t at = 0; at < run.size();) {
    const char32_t c = next_code_point(run, at);
    const char32_t like = find_look_alike(c);
    if (c == kSoftHyphen) {
      ++out.soft_hyphens;
    } else if (like != 0) {
      out.begins_with_d = out.begins_with_d || (meant.empty() && letter(like).bare == 'd');
      ++(c < 0x370 ? out.latin : out.other_script);
    }
    if (c != kSoftHyphen) append_utf8(meant, like != 0 ? like : c);
  }
  if (out.latin + out.other_script + out.soft_hyphens == 0) return out;
  out.letters = code_points_of(to_nfc(meant));
  out.other = std::any_of(out.letters.begin(), out.letters.end(), [](char32_t c) {
    const Letter found = letter(c);
    return !found || string_view("fjwz").find(found.bare) != string_view::npos;
  });
  return out;
}

/// Returns true if only Vietnamese writes the run so. Icelandic has ð and Turkic has ƣ, too; Greek
/// and Russian words contain no Latin letter.
bool is_written_only_in_vietnamese(const RespelledRun& word) {
  std::string utf8;
  for (const char32_t c : word.letters) append_utf8(utf8, c);
  const auto count = [&](auto is) {
    return static_cast<std::size_t>(std::count_if(word.letters.begin(), word.letters.end(), is));
  };
  const bool capitals = count([](char32_t c) { return letter(c).upper; }) == word.letters.size();
  if (word.other_script > 0) {
    const std::size_t own = word.letters.size() - word.other_script;
    return own > 0 && (is_legal_syllable(utf8) || (capitals && !word.other && own > 1));
  }
  if (word.latin == 0) {
    return is_legal_toned_syllable(utf8) && count([](char32_t c) { return c >= 0x80; }) > 0;
  }
  if (word.letters.size() == 1 || is_legal_syllable(utf8)) return true;
  if (word.other) return false;
  const std::size_t marked = count([](char32_t c) { return c > 0x100; });
  return word.begins_with_d || marked > word.latin ||
         (capitals && count([](char32_t c) { return is_vowel(letter(c)); }) == 0);
}

bool is_run_letter(char32_t c) {
  return letter(c) || c == kSoftHyphen || (c >= 0xC0 && c < 0x530 && c != 0xD7 && c != 0xF7) ||
         (c >= 0x1E00 && c < 0x2000);
}

void repair_run(string_view utf8, std::size_t begin, std::size_t end, Rewriter& out) {
  const string_view run = utf8.substr(begin, end - begin);
  const RespelledRun word = respell_run(run);
  if (word.latin + word.other_script + word.soft_hyphens == 0 ||
      !is_written_only_in_vietnamese(word))
    return;
  for (std::size_t at = begin; at < end;) {
    const std::size_t from = at;
    const char32_t c = next_code_point(utf8, at);
    if (c == kSoftHyphen) out.replace(from, at, "", "soft_hyphen");
    const char32_t like = find_look_alike(c);
    if (like == 0) continue;
    std::string after;
    append_utf8(after, like);
    out.replace(from, at, after, "look_alike");
  }
}

RewrittenText replace_look_alikes(string_view utf8) {
  Rewriter out(utf8, kChangeSource);
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    std::size_t end = at;
    while (at < utf8.size()) {
      if (!is_run_letter(next_code_point(utf8, at))) break;
      end = at;
    }
    if (end > begin) repair_run(utf8, begin, end, out);
  }
  return std::move(out).finish();
}

// ---- all together ----

// Appends the changes of `next`, made on the text of `done`, as changes of `input`.
void append_step(RewrittenText& done, RewrittenText next, string_view input) {
  if (done.second.empty()) {
    done = std::move(next);
  } else if (!next.second.empty()) {
    done = {std::move(next.first), compose(done.second, next.second, input)};
  }
}

void compose_letters(RewrittenText& done, string_view input) {
  if (to_nfc(done.first) != done.first) append_step(done, rewrite_in_nfc(done.first), input);
}

enum class HygieneLevel : std::uint8_t { kForm, kLetters, kSpaces };

NormalisedText apply_hygiene(RewrittenText done, string_view input, HygieneLevel level,
                             std::string encoding) {
  const RequiredSteps steps = find_required_steps(done.first);
  if (steps.ill_formed) {
    const auto is = [](char32_t c) { return c == kIllFormed; };
    append_step(done, replace_all(done.first, is, "\uFFFD", "not_utf8"), input);
  }
  const bool has_nul = steps.nul && level == HygieneLevel::kSpaces;
  if (has_nul) {
    const auto is = [](char32_t c) { return c == 0; };
    append_step(done, replace_all(done.first, is, "", "nul"), input);
  }
  if (steps.zero_width && level != HygieneLevel::kForm) {
    append_step(done, remove_zero_widths(done.first), input);
  }
  if (steps.form) compose_letters(done, input);
  if (steps.letters && level != HygieneLevel::kForm) {
    append_step(done, replace_look_alikes(done.first), input);
    if (steps.form) compose_letters(done, input);
  }
  if (steps.form && level != HygieneLevel::kForm) {
    append_step(done, join_detached_marks(done.first), input);
    compose_letters(done, input);
  }
  if (level != HygieneLevel::kForm) append_step(done, correct_date_digits(done.first), input);
  if (steps.spaces && level == HygieneLevel::kSpaces) {
    append_step(done, replace_all(done.first, is_odd_space, " ", "space"), input);
  }
  return {std::move(done.first), std::move(done.second), std::move(encoding), false, has_nul};
}

NormalisedText clean_decoded(DecodedLegacyText passages, string_view bytes, HygieneLevel level) {
  NormalisedText out = apply_hygiene(std::move(passages.text), bytes, level,
                                     passages.encoding.empty() ? "utf-8" : passages.encoding);
  out.is_encoding_unsure = passages.is_unsure;
  return out;
}

// ---- UTF-16, line by line ----

std::optional<RewrittenText> decode_utf16(string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  if (!little && !bytes.starts_with("\xFE\xFF")) return std::nullopt;
  if (bytes.size() % 2 != 0) throw Error(Cause::kNotText, "UTF-16 text is cut off");
  Rewriter out(bytes, "encoding");
  const auto unit = [&](std::size_t i) {
    const auto low = static_cast<unsigned char>(bytes[i + (little ? 0U : 1U)]);
    const auto high = static_cast<unsigned char>(bytes[i + (little ? 1U : 0U)]);
    return static_cast<char32_t>(high << 8U | low);
  };
  std::string line;
  std::size_t begin = 0;
  for (std::size_t i = 2; i < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 2 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
        i += 2;
      }
    }
    if (c == 0 || (c >= 0xD800 && c < 0xE000)) throw Error(Cause::kNotText, "broken UTF-16 text");
    append_utf8(line, c);
    if (c != '\n') continue;
    out.replace(begin, i + 2, line, "utf-16");
    line.clear();
    begin = i + 2;
  }
  out.replace(begin, bytes.size(), line, "utf-16");
  return std::move(out).finish();
}

constexpr std::size_t kBytesPerDamagedByte = 50;

// Returns true if the bytes that are not UTF-8 are few enough to be damage. Many such bytes, with
// few accented letters, mean another encoding or no text at all.
bool is_nearly_utf8(string_view text) {
  constexpr std::size_t kAccentedLettersPerTwoDamagedBytes = 2;
  std::size_t bad = 0, marked = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == kReplacementCharacter) ++bad;
    if (c >= 0x80 && letter(c)) ++marked;
  }
  return bad * kBytesPerDamagedByte <= text.size() ||
         bad * kAccentedLettersPerTwoDamagedBytes <= marked;
}

}  // namespace

NormalisedText normalise_to_nfc(string_view bytes) {
  return apply_hygiene({std::string(bytes), {}}, bytes, HygieneLevel::kForm, "utf-8");
}

NormalisedText normalise(string_view bytes) {
  return apply_hygiene({std::string(bytes), {}}, bytes, HygieneLevel::kLetters, "utf-8");
}

NormalisedText decode_text(string_view bytes) {
  return clean_decoded(decode_legacy_text(bytes), bytes, HygieneLevel::kLetters);
}

NormalisedText decode_text(string_view bytes, LegacyEncoding source) {
  return clean_decoded(decode_legacy_text(bytes, source), bytes, HygieneLevel::kLetters);
}

NormalisedText decode_text_file(string_view bytes) {
  if (std::optional<RewrittenText> wide = decode_utf16(bytes)) {
    return apply_hygiene(std::move(*wide), bytes, HygieneLevel::kSpaces, "utf-16");
  }
  if (static_cast<std::size_t>(std::ranges::count(bytes, '\0')) * kBytesPerDamagedByte >
      bytes.size()) {
    throw Error(Cause::kNotText, "the file holds NUL bytes");
  }
  NormalisedText out = clean_decoded(decode_legacy_text(bytes), bytes, HygieneLevel::kSpaces);
  if (!is_nearly_utf8(out.text)) {
    throw Error(Cause::kNotText, "the bytes are neither UTF-8 nor a known legacy encoding");
  }
  return out;
}

}  // namespace codau::text
