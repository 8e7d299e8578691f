// nn/byte_reader.h — reads numbers and strings from bytes that may be damaged.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace codau::nn {

/// Reads bytes from the first to the last; numbers are little-endian. A read beyond the end, and
/// every later read, returns zero or an empty string; ok() then returns false. The bytes must
/// outlive the reader and the strings that it returns.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  /// Reads a number of type T.
  template <class T>
  T number() {
    T value{};
    const std::string_view raw = string(sizeof value);
    if (ok_) std::memcpy(&value, raw.data(), sizeof value);
    return value;
  }
  /// Reads a string of `size` bytes.
  std::string_view string(std::size_t size) {
    ok_ = ok_ && size <= rest_.size();
    const std::string_view out = ok_ ? rest_.substr(0, size) : std::string_view();
    rest_.remove_prefix(out.size());
    return out;
  }
  /// Reads the length of a string (u32), then the string.
  std::string_view string() { return string(number<std::uint32_t>()); }
  /// Returns true if no read went beyond the end.
  [[nodiscard]] bool ok() const { return ok_; }
  /// Returns the number of bytes that were not read yet.
  [[nodiscard]] std::size_t remaining() const { return rest_.size(); }

 private:
  static_assert(std::endian::native == std::endian::little);
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace codau::nn
