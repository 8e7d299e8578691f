#include "restore/text/damaged_places.h"

#include <algorithm>

#include "restore/text/letters.h"
#include "restore/text/tokens.h"
#include "text/utf8.h"

namespace codau::restore {
namespace {

constexpr std::uint32_t kAround = 200;  ///< bytes before and after a place: some 80 words
/// Every place of mangled plans has five such changes, and 99.7 % have 20. No place of plans as
/// written has more than one.
constexpr std::ptrdiff_t kLeastDamage = 5;

bool is_of_word(char32_t c) { return is_letter(c) || (c >= U'0' && c <= U'9'); }

bool is_damage(std::span<const Change> changes) {
  return std::ranges::count_if(
             changes, [](const Change& one) { return one.rule.ends_with("_ocr"); }) >= kLeastDamage;
}

}  // namespace

std::vector<PlainWord> words_of(std::string_view text) {
  const std::vector<Token> tokens = tokenise(text);
  std::vector<PlainWord> out;
  std::size_t token = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (!is_of_word(text::next_code_point(text, at))) continue;
    std::size_t end = at;
    while (at < text.size() && is_of_word(text::next_code_point(text, at))) end = at;
    while (token < tokens.size() && tokens[token].text.end <= begin) ++token;
    const bool is_inside = token < tokens.size() && tokens[token].text.begin < end;
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                   is_inside && tokens[token].guarded});
    at = end;
  }
  return out;
}

std::span<const Change> changes_around(const std::vector<Change>& done, Bytes place) {
  const auto first = std::ranges::partition_point(
      done, [&](const Change& one) { return one.out.end + kAround < place.begin; });
  const auto last = std::ranges::partition_point(
      done, [&](const Change& one) { return one.out.begin < place.end + kAround; });
  return first < last ? std::span(first, last) : std::span<const Change>();
}

bool may_be_damaged(const std::vector<Change>& done) { return is_damage(done); }

bool is_damaged(const std::vector<Change>& done, Bytes place) {
  return is_damage(changes_around(done, place));
}

}  // namespace codau::restore
