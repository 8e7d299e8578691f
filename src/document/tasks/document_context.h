// document/tasks/document_context.h — what the words of a document tell the readers of its tasks.
#pragma once

#include "document/agencies/agency.h"
#include "document/deadlines/deadline.h"

namespace codau::document {

/// Who issues the document, and for which year.
struct DocumentContext {
  AgencyContext agencies;
  DeadlineContext deadlines;
};

}  // namespace codau::document
