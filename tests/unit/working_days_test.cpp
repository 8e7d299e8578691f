#include "document/words/working_days.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "../support/lexicon.h"
#include "../support/temp_folder.h"

namespace codau::document {
namespace {

TEST(WorkingDays, HolidaysAndSaturdaysThatMakeUpForThem) {
  const WorkingDays& days = own_lexicon().cached<WorkingDays>();
  const auto day = [](const char* iso) { return parse_iso_date(iso); };
  EXPECT_FALSE(days.is_working(day("2024-04-29")));  // given away
  EXPECT_TRUE(days.is_working(day("2024-05-04")));   // a Saturday for it
  EXPECT_FALSE(days.is_working(day("2031-09-02")));  // of every year
  EXPECT_EQ(to_iso_date(days.find_working_day_from(day("2023-01-20"))), "2023-01-27");
  EXPECT_EQ(to_iso_date(days.add_working_days(day("2025-04-25"), 5)), "2025-05-06");
  EXPECT_TRUE(days.has_all_holidays(day("2024-12-31"), day("2025-01-02")));
  EXPECT_FALSE(days.has_all_holidays(day("2025-12-31"), day("2026-01-02")));
}

TEST(WorkingDays, AUsersTableAddsAndTakesAway) {
  const testing::TempFolder folder;
  std::ofstream(folder.path() / "ngay-nghi.tsv")
      << "2026\tholiday_year\n2026-11-24\tholiday\n09-02\tyearly_holiday\t\t\t\tremove\n"
         "07-27\tyearly_holiday\t\t2027-01-01\t2028-01-01\n";
  const std::array<std::filesystem::path, 2> tables{CODAU_ROOT "/data/lexicon", folder.path()};
  const WorkingDays days{text::Lexicon(tables)};
  EXPECT_TRUE(days.has_all_holidays(parse_iso_date("2026-01-01"), parse_iso_date("2026-12-31")));
  EXPECT_FALSE(days.is_working(parse_iso_date("2026-11-24")));
  EXPECT_TRUE(days.is_working(parse_iso_date("2026-09-02")));
  EXPECT_FALSE(days.is_working(parse_iso_date("2027-07-27")));
  EXPECT_TRUE(days.is_working(parse_iso_date("2028-07-27")));
}

TEST(WorkingDays, AYearOfHolidaysComesToAnEnd) {
  const testing::TempFolder folder;
  std::ofstream table(folder.path() / "all.tsv");
  for (Day day = first_day_of_month(2025, 1); day <= last_day_of_month(2025, 12); ++day)
    table << to_iso_date(day).substr(5) << "\tyearly_holiday\n";
  table.close();
  const std::filesystem::path tables = folder.path();
  const WorkingDays days{text::Lexicon({&tables, 1})};
  EXPECT_GT(days.add_working_days(parse_iso_date("2025-01-01"), 9999),
            parse_iso_date("2025-01-01"));
}

}  // namespace
}  // namespace codau::document
