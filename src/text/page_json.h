// text/page_json.h — the seam of the program as data: OcrPage ⇄ JSON (recorded pages, the journal,
// the worker's answers).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::text {

/// What a page may say of its doubtful words: alternatives of a word, and bytes of JSON for all.
inline constexpr std::size_t kMostAlternatives = 5, kMostAlternativeBytes = 4096;
/// What the alternatives of `word` take in the JSON.
[[nodiscard]] std::size_t alternative_bytes(const OcrWord& word);

/// One line of JSON without a line feed, keys in fixed order, numbers locale-free; deterministic.
/// Words, lines, cells, tables and blocks are rows of numbers: ranges first, then the box, then the
/// rest; at a word's end text and probability of each alternative, then place and width of its gap
/// if it has one, then `true` if it is by hand. Confidences, probabilities and skew keep 4
/// decimals. Preconditions: the text is UTF-8, the numbers are finite.
[[nodiscard]] std::string to_json(const OcrPage& page);

/// Checks every range, count and nesting against OcrPage's invariants: what comes back can be used
/// without further checks. Throws Error{kInput} that says what is wrong.
/// Stricter than core/values.h says: every table stands in one kTable block, in order; the lines of
/// its cells ascend and lie in that block; cells do not overlap; at most 10,000 rows and 1,000
/// columns. Laws: page_from_json(to_json(p)) == p where the decimals of p have 4 places (and a page
/// that went through once always has); parsing is total (any bytes give a page or Error{kInput}).
[[nodiscard]] OcrPage page_from_json(std::string_view json);

}  // namespace codau::text
