#include "ocr/secrecy.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "image/clean.h"
#include "image/pixels.h"
#include "image/stamps.h"
#include "ocr/reading.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

constexpr double kReadSurely = 0.80;  ///< confidence: such a reading is not doubted
constexpr float kSeen = 1;            ///< odds that bear out a doubtful reading
constexpr float kUndoubted = 4;       ///< no reading of something else speaks against such odds
constexpr float kOnLaterPage = 6;     ///< odds asked for where no mark is wont to be
/// Odds from which on no print of the page behind speaks against a mark: four marks of 138 pages
/// with print behind were lost without, by odds of 7.8, 14, 22 and 25; print behind that was taken
/// for one had up to 6.1.
constexpr float kBeyondDoubt = 7;
/// Print of the page behind: what is as dark as this part of the paper is black, and words of so
/// many small letters are print.
constexpr double kPale = 0.5;
constexpr std::size_t kSmallLetters = 3;
constexpr double kLarger = 2;  ///< as stamps are read

std::string words_of(const Lines& lines) {
  std::string out;
  for (const ReadLine& line : lines) {
    if (!out.empty()) out += ' ';
    out += text_of(line);
  }
  return out;
}

std::size_t small_letters(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size();) {
    const text::Letter letter = text::letter(text::next_code_point(word, at));
    if (letter && !letter.upper) ++count;
  }
  return count;
}

/// Print of the page behind, which shines through: in a mirror there are words of small letters,
/// which no mark has (MẬT in a mirror is TẬM).
bool is_print_behind(Engine& engine, const image::Stamps& found, const Box& place) {
  const Box all = image::whole(found.black.get());
  const Box part = intersection(inflated(place, width_of(place), height_of(place) / 2), all);
  if (is_empty(part)) return false;
  const image::PixPtr strip =
      image::stretched(image::cut(found.black.get(), part, 0).get(),
                       static_cast<std::int32_t>(kPale * found.paper), found.paper);
  const image::PixPtr mirror = image::mirrored(image::scaled(strip.get(), kLarger).get());
  const Box looked = image::whole(mirror.get());
  const auto in_mirror = [&](std::int32_t x) {
    return looked.right - static_cast<std::int32_t>(kLarger * (x - part.left));
  };
  const auto of_row = [&](std::int32_t y) {
    return static_cast<std::int32_t>(kLarger * (y - part.top));
  };
  const Box core = inflated(place, -width_of(place) / 4, -height_of(place) / 4);
  const Box there{in_mirror(core.right), of_row(core.top), in_mirror(core.left),
                  of_row(core.bottom)};
  const auto dpi = static_cast<std::int32_t>(kLarger * found.dpi);
  for (const ReadLine& line : engine.read(mirror.get(), looked, dpi, Mode::kBlock)) {
    for (const ReadWord& word : line.words) {
      if (word.confidence >= kReadSurely && small_letters(word.text) >= kSmallLetters &&
          intersect(word.box, there))
        return true;
    }
  }
  return false;
}

/// Where the finder sees one; `known`: stamps that were read as something else, MẬT as CHẤT too.
void add_found(Engine& engine, const image::Stamps& found, const std::vector<Box>& known,
               float least, std::vector<StampReading>& out) {
  for (const image::MarkPlace& place : found.marks) {
    const bool is_other =
        place.odds < kUndoubted && std::ranges::any_of(known, [&place](const Box& box) {
          return contains_centre(box, place.box);
        });
    StampReading reading{{}, place.box, {}, 1 / (1 + std::exp(-double{place.odds})), {}};
    const bool is_doubtful = place.odds < kBeyondDoubt;
    if (place.odds >= least && !is_other &&
        !(is_doubtful && is_print_behind(engine, found, place.box)))
      reading.mark = text::SecrecyMark::kSuspected;
    out.push_back(std::move(reading));
  }
}

/// "- 12 -", "Trang 2/5": the first number; 0 for what is no number of a page.
int number_in(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto begin = std::ranges::find_if(text, is_digit);
  int number = 0;
  for (auto at = begin; at != text.end() && is_digit(*at); ++at)
    number = std::min(10 * number + (*at - '0'), 9999);
  return number;
}

}  // namespace

std::vector<StampReading> read_stamps(Engine& engine, const image::PageImage& page,
                                      std::int32_t degrees, float least) {
  std::vector<StampReading> out;
  std::vector<Box> known;
  image::Stamps found = image::find_stamps(page, degrees);
  for (image::Stamp& stamp : found.stamps) {
    const Box all = image::whole(stamp.picture.get());
    const Lines lines = engine.read(stamp.picture.get(), all, stamp.dpi, Mode::kLine);
    StampReading reading{{}, stamp.box, words_of(lines), confidence_of(lines)};
    reading.mark = text::secrecy_of_stamp(reading.text);
    const bool is_seen = std::ranges::any_of(found.marks, [&stamp](const image::MarkPlace& place) {
      return place.odds >= kSeen && contains_centre(stamp.box, place.box);
    });
    const bool is_like_print =
        reading.mark == text::SecrecyMark::kSuspected ||
        (reading.mark == text::SecrecyMark::kMat && !text::is_spelt_as_mat(reading.text));
    const bool is_print = is_like_print && !is_seen;  // PHẬT, TỐI ĐA, Máy: like it in letters alone
    if (is_print) reading.mark = text::SecrecyMark::kNone;
    const bool is_read = (reading.confidence >= kReadSurely && reading.text.size() > 2) ||
                         text::is_other_stamp(reading.text);
    if (reading.mark == text::SecrecyMark::kNone && is_read && !is_print)
      known.push_back(stamp.box);
    reading.picture = std::move(stamp.picture);
    out.push_back(std::move(reading));
  }
  add_found(engine, found, known, least, out);
  return out;
}

bool is_later_page(const OcrPage& page) {
  bool is_numbered = false;
  for (const OcrBlock& block : page.blocks) {
    if (block.role == Role::kHeaderLeft || block.role == Role::kHeaderRight) return false;
    if (block.role != Role::kPageNumber) continue;
    for (std::uint32_t i = block.lines.begin; i < block.lines.end; ++i) {
      const Items words = page.lines[i].words;
      const std::uint32_t begin = page.words[words.begin].text.begin;
      const std::string_view number = slice(page.text, {begin, page.words[words.end - 1].text.end});
      is_numbered = is_numbered || number_in(number) >= 2;
    }
  }
  return is_numbered;
}

text::SecrecyMark stamped_secrecy(Engine& engine, const image::PageImage& picture,
                                  const OcrPage& page) {
  const float least = is_later_page(page) ? kOnLaterPage : image::kMarkOdds;
  text::SecrecyMark found = text::SecrecyMark::kNone;
  for (const StampReading& reading : read_stamps(engine, picture, page.rotation, least)) {
    found = std::max(found, reading.mark);
  }
  return found;
}

}  // namespace codau::ocr
