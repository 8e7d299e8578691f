// text/page_json.h — writes and reads an OcrPage as JSON. The format serves recorded pages, the
// journal, and the answers of workers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::text {

/// Limits for OcrWord::alternatives: their number for each word, and their bytes of JSON for all
/// words of a page together.
inline constexpr std::size_t kMaxAlternativesPerWord = 5, kMaxAlternativeJsonBytes = 4096;
/// Returns the number of bytes that the alternatives of `word` take in the JSON.
[[nodiscard]] std::size_t count_alternative_bytes(const OcrWord& word);

/// Returns the page as one line of JSON without a line feed. Keys are in fixed order; numbers do
/// not depend on the locale. Each word, line, cell, table and block is an array, called a row. The
/// row of a word has the text range, the box, the confidence, and then these optional values:
/// 1. text and probability of each alternative;
/// 2. position and width of the gap;
/// 3. is_handwritten, if is_handwritten or has_unread_ink_after is true;
/// 4. `true`, if has_unread_ink_after is true.
/// Confidences, probabilities, widths of gaps and skew_degrees have 4 decimals. Preconditions: all
/// strings are UTF-8, the numbers are finite.
/// Deterministic: equal pages give equal bytes.
[[nodiscard]] std::string to_json(const OcrPage& page);

/// Parses a page and checks the invariants of OcrPage (core/ocr_page.h), so callers need no further
/// checks. Throws Error{kInput} that describes the fault. These are also required:
/// 1. Every table is in one kTable block; tables and such blocks have the same order.
/// 2. The lines of the cells of a table ascend and are in that block.
/// 3. Cells do not overlap.
/// 4. A table has at most 10,000 rows and 1,000 columns.
/// 5. The limits for alternatives above hold; the width of a gap is at most 100 x-heights.
/// Laws: page_from_json(to_json(p)) == p if the decimals of p have 4 places, as after one round
/// trip; parsing is total (any bytes give a page or Error{kInput}).
[[nodiscard]] OcrPage page_from_json(std::string_view json);

}  // namespace codau::text
