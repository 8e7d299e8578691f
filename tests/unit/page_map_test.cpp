#include "segment/page_map.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/error.h"
#include "nn/model_file.h"
#include "raster/pixels.h"
#include "segment/page_map_picture.h"
#include "segment/page_network.h"
#include "views/canvas.h"

namespace codau::image {
namespace {

/// Made by `tools/page_map/export --random 1 FILE`.
nn::ModelFile read_small_file() {
  return nn::ModelFile::read(CODAU_ROOT "/tests/fixtures/page-map/small.net", PageNetwork::kKind);
}

/// The invented page of tools/page_map/export.
nn::ByteMap make_invented_input() {
  nn::ByteMap out(48, 64, PageNetwork::kInputs);
  std::uint32_t state = 1;
  for (std::int32_t c = 0; c < PageNetwork::kInputs; ++c) {
    for (std::int32_t y = 0; y < out.height(); ++y) {
      for (std::int32_t x = 0; x < out.width(); ++x) {
        state = state * 1664525 + 1013904223;
        out.set(c, x, y, static_cast<std::int8_t>(state >> 25));
      }
    }
  }
  return out;
}

TEST(PageNetwork, EveryProcessorGivesTheClassesOfTheTrainer) {
  const nn::ModelFile file = read_small_file();
  const PageNetwork network(file);
  const nn::ByteMap input = make_invented_input();
  for (const nn::ConvolutionCode code : nn::available_convolution_codes()) {
    const std::vector<std::uint16_t> classes = network.classify(input, code);
    std::string bytes(classes.size() * sizeof(std::uint16_t), '\0');
    std::memcpy(bytes.data(), classes.data(), bytes.size());
    EXPECT_EQ(nn::format_hash(nn::hash_fnv1a(bytes)), file.text("expected"))
        << nn::name_convolution_code(code);
  }
}

TEST(PageNetwork, RefusesOtherShapes) {
  const nn::ModelFile whole = read_small_file();
  nn::ModelFile lacking{std::string(PageNetwork::kKind)};
  EXPECT_THROW(PageNetwork{lacking}, Error);
  const auto weights = whole.numbers<std::int8_t>("e1.weights", {8, 6, 3, 3});
  lacking.add("e1.weights", {6, 8, 3, 3}, weights);
  lacking.add("e1.biases", {8}, whole.numbers<std::int32_t>("e1.biases", {8}));
  lacking.add("e1.shifts", {8}, whole.numbers<std::int8_t>("e1.shifts", {8}));
  EXPECT_THROW(PageNetwork{lacking}, Error);
}

std::int32_t byte_at(const nn::ByteMap& map, std::int32_t channel, std::int32_t x, std::int32_t y) {
  return map.at(channel, x, y);
}

TEST(NetworkInput, TakesGreysAsTheyAreAtTwiceTheResolution) {
  const PixPtr grey = own(pixCreate(6, 4, 8));
  for (std::int32_t y = 0; y < 4; ++y) {
    for (std::int32_t x = 0; x < 6; ++x)
      pixSetPixel(grey.get(), x, y, static_cast<l_uint32>(10 * y + x));
  }
  const nn::ByteMap input = make_network_input(grey.get(), 3, 2);
  EXPECT_EQ(input.width(), PageNetwork::kStride);
  EXPECT_EQ(input.height(), PageNetwork::kStride);
  for (std::int32_t y = 0; y < 2; ++y) {
    for (std::int32_t x = 0; x < 3; ++x) {
      for (std::int32_t part = 0; part < 4; ++part) {
        const std::int32_t value = 10 * (2 * y + part / 2) + 2 * x + part % 2;
        EXPECT_EQ(byte_at(input, part, x, y), (255 - value) / 2);
      }
      EXPECT_EQ(byte_at(input, 4, x, y), 0);
    }
  }
  EXPECT_EQ(byte_at(input, 0, 3, 0), 0);  // beyond the page is white paper
  EXPECT_EQ(byte_at(input, 0, 0, 2), 0);
}

TEST(NetworkInput, AveragesAreas) {
  const PixPtr ink = own(pixCreate(12, 6, 1));  // 300 dpi: three pixels a place
  pixSetAll(ink.get());
  clear_box(ink.get(), {0, 0, 1, 6});
  const nn::ByteMap input = make_network_input(ink.get(), 4, 2);
  EXPECT_EQ(byte_at(input, 0, 0, 0), (255 - 170) / 2);  // one and a half pixels, one of them white
  EXPECT_EQ(byte_at(input, 1, 0, 0), 127);
  const PixPtr coarse = own(pixCreate(2, 2, 8));  // 50 dpi: a quarter of a pixel
  pixSetAllArbitrary(coarse.get(), 55);
  const nn::ByteMap enlarged = make_network_input(coarse.get(), 4, 4);
  for (std::int32_t part = 0; part < 4; ++part) EXPECT_EQ(byte_at(enlarged, part, 3, 3), 100);
}

TEST(NetworkInput, HasDistanceFromGreyAndRed) {
  const PixPtr colour = own(pixCreate(4, 4, 32));
  l_uint32 red = 0, blue = 0;
  composeRGBPixel(200, 100, 90, &red);
  composeRGBPixel(20, 40, 240, &blue);
  pixSetAllArbitrary(colour.get(), red);
  for (std::int32_t y = 0; y < 4; ++y) {
    for (std::int32_t x = 2; x < 4; ++x) pixSetPixel(colour.get(), x, y, blue);
  }
  const nn::ByteMap input = make_network_input(colour.get(), 2, 2);
  EXPECT_EQ(byte_at(input, 4, 0, 1), 110);
  EXPECT_EQ(byte_at(input, 5, 0, 1), 100);
  EXPECT_EQ(byte_at(input, 4, 1, 0), 127);
  EXPECT_EQ(byte_at(input, 5, 1, 0), 0);
  EXPECT_EQ(byte_at(input, 0, 0, 0), (255 - 129) / 2);
}

TEST(PageMap, IsOfAHundredDpiAndBounded) {
  const PageNetwork network(read_small_file());
  const PixPtr page = own(pixCreate(301, 151, 8));
  const PageMap map = compute_page_map(network, page.get(), 300);
  EXPECT_EQ(map.width, 100);
  EXPECT_EQ(map.height, 50);
  EXPECT_EQ(map.classes.size(), 5000);
  const PixPtr large = own(pixCreate(4000, 2500, 1));
  const PageMap bounded = compute_page_map(network, large.get(), 50);
  EXPECT_LE(1.0 * bounded.width * bounded.height, kMaxPageMapPixels * 1.01);
  const PageMap least = compute_page_map(network, page.get(), 100'000);
  EXPECT_EQ(least.width, 1);
}

TEST(PageMap, GivesPlanes) {
  PageMap map{40, 2, std::vector<std::uint16_t>(80)};
  map.classes[40 + 35] = 1U << static_cast<unsigned>(PageClass::kSeal);
  const PixPtr plane = extract_plane(map, PageClass::kSeal);
  EXPECT_EQ(count_ink_pixels(plane.get(), {0, 0, 40, 2}), 1);
  EXPECT_EQ(count_ink_pixels(plane.get(), {35, 1, 36, 2}), 1);
  EXPECT_TRUE(map.has(PageClass::kSeal, 35, 1));
  EXPECT_EQ(count_ink_pixels(extract_plane(map, PageClass::kHand).get(), {0, 0, 40, 2}), 0);
}

TEST(PageMap, IsDrawnWithALegend) {
  PageMap map{827, 1169, std::vector<std::uint16_t>(827 * 1169)};
  map.classes[0] = 1U << static_cast<unsigned>(PageClass::kSeal) |
                   1U << static_cast<unsigned>(PageClass::kPrint);
  const PixPtr picture = draw_page_map(map);
  EXPECT_EQ(pixGetWidth(picture.get()), 388);
  EXPECT_LE(pixGetHeight(picture.get()), 776);
  const PixPtr colours = remove_palette(picture.get());
  l_uint32 seal = 0, paper = 0;
  pixGetPixel(colours.get(), 0, 0, &seal);
  pixGetPixel(colours.get(), 5, 5, &paper);
  EXPECT_EQ(seal >> 8, to_rgb(Tint::kRed));
  EXPECT_EQ(paper >> 8, to_rgb(Tint::kWhite));
  const PageMap small{3, 2, std::vector<std::uint16_t>(6)};
  EXPECT_GT(pixGetHeight(draw_page_map(small).get()), 100);
}

TEST(PageNetwork, IsNotNeeded) {
  const std::filesystem::path folder = ::testing::TempDir();
  std::filesystem::remove(folder / "page-map.net");
  EXPECT_FALSE(read_page_network(folder).has_value());
  std::ofstream(folder / "page-map.net") << "damaged";
  EXPECT_THROW(static_cast<void>(read_page_network(folder)), Error);
  std::filesystem::copy_file(CODAU_ROOT "/tests/fixtures/page-map/small.net",
                             folder / "page-map.net",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_TRUE(read_page_network(folder).has_value());
  std::filesystem::remove(folder / "page-map.net");
}

}  // namespace
}  // namespace codau::image
