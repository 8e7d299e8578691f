#include "document/sections/sections.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/layout/read_layout.h"

namespace codau::document {
namespace {

std::vector<SectionNode> read(const std::string& text) {
  const TextDocument document = text::parse_plain_text(text);
  return read_sections(own_lexicon(), document, read_layout(own_lexicon(), document));
}

/// One line a section: path, kind, # heading, | text.
std::string show(const std::string& text) {
  constexpr const char* kKinds[] = {"header",   "heading", "para",       "bullet",    "table",
                                    "appendix", "closing", "recipients", "signature", "note"};
  std::string out;
  for (const SectionNode& node : read(text)) {
    const Section& s = node.section;
    out += s.path + " " + kKinds[static_cast<std::size_t>(s.kind)];
    if (s.heading) out += " # " + s.heading->value;
    if (s.text) out += " | " + s.text->value;
    for (const std::string& reason : s.reasons) out += " !" + reason;
    out += "\n";
  }
  return out;
}

constexpr const char* kHead = "KẾ HOẠCH\nTrồng cây năm 2031\n\n";

TEST(Sections, ReadTheTreeOfAPlan) {  // 2.2
  EXPECT_EQ(show(std::string(kHead) +
                 "Căn cứ nhu cầu, UBND xã An Bình ban hành kế hoạch như sau:\n\n"
                 "## **I. MỤC ĐÍCH**\n\n**1. Mục đích:**\n\n- Trồng thêm cây;\n\n- Giữ cây cũ.\n\n"
                 "2. Yêu cầu\n\nLàm đúng mùa.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n"
                 "a) Theo dõi việc trồng cây trong toàn xã.\n\n"
                 "Trên đây là Kế hoạch trồng cây./.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "p1 para | Căn cứ nhu cầu, UBND xã An Bình ban hành kế hoạch như sau:\n"
            "I heading # MỤC ĐÍCH\n"
            "I.1 heading # Mục đích\n"
            "I.1.-1 bullet | Trồng thêm cây;\n"
            "I.1.-2 bullet | Giữ cây cũ.\n"
            "I.2 heading # Yêu cầu\n"
            "I.2.p1 para | Làm đúng mùa.\n"
            "II heading # TỔ CHỨC THỰC HIỆN\n"
            "II.1 heading # Văn phòng\n"
            "II.1.a para | Theo dõi việc trồng cây trong toàn xã.\n"
            "p2 closing | Trên đây là Kế hoạch trồng cây./.\n");
}

TEST(Sections, LinesWithColonsAreLabelsWhereOneAsksWhoOrWhen) {  // 13.10
  const auto sections = [](const std::string& body) {
    return read(std::string(kHead) + "II. NỘI DUNG\n\n" + body).size();
  };
  EXPECT_EQ(sections("1. Mua cây giống cho các thôn ở phía bắc của xã và trồng ven đường lớn\n"
                     "Phòng cầm việc: Văn phòng\nXong trước: 15/3/2031\n\n"
                     "2. Trồng cây giống cho các thôn ở phía nam của xã và trồng ven đường lớn\n"
                     "Phòng cầm việc: Công an xã\nXong trước: 16/3/2031\n"),
            8U);
  for (const char* words : {"tổng kinh phí 500 triệu đồng, trong đó", "kinh phí được bố trí gồm"}) {
    const std::string sentence = std::string("mua cây giống trước ngày 15/4/2031, ") + words +
                                 "\nNgân sách xã: 300 triệu đồng;\nXã hội hóa: 200 triệu đồng.\n\n";
    EXPECT_EQ(sections("1. Văn phòng chủ trì " + sentence + "2. Công an xã chủ trì " + sentence),
              6U)  // a short line ends its section
        << words;
  }
  const std::string open =
      "mời những người dưới đây cùng dự buổi ra quân, trong đó\nNgười lo chính: "
      "Văn phòng\nXong trước: 15/3/2031\n\n";
  EXPECT_EQ(sections("1. Công an xã " + open + "2. Hội Nông dân xã " + open), 6U);
}

TEST(Sections, HeadingsWithoutNumberWhereNothingHigherIsNumbered) {
  EXPECT_EQ(show(std::string(kHead) +
                 "Mục đích\n\n1. Trồng thêm cây.\n\n2. Giữ cây cũ.\n\nTổ chức thực hiện\n\n"
                 "1. Văn phòng\n\n- Mua cây.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "p1 heading # Mục đích\n"
            "p1.1 para | Trồng thêm cây.\n"
            "p1.2 para | Giữ cây cũ.\n"
            "p2 heading # Tổ chức thực hiện\n"
            "p2.1 heading # Văn phòng\n"
            "p2.1.-1 bullet | Mua cây.\n");
  EXPECT_EQ(show(std::string(kHead) + "**Mục đích**\n\n- Trồng cây\n\n**Yêu cầu**\n\n- Đúng mùa\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "p1 heading # Mục đích\n"
            "p1.-1 bullet | Trồng cây\n"
            "p2 heading # Yêu cầu\n"
            "p2.-1 bullet | Đúng mùa\n");
}

TEST(Sections, AShortLineBetweenTwoNumbersIsNoHeading) {
  EXPECT_EQ(show(std::string(kHead) +
                 "1. Mục đích.\n\nTrồng thêm cây\n\n2. Yêu cầu.\n\nĐúng mùa\n\n3. Kinh phí.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "1 heading # Mục đích\n"
            "1.p1 para | Trồng thêm cây\n"
            "2 heading # Yêu cầu\n"
            "2.p1 para | Đúng mùa\n"
            "3 para | Kinh phí.\n");
}

TEST(Sections, JoinOverAPageBreak) {  // 1.2
  EXPECT_EQ(show(std::string(kHead) + "I. NỘI DUNG\n\n- Trồng cây dọc các\n\nđường liên thôn.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.-1 bullet | Trồng cây dọc các đường liên thôn. !PAGE_JOIN\n");
}

TEST(Sections, ABulletMayHaveLostItsDash) {  // 1.4
  EXPECT_EQ(show(std::string(kHead) + "I. NỘI DUNG\n\n- Một;\n\nHai việc nữa;\n\n- Ba.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.-1 bullet | Một;\n"
            "I.-2 bullet | Hai việc nữa;\n"
            "I.-3 bullet | Ba.\n");
}

TEST(Sections, AHeadingMayRunIntoItsSentence) {  // 13.4
  EXPECT_EQ(show(std::string(kHead) +
                 "I. PHÂN CÔNG\n\n1. Trạm Y tế: Kiểm tra nước uống ở các thôn mỗi tuần.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # PHÂN CÔNG\n"
            "I.1 para # Trạm Y tế | Kiểm tra nước uống ở các thôn mỗi tuần.\n");
  const std::string person =
      "Đồng chí Trần Văn Mẫu, Chủ tịch Ủy ban MTTQ Việt Nam xã - Trưởng đoàn";
  EXPECT_EQ(show(std::string(kHead) + "I. PHÂN CÔNG\n\n1. " + person +
                 ": phụ trách chung, chủ trì các cuộc làm việc.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # PHÂN CÔNG\n"
            "I.1 para # " +
                person + " | phụ trách chung, chủ trì các cuộc làm việc.\n");
}

TEST(Sections, ANumberMayStandAloneOnItsLine) {
  EXPECT_EQ(
      show(std::string(kHead) + "I.\nMỤC ĐÍCH\n1.\n\nTrồng cây\n\nLàm đúng mùa.\na)\nMua cây.\n"),
      "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
      "I heading # MỤC ĐÍCH\n"
      "I.1 heading # Trồng cây\n"
      "I.1.p1 para | Làm đúng mùa.\n"
      "I.1.a para | Mua cây.\n");
}

TEST(Sections, ABulletInsideAParagraphIsToldOf) {  // 1.5
  EXPECT_EQ(show(std::string(kHead) +
                 "I. NỘI DUNG\n\nNâng cao chỉ số (PAPI) - Tuyên truyền các quy định.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.p1 para | Nâng cao chỉ số (PAPI) - Tuyên truyền các quy định. !INLINE_BULLET\n");
}

TEST(Sections, BulletsOnOneLineAreParted) {  // 1.5
  EXPECT_EQ(show(std::string(kHead) +
                 "I. NỘI DUNG\n\n1. Văn phòng: - Mua cây. - Trồng cây (bàng) - Tưới; - Tỉa.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.1 heading # Văn phòng !INLINE_BULLET\n"
            "I.1.-1 bullet | Mua cây. !INLINE_BULLET\n"
            "I.1.-2 bullet | Trồng cây (bàng) - Tưới; !INLINE_BULLET\n"
            "I.1.-3 bullet | Tỉa. !INLINE_BULLET\n");
}

TEST(Sections, ArticlesRunOnThroughChapters) {  // 13.2
  EXPECT_EQ(show("QUY CHẾ\nTrồng cây\n\nChương I\n\nCHUNG\n\nĐiều 1. Phạm vi\n\nCả xã.\n\n"
                 "Chương II\n\nRIÊNG\n\nMục 1. CÂY\n\nĐiều 2. Hiệu lực\n\n"
                 "Quy chế này có hiệu lực kể từ ngày ký.\n\n1. 100% cây sống.\n"),
            "header header | QUY CHẾ\nTrồng cây\n"
            "C1 heading # CHUNG\n"
            "C1.Đ1 heading # Phạm vi\n"
            "C1.Đ1.p1 para | Cả xã.\n"
            "C2 heading # RIÊNG\n"
            "C2.M1 heading # CÂY\n"
            "C2.M1.Đ2 heading # Hiệu lực\n"
            "C2.M1.Đ2.p1 para | Quy chế này có hiệu lực kể từ ngày ký.\n"
            "C2.M1.Đ2.1 para | 100% cây sống.\n");
}

TEST(Sections, TheLastWordsOfTheBodyAreNoLostBullet) {
  EXPECT_EQ(show(std::string(kHead) + "I. VIỆC\n\n- Một;\n\n- Hai.\n\nCác thôn làm nghiêm./.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # VIỆC\n"
            "I.-1 bullet | Một;\n"
            "I.-2 bullet | Hai.\n"
            "I.p1 para | Các thôn làm nghiêm./.\n");
  for (const std::string last : {"Kế hoạch này được phổ biến đến thôn.",
                                 "Để trồng cây kịp mùa, kính đề nghị Quý vị xác nhận."}) {
    EXPECT_EQ(show(std::string(kHead) + "I. VIỆC\n\n- Một;\n\n- Hai.\n\n" + last + "\n"),
              "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
              "I heading # VIỆC\n"
              "I.-1 bullet | Một;\n"
              "I.-2 bullet | Hai.\n"
              "I.p1 para | " +
                  last + "\n");
  }
}

TEST(Sections, AHeadingWithItemsMayNameSeveralAgencies) {
  EXPECT_EQ(show(std::string(kHead) + "I. VIỆC\n\n1. Các phòng, ban; UBND các xã\n\n- Mua.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # VIỆC\n"
            "I.1 heading # Các phòng, ban; UBND các xã\n"
            "I.1.-1 bullet | Mua.\n");
}

TEST(Sections, AppendicesStandBehindTheSignature) {  // 12.13
  EXPECT_EQ(show(std::string(kHead) +
                 "I. NỘI DUNG\n\n- Trồng cây.\n\nNơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\n"
                 "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Mẫu\n\nPhụ lục II\nDANH MỤC CÂY\n"
                 "(Kèm theo Kế hoạch số 01/KH-UBND ngày 02/01/2031)\n\nTT\tNhiệm vụ\tChủ trì\n"
                 "1\tMua cây\tVăn phòng\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.-1 bullet | Trồng cây.\n"
            "recipients recipients | Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n"
            "signature signature | TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
            "PL1 appendix # DANH MỤC CÂY | (Kèm theo Kế hoạch số 01/KH-UBND ngày 02/01/2031)\n"
            "PL1.t1 table | TT Nhiệm vụ Chủ trì\n1 Mua cây Văn phòng\n");
}

TEST(Sections, FormsAndListsBehindTheSignatureAreAppendices) {
  const std::string closing =
      "I. VIỆC\n\nTrồng cây.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn Mẫu\n\n";
  EXPECT_EQ(show(kHead + closing +
                 "DANH MỤC VIỆC\n\nTT\tViệc\tAi\n1\tMua\tVăn phòng\n\nBiểu số 01\nTỔNG HỢP CÂY\n\n"
                 "Mẫu số 02a: \n\nKính gửi: UBND xã\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # VIỆC\n"
            "I.p1 para | Trồng cây.\n"
            "signature signature | TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
            "PL1 appendix # DANH MỤC VIỆC\n"
            "PL1.t1 table | TT Việc Ai\n1 Mua Văn phòng\n"
            "PL2 appendix # TỔNG HỢP CÂY\n"
            "PL3 appendix\n"
            "PL3.p1 para | Kính gửi: UBND xã\n");
  EXPECT_EQ(show(kHead + closing + "ĐƠN VỊ: …… Phụ lục II\nBÁO CÁO TRỒNG CÂY\n\nThuận lợi\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # VIỆC\n"
            "I.p1 para | Trồng cây.\n"
            "signature signature | TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Mẫu\n"
            "PL1 appendix # BÁO CÁO TRỒNG CÂY\n"
            "PL1.p1 para | Thuận lợi\n");
}

TEST(Sections, ADashAStrokeOrAColonMayCloseANumber) {
  const char* tree =
      "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
      "I heading # MỤC ĐÍCH\n"
      "I.1 para | Giữ đất, giữ nước cho 1/2 diện tích.\n"
      "II heading # PHÂN CÔNG\n"
      "II.1 heading # Văn phòng\n"
      "II.1.a para | Mua cây theo văn bản số 15/KH-UBND ngày 1/5.\n"
      "II.1.b para | Tưới cây.\n"
      "II.2 heading # Các thôn\n"
      "II.2.-1 bullet | Trồng cây.\n";
  for (const char* gap : {"\n", "\n\n"}) {
    for (const std::string mark : {"-", "/", " -", " –"}) {
      const std::string letter = mark == "/" ? "/" : "-";  // "a -": a bullet with a speck before it
      std::string text;
      for (const std::string& line : std::vector<std::string>{
               "I" + mark + " MỤC ĐÍCH", "1" + mark + " Giữ đất, giữ nước cho 1/2 diện tích.",
               "II" + mark + " PHÂN CÔNG", "1" + mark + " Văn phòng",
               "a" + letter + " Mua cây theo văn bản số 15/KH-UBND ngày 1/5.",
               "b" + letter + " Tưới cây.", "2" + mark + " Các thôn", "- Trồng cây."})
        text += line + gap;
      EXPECT_EQ(show(kHead + text), tree) << mark << gap;
    }
  }
}

TEST(Sections, CodesFractionsAndDatesAtTheHeadOfALineAreNoNumbers) {
  EXPECT_EQ(show(std::string(kHead) +
                 "I- VIỆC\n\n1- Trồng cây theo Kế hoạch số\n02/KH-UBND của huyện và Chỉ thị số\n"
                 "03-CT/TU của tỉnh, xong trên\n2/3 diện tích trong các ngày\n2-4 tháng này.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # VIỆC\n"
            "I.1 para | Trồng cây theo Kế hoạch số 02/KH-UBND của huyện và Chỉ thị số 03-CT/TU của "
            "tỉnh, xong trên 2/3 diện tích trong các ngày 2-4 tháng này.\n");
}

TEST(Sections, TitlesInCapitalsMayBeCountedInArabic) {
  EXPECT_EQ(show(std::string(kHead) +
                 "1. MỤC ĐÍCH\n\n1.1. Giữ đất ven sông.\n\n2. NỘI DUNG\n\n2.1. Trồng cây ven "
                 "sông.\n\n3. TỔ CHỨC THỰC HIỆN\n\n3.1. Văn phòng\n\n- Mua cây.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "1 heading # MỤC ĐÍCH\n"
            "1.1.1 para | Giữ đất ven sông.\n"
            "2 heading # NỘI DUNG\n"
            "2.2.1 para | Trồng cây ven sông.\n"
            "3 heading # TỔ CHỨC THỰC HIỆN\n"
            "3.3.1 heading # Văn phòng\n"
            "3.3.1.-1 bullet | Mua cây.\n");
  EXPECT_EQ(show(std::string(kHead) + "1. VIỆC\n\n1. MUA\n\n2. TRỒNG\n\nII. KINH PHÍ\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # VIỆC !NUM_REPAIRED\n"
            "I.1 heading # MUA\n"
            "I.2 heading # TRỒNG\n"
            "II heading # KINH PHÍ\n");
}

TEST(Sections, ADutyWithAColonIsASentence) {
  EXPECT_EQ(
      show(std::string(kHead) +
           "1. Việc\n\n1.1. Mở 02 lớp: lớp 1 tháng 5, lớp 2 tháng 9.\n\n1.2. Thời gian: từ tháng "
           "4 đến tháng 6.\n\na) Chủ trì, phối hợp với các thôn tổ chức:\n\n- Mua cây.\n\n"
           "b) Tuyên truyền:\n\n- Phát tờ rơi.\n"),
      "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
      "1 heading # Việc\n"
      "1.1.1 para | Mở 02 lớp: lớp 1 tháng 5, lớp 2 tháng 9.\n"
      "1.1.2 para # Thời gian | từ tháng 4 đến tháng 6.\n"
      "1.1.2.a para | Chủ trì, phối hợp với các thôn tổ chức:\n"
      "1.1.2.a.-1 bullet | Mua cây.\n"
      "1.1.2.b heading # Tuyên truyền\n"
      "1.1.2.b.-1 bullet | Phát tờ rơi.\n");
}

TEST(Sections, WithoutBlankLinesHeadingsAndLastWordsStandApart) {
  const std::string agencies = "1. Báo Bình Minh, Đài Phát thanh và Truyền hình tỉnh\n";
  EXPECT_EQ(show(std::string(kHead) + "I. PHÂN CÔNG\n" + agencies +
                 "Đưa tin về việc trồng cây ở các huyện, các xã.\n"
                 "Trên đây là Kế hoạch trồng cây, các thôn thực hiện.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # PHÂN CÔNG\n"
            "I.1 heading # Báo Bình Minh, Đài Phát thanh và Truyền hình tỉnh\n"
            "I.1.p1 para | Đưa tin về việc trồng cây ở các huyện, các xã.\n"
            "p1 closing | Trên đây là Kế hoạch trồng cây, các thôn thực hiện.\n");
}

TEST(Sections, OnlyTheWordsTrenDayOfThePlanEndTheBody) {
  const auto closings = [](const std::string& line) {
    std::size_t count = 0;
    for (const SectionNode& node :
         read(std::string(kHead) + "II. TỔ CHỨC THỰC HIỆN\n\n1. Nạo vét kênh " + "mương\n\n" +
              line + "\n"))
      count += node.section.kind == SectionKind::kClosing ? 1 : 0;
    return count;
  };
  for (const std::string line :
       {"Trên đây là Kế hoạch trồng cây./.", "TRÊN ĐÂY LÀ KẾ HOẠCH TRỒNG CÂY./.",
        "Trên đây, Ủy ban nhân dân xã yêu cầu các thôn thực hiện.", "Tren day la Ke hoach.",
        "Trên đáy là Kế hoạch trồng cây./.", "Trên dây kế hoạch trồng cây./."})
    EXPECT_EQ(closings(line), 1U) << line;
  for (const std::string line :
       {"Trên đáy kênh Đông, Hội Nông dân nạo vét bùn trước ngày 15/4/2025.",
        "Trên dãy tường phía đông trước ngày 30/6/2025.",
        "Trên dây dẫn qua cầu treo phải gắn biển trước ngày 30/6/2025.",
        "Trên đây chuyền mới lắp đặt, Hội Nông dân vận hành thử."})
    EXPECT_EQ(closings(line), 0U) << line;
  EXPECT_EQ(show(std::string(kHead) + "I. NỘI DUNG\n\n1. Gắn biển cho dân qua lại an toàn,\n"
                                      "Trên dây dẫn qua cầu treo trước ngày 30/6/2025.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.1 para | Gắn biển cho dân qua lại an toàn, "
            "Trên dây dẫn qua cầu treo trước ngày 30/6/2025.\n");
}

TEST(Sections, AnArabicOneBeforeRomanTwoIsRoman) {  // 2.4
  EXPECT_EQ(show(std::string(kHead) +
                 "1. Mục tiêu\n\nTrồng cây.\n\nII. Nội dung\n\n1. Mua cây\n\n2. Tưới cây\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # Mục tiêu !NUM_REPAIRED\n"
            "I.p1 para | Trồng cây.\n"
            "II heading # Nội dung\n"
            "II.1 heading # Mua cây\n"
            "II.2 heading # Tưới cây\n");
}

TEST(Sections, ARomanNumberMayHaveLostAStroke) {  // 2.3
  EXPECT_EQ(
      show(std::string(kHead) + "I. Một\n\nII. Hai\n\nII. Ba\n\nIV. Bốn\n"),
      "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
      "I heading # Một\nII heading # Hai\nIII heading # Ba !NUM_REPAIRED\nIV heading # Bốn\n");
  EXPECT_NE(show(std::string(kHead) + "I. Một\n\nII. Hai\n\nII. Hai nữa\n\nIII. Ba\n")
                .find("II heading # Hai nữa !NUM_DUP"),
            std::string::npos);
}

TEST(Sections, InDamagedTextStrokesAndSpecksAreNoEvidence) {
  const std::string text =
      std::string(kHead) +
      "I. MỤC TIÊU |\n\nCây.\n\n— I. NỘI DUNG -\n\n:. Mua\n\n2. Trồng\n\n- 3. Tưới\n\n"
      "I. TỔ CHỨC THỰC HIỆN\n\nXã làm.\n";
  const TextDocument document = text::parse_plain_text(text);
  std::string paths;
  for (const SectionNode& node :
       read_sections(own_lexicon(), document, read_layout(own_lexicon(), document), true))
    paths +=
        node.section.path + " " + (node.section.heading ? node.section.heading->value : "") + "\n";
  EXPECT_EQ(paths,
            "header \nI MỤC TIÊU\nI.p1 \nII NỘI DUNG\nII.1 Mua\nII.2 Trồng\nII.3 Tưới\n"
            "III TỔ CHỨC THỰC HIỆN\nIII.p1 \n");
  EXPECT_NE(show(text).find("I heading # TỔ CHỨC THỰC HIỆN !NUM_DUP"), std::string::npos);
}

/// Paths and headings of a badly read text.
std::string damaged(const std::string& body) {
  const TextDocument document = text::parse_plain_text(std::string(kHead) + body);
  std::string out;
  for (const SectionNode& node :
       read_sections(own_lexicon(), document, read_layout(own_lexicon(), document), true)) {
    if (node.section.kind != SectionKind::kHeader)
      out += node.section.path + " " + (node.section.heading ? node.section.heading->value : "") +
             "\n";
  }
  return out;
}

TEST(Sections, InDamagedTextAHeadingBetweenItsNeighboursLostItsNumber) {  // 2.3
  EXPECT_EQ(damaged("I. VIỆC\n\n1. Phòng Nội vụ\n\n- Mua.\n\n- Phòng Tư pháp\n\n- Trồng.\n\n"
                    "3. Phòng Tài chính - Kế hoạch\n\n- Trả.\n\na. Ông Lê Văn An tưới cây.\n\n"
                    "5. Các thôn giữ cây.\n"),
            "I VIỆC\nI.1 Phòng Nội vụ\nI.1.-1 \nI.2 Phòng Tư pháp\nI.2.-1 \n"
            "I.3 Phòng Tài chính - Kế hoạch\nI.3.-1 \nI.4 \nI.5 \n");
  EXPECT_EQ(damaged("I. VIỆC\n\n1. Phòng Nội vụ\n\n- Mua.\n\n- Phòng Tư pháp\n\n- Trồng.\n\n"
                    "2. Các thôn giữ cây.\n"),
            "I VIỆC\nI.1 Phòng Nội vụ\nI.1.-1 \nI.1.-2 \nI.1.-3 \nI.2 \n")
      << "none is missing";
}

TEST(Sections, InDamagedTextATitleBetweenItsNeighboursLostItsNumeral) {  // 2.3
  EXPECT_EQ(
      damaged("' MỤC ĐÍCH\n\nTrồng cây.\n\nII. VIỆC\n\nMua cây.\n\nIII. CÁCH LÀM\n\n1. Đào hố\n\n"
              "- TV. KINH PHÍ\n\nDân góp.\n\nV. TỔ CHỨC\n\nVăn phòng lo.\n\nFI. HẾT\n\n"
              "VII. CUỐI\n"),
      "I MỤC ĐÍCH\nI.p1 \nII VIỆC\nII.p1 \nIII CÁCH LÀM\nIII.1 Đào hố\nIV KINH PHÍ\nIV.p1 \n"
      "V TỔ CHỨC\nV.p1 \nVI HẾT\nVII CUỐI\n");
  EXPECT_EQ(damaged("- 1, MỤC ĐÍCH\n\n1. Trồng cây.\n\nII. VIỆC\n\nMua cây.\n"),
            "I MỤC ĐÍCH\nI.1 \nII VIỆC\nII.p1 \n");
  EXPECT_EQ(damaged("I. VIỆC\n\n* GHI CHÚ\n\nII. HẾT\n\n- T. KINH PHÍ\n"),
            "I VIỆC\nI.-1 \nII HẾT\nII.-1 \n");
}

TEST(Sections, InDamagedTextADoubledLetterCountsWhereItIsNext) {
  EXPECT_EQ(damaged("I. VIỆC\n\n1. Công an xã\n\na) Mua.\n\nb) Trồng.\n\nEe) Công khai.\n"),
            "I VIỆC\nI.1 Công an xã\nI.1.a \nI.1.b \nI.1.c \n");
  EXPECT_EQ(damaged("I. VIỆC\n\n1. Công an xã\n\na) Mua.\n\nGg) Công khai.\n"),
            "I VIỆC\nI.1 Công an xã\nI.1.a Mua\nI.1.a.p1 \n");
}

TEST(Sections, InDamagedTextALastWordIsKept) {
  EXPECT_EQ(damaged("I. VIỆC\n\n1. Quản lý đất ở\n\n2. Khám khối u\n"),
            "I VIỆC\nI.1 Quản lý đất ở\nI.2 Khám khối u\n");
}

TEST(Sections, InDamagedTextNumbersMayHaveSpecksInThem) {
  EXPECT_EQ(damaged("I- MỘT\n\nII- HAI\n\n-IIl- BA\n\n1- Cây\n\n1.1- Mua cây.\n\n-1,.2- Trồng "
                    "cây.\n\na) Mua;\n\nb) Trồng;\n\nCc) Tưới.\n\nIv- BỐN\n\n2. Bến xe\n"),
            "I MỘT\nII HAI\nIII BA\nIII.1 Cây\nIII.1.1.1 \nIII.1.1.2 Trồng cây\nIII.1.1.2.a \n"
            "III.1.1.2.b \nIII.1.1.2.c \nIV BỐN\nIV.2 Bến xe\n");
}

TEST(Sections, ATitleADutyOrAnActorGoesOnWithNothing) {  // 1.2
  for (const char* next :
       {"Báo cáo kết quả về Sở Tư pháp.", "TỔ CHỨC LỄ RA QUÂN", "Phòng Y tế khám bệnh cho dân."}) {
    const std::string out = show(std::string(kHead) +
                                 "I. VIỆC\n\na) Gửi văn bản về Phòng Tư pháp huyện, cùng hồ sơ của "
                                 "các xã và các\n\n" +
                                 next + "\n");
    EXPECT_EQ(out.find("PAGE_JOIN"), std::string::npos) << out;
  }
}

TEST(Sections, PlacesBehindTheirLevelBelongToTheHeading) {
  EXPECT_NE(
      show(std::string(kHead) + "I. VIỆC\n\n1. Ủy ban nhân dân các phường: Nha Trang, Bắc Nha "
                                "Trang, Cam Ranh\n\nTrồng cây.\n")
          .find("I.1 heading # Ủy ban nhân dân các phường: Nha Trang, Bắc Nha Trang, Cam Ranh\n"),
      std::string::npos);
}

TEST(Sections, ADutyBehindPlacesIsNone) {
  for (const char* duty : {"Huấn luyện dân quân", "Bố trí điểm tiêm, Lập danh sách trẻ em"}) {
    const std::string out = show(std::string(kHead) + "I. VIỆC\n\n1. UBND các xã: " + duty + "\n");
    EXPECT_NE(out.find("I.1 para # UBND các xã | " + std::string(duty)), std::string::npos) << out;
  }
}

TEST(Sections, ATitleInCapitalsTakesNoSmallLetters) {
  EXPECT_EQ(show(std::string(kHead) + "Chương I -\n\nCHUNG\n\nI. NGUYÊN TẮC\n\nc Phòng ngừa.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "C1 heading # CHUNG\n"
            "C1.I heading # NGUYÊN TẮC\n"
            "C1.I.p1 para | c Phòng ngừa.\n");
}

TEST(Sections, APointLetterReadAsAnOtherIsTheOneThatIsMissing) {  // 2.3
  EXPECT_EQ(show(std::string(kHead) + "I. Một\n\na) Mua cây.\n\nb) Trồng cây.\n\nb) Tưới "
                                      "cây.\n\nd) Tỉa cây.\n\nở) Chặt cây.\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # Một\nI.a para | Mua cây.\nI.b para | Trồng cây.\n"
            "I.c para | Tưới cây. !NUM_REPAIRED\nI.d para | Tỉa cây.\nI.đ para | Chặt cây. "
            "!NUM_REPAIRED\n");
}

TEST(Sections, ATitleInCapitalsMayBeWrapped) {
  EXPECT_EQ(
      show(std::string(kHead) +
           "I. CHỈ TIÊU, TIẾN ĐỘ VÀ\n\nTRÁCH NHIỆM THỰC HIỆN\n\nII. TỔ CHỨC\n"),
      "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
      "I heading # CHỈ TIÊU, TIẾN ĐỘ VÀ TRÁCH NHIỆM THỰC HIỆN !PAGE_JOIN\nII heading # TỔ CHỨC\n");
}

TEST(Sections, ACountFromNoughtIsAGap) {
  EXPECT_EQ(show(std::string(kHead) + "I. NỘI DUNG\n\n0. Mở đầu\n\n1. Trồng cây\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.0 heading # Mở đầu !NUM_GAP\n"
            "I.1 heading # Trồng cây\n");
}

TEST(Sections, AnAppendixMayHaveATitleAlone) {
  EXPECT_EQ(show("\fDANH MỤC CÂY\n(Kèm theo Kế hoạch số 01/KH-UBND)\nCây bàng.\n"),
            "PL1 appendix # DANH MỤC CÂY | (Kèm theo Kế hoạch số 01/KH-UBND)\n"
            "PL1.p1 para | Cây bàng.\n");
}

TEST(Sections, PageNumbersAreInNone) {  // 1.6
  const std::string text =
      show(std::string(kHead) + "I. NỘI DUNG\n- Trồng cây.\n2\n\f- Tưới cây.\n");
  EXPECT_EQ(text.find("| 2"), std::string::npos) << text;
}

TEST(Sections, ALineThatBreaksEarlyEndsItsParagraph) {  // 1.3
  const std::string filler(60, 'x');
  const std::string out = show(std::string(kHead) + "I. PHÂN CÔNG\n1. Trạm Y tế xã\nKiểm tra " +
                               filler + "\n" + filler + " nước\n");
  EXPECT_NE(out.find("I.1 heading # Trạm Y tế xã\n"), std::string::npos) << out;
}

TEST(Sections, PageNumbersAndSpecksOfAPlainTextAreAside) {  // 1.6
  const std::string page = "- Chăm sóc cây " + std::string(700, 'x') + ";\n\n";
  const std::string text =
      std::string(kHead) + "I. NỘI DUNG\n\n" + page + "2\n\n- Giữ cây;\n\n4\n\nZ\n\n- Tỉa cây.\n";
  EXPECT_NE(show(text).find("I.-2 bullet | Giữ cây;\n"), std::string::npos);
  EXPECT_NE(show(text).find("| 4\n"), std::string::npos) << "no page is that short";
  EXPECT_EQ(show(text).find("Z"), std::string::npos);
  const std::string close =
      std::string(kHead) + "I. NỘI DUNG\n\n" + page + "- Tưới cây.\n2\n- Giữ cây.\n.\nTỉa cây.\n";
  EXPECT_NE(show(close).find("I.-2 bullet | Tưới cây.\nI.-3 bullet | Giữ cây.\n"),
            std::string::npos)
      << show(close);
}

TEST(Sections, TheLastRomanNumberOfABadlyReadTextMayHaveLostAStroke) {
  const TextDocument text = text::parse_plain_text(
      std::string(kHead) + "I. MỤC ĐÍCH ~\n\nII. NỘI DUNG\n\nII. TỔ CHỨC THỰC HIỆN_\n");
  const std::vector<PrintedLine> lines = read_layout(own_lexicon(), text);
  const Section last = read_sections(own_lexicon(), text, lines, true).back().section;
  EXPECT_EQ(last.path, "III");
  EXPECT_EQ(last.heading->value, "TỔ CHỨC THỰC HIỆN");
  EXPECT_EQ(read_sections(own_lexicon(), text, lines, false).back().section.path, "II");
}

TEST(Sections, InABadlyReadTextATitleInCapitalsGoesOnWithAJoinerAndNoScrap) {
  const auto heading = [](const std::string& below) {
    const TextDocument text =
        text::parse_plain_text(std::string(kHead) + "I. PHÂN CÔNG NHIỆM VỤ\n" + below + "\n");
    return read_sections(own_lexicon(), text, read_layout(own_lexicon(), text), true)[1]
        .section.heading->value;
  };
  EXPECT_EQ(heading("cia Ủy ban"), "PHÂN CÔNG NHIỆM VỤ");
  EXPECT_EQ(heading("cho Ủy ban"), "PHÂN CÔNG NHIỆM VỤ cho Ủy ban");
}

TEST(Sections, InABadlyReadTextNeighboursTellANumber) {
  const auto paths = [](const std::string& body) {
    const TextDocument text = text::parse_plain_text(std::string(kHead) + body);
    std::string out;
    for (const SectionNode& node :
         read_sections(own_lexicon(), text, read_layout(own_lexicon(), text), true)) {
      if (node.form) out += node.section.path + " " + node.section.num_raw->value + "|";
    }
    return out;
  };
  EXPECT_EQ(paths("I. MỤC ĐÍCH\n\ni. Y KIẾN CHUNG\n\nIII. KINH PHÍ\n"), "I I.|II i.|III III.|");
  EXPECT_EQ(paths("i MỤC ĐÍCH\n\nII. NỘI DUNG\n"), "I i|II II.|");
  EXPECT_EQ(
      paths("IL. MỤC ĐÍCH\n\nII. NỘI DUNG\n\nII]. KINH PHÍ\n\nIv. THỜI GIAN\n\nVv. TỔ CHỨC\n"),
      "I IL.|II II.|III II].|IV Iv.|V Vv.|");
  EXPECT_EQ(paths("I. MỤC ĐÍCH\n\nIII. NỘI DUNG\n"), "I I.|III III.|") << "a gap of the print";
  EXPECT_EQ(paths("I. NỘI DUNG\n\n1: Trồng cây\n\n2. Tưới\n\na Phòng Y tế\n\n4. Chăm sóc\n"),
            "I I.|I.1 1:|I.2 2.|I.3 a|I.4 4.|");
  EXPECT_EQ(paths("I. NỘI DUNG\n\n1. Trồng\n\n2. Tưới\n\n8. Tỉa\n\n4. Chăm\n"),
            "I I.|I.1 1.|I.2 2.|I.3 8.|I.4 4.|");
  EXPECT_EQ(paths("I. NỘI DUNG\n\n1. Trồng\n\n1.1. Cây\n\n1,2. Hoa\n"),
            "I I.|I.1 1.|I.1.1.1 1.1.|I.1.1.2 1,2.|");
  EXPECT_EQ(paths("I. NGUYÊN TẮC\n\nc Phòng ngừa chủ động.\n\nc Ứng phó kịp thời.\n"),
            "I I.|I.-1 c|I.-2 c|");
  EXPECT_EQ(paths("I. NỘI DUNG\n\n1. Phần lễ\n\na - Chào cờ.\n"), "I I.|I.1 1.|I.1.-1 -|");
  EXPECT_EQ(paths("I. PHÂN CÔNG\n\n- 1. Phòng Y tế\n\n2..Công an xã\n\n: 3. Trạm Y tế\n"),
            "I I.|I.1 1.|I.2 2..|I.3 3.|");
  EXPECT_EQ(paths("I. PHÂN CÔNG\n\n1. Phòng Y tế\n\n- a) Mua sắm.\n\nb) Trồng cây.\n"),
            "I I.|I.1 1.|I.1.a a)|I.1.b b)|");
  EXPECT_EQ(paths("I. PHÂN CÔNG\n\n1. Phòng Y tế\n\n- c) Mua sắm.\n\n- Trồng cây.\n"),
            "I I.|I.1 1.|I.1.-1 -|I.1.-2 -|");
  EXPECT_EQ(paths("I. NỘI DUNG\nTrồng cây.\nI, KINH PHÍ XÃ\n\nIII. THỜI GIAN\n"),
            "I I.|II I,|III III.|");
  EXPECT_EQ(paths("I. NỘI DUNG\n\n1. Trồng\n\n- Cây.\n\nS)\n\n- Hoa.\n"),
            "I I.|I.1 1.|I.1.-1 -|I.1.-2 -|");
  EXPECT_EQ(paths("I. MỤC TIÊU CHUNG\ni Trồng cây.\n\n2. Tưới.\n"), "I I.|I.1 i|I.2 2.|");
  const std::string first = "I. PHÂN CÔNG\n\n1. Phòng Y tế\n\n", last = "\n\n3. Công an xã\n";
  EXPECT_EQ(paths(first + "- Mua cây.\n\na. Ông Lê Văn An\n\n- Tưới." + last),
            "I I.|I.1 1.|I.1.-1 -|I.2 a.|I.2.-1 -|I.3 3.|");
  EXPECT_EQ(paths(first + "- Mua cây.\n\na. Tham mưu tiêm phòng." + last),
            "I I.|I.1 1.|I.1.-1 -|I.1.a a.|I.3 3.|");
  EXPECT_EQ(paths(first + "- Mua cây.\n\n- Phòng Nội vụ\n\n- Lập sổ theo dõi." + last),
            "I I.|I.1 1.|I.1.-1 -|I.2 -|I.2.-1 -|I.3 3.|");
  EXPECT_EQ(paths("I. PHÂN CÔNG\n\n1. Thành phần\n\n- Phòng Nội vụ\n\n- Công an huyện" + last),
            "I I.|I.1 1.|I.1.-1 -|I.1.-2 -|I.3 3.|")
      << "a list of agencies";
  EXPECT_EQ(paths(first +
                  "- Trạm Y tế xã Hưng Lộc\n\n- Lập sổ theo dõi.\n\n"
                  "- Trạm Y tế xã Nghi Phú\n\n- Lập danh sách." +
                  last),
            "I I.|I.1 1.|I.1.-1 -|I.1.-2 -|I.1.-3 -|I.1.-4 -|I.3 3.|")
      << "two of them";
}

TEST(Sections, SpecksBehindAHeadingAreNotItsWords) {
  const std::string out =
      show(std::string(kHead) +
           "I. PHÂN CÔNG |\n\n1. Hội LHPN huyện ©\n\n- Ra quân.\n\n2. Xây nhà ở\n\n"
           "- Vận động.\n\n3. Công an xã —\n\n- Tuần tra.\n");
  for (const char* heading :
       {"# PHÂN CÔNG\n", "# Hội LHPN huyện\n", "# Xây nhà ở\n", "# Công an xã\n"})
    EXPECT_NE(out.find(heading), std::string::npos) << heading << out;
}

TEST(Sections, ARomanIBeforeATwoIsAOne) {
  const std::string shown = show(std::string(kHead) +
                                 "I. NỘI DUNG\n\nI. Trồng cây\n\nTrồng ở đường làng.\n\n"
                                 "2. Giữ cây\n\nII. ĐỐI TƯỢNG DỄ BỊ TỔN THƯƠNG\n\nCây Non\n");
  EXPECT_NE(shown.find("I.1 heading # Trồng cây !NUM_REPAIRED"), std::string::npos) << shown;
  EXPECT_NE(shown.find("I.2 heading # Giữ cây"), std::string::npos) << shown;
  EXPECT_NE(shown.find("II heading # ĐỐI TƯỢNG"), std::string::npos) << "a heading is no closing";
}

TEST(Sections, PartsCountedInWordsAreNotRepaired) {
  const std::string out =
      show(std::string(kHead) + "PHẦN THỨ NHẤT\nMỤC TIÊU\n\nPHẦN THỨ HAI\nNỘI DUNG\n");
  EXPECT_NE(out.find("P1 heading # MỤC TIÊU\n"), std::string::npos) << out;
  EXPECT_NE(out.find("P2 heading # NỘI DUNG\n"), std::string::npos) << out;
}

TEST(Sections, ALineThatSaysWhomALetterIsToHeadsNothing) {
  const std::string out = show(
      "SỞ XÂY DỰNG\nSố: 5/SXD-QL\nV/v trồng cây\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTuyên "
      "Quang, "
      "ngày 07 tháng 11 năm 2031\n\nKính gửi: Văn phòng UBND tỉnh\n\nSở Xây dựng báo cáo như "
      "sau:\n\n"
      "1. Đã bàn giao mặt bằng.\n\n2. Đã cấp nước.\n");
  EXPECT_NE(out.find("\n1 para"), std::string::npos) << out;
  EXPECT_EQ(out.find("heading # Kính"), std::string::npos) << out;
}

TEST(Sections, WhomALetterIsToIsNoItem) {
  const std::string out = show(
      "SỞ XÂY DỰNG\nSố: 5/SXD-QL\nV/v trồng cây\n\nTuyên Quang, ngày 07 tháng 11 năm 2031\n\n"
      "Kính gửi:\n- Công an tỉnh;\n- Các phòng.\n\nSở Xây dựng đề nghị:\n\n- Mua cây.\n");
  EXPECT_NE(out.find("para | - Các phòng."), std::string::npos) << out;
  EXPECT_NE(out.find("-1 bullet | Mua cây."), std::string::npos) << out;
  const std::string to_all = show(
      "SỞ XÂY DỰNG\nSố: 5/SXD-QL\nV/v trồng cây\n\nTuyên Quang, ngày 07 tháng 11 năm 2031\n\n"
      "Kính gửi: Các phòng.\n\n- Mua cây;\n\n- Trồng cây.\n");
  EXPECT_NE(to_all.find("-2 bullet | Trồng cây."), std::string::npos) << to_all;
}

TEST(Sections, ASpeckBehindABasisMakesNoHeadingOfIt) {
  const std::string out = show(std::string(kHead) +
                               "Căn cứ Luật Lâm nghiệp; _\n\nCăn cứ nhu cầu của các thôn;\n\n"
                               "1. Mục đích\n\nTrồng cây.\n\n2. Yêu cầu\n\nĐúng mùa.\n");
  EXPECT_NE(out.find("\n1 heading # Mục đích"), std::string::npos) << out;
}

TEST(Sections, TheLastOfAListOfSentencesHeadsNothing) {
  const std::string begin = std::string(kHead) + "I. KẾT QUẢ\n\n1. Đã bàn giao mặt bằng.\n\n",
                    end = "\n\nĐề nghị Văn phòng tổng hợp.\n";
  EXPECT_NE(show(begin + "2. Còn 42 hộ chưa dời." + end).find("I.2 para | Còn 42"),
            std::string::npos);
  EXPECT_NE(show(begin + "2. Khó khăn" + end).find("I.2 heading # Khó khăn"), std::string::npos);
  EXPECT_NE(show(std::string(kHead) + "I. KẾT QUẢ\n\n1. Giao đất\n\nĐã xong.\n\n2. Khó khăn." + end)
                .find("I.2 heading # Khó khăn"),
            std::string::npos);
}

TEST(Sections, LabelsThatComeAgainTogetherBeginSections) {
  const std::string first = "I. NỘI DUNG\n\nPhòng lo chính: Văn phòng\nHẹn xong: tháng 3\n\n";
  EXPECT_EQ(show(kHead + first),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.p1 para | Phòng lo chính: Văn phòng Hẹn xong: tháng 3\n");
  EXPECT_EQ(show(kHead + first + "Phòng lo chính: Công an xã\nHẹn xong: tháng 4\n"),
            "header header | KẾ HOẠCH\nTrồng cây năm 2031\n"
            "I heading # NỘI DUNG\n"
            "I.p1 para | Phòng lo chính: Văn phòng\n"
            "I.p2 para | Hẹn xong: tháng 3\n"
            "I.p3 para | Phòng lo chính: Công an xã\n"
            "I.p4 para | Hẹn xong: tháng 4\n");
}

}  // namespace
}  // namespace codau::document
