#include "source/image_pdf.h"

#include <allheaders.h>

#include <cstdint>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <string_view>

#include "core/error.h"
#include "raster/pixels.h"
#include "source/orientation.h"

namespace codau::image {
namespace {

QPDFObjectHandle make_integer(std::int64_t value) { return QPDFObjectHandle::newInteger(value); }
QPDFObjectHandle make_name(const std::string& value) { return QPDFObjectHandle::newName(value); }

QPDFObjectHandle image_object(QPDF& pdf, std::string_view data, const std::string& filter,
                              std::int32_t width, std::int32_t height) {
  QPDFObjectHandle object = pdf.newStream(std::string(data));
  QPDFObjectHandle dict = object.getDict();
  dict.replaceKey("/Type", make_name("/XObject"));
  dict.replaceKey("/Subtype", make_name("/Image"));
  dict.replaceKey("/Width", make_integer(width));
  dict.replaceKey("/Height", make_integer(height));
  dict.replaceKey("/Filter", make_name(filter));
  return object;
}

/// The JPEG itself; nothing for four colours, whose polarity PDF readers guess in different ways.
std::optional<QPDFObjectHandle> jpeg_object(QPDF& pdf, std::string_view bytes) {
  l_int32 width = 0, height = 0, samples = 0;
  if (readHeaderMemJpeg(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &width,
                        &height, &samples, nullptr, nullptr) != 0 ||
      (samples != 1 && samples != 3)) {
    return std::nullopt;
  }
  QPDFObjectHandle object = image_object(pdf, bytes, "/DCTDecode", width, height);
  object.getDict().replaceKey("/ColorSpace",
                              make_name(samples == 1 ? "/DeviceGray" : "/DeviceRGB"));
  object.getDict().replaceKey("/BitsPerComponent", make_integer(8));
  return object;
}

/// Chunks of a PNG: its deflated rows are what PDF calls Flate with predictor 15.
struct Png {
  int bits = 0, colour = 0;
  std::string palette, rows;
};

Png take_apart(std::string_view png) {
  constexpr std::size_t kSignature = 8, kFrame = 12;  // length, type and checksum of a chunk
  Png out;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(png[i]); };
  for (std::size_t at = kSignature; at + kFrame <= png.size();) {
    const std::size_t size = std::size_t{byte(at)} << 24U | std::size_t{byte(at + 1)} << 16U |
                             std::size_t{byte(at + 2)} << 8U | byte(at + 3);
    const std::string_view type = png.substr(at + 4, 4), data = png.substr(at + 8, size);
    if (type == "IHDR") {
      out.bits = byte(at + 16);
      out.colour = byte(at + 17);
    } else if (type == "PLTE") {
      out.palette = data;
    } else if (type == "IDAT") {
      out.rows += data;
    }
    at += kFrame + size;
  }
  return out;
}

Png encode(const PageImage& image, const std::string& what) {
  // Transparent pixels are what they look like on paper.
  const PixPtr opaque = own(pixRemoveAlpha(image.pix.get()));
  l_uint8* data = nullptr;
  size_t size = 0;
  const bool bad = pixWriteMemPng(&data, &size, opaque.get(), 0) != 0;
  const BytesPtr owner(data);
  if (bad) throw Error(Cause::kOutOfMemory, what + ": the picture cannot be kept");
  return take_apart({reinterpret_cast<const char*>(data), size});
}

QPDFObjectHandle pixel_object(QPDF& pdf, const PageImage& image, const std::string& what) {
  constexpr int kRgb = 2, kIndexed = 3;  // PNG colour types; the other one left is grey
  const Png png = encode(image, what);
  QPDFObjectHandle object = image_object(pdf, png.rows, "/FlateDecode", image.width, image.height);
  QPDFObjectHandle dict = object.getDict();
  dict.replaceKey("/BitsPerComponent", make_integer(png.bits));
  QPDFObjectHandle space = make_name(png.colour == kRgb ? "/DeviceRGB" : "/DeviceGray");
  if (png.colour == kIndexed) {
    const auto last = static_cast<std::int64_t>(png.palette.size() / 3) - 1;
    space =
        QPDFObjectHandle::newArray({make_name("/Indexed"), make_name("/DeviceRGB"),
                                    make_integer(last), QPDFObjectHandle::newString(png.palette)});
  }
  dict.replaceKey("/ColorSpace", space);
  QPDFObjectHandle rows = QPDFObjectHandle::newDictionary();
  rows.replaceKey("/Predictor", make_integer(15));
  rows.replaceKey("/Colors", make_integer(png.colour == kRgb ? 3 : 1));
  rows.replaceKey("/BitsPerComponent", make_integer(png.bits));
  rows.replaceKey("/Columns", make_integer(image.width));
  dict.replaceKey("/DecodeParms", rows);
  return object;
}

QPDFObjectHandle points(double inches) { return QPDFObjectHandle::newReal(72 * inches, 4); }

/// The page is put at the end of `pdf`.
QPDFObjectHandle new_page(QPDF& pdf, const QPDFObjectHandle& wide, const QPDFObjectHandle& high) {
  QPDFObjectHandle page = pdf.makeIndirectObject(
      QPDFObjectHandle::parse("<< /Type /Page /Resources << /XObject << >> >> >>"));
  page.replaceKey("/MediaBox",
                  QPDFObjectHandle::newArray({make_integer(0), make_integer(0), wide, high}));
  pdf.addPage(page, false);
  return page;
}

void add_empty_page(QPDF& pdf, const PageSize& size) {
  new_page(pdf, points(size.width), points(size.height))
      .replaceKey("/Contents", pdf.newStream(std::string()));
}

void add_page(QPDF& pdf, const QPDFObjectHandle& object, const PageImage& image,
              std::int32_t orientation) {
  QPDFObjectHandle wide = points(1.0 * image.width / image.dpi),
                   high = points(1.0 * image.height / image.dpi);
  QPDFObjectHandle page = new_page(pdf, wide, high);
  page.getKey("/Resources").getKey("/XObject").replaceKey("/Scan", object);
  std::string content = "q " + wide.getRealValue() + " 0 0 " + high.getRealValue() + " 0 0 cm ";
  if (orientation != kOrientationAsStored) {
    for (const int value : make_orientation_matrix(orientation))
      content += std::to_string(value) + ' ';
    content += "cm ";
  }
  page.replaceKey("/Contents", pdf.newStream(content + "/Scan Do Q\n"));
}

/// The picture's own bytes where PDF can hold them as they are.
std::optional<QPDFObjectHandle> stored_object(QPDF& pdf, SourceFormat format,
                                              std::string_view bytes, const PageImage& image) {
  if (format == SourceFormat::kJpeg) return jpeg_object(pdf, bytes);
  const bool boxed = bytes.front() != '\xFF';  // a bare code stream is not what PDF allows
  // A JPEG 2000 that is cut short is no picture to most readers.
  if (format == SourceFormat::kJp2 && boxed && !image.is_truncated)
    return image_object(pdf, bytes, "/JPXDecode", image.width, image.height);
  return std::nullopt;
}

std::string serialise_pdf(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDecodeLevel(qpdf_dl_none);
  writer.setDeterministicID(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void add_page(QPDF& pdf, const SourceFile& source, std::uint32_t number) {
  const std::string_view bytes = source.bytes();
  const PageImage image = source.load_page_image(number);
  const auto stored = stored_object(pdf, source.format(), bytes, image);
  const std::string what = "page " + std::to_string(number);
  add_page(pdf, stored ? *stored : pixel_object(pdf, image, what), image,
           stored ? read_exif_orientation(bytes) : kOrientationAsStored);
}

}  // namespace

struct ImagePdfWriter::Impl {
  QPDF pdf;
  std::uint32_t pages = 0, lost = 0;
  std::optional<Error> error = std::nullopt;  // of the page that was lost last
};

ImagePdfWriter::ImagePdfWriter() : impl_(std::make_unique<Impl>()) { impl_->pdf.emptyPDF(); }
ImagePdfWriter::~ImagePdfWriter() = default;

void ImagePdfWriter::add(const SourceFile& source) {
  for (std::uint32_t number = 1; number <= source.page_count(); ++number) {
    ++impl_->pages;
    try {
      add_page(impl_->pdf, source, number);
    } catch (const Error& error) {
      // One bad page of a thousand takes no other with it; what memory lacked may be there later.
      if (error.cause() == Cause::kOutOfMemory) throw;
      ++impl_->lost;
      impl_->error = error;
      add_empty_page(impl_->pdf, source.load_page_size(number));
    }
  }
}

std::string ImagePdfWriter::write_pdf() {
  if (impl_->error && impl_->lost == impl_->pages) throw Error(*impl_->error);
  return serialise_pdf(impl_->pdf);
}

std::string make_image_pdf(const SourceFile& source) {
  ImagePdfWriter pdf;
  pdf.add(source);
  return pdf.write_pdf();
}

}  // namespace codau::image
