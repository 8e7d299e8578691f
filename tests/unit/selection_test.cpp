// Which documents an export takes (export/delivery/selection.h).
#include "export/delivery/selection.h"

#include <gtest/gtest.h>

#include "../support/named_cells.h"
#include "core/error.h"
#include "record/schema/row.h"

namespace codau::exports {
namespace {

using testing::NamedRow;

record::Row document(const std::string& date, const std::string& organ) {
  return NamedRow(record::table("documents"))
      .set("doc_id", std::string("0123456789abcdef"))
      .set("type_code", std::string("QĐ"))
      .set("issued_date_best", record::to_text_value(date))
      .set("organ_name", record::to_text_value(organ))
      .set("review_status", std::string("ok"))
      .take();
}

TEST(DocumentSelection, ADayAMonthOrAYearIsItsFirstAndLastDay) {
  EXPECT_EQ(parse_first_day("2024", "--from"), "2024-01-01");
  EXPECT_EQ(parse_first_day("2024-02", "--from"), "2024-02-01");
  EXPECT_EQ(parse_last_day("2024", "--to"), "2024-12-31");
  EXPECT_EQ(parse_last_day("2024-02", "--to"), "2024-02-29");
  EXPECT_EQ(parse_last_day("2023-02", "--to"), "2023-02-28");
  EXPECT_EQ(parse_last_day("2024-06-15", "--to"), "2024-06-15");
  for (const char* const none : {"", "hôm nay", "15/6/2024", "2024-13", "2024-02-30", "24"}) {
    EXPECT_THROW(static_cast<void>(parse_first_day(none, "--from")), Error) << none;
    EXPECT_THROW(static_cast<void>(parse_last_day(none, "--to")), Error) << none;
  }
}

TEST(DocumentSelection, APartOfANameHasALetter) {
  EXPECT_EQ(parse_name_part("Hà Lùng", "--organ"), "Hà Lùng");
  for (const char* const none : {"", " ", "."}) {
    EXPECT_THROW(static_cast<void>(parse_name_part(none, "--organ")), Error) << none;
  }
}

TEST(DocumentSelection, AllThatIsGivenHasToFit) {
  const record::Row one = document("2024-06-15", "ỦY BAN NHÂN DÂN XÃ HÀ LÙNG");
  EXPECT_TRUE(DocumentSelection().is_all());
  EXPECT_TRUE(DocumentSelection().matches(one));
  const auto picks = [](const record::Row& row, const auto& set) {
    DocumentSelection some;
    set(some);
    EXPECT_FALSE(some.is_all());
    return some.matches(row);
  };
  EXPECT_TRUE(picks(
      one, [](DocumentSelection& s) { s.from = s.to = "2024-06-15", s.organ = "xã hà lùng"; }));
  EXPECT_TRUE(picks(
      one, [](DocumentSelection& s) { s.organ = "ha lung", s.type = "qđ", s.status = "ok"; }));
  EXPECT_FALSE(picks(one, [](DocumentSelection& s) { s.from = "2024-06-16"; }));
  EXPECT_FALSE(picks(one, [](DocumentSelection& s) { s.to = "2024-06-14", s.organ = "ha lung"; }));
  EXPECT_FALSE(picks(one, [](DocumentSelection& s) { s.type = "KH"; }));
  EXPECT_FALSE(picks(one, [](DocumentSelection& s) { s.documents = {"fedcba9876543210"}; }));
  const record::Row of_march =
      NamedRow(record::table("documents")).set("issued_edtf", std::string("2023-03-XX")).take();
  EXPECT_TRUE(
      picks(of_march, [](DocumentSelection& s) { s.from = "2023-01-01", s.to = "2023-12-31"; }));
  EXPECT_TRUE(
      picks(of_march, [](DocumentSelection& s) { s.from = "2023-03-01", s.to = "2023-03-31"; }));
  EXPECT_FALSE(picks(of_march, [](DocumentSelection& s) { s.from = "2023-03-02"; }));
  EXPECT_FALSE(picks(of_march, [](DocumentSelection& s) { s.to = "2023-03-30"; }));
  const record::Row undated = document("", "");
  EXPECT_FALSE(picks(undated, [](DocumentSelection& s) { s.from = "1900-01-01"; }));
  EXPECT_FALSE(picks(undated, [](DocumentSelection& s) { s.to = "9999-12-31"; }));
  EXPECT_FALSE(picks(undated, [](DocumentSelection& s) { s.organ = "xã"; }));
}

}  // namespace
}  // namespace codau::exports
