// document/header/code_number.h — ô 3: number and notation of a document (standards 3.2 to 3.4).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

struct CodeNumber {
  TextField number, notation;
  HeaderFlags flags;
};

/// From the lines of ô 1 to 4, else from "(Kèm theo Kế hoạch số …)" below an appendix title
/// (12.13). A printed blank and a number that cannot be read stay empty. `type_code` is the
/// title's: a notation whose own type lost a letter takes it ("C-SYT" of a report is "BC-SYT").
[[nodiscard]] CodeNumber read_code_number(const HeaderInput& input, std::string_view type_code);

/// Returns whether a line of the head begins with "Số:", or with "Số" and dots.
[[nodiscard]] bool is_number_printed(const HeaderInput& input);

}  // namespace codau::document
