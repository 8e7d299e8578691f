#include "lines/punctuation_repair.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "lines/line_shape.h"
#include "raster/pixels.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

// Lengths are parts of the height of a word.
constexpr double kBehind = 0.50;     ///< how far behind the last letter its mark may be
constexpr double kTouching = 0.05;   ///< a mark may reach so far under the letter before it
constexpr double kLongest = 2.0;     ///< half the width of letters that touch
constexpr double kLow = 0.40;        ///< a mark at the baseline begins at most so far above it
constexpr double kFromLow = 0.15;    ///< and ends at most so far above it
constexpr double kUpperHalf = 0.30;  ///< a quote ends at least so far above the baseline
constexpr double kUpper = 0.75;      ///< the upper dot of a colon is at most so high
constexpr double kShows = 20;        ///< pixels: a word of this height shows its marks
constexpr std::int32_t kTiny = 5;    ///< pixels: a mark of this height has no shape
// Comma-likeness: 0 for a square on the baseline, about 0.8 for a comma.
constexpr double kComma = 0.50;        ///< from here it is one, whatever follows
constexpr double kCommaInside = 0.15;  ///< … where a lower-case word follows
constexpr double kStop = 0.05;         ///< up to here a comma read is a stop, if a capital follows
constexpr double kSemicolon = 0.43;    ///< the lower part of a colon that is one
constexpr double kSemicolonInside = 0.25;  ///< … where a lower-case word follows
// The bar of ≤: a row of ink under the lower half of the sign, as wide as it and no wider.
constexpr double kBarWide = 0.65;   ///< of the sign's width
constexpr double kBarBelow = 0.30;  ///< it may lie so far below the baseline

/// Commas with a tail that show that those of a piece of print have one, and how many of ten may
/// have lost it.
constexpr std::int32_t kTails = 5, kFlat = 1;

enum class FollowingWord : std::uint8_t { kNone, kSmall, kCapital, kItem, kOther };

std::string_view first_letter(std::string_view word) {
  return word.empty() ? word : word.substr(0, text::find_segment_end(word, 0));
}

bool is_lower(std::string_view letter) {
  return text::to_lower(letter) == letter && text::to_upper(letter) != letter;
}
bool is_upper(std::string_view letter) {
  return text::to_upper(letter) == letter && text::to_lower(letter) != letter;
}

bool is_letter(std::string_view letter) { return is_lower(letter) || is_upper(letter); }

bool is_mark(char c) { return c == '.' || c == ',' || c == ';' || c == ':'; }

/// What a mark at the end of a word may be judged by.
struct MarkContext {
  const LineShape& shape;
  FollowingWord next = FollowingWord::kNone;
  bool has_tails = false;  ///< commas here do
};

/// "b)", "đ)", "-", "+": what an item of a list begins with.
bool is_item(std::string_view word) {
  const std::string_view letter = first_letter(word);
  return word == "-" || word == "+" || (is_lower(letter) && word.substr(letter.size()) == ")");
}

FollowingWord kind_of(const ReadWord* word) {
  if (word == nullptr) return FollowingWord::kNone;
  if (is_item(word->text)) return FollowingWord::kItem;
  const std::string_view letter = first_letter(word->text);
  return is_lower(letter)   ? FollowingWord::kSmall
         : is_upper(letter) ? FollowingWord::kCapital
                            : FollowingWord::kOther;
}

struct MarkInk {
  Box low;
  std::optional<Box> upper;  ///< the upper dot of a colon or semicolon
};

/// Where the letters of a word end, and where they stand.
struct WordEnd {
  std::int32_t right = 0;
  double baseline = 0;
  bool bare = false;  ///< nothing there reaches below the baseline that may hide a comma
};

std::optional<WordEnd> end_of(const LineShape& shape, const Box& word) {
  const std::optional<double> baseline = shape.estimate_baseline(word.right);
  const std::vector<Box> letters = shape.list_letters(word.left, word.right + 1);
  if (!baseline || letters.empty()) return std::nullopt;
  const Box& last = *std::ranges::max_element(letters, {}, [](const Box& b) { return b.right; });
  const auto zone = static_cast<std::int32_t>(last.right + kBehind * shape.height());
  const auto hides = [&](const Box& one) {
    return one.right >= last.right && one.left < zone && one.top < *baseline &&
           one.bottom > *baseline + kTouching * shape.height();
  };
  const bool bare = std::ranges::none_of(
      shape.list_letters(word.left, static_cast<std::int32_t>(zone + kLongest * shape.height())),
      hides);
  return WordEnd{last.right, *baseline, bare};
}

std::optional<MarkInk> ink_behind(const LineShape& shape, const WordEnd& end) {
  const double height = shape.height();
  const auto from = static_cast<std::int32_t>(end.right - kTouching * height);
  const std::vector<Box> near =
      shape.list_components(from, static_cast<std::int32_t>(end.right + kBehind * height));
  std::optional<MarkInk> out;
  for (const Box& one : near) {
    const bool is_small = height_of(one) < kLow * height;
    const bool is_low = one.top > end.baseline - kLow * height && one.top < end.baseline &&
                        one.bottom > end.baseline + (is_small ? -kFromLow : kTouching) * height;
    if (is_low && (!out || area_of(one) > area_of(out->low))) out = MarkInk{one, std::nullopt};
  }
  if (!out) return out;
  for (const Box& one : near) {
    const std::int32_t middle = centre_x(one);
    if (one.bottom <= out->low.top && one.top > end.baseline - kUpper * height &&
        middle >= out->low.left - 1 && middle <= out->low.right + 1)
      out->upper = one;
  }
  return out;
}

double comma_likeness(const Box& mark, double baseline) {
  const double high = height_of(mark), wide = width_of(mark);
  return (mark.bottom - baseline) / high + 0.5 * (high / wide - 1);
}

/// `least` or more letters, all of them lower case.
bool is_small_word(std::string_view word, std::size_t least) {
  std::size_t count = 0;
  for (; !word.empty(); word.remove_prefix(first_letter(word).size()), ++count) {
    if (!is_lower(first_letter(word))) return false;
  }
  return count >= least;
}

/// What the mark `read` behind `letters` is by its ink.
char judged(char read, std::string_view letters, const MarkInk& ink, double baseline,
            const MarkContext& context) {
  const double comma = comma_likeness(ink.low, baseline);
  const bool inside = context.next == FollowingWord::kSmall;
  const bool may_end =
      context.next == FollowingWord::kCapital || context.next == FollowingWord::kItem;
  const std::int32_t high = height_of(ink.low);
  if (read == ':') {
    if (!ink.upper) return read;
    return comma >= (inside ? kSemicolonInside : kSemicolon) ? ';' : ':';
  }
  if (read == '.') {
    if (comma >= kComma || (inside && comma >= kCommaInside)) return ',';
    return inside && high <= kTiny && is_small_word(letters, 2) ? ',' : '.';
  }
  if (read == ',' && comma <= kStop && may_end && (high >= kTiny || context.has_tails)) return '.';
  return read;
}

/// One mark, and a letter before it.
bool ends_in_mark(std::string_view text) {
  return text.size() >= 2 && is_mark(text.back()) && !is_mark(text[text.size() - 2]);
}

void judge_end(ReadWord& word, const MarkContext& context) {
  std::string& text = word.text;
  if (!ends_in_mark(text)) return;
  const std::string_view letters = std::string_view(text).substr(0, text.size() - 1);
  const std::optional<WordEnd> end = end_of(context.shape, word.box);
  if (!end) return;
  const std::optional<MarkInk> ink = ink_behind(context.shape, *end);
  if (ink) {
    text.back() = judged(text.back(), letters, *ink, end->baseline, context);
  } else if (end->bare && context.shape.height() >= kShows && is_small_word(letters, 2)) {
    text.pop_back();
  }
}

/// A quote at either end of a word, or a dash behind it, whose place is white.
void drop_without_ink(ReadWord& word, const LineShape& shape) {
  constexpr std::string_view kThin = "'\"";
  std::string& text = word.text;
  const double height = shape.height();
  if (text.size() < 3 || height < kShows) return;
  std::vector<Box> letters = shape.list_letters(word.box.left, word.box.right + 1);
  const std::optional<double> baseline = shape.estimate_baseline(word.box.left);
  if (!baseline) return;
  std::erase_if(letters, [&](const Box& b) {  // a quote in bold is as high as a small letter
    return b.bottom < *baseline - kUpperHalf * height;
  });
  if (letters.empty()) return;
  const auto has_ink = [&](double from, double to, double low) {
    const std::vector<Box> near =
        shape.list_components(static_cast<std::int32_t>(from), static_cast<std::int32_t>(to));
    return std::ranges::any_of(near, [&](const Box& b) { return b.bottom < *baseline - low; });
  };
  const Box& first = *std::ranges::min_element(letters, {}, [](const Box& b) { return b.left; });
  const Box& last = *std::ranges::max_element(letters, {}, [](const Box& b) { return b.right; });
  if (kThin.find(text.front()) != std::string_view::npos &&
      is_letter(first_letter(std::string_view(text).substr(1))) &&
      !has_ink(first.left - kBehind * height, first.left + kTouching * height, kUpperHalf * height))
    text.erase(0, 1);
  const bool is_dash = text.back() == '-';
  if ((is_dash || kThin.find(text.back()) != std::string_view::npos) && text.size() > 2 &&
      is_small_word(std::string_view(text).substr(0, text.size() - 1), 2) &&
      !has_ink(last.right - kTouching * height, last.right + kBehind * height,
               is_dash ? kTouching * height : kUpperHalf * height))
    text.pop_back();
}

bool has_bar(const Pix* ink, const Box& sign, std::int32_t to) {
  const std::int32_t wide = width_of(sign), beside = wide / 4;
  for (std::int32_t y = centre_y(sign); y < to; ++y) {
    const bool is_wide = static_cast<double>(image::count_ink_pixels(
                             ink, {sign.left, y, sign.right, y + 1})) >= kBarWide * wide;
    // a ruling or the line under a word goes on
    if (is_wide &&
        image::count_ink_pixels(ink, {sign.left - beside, y, sign.left - 1, y + 1}) == 0 &&
        image::count_ink_pixels(ink, {sign.right + 1, y, sign.right + 1 + beside, y + 1}) == 0)
      return true;
  }
  return false;
}

/// The models do not know ≤ and ≥: they read the sign above the bar.
void judge_sign(const Pix* ink, const LineShape& shape, ReadWord& word) {
  const char read = word.text.empty() ? ' ' : word.text.front();
  if (read != '<' && read != '>') return;
  const std::vector<Box> letters = shape.list_letters(word.box.left, word.box.right + 1);
  const std::optional<double> baseline = shape.estimate_baseline(word.box.left);
  if (letters.empty() || !baseline) return;
  const Box& sign = *std::ranges::min_element(letters, {}, &Box::left);
  const auto to = static_cast<std::int32_t>(*baseline + kBarBelow * shape.height());
  if (has_bar(ink, sign, to)) word.text.replace(0, 1, read == '<' ? "≤" : "≥");
}

/// A stop or comma before a small letter is a speck, and before any letter that begins a line.
void drop_in_front(ReadWord& word, bool begins_line) {
  const std::string& text = word.text;
  if (text.size() < 3 || !is_mark(text[0]) || is_mark(text[1])) return;
  const std::string_view letter = first_letter(std::string_view(text).substr(1));
  if (begins_line ? is_letter(letter) : text.size() > 3 && is_lower(letter)) word.text.erase(0, 1);
}

/// The word behind one; none at the end.
const ReadWord* behind(const ReadLines& lines, std::size_t line, std::size_t word) {
  if (word + 1 < lines[line].words.size()) return &lines[line].words[word + 1];
  if (line + 1 == lines.size() || lines[line + 1].words.empty()) return nullptr;
  return &lines[line + 1].words.front();
}

/// Whether commas that stand in front of a small letter, and so are commas, have tails.
bool have_tails(const std::vector<LineShape>& shapes, const ReadLines& lines) {
  std::int32_t tails = 0, flat = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t k = 0; k < lines[i].words.size(); ++k) {
      const ReadWord& word = lines[i].words[k];
      if (!ends_in_mark(word.text) || word.text.back() != ',') continue;
      if (kind_of(behind(lines, i, k)) != FollowingWord::kSmall) continue;
      const std::optional<WordEnd> end = end_of(shapes[i], word.box);
      const std::optional<MarkInk> ink = end ? ink_behind(shapes[i], *end) : std::nullopt;
      if (!ink) continue;
      const double comma = comma_likeness(ink->low, end->baseline);
      tails += comma >= kComma ? 1 : 0;
      flat += comma <= kStop ? 1 : 0;
    }
  }
  return tails >= kTails && 10 * flat <= kFlat * tails;
}

}  // namespace

void correct_punctuation(const Pix* ink, ReadLines& lines) {
  std::vector<LineShape> shapes;
  shapes.reserve(lines.size());
  for (const ReadLine& line : lines) shapes.emplace_back(ink, line);
  const bool has_tails = have_tails(shapes, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<ReadWord>& words = lines[i].words;
    for (std::size_t k = 0; k < words.size(); ++k) {
      drop_in_front(words[k], k == 0);
      judge_sign(ink, shapes[i], words[k]);
      drop_without_ink(words[k], shapes[i]);
      judge_end(words[k], {shapes[i], kind_of(behind(lines, i, k)), has_tails});
    }
  }
}

ReadLines correct_item_endings(ReadLines lines) {
  const auto begins_item = [](const ReadLine& line) {
    return !line.words.empty() && line.words.front().text.starts_with('-');
  };
  std::vector<std::size_t> odd;  // lines whose ends may be put right
  std::size_t ended = 0;
  const auto first = std::ranges::find_if(lines, begins_item) - lines.begin();
  for (auto i = static_cast<std::size_t>(first); i + 1 < lines.size(); ++i) {
    if (!begins_item(lines[i + 1]) || lines[i].words.empty()) continue;
    const std::string& last = lines[i].words.back().text;
    if (!ends_in_mark(last)) continue;
    if (last.back() == ';') ++ended;
    if (last.back() == ':' || last.back() == ',') odd.push_back(i);
  }
  if (ended <= odd.size()) return lines;
  for (const std::size_t i : odd) lines[i].words.back().text.back() = ';';
  return lines;
}

}  // namespace codau::ocr
