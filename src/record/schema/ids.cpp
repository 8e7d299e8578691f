#include "record/schema/ids.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>

#include "core/error.h"
#include "core/hex.h"
#include "record/schema/sha256.h"

namespace codau::record {
namespace {

/// uuid5(NAMESPACE_URL, "urn:codau:v1") = 37e28439-f445-586e-a25b-bc38942632b5 (standards 9).
constexpr std::string_view kNamespace =
    "\x37\xe2\x84\x39\xf4\x45\x58\x6e\xa2\x5b\xbc\x38\x94\x26\x32\xb5";

/// Positions at which dashes are inserted into 32 hex digits, in descending order.
constexpr std::array<std::size_t, 4> kDashes{20, 16, 12, 8};

/// Fetched once: a document has hundreds of ids, and fetching takes longer than hashing.
const EVP_MD* sha1() {
  static const EVP_MD* const kKind = EVP_MD_fetch(nullptr, "SHA1", nullptr);
  return kKind;
}
const EVP_MD* sha2() {
  static const EVP_MD* const kKind = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kKind;
}

UuidBytes short_form(std::string_view id) {
  const auto bytes = parse_uuid(id);
  return bytes ? *bytes : short_sha256(id);
}

}  // namespace

/// A running hash; outside the unnamed namespace because Sha256::State has a field of this type.
class RunningDigest {
 public:
  explicit RunningDigest(const EVP_MD* kind) : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    check(kind != nullptr && context_ != nullptr &&
          EVP_DigestInit_ex2(context_.get(), kind, nullptr) == 1);
  }
  void add(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }
  std::string take() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context_.get(), bytes.data(), &size) == 1);
    return {bytes.begin(), bytes.begin() + size};
  }

 private:
  static void check(bool done) {
    if (!done) throw Error(ErrorCode::kInternal, "the hash library refused to work");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::string sha256(std::string_view bytes) {
  RunningDigest digest(sha2());
  digest.add(bytes);
  return to_hex(digest.take());
}

std::string sha256_of_pieces(
    const std::function<void(const std::function<void(std::string_view)>&)>& write) {
  RunningDigest digest(sha2());
  write([&](std::string_view piece) { digest.add(piece); });
  return to_hex(digest.take());
}

std::string sha256_of_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(cause_of_errno(errno), path.string() + ": cannot be opened");
  RunningDigest digest(sha2());
  std::string piece(std::size_t{1} << 16U, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    digest.add(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad()) throw Error(cause_of_errno(errno), path.string() + ": cannot be read");
  return to_hex(digest.take());
}

std::string sha256_of_file(int descriptor) {
  RunningDigest digest(sha2());
  std::string piece(std::size_t{1} << 16U, '\0');
  for (off_t at = 0;;) {
    const ssize_t got = ::pread(descriptor, piece.data(), piece.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(cause_of_errno(errno), std::generic_category().message(errno));
    if (got == 0) return to_hex(digest.take());
    digest.add(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
    at += got;
  }
}

std::string doc_id(std::string_view sha256_hex) { return std::string(sha256_hex.substr(0, 16)); }

std::string make_sub_document_id(std::string_view sha256_hex, std::uint32_t page_from,
                                 std::uint32_t page_to, std::size_t k) {
  return doc_id(sha256(std::string(sha256_hex) + ':' + std::to_string(page_from) + '-' +
                       std::to_string(page_to) + '#' + std::to_string(k)));
}

std::string make_uuid(std::string_view name) {
  RunningDigest digest(sha1());
  digest.add(kNamespace);
  digest.add(name);
  std::string bytes = digest.take().substr(0, 16);
  bytes[6] =
      static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x50U);  // version 5
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);  // variant
  std::string out = to_hex(bytes);
  for (const std::size_t dash : kDashes) out.insert(dash, 1, '-');
  return out;
}

std::optional<UuidBytes> parse_uuid(std::string_view text) {
  constexpr std::size_t kLength = 36;
  if (text.size() != kLength) return std::nullopt;
  UuidBytes out{};
  std::size_t digits = 0;
  for (std::size_t i = 0; i < kLength; ++i) {
    const char c = text[i];
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash != (c == '-')) return std::nullopt;
    if (is_dash) continue;
    const bool is_letter = c >= 'a' && c <= 'f';
    if (!is_letter && (c < '0' || c > '9')) return std::nullopt;
    unsigned char& byte = out.at(digits++ / 2);
    byte = static_cast<unsigned char>(byte * 16 + (is_letter ? c - 'a' + 10 : c - '0'));
  }
  return out;
}

std::string format_uuid(const UuidBytes& bytes) {
  std::string out = to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  for (const std::size_t dash : kDashes) out.insert(dash, 1, '-');
  return out;
}

UuidBytes short_sha256(std::string_view bytes) {
  RunningDigest digest(sha2());
  digest.add(bytes);
  const std::string all = digest.take();
  UuidBytes out{};
  std::copy_n(all.begin(), out.size(), out.begin());
  return out;
}

struct Sha256::State {
  RunningDigest digest{sha2()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) { state_->digest.add(bytes); }

std::string Sha256::take() { return to_hex(state_->digest.take()); }

void IdSet::add(std::string_view id) {
  ids_.push_back(short_form(id));
  is_sorted_ = false;
}

bool IdSet::contains(std::string_view id) {
  if (!is_sorted_) std::ranges::sort(ids_);
  is_sorted_ = true;
  return std::ranges::binary_search(ids_, short_form(id));
}

}  // namespace codau::record
