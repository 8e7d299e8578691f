// Which names of a document are damaged spellings of others (record/rows/agency_spellings.h), case
// by case.
#include "record/rows/agency_spellings.h"

#include <gtest/gtest.h>

#include <string>

namespace codau::record {
namespace {

document::AgencyMention of(const std::string& name, const std::string& place = "tỉnh Hà Giang") {
  document::AgencyMention out;
  out.agency_name = name;
  out.place = place;
  out.level = document::AgencyLevel::kProvince;
  return out;
}

std::string meant(const AgencySpellings& spellings, const std::string& name,
                  const std::string& place = "tỉnh Hà Giang") {
  const auto* const found = spellings.meant(of(name, place));
  return found == nullptr ? "" : *found->agency_name + " / " + *found->place;
}

TEST(AgencySpellings, ADoubtfulNameMeansTheSureOne) {
  AgencySpellings all;
  all.add(of("Công an tỉnh Trường Giang", "tỉnh Trường Giang"), true);
  all.add(of("Công an tỉnh Trưởng Giang", "tỉnh Trưởng Giang"), false);
  all.add(of("Ban Quản lý rừng phong hộ"), false);
  all.add(of("Ban Quản lý rừng phòng hộ"), true);
  all.add(of("Ban Quản lý rùng phòng hô số 1"), false);
  all.settle();
  EXPECT_EQ(meant(all, "Công an tỉnh Trưởng Giang", "tỉnh Trưởng Giang"),
            "Công an tỉnh Trường Giang / tỉnh Trường Giang");
  EXPECT_EQ(meant(all, "Công an tỉnh Trường Giang", "tỉnh Trường Giang"), "");
  EXPECT_EQ(meant(all, "Ban Quản lý rừng phong hộ"), "Ban Quản lý rừng phòng hộ / tỉnh Hà Giang");
  EXPECT_EQ(meant(all, "Ban Quản lý rùng phòng hô số 1"), "");  // a number more
}

TEST(AgencySpellings, NamesThatAreSureAreNeverJoined) {
  AgencySpellings all;
  all.add(of("Ủy ban nhân dân xã Hà Lùng", "xã Hà Lùng"), true);
  all.add(of("Ủy ban nhân dân xã Hạ Lũng", "xã Hạ Lũng"), true);
  all.add(of("Ủy ban nhân dân xã Ha Lung", "xã Ha Lung"), false);  // either
  all.settle();
  for (const char* const name : {"Hà Lùng", "Hạ Lũng", "Ha Lung"})
    EXPECT_EQ(meant(all, std::string("Ủy ban nhân dân xã ") + name, std::string("xã ") + name), "");
}

TEST(AgencySpellings, LettersMayBeDamagedDigitsMayNot) {
  AgencySpellings all;
  all.add(of("Đội Quản lý thị trường số 4"), true);
  all.add(of("Đội Quan ly thi tnrờng số 4"), false);
  all.add(of("Đội Quan ly thi truong số 5"), false);
  all.settle();
  EXPECT_EQ(meant(all, "Đội Quan ly thi tnrờng số 4"),
            "Đội Quản lý thị trường số 4 / tỉnh Hà Giang");
  EXPECT_EQ(meant(all, "Đội Quan ly thi truong số 5"), "");
}

TEST(AgencySpellings, OfDoubtfulOnesTheMostFrequentIsTheName) {
  AgencySpellings all;
  for (int i = 0; i < 3; ++i) all.add(of("Trạm Khuyến nông"), false);
  all.add(of("Trạm Khuyên nông"), false);
  all.add(of("Trạm Thú y"), false);
  all.settle();
  EXPECT_EQ(meant(all, "Trạm Khuyên nông"), "Trạm Khuyến nông / tỉnh Hà Giang");
  EXPECT_EQ(meant(all, "Trạm Khuyến nông"), "");
  EXPECT_EQ(meant(all, "Trạm Thú y"), "");
}

}  // namespace
}  // namespace codau::record
