// record/rows/flags.h — the flags of a document, and which of them ask a person.
#pragma once

#include <string>
#include <vector>

#include "record/schema/typed_row.h"

namespace codau::record {

/// Sets the flags of a document, and its review reasons likewise, except those that were flags and
/// no review reasons before: nobody is asked about them.
void set_flags(Cells<Documents>& document, const std::vector<std::string>& flags);

}  // namespace codau::record
