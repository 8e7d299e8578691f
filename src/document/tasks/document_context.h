// document/tasks/document_context.h — what the words of a document tell the readers of its tasks.
#pragma once

#include <string>

#include "document/agencies/agency.h"
#include "document/deadlines/deadline.h"

namespace codau::document {

/// Who issues the document, and for which year.
struct DocumentContext {
  AgencyContext agencies;
  DeadlineContext deadlines;
  std::string regulated = {};  ///< the organ on whose duties the document is, by its subject
};

}  // namespace codau::document
