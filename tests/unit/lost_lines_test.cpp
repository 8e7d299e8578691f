// Position and name of the signer among seal and signature.
#include "ocr/lost_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"
#include "segment/rules/letter_rows.h"

namespace codau::ocr {
namespace {

using testing::Page;

ReadLine line_of(const std::vector<std::string>& words) {
  ReadLine line;
  for (const std::string& word : words) line.words.push_back({word, {}, 0.9});
  return line;
}

TEST(LostLines, NamesAndPositionsAreTold) {
  EXPECT_TRUE(is_person_name_or_position(line_of({"Nguyễn", "Văn", "An"})));
  EXPECT_FALSE(is_person_name(line_of({"KT.", "CHỦ", "TỊCH"})));
  EXPECT_TRUE(is_person_name_or_position(line_of({"KT.", "CHỦ", "TỊCH"})));
  EXPECT_FALSE(is_person_name_or_position(line_of({"Nguyễn"})));
  EXPECT_FALSE(is_person_name_or_position(line_of({"Nguyễn", "VĂN"})));
  EXPECT_FALSE(is_person_name_or_position(line_of({"của", "Sở"})));
  EXPECT_FALSE(is_person_name_or_position(line_of({"Ở", "X", "Z"})));
  EXPECT_FALSE(is_person_name_or_position(line_of({"SỐ", "12"})));
  EXPECT_FALSE(is_person_name_or_position(line_of({"Anh", "\xC3"})));
}

TEST(LostLines, RowsOfLettersAreFoundBesideLargeStrokes) {
  Page page(1200, 1600);
  page.print({100, 100, 1000, 700});
  page.bar({700, 1000, 706, 1200}).bar({700, 1000, 1100, 1006});  // a seal's corner
  for (std::int32_t x = 720; x < 880; x += 20) page.bar({x, 1100, x + 12, 1126});
  page.bar({950, 1150, 962, 1176});  // a letter alone
  const image::PageImage picture = page.image();
  const image::CleaningSteps steps =
      image::CleaningSteps().excluding(image::CleaningStep::kResample);
  const image::CleanPage copy =
      image::clean_page(image::normalise_page(picture, steps), picture, steps);
  const image::LetterRows found = image::find_letter_rows(copy, {600, 900, 1200, 1400});
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_LT(found.rows[0].left, 721);
  EXPECT_GT(found.rows[0].right, 870);
  EXPECT_LT(found.rows[0].right, 950);
  const auto ink = image::binarise_at(found.grey.get(), 128);
  EXPECT_EQ(image::count_ink_pixels(ink.get(), {690, 990, 712, 1210}), 0);
  EXPECT_GT(image::count_ink_pixels(ink.get(), {715, 1095, 880, 1130}), 8 * 12 * 26 / 2);
}

}  // namespace
}  // namespace codau::ocr
