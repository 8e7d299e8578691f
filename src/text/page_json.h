// text/page_json.h — the seam of the program as data: OcrPage ⇄ JSON (recorded pages, the journal,
// the worker's answers).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::text {

/// Limits for the alternatives of a page: alternatives for each word, and bytes of JSON for all
/// words.
inline constexpr std::size_t kMaxAlternativesPerWord = 5, kMaxAlternativeJsonBytes = 4096;
/// Returns the number of bytes that the alternatives of `word` take in the JSON.
[[nodiscard]] std::size_t count_alternative_bytes(const OcrWord& word);

/// Returns one line of JSON without a line feed; keys are in fixed order, numbers are locale-free.
/// Deterministic. Words, lines, cells, tables and blocks are rows of numbers: ranges, then the box,
/// then the rest. A word's row ends with these optional values, in this order:
/// 1. text and probability of each alternative;
/// 2. position and width of the word's gap;
/// 3. is_handwritten, if is_handwritten or has_unread_ink_after is true;
/// 4. `true`, if has_unread_ink_after is true.
/// Confidences, probabilities and skew have 4 decimals. Preconditions: the text is UTF-8, the
/// numbers are finite.
[[nodiscard]] std::string to_json(const OcrPage& page);

/// Parses a page and checks every range, count and nesting against the invariants of OcrPage;
/// callers need no further checks. Throws Error{kInput} that describes the fault. Stricter than
/// core/values.h:
/// 1. Every table is in one kTable block, in order.
/// 2. The lines of a table's cells ascend and are in that block.
/// 3. Cells do not overlap.
/// 4. A table has at most 10,000 rows and 1,000 columns.
/// Laws: page_from_json(to_json(p)) == p if the decimals of p have 4 places, as after one round
/// trip; parsing is total (any bytes give a page or Error{kInput}).
[[nodiscard]] OcrPage page_from_json(std::string_view json);

}  // namespace codau::text
