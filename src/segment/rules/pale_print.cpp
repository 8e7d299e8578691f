#include "segment/rules/pale_print.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Specks are smaller than letters, rulings longer.
constexpr double kMinLetterHeightInches = 0.03, kMaxLetterHeightInches = 0.25;
constexpr double kMinLetterWidthInches = 0.01, kMaxLetterWidthInches = 0.3;
/// The letter by whose contrast those of the others are measured, by its rank: less is dirt.
constexpr std::size_t kReferenceLetterRank = 5;
// Of its contrast. On 31 made pages bleed-through has 0.1 to 0.45, and hardly a letter has 0.45 to
// 0.6; letters of worn print lie there, those of other print above.
constexpr double kMinInkContrastShare = 0.2, kMaxPaleContrastShare = 0.45;
constexpr double kMinDarkContrastShare = 0.6;
constexpr float kDarkestInkQuantile = 0.01F;  ///< of the ink is darker than its "darkest" tone
constexpr std::int64_t kMinPalePerMediumLetter = 10;  ///< of medium contrast are few
constexpr std::int64_t kMinPaleLetters = 100;         ///< to tell by reading what they are
/// So many per cent of the ink of a letter are darker than its tone.
constexpr std::size_t kLetterTonePercentile = 10;
constexpr double kPaleLetterShare = 0.98;      ///< of the pale letters
constexpr double kContrastMarginShare = 0.05;  ///< of the darkest: darker by that is other print
constexpr std::int32_t kStrokeEdgePixels = 5;  ///< twice what the edge of a stroke fades over

struct Letter {
  Box box;
  std::int32_t contrast = 0;
};

/// Of an 8-bit picture, of what a 1-bit one shows of it.
std::int32_t tone_of(Pix* pix, Pix* shown, const Box& letter) {
  std::vector<std::int32_t> tones;
  for (std::int32_t y = letter.top; y < letter.bottom; ++y) {
    const std::uint32_t *ink = get_row(shown, y), *grey = get_row(pix, y);
    for (std::int32_t x = letter.left; x < letter.right; ++x) {
      if (GET_DATA_BIT(ink, x) != 0)
        tones.push_back(static_cast<std::int32_t>(GET_DATA_BYTE(grey, x)));
    }
  }
  return percentile(std::move(tones), kLetterTonePercentile);
}

/// The darkest first.
std::vector<Letter> measure_letters(const NormalisedPage& page, const Pix* ink,
                                    std::int32_t paper) {
  std::vector<Letter> out;
  for (const Box& box : find_components(ink)) {
    const std::int32_t width = width_of(box), height = height_of(box);
    if (height < kMinLetterHeightInches * page.dpi || height > kMaxLetterHeightInches * page.dpi ||
        width < kMinLetterWidthInches * page.dpi || width > kMaxLetterWidthInches * page.dpi)
      continue;
    out.push_back({box, paper - tone_of(page.pix.get(), writable(ink), box)});
  }
  std::ranges::sort(out, std::greater<>(), &Letter::contrast);
  return out;
}

/// How much darker than paper the darkest ink is; 0 without ink.
double most_contrast(const NormalisedPage& page, std::int32_t paper) {
  return paper -
         compute_tone_quantile(page.pix.get(), page.ink.get(), kDarkestInkQuantile).value_or(paper);
}

void find_ink(NormalisedPage& page) {
  page.threshold = compute_otsu_threshold(page.pix.get());
  page.ink = binarise_at(page.pix.get(), page.threshold);
}

}  // namespace

bool is_pale(const NormalisedPage& page) {
  if (page.is_bilevel) return false;
  const std::int32_t paper = estimate_paper_tone(page.pix.get(), page.threshold);
  return most_contrast(page, paper) <= kMaxPaleContrastShare * paper;
}

std::optional<PalePrint> find_pale_print(const NormalisedPage& page) {
  if (page.is_bilevel) return std::nullopt;
  const std::int32_t paper = estimate_paper_tone(page.pix.get(), page.threshold);
  const PixPtr ink = binarise_at(
      page.pix.get(),
      paper - static_cast<std::int32_t>(kMinInkContrastShare * most_contrast(page, paper)));
  const std::vector<Letter> letters = measure_letters(page, ink.get(), paper);
  if (letters.size() < kReferenceLetterRank) return std::nullopt;
  const double darkest = letters[kReferenceLetterRank - 1].contrast;
  const auto from = [&](double contrast) {
    return std::ranges::find_if(
        letters, [&](const Letter& letter) { return letter.contrast < contrast * darkest; });
  };
  const std::int64_t pale = letters.end() - from(kMaxPaleContrastShare),
                     between = from(kMaxPaleContrastShare) - from(kMinDarkContrastShare);
  if (pale < kMinPaleLetters || kMinPalePerMediumLetter * between > pale) return std::nullopt;
  PalePrint out;
  const auto nearly_all = static_cast<std::ptrdiff_t>(kPaleLetterShare * static_cast<double>(pale));
  const double most = (letters.end() - nearly_all)->contrast + kContrastMarginShare * darkest;
  const PixPtr dark = binarise_at(page.pix.get(), paper - static_cast<std::int32_t>(most));
  const PixPtr other =
      own(pixDilateBrick(nullptr, dark.get(), kStrokeEdgePixels, kStrokeEdgePixels));
  out.grey = own(pixCopy(nullptr, page.pix.get()));
  pixSetMasked(out.grey.get(), other.get(), static_cast<l_uint32>(paper));
  out.ink = own(pixSubtract(nullptr, ink.get(), other.get()));
  out.around = own(pixInvert(nullptr, other.get()));
  return out;
}

void boost_contrast(const PalePrint& pale, NormalisedPage& page) {
  const auto paper = static_cast<double>(estimate_paper_tone(page.pix.get(), page.threshold));
  NUMA* tones = numaCreate(256);
  for (int tone = 0; tone < 256; ++tone) {
    const double darker = std::max(0.0, paper - (paper - tone) / kMaxPaleContrastShare);
    numaAddNumber(tones, static_cast<l_float32>(tone < paper ? darker : tone));
  }
  pixTRCMap(page.pix.get(), pale.around.get(), tones);
  numaDestroy(&tones);
  find_ink(page);
}

void erase_pale_print(const PalePrint& pale, NormalisedPage& page) {
  const std::int32_t paper = estimate_paper_tone(page.pix.get(), page.threshold);
  pixSetMasked(page.pix.get(), pale.around.get(), static_cast<l_uint32>(paper));
  find_ink(page);
}

}  // namespace codau::image
