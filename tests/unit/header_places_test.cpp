// Where lines of the head have their number and their date.
#include "document/header/header_places.h"

#include <gtest/gtest.h>

#include <string>

namespace codau::document {
namespace {

std::string with_number(const std::string& line, const std::string& number) {
  const auto place = find_number_place(line);
  return place ? insert_words(line, *place, number) : "-";
}

TEST(HeaderPlaces, NumberStandsBetweenSoAndTheNotation) {
  struct Row {
    const char *printed, *with_number;
  };
  for (const Row& row : {
           Row{"Số: /KH-SYT", "Số: 2155/KH-SYT"},
           Row{"Số:       /KH-UBND", "Số: 2155/KH-UBND"},
           Row{"Số:/KH-UBND", "Số: 2155/KH-UBND"},
           Row{"Số: ……/KH-UBND", "Số: 2155/KH-UBND"},
           Row{"Số: 445 /NQ-CP", "Số: 2155/NQ-CP"},
           Row{"Số 64 - CV/HU", "Số 2155 - CV/HU"},
           Row{"Số      -KH/TU", "Số 2155 -KH/TU"},
           Row{"Số: 2}2 /KH-SYT", "Số: 2155/KH-SYT"},
           Row{"Số: 05/2024/TT-BTC", "Số: 2155/2024/TT-BTC"},
           Row{"Số: 98KH-UBND", "Số: 2155 KH-UBND"},
           Row{"Số 7KH-UBND", "Số 2155 KH-UBND"},
           Row{"Số KH/HU", "Số 2155 KH/HU"},
           Row{"Số lượng: 12 CB-CNV", "-"},
           Row{"Số: ....", "Số: 2155"},
           Row{"  Số: /KH-A    B, ngày 5 tháng 3 năm 2024",
               "  Số: 2155/KH-A    B, ngày 5 tháng 3 năm 2024"},
           Row{"(Kèm theo Kế hoạch số   /KH-UBND ngày   tháng   năm 2024)",
               "(Kèm theo Kế hoạch số 2155/KH-UBND ngày   tháng   năm 2024)"},
           Row{"Số: oQ TTg Hà Nội, ngày 8 tháng 4 năm 2026",
               "Số: 2155 oQ TTg Hà Nội, ngày 8 tháng 4 năm 2026"},
           Row{"SỞ Y TẾ", "-"},
           Row{"số 12/TTr-SYT ngày 31 tháng 3 năm 2026.", "-"},
           Row{"số: 4 /QĐ-SYT", "số: 2155/QĐ-SYT"},
           Row{"Căn cứ Nghị định số 30/2020/NĐ-CP;", "-"},
           Row{"", "-"},
       })
    EXPECT_EQ(with_number(row.printed, "2155"), row.with_number) << row.printed;
}

TEST(HeaderPlaces, ALineThatBeginsWithSoHasANumberThoughNobodyKnowsWhere) {
  EXPECT_TRUE(has_number_label("Số: oQ TTg Hà Nội, ngày 8 tháng 4 năm 2026"));
  EXPECT_TRUE(has_number_label("Số /KH-UBND"));
  EXPECT_FALSE(has_number_label("số 12/TTr-SYT ngày 31 tháng 3 năm 2026."));
  EXPECT_FALSE(has_number_label("SỞ Y TẾ"));
}

TEST(HeaderPlaces, DateStandsBetweenItsWords) {
  const auto parts = [](const std::string& line) -> std::string {
    const auto places = find_date_places(line);
    if (!places) return "-";
    const std::string_view all = line;
    return "[" + std::string(slice(all, places->day)) + "][" +
           std::string(slice(all, places->month)) + "][" + std::string(slice(all, places->year)) +
           "]";
  };
  EXPECT_EQ(parts("Bình Minh, ngày 05 tháng 3 năm 2024"), "[ 05 ][ 3 ][ 2024]");
  EXPECT_EQ(parts("Bình Minh, ngày   tháng    năm 2024"), "[   ][    ][ 2024]");
  EXPECT_EQ(parts("Bình Minh, ngày … tháng … năm 2024"), "[ … ][ … ][ 2024]");
  EXPECT_EQ(parts("Bình Minh, ngày A) tháng 12 năm 2018."), "[ A) ][ 12 ][ 2018.]");
  EXPECT_EQ(parts("trong ngày làm việc"), "-");
}

TEST(HeaderPlaces, WordsFillABlankAndKeepTheRest) {
  const std::string line = "A, ngày   tháng 3 năm 2024";
  EXPECT_EQ(insert_words(line, find_date_places(line)->day, format_day(5)),
            "A, ngày 05 tháng 3 năm 2024");
  EXPECT_EQ(format_day(12) + ' ' + format_month(2) + ' ' + format_month(3), "12 02 3");
}

}  // namespace
}  // namespace codau::document
