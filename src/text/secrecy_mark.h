// text/secrecy_mark.h — detects secrecy marks (ô 10a) in typed or recognised text. No other file
// knows these marks.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::text {

/// Secrecy marks in ascending order: a stronger mark wins. kSuspected: a mark is possible and not
/// excluded (standards 13.15).
enum class SecrecyMark : std::uint8_t { kNone, kSuspected, kMat, kToiMat, kTuyetMat };

/// Returns the secrecy mark of the printed lines of a document head. A mark is a line of its own:
/// "MẬT", "TỐI MẬT - KHẨN", "Độ mật: Mật". It may go over two lines. A capital MẬT among other
/// words is a mark, too. Errors of scanning and typing are tolerated: lost diacritics, spaced
/// letters, bars of a frame, one or two letters of the longer marks. The result is sure if the mark
/// is alone on its line, has all its letters and has no wrong diacritic. Lost diacritics do not
/// matter. Otherwise the result is kSuspected. A word of a title is not a mark ("BÍ MẬT NHÀ NƯỚC",
/// "bảo mật"). Bytes may be ill-formed: such a line has no mark.
[[nodiscard]] SecrecyMark detect_secrecy_in_lines(std::span<const std::string_view> lines);

/// Returns the secrecy mark of the text that was read inside one stamp. One letter of MẬT may also
/// be misread, unless the text is nearer to a harmless stamp (KHẨN, HỎA TỐC, ĐẾN …).
[[nodiscard]] SecrecyMark detect_secrecy_in_stamp(std::string_view reading);

/// Returns true if all letters are capitals and one is Â with any tone, as in MẬT. The three bare
/// letters alone also match many printed words ("Máy", "MÁT", "Mắt").
[[nodiscard]] bool is_spelt_as_mat(std::string_view reading);

/// Returns true if the text is a stamp without a secrecy mark; one letter in five of a long stamp
/// may be misread.
[[nodiscard]] bool is_other_stamp(std::string_view reading);

/// Returns the page warning of a mark (OcrPage::warnings): "SECRET_SUSPECTED", "SECRET_MAT",
/// "SECRET_TOI_MAT", "SECRET_TUYET_MAT". Empty for kNone.
[[nodiscard]] std::string_view warning_of_secrecy(SecrecyMark mark) noexcept;
/// Returns the strongest mark among the warnings of a page.
[[nodiscard]] SecrecyMark secrecy_of_warnings(const std::vector<std::string>& warnings) noexcept;

}  // namespace codau::text
