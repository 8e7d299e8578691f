// recogniser/traineddata.h — the components of a model file of Tesseract. Whatever the file holds,
// nothing outside it is read.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// Where the components that we read stand in the table of a file.
enum class Component : std::uint8_t { kLayers = 17, kWords = 19, kTexts = 21, kCodes = 22 };

/// Its bytes; empty where it is not there or does not lie in the file.
[[nodiscard]] std::string_view component(std::string_view file, Component which);

/// FNV-1a, 64 bits.
[[nodiscard]] std::uint64_t fingerprint(std::string_view bytes);

inline constexpr std::size_t kMostClasses = 1U << 15U;

/// The texts of a model by their number, UTF-8; empty where they are damaged.
[[nodiscard]] std::vector<std::string> read_texts(std::string_view traineddata);

/// Reads a file from its first byte to its last, numbers as little-endian. Once it is asked for
/// more than there is, ok() is false for good, and it gives zeros and empty strings.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T number() {
    T value{};
    const std::string_view raw = string(sizeof value);
    if (ok_) std::memcpy(&value, raw.data(), sizeof value);
    return value;
  }
  std::string_view string(std::size_t size) {
    ok_ = ok_ && size <= rest_.size();
    const std::string_view out = ok_ ? rest_.substr(0, size) : std::string_view();
    rest_.remove_prefix(out.size());
    return out;
  }
  /// With its length before it.
  std::string_view string() { return string(number<std::uint32_t>()); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  static_assert(std::endian::native == std::endian::little);
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace codau::recogniser
