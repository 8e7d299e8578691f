// page/cleaning_steps.h — the steps of cleaning a page, by name.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace codau::image {

/// Each judges on the page itself whether it is called for.
enum class CleaningStep : std::uint8_t {
  kColours,
  kBackground,
  kStreaks,
  kSeals,
  kResample,
  kSkew,
  kDewarp,
  kSpecks
};

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

/// All of them; a step is left out only to measure what it earns.
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
