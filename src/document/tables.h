// document/tables.h — task tables: columns, rows, tasks (standards section 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/sections.h"

namespace codau::document {

/// What the words of a document tell its tables: who issues it, for which year.
struct Context {
  AgencyContext agencies;
  DeadlineContext deadlines;
};

struct TableReading {
  std::vector<Task> tasks;
  TableCount count;
  std::vector<std::string> flags;  ///< HEADER_UNKNOWN, ROW_ORPHAN, TABLE_COUNT
};

/// The tasks of all task tables in order; tables without task, lead or deadline columns give none.
/// Laws: headers + continuations + groups + tasks is lines; row numbers run from 1 in each
/// appendix.
[[nodiscard]] TableReading read_tables(const TextDocument& document, const std::vector<Node>& nodes,
                                       const Context& context);

}  // namespace codau::document
