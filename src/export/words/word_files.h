// export/words/word_files.h — writes the pages of delivered documents as ALTO or hOCR, for other
// OCR programs.
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
/// Returns the refusal kWordsLostCode if `row`, a row of the table `pages`, has no stored words
/// (`pages_of` lacks the page). Returns nothing for other pages and other tables.
[[nodiscard]] std::optional<Refusal> find_words_refusal(const PageLookup& pages_of,
                                                        const record::Table& table,
                                                        const record::Row& row);

// Both functions write the delivered rows of `pages`. `filter` must refuse pages by
// find_words_refusal(), with the same `pages_of`. A delivered document without any page has no
// file, but a note NO_PAGES in `files`. `version`: of the program. They throw as FileSet::write().

/// Writes one ALTO file for each page, in a folder for each document: <doc_id>/0001.xml.
void write_alto(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);
/// Writes one hOCR file for each document: <doc_id>.html.
void write_hocr(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);

}  // namespace codau::exports
