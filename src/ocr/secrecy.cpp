#include "ocr/secrecy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "image/pixels.h"
#include "image/stamps.h"
#include "image/word_shapes.h"
#include "ocr/reading.h"

namespace codau::ocr {
namespace {

/// The score (image::WordFit) that a mark has to reach, in a frame and in tangled print, and by how
/// much it has to beat other words there. MẬT has few strokes: in tangled print any short word fits
/// somewhere. Chosen on tools/make_pages --marks, seed 1 (tests/accuracy/RESULTS.md).
struct MarkWord {
  std::u32string_view word;
  double in_frame, frame_margin, in_tangle, tangle_margin;
};
constexpr auto kMarkWords = std::to_array<MarkWord>({{U"MẬT", 0.83, 0.01, 0.79, 0.05},
                                                     {U"TỐI MẬT", 0.80, 0.05, 0.80, 0.12},
                                                     {U"TUYỆT MẬT", 0.77, 0, 0.77, 0.02}});
/// What else is stamped on a head, and short words: a stamp that one of these fits better is none.
constexpr auto kOtherWords = std::to_array<std::u32string_view>({U"KHẨN",
                                                                 U"THƯỢNG KHẨN",
                                                                 U"HỎA TỐC",
                                                                 U"ĐẾN",
                                                                 U"CÔNG VĂN ĐẾN",
                                                                 U"CÔNG KHAI",
                                                                 U"SAO Y",
                                                                 U"SAO Y BẢN CHÍNH",
                                                                 U"BẢN CHÍNH",
                                                                 U"DỰ THẢO",
                                                                 U"BẢN SAO",
                                                                 U"LƯU",
                                                                 U"SAO LỤC",
                                                                 U"BẢN LƯU",
                                                                 U"XEM XONG TRẢ LẠI",
                                                                 U"LƯU HÀNH NỘI BỘ",
                                                                 U"PHÁT HÀNH",
                                                                 U"BẢN GỐC",
                                                                 U"TÀI LIỆU HỌP",
                                                                 U"MẪU",
                                                                 U"ĐÃ KÝ",
                                                                 U"HỦY",
                                                                 U"ĐÃ SỐ HÓA",
                                                                 U"HẾT HIỆU LỰC",
                                                                 U"NAM",
                                                                 U"BAN",
                                                                 U"HẠN",
                                                                 U"LẠI",
                                                                 U"TRẢ",
                                                                 U"NỘI",
                                                                 U"KHAI",
                                                                 U"NGÀY"});
constexpr double kLowest = 1.8, kHighest = 5.4;  ///< millimetres of a capital
constexpr double kReadSurely = 0.80;             ///< confidence: such a reading is not doubted

std::string words_of(const Lines& lines) {
  std::string out;
  for (const ReadLine& line : lines) {
    if (!out.empty()) out += ' ';
    out += text_of(line);
  }
  return out;
}

/// The mark that fits a straight picture best, and by how much that is more than it has to be.
struct MarkFit {
  const MarkWord* mark = nullptr;
  double score = -1, excess = -1;
};
MarkFit best_mark(const Pix* ink, const image::WordRange& range, double MarkWord::*least) {
  MarkFit best;
  for (const MarkWord& mark : kMarkWords) {
    const double score = image::fit_word(ink, mark.word, range).score;
    if (score - mark.*least > best.excess) best = {&mark, score, score - mark.*least};
  }
  return best;
}

/// A short word fits into a part of any long one: it is no rival of that.
bool is_rival(std::u32string_view word, const MarkWord& mark) {
  return word.size() + 2 >= mark.word.size();
}

/// A stamp whose words no reading gives.
void look_for_shapes(const image::Stamp& stamp, StampReading& reading) {
  const Box all = image::whole(stamp.ink.get());
  const double dot = stamp.dpi / 2.0 / 25.4;
  const image::WordRange range{kLowest * dot, std::min(kHighest * dot, 0.75 * all.bottom),
                               0.45 * all.right, 1.0 * all.right};
  const MarkFit fit = best_mark(stamp.ink.get(), range, &MarkWord::in_frame);
  if (fit.excess < 0) return;
  const bool is_other = std::ranges::any_of(kOtherWords, [&](std::u32string_view word) {
    const double least = fit.score - fit.mark->frame_margin;
    return is_rival(word, *fit.mark) && image::fit_word(stamp.ink.get(), word, range).score > least;
  });
  if (is_other) return;
  reading.confidence = fit.score;
  reading.mark = text::SecrecyMark::kSuspected;
}

image::WordRange range_of(double dot, double share) {
  return {2.2 * share * dot, kHighest * dot / share, 7 * share * dot, 60 * dot / share, true};
}

/// The score of a word in tangled print: found at half size, judged at full size.
double fit_closely(const image::Tangle& tangle, int degrees, std::u32string_view word) {
  constexpr double kAround = 0.12;
  const image::PixPtr turned = image::turned_by(tangle.ink.get(), degrees);
  const image::PixPtr half = image::half_of(turned.get());
  const image::WordFit first = image::fit_word(half.get(), word, range_of(tangle.dot / 2, 1));
  if (first.score < 0) return 0;
  const double high = 2.0 * (first.box.bottom - first.box.top);
  const double wide = 2.0 * (first.box.right - first.box.left);
  const auto more = static_cast<std::int32_t>(0.7 * high);
  const Box place{2 * first.box.left - more, 2 * first.box.top - more, 2 * first.box.right + more,
                  2 * first.box.bottom + more};
  const image::PixPtr part = image::cut(turned.get(), place, 0);
  return image::fit_word(part.get(), word,
                         {high * (1 - kAround), high * (1 + kAround), wide * (1 - kAround),
                          wide * (1 + kAround), true})
      .score;
}

/// Tangled print at an angle, at half its size.
struct Turned {
  int degrees;
  image::PixPtr half;
};

/// The angle at which a word fits best, where it does so nearly well enough. `nearly`: those where
/// MẬT does, a part of every mark, which is looked for first.
std::optional<int> angle_of(const MarkWord& mark, double dot, std::vector<Turned>& nearly) {
  constexpr double kLess = 0.08;  // half size shows less of a word, three degrees beside it too
  std::optional<int> angle;
  double best = mark.in_tangle - kLess;
  const bool is_part = mark.word == kMarkWords.front().word;
  std::erase_if(nearly, [&](const Turned& one) {
    const double score = image::fit_word(one.half.get(), mark.word, range_of(dot / 2, 1)).score;
    if (score > best) {
      best = score;
      angle = one.degrees;
    }
    return is_part && score < mark.in_tangle - kLess;
  });
  return angle;
}

StampReading read_tangle(const image::Tangle& tangle) {
  constexpr int kSteepest = 15, kStep = 3;  // degrees
  constexpr double kStraight = 0.05;        // more margin where bold print of the page itself lies
  std::vector<Turned> nearly;
  for (int degrees = -kSteepest; degrees <= kSteepest; degrees += kStep) {
    const image::PixPtr turned = image::turned_by(tangle.ink.get(), degrees);
    nearly.push_back({degrees, image::half_of(turned.get())});
  }
  StampReading out;
  out.box = tangle.box;
  for (const MarkWord& mark : kMarkWords) {
    const auto about = angle_of(mark, tangle.dot, nearly);
    if (!about) continue;
    double score = 0;
    int angle = *about;
    for (int degrees = *about - 1; degrees <= *about + 1; ++degrees) {
      const double own = fit_closely(tangle, degrees, mark.word);
      if (own <= score) continue;
      score = own;
      angle = degrees;
    }
    out.confidence = std::max(out.confidence, score);
    if (score < mark.in_tangle) continue;
    const double least = score - mark.tangle_margin - (std::abs(angle) <= 1 ? kStraight : 0);
    const bool is_other = std::ranges::any_of(kOtherWords, [&](std::u32string_view word) {
      return is_rival(word, mark) && fit_closely(tangle, angle, word) > least;
    });
    if (!is_other) out.mark = text::SecrecyMark::kSuspected;
  }
  return out;
}

}  // namespace

std::vector<StampReading> read_stamps(Engine& engine, const image::PageImage& page,
                                      std::int32_t degrees) {
  std::vector<StampReading> out;
  image::Stamps found = image::find_stamps(page, degrees);
  for (image::Stamp& stamp : found.stamps) {
    const Box all = image::whole(stamp.picture.get());
    const Lines lines = engine.read(stamp.picture.get(), all, stamp.dpi, Mode::kLine);
    StampReading reading{{}, stamp.box, words_of(lines), confidence_of(lines)};
    reading.mark = text::secrecy_of_stamp(reading.text);
    const bool is_read = (reading.confidence >= kReadSurely && reading.text.size() > 2) ||
                         text::is_other_stamp(reading.text);
    const bool is_stamp = stamp.framed || stamp.coloured;
    if (reading.mark == text::SecrecyMark::kNone && is_stamp && !is_read)
      look_for_shapes(stamp, reading);
    reading.picture = std::move(stamp.picture);
    out.push_back(std::move(reading));
  }
  const bool known = std::ranges::any_of(
      out, [](const StampReading& reading) { return reading.mark != text::SecrecyMark::kNone; });
  for (const image::Tangle& tangle : found.tangles) {
    if (!known) out.push_back(read_tangle(tangle));
  }
  return out;
}

text::SecrecyMark stamped_secrecy(Engine& engine, const image::PageImage& page,
                                  std::int32_t degrees) {
  text::SecrecyMark found = text::SecrecyMark::kNone;
  for (const StampReading& reading : read_stamps(engine, page, degrees)) {
    found = std::max(found, reading.mark);
  }
  return found;
}

}  // namespace codau::ocr
