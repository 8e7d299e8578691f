// document/header/recipients.h — "Nơi nhận", ô 9b (standards 3.10).
#pragma once

#include <vector>

#include "document/document.h"
#include "document/layout/printed_line.h"

namespace codau::document {

/// The items of the list in print order, dashes and closing marks left away. `is_recognised` as in
/// read_header: "Lựu. VT" and "LDTBXH" are put right.
[[nodiscard]] std::vector<Recipient> read_recipients(const std::vector<PrintedLine>& lines,
                                                     const AgencyContext& context,
                                                     bool is_recognised);

}  // namespace codau::document
