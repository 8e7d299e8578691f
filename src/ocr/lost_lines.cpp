#include "ocr/lost_lines.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "image/letter_rows.h"
#include "image/pixels.h"
#include "ocr/wording.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr double kBelieved = 0.75;  ///< mean confidence of a row that is taken
constexpr double kStands = 0.70;    ///< a line this sure is not read again
constexpr double kSurer = 0.10;     ///< what a second reading of a line has to gain
constexpr double kSureWord = 0.70;  ///< confidence of each of its words
/// Inches at both ends, where letters hang on a stroke; where they lie on a seal, which is at the
/// left.
constexpr double kReach = 0.15, kUnderSeal = 0.40;
constexpr std::size_t kMostWords = 7, kMostOfName = 5, kLongestWord = 7;

enum class Look { kOther, kCapitals, kTitle };

/// All capitals, or one before small letters; a full stop may end it ("KT.").
Look look_of(std::string_view word) {
  if (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
  if (word.empty() || text::code_points(word) > kLongestWord) return Look::kOther;
  std::size_t letters = 0, capitals = 0;
  bool first_capital = false;
  while (!word.empty()) {
    const std::string_view letter = word.substr(0, text::end_of_stretch(word, 0));
    const bool upper = text::to_lower(letter) != letter, lower = text::to_upper(letter) != letter;
    if (!upper && !lower) return Look::kOther;
    if (letters == 0) first_capital = upper;
    ++letters;
    capitals += upper ? 1 : 0;
    word.remove_prefix(letter.size());
  }
  if (capitals == letters) return letters > 1 ? Look::kCapitals : Look::kOther;
  return first_capital && capitals == 1 ? Look::kTitle : Look::kOther;
}

bool all_are(const ReadLine& line, Look look) {
  return std::ranges::all_of(line.words, [look](const ReadWord& word) {
    return text::is_utf8(word.text) && look_of(word.text) == look;
  });
}

bool overlap(const Box& a, const Box& b) {
  const std::int32_t down = std::min(a.bottom, b.bottom) - std::max(a.top, b.top),
                     across = std::min(a.right, b.right) - std::max(a.left, b.left);
  return across > 0 && 2 * down > std::min(a.bottom - a.top, b.bottom - b.top);
}

/// What of a line is a name or a position, without the words that a seal before a position reads as
/// (a name without its first word would be another name); no words where nothing is.
ReadLine without_seal(ReadLine line) {
  const auto is_sure = [](const ReadWord& word) { return word.confidence >= kSureWord; };
  if (is_name(line)) return line;
  while (!line.words.empty() && (!all_are(line, Look::kCapitals) || !is_name_or_position(line) ||
                                 !std::ranges::all_of(line.words, is_sure)))
    line.words.erase(line.words.begin());
  line.box = around(line.words);
  return line;
}

/// The longest reading that is a position, or the surest that is a name; no words where none is.
ReadLine read_row(const image::CleanPage& copy, const image::LetterRows& found, const Box& row,
                  const Box& area, Engine& engine) {
  const auto wider = [&](double before, double behind) {
    const auto left = static_cast<std::int32_t>(before * copy.dpi),
               right = static_cast<std::int32_t>(behind * copy.dpi);
    return Box{std::max(area.left, row.left - left), row.top,
               std::min(area.right, row.right + right), row.bottom};
  };
  ReadLine best;
  const auto attempt = [&](const Pix* picture, const Box& box) {
    Lines lines = engine.read(picture, box, copy.dpi, Mode::kLine);
    if (lines.size() != 1) return;
    ReadLine read = without_seal(std::move(lines[0]));
    const auto rank = [](const ReadLine& line) {
      return std::pair(is_name(line) ? 0 : line.words.size(), confidence_of({line}));
    };
    if (confidence_of({read}) >= kBelieved && rank(read) > rank(best)) best = std::move(read);
  };
  attempt(found.grey.get(), row);
  attempt(copy.grey.get(), row);
  attempt(copy.grey.get(), wider(kReach, kReach));
  attempt(copy.grey.get(), wider(kUnderSeal, kReach));
  return best;
}

}  // namespace

bool is_name(const ReadLine& line) {
  return line.words.size() >= 2 && line.words.size() <= kMostOfName && all_are(line, Look::kTitle);
}

bool is_name_or_position(const ReadLine& line) {
  if (is_name(line)) return true;
  return line.words.size() >= 2 && line.words.size() <= kMostWords &&
         all_are(line, Look::kCapitals);
}

void add_lost_lines(const image::CleanPage& copy, const Box& area, Engine& engine, Lines& lines) {
  const image::LetterRows found = image::letter_rows(copy, area);
  for (const Box& row : found.rows) {
    double known = 0;
    for (const ReadLine& line : lines) {
      if (overlap(line.box, row)) known = std::max(known, confidence_of({line}));
    }
    if (known >= kStands) continue;
    ReadLine again = read_row(copy, found, row, area, engine);
    if (confidence_of({again}) < std::max(kBelieved, known + kSurer)) continue;
    std::erase_if(lines, [&row](const ReadLine& line) { return overlap(line.box, row); });
    const auto below = std::ranges::find_if(
        lines, [&again](const ReadLine& line) { return line.box.top > again.box.top; });
    lines.insert(below, std::move(again));
  }
}

}  // namespace codau::ocr
