// source/source_file.h — opens a PDF or a picture file (TIFF, PNG, JPEG, WebP, JPEG 2000) and
// returns its pages as images. Runs in the worker process, which is isolated from the system
// (worker/sandbox.h).
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

/// The format of a file, detected by its content, never by its name.
enum class SourceFormat : std::uint8_t { kUnknown, kPdf, kTiff, kPng, kJpeg, kWebp, kJp2 };
/// Returns the format of a file that begins with `first_bytes`; 1,024 bytes suffice. A PDF may have
/// other bytes before its header, but an archive that contains a PDF is kUnknown.
[[nodiscard]] SourceFormat detect_format(std::string_view first_bytes) noexcept;

/// Loads library code that is otherwise loaded at first use. Call before the process loses its
/// access to the file system.
void preload_code();

/// Limits of decoding. For a page outside them, functions throw Error{Cause::kTooSmall} or
/// Error{Cause::kTooLarge} before pixels are decoded.
struct DecodeLimits {
  std::int32_t min_side = 16;             ///< smallest allowed side, in pixels
  std::int32_t max_side = 20'000;         ///< each side must be smaller than this, in pixels
  std::int64_t max_pixels = 200'000'000;  ///< largest allowed width × height
  std::uint32_t max_pages = 20'000;       ///< largest allowed number of pages
};

/// A size in inches; A4 by default.
struct PageSize {
  double width = 8.27, height = 11.69;
};

/// How a page is composed.
struct PageComposition {
  /// The body text must be recognised: it is in pictures, or it is stored but not visible. The text
  /// layer of such a page is the result of an earlier OCR, or the overlay of an e-signature.
  bool is_scan = true;
  /// Part of the page that pictures cover, [0, 1]. Pictures may hold print that a text layer lacks.
  double picture_share = 1.0;
};

/// The text that a page of a PDF stores.
struct TextLayer {
  /// One block of words in printed lines; origin TextOrigin::kTextLayer. Boxes are in the pixels of
  /// load_page_image().
  OcrPage page;
  /// For each word of page.words, the clockwise rotation that makes the word upright: 0, 90, 180 or
  /// 270 degrees.
  std::vector<std::int32_t> turns;
  /// The boxes of the characters, except of codes without a meaning (control, private use).
  std::vector<PageBox> glyph_boxes;
};

/// An open file. Its bytes are mapped into memory, not copied. Pages are numbered from 1.
/// Constructors and load functions throw Error{kInput}; its cause tells why:
/// 1. The file cannot be opened: cause_of_errno(), or kNoPermission for a folder or a device.
/// 2. The file has no bytes: kEmpty.
/// 3. The file is of another kind: the cause of detect_file_kind() (source/file_kind.h).
/// 4. The picture is an animated WebP, or a TIFF with an unusual number of bits: kPictureKind.
/// 5. The PDF needs a password: kEncrypted. It has no pages: kNoPages. It is only the cover of
///    attached files: kPortfolio.
/// 6. The file or the page is damaged, or the page does not exist: kDamaged.
/// 7. The page is outside the limits: kTooSmall, kTooLarge.
/// 8. Memory does not suffice: kOutOfMemory.
/// Law: any bytes give pages within the limits or an Error{kInput}.
class SourceFile {
 public:
  /// Opens the file at `path`.
  explicit SourceFile(const std::filesystem::path& path, const DecodeLimits& limits = {});
  /// Opens the file of a descriptor. The caller closes the descriptor. `name`: for messages.
  SourceFile(int descriptor, std::string name, const DecodeLimits& limits = {});
  ~SourceFile();
  SourceFile(SourceFile&&) noexcept;
  SourceFile& operator=(SourceFile&&) noexcept;

  [[nodiscard]] SourceFormat format() const noexcept;
  [[nodiscard]] std::uint32_t page_count() const noexcept;
  /// Returns the number and the names of the files attached to a PDF: "2: a.pdf, b.docx". At most
  /// eight names. Empty without attached files.
  [[nodiscard]] std::string list_attachments() const;
  /// Returns the bytes of the file; valid as long as this object.
  [[nodiscard]] std::string_view bytes() const noexcept;
  /// Returns the page as pixels, upright as the file states:
  /// 1. A picture, a page of a TIFF, or a scanned PDF page whose pictures do not overlap: the
  ///    stored pixels.
  /// 2. A scanned PDF page with overlapping pictures: rendered at their resolution, but at least at
  ///    100 and at most at 600 dpi.
  /// 3. Any other PDF page: rendered at 300 dpi.
  /// A page that would be rendered with more than 70 megapixels is rendered at a lower resolution.
  [[nodiscard]] PageImage load_page_image(std::uint32_t number) const;
  /// Returns the size of a page of a TIFF, even if its pixels cannot be decoded. Returns A4 for all
  /// other formats, and if the TIFF does not state the size.
  [[nodiscard]] PageSize load_page_size(std::uint32_t number) const;
  /// Returns the page as downscale_to_grey() (raster/downscale.h) makes it. For a PDF this is
  /// faster than load_page_image(), because the page is rendered at a low resolution.
  [[nodiscard]] PageImage load_downscaled_image(std::uint32_t number) const;
  /// Returns the text that a PDF page stores, unchecked; ocr/text_layer_validation.h decides
  /// whether it is reliable. Returns nothing for a page without text, for other formats, and for a
  /// page that does not exist.
  [[nodiscard]] std::optional<TextLayer> load_text_layer(std::uint32_t number) const;
  /// Returns how a PDF page is composed; the default for other formats, and for a page that does
  /// not exist. Throws as load functions do.
  [[nodiscard]] PageComposition analyse_composition(std::uint32_t number) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
