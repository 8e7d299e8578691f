// export/words/word_files.h — writes the words of pages as ALTO or hOCR, for other OCR programs. A
// filter delivers some rows of the table `pages`, and withholds the others
// (export/delivery/export_filter.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"
#include "export/words/placed_page.h"

namespace codau::exports {

/// Code of a page without stored words: the page could not be read, or its words are gone.
inline constexpr std::string_view kWordsLostCode = "WORDS_LOST";
/// Returns a refusal with the code kWordsLostCode if `table` is `pages`, and `pages_of` lacks the
/// page of `row`. Otherwise returns nothing. A refusal is the reason why a row is withheld. The
/// function `pages_of` returns the stored pages of a document with their words (placed_page.h). A
/// blank page is a stored page, too.
[[nodiscard]] std::optional<Refusal> find_words_refusal(const PageLookup& pages_of,
                                                        const record::Table& table,
                                                        const record::Row& row);

// The functions below write the pages whose rows `filter` delivers. They throw Error{kOutput} if a
// file cannot be written, and Error{kInput} if it cannot be read back.
// 1. Precondition: `filter` delivers no page without stored words. To get such a filter, let
//    ExportFilterOptions::refuse call find_words_refusal() with this `pages_of`.
// 2. A document without rows in `pages` gets no file, but `files` gets a note NO_PAGES. Documents
//    that are closed (secret or rejected), or that ExportFilterOptions::wants leaves out, get
//    neither.
// 3. `version`: version of the program.

/// Writes one ALTO file for each page, in a folder for each document: <doc_id>/0001.xml for page 1.
void write_alto(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);
/// Writes one hOCR file for each document: <doc_id>.html.
void write_hocr(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);

}  // namespace codau::exports
