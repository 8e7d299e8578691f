// Real Tesseract on pages drawn in code and on the bundled samples.
#include "ocr/page_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <string>

#include "../support/drawing.h"
#include "core/error.h"
#include "lines/ocr_engine.h"
#include "raster/downscale.h"
#include "raster/pixels.h"
#include "source/source_file.h"
#include "text/page_json.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

using testing::Page;

const std::filesystem::path kSamples = std::filesystem::path(CODAU_ROOT) / "data/samples";

PageReader& reader() {
  static PageReader only({.models = CODAU_ROOT "/models"});
  return only;
}

/// Plain letters: Leptonica's own font knows no others, the recogniser reads them all the same.
void write_lines(Pix* page, int lines) {
  L_BMF* font = bmfCreate(nullptr, 10);
  for (int i = 0; i < lines; ++i) {
    pixSetTextline(page, font, "thi hanh quyet dinh cua cong ty trong nam nay", 0, 120,
                   160 + 70 * i, nullptr, nullptr);
  }
  bmfDestroy(&font);
}

std::size_t words_found(const OcrPage& page, const std::string& word) {
  std::size_t found = 0;
  for (const OcrWord& w : page.words) found += slice(page.text, w.text) == word ? 1U : 0U;
  return found;
}

TEST(PageReader, ReadsATurnedPageAndLeadsItsBoxesBack) {
  for (const int quarters : {0, 1, 2, 3}) {
    Page page(1500, 1900, 300);
    write_lines(page.pix(), 20);
    page.turn(quarters);
    const image::PageImage image = page.image();
    const OcrPage read = reader().read_image(image, 1);
    EXPECT_EQ(read.rotation, (4 - quarters) % 4 * 90);
    EXPECT_GE(words_found(read, "trong"), 12U) << quarters;
    EXPECT_EQ(read.width, image.width);
    for (const OcrWord& word : read.words) {
      EXPECT_LE(word.box.right, image.width);
      EXPECT_LE(word.box.bottom, image.height);
    }
  }
}

TEST(PageReader, TheSimpleWayTurnsThePageTooAndLeadsItsBoxesBack) {
  for (const int quarters : {0, 1, 2, 3}) {
    Page page(1500, 1900, 200);
    write_lines(page.pix(), 20);
    page.turn(quarters);
    const OcrPage read = reader().read_simply(image::downscale_to_grey(page.image()), 1);
    EXPECT_EQ(read.rotation, (4 - quarters) % 4 * 90);
    EXPECT_GE(words_found(read, "trong"), 12U) << quarters;
    ASSERT_FALSE(read.words.empty());
    const bool sideways = quarters % 2 != 0;
    EXPECT_EQ(read.width, sideways ? 1900 : 1500);
    // The first word read stands where the page's upper left corner went.
    const PageBox& first = read.words[0].box;
    EXPECT_EQ(first.left > read.width / 2, quarters == 1 || quarters == 2) << quarters;
    EXPECT_EQ(first.top > read.height / 2, quarters == 2 || quarters == 3) << quarters;
  }
}

/// One line of plain letters, its upper left corner at x, y, turned about that corner's area.
void write_turned(Pix* page, const char* text, std::int32_t x, std::int32_t y, int quarters) {
  L_BMF* font = bmfCreate(nullptr, 10);
  image::PixPtr line(pixCreate(420, 60, 32));
  pixSetAll(line.get());
  pixSetTextline(line.get(), font, text, 0, 10, 45, nullptr, nullptr);
  line.reset(pixRotateOrth(line.get(), quarters));
  pixRasterop(page, x, y, pixGetWidth(line.get()), pixGetHeight(line.get()), PIX_SRC, line.get(), 0,
              0);
  bmfDestroy(&font);
}

TEST(PageReader, ReadsTheHeadsOfColumnsThatRunUpOrDown) {
  for (const int quarters : {1, 3}) {
    Page page(1500, 1900, 300);
    write_lines(page.pix(), 6);
    for (const std::int32_t y : {700, 1200, 1320, 1440}) page.bar({120, y, 1304, y + 4});
    for (const std::int32_t x : {120, 800, 960, 1120, 1300}) page.bar({x, 700, x + 4, 1444});
    write_turned(page.pix(), "cong ty", 860, 740, quarters);
    write_turned(page.pix(), "nam nay", 1020, 740, quarters);
    write_turned(page.pix(), "thi hanh", 200, 900, 0);
    write_turned(page.pix(), "quyet dinh", 200, 1230, 0);
    write_turned(page.pix(), "trong nam", 200, 1350, 0);
    const OcrPage read = reader().read_image(page.image(), 1);
    ASSERT_EQ(read.cells.size(), 12U);
    const auto text_in = [&read](std::size_t cell) {
      std::string out;
      for (std::uint32_t l = read.cells[cell].lines.begin; l < read.cells[cell].lines.end; ++l) {
        for (std::uint32_t w = read.lines[l].words.begin; w < read.lines[l].words.end; ++w) {
          out += std::string(slice(read.text, read.words[w].text)) + ' ';
          EXPECT_LE(read.cells[cell].box.left, read.words[w].box.left);
          EXPECT_LE(read.words[w].box.right, read.cells[cell].box.right);
        }
      }
      return out;
    };
    EXPECT_EQ(text_in(0), "thi hanh ");
    EXPECT_EQ(text_in(1), "cong ty ");
    EXPECT_EQ(text_in(2), "nam nay ");
    EXPECT_EQ(text_in(3), "");
    EXPECT_EQ(text_in(4).substr(0, 6), "quyet ");
    // The first word of text that runs up stands under the second.
    const OcrLine& line = read.lines[read.cells[1].lines.begin];
    const PageBox &first = read.words[line.words.begin].box,
                  &last = read.words[line.words.end - 1].box;
    EXPECT_EQ(first.top > last.bottom, quarters == 3) << quarters;
    EXPECT_EQ(first.bottom < last.top, quarters == 1) << quarters;
  }
}

TEST(PageReader, SaysBlankAndTakesNoiseForNoText) {
  const OcrPage blank = reader().read_image(Page(1200, 1600, 150).image(), 3);
  EXPECT_TRUE(blank.lines.empty());
  EXPECT_EQ(blank.warnings, std::vector<std::string>{"BLANK"});
  Page noise(600, 800, 100);
  std::uint32_t state = 7;
  for (std::int32_t y = 0; y < 800; y += 2) {
    for (std::int32_t x = 0; x < 600; x += 2) {
      state = state * 1664525U + 1013904223U;
      if (state >> 31U != 0) noise.bar({x, y, x + 2, y + 2});
    }
  }
  const OcrPage read = reader().read_image(noise.image(), 1);
  EXPECT_EQ(read.warnings, std::vector<std::string>{"NO_TEXT"});
  EXPECT_TRUE(read.text.empty() && read.lines.empty() && read.blocks.empty());
  EXPECT_EQ(read.width, 600);
}

/// `lines` lines from the top down, in shades; `pale`: three tenths as dark.
image::PixPtr printed(int lines, bool pale) {
  Page page(1500, 1900, 300);
  write_lines(page.pix(), lines);
  image::PixPtr out(pixConvertTo8(page.pix(), 0));
  out.reset(pixThresholdToBinary(out.get(), 200));
  out.reset(pixConvertTo8(out.get(), 0));
  if (pale) pixMultConstantGray(out.get(), 0.3F);
  if (pale) pixAddConstantGray(out.get(), 178);
  return out;
}

image::PageImage page_of(image::PixPtr grey) {
  pixSetResolution(grey.get(), 300, 300);
  Page page(1500, 1900, 300);
  image::PageImage out = page.image();
  out.pix = std::move(grey);
  return out;
}

TEST(PageReader, PrintOfThePageBehindIsNotReadAndItsOwnPalePrintIs) {
  for (const int dark : {2, 6}) {  // with more the threshold lies between both
    for (const bool behind : {true, false}) {
      image::PixPtr back = printed(22, true);
      if (behind) pixFlipLR(back.get(), back.get());
      image::PixPtr front = printed(dark, false);
      front.reset(pixMinOrMax(nullptr, front.get(), back.get(), L_CHOOSE_MIN));
      const OcrPage read = reader().read_image(page_of(std::move(front)), 1);
      EXPECT_GE(words_found(read, "trong"), behind ? 2U : 15U);
      EXPECT_EQ(read.words.size() < 80, behind);
    }
  }
}

TEST(PageReader, APageOnWhichOnlyThePageBehindIsSeenIsBlank) {
  image::PixPtr back = printed(22, true);
  pixFlipLR(back.get(), back.get());
  const OcrPage read = reader().read_image(page_of(std::move(back)), 1);
  EXPECT_EQ(read.warnings, std::vector<std::string>{"BLANK"});
  EXPECT_TRUE(read.words.empty());
}

TEST(PageReader, NamesTheModelThatIsMissing) {
  try {
    const PageReader none({.models = "/none"});
    ADD_FAILURE() << "a reader without a model";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    EXPECT_EQ(std::string(error.what()), "/none/print.net: is missing or cannot be read");
  }
}

TEST(PageReader, ReadsTheSampleWithATable) {
  const image::SourceFile file(kSamples / "02-chuyen-doi-so.pdf");
  std::size_t cells = 0;
  bool header = false;
  for (std::uint32_t n = 1; n <= file.page_count(); ++n) {
    const OcrPage page = read_page(reader(), file, n);
    EXPECT_GT(page.mean_confidence, 0.7);
    cells += page.cells.size();
    for (const OcrBlock& block : page.blocks) header = header || block.role == Role::kHeaderRight;
  }
  EXPECT_TRUE(header);
  EXPECT_GE(cells, 25U * 4U);
}

TEST(PageReader, DoubtfulWordsHaveAlternativesThatThePageHasRoomFor) {
  const OcrPage page = read_page(reader(), image::SourceFile(kSamples / "02-chuyen-doi-so.pdf"), 1);
  std::size_t doubtful = 0;
  for (const OcrWord& word : page.words) {
    doubtful += word.alternatives.empty() ? 0U : 1U;
    for (const OcrAlternative& one : word.alternatives)
      EXPECT_NE(one.text, slice(page.text, word.text));
  }
  EXPECT_GT(doubtful, 0U);
  EXPECT_LT(doubtful, page.words.size() / 2);
  const std::string json = text::to_json(page);
  EXPECT_EQ(text::to_json(text::page_from_json(json)), json);
}

TEST(PageReader, GivesNoWordWithoutAVisibleCharacter) {
  const image::SourceFile file(kSamples / "02-chuyen-doi-so.pdf");
  const image::PageImage image = file.load_page_image(1);
  // Over a few words; the recogniser takes it for a picture and says three blanks.
  for (const Box& bar :
       {Box{1150, 1820, 1190, 1980}, Box{1230, 1850, 1290, 1970}, Box{1150, 1800, 1300, 1830}}) {
    BOX* box = boxCreate(bar.left, bar.top, bar.right - bar.left, bar.bottom - bar.top);
    pixClearInRect(image.pix.get(), box);
    boxDestroy(&box);
  }
  const OcrPage page = reader().read_image(image, 1);
  EXPECT_GT(page.words.size(), 300U);
  for (const OcrWord& word : page.words) {
    EXPECT_NE(slice(page.text, word.text).find_first_not_of(' '), std::string_view::npos);
  }
}

/// The end of a body of `lines` lines more, and a closing.
Page last_page(int lines) {
  Page page(1500, 1900, 300);
  L_BMF* font = bmfCreate(nullptr, 10);
  const auto put = [&page, font](std::int32_t x, std::int32_t y, const char* text) {
    l_int32 width = 0;
    pixSetTextline(page.pix(), font, text, 0, x, y, &width, nullptr);
    return x + width;
  };
  for (std::int32_t i = lines; i > 0; --i)
    put(120, 860 - 70 * i, "thi hanh quyet dinh cua cong ty trong nam nay va bao cao ket qua");
  // The blanks of a justified line with few words are as wide as a gutter; its last word is alone.
  std::int32_t x = 120;
  for (const char* word : {"thi", "hanh", "quyet", "dinh", "cua", "cong"})
    x = put(x, 860, word) + 96;
  put(120, 930, "nay");
  put(120, 1040, "Noi nhan:");
  put(120, 1100, "Nhu tren;");
  put(120, 1160, "Luu: VT");
  put(1000, 1040, "GIAM DOC");
  put(1000, 1260, "Tran Van Nam");
  bmfDestroy(&font);
  return page;
}

TEST(PageReader, ALineOfTheBodyAboveTheClosingStaysWhole) {
  for (const int lines : {10, 0}) {
    const OcrPage read = reader().read_image(last_page(lines).image(), 1);
    const std::size_t end = read.text.find(" cong\nnay\n");
    ASSERT_NE(end, std::string::npos) << read.text;
    const std::size_t before = read.text.rfind('\n', end);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::string line = read.text.substr(begin, end - begin);
    EXPECT_EQ(text::fold_key(line), "thi hanh quyet dinh cua");
  }
}

TEST(EngineVersion, NamesTheLibraryAndAllModels) {
  const std::string hash = " [0-9a-f]{16}";
  EXPECT_TRUE(std::regex_match(
      reader().version(),
      std::regex("tesseract [0-9.]+ print" + hash + " print-second" + hash + " handwriting" + hash +
                 " ordinals" + hash + " mark-finder" + hash + " mark-judge" + hash)))
      << reader().version();
}

std::filesystem::path tesseract_model(const char* language) {
  return std::filesystem::path("/usr/share/tesseract-ocr/5/tessdata") /
         (std::string(language) + ".traineddata");
}

TEST(EngineVersion, NamesAModelOfTesseract) {
  if (!std::filesystem::exists(tesseract_model("vie"))) GTEST_SKIP() << "not installed";
  const OcrEngine engine({tesseract_model("vie")});
  EXPECT_TRUE(std::regex_match(engine.model_names(), std::regex("vie [0-9a-f]{16}")));
  EXPECT_FALSE(engine.handwriting_network());
  PageReader reader({.models = CODAU_ROOT "/models", .print_model = tesseract_model("vie")});
  EXPECT_TRUE(std::regex_search(reader.version(), std::regex(" vie [0-9a-f]{16} print-second ")));
  Page page(1500, 1900, 300);
  write_lines(page.pix(), 20);
  EXPECT_GE(words_found(reader.read_image(page.image(), 1), "trong"), 12U);
}

TEST(EngineVersion, AModelThatTesseractCannotOpenIsNamed) {
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / "cut.traineddata";
  std::ofstream(file) << "cut";
  try {
    const OcrEngine engine({file});
    ADD_FAILURE() << "an engine without a model";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    EXPECT_EQ(std::string(error.what()), file.string() + ": Tesseract cannot open this model");
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace codau::ocr
