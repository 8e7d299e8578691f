// page/cleaning_steps.h — names the steps of cleaning a page, so that measurements can leave one
// out.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace codau::image {

/// A step of cleaning a page. Each step decides by the page itself whether it is needed.
enum class CleaningStep : std::uint8_t {
  kColours,     ///< remove coloured ink (page/coloured_ink.h)
  kBackground,  ///< even out the brightness of the paper (raster/binarisation.h)
  kStreaks,     ///< erase scanner streaks (segment/rules/streaks.h)
  kSeals,       ///< erase black seals (segment/rules/seals.h)
  kResample,    ///< enlarge small print (page/x_height.h)
  kSkew,        ///< rotate until text lines are level (page/skew.h)
  kDewarp,      ///< flatten a bent page (page/dewarping.h)
  kSpecks       ///< erase specks (page/despeckle.h)
};
/// The steps with the names that tools use.

constexpr std::array<std::pair<CleaningStep, std::string_view>, 8> kCleaningStepNames{{
    {CleaningStep::kColours, "colours"},
    {CleaningStep::kBackground, "ground"},
    {CleaningStep::kStreaks, "lines"},
    {CleaningStep::kSeals, "seals"},
    {CleaningStep::kResample, "size"},
    {CleaningStep::kSkew, "skew"},
    {CleaningStep::kDewarp, "bend"},
    {CleaningStep::kSpecks, "specks"},
}};

/// The steps that may be made: all of them by default.
class CleaningSteps {
 public:
  constexpr CleaningSteps() = default;
  [[nodiscard]] constexpr bool operator[](CleaningStep step) const {
    return (excluded_ & bit(step)) == 0;
  }
  [[nodiscard]] constexpr CleaningSteps excluding(CleaningStep step) const {
    CleaningSteps out = *this;
    out.excluded_ |= bit(step);
    return out;
  }

 private:
  static constexpr std::uint32_t bit(CleaningStep step) {
    return 1U << static_cast<unsigned>(step);
  }
  std::uint32_t excluded_ = 0;
};

}  // namespace codau::image
