#include "source/pdf_objects.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <functional>
#include <new>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Discard.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAnnotationObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "raster/pixels.h"
#include "source/image_decoder.h"
#include "source/pdf_content.h"
#include "source/pdf_image.h"

namespace codau::image {

/// How a picture as stored comes to lie upright: mirrored first, then turned clockwise.
struct PicturePose {
  bool mirrored = false;
  int turn = 0;
};

/// Inches from the upper left corner of the page as it is shown.
struct PageRectangle {
  double left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
  [[nodiscard]] double size() const { return std::max(0.0, width()) * std::max(0.0, height()); }
  [[nodiscard]] double intersection_with(const PageRectangle& other) const {
    return PageRectangle{std::max(left, other.left), std::max(top, other.top),
                         std::min(right, other.right), std::min(bottom, other.bottom)}
        .size();
  }
};

/// One picture of a page on the raster of the page as it is shown.
struct PlacedPicture {
  QPDFObjectHandle image;
  std::int32_t stored_width = 0, stored_height = 0;
  bool slanted = false, is_stencil = false;
  PicturePose pose;
  double x_dpi = 0, y_dpi = 0;
  PageRectangle frame;
};

struct PageRaster {
  double x_dpi = 0, y_dpi = 0;
  double width = 0, height = 0;  ///< of the page, in inches as it is shown
};

namespace {

/// A picture fills the page when its edges lie this close to the page box, in parts of the side.
constexpr double kEdgeTolerance = 0.02;
/// Pictures over a larger one, up to this part of it, are seals and logos, not parts of the scan.
constexpr double kOverlayPart = 0.15;
/// Bytes of visible text over a scan that are still an e-signature's overlay (measured: 80 to 200).
constexpr std::size_t kOverlayText = 400;
/// Painted paths over a scan that are still a frame or a drawn signature, not letters as outlines.
constexpr std::size_t kOverlayShapes = 200;
/// From this part of the page on pictures are its ground, on which the above may lie.
constexpr double kGround = 0.8;
/// Smaller pictures, on a page with nothing else, are still a scan: of a card, of half a sheet.
constexpr double kLeastScan = 0.25;
constexpr std::size_t kFrameShapes = 20;
/// Stencils from this part of the page on are its print, in pieces as small as a line.
constexpr double kLeastStencils = 0.01;
/// How much the resolutions of the pictures of one page may differ: their boxes are rounded.
constexpr double kSameRaster = 0.03;
/// Rounding of positions moves the edges of neighbours apart or over another by so many pixels.
constexpr std::int32_t kSnap = 3;

std::optional<PicturePose> pose_of(const PdfMatrix& m) {
  const double scale = std::abs(m.a) + std::abs(m.b) + std::abs(m.c) + std::abs(m.d);
  const auto none = [scale](double x) { return std::abs(x) < 0.005 * scale; };
  if (none(m.b) && none(m.c) && !none(m.a) && !none(m.d)) {
    return PicturePose{m.a * m.d<0, m.d> 0 ? 0 : 180};
  }
  if (none(m.a) && none(m.d) && !none(m.b) && !none(m.c)) {
    return PicturePose{m.b * m.c > 0, m.c > 0 ? 90 : 270};
  }
  return std::nullopt;  // slanted
}

/// `turn`: how far the page is turned clockwise to be shown.
PageRectangle shown(const PdfRectangle& area, const PdfRectangle& page, int turn) {
  const double left = (area.left - page.left) / 72, right = (area.right - page.left) / 72,
               top = (page.top - area.top) / 72, bottom = (page.top - area.bottom) / 72;
  const double w = page.width() / 72, h = page.height() / 72;
  switch (turn) {
    case 90:
      return {h - bottom, left, h - top, right};
    case 180:
      return {w - right, h - bottom, w - left, h - top};
    case 270:
      return {top, w - right, bottom, w - left};
    default:
      return {left, top, right, bottom};
  }
}

bool is_without_bytes(QPDFObjectHandle stream) {
  return read_integer(stream.getDict().getKey("/Length"), 0) == 0 &&
         stream.getRawStreamData()->getSize() == 0;
}

std::int32_t rounded(double value) {
  return static_cast<std::int32_t>(std::lround(std::clamp(value, -1e9, 1e9)));
}

bool is_near(double a, double b) { return std::abs(a - b) <= kSameRaster * std::max(a, b); }

/// The corner at which a picture of that size is put: on the edge of a neighbour where one is
/// close.
struct PicturePosition {
  std::int32_t x = 0, y = 0, width = 0, height = 0;
};
PicturePosition snapped(PicturePosition spot, const std::vector<PicturePosition>& placed) {
  bool x_done = false, y_done = false;
  for (const PicturePosition& other : placed) {
    const auto snap = [](std::int32_t& at, std::int32_t edge, bool& done) {
      if (!done && std::abs(at - edge) <= kSnap) {
        at = edge;
        done = true;
      }
    };
    const bool beside = spot.y < other.y + other.height && other.y < spot.y + spot.height;
    const bool above = spot.x < other.x + other.width && other.x < spot.x + spot.width;
    if (above) {
      snap(spot.y, other.y + other.height, y_done);
      snap(spot.y, other.y - spot.height, y_done);
      snap(spot.x, other.x, x_done);
    }
    if (beside) {
      snap(spot.x, other.x + other.width, x_done);
      snap(spot.x, other.x - spot.width, x_done);
      snap(spot.y, other.y, y_done);
    }
  }
  return spot;
}

/// In one depth, so that they can be put beside another.
void make_alike(std::vector<PixPtr>& parts) {
  const auto plain = [](const PixPtr& pix, l_int32 depth) {
    return pixGetDepth(pix.get()) == depth && pixGetColormap(pix.get()) == nullptr;
  };
  const auto all = [&](l_int32 depth) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](const PixPtr& pix) { return plain(pix, depth); });
  };
  if (all(1) || all(8)) return;
  const bool grey = std::all_of(parts.begin(), parts.end(),
                                [&](const PixPtr& pix) { return plain(pix, 1) || plain(pix, 8); });
  for (PixPtr& pix : parts) {
    if (pixGetColormap(pix.get()) != nullptr) {
      pix = own(pixRemoveColormap(pix.get(), REMOVE_CMAP_TO_FULL_COLOR));
    } else {
      pix = own(grey ? pixConvertTo8(pix.get(), 0) : pixConvertTo32(pix.get()));
    }
  }
}

}  // namespace

constexpr std::uint32_t kMostNames = 8;  // of attached files, in a message
/// Pictures of a page that are decoded one by one to find damage, the largest first. A scan has one
/// to some dozens; one with a thousand stencils would take seconds.
constexpr std::size_t kMostExamined = 64;

struct PdfObjects::Impl {
  QPDF pdf;
  bool usable = false;
  bool locked = false;
  bool inherited = false;  // every page has what it takes from the nodes above it

  void inherit() {
    if (!inherited) pdf.pushInheritedAttributesToPage();
    inherited = true;
  }

  struct PageAnalysis {
    PdfPageComposition make_up;
    PageRaster raster;
    std::vector<PlacedPicture> parts;  ///< of a scan
  };

  const PageAnalysis& find(std::uint32_t index) {
    if (!last || last_index != index) {
      last.reset();
      last = find_anew(index);
      last_index = index;
    }
    return *last;
  }

  PageAnalysis find_anew(std::uint32_t index) {
    const std::vector<QPDFObjectHandle>& pages = pdf.getAllPages();
    if (index >= pages.size()) return {};
    QPDFPageObjectHelper page(pages[index]);
    return find_in(page, analyse_pdf_content(page));
  }

  PageAnalysis find_in(QPDFPageObjectHelper& page, const PdfContent& content) {
    PageAnalysis found;
    const std::optional<PdfRectangle> box = box_of(page);
    if (!box) return found;
    const std::int64_t rotate = read_integer(page.getAttribute("/Rotate", false), 0) % 360;
    const int turn = static_cast<int>((rotate + 360) % 360) / 90 * 90;
    QPDFObjectHandle notes = page.getAttribute("/Annots", false);  // signatures show text in them
    found.make_up.may_have_text =
        content.text_bytes > 0 || (notes.isArray() && notes.getArrayNItems() > 0);
    found.raster.width = (turn % 180 == 0 ? box->width() : box->height()) / 72;
    found.raster.height = (turn % 180 == 0 ? box->height() : box->width()) / 72;
    found.make_up.lacks_data = content.lacks_object;
    double area = 0;
    for (const PdfDrawnImage& drawn : content.images) {
      const PdfRectangle on_page = drawn.matrix.map_unit_square().intersection_with(*box);
      area += on_page.area();
      if (on_page.area() <= 0) continue;  // beside the page
      std::optional<PlacedPicture> placed = place(drawn, *box, turn);
      if (!placed) continue;
      found.make_up.lacks_data = found.make_up.lacks_data || is_without_bytes(placed->image);
      found.parts.push_back(std::move(*placed));
    }
    found.make_up.picture_share = std::min(1.0, area / box->area());
    found.make_up.is_scan = is_scan(content, found.make_up.picture_share);
    if (found.make_up.is_scan) judge(found, content.has_inline_image);
    return found;
  }

  /// Is all that could be read in the pictures? A page whose text is there and not seen is one too,
  /// whatever draws what is seen.
  static bool is_scan(const PdfContent& content, double pictures) {
    if (content.visible_text_bytes <= kOverlayText &&
        2 * content.visible_text_bytes < content.text_bytes)
      return true;
    if (pictures >= kGround) {
      return content.visible_text_bytes <= kOverlayText &&
             content.painted_paths_over_images <= kOverlayShapes;
    }
    return pictures >= kLeastScan && content.visible_text_bytes == 0 &&
           content.painted_paths <= kFrameShapes;
  }

  static std::optional<PdfRectangle> box_of(QPDFPageObjectHelper& page) {
    const auto area_of = [](QPDFObjectHandle box) -> std::optional<PdfRectangle> {
      if (!box.isRectangle()) return std::nullopt;
      const QPDFObjectHandle::Rectangle r = box.getArrayAsRectangle();
      return PdfRectangle{r.llx, r.lly, r.urx, r.ury};
    };
    const std::optional<PdfRectangle> media = area_of(page.getMediaBox()),
                                      crop = area_of(page.getCropBox());
    if (!media) return std::nullopt;
    const PdfRectangle box = crop ? crop->intersection_with(*media) : *media;
    if (!(box.width() > 1) || !(box.height() > 1)) return std::nullopt;
    return box;
  }

  /// Nothing for a picture without size.
  std::optional<PlacedPicture> place(const PdfDrawnImage& drawn, const PdfRectangle& page,
                                     int page_turn) {
    PlacedPicture out;
    out.image = pdf.getObject(drawn.object, drawn.generation);
    QPDFObjectHandle dict = out.image.getDict();
    const auto side = [&dict](const char* key) {
      return static_cast<std::int32_t>(
          std::clamp<std::int64_t>(read_integer(dict.getKey(key), 0), 0, 1 << 30));
    };
    out.stored_width = side("/Width");
    out.stored_height = side("/Height");
    const PdfMatrix& m = drawn.matrix;
    const double across = std::hypot(m.a, m.b) / 72, down = std::hypot(m.c, m.d) / 72;
    if (out.stored_width == 0 || out.stored_height == 0 || !(across > 0) || !(down > 0)) {
      return std::nullopt;
    }
    const std::optional<PicturePose> pose = pose_of(m);
    out.slanted = !pose;
    out.is_stencil = drawn.is_stencil;
    out.pose = {pose && pose->mirrored, ((pose ? pose->turn : 0) + page_turn) % 360};
    out.frame = shown(m.map_unit_square(), page, page_turn);
    out.x_dpi = out.stored_width / across;
    out.y_dpi = out.stored_height / down;
    if (out.pose.turn % 180 != 0) std::swap(out.x_dpi, out.y_dpi);
    return out;
  }

  /// How the parts of a scan make it, once seals and logos over a larger one are taken away.
  static void judge(PageAnalysis& found, bool inline_image) {
    find_resolution(found);
    std::vector<PlacedPicture> parts;
    bool apart = !inline_image;
    double over = 0;  // square inches
    for (PlacedPicture& part : found.parts) {
      const auto under = [&](const PlacedPicture& other) {
        return part.frame.size() < kOverlayPart * other.frame.size() &&
               part.frame.intersection_with(other.frame) > 0.5 * part.frame.size();
      };
      if (std::any_of(parts.begin(), parts.end(), under)) {
        over += part.frame.size();
        apart = apart && !part.is_stencil;
        continue;
      }
      apart = apart && std::none_of(parts.begin(), parts.end(), [&](const PlacedPicture& other) {
                return part.frame.intersection_with(other.frame) >
                       0.05 * std::min(part.frame.size(), other.frame.size());
              });
      parts.push_back(std::move(part));
    }
    found.parts = std::move(parts);
    if (found.parts.empty()) return;
    const PlacedPicture& first = found.parts.front();
    const auto like_first = [&first](const PlacedPicture& part) {
      return !part.slanted && is_near(part.x_dpi, first.x_dpi) && is_near(part.y_dpi, first.y_dpi);
    };
    const bool alike = std::all_of(found.parts.begin(), found.parts.end(), like_first);
    found.make_up.has_single_raster =
        alike && apart && over <= kOverlayPart * size_of(found.raster);
    if (found.make_up.has_single_raster) measure(found);
  }

  static double size_of(const PageRaster& page) { return page.width * page.height; }

  /// Of the finest pictures that together take enough of the page to be print, not a seal.
  static void find_resolution(PageAnalysis& found) {
    std::vector<const PlacedPicture*> parts;
    for (const PlacedPicture& part : found.parts) parts.push_back(&part);
    std::stable_sort(
        parts.begin(), parts.end(),
        [](const PlacedPicture* a, const PlacedPicture* b) { return a->x_dpi > b->x_dpi; });
    double size = 0, stencils = 0;
    for (const PlacedPicture* part : parts) {
      size += part->frame.size();
      stencils += part->is_stencil ? part->frame.size() : 0;
      if (size < kLeastScan * size_of(found.raster) &&
          stencils < kLeastStencils * size_of(found.raster)) {
        continue;
      }
      found.make_up.x_dpi = part->x_dpi;
      found.make_up.y_dpi = part->y_dpi;
      return;
    }
  }

  static bool fills(const PlacedPicture& part, const PageRaster& page) {
    const double dx = kEdgeTolerance * page.width, dy = kEdgeTolerance * page.height;
    return std::abs(part.frame.left) < dx && std::abs(part.frame.right - page.width) < dx &&
           std::abs(part.frame.top) < dy && std::abs(part.frame.bottom - page.height) < dy;
  }

  /// The raster of a scan: that of its one picture, else of the first, on which all are put.
  static void measure(PageAnalysis& found) {
    const PlacedPicture& first = found.parts.front();
    const bool sideways = first.pose.turn % 180 != 0;
    if (found.parts.size() == 1 && fills(first, found.raster)) {
      found.make_up.width = sideways ? first.stored_height : first.stored_width;
      found.make_up.height = sideways ? first.stored_width : first.stored_height;
      found.raster.x_dpi = found.make_up.width / found.raster.width;
      found.raster.y_dpi = found.make_up.height / found.raster.height;
    } else {
      found.raster.x_dpi = first.x_dpi;
      found.raster.y_dpi = first.y_dpi;
      found.make_up.width = rounded(found.raster.width * first.x_dpi);
      found.make_up.height = rounded(found.raster.height * first.y_dpi);
    }
    found.make_up.x_dpi = found.raster.x_dpi;
    found.make_up.y_dpi = found.raster.y_dpi;
  }

  /// As decode_pdf_image(); null if the data are damaged.
  static DecodedImage decoded(const PlacedPicture& part, const DecodeLimits& limits,
                              const std::string& what) {
    try {
      DecodedImage out =
          decode_pdf_image(part.image, part.stored_width, part.stored_height, limits, what);
      if (!out.is_truncated || !out.pix || !is_uniform(out.pix.get())) return out;
    } catch (const Error& error) {
      if (error.cause() != Cause::kDamaged) throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      return {};
    }
    return {};
  }

  /// Unpacks as far as qpdf knows its filters. JPEG 2000 is decoded by us, or damaged.
  static bool is_sound(const PlacedPicture& part, const DecodeLimits& limits,
                       const std::string& what) {
    QPDFObjectHandle image = part.image, filter = image.getDict().getKey("/Filter");
    if (filter.isNameAndEquals("/JPXDecode")) return false;
    if (filter.isNameAndEquals("/DCTDecode")) {
      const std::shared_ptr<Buffer> raw = image.getRawStreamData();
      return decode_image({reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize()},
                          SourceFormat::kJpeg, limits, what)
                 .pix != nullptr;
    }
    Pl_Discard nowhere;
    bool is_known = false;
    return image.pipeStreamData(&nowhere, &is_known, 0, qpdf_dl_all, true) || !is_known;
  }

  /// By the renderer, which leaves white or black what it cannot decode. A stencil or a mask may
  /// paint nothing, and be sound.
  static DecodedImage rendered(const PlacedPicture& part, const DecodeLimits& limits,
                               const PdfRenderer& render, const std::string& what) {
    QPDFObjectHandle image = part.image, dict = image.getDict();
    RenderedPdf drawn = render(wrap_image_in_pdf(image, part.stored_width, part.stored_height));
    const bool may_paint_nothing = part.is_stencil || dict.hasKey("/SMask") || dict.hasKey("/Mask");
    const bool is_lost = !drawn.is_painted && !may_paint_nothing;
    const bool is_empty = drawn.pix && is_uniform(drawn.pix.get());
    if (is_lost || (is_empty && (drawn.has_faults || !is_sound(part, limits, what)))) return {};
    return {std::move(drawn.pix), drawn.has_faults};
  }

  static DecodedImage pixels_of(const PlacedPicture& part, const DecodeLimits& limits,
                                const PdfRenderer& render, const std::string& what) {
    check_size(part.stored_width, part.stored_height, limits, what);
    if (is_without_bytes(part.image)) return {};
    DecodedImage out = decoded(part, limits, what);
    if (!out.pix) out = rendered(part, limits, render, what);
    if (out.pix && part.pose.mirrored) pixFlipLR(out.pix.get(), out.pix.get());
    if (out.pix && part.pose.turn != 0) {
      out.pix = own(pixRotateOrth(out.pix.get(), part.pose.turn / 90));
    }
    return out;
  }

  static DecodedImage assemble(const PageAnalysis& found, const DecodeLimits& limits,
                               const PdfRenderer& render, const std::string& what) {
    if (found.parts.size() == 1 && fills(found.parts.front(), found.raster)) {
      return pixels_of(found.parts.front(), limits, render, what);
    }
    DecodedImage out;
    std::vector<PixPtr> pixels;
    std::vector<PicturePosition> spots;
    for (const PlacedPicture& part : found.parts) {
      DecodedImage one = pixels_of(part, limits, render, what);
      out.is_truncated = out.is_truncated || one.is_truncated || !one.pix;
      if (!one.pix) continue;
      const PicturePosition spot{rounded(part.frame.left * found.raster.x_dpi),
                                 rounded(part.frame.top * found.raster.y_dpi),
                                 pixGetWidth(one.pix.get()), pixGetHeight(one.pix.get())};
      spots.push_back(snapped(spot, spots));
      pixels.push_back(std::move(one.pix));
    }
    if (pixels.empty()) return {};
    make_alike(pixels);
    out.pix = own(
        pixCreate(found.make_up.width, found.make_up.height, pixGetDepth(pixels.front().get())));
    pixSetBlackOrWhite(out.pix.get(), L_SET_WHITE);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      pixRasterop(out.pix.get(), spots[i].x, spots[i].y, spots[i].width, spots[i].height, PIX_SRC,
                  pixels[i].get(), 0, 0);
    }
    return out;
  }

  /// The instructions of a page cannot be unpacked, or are not there.
  static bool lacks_instructions(QPDFPageObjectHelper& page) {
    QPDFObjectHandle contents = page.getObjectHandle().getKey("/Contents");
    if (contents.isIndirect() && contents.isNull()) return true;
    for (QPDFObjectHandle& stream : page.getPageContents()) {
      Pl_Discard nowhere;
      bool is_known = false;
      if (!stream.pipeStreamData(&nowhere, &is_known, 0, qpdf_dl_generalized, true) || !is_known)
        return true;
    }
    return false;
  }

  static bool is_within(const PlacedPicture& part, const DecodeLimits& limits) {
    const auto [shorter, longer] = std::minmax(part.stored_width, part.stored_height);
    return shorter >= limits.min_side && longer < limits.max_side &&
           std::int64_t{shorter} * longer <= limits.max_pixels;
  }

  PdfDamage damage(std::uint32_t index, const DecodeLimits& limits, const PdfRenderer& render) {
    const std::vector<QPDFObjectHandle>& pages = pdf.getAllPages();
    if (index >= pages.size()) return PdfDamage::kPart;
    QPDFPageObjectHelper page(pages[index]);
    if (lacks_instructions(page)) return PdfDamage::kPart;
    PdfContent content = analyse_pdf_content(page);
    const bool is_lacking = content.lacks_object;
    if (content.has_inline_image) {
      page = page.shallowCopyPage();
      page.externalizeInlineImages(0);
      content = analyse_pdf_content(page);
    }
    PageAnalysis found = find_in(page, content);
    std::ranges::stable_sort(found.parts, std::ranges::greater(),
                             [](const PlacedPicture& part) { return part.frame.size(); });
    std::erase_if(found.parts, [&](const PlacedPicture& part) { return !is_within(part, limits); });
    if (found.parts.size() > kMostExamined) found.parts.resize(kMostExamined);
    std::size_t lost = 0;
    bool is_part = is_lacking;
    for (const PlacedPicture& part : found.parts) {
      const DecodedImage one = pixels_of(part, limits, render, "page " + std::to_string(index + 1));
      lost += one.pix ? 0U : 1U;
      is_part = is_part || !one.pix || one.is_truncated;
    }
    if (found.make_up.is_scan && lost > 0 && lost == found.parts.size()) return PdfDamage::kAll;
    return is_part ? PdfDamage::kPart : PdfDamage::kNone;
  }

 private:
  std::optional<PageAnalysis> last;
  std::uint32_t last_index = 0;
};

PdfObjects::PdfObjects(std::string_view bytes) : impl_(std::make_unique<Impl>()) {
  impl_->pdf.setSuppressWarnings(true);
  impl_->pdf.setLogger(QPDFLogger::create());
  impl_->pdf.getLogger()->setError(impl_->pdf.getLogger()->discard());
  // qpdf answers in exceptions: here, at its door, they become "Poppler renders this page".
  try {
    impl_->pdf.processMemoryFile("scan", bytes.data(), bytes.size());
    impl_->usable = true;
  } catch (const QPDFExc& problem) {
    impl_->locked = problem.getErrorCode() == qpdf_e_password;
  } catch (const std::exception&) {
    impl_->usable = false;
  }
}
PdfObjects::~PdfObjects() = default;
PdfObjects::PdfObjects(PdfObjects&&) noexcept = default;
PdfObjects& PdfObjects::operator=(PdfObjects&&) noexcept = default;

bool PdfObjects::is_locked() const noexcept { return impl_->locked; }

std::uint32_t PdfObjects::page_count() const {
  if (!impl_->usable) return 0;
  try {
    return static_cast<std::uint32_t>(impl_->pdf.getAllPages().size());
  } catch (const std::exception&) {
    return 0;
  }
}

std::optional<std::string> PdfObjects::extract_page(std::uint32_t index) const {
  if (!impl_->usable) return std::nullopt;
  try {
    impl_->inherit();
    QPDF one;
    one.emptyPDF();
    one.addPage(impl_->pdf.getAllPages().at(index), false);
    // which layers of a page are seen
    QPDFObjectHandle layers = impl_->pdf.getRoot().getKey("/OCProperties");
    if (layers.isDictionary()) {
      if (!layers.isIndirect()) layers = impl_->pdf.makeIndirectObject(layers);
      one.getRoot().replaceKey("/OCProperties", one.copyForeignObject(layers));
    }
    QPDFWriter writer(one);
    writer.setOutputMemory();
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setStaticID(true);
    writer.write();
    const std::unique_ptr<Buffer> bytes(writer.getBuffer());
    return std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

bool PdfObjects::has_no_pages() const {
  if (!impl_->usable) return false;
  try {
    QPDFObjectHandle kids = impl_->pdf.getRoot().getKey("/Pages").getKey("/Kids");
    return kids.isArray() && kids.getArrayNItems() == 0;
  } catch (const std::exception&) {
    return false;
  }
}

PdfAttachments PdfObjects::read_attachments() const {
  PdfAttachments out;
  if (!impl_->usable) return out;
  const auto add = [&out](QPDFFileSpecObjectHelper file) {
    const std::string name = file.getFilename();
    if (++out.count <= kMostNames) out.names += (out.count > 1 ? ", " : "") + name;
    if (out.count == kMostNames + 1) out.names += ", …";
  };
  try {
    out.is_portfolio = impl_->pdf.getRoot().hasKey("/Collection");
    QPDFEmbeddedFileDocumentHelper files(impl_->pdf);
    for (const auto& [name, file] : files.getEmbeddedFiles()) add(*file);
    for (const QPDFObjectHandle& page : impl_->pdf.getAllPages()) {
      for (QPDFAnnotationObjectHelper& note : QPDFPageObjectHelper(page).getAnnotations()) {
        QPDFObjectHandle file = note.getObjectHandle().getKey("/FS");
        if (note.getSubtype() == "/FileAttachment" && file.isDictionary()) add({file});
      }
    }
  } catch (const std::exception&) {
    return out;  // what was found until then
  }
  return out;
}

PdfDamage PdfObjects::assess_damage(std::uint32_t index, const DecodeLimits& limits,
                                    const PdfRenderer& render) const {
  if (!impl_->usable) return PdfDamage::kPart;
  try {
    return impl_->damage(index, limits, render);
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return PdfDamage::kPart;
  }
}

PdfPageComposition PdfObjects::analyse_page(std::uint32_t index, const DecodeLimits& limits) const {
  if (!impl_->usable) return {};
  PdfPageComposition out;
  try {
    out = impl_->find(index).make_up;
  } catch (const Error&) {
    throw;
  } catch (const std::exception&) {
    return {};
  }
  if (out.has_single_raster)
    check_size(out.width, out.height, limits, "page " + std::to_string(index + 1));
  return out;
}

std::optional<PageImage> PdfObjects::extract_image(std::uint32_t index, const DecodeLimits& limits,
                                                   const PdfRenderer& render) const {
  if (!impl_->usable) return std::nullopt;
  const std::string what = "page " + std::to_string(index + 1);
  DecodedImage found;
  PdfPageComposition made;
  try {
    made = impl_->find(index).make_up;
    if (!made.has_single_raster) return std::nullopt;
    check_size(made.width, made.height, limits, what);
    found = Impl::assemble(impl_->find(index), limits, render, what);
  } catch (const Error& error) {
    if (error.cause() != Cause::kDamaged) throw;
    return std::nullopt;  // Poppler's decoders may still read it
  } catch (const std::exception&) {
    return std::nullopt;
  }
  if (!found.pix) return std::nullopt;
  return make_page_image(std::move(found), {rounded(made.x_dpi), rounded(made.y_dpi)}, limits,
                         what);
}

}  // namespace codau::image
