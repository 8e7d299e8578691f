// text/secrecy_mark.h — detects secrecy marks in typed or recognised text. They stand in box 10a of
// the document layout (ô 10a, NĐ 30/2020). No other file knows these marks.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::text {

/// Secrecy marks in ascending order. If several are found, the strongest counts. kSuspected: a mark
/// is possible but not certain (standards 13.15).
enum class SecrecyMark : std::uint8_t { kNone, kSuspected, kMat, kToiMat, kTuyetMat };

/// Returns the strongest secrecy mark in the printed lines of a document head. A mark has a line of
/// its own, perhaps with a label or an urgency: "MẬT", "TỐI MẬT - KHẨN", "Độ mật: Mật". Its two
/// words may be on two lines. The result is:
/// 1. kMat, kToiMat or kTuyetMat if the mark has all its letters and no wrong diacritic. Lost
///    diacritics and spaces between letters are allowed.
/// 2. kSuspected if a line of its own has wrong diacritics, bars of a frame, or one or two wrong
///    letters in a longer mark.
/// 3. kSuspected if a capital MẬT is among other words, unless it is a part of a term ("BÍ MẬT NHÀ
///    NƯỚC").
/// 4. kNone otherwise.
/// A line that is not UTF-8 has no mark.
[[nodiscard]] SecrecyMark detect_secrecy_in_lines(std::span<const std::string_view> lines);

/// Returns the secrecy mark of the text that was read inside one stamp. A misread letter of MẬT, or
/// up to three of a longer mark, give kSuspected. One misread letter may still give the longer mark
/// itself. A text nearer to a harmless stamp (KHẨN, HỎA TỐC, ĐẾN …) has no mark. A word that is or
/// may be MẬT among other words of the stamp gives kSuspected in any case.
[[nodiscard]] SecrecyMark detect_secrecy_in_stamp(std::string_view reading);

/// Returns true if all letters are capitals and one is Â with any tone, as in MẬT. This excludes
/// printed words that a reading without diacritics confuses with MẬT ("Máy", "MÁT", "Mắt").
[[nodiscard]] bool is_spelt_as_mat(std::string_view reading);

/// Returns true if the text is a known stamp without a secrecy mark. In stamps of five letters or
/// more, one letter in five may be misread.
[[nodiscard]] bool is_other_stamp(std::string_view reading);

/// Returns the page warning of a mark (OcrPage::warnings): "SECRET_SUSPECTED", "SECRET_MAT",
/// "SECRET_TOI_MAT", "SECRET_TUYET_MAT". Empty for kNone.
[[nodiscard]] std::string_view warning_of_secrecy(SecrecyMark mark) noexcept;
/// Returns the strongest mark among the warnings of a page; kNone without such a warning.
[[nodiscard]] SecrecyMark secrecy_of_warnings(const std::vector<std::string>& warnings) noexcept;

}  // namespace codau::text
