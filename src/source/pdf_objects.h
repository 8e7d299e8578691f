// source/pdf_objects.h — the pictures that a scanned PDF page consists of, as they are stored.
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

/// What a PDF page is drawn from, as far as reading it is concerned.
struct PdfPageComposition {
  /// Pictures make the page, and no text of it that could be its body is seen: none is painted, or
  /// pictures cover it. Seals and overlays of e-signatures do not count.
  bool is_scan = false;
  /// Of a scan: its pictures lie side by side on one raster, upright, and can be taken as they are.
  /// Else they lie one over another (stencils of print over a ground) or slanted.
  bool has_single_raster = false;
  std::int32_t width = 0, height = 0;  ///< of that raster, upright as the page is shown
  /// Pixels per inch along the sides of the page as it is shown: of that raster, or of the finest
  /// pictures of a scan that has none; 0 on a page that is drawn.
  double x_dpi = 0, y_dpi = 0;
  double picture_share = 0;   ///< part of the page that pictures take
  bool lacks_data = false;    ///< something drawn is not in the file, or has no bytes
  bool may_have_text = true;  ///< it shows text, or holds some that is not seen
};

/// Files in a PDF, beside its pages or pinned to them.
struct PdfAttachments {
  std::uint32_t count = 0;
  std::string names;          ///< of the first ones, by commas
  bool is_portfolio = false;  ///< the pages are a cover, the files the contents
};

/// A PDF of one page as it is drawn at 72 dpi.
struct RenderedPdf {
  PixPtr pix;               ///< null if it cannot be drawn
  bool is_painted = false;  ///< something was painted on the paper, even if it is white
  bool has_faults = false;  ///< the renderer complained of the data
};
using PdfRenderer = std::function<RenderedPdf(std::string_view pdf)>;

/// How much of what a page draws cannot be decoded. kAll: of a scan, all its pictures.
enum class PdfDamage : std::uint8_t { kNone, kPart, kAll };

/// The objects of a PDF through qpdf; the file's bytes must outlive it. What qpdf cannot read is no
/// error here: the page is then no scan, and Poppler renders it. Pages are asked for one after
/// another: what was found out about the last one is kept.
class PdfObjects {
 public:
  explicit PdfObjects(std::string_view bytes);
  ~PdfObjects();
  PdfObjects(PdfObjects&&) noexcept;
  PdfObjects& operator=(PdfObjects&&) noexcept;

  /// It cannot be read without a password.
  [[nodiscard]] bool is_locked() const noexcept;
  /// 0 where the list of pages cannot be read.
  [[nodiscard]] std::uint32_t page_count() const;
  /// A PDF of one page that looks like page `index`, from 0, and has its text; nothing where the
  /// page cannot be read. It holds what the page uses alone: links to other pages and forms go.
  [[nodiscard]] std::optional<std::string> extract_page(std::uint32_t index) const;
  /// The list of pages is whole and empty.
  [[nodiscard]] bool has_no_pages() const;
  [[nodiscard]] PdfAttachments read_attachments() const;

  /// `index` from 0. Throws Error{kTooSmall, kTooLarge} when a raster is beyond the limits.
  [[nodiscard]] PdfPageComposition analyse_page(std::uint32_t index,
                                                const DecodeLimits& limits) const;
  /// Pixels of a scan of one raster as they are stored, turned as the page is shown, white around
  /// them where the pictures do not fill the page; by `render` where the coding is one that this
  /// room does not decode itself. A picture that cannot be decoded stays white beside others, and
  /// the page is truncated. Nothing if the page is no such scan, or if none can be decoded.
  [[nodiscard]] std::optional<PageImage> extract_image(std::uint32_t index,
                                                       const DecodeLimits& limits,
                                                       const PdfRenderer& render) const;
  /// Decodes all that the page draws, piece by piece: its instructions, and each of its larger
  /// pictures. A file that qpdf cannot read is damaged in part.
  [[nodiscard]] PdfDamage assess_damage(std::uint32_t index, const DecodeLimits& limits,
                                        const PdfRenderer& render) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
