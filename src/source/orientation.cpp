#include "source/orientation.h"

#include <allheaders.h>

#include <cstddef>

#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::size_t kTagOrientation = 0x0112;

/// Numbers of two and four bytes in the order of the file; 0 beyond its end.
class EndianReader {
 public:
  EndianReader(std::string_view bytes, bool little) : bytes_(bytes), little_(little) {}
  [[nodiscard]] std::size_t two(std::size_t at) const {
    return little_ ? byte(at) | byte(at + 1) << 8U : byte(at) << 8U | byte(at + 1);
  }
  [[nodiscard]] std::size_t four(std::size_t at) const {
    return little_ ? two(at) | two(at + 2) << 16U : two(at) << 16U | two(at + 2);
  }

 private:
  [[nodiscard]] std::size_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U;
  }
  std::string_view bytes_;
  bool little_;
};

std::int32_t orientation_in(std::string_view tiff) {
  const EndianReader numbers(tiff, tiff.starts_with("II"));
  const std::size_t directory = numbers.four(4);
  if (directory >= tiff.size()) return kOrientationAsStored;
  const std::size_t count = numbers.two(directory);
  for (std::size_t i = 0; i < count && directory + 2 + 12 * i < tiff.size(); ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (numbers.two(entry) != kTagOrientation) continue;
    const std::size_t value = numbers.two(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<std::int32_t>(value) : kOrientationAsStored;
  }
  return kOrientationAsStored;
}

}  // namespace

std::int32_t read_exif_orientation(std::string_view jpeg) noexcept {
  using namespace std::literals;
  constexpr std::string_view kExif = "Exif\0\0"sv;
  const EndianReader numbers(jpeg, false);
  for (std::size_t at = 2; at + 4 < jpeg.size() && jpeg[at] == '\xFF';) {
    const auto marker = static_cast<unsigned char>(jpeg[at + 1]);
    const std::size_t size = numbers.two(at + 2);
    if (marker < 0xE0 && marker != 0xDB && marker != 0xC4) break;  // the frame: no more headers
    const std::string_view data = jpeg.substr(at + 4, size < 2 ? 0 : size - 2);
    if (marker == 0xE1 && data.starts_with(kExif)) return orientation_in(data.substr(kExif.size()));
    at += 2 + size;
  }
  return kOrientationAsStored;
}

PixPtr apply_orientation(PixPtr pix, std::int32_t orientation) {
  const auto turned = [&pix](int quarters) { pix = own(pixRotateOrth(pix.get(), quarters)); };
  const auto mirrored = [&pix] { pixFlipLR(pix.get(), pix.get()); };
  if (!pix) return pix;
  switch (orientation) {
    case 2:
      mirrored();
      break;
    case 3:
      turned(2);
      break;
    case 4:
      turned(2);
      mirrored();
      break;
    case 5:
      turned(1);
      mirrored();
      break;
    case 6:
      turned(1);
      break;
    case 7:
      turned(3);
      mirrored();
      break;
    case 8:
      turned(3);
      break;
    default:
      break;
  }
  return pix;
}

std::array<int, 6> make_orientation_matrix(std::int32_t orientation) {
  switch (orientation) {
    case 2:
      return {-1, 0, 0, 1, 1, 0};
    case 3:
      return {-1, 0, 0, -1, 1, 1};
    case 4:
      return {1, 0, 0, -1, 0, 1};
    case 5:
      return {0, -1, -1, 0, 1, 1};
    case 6:
      return {0, -1, 1, 0, 0, 1};
    case 7:
      return {0, 1, 1, 0, 0, 0};
    case 8:
      return {0, 1, -1, 0, 1, 0};
    default:
      return {1, 0, 0, 1, 0, 0};
  }
}

}  // namespace codau::image
