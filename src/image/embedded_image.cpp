#include "image/embedded_image.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <utility>
#include <vector>

#include "core/error.h"
#include "image/decode.h"

namespace codau::image {
namespace {

/// An image fills the page when each of its edges lies this close to the page box, in parts of the
/// side.
constexpr double kEdgeTolerance = 0.02;
/// Other images up to this part of the page are seals and logos laid over a scan, not parts of it.
constexpr double kOverlayArea = 0.15;
/// Bytes of visible text over a scan that are still an e-signature's overlay (measured: 80 to 200).
constexpr std::size_t kOverlayText = 400;
constexpr int kMaxFormDepth = 5;

struct Drawn {
  QPDFObjectHandle image;
  QPDFMatrix matrix;
};

/// Walks a content stream for the images it draws and the visible text it shows after the last of
/// them.
class Walker final : public QPDFObjectHandle::ParserCallbacks {
 public:
  Walker(QPDFObjectHandle resources, const QPDFMatrix& matrix, int depth)
      : resources_(std::move(resources)), depth_(depth) {
    state_.matrix = matrix;
  }

  void handleObject(QPDFObjectHandle object) override {
    if (object.isInlineImage()) {
      inline_image = true;
    } else if (!object.isOperator()) {
      if (operands_.size() < 64) operands_.push_back(object);
    } else {
      apply(object.getOperatorValue());
      operands_.clear();
    }
  }
  void handleEOF() override {}

  std::vector<Drawn> images;
  std::size_t visible_text = 0;  ///< bytes shown since the last image as large as a page
  bool inline_image = false;

 private:
  struct State {
    QPDFMatrix matrix;
    bool invisible = false;
  };

  void apply(const std::string& op) {
    if (op == "q") {
      if (saved_.size() < 256) saved_.push_back(state_);
    } else if (op == "Q") {
      if (!saved_.empty()) {
        state_ = saved_.back();
        saved_.pop_back();
      }
    } else if (op == "cm" && operands_.size() >= 6) {
      double v[6] = {};
      for (std::size_t i = 0; i < 6; ++i) {
        if (operands_[i].isNumber()) v[i] = operands_[i].getNumericValue();
      }
      state_.matrix.concat(QPDFMatrix(v[0], v[1], v[2], v[3], v[4], v[5]));
    } else if (op == "Tr" && !operands_.empty() && operands_[0].isInteger()) {
      state_.invisible = operands_[0].getIntValue() == 3;
    } else if (op == "Tj" || op == "TJ" || op == "'" || op == "\"") {
      if (!state_.invisible) {
        for (QPDFObjectHandle& operand : operands_) visible_text += text_size(operand);
      }
    } else if (op == "Do" && !operands_.empty() && operands_[0].isName()) {
      draw(operands_[0].getName());
    }
  }

  static std::size_t text_size(QPDFObjectHandle& operand) {
    if (operand.isString()) return operand.getStringValue().size();
    std::size_t size = 0;
    if (operand.isArray()) {
      for (QPDFObjectHandle& item : operand.getArrayAsVector()) {
        if (item.isString()) size += item.getStringValue().size();
      }
    }
    return size;
  }

  void draw(const std::string& name) {
    if (!resources_.isDictionary()) return;
    QPDFObjectHandle objects = resources_.getKey("/XObject");
    QPDFObjectHandle object = objects.isDictionary() ? objects.getKey(name) : objects;
    if (!object.isStream()) return;
    QPDFObjectHandle dict = object.getDict();
    if (object.isImage(false)) {
      const double area =
          std::abs(state_.matrix.a * state_.matrix.d - state_.matrix.b * state_.matrix.c);
      if (!images.empty() && area < kOverlayArea * largest_) {
        overlays = true;
      } else {
        images.push_back({object, state_.matrix});
        visible_text = 0;  // what was shown before lies under this image
      }
      largest_ = std::max(largest_, area);
    } else if (object.isFormXObject() && depth_ < kMaxFormDepth) {
      QPDFMatrix matrix = state_.matrix;
      if (dict.getKey("/Matrix").isMatrix()) {
        matrix.concat(QPDFMatrix(dict.getKey("/Matrix").getArrayAsMatrix()));
      }
      QPDFObjectHandle own = dict.getKey("/Resources");
      Walker inner(own.isDictionary() ? own : resources_, matrix, depth_ + 1);
      object.parseAsContents(&inner);
      inline_image = inline_image || inner.inline_image;
      if (!inner.images.empty()) visible_text = 0;
      visible_text += inner.visible_text;
      images.insert(images.end(), inner.images.begin(), inner.images.end());
      largest_ = std::max(largest_, inner.largest_);
    }
  }

  QPDFObjectHandle resources_;
  int depth_;
  double largest_ = 0;
  State state_;
  std::vector<State> saved_;
  std::vector<QPDFObjectHandle> operands_;

 public:
  bool overlays = false;
};

/// How the unit square of an image lies on the page: the clockwise turn that shows it upright.
std::optional<int> turn_of(const QPDFMatrix& m) {
  const double scale = std::abs(m.a) + std::abs(m.b) + std::abs(m.c) + std::abs(m.d);
  const auto none = [scale](double x) { return std::abs(x) < 0.005 * scale; };
  if (none(m.b) && none(m.c)) {
    if (m.a > 0 && m.d > 0) return 0;
    if (m.a < 0 && m.d < 0) return 180;
  } else if (none(m.a) && none(m.d)) {
    if (m.b < 0 && m.c > 0) return 90;
    if (m.b > 0 && m.c < 0) return 270;
  }
  return std::nullopt;  // mirrored or slanted
}

bool fills(const QPDFMatrix& m, const QPDFObjectHandle::Rectangle& page) {
  const double left = m.e + std::min({0.0, m.a, m.c}), right = m.e + std::max({0.0, m.a, m.c});
  const double bottom = m.f + std::min({0.0, m.b, m.d}), top = m.f + std::max({0.0, m.b, m.d});
  const double dx = kEdgeTolerance * (page.urx - page.llx),
               dy = kEdgeTolerance * (page.ury - page.lly);
  return std::abs(left - page.llx) < dx && std::abs(right - page.urx) < dx &&
         std::abs(bottom - page.lly) < dy && std::abs(top - page.ury) < dy;
}

/// Keeps at most `limit` bytes: a stream that unpacks to more than its image needs is cut, not
/// stored.
class Bounded final : public Pipeline {
 public:
  explicit Bounded(std::size_t limit) : Pipeline("bounded", nullptr), limit_(limit) {}
  void write(unsigned char const* data, std::size_t size) override {
    size = std::min(size, limit_ - bytes.size());
    bytes.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}
  std::string bytes;

 private:
  std::size_t limit_;
};

std::int64_t integer(QPDFObjectHandle object, std::int64_t otherwise) {
  return object.isInteger() ? object.getIntValue() : otherwise;
}

/// The only filter of a stream and its parameters; an empty name for none or several.
struct Filter {
  std::string name;
  QPDFObjectHandle parameters = QPDFObjectHandle::newNull();
};
Filter only_filter(QPDFObjectHandle dict) {
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

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

/// A TIFF around CCITT data as it is stored: libtiff has the decoder, PDF and TIFF share the
/// coding.
std::string wrap_ccitt(std::string_view data, std::uint32_t width, std::uint32_t height,
                       QPDFObjectHandle parameters) {
  const bool known = parameters.isDictionary();
  const std::int64_t k = known ? integer(parameters.getKey("/K"), 0) : 0;
  const bool black_is_1 = known && parameters.getKey("/BlackIs1").isBool() &&
                          parameters.getKey("/BlackIs1").getBoolValue();
  const std::uint32_t entries = 9;
  const std::uint32_t offset = 8 + 2 + entries * 12 + 4;
  std::string out = "II*";
  out.push_back('\0');
  put(out, 8, 4);
  put(out, entries, 2);
  const auto entry = [&out](std::uint32_t tag, std::uint32_t value) {
    put(out, tag, 2);
    put(out, 4, 2);  // LONG
    put(out, 1, 4);
    put(out, value, 4);
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
  put(out, 0, 4);
  out.append(data);
  return out;
}

struct Colours {
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
    const std::int64_t n = integer(space.getArrayItem(1).getDict().getKey("/N"), 0);
    return n == 1 || n == 3 ? static_cast<int>(n) : 0;
  }
  return 0;
}

Colours colours_of(QPDFObjectHandle dict) {
  if (dict.getKey("/ImageMask").isBool() && dict.getKey("/ImageMask").getBoolValue())
    return {1, {}};
  QPDFObjectHandle space = dict.getKey("/ColorSpace");
  if (space.isArray() && space.getArrayNItems() == 4 &&
      space.getArrayItem(0).isNameAndEquals("/Indexed")) {
    if (samples_of(space.getArrayItem(1)) != 3) return {};
    QPDFObjectHandle table = space.getArrayItem(3);
    if (table.isString()) return {1, table.getStringValue()};
    if (!table.isStream()) return {};
    Bounded bounded(768);
    if (!table.pipeStreamData(&bounded, 0, qpdf_dl_generalized, true)) return {};
    return {1, bounded.bytes};
  }
  return {samples_of(space), {}};
}

/// Rows of samples as PDF stores them (each row on a byte border) → Pix.
PixPtr from_samples(const std::string& bytes, std::int32_t width, std::int32_t height, int depth,
                    const Colours& colours) {
  const int bits = depth * colours.samples;
  const std::size_t row =
      (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits) + 7) / 8;
  PixPtr pix(pixCreate(width, height, colours.samples == 3 ? 32 : depth));
  if (!pix) return nullptr;
  const l_int32 words = pixGetWpl(pix.get());
  for (std::int32_t y = 0; y < height && (static_cast<std::size_t>(y) + 1) * row <= bytes.size();
       ++y) {
    const auto* in =
        reinterpret_cast<const unsigned char*>(bytes.data()) + static_cast<std::size_t>(y) * row;
    l_uint32* out = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * words;
    if (colours.samples == 3) {
      for (std::int32_t x = 0; x < width; ++x, in += 3)
        composeRGBPixel(in[0], in[1], in[2], out + x);
    } else {
      for (std::size_t i = 0; i < row; ++i) SET_DATA_BYTE(out, i, in[i]);
    }
  }
  if (!colours.palette.empty()) {
    PIXCMAP* map = pixcmapCreate(depth);
    for (std::size_t i = 0;
         i + 2 < colours.palette.size() && i / 3 < (1U << static_cast<unsigned>(depth)); i += 3) {
      pixcmapAddColor(map, static_cast<unsigned char>(colours.palette[i]),
                      static_cast<unsigned char>(colours.palette[i + 1]),
                      static_cast<unsigned char>(colours.palette[i + 2]));
    }
    pixSetColormap(pix.get(), map);
  } else if (depth == 1) {
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

PixPtr decode_image(QPDFObjectHandle image, std::int32_t width, std::int32_t height,
                    const Limits& limits, bool& truncated) {
  QPDFObjectHandle dict = image.getDict();
  if (dict.getKey("/SMask").isStream() || dict.hasKey("/Mask")) return nullptr;
  const Filter filter = only_filter(dict);
  const Colours colours = colours_of(dict);
  const auto depth = static_cast<int>(integer(dict.getKey("/BitsPerComponent"), 1));
  const int inverts =
      inverting(dict.getKey("/Decode"), colours.palette.empty() ? colours.samples : 0);
  if (inverts < 0) return nullptr;
  PixPtr pix;
  const auto raw = [&image] {
    const std::shared_ptr<Buffer> buffer = image.getRawStreamData();
    return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  };
  if (filter.name == "/DCTDecode" && colours.samples != 0) {
    PageImage decoded = decode(raw(), Format::kJpeg, 0, limits, "page image");
    truncated = decoded.truncated;
    pix = std::move(decoded.pix);
  } else if (filter.name == "/JPXDecode") {
    pix = std::move(decode(raw(), Format::kJp2, 0, limits, "page image").pix);
  } else if (filter.name == "/CCITTFaxDecode" && colours.samples == 1 && colours.palette.empty()) {
    const std::string tiff = wrap_ccitt(raw(), static_cast<std::uint32_t>(width),
                                        static_cast<std::uint32_t>(height), filter.parameters);
    pix = std::move(decode(tiff, Format::kTiff, 0, limits, "page image").pix);
  } else if (colours.samples != 0 && ((depth == 1 && colours.samples == 1) || depth == 8)) {
    const std::size_t row =
        (static_cast<std::size_t>(width) * static_cast<std::size_t>(depth * colours.samples) + 7) /
        8;
    Bounded bounded(row * static_cast<std::size_t>(height));
    if (!image.pipeStreamData(&bounded, 0, qpdf_dl_specialized, true)) return nullptr;
    truncated = bounded.bytes.size() < row * static_cast<std::size_t>(height);
    pix = from_samples(bounded.bytes, width, height, depth, colours);
  }
  if (pix && inverts == 1) pixInvert(pix.get(), pix.get());
  return pix;
}

}  // namespace

struct PdfObjects::Impl {
  QPDF pdf;
  bool usable = false;

  struct Found {
    PageMakeUp make_up;
    QPDFObjectHandle image;
    int turn = 0;
    std::int32_t stored_width = 0, stored_height = 0;
  };

  Found find(std::uint32_t index) {
    const std::vector<QPDFObjectHandle>& pages = pdf.getAllPages();
    if (index >= pages.size()) return {};
    QPDFPageObjectHelper page(pages[index]);
    QPDFObjectHandle box = page.getCropBox();
    if (!box.isRectangle()) return {};
    const QPDFObjectHandle::Rectangle rectangle = box.getArrayAsRectangle();
    Walker walker(page.getAttribute("/Resources", false), QPDFMatrix(), 0);
    page.parseContents(&walker);
    if (walker.images.size() != 1 || walker.inline_image || walker.visible_text > kOverlayText)
      return {};
    const Drawn& drawn = walker.images[0];
    const std::optional<int> turn = turn_of(drawn.matrix);
    if (!turn || !fills(drawn.matrix, rectangle)) return {};
    return measure(drawn, page, rectangle, *turn);
  }

  static Found measure(const Drawn& drawn, QPDFPageObjectHelper& page,
                       const QPDFObjectHandle::Rectangle& box, int turn) {
    Found found;
    found.image = drawn.image;
    QPDFObjectHandle dict = found.image.getDict();
    const std::int64_t width = integer(dict.getKey("/Width"), 0),
                       height = integer(dict.getKey("/Height"), 0);
    found.stored_width = static_cast<std::int32_t>(std::clamp<std::int64_t>(width, 0, 1 << 30));
    found.stored_height = static_cast<std::int32_t>(std::clamp<std::int64_t>(height, 0, 1 << 30));
    const std::int64_t rotate = integer(page.getAttribute("/Rotate", false), 0) % 360;
    found.turn = static_cast<int>((turn + rotate + 360) % 360);
    const double inches = (turn % 180 == 0 ? box.urx - box.llx : box.ury - box.lly) / 72.0;
    found.make_up.one_image = true;
    found.make_up.width = found.turn % 180 == 0 ? found.stored_width : found.stored_height;
    found.make_up.height = found.turn % 180 == 0 ? found.stored_height : found.stored_width;
    const double dpi = inches > 0.01 ? found.stored_width / inches : 0.0;
    found.make_up.native_dpi =
        plausible_dpi(static_cast<std::int32_t>(std::clamp(dpi + 0.5, 0.0, 1e6)),
                      found.make_up.width, found.make_up.height);
    return found;
  }
};

PdfObjects::PdfObjects(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  impl_->pdf.setSuppressWarnings(true);
  impl_->pdf.setLogger(QPDFLogger::create());
  impl_->pdf.getLogger()->setError(impl_->pdf.getLogger()->discard());
  // qpdf answers in exceptions: here, at its door, they become "Poppler renders this page".
  try {
    impl_->pdf.processMemoryFile("scan", bytes.data(), bytes.size());
    impl_->usable = true;
  } catch (const std::exception&) {
    impl_->usable = false;
  }
}
PdfObjects::~PdfObjects() = default;
PdfObjects::PdfObjects(PdfObjects&&) noexcept = default;
PdfObjects& PdfObjects::operator=(PdfObjects&&) noexcept = default;

PageMakeUp PdfObjects::make_up(std::uint32_t index, const Limits& limits) const {
  if (!impl_->usable) return {};
  PageMakeUp out;
  try {
    out = impl_->find(index).make_up;
  } catch (const std::exception&) {
    return {};
  }
  if (out.one_image) check_size(out.width, out.height, limits, "page " + std::to_string(index + 1));
  return out;
}

std::optional<PageImage> PdfObjects::image(std::uint32_t index, const Limits& limits) const {
  if (!impl_->usable) return std::nullopt;
  const std::string what = "page " + std::to_string(index + 1);
  PixPtr pix;
  bool truncated = false;
  Impl::Found found;
  try {
    found = impl_->find(index);
    if (!found.make_up.one_image) return std::nullopt;
    check_size(found.stored_width, found.stored_height, limits, what);
    pix = decode_image(found.image, found.stored_width, found.stored_height, limits, truncated);
  } catch (const Error& error) {
    if (error.cause() == Cause::kTooLarge || error.cause() == Cause::kTooSmall) throw;
    return std::nullopt;  // Poppler's decoders may still read it
  } catch (const std::exception&) {
    return std::nullopt;
  }
  if (pix && found.turn != 0) pix.reset(pixRotateOrth(pix.get(), found.turn / 90));
  if (!pix) return std::nullopt;
  PageImage out = make_page_image(std::move(pix), found.make_up.native_dpi, what);
  out.truncated = truncated;
  return out;
}

}  // namespace codau::image
