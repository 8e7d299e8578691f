#include "source/source_file.h"

#include <allheaders.h>
#include <fcntl.h>
#include <iconv.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/error.h"
#include "raster/downscale.h"
#include "raster/pixels.h"
#include "source/file_kind.h"
#include "source/image_decoder.h"
#include "source/orientation.h"
#include "source/pdf_image.h"
#include "source/pdf_objects.h"
#include "source/tiff.h"

namespace codau::image {

/// A file mapped read-only. An own descriptor is closed, a lent one is not.
class FileMapping {
 public:
  FileMapping(int descriptor, bool own, const std::string& name)
      : descriptor_(descriptor), own_(own) {
    if (descriptor < 0) throw Error(cause_of_errno(errno), name + ": the file cannot be opened");
    struct stat status {};
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
      close_own();
      throw Error(Cause::kNoPermission, name + ": the file cannot be opened");
    }
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ == 0) {
      close_own();
      throw Error(Cause::kEmpty, name + ": the file has no bytes");
    }
    data_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    close_own();  // the mapping lives without it
    if (data_ == MAP_FAILED)
      throw Error(Cause::kNoPermission, name + ": the file cannot be mapped");
  }
  ~FileMapping() { munmap(data_, size_); }
  FileMapping(const FileMapping&) = delete;
  FileMapping& operator=(const FileMapping&) = delete;
  [[nodiscard]] std::string_view bytes() const noexcept {
    return {static_cast<const char*>(data_), size_};
  }

 private:
  void close_own() const {
    if (own_ && descriptor_ >= 0) close(descriptor_);
  }
  int descriptor_;
  bool own_;
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

namespace {

constexpr double kRenderDpi = 300;  ///< of pages that are not pictures alone
/// Pages of pictures are rendered as fine as these are, within bounds.
constexpr double kLeastDpi = 100, kMostDpi = 600;
/// A sheet larger than A1 is rendered coarser, so that a page box cannot ask for any amount of
/// memory.
constexpr double kMaxRenderPixels = 70e6;

/// Poppler complains to this process, not to one of its documents.
int complaints = 0;
/// Some encoders of JBIG2 end a segment with a byte too many.
void count_complaint(const std::string& message, void* /*closure*/) {
  complaints += message.find(": 1 extraneous byte ") == std::string::npos ? 1 : 0;
}

/// Poppler counts the bytes of a PDF in memory by an int.
constexpr std::size_t kMostOfPdf = std::numeric_limits<int>::max();

/// Precondition: at most kMostOfPdf bytes.
std::unique_ptr<poppler::document> open_pdf(std::string_view bytes, const std::string& name) {
  poppler::set_debug_error_function(count_complaint, nullptr);
  std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!pdf) throw Error(Cause::kDamaged, name + ": not a readable PDF");
  if (pdf->is_locked()) throw Error(Cause::kEncrypted, name + ": needs a password to be opened");
  return pdf;
}

PixPtr to_pix(const poppler::image& image) {
  if (!image.is_valid() || image.format() != poppler::image::format_argb32) return nullptr;
  PixPtr pix = own(pixCreate(image.width(), image.height(), 32));
  for (int y = 0; y < image.height(); ++y) {
    const auto* in = reinterpret_cast<const l_uint32*>(
        image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row());
    l_uint32* out = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    for (int x = 0; x < image.width(); ++x) out[x] = in[x] << 8U;  // ARGB → RGBA, alpha dropped
  }
  return pix;
}

constexpr poppler::argb kWhitePaper = 0xFFFFFFFF, kBlackPaper = 0xFF000000;

PixPtr draw(const poppler::page& page, double x_dpi, double y_dpi,
            poppler::argb paper = kWhitePaper) {
  poppler::page_renderer renderer;
  renderer.set_paper_color(paper);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  return to_pix(renderer.render_page(&page, x_dpi, y_dpi));
}

l_uint32 first_pixel(const PixPtr& pix) {
  l_uint32 out = 0;
  pixGetPixel(pix.get(), 0, 0, &out);
  return out;
}

/// A PDF that is one picture, a point a pixel. Nothing was painted if the paper is all that is
/// seen.
RenderedPdf draw_picture(std::string_view bytes) {
  poppler::set_debug_error_function(count_complaint, nullptr);
  const int before = complaints;
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  const std::unique_ptr<poppler::page> page(pdf ? pdf->create_page(0) : nullptr);
  PixPtr drawn = page ? draw(*page, 72, 72) : nullptr;
  if (!drawn) return {};
  RenderedPdf out{nullptr, true, complaints > before};
  if (is_uniform(drawn.get())) {
    const PixPtr on_black = draw(*page, 72, 72, kBlackPaper);
    out.is_painted = on_black && first_pixel(on_black) == first_pixel(drawn);
  }
  out.pix = reduce_depth(std::move(drawn));
  return out;
}

std::string to_utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return {bytes.begin(), bytes.end()};
}

/// How points of a PDF become pixels of the page's image.
struct RenderRaster {
  double x_dpi = kRenderDpi, y_dpi = kRenderDpi;
  std::int32_t width = 0, height = 0;
};

PageBox to_box(const poppler::rectf& r, const RenderRaster& raster) {
  const auto at = [](double points, double dpi, std::int32_t most) {
    return std::clamp(static_cast<std::int32_t>(std::lround(points / 72 * dpi)), 0, most);
  };
  return {at(r.left(), raster.x_dpi, raster.width), at(r.top(), raster.y_dpi, raster.height),
          at(r.right(), raster.x_dpi, raster.width), at(r.bottom(), raster.y_dpi, raster.height)};
}

/// A word goes on the line when it overlaps its height by half and lies to its right.
bool continues(const PageBox& line, const PageBox& word) {
  const std::int32_t height = std::min(height_of(line), height_of(word));
  return 2 * y_overlap(line, word) > height && word.left >= line.right - height;
}

/// The clockwise turn that makes a word upright: Poppler counts by how many it was turned.
std::int32_t turn_of(const poppler::text_box& word) {
  const std::int32_t turned = word.rotation() % 4;
  return (4 - turned) % 4 * 90;
}

void add_word(TextLayer& layer, const std::string& text, const PageBox& box, std::int32_t turn) {
  OcrPage& page = layer.page;
  const bool same_line = !page.lines.empty() && turn == 0 && layer.turns.back() == 0 &&
                         continues(page.lines.back().box, box);
  if (!page.text.empty()) page.text += same_line ? ' ' : '\n';
  const auto begin = static_cast<std::uint32_t>(page.text.size());
  page.text += text;
  page.words.push_back({{begin, static_cast<std::uint32_t>(page.text.size())}, box, 1.0});
  layer.turns.push_back(turn);
  const auto end = static_cast<std::uint32_t>(page.words.size());
  if (same_line) {
    page.lines.back().words.end = end;
    page.lines.back().box = united(page.lines.back().box, box);
  } else {
    page.lines.push_back({{end - 1, end}, box});
  }
}

/// Codes that stand for no sign: control, private use, "unknown". A font that has them for a letter
/// does not say which.
bool is_a_sign(poppler::ustring::value_type c) {
  return c > 0x20 && !(c >= 0x7F && c < 0xA0) && !(c >= 0xE000 && c < 0xF900) && c != 0xFFFD;
}

void add_letters(TextLayer& layer, const poppler::text_box& word, const RenderRaster& raster) {
  const poppler::ustring text = word.text();  // UTF-16: a sign beyond it has no box of its own
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_a_sign(text[i])) continue;
    const PageBox box = to_box(word.char_bbox(i), raster);
    if (box.left < box.right && box.top < box.bottom) layer.glyph_boxes.push_back(box);
  }
}

}  // namespace

SourceFormat detect_format(std::string_view bytes) noexcept {
  using namespace std::literals;
  if (detect_container_kind(bytes).cause != Cause::kNotSupported) return SourceFormat::kUnknown;
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return SourceFormat::kPdf;
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ||
      bytes.starts_with("II+\0"sv) || bytes.starts_with("MM\0+"sv)) {
    return SourceFormat::kTiff;
  }
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return SourceFormat::kPng;
  if (bytes.starts_with("\xFF\xD8\xFF")) return SourceFormat::kJpeg;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP")
    return SourceFormat::kWebp;
  if (bytes.starts_with("\0\0\0\x0CjP  \r\n\x87\n"sv) || bytes.starts_with("\xFF\x4F\xFF\x51")) {
    return SourceFormat::kJp2;
  }
  return SourceFormat::kUnknown;
}

void preload_code() {
  // Poppler converts its words by iconv, and the C library unloads what nobody holds open.
  static const iconv_t kHeld = ::iconv_open("UTF-8", "UTF-16");
  static_cast<void>(kHeld);
}

struct SourceFile::Impl {
  Impl(int descriptor, bool own, std::string input, const DecodeLimits& bounds)
      : name(std::move(input)), limits(bounds), file(descriptor, own, name) {
    format = detect_format(file.bytes().substr(0, 1024));
    if (format == SourceFormat::kUnknown) {
      const FileKind kind = detect_file_kind(file.bytes());
      throw Error(kind.cause, kind.cause == Cause::kNotSupported
                                  ? name + ": neither PDF, TIFF, PNG, JPEG, WebP nor JPEG 2000"
                                  : std::string(kind.name));
    }
    if (format == SourceFormat::kPdf) {
      if (file.bytes().size() <= kMostOfPdf) pdf = open_pdf(file.bytes(), name);
      objects.emplace(file.bytes());
      if (objects->is_locked() && !pdf) {
        throw Error(Cause::kEncrypted, name + ": needs a password to be opened");
      }
      pages = pdf ? static_cast<std::uint32_t>(std::max(pdf->pages(), 0)) : objects->page_count();
      check_pdf();
    } else if (format == SourceFormat::kTiff) {
      tiff.emplace(file.bytes(), limits, name);
      pages = tiff->page_count();
    }
    if (pages > limits.max_pages) {
      throw Error(Cause::kTooLarge, name + ": " + std::to_string(pages) + " pages");
    }
  }

  /// There are pages, and they are not the cover of what is attached.
  void check_pdf() {
    if (pages == 0) {
      throw objects->has_no_pages() ? Error(Cause::kNoPages, name + ": it has no page")
                                    : Error(Cause::kDamaged, name + ": the list of pages is lost");
    }
    PdfAttachments attached = objects->read_attachments();
    if (attached.count == 0) return;
    attachments = std::to_string(attached.count) + ": " + attached.names;
    if (attached.is_portfolio) throw Error(Cause::kPortfolio, attachments);
  }

  [[nodiscard]] std::string page_name(std::uint32_t number) const {
    return name + ", page " + std::to_string(number);
  }

  /// Page `number` of a PDF that is too large for Poppler, as a document; the last one ends here.
  [[nodiscard]] poppler::document& open_alone(std::uint32_t number) const {
    alone.reset();
    alone_bytes = objects->extract_page(number - 1).value_or(std::string());
    if (alone_bytes.size() > kMostOfPdf) {
      throw Error(Cause::kTooLarge, page_name(number) + ": a page over 2 GiB");
    }
    alone = open_pdf(alone_bytes, page_name(number));
    return *alone;
  }

  /// One page at a time.
  [[nodiscard]] std::unique_ptr<poppler::page> open_page(std::uint32_t number) const {
    std::unique_ptr<poppler::page> page(pdf ? pdf->create_page(static_cast<int>(number) - 1)
                                            : open_alone(number).create_page(0));
    if (!page) throw Error(Cause::kDamaged, page_name(number) + ": the page cannot be found");
    return page;
  }

  [[nodiscard]] RenderRaster raster(const poppler::page& page, std::uint32_t number) const {
    const PdfPageComposition made = objects->analyse_page(number - 1, limits);
    const poppler::rectf box = page.page_rect();
    const bool turned = page.orientation() == poppler::page::landscape ||
                        page.orientation() == poppler::page::seascape;
    const double w = turned ? box.height() : box.width(), h = turned ? box.width() : box.height();
    if (!(w > 0) || !(h > 0))
      throw Error(Cause::kDamaged, page_name(number) + ": the page has no size");
    if (made.has_single_raster)
      return {made.width / w * 72, made.height / h * 72, made.width, made.height};
    RenderRaster out;
    if (made.x_dpi > 0 && made.y_dpi > 0) {
      out.x_dpi = std::clamp(made.x_dpi, kLeastDpi, kMostDpi);
      out.y_dpi = std::clamp(made.y_dpi, kLeastDpi, kMostDpi);
    }
    const double pixels = w / 72 * out.x_dpi * (h / 72 * out.y_dpi);
    const double smaller = pixels > kMaxRenderPixels ? std::sqrt(kMaxRenderPixels / pixels) : 1.0;
    out.x_dpi *= smaller;
    out.y_dpi *= smaller;
    const auto side = [](double points, double dpi) {
      return static_cast<std::int32_t>(std::lround(std::min(points / 72 * dpi, 1e9)));
    };
    out.width = side(w, out.x_dpi);
    out.height = side(h, out.y_dpi);
    check_size(out.width, out.height, limits, page_name(number));
    return out;
  }

  [[nodiscard]] PageImage render(std::uint32_t number) const {
    const std::unique_ptr<poppler::page> page = open_page(number);
    const RenderRaster size = raster(*page, number);
    return drawn(*page, number, size.x_dpi, size.y_dpi);
  }

  /// The page at a resolution. What Poppler cannot decode it leaves white: if it complains, if
  /// data are lacking or if nothing at all is seen, the parts of the page are decoded one by one.
  [[nodiscard]] PageImage drawn(const poppler::page& page, std::uint32_t number, double x_dpi,
                                double y_dpi) const {
    const int before = complaints;
    DecodedImage out{draw(page, x_dpi, y_dpi), false};
    const bool is_empty = out.pix && is_uniform(out.pix.get());
    if (is_empty || complaints > before || objects->analyse_page(number - 1, limits).lacks_data) {
      const PdfDamage damage = objects->assess_damage(number - 1, limits, draw_picture);
      if (damage == PdfDamage::kAll) out.pix.reset();
      out.is_truncated = damage != PdfDamage::kNone;
    }
    return make_page_image(std::move(out),
                           {static_cast<std::int32_t>(std::lround(x_dpi)),
                            static_cast<std::int32_t>(std::lround(y_dpi))},
                           limits, page_name(number));
  }

  /// Small, without asking what the page consists of.
  [[nodiscard]] PageImage render_coarsely(std::uint32_t number) const {
    const std::unique_ptr<poppler::page> page = open_page(number);
    const double width = page->page_rect().width() / 72, height = page->page_rect().height() / 72;
    if (!(width > 0) || !(height > 0))
      throw Error(Cause::kDamaged, page_name(number) + ": the page has no size");
    const double dpi =
        std::min(kMaxDownscaledDpi, std::sqrt(kMaxDownscaledPixels / (width * height)));
    check_size(static_cast<std::int64_t>(std::min(width * dpi, 1e9)),
               static_cast<std::int64_t>(std::min(height * dpi, 1e9)), limits, page_name(number));
    return drawn(*page, number, dpi, dpi);
  }

  /// The one picture of a file that is neither PDF nor TIFF.
  [[nodiscard]] PageImage picture() const {
    const std::string what = page_name(1);
    DecodedImage decoded = decode_image(file.bytes(), format, limits, what);
    if (!decoded.pix && format == SourceFormat::kJp2) {  // kinds that Leptonica does not know
      RenderedPdf drawn = draw_picture(wrap_jp2_in_pdf(file.bytes(), limits, what));
      const bool is_shown = drawn.is_painted && !is_uniform(drawn.pix.get());
      if (is_shown) decoded = {std::move(drawn.pix), drawn.has_faults};
    }
    if (format == SourceFormat::kJpeg) {
      decoded.pix = apply_orientation(std::move(decoded.pix), read_exif_orientation(file.bytes()));
    }
    return make_page_image(std::move(decoded), limits, what);
  }

  std::string name;
  DecodeLimits limits;
  FileMapping file;
  SourceFormat format = SourceFormat::kUnknown;
  std::uint32_t pages = 1;
  std::unique_ptr<poppler::document> pdf;  // null for one over kMostOfPdf
  std::optional<PdfObjects> objects;       // of every PDF
  mutable std::string alone_bytes;
  mutable std::unique_ptr<poppler::document> alone;
  std::string attachments;
  std::optional<TiffFile> tiff;
};

SourceFile::SourceFile(const std::filesystem::path& path, const DecodeLimits& limits)
    : impl_(std::make_unique<Impl>(open(path.c_str(), O_RDONLY | O_CLOEXEC), true,
                                   path.filename().string(), limits)) {}
SourceFile::SourceFile(int descriptor, std::string name, const DecodeLimits& limits)
    : impl_(std::make_unique<Impl>(descriptor, false, std::move(name), limits)) {}
SourceFile::~SourceFile() = default;
SourceFile::SourceFile(SourceFile&&) noexcept = default;
SourceFile& SourceFile::operator=(SourceFile&&) noexcept = default;

SourceFormat SourceFile::format() const noexcept { return impl_->format; }
std::uint32_t SourceFile::page_count() const noexcept { return impl_->pages; }
std::string SourceFile::list_attachments() const { return impl_->attachments; }
std::string_view SourceFile::bytes() const noexcept { return impl_->file.bytes(); }

PageImage SourceFile::load_page_image(std::uint32_t number) const {
  if (number < 1 || number > impl_->pages) {
    throw Error(Cause::kDamaged, impl_->page_name(number) + ": there is no such page");
  }
  if (impl_->tiff) return impl_->tiff->load_page(number - 1, impl_->page_name(number));
  if (!impl_->objects) return impl_->picture();
  if (auto image = impl_->objects->extract_image(number - 1, impl_->limits, draw_picture)) {
    return std::move(*image);
  }
  return impl_->render(number);
}

PageSize SourceFile::load_page_size(std::uint32_t number) const {
  if (!impl_->tiff || number < 1) return {};
  return impl_->tiff->load_page_size(number - 1).value_or(PageSize());
}

PageComposition SourceFile::analyse_composition(std::uint32_t number) const {
  if (!impl_->objects || number < 1 || number > impl_->pages) return {};
  const PdfPageComposition made = impl_->objects->analyse_page(number - 1, impl_->limits);
  return {made.is_scan, made.picture_share};
}

PageImage SourceFile::load_downscaled_image(std::uint32_t number) const {
  const bool is_drawn = impl_->objects && number >= 1 && number <= impl_->pages;
  return downscale_to_grey(is_drawn ? impl_->render_coarsely(number) : load_page_image(number));
}

std::optional<TextLayer> SourceFile::load_text_layer(std::uint32_t number) const {
  if (!impl_->objects || number < 1 || number > impl_->pages) return std::nullopt;
  if (!impl_->objects->analyse_page(number - 1, impl_->limits).may_have_text) return std::nullopt;
  const std::unique_ptr<poppler::page> page = impl_->open_page(number);
  const RenderRaster size = impl_->raster(*page, number);
  TextLayer layer;
  OcrPage& out = layer.page;
  out.number = number;
  out.width = size.width;
  out.height = size.height;
  out.dpi = static_cast<std::int32_t>(std::lround(size.x_dpi));
  out.origin = TextOrigin::kTextLayer;
  out.mean_confidence = 1;
  for (const poppler::text_box& box : page->text_list()) {
    const std::string text = to_utf8(box.text());
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    add_word(layer, text, to_box(box.bbox(), size), turn_of(box));
    add_letters(layer, box, size);
  }
  if (out.words.empty()) return std::nullopt;
  out.text += '\n';
  OcrBlock block;
  block.lines = {0, static_cast<std::uint32_t>(out.lines.size())};
  block.box = out.lines[0].box;
  for (const OcrLine& line : out.lines) block.box = united(block.box, line.box);
  out.blocks.push_back(block);
  return layer;
}

}  // namespace codau::image
