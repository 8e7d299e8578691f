// document/checks.h — what only the whole document shows: standards 11, and how sure each field is.
#pragma once

#include <span>

#include "core/values.h"
#include "document/document.h"
#include "document/sections.h"

namespace codau::document {

/// Adds the document-level codes that need all sections: SECTION_MISSING.
void check_document(std::span<const Node> nodes, Document& document);

/// Lowers the confidence of every field by that of its words: the length-weighted mean of what the
/// recogniser and the restoration said of them.
void rate(const RestoredDocument& input, Document& document);

}  // namespace codau::document
