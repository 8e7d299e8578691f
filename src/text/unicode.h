// text/unicode.h — normalisation, case mapping and matching keys, based on ICU. Two texts match if
// their keys are equal: tone_key() ignores case and spelling variants, fold_key() also diacritics.
// UTF-8 in, UTF-8 out; every function is thread-safe. Only to_nfc() throws. Case mapping,
// strip_diacritics() and the keys accept any bytes, and write U+FFFD for ill-formed bytes. Source
// of the keys: section 8.6 of "standards", the reference of the domain (CONTRIBUTING.md).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace codau::text {

/// Returns true if `bytes` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

/// Returns `utf8` in NFC. Also composes marks in the wrong order: e + U+0301 + U+0302 → ế. A
/// character and its marks stay unchanged if they take more than 500 bytes. Throws Error{kInput} if
/// `utf8` is ill-formed or has 2³¹ − 1 bytes or more. Law: idempotent.
[[nodiscard]] std::string to_nfc(std::string_view utf8);

/// Returns the end of the segment that begins at byte `at`. A segment is one character and the
/// combining marks after it. Precondition: at < utf8.size(). Law: to_nfc of a text is the
/// concatenation of to_nfc of its segments.
[[nodiscard]] std::size_t find_segment_end(std::string_view utf8, std::size_t at);

/// Returns the first segment of `utf8`; an empty text if `utf8` is empty.
[[nodiscard]] std::string_view find_first_segment(std::string_view utf8);

/// Returns `nfc` without diacritics, and with d for đ: "Ủy" → "Uy", "Đỗ" → "Do". Case is kept.
/// Laws: idempotent; Vietnamese in NFC keeps its number of code points.
[[nodiscard]] std::string strip_diacritics(std::string_view nfc);

/// Returns `nfc` in lower or upper case, code point by code point, independent of the locale.
[[nodiscard]] std::string to_lower(std::string_view nfc);
[[nodiscard]] std::string to_upper(std::string_view nfc);

/// Returns the key for matching words with their diacritics:
/// 1. Letters become lower case.
/// 2. The tone mark of a final oa, oe or uy moves to its first vowel, except after q: "hoá" →
///    "hóa".
/// 3. A y that is a whole word, or follows a single consonant h k l m s t v, becomes i: "lý" →
///    "lí".
/// 4. Any dash becomes '-'. Adjacent white space becomes one space.
/// Law: idempotent.
[[nodiscard]] std::string tone_key(std::string_view nfc);

/// Returns the key for search, patterns and ids: tone_key() without diacritics, quotes, full stops
/// and outer spaces. "Văn hóa – Thông tin" → "van hoa - thong tin". Laws: idempotent; ASCII for
/// Vietnamese.
[[nodiscard]] std::string fold_key(std::string_view nfc);

/// Counts code points. Precondition: well-formed UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view utf8) noexcept;

/// Returns the version of ICU in use, e.g. "72.1".
[[nodiscard]] std::string icu_version();

}  // namespace codau::text
