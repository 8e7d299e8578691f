#include "restore/lexicon/foreign_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/message.h"
#include "restore/text/letters.h"
#include "restore/text/table_file.h"

namespace codau::restore {
namespace {

constexpr float kLikeOurs = -13;      ///< a word that could be Vietnamese
constexpr float kAny = -4;            ///< any other word: this, …
constexpr float kLetter = -1.7F;      ///< … plus this for each letter, …
constexpr float kMarked = -2;         ///< … plus this if it has letters with marks, …
constexpr float kOurLetter = -11.5F;  ///< … or this if it has letters that only Vietnamese has

/// Returns true for letters that hardly any other language writes: ơ, ư, đ and those with two
/// marks.
bool is_our_letter(char32_t c) {
  return (c >= 0x1EA0 && c < 0x1EFA) || c == U'ơ' || c == U'ư' || c == U'đ';
}

}  // namespace

ForeignWords::ForeignWords(const std::string& path) {
  const Message missing =
      both("không có danh sách từ nước ngoài", "the list of foreign words is missing");
  read_table(path, missing,
             [this](std::span<const std::string_view> cells) -> std::optional<Message> {
               double one_in = 0;
               const char* const end = cells[0].data() + cells[0].size();
               const auto [read, fault] = std::from_chars(cells[0].data(), end, one_in);
               if (fault != std::errc() || read != end || !(one_in >= 1) || cells.size() != 2)
                 return both("không phải một từ", "is no word");
               frequent_.emplace(to_utf32(cells[1]), static_cast<float>(-std::log(one_in)));
               return std::nullopt;
             });
}

float ForeignWords::log_prob(std::u32string_view word, bool is_ours) const {
  const auto found = frequent_.find(std::u32string(word));
  if (found != frequent_.end()) return found->second;
  if (is_ours) return kLikeOurs;
  const float any = kAny + kLetter * static_cast<float>(word.size());
  if (std::any_of(word.begin(), word.end(), is_our_letter)) return any + kOurLetter;
  const bool ascii = std::all_of(word.begin(), word.end(), [](char32_t c) { return c < 0x80; });
  return ascii ? any : any + kMarked;
}

}  // namespace codau::restore
