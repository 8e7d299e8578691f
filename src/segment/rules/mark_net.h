// segment/rules/mark_net.h — the two small networks of mark_finder.h. Their input is a map of ink
// at 100 dpi: 0 is paper, 1 is black. Their output has one number for each square of 8 × 8 pixels:
// the log odds that the centre of a stamped MẬT is there. The tool tools/make_mark_finder trains
// them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "nn/float_convolution.h"

namespace codau::image {

/// The layers of the finder, which looks at the whole left part of a page. The members are those of
/// nn::FloatConvolution: kernel, stride, in, out, rectified, added.
inline constexpr nn::FloatConvolution kFinderLayers[] = {
    {4, 2, 1, 8, true, false},   {3, 2, 8, 16, true, false}, {3, 2, 16, 32, true, false},
    {3, 1, 32, 32, true, false}, {3, 1, 32, 32, true, true}, {3, 1, 32, 32, true, false},
    {3, 1, 32, 32, true, true},  {1, 1, 32, 1, false, false}};
/// The layers of the judge, which looks again at the places that the finder proposes.
inline constexpr nn::FloatConvolution kJudgeLayers[] = {
    {4, 2, 1, 16, true, false},  {3, 2, 16, 32, true, false}, {3, 1, 32, 32, true, false},
    {3, 2, 32, 64, true, false}, {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},
    {3, 1, 64, 64, true, false}, {3, 1, 64, 64, true, true},  {3, 1, 64, 64, true, false},
    {3, 1, 64, 64, true, true},  {1, 1, 64, 1, false, false}};
inline constexpr std::int32_t kMarkStep = 8;  ///< pixels of the input for each place of the output
/// The kinds of their model files (nn/model_file.h), which have the tensors of nn/float_weights.h.
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
