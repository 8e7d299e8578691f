// text/unicode.h — the only door to ICU. UTF-8 in, UTF-8 out; every function is pure and
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// True when `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// `utf8` in NFC, tone marks behind shape marks before composing (e + U+0301 + U+0302 → ế).
/// More than 500 bytes of marks on one letter are no text and stay as they are.
/// Throws Error{kInput} when it is ill-formed or over 2 GiB. Law: idempotent.
[[nodiscard]] std::string to_nfc(std::string_view utf8);

/// Where the stretch that begins at byte `at` ends: a letter with the marks behind it.
/// Law: to_nfc of a text is to_nfc of its stretches, joined. Precondition: at < utf8.size().
[[nodiscard]] std::size_t end_of_stretch(std::string_view utf8, std::size_t at);

/// The skeleton of `nfc`: marks removed, đ→d, Đ→D. "Ủy" → "Uy". Case is kept.
/// Laws: idempotent; one code point out per code point in (for Vietnamese NFC).
[[nodiscard]] std::string strip_marks(std::string_view nfc);

/// Lower or upper case, whatever the locale of the machine.
[[nodiscard]] std::string to_lower(std::string_view nfc);
[[nodiscard]] std::string to_upper(std::string_view nfc);

/// Key for matching with marks kept (standards 8.6): lower case, old-style tone placement for open
/// oa, oe, uy not after q ("hoá" → "hóa"), lone y after ∅ h k l m s t v → i, dashes → '-', spaces
/// collapsed. Law: idempotent.
[[nodiscard]] std::string tone_key(std::string_view nfc);

/// Key for search, patterns and ids (standards 8.6): tone_key without marks, đ→d, without quotes
/// and
/// '.', trimmed. "Văn hóa – Thông tin" → "van hoa - thong tin". Laws: idempotent; ASCII for
/// Vietnamese.
[[nodiscard]] std::string fold_key(std::string_view nfc);

/// Counts code points. Precondition: well-formed UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view utf8) noexcept;

/// The version of ICU in use, e.g. "72.1".
[[nodiscard]] std::string icu_version();

}  // namespace codau::text
