// record/rows/row_makers.h — add the rows of each part of a document. Inside of record/ only.
#pragma once

#include <cstddef>

#include "document/document.h"
#include "record/rows/row_builder.h"
#include "text/lexicon.h"

namespace codau::record {

/// Returns the organ that a line of the header names, in the eyes of the organ above if
/// `is_governed`. Without agency_name if the line names no organ, or several.
[[nodiscard]] document::AgencyMention make_header_organ(const text::Lexicon& lexicon,
                                                        const document::Header& header,
                                                        const document::Field<std::string>& line,
                                                        bool is_governed);

void add_document_rows(RowBuilder& builder);  ///< documents, sources, pages
void add_citation_rows(RowBuilder& builder);  ///< recipients, doc_refs
void add_section(RowBuilder& builder, std::size_t index);
void add_task(RowBuilder& builder, std::size_t index);  ///< tasks, task_deadlines, task_agencies

}  // namespace codau::record
