#include "nn/model_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>

#include "core/hex.h"
#include "core/message.h"
#include "nn/byte_reader.h"

namespace codau::nn {
namespace {

constexpr std::string_view kMagic = "CODAUNET";
constexpr std::size_t kMaxNameBytes = 64;

[[noreturn]] void fail(const std::string& name, const Message& fault) {
  throw Error(ErrorCode::kModel, name + ": " + fault);
}

/// Returns the bytes of a number, or nothing if the type is unknown.
std::size_t size_of(TensorType type) {
  switch (type) {
    case TensorType::kInt8:
    case TensorType::kText:
      return 1;
    case TensorType::kInt16:
      return 2;
    case TensorType::kInt32:
    case TensorType::kFloat:
      return 4;
  }
  return 0;
}

/// Returns the bytes of a tensor, or more than kMaxModelFileBytes if they are too many.
template <class Shape>
std::size_t count_bytes(TensorType type, const Shape& shape) {
  std::size_t bytes = size_of(type);
  for (const std::size_t length : shape) {
    if (length != 0 && bytes > kMaxModelFileBytes / length) return kMaxModelFileBytes + 1;
    bytes *= length;
  }
  return bytes;
}

/// Reads a tensor; an empty name means that it is damaged.
Tensor read_tensor(ByteReader& bytes) {
  Tensor tensor;
  tensor.name = bytes.string(bytes.number<std::uint8_t>());
  tensor.type = static_cast<TensorType>(bytes.number<std::uint8_t>());
  tensor.shape.resize(std::min<std::size_t>(bytes.number<std::uint8_t>(), kMaxDimensions + 1));
  for (std::uint32_t& length : tensor.shape) length = bytes.number<std::uint32_t>();
  const bool is_sound = tensor.name.size() <= kMaxNameBytes && size_of(tensor.type) != 0 &&
                        tensor.shape.size() <= kMaxDimensions &&
                        (tensor.type != TensorType::kText || tensor.shape.size() == 1) &&
                        count_bytes(tensor.type, tensor.shape) <= bytes.remaining();
  if (!is_sound || !bytes.ok()) return {};
  tensor.bytes = bytes.string(count_bytes(tensor.type, tensor.shape));
  return tensor;
}

template <class T>
void append(std::string& to, T number) {
  to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::string serialise_payload(const std::vector<Tensor>& tensors) {
  std::string out;
  append(out, static_cast<std::uint32_t>(tensors.size()));
  for (const Tensor& tensor : tensors) {
    append(out, static_cast<std::uint8_t>(tensor.name.size()));
    out += tensor.name;
    append(out, static_cast<std::uint8_t>(tensor.type));
    append(out, static_cast<std::uint8_t>(tensor.shape.size()));
    for (const std::uint32_t length : tensor.shape) append(out, length);
    out += tensor.bytes;
  }
  return out;
}

std::string pad_kind(std::string_view kind) {
  std::string out(kind);
  out.resize(kMaxKindBytes);
  return out;
}

/// Reads the head of a file; returns its payload, and the hash that the payload must have.
std::string_view read_head(ByteReader& head, std::string_view kind, const std::string& name,
                           std::uint64_t& hash) {
  if (head.string(kMagic.size()) != kMagic)
    fail(name, both("không phải tệp mạng nơ-ron của codau", "is no network file of codau"));
  const auto version = head.number<std::uint32_t>();
  if (version != kModelFileVersion) {
    fail(name, both("định dạng ", "format ") + std::to_string(version) +
                   both(", chương trình này đọc định dạng ", ", this program reads format ") +
                   std::to_string(kModelFileVersion) +
                   both("; dùng mô hình của cùng phiên bản", "; use the models of this release"));
  }
  const std::string_view found = head.string(kMaxKindBytes);
  const auto size = head.number<std::uint64_t>();
  hash = head.number<std::uint64_t>();
  if (!head.ok() || size != head.remaining())
    fail(name,
         both("tệp bị thiếu hoặc thừa; chép lại tệp", "is cut off or too long; copy it again"));
  if (found != pad_kind(kind)) {
    const std::string quoted = "\"" + std::string(kind) + "\"";
    fail(name,
         both("là mạng loại khác, không phải ", "is a network of another kind than ") + quoted);
  }
  return head.string(head.remaining());
}

}  // namespace

std::uint64_t hash_fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char one : bytes) hash = (hash ^ static_cast<unsigned char>(one)) * 0x100000001b3U;
  return hash;
}

std::string format_hash(std::uint64_t hash) {
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4)
    out += kHexDigits[(hash >> static_cast<unsigned>(shift)) & 15U];
  return out;
}

ModelFile ModelFile::parse(std::string_view bytes, std::string_view kind, const std::string& name) {
  if (bytes.size() > kMaxModelFileBytes) fail(name, both("tệp quá lớn", "is too large"));
  ModelFile out{std::string(kind), name};
  std::uint64_t hash = 0;
  ByteReader head(bytes);
  const std::string_view payload = read_head(head, kind, name, hash);
  if (hash_fnv1a(payload) != hash) throw out.damage("hash");
  out.hash_ = format_hash(hash);
  ByteReader rest(payload);
  const auto count = rest.number<std::uint32_t>();
  if (count > kMaxTensors) throw out.damage("tensors");
  for (std::uint32_t i = 0; i < count; ++i) {
    Tensor tensor = read_tensor(rest);
    if (tensor.name.empty() ||
        std::ranges::find(out.tensors_, tensor.name, &Tensor::name) != out.tensors_.end())
      throw out.damage("tensor " + std::to_string(i + 1));
    out.tensors_.push_back(std::move(tensor));
  }
  if (!rest.ok() || rest.remaining() != 0) throw out.damage("end");
  return out;
}

ModelFile ModelFile::read(const std::filesystem::path& file, std::string_view kind) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes;
  std::array<char, 65536> some{};
  while (bytes.size() <= kMaxModelFileBytes && (in.read(some.data(), some.size()), in.gcount() > 0))
    bytes.append(some.data(), static_cast<std::size_t>(in.gcount()));
  if (!in.is_open() || in.bad())
    fail(file.string(),
         both("không có hoặc không đọc được tệp này", "is missing or cannot be read"));
  return parse(bytes, kind, file.string());
}

std::string ModelFile::serialise() const {
  const std::string payload = serialise_payload(tensors_);
  std::string out(kMagic);
  append(out, kModelFileVersion);
  out += pad_kind(kind_);
  append(out, std::uint64_t{payload.size()});
  append(out, hash_fnv1a(payload));
  return out + payload;
}

Error ModelFile::damage(const std::string& detail) const {
  return {ErrorCode::kModel, name_ + ": " +
                                 both("tệp bị hỏng; chép lại tệp", "is damaged; copy it again") +
                                 " (" + detail + ")"};
}

void ModelFile::add_text(std::string name, std::string text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  tensors_.push_back({std::move(name), TensorType::kText, {length}, std::move(text)});
}

const Tensor& ModelFile::tensor(std::string_view name) const {
  const auto found = std::ranges::find(tensors_, name, &Tensor::name);
  if (found == tensors_.end()) throw damage(std::string(name));
  return *found;
}

const std::string& ModelFile::text(std::string_view name) const {
  const Tensor& found = tensor(name);
  if (found.type != TensorType::kText) throw damage(std::string(name));
  return found.bytes;
}

const Tensor& ModelFile::tensor_of(std::string_view name, TensorType type,
                                   std::span<const std::size_t> shape) const {
  const Tensor& found = tensor(name);
  if (found.type != type || !std::ranges::equal(found.shape, shape))
    throw damage(std::string(name));
  for (std::size_t at = 0; type == TensorType::kFloat && at < found.bytes.size();
       at += sizeof(float)) {
    float value = 0;
    std::memcpy(&value, found.bytes.data() + at, sizeof value);
    if (!std::isfinite(value)) throw damage(std::string(name));
  }
  return found;
}

}  // namespace codau::nn
