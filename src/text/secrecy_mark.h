// text/secrecy_mark.h — detects secrecy marks (MẬT, TỐI MẬT, TUYỆT MẬT) in typed or recognised
// text. They are printed or stamped in box 10a of the official page layout (ô 10a, NĐ 30/2020).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::text {

/// A secrecy mark, from weak to strong. If several are found, the strongest counts, so kMat
/// outweighs kSuspected.
enum class SecrecyMark : std::uint8_t {
  kNone,
  kSuspected,  ///< a mark is possible but not certain
  kMat,        ///< MẬT (secret)
  kToiMat,     ///< TỐI MẬT (top secret)
  kTuyetMat,   ///< TUYỆT MẬT (the strongest mark of the law)
};

/// Returns the strongest secrecy mark in the printed lines of a document head, from top to bottom.
/// A line that is not UTF-8 has no mark.
/// 1. kMat, kToiMat or kTuyetMat: a line has only the mark, and perhaps a label or an urgency:
///    "MẬT", "TỐI MẬT - KHẨN", "Độ mật: Mật". The two words of a mark may be on two lines.
///    Diacritics may be missing and letters spaced, but no letter or diacritic is wrong.
/// 2. kSuspected: a line has only the mark, but with wrong diacritics, or with added letters, as if
///    bars of a frame were read. TỐI MẬT and TUYỆT MẬT may also have one wrong letter, or two that
///    scanners confuse with the right ones.
/// 3. kSuspected: a capital MẬT is among other words. Terms such as "BÍ MẬT NHÀ NƯỚC" do not count.
/// 4. kNone in all other cases.
[[nodiscard]] SecrecyMark detect_secrecy_in_lines(std::span<const std::string_view> lines);

/// Returns the secrecy mark of the text that was read inside one stamp. Diacritics do not count
/// here, because stamps are often blurred. A wrong letter is "similar" if scanners confuse it with
/// the right letter.
/// 1. kMat, kToiMat or kTuyetMat: all letters of the mark are right. TUYỆT MẬT may have one wrong
///    letter, TỐI MẬT one similar letter.
/// 2. kSuspected: TUYỆT MẬT has up to three wrong letters, TỐI MẬT two, or MẬT one similar letter.
/// 3. kSuspected: a word that is or may be MẬT is among other words ("TÀI LIỆU MẬT").
/// 4. kNone in all other cases.
/// If the text is nearer to a harmless stamp (KHẨN, HỎA TỐC, ĐẾN …), items 1 and 2 do not apply.
[[nodiscard]] SecrecyMark detect_secrecy_in_stamp(std::string_view stamp_text);

/// Returns true if all letters of the text are capitals and one is Â with any tone, as in MẬT.
/// Confirms results of detect_secrecy_in_stamp(), which ignores case and diacritics, so that
/// printed words may pass for MẬT. For such words ("Máy", "MÁT", "Mắt") this returns false.
[[nodiscard]] bool is_spelt_as_mat(std::string_view stamp_text);

/// Returns true if the text is that of a known harmless stamp, such as KHẨN or ĐẾN. Diacritics do
/// not count. In stamps of five letters or more, up to one letter in five may be wrong.
[[nodiscard]] bool is_harmless_stamp(std::string_view stamp_text);

/// Returns the code that OcrPage::warnings has for a mark: "SECRET_SUSPECTED", "SECRET_MAT",
/// "SECRET_TOI_MAT" or "SECRET_TUYET_MAT"; empty for kNone.
[[nodiscard]] std::string_view warning_of_secrecy(SecrecyMark mark) noexcept;
/// Returns the strongest mark whose code is in `warnings`; kNone if no mark has its code there.
[[nodiscard]] SecrecyMark secrecy_of_warnings(const std::vector<std::string>& warnings) noexcept;

}  // namespace codau::text
