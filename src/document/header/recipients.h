// document/header/recipients.h — reads the list of recipients, "Nơi nhận" (ô 9b; standards 3.10).
#pragma once

#include <vector>

#include "document/document.h"
#include "document/layout/printed_line.h"

namespace codau::document {

/// Returns the items of the list in order, without dashes and closing signs. If `is_recognised`,
/// the text was recognised or restored, so "Lựu. VT" and "LDTBXH" are corrected.
[[nodiscard]] std::vector<Recipient> read_recipients(const std::vector<PrintedLine>& lines,
                                                     const AgencyContext& context,
                                                     bool is_recognised);

}  // namespace codau::document
