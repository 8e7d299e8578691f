// segment/rules/mark_net.h — the two small networks that say where a stamped MẬT stands. Their
// input is ink: 0 (paper) to 1 (black), 100 dpi, depth 1 (segment/rules/mark_finder.h). Their
// output is the logarithm of the odds that the middle of a stamped MẬT is at a place. Trained by
// tools/make_mark_finder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "nn/float_convolution.h"

namespace codau::image {

/// Looks at all of the left part of a page.
inline constexpr nn::FloatConvolution kFinderLayers[] = {
    {4, 2, 1, 8, true, false},   {3, 2, 8, 16, true, false}, {3, 2, 16, 32, true, false},
    {3, 1, 32, 32, true, false}, {3, 1, 32, 32, true, true}, {3, 1, 32, 32, true, false},
    {3, 1, 32, 32, true, true},  {1, 1, 32, 1, false, false}};
/// Looks again at the places that the finder found.
inline constexpr nn::FloatConvolution kJudgeLayers[] = {
    {4, 2, 1, 16, true, false},  {3, 2, 16, 32, true, false}, {3, 1, 32, 32, true, false},
    {3, 2, 32, 64, true, false}, {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},
    {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},  {3, 1, 64, 64, true, false},
    {3, 1, 64, 64, true, true},  {1, 1, 64, 1, false, false}};
inline constexpr std::int32_t kMarkStep = 8;  ///< pixels of the input for a place of the output
/// The kinds of their files (nn/model_file.h), whose tensors are those of nn/float_weights.h.
inline constexpr std::string_view kFinderKind = "mark finder", kJudgeKind = "mark judge";

/// Both networks. Immutable.
class MarkNetworks {
 public:
  /// Reads mark-finder.net and mark-judge.net in the folder `models`. Throws Error{kModel} if a
  /// file is missing, damaged, or of another network.
  explicit MarkNetworks(const std::filesystem::path& models);

  [[nodiscard]] nn::FloatNetwork finder() const { return {kFinderLayers, finder_}; }
  [[nodiscard]] nn::FloatNetwork judge() const { return {kJudgeLayers, judge_}; }
  /// Returns the names and hashes of the files: "mark-finder 1f0e… mark-judge 77b2…".
  [[nodiscard]] const std::string& version() const noexcept { return version_; }

 private:
  std::vector<float> finder_, judge_;
  std::string version_;
};

}  // namespace codau::image
