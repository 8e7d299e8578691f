#include "segment/rules/lone_words.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <utility>

#include "core/box.h"
#include "page/clean_page.h"
#include "raster/disjoint_sets.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

constexpr double kWordSearchDpi = 150;
/// Letters of 10 points are 2.3 mm high; a mark of 72 points in bold is 4 inches wide.
constexpr double kMinLoneLetterInches = 0.085, kMaxLoneLetterInches = 1.6, kMaxLoneWordInches = 7.5;
constexpr double kMinDotInches = 0.012;      ///< smaller components are noise
constexpr std::size_t kMaxComponents = 400;  ///< a page of print has thousands
constexpr std::size_t kMaxComponentsWithNoise = 4000;
constexpr std::size_t kMaxWordLetters = 24;  ///< of a word or two, with their diacritics
/// Parts of the higher letter: how far apart letters of a word are, and words of a mark.
constexpr double kMaxLetterGapShare = 0.75;
/// A frame inks little of what it spans, a ruling is long and thin.
constexpr double kMaxHollowInkShare = 0.22, kMaxLetterAspectRatio = 9;
/// Tones between paper and ink: paler print cannot be told from paper.
constexpr std::int32_t kMinInkContrast = 30;
/// Of a stamped mark (24/2020/TT-BCA), which the networks know: height of its capitals, and the
/// resolution of the picture.
constexpr double kCapitalHeightMillimetres = 3.8, kWordDpi = 156;
constexpr double kMaxWordTiltDegrees = 16;
constexpr double kMaxSquareAspectRatio = 1.25;  ///< a squarer word may lie or stand

/// The darkest channel of a page at kWordSearchDpi, dark on paper of 255.
struct GreyCopy {
  PixPtr grey;
  double scale = 1;  ///< times the size of the page
};

/// Makes the tone of the paper white and the darkest tone black. False if there is no ink.
bool stretch(PixPtr& grey) {
  std::array<std::int64_t, 256> counts{};
  std::int64_t all = 0;
  for (std::int32_t y = 0; y < pixGetHeight(grey.get()); ++y) {
    const std::uint32_t* line = get_row(grey.get(), y);
    for (std::int32_t x = 0; x < pixGetWidth(grey.get()); ++x, ++all)
      ++counts[static_cast<std::size_t>(GET_DATA_BYTE(line, x))];
  }
  const auto paper = static_cast<std::int32_t>(std::ranges::max_element(counts) - counts.begin());
  // the smallest mark takes some 0.2 per mille of a page
  std::int64_t seen = 0;
  std::int32_t ink = 0;
  while (ink < 255 && (seen += counts[static_cast<std::size_t>(ink)]) * 10'000 < all) ++ink;
  if (paper - ink < kMinInkContrast) return false;
  grey = stretch_contrast(grey.get(), ink, paper);
  return true;
}

std::optional<GreyCopy> make_grey_copy(const PageImage& page) {
  PixPtr plain = remove_palette(page.pix.get());
  const double scale = std::min(1.0, kWordSearchDpi / page.dpi);
  const auto factor = static_cast<l_float32>(scale);
  if (pixGetDepth(plain.get()) == 1 && scale < 1) {
    plain = own(pixScaleToGray(plain.get(), factor));
  } else {
    if (pixGetDepth(plain.get()) == 32) {
      plain = own(pixConvertRGBToGrayMinMax(plain.get(), L_CHOOSE_MIN));
    }
    plain = own(pixConvertTo8(plain.get(), 0));
    if (scale < 1) plain = own(pixScaleAreaMap(plain.get(), factor, factor));
  }
  GreyCopy out{std::move(plain), scale};
  return stretch(out.grey) ? std::optional(std::move(out)) : std::nullopt;
}

bool is_letter_sized(const Box& box, double dpi) {
  const std::int32_t longer = std::max(width_of(box), height_of(box));
  return longer >= kMinLoneLetterInches * dpi && longer <= kMaxLoneLetterInches * dpi;
}

/// True if `box` spans two or more letters: it is a frame around them.
bool spans_letters(const Box& box, const std::vector<ConnectedComponent>& all, double dpi) {
  const auto inside = [&](const ConnectedComponent& other) {
    return is_letter_sized(other.box, dpi) && area_of(other.box) < area_of(box) &&
           contains_centre(box, other.box);
  };
  return std::ranges::count_if(all, inside) >= 2;
}

/// Components without frames, rulings and dots of noise.
std::vector<Box> letters_in(const Pix* ink, double dpi) {
  const std::vector<ConnectedComponent> all = extract_components(ink);
  std::vector<Box> out;
  for (const ConnectedComponent& one : all) {
    const std::int32_t longer = std::max(width_of(one.box), height_of(one.box)),
                       shorter = std::min(width_of(one.box), height_of(one.box));
    if (longer < kMinDotInches * dpi + 1 || longer > kMaxLoneLetterInches * dpi) continue;
    if (longer > kMaxLetterAspectRatio * shorter && longer > 2 * kMinLoneLetterInches * dpi)
      continue;
    const auto inks =
        static_cast<double>(count_ink_pixels(one.pix.get(), get_bounds(one.pix.get())));
    const bool is_hollow = inks < kMaxHollowInkShare * static_cast<double>(area_of(one.box));
    if (!is_hollow || !spans_letters(one.box, all, dpi)) out.push_back(one.box);
  }
  return out;
}

/// What lies close together, by the size of the larger one.
std::vector<std::vector<Box>> words_in(const std::vector<Box>& letters) {
  DisjointSets sets(letters.size());
  const auto size = [](const Box& box) { return std::max(width_of(box), height_of(box)); };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    for (std::size_t j = i + 1; j < letters.size(); ++j) {
      const auto reach = static_cast<std::int32_t>(kMaxLetterGapShare *
                                                   std::max(size(letters[i]), size(letters[j])));
      if (intersect(inflated(letters[i], reach), letters[j])) sets.union_sets(i, j);
    }
  }
  std::vector<std::vector<Box>> out(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) out[sets.find_root(i)].push_back(letters[i]);
  std::erase_if(out, [](const std::vector<Box>& word) { return word.empty(); });
  return out;
}

Box unite_boxes(const std::vector<Box>& letters) {
  Box out = letters.front();
  for (const Box& box : letters) out = united(out, box);
  return out;
}

/// The word alone, on white.
PixPtr picture_of(const Pix* grey, const std::vector<Box>& letters, const Box& all) {
  const std::int32_t margin = std::max(width_of(all), height_of(all)) / 3 + 4;
  PixPtr out = own(pixCreate(width_of(all) + 2 * margin, height_of(all) + 2 * margin, 8));
  pixSetAllArbitrary(out.get(), 255);
  for (const Box& box : letters) {
    const Box part = inflated(box, 1);
    pixRasterop(out.get(), part.left - all.left + margin, part.top - all.top + margin,
                width_of(part), height_of(part), PIX_SRC, writable(grey), part.left, part.top);
  }
  return out;
}

/// Degrees clockwise that make the row of letters level: most of its rows are then full or empty.
double estimate_word_tilt(const Pix* ink) {
  double best = 0, most = -1;
  for (double degrees = -kMaxWordTiltDegrees; degrees <= kMaxWordTiltDegrees; degrees += 1) {
    const double slope = std::tan(degrees * std::numbers::pi / 180);
    const std::int32_t width = pixGetWidth(writable(ink)), height = pixGetHeight(writable(ink));
    const auto reach = static_cast<std::int32_t>(std::ceil(std::abs(slope) * width));
    std::vector<double> rows(static_cast<std::size_t>(height + 2 * reach + 1));
    for (std::int32_t y = 0; y < height; ++y) {
      const std::uint32_t* line = get_row(writable(ink), y);
      for (std::int32_t x = 0; x < width; ++x) {
        if (GET_DATA_BIT(line, x) == 0) continue;
        const auto at = y + static_cast<std::int32_t>(std::lround(slope * x)) + reach;
        ++rows[static_cast<std::size_t>(at)];
      }
    }
    double sum = -0.01 * std::abs(degrees);
    for (const double count : rows) sum += count * count;
    if (sum > most) {
      most = sum;
      best = degrees;
    }
  }
  return best;
}

/// The height of most of the letters that are no marks over and under others.
double capital_height(const Pix* ink) {
  std::vector<std::int32_t> heights;
  for (const Box& box : find_components(ink)) heights.push_back(height_of(box));
  if (heights.empty()) return 0;
  const std::int32_t highest = *std::ranges::max_element(heights);
  std::erase_if(heights, [highest](std::int32_t height) { return 2 * height < highest; });
  std::ranges::sort(heights);
  return heights[heights.size() / 2];
}

constexpr std::int32_t kInkThreshold = 128;

/// As a stamp that was found on a page; nothing if no letters are left.
std::optional<Stamps> upright(const Pix* word, std::int32_t turn) {
  PixPtr grey = rotate_quarter_turns(word, turn);
  if (!grey) grey = own(pixCopy(nullptr, writable(word)));
  const double tilt = estimate_word_tilt(binarise_at(grey.get(), kInkThreshold).get());
  if (tilt != 0) grey = rotate_grey(grey.get(), tilt * std::numbers::pi / 180, 255);
  const double height = capital_height(binarise_at(grey.get(), kInkThreshold).get());
  if (height < 2) return std::nullopt;
  const double wanted = kCapitalHeightMillimetres * kWordDpi / 25.4;
  const auto factor = static_cast<l_float32>(wanted / height);
  const PixPtr sized = own(factor < 0.7F ? pixScaleAreaMap(grey.get(), factor, factor)
                                         : pixScale(grey.get(), factor, factor));
  const PixPtr ink = binarise_at(sized.get(), kInkThreshold);
  const Box inked = find_print_bounds(ink.get(), get_bounds(ink.get()), 1);
  if (is_empty(inked)) return std::nullopt;
  Stamps out;
  out.black = crop(sized.get(), inked, static_cast<std::int32_t>(wanted));
  out.dpi = static_cast<std::int32_t>(kWordDpi);
  Stamp stamp;
  stamp.box = get_bounds(out.black.get());
  stamp.dpi = static_cast<std::int32_t>(kStampScale * kWordDpi);
  stamp.picture = resample(out.black.get(), kStampScale);
  out.stamps.push_back(std::move(stamp));
  return out;
}

/// A word lies along its longer side.
std::vector<std::int32_t> turns_of(const Box& word) {
  const double wide = width_of(word), high = height_of(word);
  if (wide > kMaxSquareAspectRatio * high) return {0, 180};
  if (high > kMaxSquareAspectRatio * wide) return {90, 270};
  return {0, 90, 180, 270};
}

}  // namespace

std::vector<LoneWord> find_lone_words(const PageImage& page, const std::vector<PageBox>& known) {
  setMsgSeverity(L_SEVERITY_NONE);
  const std::optional<GreyCopy> copy = make_grey_copy(page);
  if (!copy) return {};
  const double dpi = page.dpi * copy->scale;
  const PixPtr ink = binarise_at(copy->grey.get(), kInkThreshold);
  if (find_components(ink.get()).size() > kMaxComponentsWithNoise) return {};
  const std::vector<Box> letters = letters_in(ink.get(), dpi);
  if (letters.size() > kMaxComponents) return {};
  std::vector<std::vector<Box>> words = words_in(letters);
  const auto page_box = [&](const std::vector<Box>& word) {
    const Box box = unite_boxes(word);
    const auto to_page = [&](std::int32_t at) {
      return static_cast<std::int32_t>(std::lround(at / copy->scale));
    };
    return PageBox{to_page(box.left), to_page(box.top), to_page(box.right), to_page(box.bottom)};
  };
  std::erase_if(words, [&](const std::vector<Box>& word) {
    const Box box = unite_boxes(word);
    const bool is_word =
        word.size() <= kMaxWordLetters &&
        std::max(width_of(box), height_of(box)) < kMaxLoneWordInches * dpi &&
        std::ranges::any_of(word, [&](const Box& one) { return is_letter_sized(one, dpi); });
    return !is_word || std::ranges::any_of(known, [&](const PageBox& other) {
      return contains_centre(other, page_box(word));
    });
  });
  std::ranges::stable_sort(words, std::ranges::greater(),
                           [](const std::vector<Box>& word) { return area_of(unite_boxes(word)); });
  if (words.size() > kMostLoneWords) words.resize(kMostLoneWords);
  std::vector<LoneWord> out;
  for (const std::vector<Box>& word : words) {
    const Box box = unite_boxes(word);
    const PixPtr picture = picture_of(copy->grey.get(), word, box);
    LoneWord& lone = out.emplace_back(LoneWord{page_box(word), {}});
    for (const std::int32_t turn : turns_of(box)) {
      if (auto found = upright(picture.get(), turn)) lone.turned.push_back(std::move(*found));
    }
  }
  return out;
}

std::vector<MarkPlace> find_marks_in_word(const MarkNetworks& networks, const Stamps& word) {
  return find_marks(networks, word.black.get(), word.dpi, 255);
}

}  // namespace codau::image
