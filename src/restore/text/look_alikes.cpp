#include "restore/text/look_alikes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

/// The uses of a pair.
enum LookAlikeUse : std::uint8_t {
  kShape = 1,     ///< are_alike()
  kList = 2,      ///< list_letters_like(), in the order of the table
  kNumber = 4,    ///< digit_like()
  kNumeral = 8,   ///< is_like_stroke()
  kCapital = 16,  ///< is_like_capital_d()
};

/// `meant` may be seen as each of `seen`.
struct LookAlikes {
  char32_t meant;
  std::u32string_view seen;
  std::uint8_t uses;
};

constexpr LookAlikes kLookAlikes[] = {
    {U'a', U"4@áàâåä", kList},
    {U'b', U"8", kShape},
    {U'b', U"6oó", kList},
    {U'c', U"e¢", kShape | kList},
    {U'c', U"©", kList},
    {U'đ', U"d", kList},
    {U'e', U"c¢€", kShape | kList},
    {U'e', U"éèê", kList},
    {U'c', U"€", kShape | kList},
    {U'g', U"q9", kShape | kList},
    {U'g', U"8ø", kList},
    {U'l', U"1!|]", kShape | kList},
    {U'l', U"i[", kShape},
    {U'i', U"l1!|]", kShape | kList},
    {U'i', U"[", kShape},
    {U'i', U"¡ïì", kList},
    {U'o', U"0", kShape | kList},
    {U'o', U"6", kList},
    {U'q', U"g9", kShape},
    {U's', U"5$", kShape},
    {U'Đ', U"BP", kCapital},
    {U'I', U"1lL|!", kNumeral},
    {U'0', U"oOQ", kNumber},
    {U'1', U"lIi|!", kNumber},
    {U'2', U"Z", kNumber},
    {U'5', U"S", kNumber},
    {U'8', U"§B", kNumber},
    {U'9', U"q", kNumber},
};

constexpr bool contains(std::u32string_view signs, char32_t c) {
  return signs.find(c) != signs.npos;
}

constexpr bool is_each_pair_there_once() {
  for (std::size_t i = 0; i < std::size(kLookAlikes); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const bool meets = std::ranges::any_of(
          kLookAlikes[i].seen, [&](char32_t seen) { return contains(kLookAlikes[k].seen, seen); });
      if (meets && kLookAlikes[k].meant == kLookAlikes[i].meant) return false;
    }
  }
  return true;
}
static_assert(is_each_pair_there_once());

constexpr bool is_seen_as(char32_t meant, char32_t seen, LookAlikeUse use) {
  return std::ranges::any_of(kLookAlikes, [&](const LookAlikes& row) {
    return row.meant == meant && (row.uses & use) != 0 && contains(row.seen, seen);
  });
}

/// The characters of a similar shape, by letter from a to z. The costs of pieces look up every
/// letter.
constexpr auto kShapes = [] {
  std::array<std::array<char32_t, 8>, 26> out{};
  for (const LookAlikes& row : kLookAlikes) {
    if ((row.uses & kShape) == 0) continue;
    auto& shapes = out.at(row.meant - U'a');
    for (const char32_t c : row.seen) *std::ranges::find(shapes, U'\0') = c;
  }
  return out;
}();

}  // namespace

bool are_alike(char32_t plain, char32_t seen) noexcept {
  if (plain < U'a' || plain > U'z') return false;
  const auto& shapes = kShapes[plain - U'a'];
  const char32_t folded = fold(seen);
  if (shapes[0] == U'\0' || folded == U'\0') return false;
  return folded == plain || std::ranges::find(shapes, folded) != shapes.end();
}

std::u32string list_letters_like(char32_t seen) {
  std::u32string out;
  for (const LookAlikes& row : kLookAlikes) {
    if ((row.uses & kList) != 0 && contains(row.seen, seen)) out += row.meant;
  }
  return out;
}

char digit_like(char32_t seen) noexcept {
  if (seen >= U'0' && seen <= U'9') return static_cast<char>(seen);
  for (const LookAlikes& row : kLookAlikes) {
    if (row.uses == kNumber && contains(row.seen, seen)) return static_cast<char>(row.meant);
  }
  return '\0';
}

bool is_like_stroke(char32_t seen) noexcept { return is_seen_as(U'I', seen, kNumeral); }

bool is_like_capital_d(char32_t seen) noexcept { return is_seen_as(U'Đ', seen, kCapital); }

bool is_like_mark(char32_t seen) noexcept { return contains(U"'‘’`^~?", seen); }

bool is_like_speck(char32_t seen) noexcept { return contains(U"~^©®°§", seen); }

bool has_small_shape_in_capitals(char32_t plain) noexcept { return contains(U"cosuvwxzil", plain); }

LetterSubstitute classify_letter_substitute(char32_t sign) noexcept {
  switch (sign) {
    case U'&':
    case U'~':
    case U'@':
    case U'$':
    case U'^':
    case U'¢':
    case U'£':
    case U'¥':
    case U'§':
    case U'©':
    case U'®':
    case U'°':
    case U'€':
      return LetterSubstitute::kAnywhere;
    case U'?':
    case U'!':
    case U'|':
    case U'[':
    case U']':
    case U'{':
    case U'}':
    case U'\'':
    case U'’':
    case U'`':
    case U'*':
    case U'#':
    case U'%':
    case U'\\':
    case U'_':
      return LetterSubstitute::kAmongLetters;
    default:
      return LetterSubstitute::kNever;
  }
}

}  // namespace codau::restore
