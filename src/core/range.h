// core/range.h — ranges of bytes and indices, boxes of pixels, the roles of the parts of a page,
// and the origins of its text.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau {

/// A half-open range [begin, end) with begin <= end. The parameter `Unit` is only a tag. It makes
/// ranges of bytes and ranges of indices different types, so that nobody can mix them.
template <class Unit>
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return end == begin; }
  bool operator==(const Range&) const = default;
};
/// Bytes of a text. Each member of this type has a comment that names the text.
using ByteRange = Range<struct ByteUnit>;
/// Consecutive elements of a vector, by their indices. A member of this type has the name of the
/// vector: TextLine::words is a range of the vector TextDocument::words (core/values.h).
using IndexRange = Range<struct IndexUnit>;

/// Returns the bytes `r` of `text`. Precondition: r.begin <= r.end <= text.size().
[[nodiscard]] constexpr std::string_view slice(std::string_view text, ByteRange r) {
  return text.substr(r.begin, r.size());
}

/// A box of pixels: columns [left, right) and rows [top, bottom), counted from the top left corner.
/// The parameter `Picture` is only a tag, which makes boxes of different images different types.
/// The functions for boxes are in core/box.h.
template <class Picture>
struct BoxIn {
  std::int32_t left = 0, top = 0, right = 0, bottom = 0;
  bool operator==(const BoxIn&) const = default;
};
/// A box on the original page image: after PDF /Rotate, before codau rotates or deskews the page.
/// All zero if the page has no image (plain text).
using PageBox = BoxIn<struct PagePicture>;
/// A box on a working picture: the cleaned copy of a page, or a part cut out of that copy. Only
/// raster/page_transform.h converts between PageBox and Box.
using Box = BoxIn<struct WorkingPicture>;

/// The role of a part of a page, found by the layout analysis (ocr/). Plain text has only kBody and
/// kTable. Numbers in brackets are the boxes (ô) of the official page layout (NĐ 30/2020).
enum class Role : std::uint8_t {
  kBody,         ///< any other text
  kHeaderLeft,   ///< issuing organ, document number (ô 2, 3)
  kHeaderRight,  ///< name and motto of the state, place and date (ô 1, 4)
  kTable,        ///< lines of a table, cell by cell
  kRecipients,   ///< "Nơi nhận" (ô 9b)
  kSignature,    ///< authority, position, name (ô 7)
  kPageNumber,   ///< printed number of the page
  kRunningHead,  ///< heading repeated on each page
  kFurniture,    ///< stamps, e-signature overlays, scanner marks; no text of the document
};

/// The origin of the text of a page.
enum class TextOrigin : std::uint8_t {
  kOcr,        ///< recognised in the page image
  kTextLayer,  ///< text layer of a PDF
  kPlainText,  ///< a .txt file
};

}  // namespace codau
