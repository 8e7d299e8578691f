// document/header/code_number.h — reads number and notation of a document (ô 3; standards 3.2
// to 3.4).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

/// Number and notation of a document, with the flags of their faults.
struct CodeNumber {
  TextField number, notation;
  HeaderFlags flags;
};

/// Returns number and notation from the lines of ô 1 to 4; without them, from "(Kèm theo Kế hoạch
/// số …)" below the title of an appendix (12.13). A blank, or an unreadable number, stays empty.
/// `type_code`: from the title. It corrects a notation whose type lost a letter ("C-SYT" of a
/// report → "BC-SYT").
[[nodiscard]] CodeNumber read_code_number(const HeaderInput& input, std::string_view type_code);

/// Returns true if a line of the head begins with "Số:", or with "Số" and dots.
[[nodiscard]] bool is_number_printed(const HeaderInput& input);

}  // namespace codau::document
