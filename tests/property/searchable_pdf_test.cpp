// Law of searchable PDFs over made-up pages. A failure prints the seed; CODAU_SEED=<n> replays it.
#include "export/pdf/searchable_pdf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <random>

#include "../support/pdf_tools.h"
#include "../support/seeded.h"
#include "../support/temp_folder.h"

namespace codau::exports {
namespace {

class PdfMaker {
 public:
  explicit PdfMaker(unsigned seed) : random_(seed) {}

  std::int32_t between(std::int32_t low, std::int32_t high) {
    return std::uniform_int_distribution<std::int32_t>(low, high)(random_);
  }

  /// Words of their own, so that each can be found again, on a grid that keeps them apart.
  PdfPage page(std::int32_t width, std::int32_t height) {
    PdfPage page{1, width, height, 150, 0, {}};
    for (std::int32_t top = 40; top + 80 < height; top += between(90, 200)) {
      std::vector<PdfWord>& line = page.lines.emplace_back();
      const std::int32_t usual = between(20, 50);
      for (std::int32_t left = 30; left + 190 < width; left += between(240, 400)) {
        // 13 letters at least; poppler takes letters narrower than a tenth of their height for one
        // letter printed twice.
        const std::int32_t high = usual * between(50, 100) / 100;
        const std::int32_t wide = std::clamp(high * between(3, 9), 40, 190);
        const PageBox box{left, top, left + wide, top + high};
        line.push_back({"đượ" + std::to_string(left) + "ễĐ" + std::to_string(top), box});
      }
    }
    return page;
  }

 private:
  std::mt19937 random_;
};

TEST(SearchablePdfLaws, PagesLookTheSameAndEveryWordIsAtItsBox) {  // export/pdf/searchable_pdf.h
  const unsigned seed = testing::seed();
  PdfMaker maker(seed);
  for (int round = 0; round < 12; ++round) {
    const testing::TempFolder folder;
    const std::int32_t x = maker.between(-300, 300), y = maker.between(-300, 300);
    const std::int32_t wide = maker.between(300, 900), high = maker.between(300, 900);
    const std::int32_t turn = 90 * maker.between(-1, 4);
    const std::string entries = "/MediaBox[" + std::to_string(x) + " " + std::to_string(y) + " " +
                                std::to_string(x + wide) + " " + std::to_string(y + high) +
                                "]/Rotate " + std::to_string(turn);
    const auto in = testing::made(folder, entries, testing::kDrawing);
    const bool lies = turn % 180 != 0;
    const double shown = lies ? high : wide, tall = lies ? wide : high;
    const std::int32_t pixels = maker.between(600, 2500);
    const PdfPage page =
        maker.page(pixels, static_cast<std::int32_t>(std::lround(pixels * tall / shown)));
    testing::make_searchable(in, {page}, folder / "out.pdf");
    EXPECT_EQ(testing::run("qpdf --check " + (folder / "out.pdf").string()), 0) << entries;
    testing::expect_words_at_boxes(page, folder / "out.pdf", shown);
    testing::expect_same_picture(in, folder / "out.pdf");
    if (HasFailure()) {
      std::cerr << "replay with CODAU_SEED=" << seed << ": " << entries << '\n';
      return;
    }
  }
}

}  // namespace
}  // namespace codau::exports
