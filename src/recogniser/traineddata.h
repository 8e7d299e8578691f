// recogniser/traineddata.h — reads the components of a model file of Tesseract (NAME.traineddata).
// All functions accept any bytes, and never read beyond them. `traineddata` is the whole file.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// The components that codau reads. A value is the index of the component in the table of the file.
enum class TraineddataComponent : std::uint8_t {
  kLstm = 17,            ///< layers of the network, and the settings of its training
  kLstmSystemDawg = 19,  ///< the list of frequent words, as a word graph
  kLstmUnicharset = 21,  ///< the texts that the network can read: letters, signs, ligatures
  kLstmRecoder = 22      ///< the class of the network for each text
};

/// Returns the bytes of a component, which refer to `traineddata`. Empty if the component is
/// missing or does not lie in the file.
[[nodiscard]] std::string_view find_component(std::string_view traineddata,
                                              TraineddataComponent component);

/// Returns the 64-bit FNV-1a hash of `bytes`. Use it to recognise a known component or file.
[[nodiscard]] std::uint64_t hash_fnv1a(std::string_view bytes);

/// The most texts that read_unicharset() accepts, and the most classes of a network.
inline constexpr std::size_t kMaxClasses = 1U << 15U;

/// Returns the texts of the component kLstmUnicharset, UTF-8, by their number in the file; the
/// space is " ". Returns an empty vector if the component is missing or damaged, or has more than
/// kMaxClasses texts.
[[nodiscard]] std::vector<std::string> read_unicharset(std::string_view traineddata);

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

 private:
  static_assert(std::endian::native == std::endian::little);
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace codau::recogniser
