#include "restore/names.h"

#include <algorithm>
#include <array>

#include "restore/letters.h"

namespace codau::restore {
namespace {

/// First those of nine in ten Vietnamese and some of the minorities of the mountains, then rarer
/// ones, many of which are common words too.
constexpr std::size_t kTelling = 44;
constexpr auto kFamilies = std::to_array<std::string_view>(
    {"Bùi",   "Cao",   "Châu",   "Chu",   "Dương",  "Đặng",  "Đào",   "Đinh",   "Đỗ",    "Đoàn",
     "Hà",    "Hoàng", "Hồ",     "Hứa",   "Huỳnh",  "Kiều",  "Lâm",   "Lê",     "Lò",    "Lương",
     "Lưu",   "Lý",    "Mai",    "Ngô",   "Nguyễn", "Nông",  "Phạm",  "Phan",   "Phùng", "Quách",
     "Tạ",    "Thái",  "Tô",     "Tống",  "Trần",   "Triệu", "Trịnh", "Trương", "Vi",    "Võ",
     "Vũ",    "Vương", "La",     "Giàng", "An",     "Âu",    "Bạch",  "Bàn",    "Bế",    "Cà",
     "Chảo",  "Cù",    "Danh",   "Diệp",  "Doãn",   "Đàm",   "Điểu",  "Đồng",   "Giáp",  "Hạng",
     "Hầu",   "Khổng", "Kim",    "Lại",   "Lầu",    "Lù",    "Lục",   "Lường",  "Ma",    "Mạc",
     "Mông",  "Mùa",   "Nghiêm", "Nhữ",   "Ninh",   "Quàng", "Siu",   "Sùng",   "Tăng",  "Tẩn",
     "Thạch", "Thân",  "Thào",   "Tiêu",  "Tôn",    "Tòng",  "Từ",    "Ứng",    "Vàng",  "Vừ"});

bool is_capitalised(std::string_view text, const Token& token) {
  if (token.kind != TokenKind::kWord || !token.plain) return false;
  const std::u32string word = to_utf32(slice(text, token.text));
  return word.size() > 1 && is_upper(word[0]) &&
         std::none_of(word.begin() + 1, word.end(), is_upper);
}

bool are_neighbours(std::string_view text, const Token& left, const Token& right) {
  return text.substr(left.text.end, right.text.begin - left.text.end) == " ";
}

}  // namespace

std::span<const std::string_view> family_names() { return kFamilies; }

bool is_in_name(std::string_view text, std::span<const Token> tokens, std::size_t at) {
  constexpr std::size_t kLeast = 3, kLongest = 5;
  if (!is_capitalised(text, tokens[at])) return false;
  std::size_t begin = at, end = at + 1;
  while (begin > 0 && at - begin < kLongest && is_capitalised(text, tokens[begin - 1]) &&
         are_neighbours(text, tokens[begin - 1], tokens[begin])) {
    --begin;
  }
  while (end < tokens.size() && end - at < kLongest && is_capitalised(text, tokens[end]) &&
         are_neighbours(text, tokens[end - 1], tokens[end])) {
    ++end;
  }
  const auto* const telling = kFamilies.begin() + kTelling;
  for (; begin <= at && begin + kLeast <= end; ++begin) {
    const std::string_view first = slice(text, tokens[begin].text);
    if (std::find(kFamilies.begin(), telling, first) != telling) return true;
  }
  return false;
}

}  // namespace codau::restore
