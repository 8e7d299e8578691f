// recogniser/traineddata.h — the components of a model file of Tesseract. For any content of the
// file, no byte outside the file is read.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// Indices of the components that codau reads, in the table of a file.
enum class TraineddataComponent : std::uint8_t {
  kLstm = 17,
  kLstmSystemDawg = 19,
  kLstmUnicharset = 21,
  kLstmRecoder = 22
};

/// Returns the bytes of a component; empty if the component is missing or does not lie in the file.
[[nodiscard]] std::string_view find_component(std::string_view file, TraineddataComponent which);

/// Returns the FNV-1a hash, 64 bits.
[[nodiscard]] std::uint64_t hash_fnv1a(std::string_view bytes);

/// Most texts that read_unicharset() accepts.
inline constexpr std::size_t kMaxClasses = 1U << 15U;

/// Returns the texts of a model (letters, signs, ligatures) by their number, UTF-8. Returns nothing
/// if the component is missing or damaged, or has more than kMaxClasses texts.
[[nodiscard]] std::vector<std::string> read_unicharset(std::string_view traineddata);

/// Reads a file from its first byte to its last; numbers are little-endian. After a read beyond the
/// end, ok() stays false, and all reads return zeros and empty strings.
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

 private:
  static_assert(std::endian::native == std::endian::little);
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace codau::recogniser
