#include "io/compression.h"

#include <zlib.h>

#include "core/error.h"

namespace codau::io {
namespace {

constexpr std::size_t kSizeBytes = 8;  // bytes of the size, the lowest first

const Bytef* data_of(std::string_view bytes) {
  return reinterpret_cast<const Bytef*>(bytes.data());
}

}  // namespace

std::string compress(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < kSizeBytes; ++i) out += static_cast<char>(bytes.size() >> (8 * i));
  uLongf size = ::compressBound(bytes.size());
  out.resize(kSizeBytes + size);
  if (::compress(reinterpret_cast<Bytef*>(out.data() + kSizeBytes), &size, data_of(bytes),
                 bytes.size()) != Z_OK) {
    throw Error(ErrorCode::kInternal, "bytes that zlib refuses");
  }
  out.resize(kSizeBytes + size);
  return out;
}

std::optional<std::string> decompress(std::string_view bytes, std::uint64_t max_bytes) {
  if (bytes.size() < kSizeBytes) return std::nullopt;
  std::uint64_t claimed = 0;
  for (std::size_t i = kSizeBytes; i-- > 0;)
    claimed = claimed << 8U | static_cast<unsigned char>(bytes[i]);
  if (claimed > max_bytes) return std::nullopt;
  std::string out(claimed, '\0');
  uLongf size = out.size();
  const std::string_view packed = bytes.substr(kSizeBytes);
  const int done =
      ::uncompress(reinterpret_cast<Bytef*>(out.data()), &size, data_of(packed), packed.size());
  if (done != Z_OK || size != out.size()) return std::nullopt;
  return out;
}

}  // namespace codau::io
