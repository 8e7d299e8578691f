// What else tells of a handwritten number or date: cited dates, the stamp of arrival, the weekday,
// names of the file.
#include "document/header/hand_witnesses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"

namespace codau::document {
namespace {

Day day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
  return days_from_civil(year, month, of_month).value();
}

HandWitnesses find(const std::vector<std::string>& texts,
                   const std::vector<std::string>& names = {}) {
  std::vector<PrintedLine> lines;
  for (const std::string& text : texts) {
    PrintedLine line;
    line.zone = LineZone::kHead;
    line.passage.text = text;
    line.passage.key = fold(text);
    lines.push_back(line);
  }
  return find_hand_witnesses(own_lexicon(), lines, names);
}

/// The posterior probability of a value that was read with probability `read`.
double weigh(double read, const Testimony& testimony) {
  const double right = read * testimony.likelihood_ratio;
  return right / (right + 1 - read);
}

using Numbers = std::vector<std::string>;
using Days = std::vector<Day>;

TEST(HandWitnesses, NumbersInNamesOfTheFile) {
  EXPECT_EQ(find({}, {"2155-kh-syt.pdf"}).named_numbers, Numbers{"2155"});
  EXPECT_EQ(find({}, {"KH số 45.signed.pdf"}).named_numbers, Numbers{"45"});
  EXPECT_EQ(find({}, {"QĐ_123_UBND.pdf"}).named_numbers, Numbers{"123"});
  EXPECT_EQ(find({}, {"20240305.pdf"}).named_numbers, Numbers{});
  EXPECT_EQ(find({}, {"scan.pdf"}).named_numbers, Numbers{});
}

TEST(HandWitnesses, DaysInNamesOfTheFile) {
  const Days fifth{day(2024, 3, 5)};
  for (const char* name :
       {"KH 05.3.2024.pdf", "kh-05032024.pdf", "2024-03-05 kh.pdf", "20240305.pdf", "5-3-2024.pdf"})
    EXPECT_EQ(find({}, {name}).named_days, fifth) << name;
  EXPECT_EQ(find({}, {"45.13.2024.pdf"}).named_days, Days{});
}

TEST(HandWitnesses, TheLatestCitedDate) {
  EXPECT_EQ(
      find({"Căn cứ Kế hoạch số 07/KH-UBND ngày 12/01/2023 của UBND tỉnh;",
            "Theo Quyết định số 123/QĐ-TTg ngày 04 tháng 5 năm 2024 của Thủ tướng Chính phủ;"})
          .cited,
      day(2024, 5, 4));
  EXPECT_EQ(find({"trước ngày 30/6/2025"}).cited, std::nullopt);  // a deadline
}

TEST(HandWitnesses, TheStampOfArrivalAndTheWeekday) {
  EXPECT_EQ(find({"ĐẾN Số: 1234", "Ngày: 12/3/2024"}).arrived, day(2024, 3, 12));
  EXPECT_EQ(find({"ĐẾN Ngày 12/3/24"}).arrived, day(2024, 3, 12));
  EXPECT_EQ(find({"Huế, thứ Hai, ngày 05 tháng 3 năm 2024"}).weekday, 1);
  EXPECT_EQ(find({"Chủ nhật ngày 05 tháng 3 năm 2024"}).weekday, 0);
}

TEST(HandWitnesses, AnImpossibleDateIsNotBelievedAndANamedOneIs) {
  HandWitnesses witnesses;
  EXPECT_DOUBLE_EQ(weigh(0.7, hear_day(witnesses, day(2024, 3, 5))), 0.7);
  witnesses.cited = day(2024, 3, 7);
  EXPECT_LT(weigh(0.97, hear_day(witnesses, day(2024, 3, 5))), 0.7);
  EXPECT_DOUBLE_EQ(weigh(0.97, hear_day(witnesses, day(2024, 3, 7))), 0.97);
  witnesses.arrived = day(2024, 3, 9);
  EXPECT_LT(weigh(0.97, hear_day(witnesses, day(2024, 3, 10))), 0.7);
  witnesses.named_days = {day(2024, 3, 8)};
  EXPECT_GT(weigh(0.7, hear_day(witnesses, day(2024, 3, 8))), 0.96);
  EXPECT_TRUE(hear_day(witnesses, day(2024, 3, 8)).is_named);
  witnesses = {};
  witnesses.weekday = 2;  // 5 March 2024 was a Tuesday
  EXPECT_GT(weigh(0.5, hear_day(witnesses, day(2024, 3, 5))), 0.8);
  EXPECT_LT(weigh(0.5, hear_day(witnesses, day(2024, 3, 6))), 0.1);
}

TEST(HandWitnesses, ANameMayHaveMoreNoughts) {
  HandWitnesses witnesses;
  EXPECT_DOUBLE_EQ(hear_number(witnesses, "45").likelihood_ratio, 1);
  witnesses.named_numbers = {"0045"};
  EXPECT_TRUE(hear_number(witnesses, "45").is_named);
  EXPECT_FALSE(hear_number(witnesses, "46").is_named);
  EXPECT_LT(hear_number(witnesses, "46").likelihood_ratio, 1);
}

}  // namespace
}  // namespace codau::document
