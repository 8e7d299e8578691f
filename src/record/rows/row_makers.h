// record/rows/row_makers.h — adds the rows of each part of a document to a RowBuilder. Inside of
// record/ only.
#pragma once

#include <cstddef>

#include "document/document.h"
#include "record/rows/row_builder.h"
#include "text/lexicon.h"

namespace codau::record {

/// Returns the organ that a line of the header names. Returns a mention without agency_name if the
/// line names no organ, or several. Set `is_governed` if the organ is a unit of the governing
/// organ, which stands above in the header.
[[nodiscard]] document::AgencyMention make_header_organ(const text::Lexicon& lexicon,
                                                        const document::Header& header,
                                                        const document::Field<std::string>& line,
                                                        bool is_governed);

/// Adds the rows of documents, sources and pages.
void add_document_rows(RowBuilder& builder);
/// Adds the rows of recipients and doc_refs.
void add_citation_rows(RowBuilder& builder);
/// Adds the row of the section with this index in Document::sections.
void add_section(RowBuilder& builder, std::size_t index);
/// Adds the rows of the task with this index in Document::tasks: tasks, task_deadlines,
/// task_agencies.
void add_task(RowBuilder& builder, std::size_t index);

}  // namespace codau::record
