#include "raster/pixel_digest.h"

#include <allheaders.h>
#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "core/error.h"
#include "core/hex.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    check(context_ ? EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) : 0);
  }
  void add(const void* bytes, std::size_t size) {
    check(EVP_DigestUpdate(context_.get(), bytes, size));
  }
  [[nodiscard]] std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context_.get(), digest.data(), &size));
    return to_hex({reinterpret_cast<const char*>(digest.data()), size});
  }

 private:
  static void check(int done) {
    if (done != 1) throw Error(ErrorCode::kInternal, "libcrypto has no SHA-256");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

/// The bytes of a row as the header says; bits behind the last pixel are 0.
void pack(const l_uint32* row, std::int32_t width, std::int32_t depth,
          std::vector<unsigned char>& out) {
  if (depth == 32) {
    for (std::int32_t x = 0; x < width; ++x) {
      const auto at = static_cast<std::size_t>(3 * x);
      out[at] = static_cast<unsigned char>(row[x] >> 24U);
      out[at + 1] = static_cast<unsigned char>(row[x] >> 16U);
      out[at + 2] = static_cast<unsigned char>(row[x] >> 8U);
    }
    return;
  }
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = GET_DATA_BYTE(row, i);
  const std::int32_t spare = static_cast<std::int32_t>(8 * out.size()) - width * depth;
  if (spare > 0) out.back() = static_cast<unsigned char>(out.back() >> spare << spare);
}

}  // namespace

std::string compute_pixel_sha256(const PageImage& page) {
  const PixPtr plain = own(pixRemoveColormap(page.pix.get(), REMOVE_CMAP_TO_FULL_COLOR));
  Pix* pix = plain.get();
  const std::int32_t width = pixGetWidth(pix), height = pixGetHeight(pix), depth = pixGetDepth(pix);
  const std::int32_t bits = depth == 32 ? 24 : depth;
  const std::string head =
      std::to_string(width) + ' ' + std::to_string(height) + ' ' + std::to_string(bits) + '\n';
  Sha256 sum;
  sum.add(head.data(), head.size());
  std::vector<unsigned char> row(
      (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits) + 7) / 8);
  for (std::int32_t y = 0; y < height; ++y) {
    pack(pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix), width, depth, row);
    sum.add(row.data(), row.size());
  }
  return sum.hex();
}

}  // namespace codau::image
