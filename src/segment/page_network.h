// segment/page_network.h — the network that classifies every pixel of a page. It computes in
// integers, so results are the same on every processor. A U-Net with five resolutions:
//
//     100 dpi   e1 ───────────────────────────── + p1 ─ d1 ─ fine ─ + ─ classes
//      50 dpi      e2 ─ f2 ──────────────── + p2 ─ d2 ─ coarse ─────┘
//      25 dpi          e3 ──────────── + p3 ─ d3
//    12.5 dpi             e4 ─ f4 ─ + p4 ─ d4
//    6.25 dpi                 e5 ─ r1 ─ r2 ─ r3
//
// Layers e, f, d and r are convolutions of 3 × 3. Layers p are projections, enlarged and added. The
// results of r1 to r3 are added to their inputs. The program tools/page_map/train trains the
// network.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nn/convolution.h"
#include "nn/model_file.h"

namespace codau::image {

/// The network. Never changes after it was made.
class PageNetwork {
 public:
  static constexpr std::string_view kKind = "page map";  ///< of the model file
  static constexpr std::int32_t kInputs = 6, kClasses = 13;
  static constexpr std::int32_t kStride = 16;  ///< sides of an input are multiples of it

  /// Throws Error{kModel} if a tensor is missing or has another shape than its neighbours need.
  explicit PageNetwork(const nn::ModelFile& file);

  /// Returns the classes of each place, row by row: bit k is class k.
  /// Law: every ConvolutionCode gives the same result.
  /// Preconditions: the sides of `input` are multiples of kStride, and it has kInputs channels;
  /// the processor has `code`.
  [[nodiscard]] std::vector<std::uint16_t> classify(const nn::ByteMap& input,
                                                    nn::ConvolutionCode code) const;

 private:
  std::map<std::string, nn::Convolution, std::less<>> layers_;
};

}  // namespace codau::image
