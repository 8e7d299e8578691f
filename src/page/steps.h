// page/steps.h — the steps of cleaning a page, by name.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace codau::image {

/// Each judges on the page itself whether it is called for.
enum class Step : std::uint8_t { kColours, kGround, kLines, kSeals, kSize, kSkew, kBend, kSpecks };

constexpr std::array<std::pair<Step, std::string_view>, 8> kSteps{{
    {Step::kColours, "colours"},
    {Step::kGround, "ground"},
    {Step::kLines, "lines"},
    {Step::kSeals, "seals"},
    {Step::kSize, "size"},
    {Step::kSkew, "skew"},
    {Step::kBend, "bend"},
    {Step::kSpecks, "specks"},
}};

/// All of them; a step is left out only to measure what it earns.
class Steps {
 public:
  constexpr Steps() = default;
  [[nodiscard]] constexpr bool operator[](Step step) const { return (left_out_ & bit(step)) == 0; }
  [[nodiscard]] constexpr Steps without(Step step) const {
    Steps out = *this;
    out.left_out_ |= bit(step);
    return out;
  }

 private:
  static constexpr std::uint32_t bit(Step step) { return 1U << static_cast<unsigned>(step); }
  std::uint32_t left_out_ = 0;
};

}  // namespace codau::image
