#include "source/image_pdf.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include "../support/pdf_tools.h"
#include "core/error.h"
#include "raster/page_image.h"

namespace codau::image {
namespace {

using testing::bytes_of;
using testing::put_bytes;
using testing::TempFolder;

/// A picture with some of everything: edges, a ramp, noise that is the same every time.
PixPtr picture(int depth) {
  PixPtr pix(pixCreate(211, 307, depth));
  pixSetResolution(pix.get(), 150, 150);
  std::uint32_t noise = 1;
  const std::uint32_t mask = depth == 32 ? 0xFFFFFF00U : (1U << static_cast<unsigned>(depth)) - 1U;
  for (int y = 0; y < 307; ++y) {
    for (int x = 0; x < 211; ++x) {
      noise = noise * 1664525U + 1013904223U;
      pixSetPixel(pix.get(), x, y, (x > 100 ? noise : static_cast<std::uint32_t>(x * y)) & mask);
    }
  }
  return pix;
}

/// The images of a PDF as files, by a reader that is not ours.
std::vector<PixPtr> images_of(const TempFolder& folder, const std::string& pdf) {
  put_bytes(folder / "image.pdf", pdf);
  EXPECT_EQ(testing::run("qpdf --check " + (folder / "image.pdf").string()), 0);
  testing::run("pdfimages -png " + (folder / "image.pdf").string() + " " +
               (folder / "got").string());
  std::vector<PixPtr> out;
  for (int i = 0; i < 9; ++i) {
    const auto file = folder / ("got-00" + std::to_string(i) + ".png");
    if (std::filesystem::exists(file)) out.emplace_back(pixRead(file.c_str()));
  }
  return out;
}

void expect_equal(Pix* a, Pix* b) {
  const PixPtr left(pixConvertTo32(a)), right(pixConvertTo32(b));
  l_int32 same = 0;
  pixEqual(left.get(), right.get(), &same);
  EXPECT_EQ(same, 1);
}

class ImagePdfWriter : public ::testing::TestWithParam<int> {};

TEST_P(ImagePdfWriter, APngKeepsEveryPixel) {
  const TempFolder folder;
  const PixPtr pix = picture(GetParam());
  ASSERT_EQ(pixWrite((folder / "in.png").c_str(), pix.get(), IFF_PNG), 0);
  const auto images = images_of(folder, make_image_pdf(SourceFile(folder / "in.png")));
  ASSERT_EQ(images.size(), 1U);
  expect_equal(images[0].get(), pix.get());
}
INSTANTIATE_TEST_SUITE_P(Depths, ImagePdfWriter, ::testing::Values(1, 2, 4, 8, 32));

TEST(ImagePdfWriter, APaletteKeepsItsColours) {
  const TempFolder folder;
  const PixPtr pix(pixOctreeColorQuant(picture(32).get(), 200, 0));
  ASSERT_NE(pixGetColormap(pix.get()), nullptr);
  ASSERT_EQ(pixWrite((folder / "in.png").c_str(), pix.get(), IFF_PNG), 0);
  const auto images = images_of(folder, make_image_pdf(SourceFile(folder / "in.png")));
  ASSERT_EQ(images.size(), 1U);
  expect_equal(images[0].get(), pix.get());
}

TEST(ImagePdfWriter, EveryPageOfATiffIsAPageOfItsSize) {
  const TempFolder folder;
  const std::string file = folder / "in.tif";
  const PixPtr first = picture(1), second = picture(8);
  ASSERT_EQ(pixWriteTiff(file.c_str(), first.get(), IFF_TIFF_G4, "w"), 0);
  ASSERT_EQ(pixWriteTiff(file.c_str(), second.get(), IFF_TIFF_LZW, "a"), 0);
  const auto images = images_of(folder, make_image_pdf(SourceFile(file)));
  ASSERT_EQ(images.size(), 2U);
  expect_equal(images[0].get(), first.get());
  expect_equal(images[1].get(), second.get());
}

TEST(ImagePdfWriter, AJpegGoesInByteForByte) {
  const TempFolder folder;
  for (const int depth : {8, 32}) {
    ASSERT_EQ(pixWriteJpeg((folder / "in.jpg").c_str(), picture(depth).get(), 80, 0), 0);
    const std::string pdf = make_image_pdf(SourceFile(folder / "in.jpg"));
    EXPECT_NE(pdf.find(bytes_of(folder / "in.jpg")), std::string::npos);
    EXPECT_EQ(images_of(folder, pdf).size(), 1U);
  }
}

TEST(ImagePdfWriter, ThePageIsAsLargeAsTheScanAndTakesATextLayer) {
  const TempFolder folder;
  const PixPtr pix(pixScale(picture(8).get(), 6, 6));  // 1266 × 1842
  pixSetResolution(pix.get(), 150, 150);
  ASSERT_EQ(pixWrite((folder / "in.png").c_str(), pix.get(), IFF_PNG), 0);
  exports::PdfPage page{1, 1266, 1842, 150, 0, {{{"đường", {100, 200, 300, 240}}}}};
  const std::string pdf = make_image_pdf(SourceFile(folder / "in.png"));
  put_bytes(folder / "plain.pdf", pdf);
  testing::make_searchable(folder / "plain.pdf", {page}, folder / "out.pdf");
  testing::expect_words_at_boxes(page, folder / "out.pdf", 1266 * 72 / 150.0);
  testing::expect_same_picture(folder / "plain.pdf", folder / "out.pdf");
  EXPECT_TRUE(pdf == make_image_pdf(SourceFile(folder / "in.png")));
}

TEST(ImagePdfWriter, RefusesWhatCannotBeDecoded) {
  const TempFolder folder;
  put_bytes(folder / "in.png", "\x89PNG\r\n\x1A\nrubbish");
  EXPECT_THROW(static_cast<void>(make_image_pdf(SourceFile(folder / "in.png"))), Error);
}

TEST(ImagePdfWriter, ABadPageOfATiffIsAnEmptyOneOfItsSize) {
  const TempFolder folder;
  const std::string file = folder / "in.tif";
  PixPtr one = picture(8), two = picture(8);
  pixSetAll(two.get());
  const PixPtr wide(pixRotateOrth(two.get(), 1));
  pixSetResolution(wide.get(), 150, 150);
  ASSERT_EQ(pixWriteTiff(file.c_str(), one.get(), IFF_TIFF_LZW, "w"), 0);
  ASSERT_EQ(pixWriteTiff(file.c_str(), wide.get(), IFF_TIFF_LZW, "a"), 0);
  ASSERT_EQ(pixWriteTiff(file.c_str(), one.get(), IFF_TIFF_LZW, "a"), 0);
  std::string bytes = bytes_of(file);
  // The second directory: its bits per sample become 77, which no decoder takes.
  const auto number = [&bytes](std::size_t at, std::size_t size) {
    std::size_t out = 0;
    for (std::size_t i = size; i-- > 0;)
      out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
    return out;
  };
  const std::size_t first = number(4, 4), second = number(first + 2 + 12 * number(first, 2), 4);
  for (std::size_t i = 0; i < number(second, 2); ++i) {
    const std::size_t entry = second + 2 + 12 * i;
    if (number(entry, 2) == 258) bytes[entry + 8] = 77;
  }
  put_bytes(file, bytes);
  const SourceFile source(file);
  EXPECT_THROW(static_cast<void>(source.load_page_image(2)), Error);
  const auto images = images_of(folder, make_image_pdf(source));
  ASSERT_EQ(images.size(), 2U);
  expect_equal(images[0].get(), one.get());
  expect_equal(images[1].get(), one.get());
  const SourceFile pdf(folder / "image.pdf");
  ASSERT_EQ(pdf.page_count(), 3U);
  const PageImage good = pdf.load_page_image(1), empty = pdf.load_page_image(2);
  EXPECT_NEAR(1.0 * empty.width / empty.dpi, 1.0 * good.height / good.dpi, 0.01);
  EXPECT_NEAR(1.0 * empty.height / empty.dpi, 1.0 * good.width / good.dpi, 0.01);
}

/// EXIF data that say how the camera was held, put behind the first marker of a JPEG.
std::string held(const std::string& jpeg, char orientation) {
  using namespace std::literals;
  const std::string exif =
      "\xFF\xE1\0\x22"
      "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s +
      orientation + "\0\0\0\0\0\0"s;
  return jpeg.substr(0, 2) + exif + jpeg.substr(2);
}

TEST(ImagePdfWriter, AJpegStandsAsTheCameraWasHeld) {
  const TempFolder folder;
  const PixPtr pix = picture(8);
  ASSERT_EQ(pixWrite((folder / "in.jpg").c_str(), pix.get(), IFF_JFIF_JPEG), 0);
  const std::string jpeg = bytes_of(folder / "in.jpg");
  for (char orientation = 1; orientation <= 8; ++orientation) {
    put_bytes(folder / "photo.jpg", held(jpeg, orientation));
    put_bytes(folder / "photo.pdf", make_image_pdf(SourceFile(folder / "photo.jpg")));
    const PageImage shown = SourceFile(folder / "photo.jpg").load_page_image(1),
                    in_pdf = SourceFile(folder / "photo.pdf").load_page_image(1);
    EXPECT_EQ(shown.width, orientation < 5 ? 211 : 307);
    expect_equal(shown.pix.get(), in_pdf.pix.get());
  }
}

}  // namespace
}  // namespace codau::image
