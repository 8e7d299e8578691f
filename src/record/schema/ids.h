// record/schema/ids.h — makes the hashes and ids of documents and rows. The room record uses
// OpenSSL only behind this header and record/schema/sha256.h.
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

/// Returns the SHA-256 of the bytes as 64 lower-case hex digits.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// Returns the SHA-256 of bytes that arrive in pieces. `write` is called once, with a function that
/// it calls for each piece.
[[nodiscard]] std::string sha256_of_pieces(
    const std::function<void(const std::function<void(std::string_view)>&)>& write);
/// Returns the SHA-256 of a file, which is read in pieces of 64 KiB. Throws Error{kInput} with the
/// cause cause_of_errno() if the file cannot be opened or read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);
/// Returns the SHA-256 of an open file from its first byte on, whatever the read position of the
/// descriptor. Throws as above if the file cannot be read.
[[nodiscard]] std::string sha256_of_file(int descriptor);
/// Returns the id of a source's first document: the first 16 hex digits of the source's SHA-256.
[[nodiscard]] std::string doc_id(std::string_view sha256_hex);
/// Returns the id of a further document in the same source. Argument `k` is 1 for the second
/// document of the source, 2 for the third. The document has the pages `page_from` to `page_to`;
/// both are 0 for plain text.
[[nodiscard]] std::string make_sub_document_id(std::string_view sha256_hex, std::uint32_t page_from,
                                               std::uint32_t page_to, std::size_t k);
/// Returns the UUIDv5 of a name in codau's namespace 37e28439-f445-586e-a25b-bc38942632b5
/// (standards 9). Example: make_uuid("task|38ad1a1e9ecc18c6|table|1|4") ==
/// "de4eeae7-a07b-5ce2-8852-9cb97fda5906".
[[nodiscard]] std::string make_uuid(std::string_view name);

/// The 16 bytes of a UUID. They sort in the same order as the UUID's text.
using UuidBytes = std::array<unsigned char, 16>;
/// Returns the bytes of a UUID. Returns nothing unless the text has 36 characters with hex digits
/// in lower case. Law: format_uuid(*parse_uuid(x)) == x.
[[nodiscard]] std::optional<UuidBytes> parse_uuid(std::string_view text);
/// Returns the text of a UUID: 36 characters in lower case.
[[nodiscard]] std::string format_uuid(const UuidBytes& bytes);

/// Returns the first 16 of the 32 bytes of the SHA-256.
[[nodiscard]] UuidBytes short_sha256(std::string_view bytes);

/// A set of row ids (record::row_id()) in 16 bytes each. A UUID is stored as its bytes, any other
/// id as short_sha256().
class IdSet {
 public:
  void add(std::string_view id);
  [[nodiscard]] bool contains(std::string_view id);

 private:
  std::vector<UuidBytes> ids_;
  bool is_sorted_ = true;
};

}  // namespace codau::record
