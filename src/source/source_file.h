// source/source_file.h — opens a scan (PDF, TIFF, PNG, JPEG, WebP, JPEG 2000) and returns its pages
// as images. Only this room uses Poppler. It runs in the worker process, which is isolated from the
// system (worker/sandbox.h).
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

/// The format of a file, by its content, never by its name.
enum class SourceFormat : std::uint8_t { kUnknown, kPdf, kTiff, kPng, kJpeg, kWebp, kJp2 };
/// Returns the format of a file that begins with `first_bytes`; 1,024 bytes suffice. A PDF may have
/// other bytes before its header. An archive that contains a PDF is kUnknown.
[[nodiscard]] SourceFormat detect_format(std::string_view first_bytes) noexcept;

/// Loads the code that libraries load at first use. Call before the process loses its access to the
/// file system.
void preload_code();

/// Limits of decoding. A page outside them is Error{Cause::kTooSmall} or Error{Cause::kTooLarge},
/// thrown before its pixels are decoded.
struct DecodeLimits {
  std::int32_t min_side = 16;             ///< smallest allowed side, in pixels
  std::int32_t max_side = 20'000;         ///< sides must be smaller, in pixels
  std::int64_t max_pixels = 200'000'000;  ///< largest allowed width × height
  std::uint32_t max_pages = 20'000;       ///< largest allowed number of pages
};

/// A size in inches; A4 by default.
struct PageSize {
  double width = 8.27, height = 11.69;
};

/// Of what a page consists.
struct PageComposition {
  /// The body text must be recognised: it is in pictures, or it is stored but not visible. The text
  /// layer of such a page is the result of an earlier OCR, or the overlay of an e-signature.
  bool is_scan = true;
  /// Part of the page that pictures take, [0, 1]. Pictures may hold print that a text layer lacks.
  double picture_share = 1.0;
};

/// The text that a page of a PDF stores.
struct TextLayer {
  /// One block of words in printed lines; origin TextOrigin::kTextLayer. Boxes are in the pixels of
  /// load_page_image().
  OcrPage page;
  /// For each word of page.words: degrees clockwise that make the word upright: 0, 90, 180 or 270.
  std::vector<std::int32_t> turns;
  /// The boxes of the characters. Characters without a meaning (control, private use) are left out.
  std::vector<PageBox> glyph_boxes;
};

/// An open file. Its bytes are mapped into memory, not copied. Pages are numbered from 1.
/// Constructors and load functions throw Error{kInput}. Its cause tells why:
/// 1. The file cannot be opened: cause_of_errno(), kNoPermission (also for a folder or a device).
/// 2. The file has no bytes: kEmpty.
/// 3. The file is of another kind: the cause of detect_file_kind() (source/file_kind.h).
/// 4. The picture is an animated WebP, or a TIFF with an unusual number of bits: kPictureKind.
/// 5. The PDF needs a password: kEncrypted. It has no pages: kNoPages.
/// 6. The PDF is only the cover of attached files: kPortfolio.
/// 7. The file or the page is damaged or outside the limits: kDamaged, kTooSmall, kTooLarge.
/// 8. Memory does not suffice: kOutOfMemory.
/// Law: any bytes give pages within the limits or an Error{kInput}.
class SourceFile {
 public:
  /// Opens the file.
  explicit SourceFile(const std::filesystem::path& path, const DecodeLimits& limits = {});
  /// Opens the file of a descriptor, which stays open. `name`: for messages.
  SourceFile(int descriptor, std::string name, const DecodeLimits& limits = {});
  ~SourceFile();
  SourceFile(SourceFile&&) noexcept;
  SourceFile& operator=(SourceFile&&) noexcept;

  [[nodiscard]] SourceFormat format() const noexcept;
  [[nodiscard]] std::uint32_t page_count() const noexcept;
  /// Returns the number and the names of files attached to a PDF: "2: a.pdf, b.docx", at most eight
  /// names. Empty if there are none.
  [[nodiscard]] std::string list_attachments() const;
  /// Returns the bytes of the file; valid as long as this object.
  [[nodiscard]] std::string_view bytes() const noexcept;
  /// Returns the page image: the original pixels, upright as the file states. They fill the page.
  /// 1. A picture, a page of a TIFF, or a PDF page of pictures side by side: the stored pixels.
  /// 2. A PDF page of pictures over each other: rendered at their resolution, 100 to 600 dpi.
  /// 3. Any other PDF page: rendered at 300 dpi.
  /// Rendered pages of more than 70 megapixels are rendered at a lower resolution.
  [[nodiscard]] PageImage load_page_image(std::uint32_t number) const;
  /// Returns the size of a page of a TIFF, even if its pixels cannot be decoded. Returns A4 if the
  /// TIFF does not state the size, and for all other formats.
  [[nodiscard]] PageSize load_page_size(std::uint32_t number) const;
  /// Returns the page as downscale_to_grey() (raster/downscale.h) makes it. Faster than
  /// load_page_image() for a PDF: the page is always rendered, at a low resolution.
  [[nodiscard]] PageImage load_downscaled_image(std::uint32_t number) const;
  /// Returns the text that a PDF page stores, unchecked; ocr/text_layer_validation.h decides
  /// whether it is reliable. Returns nothing without text, for other formats, and for a missing
  /// page.
  [[nodiscard]] std::optional<TextLayer> load_text_layer(std::uint32_t number) const;
  /// Returns of what a PDF page consists; the default for other formats and for a missing page.
  [[nodiscard]] PageComposition analyse_composition(std::uint32_t number) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
