#include "ocr/line_classification.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <iterator>

#include "text/letters.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

constexpr double kMinPrintConfidence = 0.30;  ///< mean of a line; less is no print
constexpr double kMinSignsConfidence = 0.60;  ///< the same for a line without a letter or digit
constexpr std::size_t kMaxLoneSigns = 2;      ///< so few signs alone are dirt, never an ornament
constexpr double kMinPrintWordConfidence = 0.60;  ///< of a word that is surely print
constexpr double kMinCapitalsShare = 0.6;  ///< of the letters of a position in the signature block

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

bool has(std::string_view key, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(),
                     [key](std::string_view s) { return key.find(s) != std::string_view::npos; });
}

bool begins(std::string_view key, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(),
                     [key](std::string_view s) { return key.starts_with(s); });
}

bool any_line_has(const ReadLines& lines, std::initializer_list<std::string_view> any) {
  return std::any_of(lines.begin(), lines.end(),
                     [&any](const ReadLine& l) { return has(make_fold_key(l), any); });
}

/// "/kh-ubnd", "/ct-sytte": letters, a dash, a letter behind a stroke.
bool has_notation(std::string_view key) {
  const std::size_t stroke = key.find('/');
  const std::size_t dash = key.find('-', stroke == std::string_view::npos ? key.size() : stroke);
  if (dash == std::string_view::npos || dash < stroke + 2 || dash + 2 >= key.size()) return false;
  return std::all_of(key.begin() + static_cast<std::ptrdiff_t>(stroke) + 1,
                     key.begin() + static_cast<std::ptrdiff_t>(dash), is_small_letter) &&
         is_small_letter(key[dash + 1]);
}

bool is_word_at(std::string_view key, std::size_t at, std::size_t size) {
  const auto is_letter = [key](std::size_t i) { return i < key.size() && is_small_letter(key[i]); };
  return (at == 0 || !is_letter(at - 1)) && !is_letter(at + size);
}

bool has_word(std::string_view key, std::string_view word) {
  for (std::size_t at = 0; (at = key.find(word, at)) != std::string_view::npos; ++at) {
    if (is_word_at(key, at, word.size())) return true;
  }
  return false;
}

/// "ngay ki: 05/11/2024": the label alone, or with its value behind a colon or a digit; no "ngay ki
/// niem", "thoi gian kiem tra".
bool begins_with_label(std::string_view key, std::initializer_list<std::string_view> labels) {
  return std::ranges::any_of(labels, [key](std::string_view label) {
    if (!key.starts_with(label)) return false;
    const std::size_t next = key.find_first_not_of(' ', label.size());
    return next == std::string_view::npos || key[next] == ':' || is_digit(key[next]);
  });
}

bool is_in_capitals(const ReadLine& line) {
  std::size_t letters = 0, upper = 0;
  const std::string text = join_text(line);
  for (std::size_t at = 0; at < text.size();) {
    const text::Letter letter = text::letter(text::next_code_point(text, at));
    letters += letter ? 1U : 0U;
    upper += letter && letter.upper ? 1U : 0U;
  }
  return letters > 0 &&
         static_cast<double>(upper) >= kMinCapitalsShare * static_cast<double>(letters);
}

std::string make_fold_key(std::string text) {
  if (!text::is_utf8(text)) return {};
  constexpr std::string_view kFractionSlash = "\u2044";
  for (std::size_t at = 0; (at = text.find(kFractionSlash, at)) != std::string::npos;) {
    text.replace(at, kFractionSlash.size(), "/");
  }
  return text::fold_key(text::to_nfc(text));
}

}  // namespace

std::string make_fold_key(const ReadLine& line) { return make_fold_key(join_text(line)); }
std::string make_fold_key(const ReadWord& word) { return make_fold_key(word.text); }

bool is_number_line(std::string_view key) {
  if (has_notation(key)) return true;
  if (!key.starts_with("so") || key.size() < 4) return false;
  // "Số -KH/HU", "Số KH/HU": the whole line, its number not read
  const bool has_no_number = key[2] == ' ' && has(key, {"/"}) && key.find(' ', 3) == key.npos;
  const bool opened =
      key[2] == ':' || key[2] == ';' || (key[2] == ' ' && (is_digit(key[3]) || key[3] == ':'));
  return has_no_number || (opened && has(key, {"/", "-"}));
}

bool is_date_line(std::string_view key) {
  return has(key, {"thang"}) && has(key, {"ngay", " nam"});
}

bool is_subject_line(std::string_view key) {
  if (begins(key, {"ve viec"})) return true;
  if (key.size() < 4 || key[0] != 'v') return false;
  const std::size_t end = key.find(' ');
  return end >= 2 && end <= 4 && has(key.substr(0, end), {"/", "vv", "viv"});
}

bool is_secrecy_or_urgency(std::string_view key) {
  return has(key, {"hoa toc", "thuong khan", "tuyet mat", "toi mat", "du thao"}) || key == "khan" ||
         key == "mat";
}

bool is_recipients_title(std::string_view key) {
  constexpr std::string_view kTitle = "noi nhan";
  if (has(key, {kTitle})) return true;
  if (key.size() > kTitle.size() + 4) return false;
  std::size_t misread = 0;
  for (std::size_t i = 0; i < kTitle.size() && i < key.size(); ++i)
    misread += key[i] == kTitle[i] ? 0U : 1U;
  return (key.size() >= kTitle.size() && misread <= 1) ||
         has(key, {"oi nhan", "noi nh", "noi nhn"});
}

std::size_t find_closing_title(const ReadLines& body) {
  std::size_t at = 0;
  while (at < body.size() && !make_fold_key(body[at]).starts_with("noi nhan")) ++at;
  return at;
}

std::int32_t find_closing_begin(const ReadLines& left, const ReadLines& right, std::int32_t top) {
  const auto title = std::ranges::find_if(
      left, [](const ReadLine& line) { return is_recipients_title(make_fold_key(line)); });
  if (title == left.end()) return top;
  const auto is_print = [](const ReadLine& line) {
    return std::ranges::any_of(line.words, [](const ReadWord& word) {
      return word.confidence >= kMinPrintWordConfidence && is_word_like(word.text);
    });
  };
  const auto above = std::find_if(std::make_reverse_iterator(title), left.rend(), is_print);
  if (above == left.rend()) return top;
  std::int32_t first = title->box.top;
  for (const ReadLine& line : right) {
    if (line.box.top + line.box.bottom >= 2 * above->box.bottom)
      first = std::min(first, line.box.top);
  }
  return std::max(above->box.bottom, (above->box.bottom + first) / 2);
}

bool is_column_title(std::string_view key) {
  return begins(key, {"noi dung",  "nhiem vu", "ten nhiem vu", "cong viec", "hoat dong",
                      "giai phap", "chi tieu", "muc tieu",     "co quan",   "don vi",
                      "chu tri",   "phoi hop", "thoi gian",    "thoi han",  "tien do",
                      "san pham",  "ket qua",  "yeu cau",      "kinh phi",  "ghi chu"});
}

bool is_digits(std::string_view text) { return text.size() <= 4 && text::is_all_digits(text); }

bool is_page_number(std::string_view key) {
  if (key.starts_with("trang")) key.remove_prefix(5);
  const bool digits = std::any_of(key.begin(), key.end(), is_digit);
  // a paragraph's last line may be a date or a year: "24/7/2020", "2024"
  constexpr std::size_t kMostDigits = 3;
  std::size_t run = 0, longest = 0;
  for (const char c : key) longest = std::max(longest, run = is_digit(c) ? run + 1 : 0);
  return digits && longest <= kMostDigits && std::count(key.begin(), key.end(), '/') <= 1 &&
         key.size() <= 9 && std::all_of(key.begin(), key.end(), [](char c) {
           return is_digit(c) || std::string_view(" -/").find(c) != std::string_view::npos;
         });
}

bool is_signature_overlay(std::string_view key) {
  // fold_key writes a lone y behind k as i
  return begins(key, {"ki boi ", "ki boi:", "email:", "co quan: "}) ||
         begins_with_label(key, {"nguoi ki", "thoi gian ki", "ngay ki"}) ||
         has(key, {"+07:00", "+0700"});  // as is "+07'00'": a key has no apostrophes
}

bool is_arrival_stamp(const ReadLines& lines) {
  std::size_t found = 0;
  for (const std::string_view word : {"den", "so", "ngay", "chuyen", "luu"}) {
    found += std::ranges::any_of(
        lines, [word](const ReadLine& line) { return has_word(make_fold_key(line), word); });
  }
  return found >= 2;
}

bool has_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (text::letter(c) || (c < 0x80 && is_digit(static_cast<char>(c)))) return true;
  }
  return false;
}

bool is_word_like(std::string_view text) {
  return has_letters(text) && text::is_utf8(text) && text::count_code_points(text) >= 2;
}

bool is_noise(const ReadLine& line) {
  const std::string text = join_text(line), key = make_fold_key(line);
  if (is_number_line(key) || is_recipients_title(key)) return false;
  const double confidence = compute_mean_confidence(line);
  if (has_letters(text)) return confidence < kMinPrintConfidence;
  std::size_t signs = 0;
  for (const ReadWord& word : line.words) {
    signs += text::is_utf8(word.text) && word.text.find_first_not_of(' ') != std::string::npos
                 ? text::count_code_points(word.text)
                 : 0;
  }
  return signs <= kMaxLoneSigns || confidence < kMinSignsConfidence;
}

bool has_motto(const ReadLines& lines) {
  return any_line_has(lines, {"cong hoa", "doc lap", "hanh phuc", "chu nghia", "dang cong san"});
}

bool is_header(const ReadLines& left, const ReadLines& right) {
  return has_motto(right) ||
         (any_line_has(left, {"so:", "so ", "/kh", "/qd", "/ubnd", "uy ban", "ubnd"}) &&
          any_line_has(right, {"ngay", "thang"}));
}

bool is_closing(const ReadLines& left, const ReadLines& right) {
  if (any_line_has(left, {"noi nhan", "luu:", "luu vt"})) return true;
  return std::any_of(right.begin(), right.end(), [](const ReadLine& line) {
    return is_in_capitals(line) &&
           has(make_fold_key(line), {"chu tich", "giam doc", "tm ", "kt ", "truong phong",
                                     "bo truong", "chanh van phong"});
  });
}

}  // namespace codau::ocr
