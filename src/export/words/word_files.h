// export/words/word_files.h — writes the pages of delivered documents as files for other OCR
// programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"
#include "export/words/placed_page.h"

namespace codau::exports {

/// Code of a page whose words are not stored: the page could not be read, or its words are no
/// longer stored.
inline constexpr std::string_view kWordsLostCode = "WORDS_LOST";
/// Returns the refusal kWordsLostCode if `row`, a row of the table `pages`, has no stored words.
/// Returns nothing for other pages and other tables.
[[nodiscard]] std::optional<Refusal> find_words_refusal(const PageLookup& pages_of,
                                                        const record::Table& table,
                                                        const record::Row& row);

/// Writes one ALTO file for each delivered page, in a folder for each document: <doc_id>/0001.xml.
/// Notes documents without pages in `files` (NO_PAGES). `version`: of the program.
void write_alto(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);
/// Writes one hOCR file for each document with delivered pages: <doc_id>.html. Notes documents
/// without pages in `files` (NO_PAGES). `version`: of the program.
void write_hocr(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files);

}  // namespace codau::exports
