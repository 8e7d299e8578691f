// nn/model_file.h — the file of a network: named tensors. All models of networks in models/ are
// such files, except context.nn (lm/context_format.h). Numbers are little-endian. The parts are:
// 1. 8 bytes: "CODAUNET".
// 2. u32: the version, kModelFileVersion.
// 3. 16 bytes: the kind, padded with zeros. It says what the network does, and so which tensors
//    there are.
// 4. u64: bytes of the payload. The payload is the rest of the file.
// 5. u64: hash_fnv1a() of the payload.
// 6. The payload: the number of tensors (u32), then the tensors.
//
// The parts of a tensor are:
// 1. u8: the length of its name; then the name.
// 2. u8: its type, as TensorType has it.
// 3. u8: the number of its dimensions; then each dimension (u32).
// 4. The numbers, row by row, without padding.
//
// tools/model_file.py reads and writes the same file in Python.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/error.h"

namespace codau::nn {

inline constexpr std::uint32_t kModelFileVersion = 1;
inline constexpr std::size_t kMaxModelFileBytes = std::size_t{64} << 20U;
inline constexpr std::size_t kMaxTensors = 4096, kMaxDimensions = 4, kMaxKindBytes = 16;

/// The type of the numbers of a tensor. The value is the type's number in the file.
enum class TensorType : std::uint8_t { kInt8 = 1, kInt16 = 2, kInt32 = 3, kFloat = 4, kText = 5 };

/// Numbers in the order of `shape`, the last dimension fastest; or a text, whose only dimension is
/// its length in bytes.
struct Tensor {
  std::string name;
  TensorType type = TensorType::kInt8;
  std::vector<std::uint32_t> shape;
  std::string bytes;  ///< as in the file
};

/// The contents of a file.
class ModelFile {
 public:
  /// Precondition: `kind` has at most kMaxKindBytes bytes. `name` stands in messages: a path.
  explicit ModelFile(std::string kind, std::string name = "model")
      : kind_(std::move(kind)), name_(std::move(name)) {}

  /// Parses a file. Accepts any bytes. Throws Error{kModel} if the bytes are no model file, or are
  /// damaged, cut off or too large. Throws it, too, if the version or the kind is another one.
  [[nodiscard]] static ModelFile parse(std::string_view bytes, std::string_view kind,
                                       const std::string& name);
  /// Does the same with the contents of a file. Throws Error{kModel} also if it cannot be read.
  [[nodiscard]] static ModelFile read(const std::filesystem::path& file, std::string_view kind);
  /// Returns the bytes of the file. Law: parse() gives the same tensors again.
  [[nodiscard]] std::string serialise() const;

  [[nodiscard]] const std::vector<Tensor>& tensors() const noexcept { return tensors_; }
  /// Returns the hash of the payload as 16 digits: "0f3a…". Empty if the file was not parsed.
  [[nodiscard]] const std::string& hash() const noexcept { return hash_; }
  /// Returns Error{kModel} "NAME: is damaged: DETAIL", for readers of the tensors.
  [[nodiscard]] Error damage(const std::string& detail) const;

  /// Adds a tensor of type T: std::int8_t, std::int16_t, std::int32_t or float. Precondition: no
  /// tensor has this name yet, and `values` fills `shape`.
  template <class T>
  void add(std::string name, std::vector<std::uint32_t> shape, const std::vector<T>& values) {
    const auto* const begin = reinterpret_cast<const char*>(values.data());
    tensors_.push_back(
        {std::move(name), type_of<T>(), std::move(shape), {begin, values.size() * sizeof(T)}});
  }
  /// Adds a text.
  void add_text(std::string name, std::string text);

  /// Returns the tensor of this name. Throws Error{kModel} if it is missing.
  [[nodiscard]] const Tensor& tensor(std::string_view name) const;
  /// Returns the numbers of a tensor. Throws Error{kModel} if it is missing, if it has another type
  /// or shape, or if a number is not finite.
  template <class T>
  [[nodiscard]] std::vector<T> numbers(std::string_view name,
                                       std::initializer_list<std::size_t> shape) const {
    const std::span<const std::size_t> expected(shape.begin(), shape.size());
    const Tensor& found = tensor_of(name, type_of<T>(), expected);
    std::vector<T> out(found.bytes.size() / sizeof(T));
    if (!out.empty()) std::memcpy(out.data(), found.bytes.data(), found.bytes.size());
    return out;
  }
  /// Returns a text. Throws Error{kModel} if it is missing or is no text.
  [[nodiscard]] const std::string& text(std::string_view name) const;

 private:
  template <class T>
  [[nodiscard]] static constexpr TensorType type_of() {
    if constexpr (std::is_same_v<T, std::int8_t>) return TensorType::kInt8;
    if constexpr (std::is_same_v<T, std::int16_t>) return TensorType::kInt16;
    if constexpr (std::is_same_v<T, std::int32_t>) return TensorType::kInt32;
    if constexpr (std::is_same_v<T, float>) return TensorType::kFloat;
  }
  [[nodiscard]] const Tensor& tensor_of(std::string_view name, TensorType type,
                                        std::span<const std::size_t> shape) const;

  std::string kind_, name_, hash_;
  std::vector<Tensor> tensors_;
};

/// Returns the 64-bit FNV-1a hash of `bytes`. It recognises a known file, and damage.
[[nodiscard]] std::uint64_t hash_fnv1a(std::string_view bytes);
/// Returns a hash as 16 hexadecimal digits.
[[nodiscard]] std::string format_hash(std::uint64_t hash);

}  // namespace codau::nn
