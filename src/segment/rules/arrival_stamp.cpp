#include "segment/rules/arrival_stamp.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/line_morphology.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr double kMaxFrameTiltDegrees = 6, kFrameTiltStepDegrees = 1.5;
constexpr double kSearchedHeightShare = 0.55;  ///< of the page, from above
constexpr double kMinFrameWidthInches = 1.0, kMaxFrameWidthInches = 3.2;
constexpr double kMinFrameHeightInches = 0.5, kMaxFrameHeightInches = 1.7;
constexpr double kPageBorderInches = 0.25;
constexpr double kMaxNextRulingInches = 1.2;    ///< from a cell to the next ruling of its table
constexpr double kMaxSideOverhangInches = 0.4;  ///< of a side above the first line found
constexpr double kMaxFrameStrokeInches = 0.05;  ///< a line of the frame, with its wobble
constexpr std::int32_t kMaxSideOffsetInchDivisor = 25;  ///< of a stroke from the side of the frame
constexpr std::int32_t kMaxCrossingInchDivisor = 30;    ///< thickness of the stroke of a side
constexpr std::int32_t kStraightLengthInchDivisor = 3;  ///< length over which a side is straight
/// Lines of a page that may be of a frame, and frames that they may make: pages of print and tables
/// have fewer. A drawing has any number, and all pairs of its lines are looked at.
constexpr std::size_t kMaxFrameLines = 400, kMaxFrames = 2000;
constexpr double kTextSearchXHeights = 11.5;        ///< beside the frame, where its print may go on
constexpr double kMaxKeptLetterGapXHeights = 1.61;  ///< a wider gap ends a printed line
constexpr double kMinKeptLetterXHeights = 0.52;     ///< dots of a leader are lower

/// The upper part of the page at some 75 dpi, and how it is turned.
struct RotatedView {
  PixPtr ink;
  std::int32_t scale = 1;
  double dpi = 75;
  double angle = 0;  ///< clockwise, in radians

  /// A point of the turned view → the page.
  [[nodiscard]] Point to_page(double x, double y) const {
    const double cx = pixGetWidth(ink.get()) / 2, cy = pixGetHeight(ink.get()) / 2;
    const double dx = x - cx, dy = y - cy;
    return {scale * (cx + dx * std::cos(angle) + dy * std::sin(angle)),
            scale * (cy - dx * std::sin(angle) + dy * std::cos(angle))};
  }
};

RotatedView crop_upper_part(const CleanPage& page) {
  RotatedView view;
  const auto height = static_cast<std::int32_t>(kSearchedHeightShare * page.height);
  view.ink = crop(page.ink.get(), {0, 0, page.width, height}, 0);
  while (page.dpi / view.scale >= 140) {
    view.ink = own(pixReduceRankBinaryCascade(view.ink.get(), 1, 0, 0, 0));
    view.scale *= 2;
  }
  view.dpi = 1.0 * page.dpi / view.scale;
  return view;
}

RotatedView rotate_view(const RotatedView& view, double degrees) {
  RotatedView out;
  out.scale = view.scale;
  out.dpi = view.dpi;
  out.angle = degrees * std::numbers::pi / 180;
  out.ink = degrees == 0 ? own(pixCopy(nullptr, view.ink.get()))
                         : own(pixRotateShear(view.ink.get(), pixGetWidth(view.ink.get()) / 2,
                                              pixGetHeight(view.ink.get()) / 2,
                                              static_cast<l_float32>(out.angle), L_BRING_IN_WHITE));
  return out;
}

std::vector<Box> lines_in(const RotatedView& view, bool across) {
  const LineDirection along = across ? LineDirection::kHorizontal : LineDirection::kVertical;
  const auto length = static_cast<std::int32_t>((across ? 0.5 : 0.25) * view.dpi);
  const auto gap = static_cast<std::int32_t>(0.05 * view.dpi);
  const PixPtr joined = close_by_line(view.ink.get(), along, gap);
  const PixPtr runs = open_by_line(joined.get(), along, length);
  std::vector<Box> lines = find_components(runs.get());
  const double thickest = kMaxFrameStrokeInches * view.dpi + 1;
  std::erase_if(lines,
                [&](const Box& b) { return (across ? height_of(b) : width_of(b)) > thickest; });
  if (lines.size() > kMaxFrameLines) lines.resize(kMaxFrameLines);
  return lines;
}

/// A frame in pixels of a view, and how much of its outline is drawn.
struct Frame {
  Box box;
  std::int32_t drawn = 0;
  std::int32_t inner_left = 0, inner_right = 0;  ///< that both lines across reach
  bool left = false, right = false;              ///< these sides were found
};

/// The frame that two lines across may make.
std::optional<Frame> frame_of(const Box& above, const Box& below, double dpi) {
  const Box box{std::min(above.left, below.left), above.top, std::max(above.right, below.right),
                below.bottom};
  const double wide = width_of(box) / dpi, high = height_of(box) / dpi;
  if (wide < kMinFrameWidthInches || wide > kMaxFrameWidthInches || high < kMinFrameHeightInches ||
      high > kMaxFrameHeightInches)
    return std::nullopt;
  if (x_overlap(above, below) < 0.6 * width_of(box)) return std::nullopt;
  return Frame{box, width_of(above) + width_of(below), std::max(above.left, below.left),
               std::min(above.right, below.right)};
}

/// The stroke that runs down from line to line at `x`; it may begin higher where the line above was
/// not found.
const Box* side_of(const Box& frame, std::int32_t x, const std::vector<Box>& down, double dpi) {
  const double near = kMaxFrameStrokeInches * dpi + 2, higher = kMaxSideOverhangInches * dpi;
  const auto found = std::ranges::find_if(down, [&](const Box& d) {
    return std::abs((d.left + d.right) / 2.0 - x) <= near && d.top > frame.top - higher &&
           d.bottom < frame.bottom + near && 2 * y_overlap(d, frame) > height_of(frame);
  });
  return found == down.end() ? nullptr : &*found;
}

/// Lines above or below go on as the frame's do: it is a cell of a table.
bool is_cell(const Box& frame, const std::vector<Box>& across, double dpi) {
  const double near = kMaxNextRulingInches * dpi, own = kMaxFrameStrokeInches * dpi + 1;
  return std::ranges::any_of(across, [&](const Box& line) {
    const bool outside = (line.bottom < frame.top - own && line.top > frame.top - near) ||
                         (line.top > frame.bottom + own && line.bottom < frame.bottom + near);
    return outside && x_overlap(line, frame) > 0.5 * width_of(frame);
  });
}

/// The frame of which most is drawn.
std::optional<Frame> frame_in(const RotatedView& view) {
  std::vector<Frame> frames;
  const std::vector<Box> across = lines_in(view, true);
  for (const Box& above : across) {
    for (const Box& below : across) {
      if (frames.size() == kMaxFrames) break;
      if (const auto frame = frame_of(above, below, view.dpi)) frames.push_back(*frame);
    }
  }
  if (frames.empty()) return std::nullopt;
  const std::vector<Box> down = lines_in(view, false);
  std::optional<Frame> best;
  for (Frame& frame : frames) {
    const Box box = frame.box;
    const Box* left = side_of(box, box.left, down, view.dpi);
    const Box* right = side_of(box, box.right, down, view.dpi);
    for (const Box* side : {left, right}) {
      if (side == nullptr) continue;
      frame.drawn += height_of(*side);
      frame.box.top = std::min(frame.box.top, side->top);
    }
    frame.left = left != nullptr;
    frame.right = right != nullptr;
    // Print may lengthen a line: without a side there the shorter one says where the frame ends.
    // Near the edge of the paper the frame ends where the paper does.
    const auto edge = static_cast<std::int32_t>(kPageBorderInches * view.dpi);
    const std::int32_t width = pixGetWidth(view.ink.get());
    if (!frame.left) frame.box.left = frame.inner_left < edge ? -edge : frame.inner_left;
    if (!frame.right) {
      frame.box.right = frame.inner_right > width - edge ? width + edge : frame.inner_right;
    }
    if (!frame.left && !frame.right) continue;
    if ((!best || frame.drawn > best->drawn) && !is_cell(frame.box, across, view.dpi)) best = frame;
  }
  return best;
}

struct Found {
  RotatedView view;
  Frame frame;
};

std::optional<Found> best_frame(const CleanPage& page) {
  const RotatedView upright = crop_upper_part(page);
  std::optional<Found> best;
  double angle = 0;
  const auto look = [&](double degrees) {
    RotatedView view = rotate_view(upright, degrees);
    const auto frame = frame_in(view);
    if (!frame || (best && frame->drawn <= best->frame.drawn)) return;
    best = Found{std::move(view), *frame};
    angle = degrees;
  };
  for (double degrees = -kMaxFrameTiltDegrees; degrees <= kMaxFrameTiltDegrees;
       degrees += kFrameTiltStepDegrees)
    look(degrees);
  if (!best) return best;
  const double about = angle;
  for (const double by : {-1.0, -0.5, 0.5, 1.0}) look(about + by);
  return best;
}

/// In grey and in the lighter ink, what lies around strong ink goes too.
void wipe_all(CleanPage& page, const Box& b, std::int32_t beside, std::int32_t above) {
  const Box wide = inflated(b, beside, above);
  clear_box(page.ink.get(), b);
  clear_box(page.faint_ink.get(), wide);
  clear_box(page.grey.get(), wide, page.paper);
}

/// As wipe_all, of a shape of ink whose left top is at (x, y).
void wipe_shape(CleanPage& page, Pix* shape, std::int32_t x, std::int32_t y) {
  const PixPtr framed = own(pixAddBorder(shape, 1, 0));
  const PixPtr wide = own(pixDilateBrick(nullptr, framed.get(), 3, 3));
  const std::int32_t width = pixGetWidth(wide.get()), height = pixGetHeight(wide.get());
  constexpr l_int32 kSubtract = PIX_DST & PIX_NOT(PIX_SRC);
  pixRasterop(page.ink.get(), x - 1, y - 1, width, height, kSubtract, framed.get(), 0, 0);
  pixRasterop(page.faint_ink.get(), x - 1, y - 1, width, height, kSubtract, wide.get(), 0, 0);
  pixSetMaskedGeneral(page.grey.get(), wide.get(), static_cast<l_uint32>(page.paper), x - 1, y - 1);
}

/// Ink across a side of the frame at one of its steps.
struct Crossing {
  std::int32_t step = 0, from = 0, to = 0;  ///< from and to: off the side
  [[nodiscard]] std::int32_t thick() const { return to - from; }
  [[nodiscard]] double centre() const { return (from + to) / 2.0; }
};

/// A side of the frame, looked at along its length.
struct Side {
  Point from, to;
  bool across = false;
  std::int32_t steps = 0;

  Side(const Point& a, const Point& b)
      : from(a), to(b), across(std::abs(b.x - a.x) > std::abs(b.y - a.y)) {
    steps = static_cast<std::int32_t>(across ? std::abs(b.x - a.x) : std::abs(b.y - a.y));
  }
  /// The pixel box of a crossing.
  [[nodiscard]] Box box_of(const Crossing& c) const {
    const double part = steps == 0 ? 0 : 1.0 * c.step / steps;
    const auto x = static_cast<std::int32_t>(std::lround(from.x + part * (to.x - from.x)));
    const auto y = static_cast<std::int32_t>(std::lround(from.y + part * (to.y - from.y)));
    return across ? Box{x, y + c.from, x + 1, y + c.to} : Box{x + c.from, y, x + c.to, y + 1};
  }
};

/// What crosses a side within `near` of it, no thicker than `thickest`.
std::vector<Crossing> crossings(const Side& side, const CleanPage& page) {
  const std::int32_t near = page.dpi / kMaxSideOffsetInchDivisor,
                     thickest = page.dpi / kMaxCrossingInchDivisor;
  std::vector<Crossing> out;
  for (std::int32_t step = 0; step <= side.steps; ++step) {
    const auto is_ink = [&](std::int32_t off) {
      return count_ink_pixels(page.ink.get(), side.box_of({step, off, off + 1})) != 0;
    };
    for (std::int32_t off = -near; off <= near; ++off) {
      if (!is_ink(off)) continue;
      Crossing crossing{step, off, off};
      while (crossing.from > -near - thickest && is_ink(crossing.from - 1)) --crossing.from;
      while (crossing.to < near + thickest && is_ink(crossing.to)) ++crossing.to;
      off = crossing.to;
      if (crossing.thick() <= thickest) out.push_back(crossing);
    }
  }
  return out;
}

/// Erases the stroke along a side of the frame, and leaves print that crosses it: the stroke is
/// where most crossings of this stretch are, and as thick as most of them.
void erase_side(const Side& side, CleanPage& page) {
  const std::int32_t stretch = page.dpi / kStraightLengthInchDivisor;
  const std::vector<Crossing> all = crossings(side, page);
  for (std::int32_t begin = 0; begin <= side.steps; begin += stretch) {
    std::vector<Crossing> here;
    std::vector<double> centres, thickness;
    for (const Crossing& c : all) {
      if (c.step < begin - stretch / 2 || c.step >= begin + stretch + stretch / 2) continue;
      centres.push_back(c.centre());
      thickness.push_back(c.thick());
      if (c.step >= begin && c.step < begin + stretch) here.push_back(c);
    }
    if (centres.empty()) continue;
    const double middle = median(centres), thick = median(thickness);
    for (const Crossing& c : here) {
      if (std::abs(c.centre() - middle) > thick || c.thick() > 1.6 * thick + 1) continue;
      wipe_all(page, side.box_of(c), side.across ? 0 : 1, side.across ? 1 : 0);
    }
  }
}

/// Inside the frame, which is convex.
bool holds(const ArrivalStamp& stamp, const Point& at) {
  for (std::size_t i = 0; i < 4; ++i) {
    const Point& a = stamp.corners.at(i);
    const Point& b = stamp.corners.at((i + 1) % 4);
    if ((b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x) < 0) return false;
  }
  return true;
}

/// Print beside the stamp whose line comes out of it: letters, each at most a gap between words
/// from the next one, from outside the frame inwards.
std::vector<bool> going_on(const std::vector<Box>& letters, const std::vector<bool>& inside,
                           double x_height) {
  std::vector<bool> kept(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) kept[i] = !inside[i];
  const double gap = kMaxKeptLetterGapXHeights * x_height,
               least = kMinKeptLetterXHeights * x_height;
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const Box& letter = letters[i];
      if (kept[i] || height_of(letter) < least) continue;
      const std::int32_t middle = centre_y(letter);
      kept[i] = std::ranges::any_of(letters, [&](const Box& other) {
        if (!kept[static_cast<std::size_t>(&other - letters.data())]) return false;
        const std::int32_t high = height_of(other), own_height = height_of(letter);
        const bool alike = own_height < 2.2 * high && high < 2.2 * own_height && high >= least;
        const bool same_line = middle > other.top && middle < other.bottom;
        return alike && same_line && letter.left < other.left && other.left - letter.right < gap;
      });
      grown = grown || kept[i];
    }
  }
  return kept;
}

}  // namespace

std::optional<ArrivalStamp> find_arrival_stamp(const CleanPage& page) {
  if (page.height < page.width) return std::nullopt;
  const std::optional<Found> found = best_frame(page);
  if (!found) return std::nullopt;
  const RotatedView& view = found->view;
  const Box& frame = found->frame.box;
  ArrivalStamp stamp;
  stamp.left = found->frame.left;
  stamp.right = found->frame.right;
  stamp.corners = {view.to_page(frame.left, frame.top), view.to_page(frame.right, frame.top),
                   view.to_page(frame.right, frame.bottom), view.to_page(frame.left, frame.bottom)};
  double left = page.width, top = page.height, right = 0, bottom = 0;
  for (const Point& corner : stamp.corners) {
    left = std::min(left, corner.x);
    top = std::min(top, corner.y);
    right = std::max(right, corner.x);
    bottom = std::max(bottom, corner.y);
  }
  stamp.box = {std::max(0, static_cast<std::int32_t>(left)),
               std::max(0, static_cast<std::int32_t>(top)),
               std::min(page.width, static_cast<std::int32_t>(right) + 1),
               std::min(page.height, static_cast<std::int32_t>(bottom) + 1)};
  return stamp;
}

void erase_arrival_stamp(const ArrivalStamp& stamp, CleanPage& page) {
  const auto& c = stamp.corners;
  erase_side({c[0], c[1]}, page);
  erase_side({c[3], c[2]}, page);
  if (stamp.left) erase_side({c[0], c[3]}, page);
  if (stamp.right) erase_side({c[1], c[2]}, page);
  const Box area{stamp.box.left, stamp.box.top,
                 std::min(page.width, stamp.box.right + page.to_pixels(kTextSearchXHeights)),
                 stamp.box.bottom};
  const std::vector<ConnectedComponent> components = extract_components_in(page.ink.get(), area);
  std::vector<Box> letters;
  std::vector<bool> inside;
  for (const auto& [box, pix] : components) {
    letters.push_back(box);
    inside.push_back(
        holds(stamp, {box.left + width_of(box) / 2.0, box.top + height_of(box) / 2.0}));
  }
  const std::vector<bool> kept = going_on(letters, inside, page.x_height);
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (!kept[i]) wipe_shape(page, components[i].pix.get(), letters[i].left, letters[i].top);
  }
}

}  // namespace codau::image
