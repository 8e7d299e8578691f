// segment/page_network.h — the network that classifies every pixel of a page. It computes in
// integers, so results are the same on every processor. It is a U-Net with five resolutions.
// 1. Down, at 100 dpi: e1. At 50: e2, f2. At 25: e3. At 12.5: e4, f4. At 6.25: e5, r1, r2, r3.
// 2. Up: p4 is added to f4 before d4, p3 to e3 before d3, p2 to f2 before d2, p1 to e1 before d1.
// 3. The logits of a class are the sum of fine, from d1, and coarse, from d2.
// Layers e, f, d and r are convolutions of 3 × 3. The others are of 1 × 1; layers p are enlarged.
// The results of r1 to r3 are added to their inputs. tools/page_map/train trains the network.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
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

/// Reads page-map.net in the folder `models`. Returns nothing if there is no such file. Throws
/// Error{kModel} if the file is damaged, or is of another network.
[[nodiscard]] std::optional<PageNetwork> read_page_network(const std::filesystem::path& models);

}  // namespace codau::image
