// export/words/word_files.h — writes the words of pages as ALTO or hOCR, for other OCR programs. An
// export delivers some rows of the table `pages` and withholds the others
// (export/delivery/export_filter.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"
#include "export/words/placed_page.h"

namespace codau::exports {

/// Code of a page whose words are not stored: the page could not be read, or its words are no
/// longer there.
inline constexpr std::string_view kWordsLostCode = "WORDS_LOST";
/// Returns a refusal with the code kWordsLostCode if `row` is a row of the table `pages` whose page
/// `pages_of` lacks. Returns nothing for other pages and other tables.
[[nodiscard]] std::optional<Refusal> find_words_refusal(const PageLookup& pages_of,
                                                        const record::Table& table,
                                                        const record::Row& row);

// The functions below write the pages whose row `filter` delivers.
// 1. Precondition: `filter` refuses pages by find_words_refusal(), with the same `pages_of`
//    (ExportFilterOptions::refuse).
// 2. A delivered document without any page has no file. Instead, `files` gets a note NO_PAGES.
// 3. `version`: of the program.
// They throw Error{kOutput} if a file cannot be written, and Error{kInput} if it cannot be read
// back.

/// Writes one ALTO file for each page, in a folder for each document: <doc_id>/0001.xml for page 1.
void write_alto(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);
/// Writes one hOCR file for each document: <doc_id>.html.
void write_hocr(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);

}  // namespace codau::exports
