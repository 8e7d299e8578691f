// text/secrecy_mark.h — detects secrecy marks in typed or recognised text. A page shows them in box
// 10a of the document layout (ô 10a, NĐ 30/2020). No other file knows these marks.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::text {

/// A secrecy mark, from weak to strong. If several are found, the strongest counts.
enum class SecrecyMark : std::uint8_t {
  kNone,
  kSuspected,  ///< a mark is possible but not certain (standards 13.15)
  kMat,        ///< MẬT (secret)
  kToiMat,     ///< TỐI MẬT (top secret)
  kTuyetMat,   ///< TUYỆT MẬT (the strongest mark of the law)
};

/// Returns the strongest secrecy mark in the printed lines of a document head, from top to bottom.
/// A line that is not UTF-8 has no mark.
/// 1. kMat, kToiMat or kTuyetMat: a line has only the mark, and perhaps a label or an urgency:
///    "MẬT", "TỐI MẬT - KHẨN", "Độ mật: Mật". The two words of a mark may be on two lines.
///    Diacritics may be lost and letters spaced, but no letter or diacritic is wrong.
/// 2. kSuspected: such a line has wrong diacritics, or letters that the bars of a frame were read
///    as. A longer mark may also have one or two wrong letters.
/// 3. kSuspected: a capital MẬT is among other words. Terms such as "BÍ MẬT NHÀ NƯỚC" do not count.
/// 4. kNone in all other cases.
[[nodiscard]] SecrecyMark detect_secrecy_in_lines(std::span<const std::string_view> lines);

/// Returns the secrecy mark of the text that was read inside one stamp. Diacritics do not count
/// here, because stamps are often blurred. A wrong letter is "similar" if scanners confuse it with
/// the right one.
/// 1. The mark itself: all letters are right. TUYỆT MẬT may have one wrong letter, TỐI MẬT one
///    similar letter.
/// 2. kSuspected: TUYỆT MẬT has up to three wrong letters, TỐI MẬT two, or MẬT one similar letter.
/// 3. kSuspected: a word that is or may be MẬT is among other words ("TÀI LIỆU MẬT").
/// 4. kNone in all other cases. Items 1 and 2 do not count if the text is nearer to a harmless
///    stamp (KHẨN, HỎA TỐC, ĐẾN …).
[[nodiscard]] SecrecyMark detect_secrecy_in_stamp(std::string_view reading);

/// Returns true if all letters of the text are capitals and one is Â with any tone, as in MẬT. This
/// excludes printed words that equal MẬT without their diacritics ("Máy", "MÁT", "Mắt").
[[nodiscard]] bool is_spelt_as_mat(std::string_view reading);

/// Returns true if the text is that of a known harmless stamp, such as KHẨN or ĐẾN. In stamps of
/// five letters or more, up to one letter in five may be wrong.
[[nodiscard]] bool is_other_stamp(std::string_view reading);

/// Returns the warning that stands for a mark in OcrPage::warnings: "SECRET_SUSPECTED",
/// "SECRET_MAT", "SECRET_TOI_MAT" or "SECRET_TUYET_MAT"; empty for kNone.
[[nodiscard]] std::string_view warning_of_secrecy(SecrecyMark mark) noexcept;
/// Returns the strongest mark among the warnings of a page; kNone if no warning stands for a mark.
[[nodiscard]] SecrecyMark secrecy_of_warnings(const std::vector<std::string>& warnings) noexcept;

}  // namespace codau::text
