// source/pdf_objects.h — the objects of a PDF, read by the library qpdf: how each page is composed,
// and the stored pixels of scanned pages. Page indices count from 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// How a PDF page is composed. "As shown" means: after the rotation that the page states (/Rotate).
struct PdfPageComposition {
  /// The body text must be recognised: it is in pictures, or it is stored but not visible. Seals
  /// and the overlays of e-signatures do not matter.
  bool is_scan = false;
  /// The page is a scan, and its pictures have one resolution, are not slanted and do not overlap.
  /// Then extract_image() returns the page. Any other page must be rendered.
  bool has_single_raster = false;
  /// Pixels of the page as shown, if `has_single_raster`; else 0.
  std::int32_t width = 0, height = 0;
  /// Pixels per inch along the sides of the page as shown. Without `has_single_raster`, those of
  /// the finest pictures of the scan; 0 if the page is no scan.
  double x_dpi = 0, y_dpi = 0;
  double picture_share = 0;   ///< part of the page that pictures take, [0, 1]
  bool lacks_data = false;    ///< a thing that the page draws is missing in the file, or is empty
  bool may_have_text = true;  ///< the page has text, visible or hidden, or annotations
};

/// Files attached to a PDF or to its pages.
struct PdfAttachments {
  std::uint32_t count = 0;  ///< number of attached files
  std::string names;  ///< of the first eight files, separated by ", "; then ", …" if there are more
  bool is_portfolio = false;  ///< the pages are only a cover of the attached files
};

/// The result of rendering a PDF of one page at 72 dpi.
struct RenderedPdf {
  PixPtr pix;               ///< null if the page cannot be rendered
  bool is_painted = false;  ///< the picture was painted on the paper, even if in white
  bool has_faults = false;  ///< the renderer reported faults in the data
};
/// Renders a PDF of one page at 72 dpi. `pdf`: the bytes of the file.
using PdfRenderer = std::function<RenderedPdf(std::string_view pdf)>;

/// How much of a page cannot be decoded.
enum class PdfDamage : std::uint8_t {
  kNone,  ///< nothing
  kPart,  ///< some of the things that the page draws
  kAll    ///< all pictures of a scan
};

/// A PDF opened by qpdf. A fault that qpdf finds is not thrown. The functions then return a default
/// result, and the caller lets Poppler, the PDF renderer, draw the page. The last analysed page is
/// cached, so ask all about one page before the next.
class PdfObjects {
 public:
  /// `bytes`: the file. They must outlive the object.
  explicit PdfObjects(std::string_view bytes);
  ~PdfObjects();
  PdfObjects(PdfObjects&&) noexcept;
  PdfObjects& operator=(PdfObjects&&) noexcept;

  /// Returns true if the file cannot be opened without a password.
  [[nodiscard]] bool is_locked() const noexcept;
  /// Returns the number of pages; 0 if the list of pages cannot be read.
  [[nodiscard]] std::uint32_t page_count() const;
  /// Returns a PDF of this page alone. It looks the same and has the same text, but no links to
  /// other pages and no forms. Returns nothing if the page cannot be read.
  [[nodiscard]] std::optional<std::string> extract_page(std::uint32_t index) const;
  /// Returns true if the list of pages can be read, and is empty.
  [[nodiscard]] bool has_no_pages() const;
  /// Returns the attached files. If qpdf finds a fault, returns the files found before the fault.
  [[nodiscard]] PdfAttachments read_attachments() const;

  /// Returns how a page is composed. Throws:
  /// 1. Error{Cause::kTooSmall} or Error{Cause::kTooLarge}: the page has_single_raster, and its
  ///    pixels are outside `limits`.
  /// 2. Error{Cause::kTooLarge}: the drawing instructions of the page take over 64 MiB.
  [[nodiscard]] PdfPageComposition analyse_page(std::uint32_t index,
                                                const DecodeLimits& limits) const;
  /// Returns the stored pixels of a page with has_single_raster, rotated as shown. The page is
  /// white where no picture is. `render` draws pictures in a coding that source/pdf_image.h does
  /// not decode. If one of several pictures cannot be decoded, it is left white, and is_truncated
  /// is set. Returns nothing for any other page, or if no picture can be decoded. Throws as
  /// analyse_page() and make_page_image() (source/image_decoder.h).
  [[nodiscard]] std::optional<PageImage> extract_image(std::uint32_t index,
                                                       const DecodeLimits& limits,
                                                       const PdfRenderer& render) const;
  /// Returns how much of a page is damaged; kPart for a page that qpdf cannot read. Decodes the
  /// drawing instructions of the page and its 64 largest pictures within `limits`, one by one.
  /// Throws Error{Cause::kTooLarge} if the instructions take over 64 MiB.
  [[nodiscard]] PdfDamage assess_damage(std::uint32_t index, const DecodeLimits& limits,
                                        const PdfRenderer& render) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
