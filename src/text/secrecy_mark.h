// text/secrecy_mark.h — marks of secrecy (ô 10a) in what was typed or read: the one place that
// knows them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::text {

/// Ascending by what they ask for: a stronger one wins. kSuspected: a mark is possible and not
/// excluded (standards 13.15).
enum class SecrecyMark : std::uint8_t { kNone, kSuspected, kMat, kToiMat, kTuyetMat };

/// The mark that printed lines of a head bear: as a line of its own ("MẬT", "TỐI MẬT - KHẨN",
/// "Độ mật: Mật", over two lines too), or glued to a neighbour, with the edits of scanners and of
/// typing: lost marks, spaced letters, bars of a frame, a letter or two of the longer ones. Sure
/// where it stands alone and is spelt as it may be, else suspected. A word of a title is none ("BÍ
/// MẬT NHÀ NƯỚC", "bảo mật"). Bytes may be ill-formed: such a line has no mark.
[[nodiscard]] SecrecyMark secrecy_of_lines(std::span<const std::string_view> lines);

/// The same of what was read inside one stamp, where nothing else is expected: a letter of MẬT may
/// be broken too, unless the reading is nearer to a harmless stamp (KHẨN, HỎA TỐC, ĐẾN …).
[[nodiscard]] SecrecyMark secrecy_of_stamp(std::string_view reading);

/// True where the letters are capitals with an Â among them, of any tone, as in MẬT: its three
/// letters alone are those of many a word of print ("Máy", "MÁT", "Mắt").
[[nodiscard]] bool is_spelt_as_mat(std::string_view reading);

/// True where what was read is a stamp that says nothing of secrecy, but for one letter in five of
/// a long one.
[[nodiscard]] bool is_other_stamp(std::string_view reading);

/// "SECRET_SUSPECTED", "SECRET_MAT", "SECRET_TOI_MAT", "SECRET_TUYET_MAT": warnings of a page
/// (OcrPage::warnings). Empty for kNone.
[[nodiscard]] std::string_view code_of(SecrecyMark mark) noexcept;
/// The strongest mark that warnings of a page name.
[[nodiscard]] SecrecyMark secrecy_of_page(const std::vector<std::string>& warnings) noexcept;

}  // namespace codau::text
