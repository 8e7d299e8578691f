// text/page_json.h — the seam of the program as data: OcrPage ⇄ JSON (recorded pages, the journal,
// the worker's answers).
#pragma once

#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::text {

/// One line of JSON, keys in fixed order, numbers locale-free; deterministic.
[[nodiscard]] std::string to_json(const OcrPage& page);

/// Checks every range, count and nesting against OcrPage's invariants: what comes back can be used
/// without further checks. Throws Error{kInput} that says what is wrong.
/// Law: from_json(to_json(p)) == p; parsing is total (any bytes give a page or Error{kInput}).
[[nodiscard]] OcrPage page_from_json(std::string_view json);

}  // namespace codau::text
