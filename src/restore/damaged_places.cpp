#include "restore/damaged_places.h"

#include <algorithm>

#include "restore/letters.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr std::uint32_t kAround = 200;  ///< bytes before and behind a sign: some 80 words
/// Words put right in them. Of mangled plans every window but a few has 20; a clean text with
/// errors of typing has one or two.
constexpr std::size_t kLeastDamage = 5;

bool is_of_word(char32_t c) { return is_letter(c) || (c >= U'0' && c <= U'9'); }

}  // namespace

std::vector<Bytes> words_of(std::string_view text) {
  std::vector<Bytes> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!is_of_word(text::next_code_point(text, at))) continue;
    std::size_t end = at;
    while (at < text.size() && is_of_word(text::next_code_point(text, at))) end = at;
    out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    at = end;
  }
  return out;
}

bool is_in_capitals(std::string_view word) {
  const std::u32string letters = to_utf32(word);
  return letters.size() > 1 && std::ranges::all_of(letters, is_upper);
}

bool is_damaged(const std::vector<Change>& done, Bytes place) {
  const auto first = std::ranges::partition_point(
      done, [&](const Change& one) { return one.out.end + kAround < place.begin; });
  const auto last = std::ranges::partition_point(
      done, [&](const Change& one) { return one.out.begin < place.end + kAround; });
  const auto damaged = [](const Change& one) { return one.rule != "stripped"; };
  return first < last &&
         static_cast<std::size_t>(std::count_if(first, last, damaged)) >= kLeastDamage;
}

}  // namespace codau::restore
