// Pages of the samples, from the picture to the regions of layout/page_layout.h: regions.txt has
// them, a line each with kind and box in pixels of the clean copy. To accept a change:
// CODAU_ACCEPT=1, then read the diff before committing it.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "layout/page_layout.h"
#include "page/clean_page.h"
#include "segment/preprocess.h"
#include "source/source_file.h"

namespace codau::image {
namespace {

const std::filesystem::path kRoot = CODAU_ROOT;
const std::filesystem::path kGolden = kRoot / "tests/golden/regions.txt";
/// Pixels: a compiler may round the deskewing another way.
constexpr std::int32_t kTolerance = 3;
constexpr std::array<std::string_view, 8> kNames{"streak", "seal",        "stamp",  "ruling",
                                                 "table",  "page_number", "header", "closing"};

struct Line {
  std::string page, kind;
  Box box;
};

std::vector<Line> lines_of(const std::string& name, std::uint32_t number) {
  const SourceFile file(kRoot / "data/samples" / name);
  const PageImage image = file.load_page_image(number);
  std::vector<Line> out;
  for (const Region& region :
       list_regions(analyse_layout(clean_page(normalise_page(image), image)))) {
    out.push_back({name + ":" + std::to_string(number),
                   std::string(kNames.at(static_cast<std::size_t>(region.kind))), region.box});
  }
  return out;
}

std::vector<Line> golden() {
  std::vector<Line> out;
  std::ifstream in(kGolden);
  for (Line line; in >> line.page >> line.kind >> line.box.left >> line.box.top >> line.box.right >>
                  line.box.bottom;)
    out.push_back(line);
  return out;
}

std::string to_text(const Line& line) {
  std::ostringstream out;
  out << line.page << ' ' << line.kind << ' ' << line.box.left << ' ' << line.box.top << ' '
      << line.box.right << ' ' << line.box.bottom;
  return out.str();
}

bool is_same(const Line& a, const Line& b) {
  const auto is_near = [](std::int32_t x, std::int32_t y) { return std::abs(x - y) <= kTolerance; };
  return a.page == b.page && a.kind == b.kind && is_near(a.box.left, b.box.left) &&
         is_near(a.box.top, b.box.top) && is_near(a.box.right, b.box.right) &&
         is_near(a.box.bottom, b.box.bottom);
}

TEST(RegionsGolden, PagesOfTheSamplesHaveTheirRegions) {
  std::vector<Line> found;
  const std::vector<std::pair<std::string, std::uint32_t>> pages{
      {"01-phong-chong-thien-tai.pdf", 1},
      {"01-phong-chong-thien-tai.pdf", 4},
      {"02-chuyen-doi-so.pdf", 3},
      {"04-phong-chay-chua-chay.tif", 2}};
  for (const auto& [name, number] : pages) {
    for (Line& line : lines_of(name, number)) found.push_back(std::move(line));
  }
  if (std::getenv("CODAU_ACCEPT") != nullptr) {
    std::ofstream out(kGolden);
    for (const Line& line : found) out << to_text(line) << '\n';
  }
  const std::vector<Line> expected = golden();
  ASSERT_FALSE(expected.empty());
  EXPECT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i)
    EXPECT_TRUE(is_same(found[i], expected[i])) << to_text(found[i]) << "\n"
                                                << to_text(expected[i]);
}

}  // namespace
}  // namespace codau::image
