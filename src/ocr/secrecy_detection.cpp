#include "ocr/secrecy_detection.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "lines/read_line.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "raster/rotation.h"
#include "segment/rules/lone_words.h"
#include "segment/rules/stamps.h"
#include "text/letters.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

constexpr double kMinCertainConfidence = 0.80;  ///< such a reading is not doubted
constexpr float kMinSupportingOdds = 1;         ///< odds that support a doubtful reading
constexpr float kMinUndoubtedOdds = 4;  ///< no reading of something else speaks against such odds
constexpr float kMinLaterPageOdds = 6;  ///< odds asked for on pages that seldom have a mark
/// Odds from which on bleed-through does not speak against a mark. Without this limit four marks of
/// 138 pages with bleed-through were lost, with odds of 7.8, 14, 22 and 25; bleed-through that was
/// taken for a mark had up to 6.1.
constexpr float kMinOddsDespiteBleedThrough = 7;
/// In a mirror, of a word that is print: small letters, and confidence if another word of the line
/// is surely read. Chosen on eleven places of synthetic pages that are bleed-through; of 100 marks
/// drawn later (seed 4951), at full strength and at 45 % on bleed-through, none is lost.
constexpr std::size_t kMinSmallLetters = 3;
constexpr double kMinBarelyReadConfidence = 0.4;
/// Words of a page that may bear hardly more than a mark: a cover has some dozen.
constexpr std::size_t kMaxMarkPageWords = 30;
constexpr double kMinMirrorConfidenceGain = 0.10;  ///< over the reading without the mirror

std::string words_of(const ReadLines& lines) {
  std::string out;
  for (const ReadLine& line : lines) {
    if (!out.empty()) out += ' ';
    out += join_text(line);
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

/// How surely a line is read that has words of small letters, one of them at `there`; no mark has
/// such. 0 without.
double reads_there(const ReadLines& lines, const Box& there) {
  const auto is_word = [](const ReadWord& word, double least) {
    return word.confidence >= least && small_letters(word.text) >= kMinSmallLetters;
  };
  double best = 0;
  for (const ReadLine& line : lines) {
    const bool is_there = std::ranges::any_of(line.words, [&](const ReadWord& word) {
      return is_word(word, kMinBarelyReadConfidence) && intersect(word.box, there);
    });
    const bool is_sure = std::ranges::any_of(
        line.words, [&](const ReadWord& word) { return is_word(word, kMinCertainConfidence); });
    if (is_there && is_sure) best = std::max(best, compute_mean_confidence(line));
  }
  return best;
}

/// Print of the page behind, which shines through: it reads in a mirror and not as it is (MẬT in a
/// mirror is TẬM).
bool is_print_behind(OcrEngine& engine, const image::Stamps& found, const Box& place) {
  const std::int32_t width = width_of(place), height = height_of(place);
  const Box part =
      intersection(inflated(place, width, height / 2), image::get_bounds(found.black.get()));
  if (is_empty(part)) return false;
  const image::PixPtr print = image::crop_pale_print(found, part);
  const Box all = image::get_bounds(print.get());
  const auto larger = [](std::int32_t length) {
    return static_cast<std::int32_t>(std::lround(image::kStampScale * length));
  };
  const Box core = translated(inflated(place, -width / 4, -height / 4), -part.left, -part.top);
  const Box there{larger(core.left), larger(core.top), larger(core.right), larger(core.bottom)};
  const Box in_mirror{all.right - there.right, there.top, all.right - there.left, there.bottom};
  const auto read = [&](const Pix* picture) {
    return engine.recognise(picture, all, larger(found.dpi), SegmentationMode::kBlock);
  };
  const double behind = reads_there(read(image::mirror_horizontally(print.get()).get()), in_mirror);
  return behind > 0 && behind > reads_there(read(print.get()), there) + kMinMirrorConfidenceGain;
}

/// Where the finder sees one; `known`: stamps that were read as something else, MẬT as CHẤT too.
void add_found(OcrEngine& engine, const image::Stamps& found, const std::vector<Box>& known,
               float least, std::vector<StampReading>& out) {
  for (const image::MarkPlace& place : found.marks) {
    const bool is_other =
        place.odds < kMinUndoubtedOdds && std::ranges::any_of(known, [&place](const Box& box) {
          return contains_centre(box, place.box);
        });
    StampReading reading{{}, place.box, {}, 1 / (1 + std::exp(-double{place.odds})), {}};
    const bool is_doubtful = place.odds < kMinOddsDespiteBleedThrough;
    if (place.odds >= least && !is_other &&
        !(is_doubtful && is_print_behind(engine, found, place.box)))
      reading.mark = text::SecrecyMark::kSuspected;
    out.push_back(std::move(reading));
  }
}

/// Boxes of lines of two words or more of which each is read surely, and is a syllable: upside down
/// MẬT is read as LVN, and as LỆN.
std::vector<PageBox> read_surely(const OcrPage& page) {
  std::vector<PageBox> out;
  for (const OcrLine& line : page.lines) {
    bool is_sure = line.words.end - line.words.begin >= 2;
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
      const OcrWord& word = page.words[i];
      is_sure = is_sure && word.confidence >= kMinCertainConfidence &&
                text::is_legal_syllable(slice(page.text, word.text));
    }
    if (is_sure) out.push_back(line.box);
  }
  return out;
}

/// By the reading of the turn that is read best, and by what the finder sees in any. `least`: as
/// read_stamps() has it.
text::SecrecyMark mark_of(OcrEngine& engine, const image::MarkNetworks& networks,
                          const image::LoneWord& word, float least) {
  StampReading best;
  float odds = -std::numeric_limits<float>::infinity();
  for (const image::Stamps& turned : word.turned) {
    const image::Stamp& stamp = turned.stamps.front();
    const ReadLines lines =
        engine.recognise(stamp.picture.get(), image::get_bounds(stamp.picture.get()), stamp.dpi,
                         SegmentationMode::kLine);
    StampReading reading{{}, stamp.box, words_of(lines), compute_mean_confidence(lines), {}};
    reading.mark = text::detect_secrecy_in_stamp(reading.text);
    if (reading.mark > text::SecrecyMark::kSuspected && text::is_spelt_as_mat(reading.text))
      return reading.mark;
    if (reading.confidence > best.confidence) best = std::move(reading);
    for (const image::MarkPlace& place : image::find_marks_in_word(networks, turned))
      odds = std::max(odds, place.odds);
  }
  if (best.mark != text::SecrecyMark::kNone && odds >= kMinSupportingOdds) return best.mark;
  const bool is_other = (best.confidence >= kMinCertainConfidence && best.text.size() > 2) ||
                        text::is_harmless_stamp(best.text);
  return odds >= (is_other ? std::max(kMinUndoubtedOdds, least) : least)
             ? text::SecrecyMark::kSuspected
             : text::SecrecyMark::kNone;
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

std::vector<StampReading> read_stamps(OcrEngine& engine, const image::MarkNetworks& networks,
                                      const image::PageImage& page, std::int32_t degrees,
                                      float least) {
  std::vector<StampReading> out;
  std::vector<Box> known;
  image::Stamps found = image::find_stamp_candidates(networks, page, degrees);
  for (image::Stamp& stamp : found.stamps) {
    const Box all = image::get_bounds(stamp.picture.get());
    const ReadLines lines =
        engine.recognise(stamp.picture.get(), all, stamp.dpi, SegmentationMode::kLine);
    StampReading reading{{}, stamp.box, words_of(lines), compute_mean_confidence(lines)};
    reading.mark = text::detect_secrecy_in_stamp(reading.text);
    const bool is_seen = std::ranges::any_of(found.marks, [&stamp](const image::MarkPlace& place) {
      return place.odds >= kMinSupportingOdds && contains_centre(stamp.box, place.box);
    });
    const bool is_like_print =
        reading.mark == text::SecrecyMark::kSuspected ||
        (reading.mark == text::SecrecyMark::kMat && !text::is_spelt_as_mat(reading.text));
    const bool is_print = is_like_print && !is_seen;  // PHẬT, TỐI ĐA, Máy: like it in letters alone
    if (is_print) reading.mark = text::SecrecyMark::kNone;
    const bool is_read = (reading.confidence >= kMinCertainConfidence && reading.text.size() > 2) ||
                         text::is_harmless_stamp(reading.text);
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
      const IndexRange words = page.lines[i].words;
      const std::uint32_t begin = page.words[words.begin].text.begin;
      const std::string_view number = slice(page.text, {begin, page.words[words.end - 1].text.end});
      is_numbered = is_numbered || number_in(number) >= 2;
    }
  }
  return is_numbered;
}

namespace {

/// Odds from which what the finder alone sees on a page is a mark.
float least_odds(const OcrPage& page) {
  return is_later_page(page) ? kMinLaterPageOdds : image::kMarkOdds;
}

}  // namespace

text::SecrecyMark detect_lone_secrecy(OcrEngine& engine, const image::MarkNetworks& networks,
                                      const image::PageImage& picture, const OcrPage& page) {
  if (page.words.size() > kMaxMarkPageWords) return text::SecrecyMark::kNone;
  text::SecrecyMark found = text::SecrecyMark::kNone;
  for (const image::LoneWord& word : image::find_lone_words(picture, read_surely(page)))
    found = std::max(found, mark_of(engine, networks, word, least_odds(page)));
  return found;
}

text::SecrecyMark detect_stamped_secrecy(OcrEngine& engine, const image::MarkNetworks& networks,
                                         const image::PageImage& picture, const OcrPage& page) {
  const float least = least_odds(page);
  text::SecrecyMark found = text::SecrecyMark::kNone;
  for (const StampReading& reading : read_stamps(engine, networks, picture, page.rotation, least)) {
    found = std::max(found, reading.mark);
  }
  return found;
}

}  // namespace codau::ocr
