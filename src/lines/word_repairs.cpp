#include "lines/word_repairs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace codau::ocr {
namespace {

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = word.find(from, at)) != std::string::npos; at += to.size())
    word.replace(at, from.size(), to);
}

/// The first of `these` that `text` begins with; empty if none.
template <std::size_t N>
std::string_view start_of(std::string_view text, const std::array<std::string_view, N>& these) {
  const auto found =
      std::ranges::find_if(these, [text](std::string_view one) { return text.starts_with(one); });
  return found == these.end() ? std::string_view() : *found;
}

constexpr std::array<std::string_view, 24> kHorns = {"ơ", "ờ", "ớ", "ở", "ỡ", "ợ", "ư", "ừ",
                                                     "ứ", "ử", "ữ", "ự", "Ơ", "Ờ", "Ớ", "Ở",
                                                     "Ỡ", "Ợ", "Ư", "Ừ", "Ứ", "Ử", "Ữ", "Ự"};
constexpr std::array<std::string_view, 3> kQuotes = {"'", "’", "‘"};
constexpr std::array<std::string_view, 5> kMisreadHornMarks = {"'", "’", "‘", ":", ";"};
/// What may close a syllable behind ơ or ư.
constexpr std::array<std::string_view, 9> kFinals = {"c", "m", "n", "ng", "p", "t", "i", "u", "a"};

bool is_final(std::string_view rest) {
  const std::size_t end = rest.find_first_of(".,;:)");
  return std::ranges::find(kFinals, rest.substr(0, end)) != kFinals.end();
}

/// What the models always get wrong, whatever the page.
std::string cleared(std::string word) {
  return correct_ones(correct_dashes(correct_confused_letters(std::move(word))));
}

}  // namespace

std::string correct_confused_letters(std::string word) {
  replace_all(word, "\u2044", "/");
  replace_all(word, "\u00D0Đ", "Đ");
  replace_all(word, "Đ\u00D0", "Đ");
  return word;
}

std::string correct_dashes(std::string word) {
  constexpr std::string_view kEmDash = "—", kEnDash = "–";
  for (std::size_t at = 0; (at = word.find(kEmDash, at)) != std::string::npos;) {
    const bool is_twice = word.substr(at + kEmDash.size(), 1) == "-";
    word.replace(at, kEmDash.size() + (is_twice ? 1 : 0), kEnDash);
  }
  return word;
}

std::string correct_ones(std::string word) {
  constexpr std::string_view kDigits = "0123456789", kNumber = "0123456789lI/.,-%()";
  if (word.find_first_not_of(kNumber) != std::string::npos) return word;
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    const bool is_letter = word[i] == 'l' || word[i] == 'I';
    const bool follows_letter = i > 0 && (word[i - 1] == 'l' || word[i - 1] == 'I');
    const bool is_one =
        is_letter && !follows_letter && kDigits.find(word[i + 1]) != std::string_view::npos;
    if (is_one) word[i] = '1';
  }
  return word;
}

std::string remove_second_horn(std::string_view word) {
  std::string out;
  while (!word.empty()) {
    const std::string_view horn = start_of(word, kHorns);
    const std::size_t letter = std::max<std::size_t>(horn.size(), 1);
    out += word.substr(0, letter);
    word.remove_prefix(letter);
    const std::string_view mark = start_of(word, kMisreadHornMarks);
    if (horn.empty() || mark.empty() || !start_of(out, kQuotes).empty()) continue;
    const std::string_view rest = word.substr(mark.size());
    const bool is_end = rest.empty() && !start_of(mark, kQuotes).empty();
    if (is_end || is_final(rest)) word.remove_prefix(mark.size());
  }
  return out;
}

std::string join_split_quotes(std::string_view word) {
  constexpr std::array<std::string_view, 4> kHalves = {"'", "’", "‘", "\""};
  std::string out;
  while (!word.empty()) {
    const std::string_view first = start_of(word, kHalves);
    const std::string_view second = start_of(word.substr(first.size()), kHalves);
    const bool is_two_halves = !first.empty() && !second.empty();
    const std::size_t length =
        is_two_halves ? first.size() + second.size() : std::max<std::size_t>(first.size(), 1);
    out += is_two_halves ? "\"" : word.substr(0, length);
    word.remove_prefix(length);
  }
  return out;
}

void repair_words(ReadLine& line) {
  bool is_quoted = false;
  for (ReadWord& word : line.words) {
    const std::string whole = join_split_quotes(word.text);
    word.text = cleared(is_quoted ? whole : remove_second_horn(whole));
    is_quoted = is_quoted || word.text.find('\'') != std::string::npos;
  }
}

void split_comparison_signs(ReadLine& line) {
  constexpr std::size_t kSign = std::string_view("≤").size();
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const ReadWord& word = line.words[i];
    const bool is_sign = word.text.starts_with("≤") || word.text.starts_with("≥");
    if (!is_sign || word.text.size() == kSign) continue;
    const std::int32_t end = word.box.left + (word.box.bottom - word.box.top);
    split_word(line, i, kSign, end, end);
  }
}

}  // namespace codau::ocr
