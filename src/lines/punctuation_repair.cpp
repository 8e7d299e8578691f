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

// In heights of a word.
constexpr double kMaxMarkGapWordHeights = 0.50;      ///< from the last letter to its mark
constexpr double kTouchToleranceWordHeights = 0.05;  ///< a mark may reach so far under a letter
constexpr double kMaxTouchingHalfWidthWordHeights = 2.0;    ///< half the width of touching letters
constexpr double kMaxBaselineMarkHeightWordHeights = 0.40;  ///< from the baseline to its top
constexpr double kMaxBaselineMarkGapWordHeights = 0.15;     ///< from the baseline to its bottom
constexpr double kMinQuoteRiseWordHeights = 0.30;    ///< from the baseline to a quote's bottom
constexpr double kMaxColonHeightWordHeights = 0.75;  ///< from the baseline to the upper dot's top

constexpr double kMinWordHeightPixels = 20;  ///< a word of this height shows its marks
constexpr std::int32_t kMaxShapelessMarkHeightPixels = 5;  ///< a mark of this height has no shape
// Comma-likeness: 0 for a square on the baseline, about 0.8 for a comma.
constexpr double kMinCommaLikeness = 0.50;  ///< from here it is a comma, whatever follows
constexpr double kMinCommaLikenessBeforeSmall = 0.15;  ///< likewise, before a lower-case word
constexpr double kMaxStopCommaLikeness = 0.05;         ///< a comma read is a stop before a capital
constexpr double kMinSemicolonCommaLikeness = 0.43;    ///< of the lower part of a colon
constexpr double kMinSemicolonCommaLikenessBeforeSmall = 0.25;  ///< likewise, before lower case
// The bar of ≤: a row of ink under the lower half of the sign, as wide as the sign and no wider.
constexpr double kMinBarWidthSignWidths = 0.65;   ///< in widths of the sign
constexpr double kMaxBarDepthWordHeights = 0.30;  ///< below the baseline, in heights of a word

/// Commas with a tail which show that the commas of a piece of print have tails.
constexpr std::int32_t kMinTailedCommas = 5;
/// Commas without a tail, in tenths of those with one, at most.
constexpr std::int32_t kMaxFlatCommaTenths = 1;

enum class FollowingWord : std::uint8_t { kNone, kSmall, kCapital, kItem, kOther };

bool is_lower(std::string_view letter) {
  return text::to_lower(letter) == letter && text::to_upper(letter) != letter;
}
bool is_upper(std::string_view letter) {
  return text::to_upper(letter) == letter && text::to_lower(letter) != letter;
}

bool is_cased_letter(std::string_view letter) { return is_lower(letter) || is_upper(letter); }

bool is_mark(char c) { return c == '.' || c == ',' || c == ';' || c == ':'; }

/// What a mark at the end of a word may be judged by.
struct MarkContext {
  const LineShape& shape;
  FollowingWord next = FollowingWord::kNone;
  bool has_tails = false;  ///< commas here do
};

/// "b)", "đ)", "-", "+": what an item of a list begins with.
bool is_item(std::string_view word) {
  const std::string_view letter = text::find_first_segment(word);
  return word == "-" || word == "+" || (is_lower(letter) && word.substr(letter.size()) == ")");
}

FollowingWord classify_following_word(const ReadWord* word) {
  if (word == nullptr) return FollowingWord::kNone;
  if (is_item(word->text)) return FollowingWord::kItem;
  const std::string_view letter = text::find_first_segment(word->text);
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
  const auto zone = static_cast<std::int32_t>(last.right + kMaxMarkGapWordHeights * shape.height());
  const auto hides = [&](const Box& one) {
    return one.right >= last.right && one.left < zone && one.top < *baseline &&
           one.bottom > *baseline + kTouchToleranceWordHeights * shape.height();
  };
  const bool bare = std::ranges::none_of(
      shape.list_letters(word.left, static_cast<std::int32_t>(
                                        zone + kMaxTouchingHalfWidthWordHeights * shape.height())),
      hides);
  return WordEnd{last.right, *baseline, bare};
}

std::optional<MarkInk> ink_behind(const LineShape& shape, const WordEnd& end) {
  const double height = shape.height();
  const auto from = static_cast<std::int32_t>(end.right - kTouchToleranceWordHeights * height);
  const std::vector<Box> near = shape.list_components(
      from, static_cast<std::int32_t>(end.right + kMaxMarkGapWordHeights * height));
  std::optional<MarkInk> out;
  for (const Box& one : near) {
    const bool is_small = height_of(one) < kMaxBaselineMarkHeightWordHeights * height;
    const bool is_low = one.top > end.baseline - kMaxBaselineMarkHeightWordHeights * height &&
                        one.top < end.baseline &&
                        one.bottom > end.baseline + (is_small ? -kMaxBaselineMarkGapWordHeights
                                                              : kTouchToleranceWordHeights) *
                                                        height;
    if (is_low && (!out || area_of(one) > area_of(out->low))) out = MarkInk{one, std::nullopt};
  }
  if (!out) return out;
  for (const Box& one : near) {
    const std::int32_t middle = centre_x(one);
    if (one.bottom <= out->low.top &&
        one.top > end.baseline - kMaxColonHeightWordHeights * height &&
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
  for (; !word.empty(); word.remove_prefix(text::find_first_segment(word).size()), ++count) {
    if (!is_lower(text::find_first_segment(word))) return false;
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
    return comma >= (inside ? kMinSemicolonCommaLikenessBeforeSmall : kMinSemicolonCommaLikeness)
               ? ';'
               : ':';
  }
  if (read == '.') {
    if (comma >= kMinCommaLikeness || (inside && comma >= kMinCommaLikenessBeforeSmall)) return ',';
    return inside && high <= kMaxShapelessMarkHeightPixels && is_small_word(letters, 2) ? ',' : '.';
  }
  if (read == ',' && comma <= kMaxStopCommaLikeness && may_end &&
      (high >= kMaxShapelessMarkHeightPixels || context.has_tails))
    return '.';
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
  } else if (end->bare && context.shape.height() >= kMinWordHeightPixels &&
             is_small_word(letters, 2)) {
    text.pop_back();
  }
}

/// A quote at either end of a word, or a dash behind it, whose place is white.
void drop_without_ink(ReadWord& word, const LineShape& shape) {
  constexpr std::string_view kThinMarks = "'\"";
  std::string& text = word.text;
  const double height = shape.height();
  if (text.size() < 3 || height < kMinWordHeightPixels) return;
  std::vector<Box> letters = shape.list_letters(word.box.left, word.box.right + 1);
  const std::optional<double> baseline = shape.estimate_baseline(word.box.left);
  if (!baseline) return;
  std::erase_if(letters, [&](const Box& b) {  // a quote in bold is as high as a small letter
    return b.bottom < *baseline - kMinQuoteRiseWordHeights * height;
  });
  if (letters.empty()) return;
  const auto has_ink = [&](double from, double to, double low) {
    const std::vector<Box> near =
        shape.list_components(static_cast<std::int32_t>(from), static_cast<std::int32_t>(to));
    return std::ranges::any_of(near, [&](const Box& b) { return b.bottom < *baseline - low; });
  };
  const Box& first = *std::ranges::min_element(letters, {}, [](const Box& b) { return b.left; });
  const Box& last = *std::ranges::max_element(letters, {}, [](const Box& b) { return b.right; });
  if (kThinMarks.find(text.front()) != std::string_view::npos &&
      is_cased_letter(text::find_first_segment(std::string_view(text).substr(1))) &&
      !has_ink(first.left - kMaxMarkGapWordHeights * height,
               first.left + kTouchToleranceWordHeights * height, kMinQuoteRiseWordHeights * height))
    text.erase(0, 1);
  const bool is_dash = text.back() == '-';
  if ((is_dash || kThinMarks.find(text.back()) != std::string_view::npos) && text.size() > 2 &&
      is_small_word(std::string_view(text).substr(0, text.size() - 1), 2) &&
      !has_ink(last.right - kTouchToleranceWordHeights * height,
               last.right + kMaxMarkGapWordHeights * height,
               is_dash ? kTouchToleranceWordHeights * height : kMinQuoteRiseWordHeights * height))
    text.pop_back();
}

bool has_bar_below(const Pix* ink, const Box& sign, std::int32_t to) {
  const std::int32_t wide = width_of(sign), beside = wide / 4;
  for (std::int32_t y = centre_y(sign); y < to; ++y) {
    const bool is_wide =
        static_cast<double>(image::count_ink_pixels(ink, {sign.left, y, sign.right, y + 1})) >=
        kMinBarWidthSignWidths * wide;
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
  const auto to = static_cast<std::int32_t>(*baseline + kMaxBarDepthWordHeights * shape.height());
  if (has_bar_below(ink, sign, to)) word.text.replace(0, 1, read == '<' ? "≤" : "≥");
}

/// A stop or comma before a small letter is a speck, and before any letter that begins a line.
void drop_in_front(ReadWord& word, bool begins_line) {
  const std::string& text = word.text;
  if (text.size() < 3 || !is_mark(text[0]) || is_mark(text[1])) return;
  const std::string_view letter = text::find_first_segment(std::string_view(text).substr(1));
  if (begins_line ? is_cased_letter(letter) : text.size() > 3 && is_lower(letter))
    word.text.erase(0, 1);
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
      if (classify_following_word(behind(lines, i, k)) != FollowingWord::kSmall) continue;
      const std::optional<WordEnd> end = end_of(shapes[i], word.box);
      const std::optional<MarkInk> ink = end ? ink_behind(shapes[i], *end) : std::nullopt;
      if (!ink) continue;
      const double comma = comma_likeness(ink->low, end->baseline);
      tails += comma >= kMinCommaLikeness ? 1 : 0;
      flat += comma <= kMaxStopCommaLikeness ? 1 : 0;
    }
  }
  return tails >= kMinTailedCommas && 10 * flat <= kMaxFlatCommaTenths * tails;
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
      judge_end(words[k], {shapes[i], classify_following_word(behind(lines, i, k)), has_tails});
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
