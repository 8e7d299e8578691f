#include "source/source_file.h"

#include <allheaders.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <tuple>
#include <vector>

#include "../support/drawing.h"
#include "../support/no_descriptors.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "page/negative.h"
#include "raster/pixel_digest.h"

namespace codau::image {
namespace {

using testing::Page;

class SourceFileTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::filesystem::path write(const std::string& name,
                                            const std::string& bytes) const {
    testing::put_bytes(folder_ / name, bytes);
    return folder_ / name;
  }
  std::filesystem::path write_pix(const std::string& name, Pix* pix, int format) const {
    EXPECT_EQ(pixWrite(path(name).c_str(), pix, format), 0);
    return path(name);
  }
  /// A PDF of one page that is `pix` coded as `type` (L_G4_ENCODE, L_JPEG_ENCODE, L_FLATE_ENCODE).
  std::filesystem::path write_pdf(const std::string& name, Pix* pix, int type) const {
    l_uint8* data = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(pixConvertToPdfData(pix, type, 90, &data, &size, 0, 0, 200, "page", nullptr, 0), 0);
    const std::string bytes(reinterpret_cast<char*>(data), size);
    lept_free(data);
    return write(name, bytes);
  }
  static Cause cause_of(const std::filesystem::path& file, std::uint32_t page = 1,
                        const DecodeLimits& limits = {}) {
    try {
      (void)SourceFile(file, limits).load_page_image(page);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kInput);
      return error.cause();
    }
    return Cause::kNone;
  }
  static bool same_pixels(Pix* a, Pix* b) {
    l_int32 same = 0;
    pixEqual(a, b, &same);
    return same == 1;
  }

  testing::TempFolder folder_;
};

/// Leptonica gets no memory for more than so many bytes of pixels at once.
class ScarceMemory {
 public:
  explicit ScarceMemory(std::size_t most) {
    most_ = most;
    setPixMemoryManager(get, std::free);
  }
  ~ScarceMemory() { setPixMemoryManager(std::malloc, std::free); }
  ScarceMemory(const ScarceMemory&) = delete;
  ScarceMemory& operator=(const ScarceMemory&) = delete;

 private:
  static void* get(std::size_t size) { return size > most_ ? nullptr : std::malloc(size); }
  static inline std::size_t most_ = 0;
};

PixPtr drawn_page() {
  Page page(600, 800);
  page.print({60, 60, 540, 700});
  return PixPtr(pixClone(page.pix()));
}

std::string simple_pdf(const std::string& page_entries, const std::string& content) {
  std::string out =
      "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
      "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
      "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" +
      page_entries + ">>\nendobj\n4 0 obj\n<</Length " + std::to_string(content.size()) +
      ">>\nstream\n" + content +
      "\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n";
  return out + "trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n";  // without xref: readers rebuild it
}

TEST(Sniff, GoesByContent) {
  using namespace std::literals;
  EXPECT_EQ(detect_format("%PDF-1.7\n"), SourceFormat::kPdf);
  EXPECT_EQ(detect_format("rubbish\n%PDF-1.4"), SourceFormat::kPdf);
  EXPECT_EQ(detect_format("II*\0"sv), SourceFormat::kTiff);
  EXPECT_EQ(detect_format("MM\0*"sv), SourceFormat::kTiff);
  EXPECT_EQ(detect_format("\x89PNG\r\n\x1A\n"), SourceFormat::kPng);
  EXPECT_EQ(detect_format("\xFF\xD8\xFF\xE0"), SourceFormat::kJpeg);
  EXPECT_EQ(detect_format("RIFF\1\2\3\4WEBPVP8 "), SourceFormat::kWebp);
  EXPECT_EQ(detect_format("\0\0\0\x0CjP  \r\n\x87\n"sv), SourceFormat::kJp2);
  EXPECT_EQ(detect_format("KẾ HOẠCH"), SourceFormat::kUnknown);
  EXPECT_EQ(detect_format("PK\3\4 %PDF-1.4"), SourceFormat::kUnknown);  // stored in an archive
  EXPECT_EQ(detect_format(""), SourceFormat::kUnknown);
}

/// A PDF of a scanned page and, behind a hole of so many bytes in a stream that no page uses, of a
/// typed one, which has its box, its font and its turn from the node above it.
void write_with_hole(const std::filesystem::path& file, std::uint64_t hole) {
  std::ofstream out(file, std::ios::binary);
  std::vector<std::uint64_t> offsets;
  const auto add = [&](const std::string& body) {
    offsets.push_back(static_cast<std::uint64_t>(out.tellp()));
    out << offsets.size() << " 0 obj\n" << body << "\nendobj\n";
  };
  const auto stream = [](const std::string& dict, const std::string& bytes) {
    return "<<" + dict + "/Length " + std::to_string(bytes.size()) + ">>\nstream\n" + bytes +
           "\nendstream";
  };
  out << "%PDF-1.5\n";
  add("<</Type/Catalog/Pages 2 0 R>>");
  add("<</Type/Pages/Count 2/Kids[3 0 R 7 0 R]/MediaBox[0 0 300 100]/Rotate 90"
      "/Resources<</Font<</F 9 0 R>>>>>>");
  add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 48 48]/Rotate 0/Contents 4 0 R"
      "/Resources<</XObject<</I 5 0 R>>>>>>");
  add(stream("", "48 0 0 48 0 0 cm /I Do"));
  add(
      stream("/Type/XObject/Subtype/Image/Width 32/Height 32/BitsPerComponent 1"
             "/ColorSpace/DeviceGray",
             std::string(64, '\0') + std::string(64, '\xFF')));
  offsets.push_back(static_cast<std::uint64_t>(out.tellp()));
  out << "6 0 obj\n<</Length " << hole << ">>\nstream\n";
  out.seekp(static_cast<std::streamoff>(hole), std::ios::cur);
  out << "\nendstream\nendobj\n";
  add("<</Type/Page/Parent 2 0 R/Contents 8 0 R>>");
  add(stream("", "BT /F 20 Tf 20 40 Td (Hai trang) Tj ET"));
  add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  const auto start = static_cast<std::uint64_t>(out.tellp());
  out << "xref\n0 10\n0000000000 65535 f \n";
  for (const std::uint64_t offset : offsets) {
    out << std::setw(10) << std::setfill('0') << offset << " 00000 n \n";
  }
  out << "trailer\n<</Root 1 0 R/Size 10>>\nstartxref\n" << start << "\n%%EOF\n";
}

TEST_F(SourceFileTest, APdfBeyondTwoGibibytesIsReadAsASmallOne) {
  write_with_hole(path("large.pdf"), 2'255'000'000);
  write_with_hole(path("small.pdf"), 1'000);
  ASSERT_GT(std::filesystem::file_size(path("large.pdf")), std::uint64_t{1} << 31U);
  const SourceFile large(path("large.pdf")), small(path("small.pdf"));
  ASSERT_EQ(large.page_count(), 2U);
  for (const std::uint32_t page : {2U, 1U, 2U}) {
    EXPECT_TRUE(
        same_pixels(large.load_page_image(page).pix.get(), small.load_page_image(page).pix.get()));
    EXPECT_TRUE(same_pixels(large.load_downscaled_image(page).pix.get(),
                            small.load_downscaled_image(page).pix.get()));
    EXPECT_EQ(large.analyse_composition(page).is_scan, small.analyse_composition(page).is_scan);
  }
  EXPECT_FALSE(large.load_text_layer(1));
  const auto layer = large.load_text_layer(2);
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->page.text, small.load_text_layer(2)->page.text);
  EXPECT_EQ(layer->page.words.size(), 2U);
  EXPECT_EQ(layer->page.words[0].box, small.load_text_layer(2)->page.words[0].box);
}

// While no more can be opened nothing is said about the file.
TEST_F(SourceFileTest, TellsAFileFromALackOfDescriptors) {
  const std::filesystem::path file = write("a.pdf", "%PDF-1.4\n%%EOF\n");
  try {
    const NoDescriptors none;
    (void)SourceFile(file).load_page_image(1);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::kTooManyFiles);
  }
}

TEST_F(SourceFileTest, SaysWhatIsWrong) {
  EXPECT_EQ(cause_of(path("absent.pdf")), Cause::kMissing);
  EXPECT_EQ(cause_of(write("empty.pdf", "")), Cause::kEmpty);
  EXPECT_EQ(cause_of(write("text.pdf", "KE HOACH")), Cause::kNotSupported);
  EXPECT_EQ(cause_of(write("broken.pdf", "%PDF-1.4\n%%EOF\n")), Cause::kDamaged);
  EXPECT_EQ(cause_of(write("broken.png", "\x89PNG\r\n\x1A\nxxxx")), Cause::kDamaged);
  EXPECT_EQ(cause_of(write("broken.tif", std::string("II*\0\x10\0\0\0", 8))), Cause::kDamaged);
}

TEST_F(SourceFileTest, JudgesSizesBeforePixels) {
  const PixPtr dot(pixCreate(1, 1, 8));
  EXPECT_EQ(cause_of(write_pix("dot.png", dot.get(), IFF_PNG)), Cause::kTooSmall);
  const PixPtr least(pixCreate(16, 16, 8));
  EXPECT_EQ(cause_of(write_pix("least.png", least.get(), IFF_PNG)), Cause::kNone);
  const PixPtr wide(pixCreate(20'000, 20, 1));
  EXPECT_EQ(cause_of(write_pix("wide.png", wide.get(), IFF_PNG)), Cause::kTooLarge);
  std::string bomb = testing::bytes_of(write_pix("bomb.png", least.get(), IFF_PNG));
  bomb.replace(16, 8,
               std::string("\0\0\x4E\x1F\0\0\x4E\x1F", 8));  // 19,999 x 19,999, over 200 megapixels
  EXPECT_EQ(cause_of(write("bomb.png", bomb)), Cause::kTooLarge);
}

TEST_F(SourceFileTest, JudgesTheSizeThatSquarePixelsWouldHave) {
  const PixPtr page(pixCreate(400, 200, 1));
  pixSetResolution(page.get(), 204, 98);
  DecodeLimits low, small;
  low.max_side = 410;
  small.max_pixels = 100'000;
  for (const int format : {IFF_TIFF_G4, IFF_PNG}) {
    const std::filesystem::path file = write_pix("fax", page.get(), format);
    EXPECT_EQ(SourceFile(file).load_page_image(1).height, 416);
    EXPECT_EQ(cause_of(file, 1, low), Cause::kTooLarge);
    EXPECT_EQ(cause_of(file, 1, small), Cause::kTooLarge);
  }
  QPDF pdf;
  pdf.processFile(write_pdf("upright.pdf", page.get(), L_G4_ENCODE).c_str());
  QPDFObjectHandle first = pdf.getAllPages().at(0);
  const auto box = QPDFObjectHandle::parse("[0 0 141.18 146.94]");
  first.replaceKey("/MediaBox", box);
  first.replaceKey("/Contents", pdf.newStream("q 141.18 0 0 146.94 0 0 cm /Im1 Do Q"));
  QPDFWriter(pdf, path("fax.pdf").c_str()).write();
  EXPECT_EQ(SourceFile(path("fax.pdf")).load_page_image(1).height, 416);
  EXPECT_EQ(cause_of(path("fax.pdf"), 1, low), Cause::kTooLarge);
}

/// A grey TIFF of one strip as it lies there: `bits` a sample, 0 is black.
std::string grey_tiff(std::uint16_t bits, std::uint32_t width, std::uint32_t height,
                      const std::string& rows) {
  const auto number = [](std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255U);
    return out;
  };
  constexpr std::uint32_t kData = 8 + 2 + 8 * 12 + 4;  // behind header and directory
  std::string out = "II*" + std::string(1, '\0') + number(8, 4) + number(8, 2);
  for (const auto& [tag, kind, value] : {std::array<std::uint64_t, 3>{256, 4, width},
                                         {257, 4, height},
                                         {258, 3, bits},
                                         {259, 3, 1},
                                         {262, 3, 1},
                                         {273, 4, kData},
                                         {278, 4, height},
                                         {279, 4, rows.size()}})
    out += number(tag, 2) + number(kind, 2) + number(1, 4) + number(value, 4);
  return out + number(0, 4) + rows;
}

TEST_F(SourceFileTest, GreyOfAnOddDepthIsReadAndOtherOddDepthsAreTold) {
  // Two samples of 12 bits take three bytes: black and white, 32 columns.
  std::string row, rows;
  for (int i = 0; i < 16; ++i) row += std::string("\x00\x0F\xFF", 3);
  for (int y = 0; y < 20; ++y) rows += row;
  const PageImage page =
      SourceFile(write("12.tif", grey_tiff(12, 32, 20, rows))).load_page_image(1);
  l_uint32 black = 1, white = 0;
  pixGetPixel(page.pix.get(), 10, 5, &black);
  pixGetPixel(page.pix.get(), 11, 5, &white);
  EXPECT_EQ(black, 0U);
  EXPECT_EQ(white, 255U);
  EXPECT_EQ(cause_of(write("24.tif", grey_tiff(24, 32, 20, std::string(96 * 20, 'x')))),
            Cause::kPictureKind);
}

TEST_F(SourceFileTest, AnAnimatedWebpIsToldAsSuch) {
  const std::string head("RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x63\0\0\x63\0\0", 30);
  EXPECT_EQ(cause_of(write("a.webp", head)), Cause::kPictureKind);
}

TEST_F(SourceFileTest, ALackOfMemoryIsNoDamage) {
  const PixPtr page = drawn_page();
  const PixPtr grey(pixConvertTo8(page.get(), 0));
  pixSetResolution(grey.get(), 200, 100);
  const std::filesystem::path png = write_pix("page.png", grey.get(), IFF_PNG),
                              tiff = write_pix("page.tif", page.get(), IFF_TIFF_LZW),
                              pdf = write_pdf("page.pdf", page.get(), L_FLATE_ENCODE);
  const ScarceMemory scarce(600 * 1'000);
  EXPECT_EQ(cause_of(png), Cause::kOutOfMemory);  // there are its pixels, not the stretched ones
  EXPECT_EQ(cause_of(tiff), Cause::kOutOfMemory);
  EXPECT_EQ(cause_of(pdf), Cause::kOutOfMemory);
}

TEST_F(SourceFileTest, ReadsEveryPageOfATiff) {
  const PixPtr page = drawn_page();
  const PixPtr grey(pixConvertTo8(page.get(), 0)), ink(pixThresholdToBinary(grey.get(), 128));
  ASSERT_EQ(pixWriteTiff(path("two.tif").c_str(), ink.get(), IFF_TIFF_G4, "w"), 0);
  ASSERT_EQ(pixWriteTiff(path("two.tif").c_str(), grey.get(), IFF_TIFF_LZW, "a"), 0);
  const SourceFile file(path("two.tif"));
  EXPECT_EQ(file.page_count(), 2U);
  EXPECT_TRUE(same_pixels(file.load_page_image(1).pix.get(), ink.get()));
  EXPECT_TRUE(same_pixels(file.load_page_image(2).pix.get(), grey.get()));
  EXPECT_EQ(cause_of(path("two.tif"), 3), Cause::kDamaged);
}

TEST_F(SourceFileTest, KeepsAPlausibleResolutionAndGuessesAnother) {
  PixPtr page(pixCreate(1654, 2339, 1));
  pixSetResolution(page.get(), 200, 200);
  EXPECT_EQ(SourceFile(write_pix("a.png", page.get(), IFF_PNG)).load_page_image(1).dpi, 200);
  pixSetResolution(page.get(), 4830, 4830);
  EXPECT_EQ(SourceFile(write_pix("b.png", page.get(), IFF_PNG)).load_page_image(1).dpi, 200);
  pixSetResolution(page.get(), 0, 0);
  EXPECT_EQ(SourceFile(write_pix("c.png", page.get(), IFF_PNG)).load_page_image(1).dpi, 200);
}

TEST_F(SourceFileTest, ReadsWhatIsThereOfATruncatedJpeg) {
  const std::string whole =
      testing::bytes_of(write_pix("page.jpg", drawn_page().get(), IFF_JFIF_JPEG));
  EXPECT_FALSE(SourceFile(path("page.jpg")).load_page_image(1).is_truncated);
  const PageImage half =
      SourceFile(write("half.jpg", whole.substr(0, whole.size() / 2))).load_page_image(1);
  EXPECT_TRUE(half.is_truncated);
  EXPECT_EQ(half.width, 600);
}

TEST_F(SourceFileTest, ReadsWhatIsThereOfATruncatedPngAndJpeg2000) {
  const PixPtr page = drawn_page();
  const PixPtr grey(pixConvertTo8(page.get(), 0)), ink(pixThresholdToBinary(grey.get(), 128)),
      palette(pixOctreeQuantNumColors(page.get(), 16, 0));
  for (Pix* const pix : {page.get(), grey.get(), ink.get(), palette.get()}) {
    const std::string whole = testing::bytes_of(write_pix("page.png", pix, IFF_PNG));
    const PageImage half =
        SourceFile(write("half.png", whole.substr(0, whole.size() * 2 / 3))).load_page_image(1);
    EXPECT_TRUE(half.is_truncated);
    EXPECT_EQ(half.height, 800);
    EXPECT_EQ(cause_of(write("head.png", whole.substr(0, 60))), Cause::kDamaged);
  }
  const std::string whole = testing::bytes_of(write_pix("page.jp2", grey.get(), IFF_JP2));
  EXPECT_FALSE(SourceFile(path("page.jp2")).load_page_image(1).is_truncated);
  const std::filesystem::path half = write("half.jp2", whole.substr(0, whole.size() / 2));
  EXPECT_TRUE(SourceFile(half).load_page_image(1).is_truncated);
  EXPECT_EQ(cause_of(write("head.jp2", whole.substr(0, 100))), Cause::kDamaged);
}

std::string box(const std::string& type, const std::string& data, bool is_long = false) {
  const std::size_t size = data.size() + (is_long ? 16 : 8);
  const auto bytes = [](std::size_t value, int count) {
    std::string out;
    for (int i = count - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
    return out;
  };
  return is_long ? bytes(1, 4) + type + bytes(size, 8) + data : bytes(size, 4) + type + data;
}

TEST_F(SourceFileTest, FindsTheSizeOfJpeg2000BehindAnyBoxes) {
  const PixPtr grey(pixConvertTo8(drawn_page().get(), 0));
  const std::string whole = testing::bytes_of(write_pix("page.jp2", grey.get(), IFF_JP2));
  const std::size_t header = whole.find("jp2h") - 4, stream = whole.find("\xFF\x4F\xFF\x51");
  for (const std::string& more :
       {box("rreq", std::string(27, '\1')), box("uuid", std::string(16, '\2'), true),
        box("xml ", std::string(997, ' ')), box("free", "")}) {
    const std::string boxes = whole.substr(0, header) + more + whole.substr(header);
    EXPECT_EQ(SourceFile(write("more.jp2", boxes)).load_page_image(1).width, 600);
  }
  EXPECT_EQ(SourceFile(write("bare.j2k", whole.substr(stream))).load_page_image(1).height, 800);
}

/// A PDF of one page that is `grey`, its image changed by `change`.
template <class Change>
void write_changed(const std::filesystem::path& from, const std::filesystem::path& to,
                   const Change& change) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processFile(from.c_str());
  QPDFObjectHandle page = pdf.getAllPages().at(0);
  change(page, page.getKey("/Resources").getKey("/XObject").getKey("/Im1"));
  QPDFWriter writer(pdf, to.c_str());
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.write();
}

TEST_F(SourceFileTest, APageWhosePictureCannotBeDecodedIsNoEmptySheet) {
  const PixPtr page = drawn_page();
  const PixPtr grey(pixConvertTo8(page.get(), 0)), ink(pixThresholdToBinary(grey.get(), 128));
  const auto damaged = [&](const auto& change) {
    write_changed(path("whole.pdf"), path("damaged.pdf"), change);
    return cause_of(path("damaged.pdf"));
  };
  const auto bytes = [](QPDFObjectHandle image) {
    const std::shared_ptr<Buffer> raw = image.getRawStreamData();
    return std::string(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
  };
  const auto put = [](QPDFObjectHandle image, const std::string& data, const char* filter) {
    image.replaceStreamData(data, QPDFObjectHandle::newName(filter),
                            image.getDict().getKey("/DecodeParms"));
  };
  for (const auto& [pix, type, filter] : {std::tuple(grey.get(), L_FLATE_ENCODE, "/FlateDecode"),
                                          std::tuple(grey.get(), L_JPEG_ENCODE, "/DCTDecode")}) {
    write_pdf("whole.pdf", pix, type);
    EXPECT_EQ(damaged([](auto, auto) {}), Cause::kNone);
    EXPECT_EQ(damaged([&](auto, auto image) { put(image, bytes(image).substr(300), filter); }),
              Cause::kDamaged);
    EXPECT_EQ(damaged([&](auto, auto image) { put(image, "", filter); }), Cause::kDamaged);
    EXPECT_EQ(damaged([&](auto, auto image) { put(image, bytes(image), "/JPXDecode"); }),
              Cause::kDamaged);
    EXPECT_EQ(damaged([&](auto sheet, auto) {
                sheet.getKey("/Resources").getKey("/XObject").removeKey("/Im1");
              }),
              Cause::kDamaged);
    EXPECT_EQ(damaged([](auto sheet, auto) {
                sheet.getKey("/Contents")
                    .replaceStreamData("no deflated data",
                                       QPDFObjectHandle::newName("/FlateDecode"),
                                       QPDFObjectHandle::newNull());
              }),
              Cause::kDamaged);
  }
  write_pdf("whole.pdf", ink.get(), L_G4_ENCODE);
  write_changed(path("whole.pdf"), path("cut.pdf"), [&](auto, auto image) {
    put(image, bytes(image).substr(0, bytes(image).size() / 2), "/CCITTFaxDecode");
  });
  EXPECT_FALSE(SourceFile(path("whole.pdf")).load_page_image(1).is_truncated);
  EXPECT_TRUE(SourceFile(path("cut.pdf")).load_page_image(1).is_truncated);
  const PixPtr white(pixCreate(600, 800, 1));
  write_pdf("whole.pdf", white.get(), L_G4_ENCODE);
  EXPECT_FALSE(SourceFile(path("whole.pdf")).load_page_image(1).is_truncated);
}

TEST_F(SourceFileTest, ATiffWhoseLaterPagesAreLostSaysSo) {
  const PixPtr grey(pixConvertTo8(drawn_page().get(), 0));
  ASSERT_EQ(pixWriteTiff(path("two.tif").c_str(), grey.get(), IFF_TIFF_LZW, "w"), 0);
  const std::size_t first = std::filesystem::file_size(path("two.tif"));
  ASSERT_EQ(pixWriteTiff(path("two.tif").c_str(), grey.get(), IFF_TIFF_LZW, "a"), 0);
  const std::string whole = testing::bytes_of(path("two.tif"));
  const std::filesystem::path cut = write("cut.tif", whole.substr(0, first + 100));
  EXPECT_EQ(cause_of(cut, 1), Cause::kNone);
  EXPECT_EQ(cause_of(cut, 2), Cause::kDamaged);
}

TEST_F(SourceFileTest, TakesThePageImageOfAPdfAsItIs) {
  const PixPtr page = drawn_page();
  const PixPtr grey(pixConvertTo8(page.get(), 0)), ink(pixThresholdToBinary(grey.get(), 128));
  const SourceFile fax(write_pdf("fax.pdf", ink.get(), L_G4_ENCODE));
  EXPECT_TRUE(same_pixels(fax.load_page_image(1).pix.get(), ink.get()));
  EXPECT_EQ(fax.load_page_image(1).dpi, 200);
  EXPECT_FALSE(fax.load_text_layer(1));
  EXPECT_TRUE(same_pixels(
      SourceFile(write_pdf("grey.pdf", grey.get(), L_FLATE_ENCODE)).load_page_image(1).pix.get(),
      grey.get()));
  const PageImage colour =
      SourceFile(write_pdf("rgb.pdf", page.get(), L_FLATE_ENCODE)).load_page_image(1);
  EXPECT_TRUE(same_pixels(colour.pix.get(), page.get()));
  EXPECT_EQ(SourceFile(write_pdf("jpeg.pdf", page.get(), L_JPEG_ENCODE)).load_page_image(1).width,
            600);
}

TEST_F(SourceFileTest, TurnsThePageImageAsThePageIsShown) {
  const PixPtr page = drawn_page();
  const PixPtr grey(pixConvertTo8(page.get(), 0));
  QPDF pdf;
  pdf.processFile(write_pdf("upright.pdf", grey.get(), L_FLATE_ENCODE).c_str());
  QPDFObjectHandle first = pdf.getAllPages().at(0);
  first.replaceKey("/Rotate", QPDFObjectHandle::newInteger(90));
  QPDFWriter(pdf, path("turned.pdf").c_str()).write();
  const PixPtr expected(pixRotateOrth(grey.get(), 1));
  EXPECT_TRUE(
      same_pixels(SourceFile(path("turned.pdf")).load_page_image(1).pix.get(), expected.get()));
}

TEST_F(SourceFileTest, OpensAnEmptyPasswordOnly) {
  const PixPtr page = drawn_page();
  const auto encrypt = [&](const std::string& name, const char* user) {
    QPDF pdf;
    pdf.processFile(write_pdf("plain.pdf", page.get(), L_FLATE_ENCODE).c_str());
    const std::string file = path(name);  // the writer keeps no copy
    QPDFWriter writer(pdf, file.c_str());
    writer.setR6EncryptionParameters(user, "owner", true, true, true, true, true, true,
                                     qpdf_r3p_full, true);
    writer.write();
    return file;
  };
  EXPECT_EQ(cause_of(encrypt("open.pdf", "")), Cause::kNone);
  EXPECT_EQ(cause_of(encrypt("locked.pdf", "secret")), Cause::kEncrypted);
}

TEST_F(SourceFileTest, GivesTheLayerOfADrawnPageInPixelsOfItsImage) {
  const SourceFile file(
      write("text.pdf", simple_pdf("/MediaBox[0 0 595 842]",
                                   "BT /F 12 Tf 72 720 Td (Ke hoach) Tj 0 -24 Td (so 12) Tj ET")));
  const std::optional<TextLayer> layer = file.load_text_layer(1);
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->page.text, "Ke hoach\nso 12\n");
  ASSERT_EQ(layer->page.lines.size(), 2U);
  EXPECT_EQ(layer->page.lines[0].words.size(), 2U);
  const PageImage image = file.load_page_image(1);
  EXPECT_EQ(image.width, layer->page.width);
  EXPECT_EQ(image.height, layer->page.height);
  EXPECT_NEAR(layer->page.words[0].box.left, 72 * 300 / 72, 4);
  const std::string turned =
      simple_pdf("/MediaBox[0 0 595 842]/Rotate 90", "BT /F 12 Tf 72 720 Td (Ke) Tj ET");
  const std::string upright =
      simple_pdf("/MediaBox[0 0 842 595]/Rotate 90",
                 "BT /F 12 Tf 0 1 -1 0 72 72 Tm (Ke hoach) Tj ET");  // turned, and turned back
  const std::optional<TextLayer> turned_layer =
      SourceFile(write("back.pdf", upright)).load_text_layer(1);
  ASSERT_TRUE(turned_layer);
  EXPECT_EQ(turned_layer->page.text, "Ke hoach\n");
  EXPECT_EQ(turned_layer->page.width, 595 * 300 / 72);
  EXPECT_NEAR(turned_layer->page.words[0].box.left, 72 * 300 / 72, 4);
  const SourceFile landscape(write("turned.pdf", turned));
  const PageImage wide = landscape.load_page_image(1);
  EXPECT_GT(wide.width, wide.height);
}

TEST_F(SourceFileTest, FormsThatDrawEachOtherEndSoon) {
  const auto with_form = [](const std::string& drawing) {
    const std::string resources = "/Resources<</XObject<</F 4 0 R>>>>",
                      stream = "/Length " + std::to_string(drawing.size()) + ">>\nstream\n" +
                               drawing + "\nendstream\nendobj\n";
    return "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
           "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
           "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R" +
           resources + ">>\nendobj\n4 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 595 842]" +
           resources + stream + "5 0 obj\n<<" + stream + "trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n";
  };
  const auto times = [](std::size_t count, const std::string& what) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += what;
    return out;
  };
  EXPECT_EQ(cause_of(write("few.pdf", with_form(times(4, "/F Do\n")))), Cause::kNone);
  EXPECT_EQ(cause_of(write("many.pdf", with_form(times(10, "/F Do\n")))), Cause::kTooLarge);
}

TEST_F(SourceFileTest, InstructionsThatUnpackToTooMuchAreRefused) {
  QPDF pdf;
  pdf.processFile(write_pdf("page.pdf", drawn_page().get(), L_FLATE_ENCODE).c_str());
  QPDFObjectHandle first = pdf.getAllPages().at(0),
                   part = pdf.newStream(std::string(33U << 20U, '\n'));
  const auto cause_with = [&](int parts) {
    QPDFObjectHandle contents = QPDFObjectHandle::newArray();
    for (int i = 0; i < parts; ++i) contents.appendItem(part);
    first.replaceKey("/Contents", contents);
    const std::string file = path("parts.pdf");  // the writer keeps no copy
    QPDFWriter writer(pdf, file.c_str());
    writer.setStreamDataMode(qpdf_s_compress);
    writer.write();
    EXPECT_LT(std::filesystem::file_size(file), 1U << 20U);
    return cause_of(file);
  };
  EXPECT_EQ(cause_with(1), Cause::kNone);
  EXPECT_EQ(cause_with(2), Cause::kTooLarge);
}

TEST(Negative, IsThinLightPrintOnADarkGround) {
  PageImage print;
  print.dpi = 100;
  print.pix.reset(pixConvertTo8(drawn_page().get(), 0));
  const PixPtr positive(pixCopy(nullptr, print.pix.get()));
  EXPECT_FALSE(invert_negative(print));
  pixInvert(print.pix.get(), print.pix.get());
  EXPECT_TRUE(invert_negative(print));
  l_int32 same = 0;
  pixEqual(print.pix.get(), positive.get(), &same);
  EXPECT_EQ(same, 1);
  PageImage sheet;  // a light sheet on a dark bed
  sheet.dpi = 100;
  sheet.pix.reset(pixCreate(600, 800, 8));
  pixRasterop(sheet.pix.get(), 200, 200, 200, 200, PIX_SRC, positive.get(), 0, 0);
  EXPECT_FALSE(invert_negative(sheet));
  PageImage black;
  black.dpi = 100;
  black.pix.reset(pixCreate(600, 800, 8));
  EXPECT_FALSE(invert_negative(black));
}

TEST(Digest, IsOfThePixelsAlone) {
  const auto page = [](std::int32_t width, l_uint32 spare) {
    PageImage out;
    out.pix.reset(pixCreate(width, 2, 1));
    pixSetPixel(out.pix.get(), 1, 1, 1);
    pixGetData(out.pix.get())[0] |= spare;  // behind the last pixel of the row
    return out;
  };
  EXPECT_EQ(compute_pixel_sha256(page(9, 0)),  // of "9 2 1\n" and the bytes 00 00 40 00
            "d2c599a29245189b1dcb6624dbac7eac13a859e1858f2f9c04ad864febd3f175");
  EXPECT_EQ(compute_pixel_sha256(page(9, 0)), compute_pixel_sha256(page(9, 0x7FFFFF)));
  EXPECT_NE(compute_pixel_sha256(page(9, 0)), compute_pixel_sha256(page(10, 0)));
  PageImage indexed = page(9, 0);
  PIXCMAP* map = pixcmapCreate(1);
  pixcmapAddColor(map, 255, 0, 0);
  pixcmapAddColor(map, 0, 0, 255);
  pixSetColormap(indexed.pix.get(), map);
  PageImage rgb;
  rgb.pix.reset(pixCreate(9, 2, 32));
  pixSetAllArbitrary(rgb.pix.get(), 0xFF000000);
  pixSetPixel(rgb.pix.get(), 1, 1, 0x0000FF00);
  EXPECT_EQ(compute_pixel_sha256(indexed), compute_pixel_sha256(rgb));
}

TEST_F(SourceFileTest, ReadsFromALentDescriptor) {
  const std::filesystem::path file = write_pix("page.png", drawn_page().get(), IFF_PNG);
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  {
    const SourceFile lent(descriptor, "page.png");
    EXPECT_EQ(lent.load_page_image(1).width, 600);
  }
  EXPECT_EQ(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);  // still open, still the caller's
  close(descriptor);
}

}  // namespace
}  // namespace codau::image
