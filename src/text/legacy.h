// text/legacy.h — words in the encodings that Vietnamese was typed in before Unicode
// (standards 8.8).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// Names as Normalised::encoding has them.
constexpr std::array<std::string_view, 5> kLegacyEncodings{"tcvn3", "vni", "viscii", "cp1258",
                                                           "utf-8-as-cp1252"};

/// Decodes words of one encoding; a word holds no ASCII white space, which is the same in all of
/// them. Quotes and dashes typed in CP1252 around a word are kept. Not to be shared between
/// threads.
class LegacyDecoder {
 public:
  /// Precondition: `encoding` is one of kLegacyEncodings. Where the C library does not know it, no
  /// word decodes.
  explicit LegacyDecoder(std::string_view encoding);
  ~LegacyDecoder();
  LegacyDecoder(const LegacyDecoder&) = delete;
  LegacyDecoder& operator=(const LegacyDecoder&) = delete;

  /// The word in UTF-8, NFC; nothing where it is not of this encoding.
  [[nodiscard]] std::optional<std::string> decode(std::string_view bytes) const;

 private:
  std::string_view encoding_;
  void* converter_ = nullptr;  ///< iconv_t, for the encodings that the C library knows
};

/// The CP1252 bytes behind text that was read as CP1252 or Latin-1; nothing where it cannot have
/// been.
[[nodiscard]] std::optional<std::string> to_cp1252(std::string_view utf8);

}  // namespace codau::text
