// source/source_file.h — a scan as pages: PDF, TIFF, PNG, JPEG, WebP, JPEG 2000 → PageImage.
// The door to files: with its helpers the only user of Poppler and of qpdf's reader. Runs in the
// worker.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// What the content (never the name) of a file is.
enum class SourceFormat : std::uint8_t { kUnknown, kPdf, kTiff, kPng, kJpeg, kWebp, kJp2 };
/// `first_bytes`: the first 1,024 or fewer. A PDF may have rubbish before its header, as readers
/// allow; an archive with a PDF in it is none.
[[nodiscard]] SourceFormat detect_format(std::string_view first_bytes) noexcept;

/// Loads the code that libraries load at their first use: later a worker may no longer.
void preload_code();

/// Bounds on what is decoded; beyond them Error{Cause::kTooSmall} or {kTooLarge} before any pixel.
struct DecodeLimits {
  std::int32_t min_side = 16, max_side = 20'000;  ///< min_side is allowed, max_side is not
  std::int64_t max_pixels = 200'000'000;
  std::uint32_t max_pages = 20'000;
};

/// Inches.
struct PageSize {
  double width = 8.27, height = 11.69;  ///< A4
};

/// What a page is made of. A text layer of a scan is an earlier reading of it, or the overlay of an
/// e-signature; pictures beside text may hold print that the layer does not.
struct PageComposition {
  bool is_scan = true;
  double picture_share = 1.0;  ///< part of the page that pictures take
};

/// The text that a page of a file has of its own.
struct TextLayer {
  /// Words in printed lines with boxes in the pixels of load_page_image(), one block, origin
  /// kLayer.
  OcrPage page;
  /// Beside page.words: the clockwise turn that makes the word upright, 0, 90, 180 or 270.
  std::vector<std::int32_t> turns;
  std::vector<PageBox> glyph_boxes;  ///< the place of every sign that the file names
};

/// An open file, mapped, not copied. Errors: Error{kInput} with the Cause of cause_of_errno(), with
/// kNoPermission, kEmpty, kDamaged, kEncrypted, kTooSmall, kTooLarge, kNoPages, kPortfolio,
/// kOutOfMemory, or that of source/file_kind.h.
/// Law: any bytes give pages within the limits or an Error{kInput}.
class SourceFile {
 public:
  explicit SourceFile(const std::filesystem::path& path, const DecodeLimits& limits = {});
  /// As above from an open descriptor, which stays the caller's; `name` is used in messages only.
  SourceFile(int descriptor, std::string name, const DecodeLimits& limits = {});
  ~SourceFile();
  SourceFile(SourceFile&&) noexcept;
  SourceFile& operator=(SourceFile&&) noexcept;

  [[nodiscard]] SourceFormat format() const noexcept;
  [[nodiscard]] std::uint32_t page_count() const noexcept;
  /// The files in a PDF, "2: a.pdf, b.docx", at most a line; empty where there are none.
  [[nodiscard]] std::string list_attachments() const;
  /// The file as it is, for as long as this object lives.
  [[nodiscard]] std::string_view bytes() const noexcept;
  /// The page's image: the embedded one as it is when the page is one image, else rendered at 300
  /// dpi. `number` from 1. Pixels are those core/values.h calls "as it came"; they fill the page
  /// box.
  [[nodiscard]] PageImage load_page_image(std::uint32_t number) const;
  /// The size of a page of a TIFF though its pixels cannot be read; A4 where even that is not
  /// known.
  [[nodiscard]] PageSize load_page_size(std::uint32_t number) const;
  /// The page as raster/downscale.h makes it, by the shortest way: a PDF page is drawn by the
  /// renderer whatever it consists of.
  [[nodiscard]] PageImage load_downscaled_image(std::uint32_t number) const;
  /// The page's own text layer as it stands. Absent without text. Whether it can be believed is
  /// decided in ocr/text_layer_validation.h.
  [[nodiscard]] std::optional<TextLayer> load_text_layer(std::uint32_t number) const;
  /// What the page is made of.
  [[nodiscard]] PageComposition analyse_composition(std::uint32_t number) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
