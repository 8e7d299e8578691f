#include <gtest/gtest.h>

#include <string>

#include "../support/plain_document.h"
#include "document/words/strip_specks.h"

namespace codau::document {
namespace {

/// The text without damage, white space collapsed as readers see it.
std::string plain(const std::string& text) {
  const TextDocument document = text::parse_plain_text(text);
  const std::string mended = blank_damage(document);
  EXPECT_EQ(mended.size(), document.text.size());
  std::string out;
  for (const char c : mended) {
    const char sign = c == '\r' ? ' ' : c;
    if (sign != ' ' || (!out.empty() && out.back() != ' ')) out += sign;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

TEST(Specks, AroundWordsAreBlank) {
  EXPECT_EQ(plain("~ Hậu Giang"), "Hậu Giang");
  EXPECT_EQ(plain("_ Diên Khánh, ngày 3"), "Diên Khánh, ngày 3");
  EXPECT_EQ(plain("- ‘ Rà soát"), "- Rà soát");
  EXPECT_EQ(plain("bồi dưỡng nguồn nhân | lực"), "bồi dưỡng nguồn nhân lực");
  EXPECT_EQ(plain("DANH MỤC CÔNG VIỆC |"), "DANH MỤC CÔNG VIỆC");
  EXPECT_EQ(plain("báo cáo một lần. : |"), "báo cáo một lần.");
  EXPECT_EQ(plain("| II- CHỈ TIÊU ,"), "II- CHỈ TIÊU ,");
  EXPECT_EQ(plain("Tổ chức thực hiện )"), "Tổ chức thực hiện");
  EXPECT_EQ(plain("(Ban Thường vụ chủ trì )"), "(Ban Thường vụ chủ trì )");
}

TEST(Specks, BetweenCapitalsAndDashesAreBlank) {
  EXPECT_EQ(plain("PHÒNG NGỪA THẢM > HỌA"), "PHÒNG NGỪA THẢM HỌA");
  EXPECT_EQ(plain("TÌNH HÌNH' VÀ NGUYÊN NHÂN"), "TÌNH HÌNH VÀ NGUYÊN NHÂN");
  EXPECT_EQ(plain("Phòng Tài chính’- Kế hoạch"), "Phòng Tài chính - Kế hoạch");
  EXPECT_EQ(plain("loa 'TOÀN DÂN' ĐOÀN KẾT"), "loa 'TOÀN DÂN' ĐOÀN KẾT");
  EXPECT_EQ(plain("tỷ lệ đạt > 90%"), "tỷ lệ đạt > 90%");
}

TEST(Specks, OfMarksAreBlank) {
  EXPECT_EQ(plain("bầu cử’ đại biểu"), "bầu cử đại biểu");
  EXPECT_EQ(plain("Căn cứ?"), "Căn cứ");
  EXPECT_EQ(plain("các sở ‘Công an’ Tỉnh"), "các sở ‘Công an’ Tỉnh");
  EXPECT_EQ(plain("Huyện M’Drắk"), "Huyện M’Drắk");
}

TEST(Specks, StopsInsideASentenceAreBlank) {
  EXPECT_EQ(plain("Lưu Văn phòng Huyện.ủy"), "Lưu Văn phòng Huyện ủy");
  EXPECT_EQ(plain("Về việc. phân bổ kinh phí"), "Về việc phân bổ kinh phí");
  EXPECT_EQ(plain("về . tiến độ"), "về tiến độ");
  EXPECT_EQ(plain("UBND. TỈNH SÓC TRĂNG"), "UBND TỈNH SÓC TRĂNG");
  EXPECT_EQ(plain("KT. CHỦ TỊCH"), "KT. CHỦ TỊCH");
  EXPECT_EQ(plain("xong trước 15/6. Báo cáo"), "xong trước 15/6. Báo cáo");
  EXPECT_EQ(plain("trước ngày. 15/5/2025"), "trước ngày 15/5/2025");
  EXPECT_EQ(plain("kiểm tra từ ngày."), "kiểm tra từ ngày");
  EXPECT_EQ(plain("xong trong ngày."), "xong trong ngày.");
  EXPECT_EQ(plain("Ngày: 15/5/2025"), "Ngày: 15/5/2025");
  EXPECT_EQ(plain("gửi vp@binhminh.gov.vn, TP.Huế"), "gửi vp@binhminh.gov.vn, TP.Huế");
}

TEST(Specks, BulletsAndBordersOfCellsStay) {
  EXPECT_EQ(plain("~ Các Hạt Kiểm lâm;\n- Đội Kiểm lâm"), "~ Các Hạt Kiểm lâm;\n- Đội Kiểm lâm");
  const std::string rows = "| 1 | Trồng cây | UBND xã |\n| 2 | Giữ đất | Công an xã |";
  EXPECT_EQ(plain(rows), rows);
  EXPECT_EQ(plain("| KẾ HOẠCH |"), "KẾ HOẠCH");
  EXPECT_EQ(plain("1\tTrồng cây ~\tUBND xã"), "1\tTrồng cây \tUBND xã");
}

}  // namespace
}  // namespace codau::document
