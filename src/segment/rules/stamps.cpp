#include "segment/rules/stamps.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"
#include "page/clean_page.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/disjoint_sets.h"
#include "raster/line_image.h"
#include "raster/line_morphology.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

constexpr double kUpperHalfShare = 0.5;  ///< of the page, from above
constexpr double kMinStampWidthMillimetres = 7, kMaxStampWidthMillimetres = 75;
/// With the tilt of the stamp.
constexpr double kMinStampHeightMillimetres = 3, kMaxStampHeightMillimetres = 28;
constexpr double kMinLetterHeightMillimetres = 1.8, kMaxLetterHeightMillimetres = 9;
/// Between the lines of a frame.
constexpr double kMinFrameHeightMillimetres = 6, kMaxFrameHeightMillimetres = 17;
constexpr int kMaxStampTiltDegrees = 16;
/// Between the strongest and the weakest channel, in ink as strong as a good stamp's: colour. Noise
/// of paper and compression stays below kMinPaleStampChroma; a pale stamp is made as strong, up to
/// kMaxChromaGain. Set by hand for two pale stamps of seed 1 that were missed. Measured:
/// docs/experiments/secrecy-marks.md.
constexpr int kMinStampChroma = 45, kMinPaleStampChroma = 26, kStrongStampChroma = 110;
constexpr double kMinChromaGain = 2, kMaxChromaGain = 5;
constexpr double kMaxInkToneShare = 0.75;  ///< of the tone of the paper
// Pale print.
constexpr double kBlackToneShare = 0.5;         ///< of the tone of the paper: as dark is made black
constexpr double kMinErasedRulingInches = 0.4;  ///< strokes of letters are shorter
constexpr int kErasedRulingPixels = 5;          ///< that go with a ruling, itself among them

/// The upper part of the page, upright, small. `ink` is dark on white; coloured ink is only in
/// `colour`.
struct InkLayers {
  PixPtr black, colour;
  double dot = 0;  ///< pixels of a millimetre
  std::int32_t dpi = 0;
};

Pix* raw(const PixPtr& pix) { return pix.get(); }

// ---- layers ----

/// The upper part of the upright page, at 150 to 250 dpi.
PixPtr crop_upper_half(const PageImage& page, std::int32_t degrees, std::int32_t& dpi) {
  const PixPtr plain = remove_palette(page.pix.get());
  Box part = get_bounds(raw(plain));
  const auto half = [](std::int32_t length) {
    return static_cast<std::int32_t>(kUpperHalfShare * length);
  };
  if (degrees == 0) part.bottom = half(part.bottom);
  if (degrees == 180) part.top = part.bottom - half(part.bottom);
  if (degrees == 90) part.right = half(part.right);
  if (degrees == 270) part.left = part.right - half(part.right);
  PixPtr out = crop(raw(plain), part, 0);
  dpi = page.dpi;
  while (dpi >= 260) {
    out = downsample_by_two(raw(out));
    dpi /= 2;
  }
  if (pixGetDepth(raw(out)) < 8) out = own(pixConvertTo8(raw(out), 0));
  if (PixPtr upright = rotate_quarter_turns(raw(out), degrees)) out = std::move(upright);
  return out;
}

struct Paper {
  int r = 255, g = 255, b = 255;
};

/// The mean of what is bright: old paper is yellow.
Paper paper_of(Pix* rgb) {
  std::int64_t r = 0, g = 0, b = 0, count = 1;
  for (std::int32_t y = 0; y < pixGetHeight(rgb); y += 7) {
    const l_uint32* line = get_row(rgb, y);
    for (std::int32_t x = 0; x < pixGetWidth(rgb); x += 7) {
      const l_uint32 p = line[x];
      if (((p >> 24U) & 255U) + ((p >> 16U) & 255U) + ((p >> 8U) & 255U) < 480) continue;
      r += (p >> 24U) & 255U;
      g += (p >> 16U) & 255U;
      b += (p >> 8U) & 255U;
      ++count;
    }
  }
  const auto mean = [count](std::int64_t sum) {
    return std::max(120, static_cast<int>(sum / count));
  };
  return {mean(r), mean(g), mean(b)};
}

/// Of each value of a channel, the value on white paper.
using Lightness = std::array<int, 256>;
Lightness lightness_on(int paper) {
  Lightness out{};
  for (int value = 0; value < 256; ++value)
    out[static_cast<std::size_t>(value)] = std::min(255, value * 255 / paper);
  return out;
}

/// What makes `colour` as dark as good ink: by the distance of channels that the smallest mark's
/// ink, `least` pixels, reaches. Nothing where that may be noise.
std::optional<double> gain_of(const std::array<std::int64_t, 256>& apart, double least) {
  int strength = 255;
  for (double count = 0; strength > 0; --strength) {
    count += static_cast<double>(apart[static_cast<std::size_t>(strength)]);
    if (count >= least) break;
  }
  if (strength < kMinPaleStampChroma) return std::nullopt;
  return std::clamp(kMinChromaGain * kStrongStampChroma / strength, kMinChromaGain, kMaxChromaGain);
}

/// Parts the inks: black, and what has a colour.
void part_inks(const PixPtr& rgb, InkLayers& layers) {
  const std::int32_t width = pixGetWidth(raw(rgb)), height = pixGetHeight(raw(rgb));
  const Paper paper = paper_of(raw(rgb));
  const Lightness red = lightness_on(paper.r), green = lightness_on(paper.g),
                  blue = lightness_on(paper.b);
  layers.black = own(pixCreate(width, height, 8));
  layers.colour = own(pixCreate(width, height, 8));
  std::array<std::int64_t, 256> counts{};
  for (std::int32_t y = 0; y < height; ++y) {
    const l_uint32* in = get_row(raw(rgb), y);
    l_uint32 *black = get_row(raw(layers.black), y), *colour = get_row(raw(layers.colour), y);
    for (std::int32_t x = 0; x < width; ++x) {
      const int r = red[in[x] >> 24U], g = green[(in[x] >> 16U) & 255U],
                b = blue[(in[x] >> 8U) & 255U];
      const int most = std::max({r, g, b}), apart = most - std::min({r, g, b});
      ++counts[static_cast<std::size_t>(apart)];
      SET_DATA_BYTE(black, x, static_cast<l_uint8>(std::min(255, most + apart)));
      SET_DATA_BYTE(colour, x, static_cast<l_uint8>(apart));
    }
  }
  const auto gain =
      gain_of(counts, 4 * layers.dot * layers.dot);  // square millimetres of a small mark
  if (!gain) return layers.colour.reset();
  pixMultConstantGray(raw(layers.colour), static_cast<l_float32>(*gain));
  pixInvert(raw(layers.colour), raw(layers.colour));
}

InkLayers split_ink_layers(const PageImage& page, std::int32_t degrees) {
  InkLayers layers;
  PixPtr part = crop_upper_half(page, degrees, layers.dpi);
  layers.dot = layers.dpi / 25.4;
  if (pixGetDepth(raw(part)) == 32) {
    part_inks(part, layers);
  } else {
    layers.black = std::move(part);
  }
  return layers;
}

// ---- candidates ----

bool is_sized(const Box& box, double dot) {
  const double wide = width_of(box) / dot, high = height_of(box) / dot;
  return wide >= kMinStampWidthMillimetres && wide <= kMaxStampWidthMillimetres &&
         high >= kMinStampHeightMillimetres && high <= kMaxStampHeightMillimetres;
}

/// Rows of ink after a shear by `degrees`: lines across make high counts.
std::vector<std::int32_t> rows_of(Pix* ink, double degrees) {
  const std::int32_t width = pixGetWidth(ink), height = pixGetHeight(ink);
  const double slope = std::tan(degrees * std::numbers::pi / 180);
  const auto reach = static_cast<std::int32_t>(std::ceil(std::abs(slope) * width));
  std::vector<std::int32_t> rows(static_cast<std::size_t>(height + 2 * reach + 1));
  for (std::int32_t y = 0; y < height; ++y) {
    const l_uint32* line = get_row(ink, y);
    for (std::int32_t x = 0; x < width; ++x) {
      if (GET_DATA_BIT(line, x) == 0) continue;
      const auto at = y + static_cast<std::int32_t>(std::lround(slope * x)) + reach;
      ++rows[static_cast<std::size_t>(at)];
    }
  }
  return rows;
}

/// Degrees by which its lines rise to the right.
double estimate_tilt(Pix* ink) {
  double best = 0, most = -1;
  for (int degrees = -kMaxStampTiltDegrees; degrees <= kMaxStampTiltDegrees; ++degrees) {
    double sum = 0;
    for (const std::int32_t count : rows_of(ink, degrees))
      sum += static_cast<double>(count) * count;
    if (sum <= most) continue;
    most = sum;
    best = degrees;
  }
  return best;
}

/// Letters that make one short line: indices into `letters`.
using Chain = std::vector<std::size_t>;

bool are_neighbours(const Box& a, const Box& b) {
  const std::int32_t high = std::max(height_of(a), height_of(b));
  const std::int32_t low = std::min(height_of(a), height_of(b));
  const std::int32_t gap = b.left - a.right;
  return 10 * low >= 5 * high && gap > -high / 3 && 10 * gap < 11 * high &&
         2 * std::abs(a.bottom - b.bottom) < high;
}

/// `letters` ascend by their left edge.
std::vector<Chain> chains_of(const std::vector<Box>& letters) {
  DisjointSets sets(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::int32_t reach = letters[i].right + 2 * height_of(letters[i]) * 2;
    for (std::size_t j = i + 1; j < letters.size() && letters[j].left <= reach; ++j) {
      if (are_neighbours(letters[i], letters[j])) sets.union_sets(i, j);
    }
  }
  std::vector<Chain> out(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) out[sets.find_root(i)].push_back(i);
  std::erase_if(out, [](const Chain& chain) { return chain.empty(); });
  return out;
}

Box bound_chain(const std::vector<Box>& letters, const Chain& chain) {
  Box box = letters[chain.front()];
  for (const std::size_t i : chain) {
    box = united(box, letters[i]);
  }
  return box;
}

/// How the last letter stands to the first, in degrees.
double slope_of(const std::vector<Box>& letters, const Chain& chain) {
  const Box &first = letters[chain.front()], &last = letters[chain.back()];
  const double dx = (last.left + last.right - first.left - first.right) / 2.0;
  return std::atan2(first.bottom - last.bottom, std::max(1.0, dx)) * 180 / std::numbers::pi;
}

/// Turned clockwise about its middle by a few degrees; 1 bit or 8 bits.
PixPtr rotate_clockwise(const Pix* pix, double degrees) {
  Pix* in = writable(pix);
  const double radians = degrees * std::numbers::pi / 180;
  if (pixGetDepth(in) == 8) return rotate_grey(pix, radians, 255);
  return own(
      pixRotate(in, static_cast<l_float32>(radians), L_ROTATE_SAMPLING, L_BRING_IN_WHITE, 0, 0));
}

struct Candidate {
  bool is_frame = false;
  Box box;
  PixPtr ink;  ///< 1 bit, as large as `box`: its own
};

/// Components that may be frames with what touches them.
void add_frames(const PixPtr& ink, const std::vector<Box>& components, double dot,
                std::vector<Candidate>& out) {
  for (const Box& box : components) {
    if (!is_sized(box, dot) || height_of(box) < kMinFrameHeightMillimetres * dot) continue;
    PixPtr component = extract_component(raw(ink), box);
    if (2 * count_ink_pixels(raw(component), get_bounds(raw(component))) > area_of(box))
      continue;  // a blot, not a frame
    out.push_back({true, box, std::move(component)});
  }
}

std::vector<Box> select_letters(const std::vector<Box>& components, double dot) {
  std::vector<Box> letters;
  for (const Box& box : components) {
    const std::int32_t high = height_of(box);
    if (high < kMinLetterHeightMillimetres * dot || high > kMaxLetterHeightMillimetres * dot)
      continue;
    if (width_of(box) > 1.5 * kMaxLetterHeightMillimetres * dot) continue;
    letters.push_back(box);
  }
  std::ranges::sort(letters, {}, &Box::left);
  return letters;
}

/// The slope of long lines of print; 0 without any.
double slope_of_print(const std::vector<Box>& letters, const std::vector<Chain>& chains) {
  std::vector<double> slopes;
  for (const Chain& chain : chains) {
    if (chain.size() >= 12) slopes.push_back(slope_of(letters, chain));
  }
  return median(std::move(slopes));
}

/// Short lines askew to the print of the page.
void add_askew(const std::vector<Box>& components, const PixPtr& ink, double dot,
               std::vector<Candidate>& out) {
  constexpr double kMinAskewDegrees = 2;
  constexpr std::size_t kMaxLineLetters = 12;  // of one line of a stamp
  const std::vector<Box> letters = select_letters(components, dot);
  const std::vector<Chain> chains = chains_of(letters);
  const double usual = slope_of_print(letters, chains);
  for (const Chain& chain : chains) {
    const Box box = bound_chain(letters, chain);
    if (chain.size() < 3 || chain.size() > kMaxLineLetters || !is_sized(box, dot)) continue;
    if (std::abs(slope_of(letters, chain) - usual) < kMinAskewDegrees) continue;
    PixPtr own_ink = crop(raw(ink), box, 0);
    if (std::abs(estimate_tilt(raw(own_ink)) + usual) < kMinAskewDegrees)
      continue;  // a descender ended it
    out.push_back({false, box, std::move(own_ink)});
  }
}

/// Coloured ink that lies together.
void add_blobs(const PixPtr& ink, double dot, std::vector<Candidate>& out) {
  const auto reach = [dot](double millimetres) {
    return static_cast<l_int32>(std::lround(millimetres * dot));
  };
  const PixPtr closed =
      own(pixCloseSafeBrick(nullptr, raw(ink), std::max(1, reach(3)), std::max(1, reach(1.2))));
  for (const Box& box : find_components(raw(closed))) {
    if (is_sized(box, dot)) out.push_back({false, box, crop(raw(ink), box, 0)});
  }
}

// ---- a candidate straight and without its frame ----

/// Where ink crosses at least `share` of the length, from outside inwards: behind the lines of a
/// frame. `counts` of one side, up to `reach` deep.
std::optional<std::int32_t> behind_line(const std::vector<std::int32_t>& counts, bool forward,
                                        std::int32_t reach, std::int32_t least) {
  std::optional<std::int32_t> found;
  const auto size = static_cast<std::int32_t>(counts.size());
  for (std::int32_t i = 0; i < std::min(reach, size); ++i) {
    const std::int32_t at = forward ? i : size - 1 - i;
    if (counts[static_cast<std::size_t>(at)] >= least) found = forward ? at + 1 : at;
  }
  return found;
}

std::vector<std::int32_t> counts_of(Pix* ink, bool of_rows) {
  const std::int32_t width = pixGetWidth(ink), height = pixGetHeight(ink);
  std::vector<std::int32_t> out(static_cast<std::size_t>(of_rows ? height : width));
  for (std::int32_t y = 0; y < height; ++y) {
    const l_uint32* line = get_row(ink, y);
    for (std::int32_t x = 0; x < width; ++x) {
      if (GET_DATA_BIT(line, x) != 0) ++out[static_cast<std::size_t>(of_rows ? y : x)];
    }
  }
  return out;
}

/// What the frame encloses: `ink` is straight, its frame touches its borders.
std::optional<Box> inside_frame(Pix* ink, double dot) {
  constexpr double kMinFrameLineInkShare = 0.55;  // of the width
  const Box all = get_bounds(ink);
  const auto reach = static_cast<std::int32_t>(0.42 * all.bottom);
  const auto rows = counts_of(ink, true), columns = counts_of(ink, false);
  const auto least = static_cast<std::int32_t>(kMinFrameLineInkShare * all.right);
  const auto top = behind_line(rows, true, reach, least);
  const auto bottom = behind_line(rows, false, reach, least);
  if (!top || !bottom || *bottom - *top < 1.5 * dot) return std::nullopt;
  if (all.right < 11 * dot || all.bottom < kMinFrameHeightMillimetres * dot ||
      all.bottom > kMaxFrameHeightMillimetres * dot)
    return std::nullopt;
  const auto side = static_cast<std::int32_t>(3 * dot);
  const auto tall = static_cast<std::int32_t>(0.6 * all.bottom);
  const auto left = behind_line(columns, true, side, tall);
  const auto right = behind_line(columns, false, side, tall);
  if (!left && !right) return std::nullopt;  // words whose letters touch
  return Box{left.value_or(0), *top, right.value_or(all.right), *bottom};
}

Stamp straightened(const Candidate& candidate, const PixPtr& layer, const InkLayers& layers) {
  Stamp stamp;
  stamp.box = candidate.box;
  const double tilt = estimate_tilt(raw(candidate.ink));
  const std::int32_t wide = width_of(candidate.box);
  const auto margin = static_cast<std::int32_t>(0.15 * wide + layers.dot);
  PixPtr ink = crop(raw(candidate.ink), get_bounds(raw(candidate.ink)), margin);
  PixPtr grey = crop(raw(layer), candidate.box, margin);
  if (tilt != 0) {
    ink = rotate_clockwise(raw(ink), tilt);
    grey = rotate_clockwise(raw(grey), tilt);
  }
  const Box inked = shrink_to_ink(raw(ink), get_bounds(raw(ink)));
  ink = crop(raw(ink), inked, 0);
  grey = crop(raw(grey), inked, 0);
  if (const auto inside = inside_frame(raw(ink), layers.dot)) {
    stamp.framed = true;
    grey = crop(raw(grey), *inside, 0);
  }
  stamp.picture = resample(raw(grey), kStampScale);
  stamp.dpi = static_cast<std::int32_t>(kStampScale * layers.dpi);
  return stamp;
}

bool overlap(const Box& a, const Box& b) {
  return 10 * area_of(intersection(a, b)) > 7 * area_of(b);
}

void add_stamps(std::vector<Candidate> candidates, const PixPtr& layer, const InkLayers& layers,
                std::vector<Stamp>& out) {
  std::vector<Box> seen;
  for (const Candidate& candidate : candidates) {
    if (std::ranges::any_of(seen, [&](const Box& b) { return overlap(b, candidate.box); }))
      continue;
    Stamp stamp = straightened(candidate, layer, layers);
    if (candidate.is_frame && !stamp.framed) continue;
    seen.push_back(candidate.box);
    out.push_back(std::move(stamp));
  }
}

/// Boxes 10a and 10b are in the left half; a long mark may reach beyond it.
constexpr double kMarkWidthShare = 0.68;

/// In each layer of ink for itself.
std::vector<MarkPlace> marks_of(const MarkNetworks& networks, const InkLayers& layers,
                                std::int32_t paper) {
  Box left = get_bounds(raw(layers.black));
  left.right = static_cast<std::int32_t>(kMarkWidthShare * left.right);
  std::vector<MarkPlace> out =
      find_marks(networks, raw(crop(raw(layers.black), left, 0)), layers.dpi, paper);
  if (!layers.colour) return out;
  for (MarkPlace& place :
       find_marks(networks, raw(crop(raw(layers.colour), left, 0)), layers.dpi, 255))
    out.push_back(place);
  std::ranges::stable_sort(out, std::ranges::greater(), &MarkPlace::odds);
  return out;
}

}  // namespace

Stamps find_stamp_candidates(const MarkNetworks& networks, const PageImage& page,
                             std::int32_t degrees) {
  setMsgSeverity(L_SEVERITY_NONE);
  InkLayers layers = split_ink_layers(page, degrees);
  std::vector<Stamp> out;
  if (layers.colour) {
    constexpr auto kThreshold = static_cast<std::int32_t>(255 - kMinChromaGain * kMinStampChroma);
    const PixPtr ink = binarise_at(raw(layers.colour), kThreshold);
    std::vector<Candidate> candidates;
    add_blobs(ink, layers.dot, candidates);
    add_frames(ink, find_components(raw(ink)), layers.dot, candidates);
    add_stamps(std::move(candidates), layers.colour, layers, out);
    for (Stamp& stamp : out) stamp.coloured = true;
  }
  const std::int32_t paper = estimate_paper_tone(raw(layers.black), 128);
  const auto threshold = static_cast<std::int32_t>(kMaxInkToneShare * paper);
  const PixPtr ink = binarise_at(raw(layers.black), threshold);
  const std::vector<Box> pieces = find_components(raw(ink));
  std::vector<Candidate> candidates;
  add_frames(ink, pieces, layers.dot, candidates);
  // a thin frame of a scan in black and white is a row of dashes
  const PixPtr joined = own(pixCloseSafeBrick(nullptr, raw(ink), 3, 3));
  add_frames(joined, find_components(raw(joined)), layers.dot, candidates);
  add_askew(pieces, ink, layers.dot, candidates);
  std::vector<Stamp> black;
  add_stamps(std::move(candidates), layers.black, layers, black);
  for (Stamp& stamp : black) out.push_back(std::move(stamp));
  std::ranges::stable_sort(out, std::ranges::greater(), &Stamp::framed);
  if (out.size() > kMostStamps) out.resize(kMostStamps);
  std::vector<MarkPlace> marks = marks_of(networks, layers, paper);
  return {std::move(out), std::move(marks), std::move(layers.black), layers.dpi, paper};
}

PixPtr crop_pale_print(const Stamps& found, const Box& part) {
  const PixPtr dark =
      stretch_contrast(raw(crop(raw(found.black), part, 0)),
                       static_cast<std::int32_t>(kBlackToneShare * found.paper), found.paper);
  PixPtr out = resample(raw(dark), kStampScale);
  const PixPtr ink = binarise(raw(out));
  const auto length = static_cast<std::int32_t>(kMinErasedRulingInches * kStampScale * found.dpi);
  for (const LineDirection along : {LineDirection::kHorizontal, LineDirection::kVertical}) {
    const PixPtr ruling = open_by_line(raw(ink), along, length);
    const PixPtr wide =
        own(pixDilateBrick(nullptr, raw(ruling), kErasedRulingPixels, kErasedRulingPixels));
    pixSetMasked(raw(out), raw(wide), 255);
  }
  return out;
}

}  // namespace codau::image
