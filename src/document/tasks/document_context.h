// document/tasks/document_context.h — facts about the whole document that the readers of its tasks
// need.
#pragma once

#include <string>

#include "document/agencies/agency.h"
#include "document/deadlines/deadline.h"

namespace codau::document {

/// Who issues the document, and for which year.
struct DocumentContext {
  AgencyContext agencies;
  DeadlineContext deadlines;
  /// the organ whose duties the document regulates, by its subject; empty: none
  std::string regulated = {};
};

}  // namespace codau::document
