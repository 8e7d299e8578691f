// record/schema/ids.h — identifiers and hashes (the only door to OpenSSL).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace codau::record {

/// Lower-case hex SHA-256.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// Of what `write` gives to its argument, piece by piece.
[[nodiscard]] std::string sha256_of_pieces(
    const std::function<void(const std::function<void(std::string_view)>&)>& write);
/// Of a file, read in pieces. Throws Error{kInput} of cause_of_errno() when it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);
/// The same of an open one, whatever was read of it before.
[[nodiscard]] std::string sha256_of_file(int descriptor);
/// First 16 hex digits of the SHA-256 of a source.
[[nodiscard]] std::string doc_id(std::string_view sha256_hex);
/// Of the k-th document behind the first of a source, k from 1, by its pages (0 for plain text).
[[nodiscard]] std::string make_sub_document_id(std::string_view sha256_hex, std::uint32_t page_from,
                                               std::uint32_t page_to, std::size_t k);
/// UUIDv5 in the codau namespace 37e28439-f445-586e-a25b-bc38942632b5 (standards 9).
/// make_uuid("task|38ad1a1e9ecc18c6|table|1|4") == "de4eeae7-a07b-5ce2-8852-9cb97fda5906".
[[nodiscard]] std::string make_uuid(std::string_view name);

/// The bytes of a UUID, which have the order of its text; nothing for any other text (36 characters
/// in lower case). Law: format_uuid(*parse_uuid(x)) == x.
using UuidBytes = std::array<unsigned char, 16>;
[[nodiscard]] std::optional<UuidBytes> parse_uuid(std::string_view text);
[[nodiscard]] std::string format_uuid(const UuidBytes& bytes);

/// The first half of the SHA-256, as bytes.
[[nodiscard]] UuidBytes short_sha256(std::string_view bytes);

/// Ids of rows (record::row_id), 16 bytes each: a UUID as it is, of any other its SHA-256.
class IdSet {
 public:
  void add(std::string_view id);
  [[nodiscard]] bool contains(std::string_view id);

 private:
  std::vector<UuidBytes> ids_;
  bool is_sorted_ = true;
};

}  // namespace codau::record
