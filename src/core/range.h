// core/range.h — ranges of bytes and indices, boxes of pixels, and the roles of page parts.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau {

/// A half-open range [begin, end). `Unit` makes byte ranges and index ranges different types.
template <class Unit>
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return end == begin; }
  bool operator==(const Range&) const = default;
};
using ByteRange = Range<struct ByteUnit>;    ///< bytes of the text stored with the range
using IndexRange = Range<struct IndexUnit>;  ///< `words`: indices into the vector `words`

/// Returns the bytes `r` of `text`. Precondition: r.begin <= r.end <= text.size().
[[nodiscard]] constexpr std::string_view slice(std::string_view text, ByteRange r) {
  return text.substr(r.begin, r.size());
}

/// A half-open box in pixels: origin at the top left, y downwards. `Picture` makes boxes of
/// different images different types.
template <class Picture>
struct BoxIn {
  std::int32_t left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const BoxIn&) const = default;
};
/// A box on the original page image, after PDF /Rotate but before codau rotates or deskews the
/// page. All zero if the page has no image (plain text).
using PageBox = BoxIn<struct PagePicture>;
/// A box on a working picture: the cleaned copy of a page, or a part cut out of that copy. Only
/// raster/page_transform.h converts between PageBox and Box.
using Box = BoxIn<struct WorkingPicture>;

/// The role of a part of a page. ocr/ decides the role from geometry. Plain text has only kBody and
/// kTable. "ô" means the numbered field of the official page layout.
enum class Role : std::uint8_t {
  kBody,
  kHeaderLeft,   ///< issuing organ, document number (ô 2, 3)
  kHeaderRight,  ///< quốc hiệu, tiêu ngữ, place and date (ô 1, 4)
  kTable,        ///< lines of a table, cell by cell
  kRecipients,   ///< "Nơi nhận" (ô 9b)
  kSignature,    ///< authority, position, name (ô 7)
  kPageNumber,   ///< printed number of the page
  kRunningHead,  ///< heading repeated on each page
  kFurniture,    ///< stamps, e-signature overlays, scanner marks; stored only in pages.text_ocr
};

/// The origin of the text of a page: recognised, text layer of a PDF, or a .txt file.
enum class TextOrigin : std::uint8_t { kOcr, kTextLayer, kPlainText };

}  // namespace codau
