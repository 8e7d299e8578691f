#include "restore/lexicon/foreign_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/message.h"
#include "restore/text/spelling.h"
#include "restore/text/table_file.h"

namespace codau::restore {
namespace {

constexpr float kVietnameseLikeLogProb = -13;  ///< a word that could be Vietnamese
constexpr float kUnlistedLogProb = -4;         ///< any other word: this, …
constexpr float kLetterLogProb = -1.7F;        ///< … plus this for each letter, …
constexpr float kMarkedLogProb = -2;           ///< … plus this if it has letters with marks, …
constexpr float kVietnameseLetterLogProb = -11.5F;  ///< … or this if it has letters that only
                                                    ///< Vietnamese has

/// Returns true for letters that hardly any other language writes: ơ, ư, đ and those with two
/// marks.
bool is_only_vietnamese_letter(char32_t c) {
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
               log_probs_.emplace(to_utf32(cells[1]), static_cast<float>(-std::log(one_in)));
               return std::nullopt;
             });
}

float ForeignWords::log_prob(std::u32string_view word, bool may_be_vietnamese) const {
  const auto found = log_probs_.find(std::u32string(word));
  if (found != log_probs_.end()) return found->second;
  if (may_be_vietnamese) return kVietnameseLikeLogProb;
  const float any = kUnlistedLogProb + kLetterLogProb * static_cast<float>(word.size());
  if (std::any_of(word.begin(), word.end(), is_only_vietnamese_letter))
    return any + kVietnameseLetterLogProb;
  const bool ascii = std::all_of(word.begin(), word.end(), [](char32_t c) { return c < 0x80; });
  return ascii ? any : any + kMarkedLogProb;
}

}  // namespace codau::restore
