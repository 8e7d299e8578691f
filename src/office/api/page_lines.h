// office/api/page_lines.h — the lines of a page as text, with the words and boxes of the scan.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "export/words/placed_page.h"
#include "store/store_reader.h"

namespace codau::office {

/// A line of text/NAME.txt.
struct PageLine {
  std::size_t number = 0;  ///< in its page, from 1
  std::string text;
  std::vector<const exports::PlacedWord*> words;  ///< empty if the place on the scan is unknown
};

/// Splits the text of a page into lines and finds their words on the scan. Words are compared
/// without spaces, in reading order. A line that is not found there has no words. The result points
/// into `page`.
[[nodiscard]] std::vector<PageLine> find_page_lines(std::string_view text,
                                                    const exports::PlacedPage& page);

/// Returns the text of page `number` of a document, counted as in the table pages. Empty if the
/// document has no such page. `first`: number of its first page.
[[nodiscard]] std::string read_page_text(const store::StoreReader& store, std::string_view doc_id,
                                         std::int64_t number, std::int64_t first);

/// Left, top, right and bottom of a box in pixels of the upright page.
using UprightBox = std::array<std::int32_t, 4>;
/// Returns a box of the stored page as a box of the upright page.
[[nodiscard]] UprightBox to_upright(const exports::PlacedPage& page, const PageBox& box);
/// Returns the width and height of the upright page.
[[nodiscard]] std::array<std::int32_t, 2> find_upright_size(const exports::PlacedPage& page);

/// Returns the boxes of the words that overlap a mark. `line`: index in `lines`. `marks`: byte
/// ranges of `text`. The text
/// begins with the words of `line` and may go on with those of the next line.
[[nodiscard]] std::vector<UprightBox> find_marked_boxes(const exports::PlacedPage& page,
                                                        const std::vector<PageLine>& lines,
                                                        std::size_t line, std::string_view text,
                                                        const std::vector<ByteRange>& marks);

}  // namespace codau::office
