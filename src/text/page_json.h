// text/page_json.h — writes and reads an OcrPage (core/ocr_page.h) as JSON. Worker processes answer
// in this format. The file pages.db in the output folder of `codau run` stores it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::text {

/// The most alternatives (OcrWord::alternatives) of one word.
inline constexpr std::size_t kMaxAlternativesPerWord = 5;
/// The most bytes that the alternatives of all words of a page may take in the JSON.
inline constexpr std::size_t kMaxAlternativeJsonBytes = 4096;
/// Returns the number of bytes that the alternatives of `word` take in the JSON.
[[nodiscard]] std::size_t count_alternative_bytes(const OcrWord& word);

/// Returns the page as one line of JSON without a line feed. It is an object with the members of
/// OcrPage. A word, line, cell, table or block is an array of its members, in their order. In this
/// array, a range is two numbers and a box is four; a block without a table has null. Example: a
/// word with the bytes [0, 4) of the text is
/// `[0,4,120,80,164,102,0.9100,"mất",0.0400,1,0.3000,false,true]`.
///
/// After its range, box and confidence, a word has only the values that it needs:
/// 1. `"mất",0.0400`: text and probability of each alternative.
/// 2. `1,0.3000`: OcrGap::at and OcrGap::width.
/// 3. `false`: is_handwritten, if is_handwritten or has_unread_ink_after is true.
/// 4. `true`: has_unread_ink_after, if it is true.
///
/// Roles and origins are words, such as "header_left". Numbers with a fraction have 4 decimals.
/// Preconditions: strings are UTF-8; numbers are finite. Equal pages give equal bytes in any
/// locale.
[[nodiscard]] std::string to_json(const OcrPage& page);

/// Parses a page, and checks it, so that callers need no checks of their own. Throws Error{kInput}
/// that describes the first fault. A fault is JSON in another format than that of to_json(), or a
/// broken rule:
/// 1. The rules of core/ocr_page.h hold: tiling, bounds of numbers, the form of the text.
/// 2. Boxes lie on the page.
/// 3. Words and alternatives are not empty, and have no line feed, carriage return, form feed or
///    NUL.
/// 4. Alternatives have descending probabilities, and obey the two limits above.
/// 5. A gap is at most 100 x-heights wide. The skew is within ±360 degrees.
/// 6. Each table has one block of role kTable; tables and these blocks have the same order. Cells
///    ascend by row and column, and do not overlap. The lines of a cell are in this block, after
///    the lines of all cells before; a cell may have no lines.
/// 7. A table has at most 10,000 rows and 1,000 columns.
/// 8. A warning has 1 to 40 capitals, digits and underscores.
/// Laws: page_from_json(to_json(p)) == p if the numbers of p have 4 decimals, as after one round
/// trip; parsing is total (any bytes give a page or Error{kInput}).
[[nodiscard]] OcrPage page_from_json(std::string_view json);

}  // namespace codau::text
