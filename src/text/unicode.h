// text/unicode.h — normalisation, case mapping and matching keys, based on ICU. UTF-8 in, UTF-8
// out; every function is pure and thread-safe. Case mapping, strip_diacritics() and the keys write
// U+FFFD for ill-formed bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// Returns true if `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// Returns `utf8` in NFC. Before composing, tone marks are moved after the circumflex and the breve
/// (e + U+0301 + U+0302 → ế). A letter with marks is unchanged if both have more than 500 bytes.
/// Throws Error{kInput} if `utf8` is ill-formed or has 2³¹ − 1 bytes or more. Law: idempotent.
[[nodiscard]] std::string to_nfc(std::string_view utf8);

/// Returns the end of the segment that begins at byte `at`: a letter and the marks after it. Law:
/// to_nfc of a text is the concatenation of to_nfc of its segments. Precondition: at < utf8.size().
[[nodiscard]] std::size_t find_segment_end(std::string_view utf8, std::size_t at);

/// Returns `nfc` without diacritics, đ→d, Đ→D: "Ủy" → "Uy". Case is kept. Laws: idempotent; one
/// code point out per code point in (for Vietnamese NFC).
[[nodiscard]] std::string strip_diacritics(std::string_view nfc);

/// Returns `nfc` in lower or upper case, code point by code point, independent of the locale.
[[nodiscard]] std::string to_lower(std::string_view nfc);
[[nodiscard]] std::string to_upper(std::string_view nfc);

/// Returns the key for matching with diacritics (standards 8.6):
/// 1. Lower case.
/// 2. Old-style tone placement for open oa, oe, uy, except after q ("hoá" → "hóa").
/// 3. y → i if y is the whole rime, after no letter or after h k l m s t v.
/// 4. Dashes → '-', white space collapsed.
/// Law: idempotent.
[[nodiscard]] std::string tone_key(std::string_view nfc);

/// Returns the key for search, patterns and ids (standards 8.6): tone_key without diacritics,
/// quotes and full stops, đ→d, trimmed. "Văn hóa – Thông tin" → "van hoa - thong tin". Laws:
/// idempotent; ASCII for Vietnamese.
[[nodiscard]] std::string fold_key(std::string_view nfc);

/// Counts code points. Precondition: well-formed UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view utf8) noexcept;

/// Returns the version of ICU in use, e.g. "72.1".
[[nodiscard]] std::string icu_version();

}  // namespace codau::text
