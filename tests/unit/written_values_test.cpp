#include "ocr/written_values.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace codau::ocr {
namespace {

/// The texts of the values; nothing if the line is of another kind.
std::optional<std::vector<std::string>> values_of(std::string_view key, WrittenLine kind) {
  const auto places = find_values(key, kind);
  if (!places) return std::nullopt;
  std::vector<std::string> out;
  for (const ValuePlace& place : *places)
    out.emplace_back(key.substr(place.begin, place.end - place.begin));
  return out;
}

using Values = std::vector<std::string>;

TEST(FindValues, OfNumberLines) {
  constexpr auto kKind = WrittenLine::kNumber;
  EXPECT_EQ(values_of("so: 12/kh-ubnd", kKind), Values{"12"});
  EXPECT_EQ(values_of("so: 12a/kh-ubnd", kKind), Values{"12a"});
  EXPECT_EQ(values_of("s6: 45 /snv-vp", kKind), Values{"45"});
  EXPECT_EQ(values_of("so 115-qd/tu", kKind), Values{"115"});
  EXPECT_EQ(values_of("so445 /snv-vp", kKind), Values{"445"});
  EXPECT_EQ(values_of("so: ... 7 ../bc-syt", kKind), Values{"7"});
  EXPECT_EQ(values_of("so: /kh-ubnd", kKind), Values{""});
  EXPECT_EQ(values_of("so: */kh-ubnd", kKind), Values{"*"});
  EXPECT_EQ(values_of("so: 12", kKind), std::nullopt);  // no notation: another line
}

TEST(FindValues, OfDateLines) {
  constexpr auto kKind = WrittenLine::kDate;
  EXPECT_EQ(values_of("ha noi, ngay 05 thang 3 nam 2024", kKind), (Values{"05", "3"}));
  EXPECT_EQ(values_of("hue, ngay thang 11 nam 2024", kKind), (Values{"", "11"}));
  EXPECT_EQ(values_of("ngay..29 . thang...2..nam 2024", kKind), (Values{"29", "2"}));
  EXPECT_EQ(values_of("ngy 1 thng 2 nm 2024", kKind), (Values{"1", "2"}));
  EXPECT_EQ(values_of("thang 3 nam 2024", kKind), std::nullopt);
}

}  // namespace
}  // namespace codau::ocr
