// The training of the network that reads lines (tools/lines).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "../support/temp_folder.h"
#include "core/error.h"
#include "lines/lines.h"
#include "lines/weights.h"

namespace codau::lines {
namespace {

using testing::put_bytes;
using testing::TempFolder;

const std::vector<std::string> kTexts{"", "a", "ế"};  ///< by class

std::string entry(std::uint32_t columns, const std::string& text, std::uint32_t was_misread = 0,
                  std::uint32_t text_bytes = UINT32_MAX) {
  const std::uint32_t head[] = {
      columns, text_bytes == UINT32_MAX ? static_cast<std::uint32_t>(text.size()) : text_bytes,
      was_misread};
  std::string out(sizeof head, '\0');
  std::memcpy(out.data(), head, sizeof head);
  return out + std::string(kHeight * std::min<std::size_t>(columns, 100), '\xFF') + text;
}

/// What reading these bytes as a file "lines" ends with.
std::string refusal(const std::string& bytes) {
  const TempFolder folder;
  put_bytes(folder / "lines", bytes);
  try {
    static_cast<void>(read_lines(folder / "lines", kTexts));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInput);
    const std::string name = (folder / "lines").string(), what = error.what();
    EXPECT_EQ(what.rfind(name, 0), 0U) << what;
    return what.substr(name.size());
  }
  return "";
}

TEST(TrainingLines, AreReadWhereTheModelHasTheirLetters) {
  const TempFolder folder;
  put_bytes(folder / "lines",
            entry(30, "aế", 1) + entry(30, "x") + entry(11, "aa") + entry(15, "aa") + entry(9, ""));
  const std::vector<Line> lines = read_lines(folder / "lines", kTexts);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].columns, 30U);
  EXPECT_EQ(lines[0].pixels, std::vector<std::uint8_t>(kHeight * 30, 0xFF));
  EXPECT_EQ(lines[0].classes, (std::vector<std::uint16_t>{1, 2}));
  EXPECT_TRUE(lines[0].was_misread);
  EXPECT_EQ(lines[1].columns, 15U);  // five steps: a letter, a blank, a letter, and two more
  EXPECT_FALSE(lines[1].was_misread);
  EXPECT_TRUE(lines[2].classes.empty());
}

TEST(TrainingLines, OfADamagedFileAreRefusedWithThePlace) {
  const std::string whole = entry(10, "a");
  ASSERT_EQ(whole.size(), 373U);
  EXPECT_EQ(refusal(whole), "");
  const std::string second = ": line 2 at byte 373: ";
  EXPECT_EQ(refusal(whole + entry(10, "a").substr(0, 5)), second + "the file ends within its head");
  EXPECT_EQ(refusal(whole + entry(10, "a").substr(0, 12)), second + "the file ends within it");
  EXPECT_EQ(refusal(whole + entry(10, "a").substr(0, 372)), second + "the file ends within it");
  EXPECT_EQ(refusal(whole + entry(10, "a", 0, 2)), second + "the file ends within it");
  EXPECT_EQ(refusal(whole + entry(0, "")), second + "1 to 1800 columns are expected, not 0");
  EXPECT_EQ(refusal(whole + entry(UINT32_MAX, "")),
            second + "1 to 1800 columns are expected, not 4294967295");
  EXPECT_EQ(refusal(whole + entry(10, "a", 0, UINT32_MAX - 1)),
            second + "at most 4096 bytes of text are expected, not 4294967294");
  EXPECT_EQ(refusal(whole + entry(10, "a", 7)), second + "0 or 1 is expected, not 7");
}

TEST(TrainingLines, AreRefusedWhereThereIsNone) {
  EXPECT_EQ(refusal(""), ": no line whose letters the model knows");
  EXPECT_EQ(refusal(entry(30, "x")), ": no line whose letters the model knows");
  EXPECT_THROW(static_cast<void>(read_lines("/nowhere/lines", kTexts)), Error);
}

TEST(TrainingLines, ModelsOfAnotherShapeAreRefused) {
  recogniser::Model model;
  model.height = 36;
  model.pooling = 3;
  require_trained_shape(model, "vie");
  model.height = 48;
  try {
    require_trained_shape(model, "other");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    EXPECT_STREQ(error.what(),
                 "other: lines of 48 pixels, steps of 3 columns; expected lines of 36 pixels, "
                 "steps of 3 columns");
  }
}

}  // namespace
}  // namespace codau::lines
