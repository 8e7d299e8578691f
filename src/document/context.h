// document/context.h — what the words of a document tell the readers of its tasks.
#pragma once

#include "document/agency.h"
#include "document/deadline.h"
#include "document/document.h"

namespace codau::document {

/// Who issues the document, and for which year.
struct Context {
  AgencyContext agencies;
  DeadlineContext deadlines;
};

/// What the header tells the readers of agencies and deadlines. Names are looked up as of the day
/// of issue (7.3), else the last day that it can be, else the middle of the plan's year.
[[nodiscard]] Context context_of(const Header& header);

}  // namespace codau::document
