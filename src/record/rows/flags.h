// record/rows/flags.h — sets the flags of a document. Most flags are also review reasons, which ask
// a person to act.
#pragma once

#include <string>
#include <vector>

#include "record/schema/typed_row.h"

namespace codau::record {

/// Sets the flags of a document, its review reasons and its review status. All flags become review
/// reasons, with one exception: a flag that the row had before without being a review reason.
/// Nobody is asked about such a flag.
void set_flags(Cells<Documents>& document, const std::vector<std::string>& flags);

}  // namespace codau::record
