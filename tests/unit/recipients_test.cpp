#include "document/header/recipients.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "document/layout/read_layout.h"

namespace codau::document {
namespace {

std::vector<Recipient> read(const std::string& list) {
  const TextDocument document =
      text::parse_plain_text("KẾ HOẠCH\nTrồng cây năm 2031\n\nNhằm giữ đất.\n\n" + list);
  AgencyContext context;
  context.lexicon = own_lexicon();
  return read_recipients(read_layout(own_lexicon(), document), context, false);
}

std::vector<std::string> names(const std::vector<Recipient>& recipients) {
  std::vector<std::string> out;
  for (const Recipient& recipient : recipients) out.push_back(recipient.raw.value);
  return out;
}

using Lines = std::vector<std::string>;

TEST(Recipients, OneALineWithoutDashAndMark) {  // 3.10
  EXPECT_EQ(names(read("Nơi nhận:\n- UBND huyện;\n- Như trên (02b);\n- Lưu: VT.\n")),
            (Lines{"UBND huyện", "Như trên (02b)", "Lưu: VT"}));
}

TEST(Recipients, AParaphBesideTheHeadingIsNone) {
  EXPECT_EQ(names(read("Nơi nhận: A-\n- UBND huyện (b/cáo);\n- Lưu: VT.\n")),
            (Lines{"UBND huyện (b/cáo)", "Lưu: VT"}));
  EXPECT_EQ(read("Nơi nhận:\n- UBND huyện (b/cáo);\n- Lưu: VT.\n")[0].purpose,
            Recipient::Purpose::kReport);
}

TEST(Recipients, DamagedMarksAreForgiven) {
  EXPECT_EQ(names(read("#### **Nơi nhận:**\n\n- UBND huyện\n- Các thôn; Trạm Y tế;\n- ;- Lưu "
                       "VP/\n\n**CHỦ TỊCH**\n\nLê Văn Mẫu\n")),
            (Lines{"UBND huyện", "Các thôn", "Trạm Y tế", "Lưu VP"}));
}

TEST(Recipients, OnPagesTheArchiveItemHasItsMark) {
  std::vector<PrintedLine> lines =
      read_layout(own_lexicon(),
                  text::parse_plain_text("KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n\nNơi nhận:\n- Như "
                                         "trên;\n~ Lựu. VT, NN.\n"));
  EXPECT_EQ(names(read_recipients(lines, {}, false)), (Lines{"Như trên", "Lựu. VT, NN"}));
  for (PrintedLine& line : lines) line.page = 1;
  EXPECT_EQ(names(read_recipients(lines, {}, true)), (Lines{"Như trên", "Lưu: VT, NN"}));
}

TEST(Recipients, TheLastItemOfADamagedListIsTheArchives) {
  for (const char* printed : {"- Lita: V I.", "= Linn Vi.", "“Lit VT.", "/ = Lần: Với."}) {
    const std::vector<PrintedLine> lines = read_layout(
        own_lexicon(),
        text::parse_plain_text(
            std::string("KẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n\nNơi nhận:\n- Như trên; ©\n") +
            printed + "\n"));
    EXPECT_EQ(names(read_recipients(lines, {}, true)), (Lines{"Như trên", "Lưu: VT"})) << printed;
  }
}

TEST(Recipients, ASignatureReadIntoTheListIsNotOfIt) {
  EXPECT_EQ(names(read("Nơi nhận: KT, CHỦ TỊCH\n- Bộ Y tế (b/c); HÓ CHỦ TỊCH\n- Lưu: VT.\nTrần "
                       "Văn Mẫu\n")),
            (Lines{"Bộ Y tế (b/c)", "Lưu: VT"}));
}

TEST(Recipients, ABrokenLineIsOneItem) {
  EXPECT_EQ(names(read("Nơi nhận:\n- Các cơ quan, đơn vị\nthuộc huyện;\n- Lưu: VT.\n")),
            (Lines{"Các cơ quan, đơn vị thuộc huyện", "Lưu: VT"}));
}

TEST(Recipients, PurposeAndCopies) {  // 3.10
  const std::vector<Recipient> list =
      read("Nơi nhận:\n- UBND tỉnh (để báo cáo);\n- Các thôn (05b);\n- Lưu: VT.\n");
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].purpose, Recipient::Purpose::kReport);
  EXPECT_EQ(list[1].copies, 5);
  EXPECT_EQ(list[2].purpose, Recipient::Purpose::kArchive);
}

TEST(Recipients, WhatForIsNoPartOfTheName) {
  const std::vector<Recipient> list = read(
      "Nơi nhận:\n- Thường trực Huyện ủy (B/c);\n- Bộ Y tế ( B/C );\n- Sở Y tế (Để báo cáo);\n"
      "- Sở Nội vụ (để b/c);\n- Lưu: VT.\n");
  ASSERT_EQ(list.size(), 5U);
  EXPECT_EQ(names(list)[0], "Thường trực Huyện ủy (B/c)");
  const Lines meant{"Thường trực Huyện ủy", "Bộ Y tế", "Sở Y tế", "Sở Nội vụ"};
  for (std::size_t i = 0; i < meant.size(); ++i) {
    EXPECT_EQ(list[i].agency.norm, meant[i]);
    EXPECT_EQ(list[i].purpose, Recipient::Purpose::kReport) << meant[i];
  }
}

}  // namespace
}  // namespace codau::document
