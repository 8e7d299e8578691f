// segment/page_network.h — the network of the page map (segment/page_map.h). It computes in
// integers, so results are the same on every processor. tools/page_map/train trains it. Its layers
// are those of a U-Net with five resolutions. The names of its tensors are e1.weights and so on.
// 1. Down: e1 (100 dpi), e2 and f2 (50), e3 (25), e4 and f4 (12.5), e5, r1, r2 and r3 (6.25).
// 2. Up: p4 is added to f4 before d4, p3 to e3 before d3, p2 to f2 before d2, p1 to e1 before d1.
// 3. Output: the logits of a class are the sum of fine (after d1) and coarse (after d2).
// Layers e, f, d and r are convolutions of 3 × 3, the others of 1 × 1. The results of r1 to r3 are
// added to their inputs. The results of layers p are doubled in size.
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

/// The network, ready to run. Immutable.
class PageNetwork {
 public:
  /// the kind in the model file (nn/model_file.h)
  static constexpr std::string_view kKind = "page map";
  static constexpr std::int32_t kInputs = 6, kClasses = 13;
  static constexpr std::int32_t kStride = 16;  ///< both sides of an input are multiples of it

  /// Throws Error{kModel} if a tensor is missing, or has a shape that does not fit the other
  /// layers.
  explicit PageNetwork(const nn::ModelFile& file);

  /// Returns the classes of each place of `input`, row by row: bit k is class k (PageClass).
  /// Law: every ConvolutionCode gives the same result.
  /// Preconditions: both sides of `input` are multiples of kStride; it has kInputs channels; the
  /// processor has `code`.
  [[nodiscard]] std::vector<std::uint16_t> classify(const nn::ByteMap& input,
                                                    nn::ConvolutionCode code) const;

 private:
  std::map<std::string, nn::Convolution, std::less<>> layers_;
};

/// Reads page-map.net in the folder `models`. Returns nothing if there is no such file. Throws
/// Error{kModel} if the file is damaged, or is of another network.
[[nodiscard]] std::optional<PageNetwork> read_page_network(const std::filesystem::path& models);

}  // namespace codau::image
