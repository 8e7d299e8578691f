// core/range.h — ranges, boxes, and the roles of the parts of a page.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau {

/// Half-open [begin, end). `Unit` only keeps byte offsets and item indices apart.
template <class Unit>
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return end == begin; }
  bool operator==(const Range&) const = default;
};
using ByteRange = Range<struct ByteUnit>;    ///< bytes of the `text` stored beside it
using IndexRange = Range<struct IndexUnit>;  ///< indices into the vector named beside it

/// Returns the bytes `r` of `text`. Precondition: r.begin <= r.end <= text.size().
[[nodiscard]] constexpr std::string_view slice(std::string_view text, ByteRange r) {
  return text.substr(r.begin, r.size());
}

/// Half-open, origin at the top left, y downwards. `Picture` only keeps pixels of different
/// pictures apart.
template <class Picture>
struct BoxIn {
  std::int32_t left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const BoxIn&) const = default;
};
/// Pixels of the original page image (PDF /Rotate applied, not turned, not deskewed). All zero if
/// the page has no image (plain text).
using PageBox = BoxIn<struct PagePicture>;
/// Pixels of the working picture: the working copy of a page, or a part cut out of the copy. Only
/// raster/placement.h converts between PageBox and Box.
using Box = BoxIn<struct WorkingPicture>;

/// The role of a part of a page. ocr/ decides it from geometry; plain text is all kBody or kTable.
enum class Role : std::uint8_t {
  kBody,
  kHeaderLeft,   ///< organ, number (ô 2, 3)
  kHeaderRight,  ///< quốc hiệu, tiêu ngữ, place and date (ô 1, 4)
  kTable,        ///< lines of a table, cell by cell
  kRecipients,   ///< "Nơi nhận" (ô 9b)
  kSignature,    ///< authority, position, name (ô 7)
  kPageNumber,
  kRunningHead,
  kFurniture,  ///< stamps, e-signature overlays, scanner marks: only in pages.text_ocr
};

enum class TextOrigin : std::uint8_t { kOcr, kTextLayer, kPlainText };

}  // namespace codau
