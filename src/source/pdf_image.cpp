#include "source/pdf_image.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>
#include <vector>

#include "core/error.h"
#include "raster/pixels.h"
#include "source/image_decoder.h"
#include "source/jpeg_2000.h"
#include "source/tiff.h"

namespace codau::image {
namespace {

constexpr std::int32_t kFaxColumns = 1728;  // where the parameters of a fax do not say

/// Keeps at most `limit` bytes: a stream that unpacks to more than its image needs is cut short by
/// an exception, which qpdf turns into "this stream cannot be unpacked".
class BoundedPipeline final : public Pipeline {
 public:
  explicit BoundedPipeline(std::size_t limit) : Pipeline("bounded", nullptr), limit_(limit) {}
  void write(unsigned char const* data, std::size_t size) override {
    const std::size_t kept = std::min(size, limit_ - bytes.size());
    bytes.append(reinterpret_cast<const char*>(data), kept);
    excess_ += size - kept;
    if (excess_ > kHarmless) throw std::runtime_error("more data than the image has");
  }
  void finish() override {}
  [[nodiscard]] bool full() const { return bytes.size() == limit_; }
  std::string bytes;

 private:
  static constexpr std::size_t kHarmless = 1U << 20U;
  std::size_t limit_, excess_ = 0;
};

/// The only filter of a stream and its parameters; an empty name for none or several.
struct StreamFilter {
  std::string name;
  QPDFObjectHandle parameters = QPDFObjectHandle::newNull();
};
StreamFilter only_filter(QPDFObjectHandle dict) {
  QPDFObjectHandle filter = dict.getKey("/Filter");
  QPDFObjectHandle parameters = dict.getKey("/DecodeParms");
  if (filter.isArray()) {
    if (filter.getArrayNItems() != 1) return {};
    filter = filter.getArrayItem(0);
    if (parameters.isArray()) {
      parameters = parameters.getArrayNItems() > 0 ? parameters.getArrayItem(0)
                                                   : QPDFObjectHandle::newNull();
    }
  }
  return {filter.isName() ? filter.getName() : "", parameters};
}

void append_little_endian(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

/// A TIFF around CCITT data as it is stored: libtiff has the decoder, PDF and TIFF share the
/// coding.
std::string wrap_ccitt(std::string_view data, std::uint32_t width, std::uint32_t height,
                       QPDFObjectHandle parameters) {
  const bool known = parameters.isDictionary();
  const std::int64_t k = known ? read_integer(parameters.getKey("/K"), 0) : 0;
  const bool black_is_1 = known && parameters.getKey("/BlackIs1").isBool() &&
                          parameters.getKey("/BlackIs1").getBoolValue();
  const std::uint32_t entries = 9;
  const std::uint32_t offset = 8 + 2 + entries * 12 + 4;
  std::string out = "II*";
  out.push_back('\0');
  append_little_endian(out, 8, 4);
  append_little_endian(out, entries, 2);
  const auto entry = [&out](std::uint32_t tag, std::uint32_t value) {
    append_little_endian(out, tag, 2);
    append_little_endian(out, 4, 2);  // LONG
    append_little_endian(out, 1, 4);
    append_little_endian(out, value, 4);
  };
  entry(256, width);
  entry(257, height);
  entry(258, 1);
  entry(259, k < 0 ? 4U : 3U);
  entry(262, black_is_1 ? 1U : 0U);
  entry(273, offset);
  entry(278, height);
  entry(279, static_cast<std::uint32_t>(data.size()));
  entry(292, k > 0 ? 1U : 0U);
  append_little_endian(out, 0, 4);
  out.append(data);
  return out;
}

struct PdfColours {
  int samples = 0;      ///< 1 grey or indexed, 3 RGB; 0 = not decoded here
  std::string palette;  ///< RGB triples of an indexed space
};

int samples_of(QPDFObjectHandle space) {
  if (space.isName()) {
    const std::string name = space.getName();
    if (name == "/DeviceGray" || name == "/CalGray" || name == "/G") return 1;
    if (name == "/DeviceRGB" || name == "/CalRGB" || name == "/RGB") return 3;
    return 0;
  }
  if (!space.isArray() || space.getArrayNItems() < 2) return 0;
  QPDFObjectHandle kind = space.getArrayItem(0);
  if (kind.isNameAndEquals("/CalGray")) return 1;
  if (kind.isNameAndEquals("/CalRGB")) return 3;
  if (kind.isNameAndEquals("/ICCBased") && space.getArrayItem(1).isStream()) {
    const std::int64_t n = read_integer(space.getArrayItem(1).getDict().getKey("/N"), 0);
    return n == 1 || n == 3 ? static_cast<int>(n) : 0;
  }
  return 0;
}

PdfColours colours_of(QPDFObjectHandle dict) {
  if (dict.getKey("/ImageMask").isBool() && dict.getKey("/ImageMask").getBoolValue())
    return {1, {}};
  QPDFObjectHandle space = dict.getKey("/ColorSpace");
  if (space.isArray() && space.getArrayNItems() == 4 &&
      space.getArrayItem(0).isNameAndEquals("/Indexed")) {
    if (samples_of(space.getArrayItem(1)) != 3) return {};
    QPDFObjectHandle table = space.getArrayItem(3);
    if (table.isString()) return {1, table.getStringValue()};
    if (!table.isStream()) return {};
    BoundedPipeline bounded(768);
    if (!table.pipeStreamData(&bounded, 0, qpdf_dl_generalized, true) && !bounded.full()) return {};
    return {1, bounded.bytes};
  }
  return {samples_of(space), {}};
}

/// How an image object packs its samples: each row begins on a byte.
struct SampleLayout {
  std::int32_t width = 0, height = 0;
  int depth = 1;
  [[nodiscard]] std::size_t row(int samples) const {
    return (static_cast<std::size_t>(width) * static_cast<std::size_t>(depth * samples) + 7) / 8;
  }
};

PixPtr rgb_from(const std::string& bytes, const SampleLayout& layout) {
  PixPtr pix = own(pixCreate(layout.width, layout.height, 32));
  const int step = layout.depth / 8;  // of 16 bits the upper eight are kept
  const std::size_t row = layout.row(3);
  for (std::int32_t y = 0; y < layout.height; ++y) {
    const auto* in =
        reinterpret_cast<const unsigned char*>(bytes.data()) + static_cast<std::size_t>(y) * row;
    l_uint32* out = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    for (std::int32_t x = 0; x < layout.width; ++x, in += 3 * step)
      composeRGBPixel(in[0], in[step], in[2 * step], out + x);
  }
  return pix;
}

PixPtr grey_from(const std::string& bytes, const SampleLayout& layout) {
  PixPtr pix = own(pixCreate(layout.width, layout.height, std::min(layout.depth, 8)));
  const std::size_t step = layout.depth == 16 ? 2 : 1, row = layout.row(1);
  for (std::int32_t y = 0; y < layout.height; ++y) {
    const auto* in =
        reinterpret_cast<const unsigned char*>(bytes.data()) + static_cast<std::size_t>(y) * row;
    l_uint32* out = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    for (std::size_t i = 0; i < row / step; ++i) SET_DATA_BYTE(out, i, in[i * step]);
  }
  return pix;
}

/// Samples as PDF stores them → Pix; `bytes` holds all rows.
PixPtr from_samples(const std::string& bytes, const SampleLayout& layout,
                    const PdfColours& colours) {
  PixPtr pix = colours.samples == 3 ? rgb_from(bytes, layout) : grey_from(bytes, layout);
  if (!colours.palette.empty()) {
    PIXCMAP* map = pixcmapCreate(layout.depth);
    for (std::size_t i = 0; i < std::size_t{1} << static_cast<unsigned>(layout.depth); ++i) {
      const auto value = [&colours, i](std::size_t channel) {  // no sample may point beyond the map
        const std::size_t at = 3 * i + channel;
        return at < colours.palette.size() ? static_cast<unsigned char>(colours.palette[at]) : 255;
      };
      pixcmapAddColor(map, value(0), value(1), value(2));
    }
    pixSetColormap(pix.get(), map);
  } else if (layout.depth == 1) {
    pixInvert(pix.get(), pix.get());  // PDF: 0 is black; Leptonica: 1 is
  }
  return pix;
}

/// -1 for a /Decode array this room does not know, 1 for an inverting one of grey, else 0.
int inverting(QPDFObjectHandle decode, int samples) {
  if (!decode.isArray()) return 0;
  std::vector<double> values;
  for (QPDFObjectHandle& value : decode.getArrayAsVector()) {
    values.push_back(value.isNumber() ? value.getNumericValue() : 0.5);
  }
  const auto near = [](double a, double b) { return std::abs(a - b) < 0.01; };
  bool plain = true, turned = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    plain = plain && near(values[i], static_cast<double>(i % 2));
    turned = turned && near(values[i], static_cast<double>((i + 1) % 2));
  }
  if (plain) return 0;
  return turned && samples == 1 ? 1 : -1;
}

/// CCITT data that a TIFF can hold as they are.
bool fits_tiff(QPDFObjectHandle parameters, std::int32_t width) {
  if (!parameters.isDictionary()) return width == kFaxColumns;
  QPDFObjectHandle aligned = parameters.getKey("/EncodedByteAlign");
  return read_integer(parameters.getKey("/Columns"), kFaxColumns) == width &&
         !(aligned.isBool() && aligned.getBoolValue());
}

bool is_group_4(QPDFObjectHandle parameters) {
  return parameters.isDictionary() && read_integer(parameters.getKey("/K"), 0) < 0;
}

/// Rows at the foot of a page of one bit that have no ink.
std::int32_t white_rows(const PixPtr& pix) {
  const Box all = get_bounds(pix.get());
  const Box inked = find_print_bounds(pix.get(), all, 1);
  return is_empty(inked) ? all.bottom : all.bottom - inked.bottom;
}

/// Returns true if a fax of group 4 has no end, or a hole. libtiff tells nobody: it takes both for
/// the end of the page. Source: ITU-T T.6: at the end stand two marks of eleven zeros and a one,
/// a white row under a white row is one bit, and no code has over ten zeros.
bool is_cut(std::string_view fax, const PixPtr& pix) {
  constexpr std::size_t kMinHoleBytes = 4;  // more zeros than any code has
  constexpr std::size_t kEndMarkBytes = 8;
  while (!fax.empty() && fax.back() == '\0') fax.remove_suffix(1);
  if (fax.size() < kEndMarkBytes) return true;
  const std::string hole(kMinHoleBytes, '\0');
  if (fax.substr(0, fax.size() - kEndMarkBytes).find(hole) != std::string_view::npos) return true;
  std::int32_t ones = 0, zeros = 0;
  const auto bit = [fax](std::size_t i) {
    const std::uint32_t byte = static_cast<unsigned char>(fax[fax.size() - 1 - i / 8]);
    return (byte >> (i % 8)) & 1U;
  };
  std::size_t at = 0;
  while (bit(at) == 0) ++at;  // what fills the last byte
  for (std::size_t i = at + 1; i < at + 12; ++i) zeros += bit(i) == 0 ? 1 : 0;
  if (zeros == 11) return false;  // the mark of the end
  while (at < 8 * fax.size() && bit(at) == 1) ++at, ++ones;
  constexpr std::int32_t kToleratedExcessRows = 32;  // rows that the height counts too many
  const std::int32_t white = white_rows(pix);
  return white > kToleratedExcessRows && 2 * ones < white;
}

/// Grey and palettes of any depth, RGB of 8 and 16 bits.
bool is_known(const SampleLayout& layout, const PdfColours& colours) {
  const int depth = layout.depth;
  if (colours.samples == 3) return depth == 8 || depth == 16;
  if (!colours.palette.empty() && depth == 16) return false;
  return colours.samples == 1 &&
         (depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16);
}

DecodedImage unpack(QPDFObjectHandle image, const SampleLayout& layout, const PdfColours& colours,
                    bool white_is_0) {
  const std::size_t size = layout.row(colours.samples) * static_cast<std::size_t>(layout.height);
  BoundedPipeline bounded(size);
  bool known_filters = false;  // data that end in the middle of a row are no success, but data
  (void)image.pipeStreamData(&bounded, &known_filters, 0, qpdf_dl_specialized, true, false);
  if (!known_filters || bounded.bytes.empty()) return {};
  const bool truncated = !bounded.full();
  bounded.bytes.resize(size, white_is_0 ? '\0' : '\xFF');
  return {from_samples(bounded.bytes, layout, colours), truncated};
}

}  // namespace

std::int64_t read_integer(QPDFObjectHandle object, std::int64_t otherwise) {
  return object.isInteger() ? object.getIntValue() : otherwise;
}

DecodedImage decode_pdf_image(QPDFObjectHandle image, std::int32_t width, std::int32_t height,
                              const DecodeLimits& limits, std::string_view what) {
  QPDFObjectHandle dict = image.getDict();
  if (dict.getKey("/SMask").isStream() || dict.hasKey("/Mask")) return {};
  const StreamFilter filter = only_filter(dict);
  const PdfColours colours = colours_of(dict);
  const SampleLayout layout{width, height,
                            static_cast<int>(read_integer(dict.getKey("/BitsPerComponent"), 1))};
  const int inverts =
      inverting(dict.getKey("/Decode"), colours.palette.empty() ? colours.samples : 0);
  if (inverts < 0) return {};
  const auto raw = [&image] {
    const std::shared_ptr<Buffer> buffer = image.getRawStreamData();
    return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  };
  DecodedImage out;
  if (filter.name == "/DCTDecode" && colours.samples != 0 && colours.palette.empty()) {
    out = decode_image(raw(), SourceFormat::kJpeg, limits, what);
  } else if (filter.name == "/JPXDecode" && (colours.samples != 0 || !dict.hasKey("/ColorSpace")) &&
             colours.palette.empty()) {
    out = decode_image(raw(), SourceFormat::kJp2, limits, what);
  } else if (filter.name == "/CCITTFaxDecode" && colours.samples == 1 && colours.palette.empty() &&
             fits_tiff(filter.parameters, width)) {
    const std::string fax = raw();
    const std::string tiff = wrap_ccitt(fax, static_cast<std::uint32_t>(width),
                                        static_cast<std::uint32_t>(height), filter.parameters);
    PageImage page = TiffFile(tiff, limits, what).load_page(0, what);
    const bool is_damaged = is_group_4(filter.parameters) && is_cut(fax, page.pix);
    out = {std::move(page.pix), page.is_truncated || is_damaged};
  } else if (is_known(layout, colours)) {
    out = unpack(image, layout, colours, inverts == 1);
  }
  if (out.pix && inverts == 1) pixInvert(out.pix.get(), out.pix.get());
  return out;
}

std::string wrap_image_in_pdf(QPDFObjectHandle image, std::int32_t width, std::int32_t height) {
  // A hair smaller than its pixels: Poppler would stretch what ends on a border over the next
  // pixel.
  const auto inside = [](std::int32_t side) { return std::to_string(side - 1) + ".99"; };
  QPDF pdf;
  pdf.emptyPDF();
  QPDFObjectHandle page =
      QPDFObjectHandle::parse("<< /Type /Page /Resources << /XObject << >> >> >>");
  page.getKey("/Resources").getKey("/XObject").replaceKey("/I", pdf.copyForeignObject(image));
  page.replaceKey("/MediaBox", QPDFObjectHandle::parse("[0 0 " + std::to_string(width) + " " +
                                                       std::to_string(height) + "]"));
  page.replaceKey("/Contents", pdf.newStream("q " + inside(width) + " 0 0 " + inside(height) +
                                             " .005 .005 cm /I Do Q"));
  pdf.addPage(pdf.makeIndirectObject(page), false);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string wrap_jp2_in_pdf(std::string_view bytes, const DecodeLimits& limits,
                            std::string_view what) {
  const std::optional<Jpeg2000Size> size = read_jpeg_2000_size(bytes);
  if (!size) {
    throw Error(Cause::kDamaged, std::string(what) + ": the picture has no readable header");
  }
  check_size(size->width, size->height, limits, what);
  QPDF pdf;
  pdf.emptyPDF();
  QPDFObjectHandle image = pdf.newStream(std::string(bytes));
  QPDFObjectHandle dict = image.getDict();
  dict.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  dict.replaceKey("/Subtype", QPDFObjectHandle::newName("/Image"));
  dict.replaceKey("/Filter", QPDFObjectHandle::newName("/JPXDecode"));
  dict.replaceKey("/Width", QPDFObjectHandle::newInteger(size->width));
  dict.replaceKey("/Height", QPDFObjectHandle::newInteger(size->height));
  return wrap_image_in_pdf(image, size->width, size->height);
}

}  // namespace codau::image
