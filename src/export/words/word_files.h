// export/words/word_files.h — the pages of delivered documents as files for other OCR programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/delivery.h"
#include "export/target/file_set.h"
#include "export/words/placed_page.h"

namespace codau::exports {

/// Code of a page whose words are not stored.
inline constexpr std::string_view kWordsLostCode = "WORDS_LOST";
/// Returns the refusal kWordsLostCode for a page (a row of `pages`) without stored words. The page
/// could not be read, or its words are no longer stored.
[[nodiscard]] std::optional<Refusal> without_words(const PagesOf& pages_of,
                                                   const record::Table& table,
                                                   const record::Row& row);

/// Writes a folder for each document with a file for each page: <doc_id>/0001.xml
/// (export/words/alto.h). Notes documents without pages (NO_PAGES).
void write_alto(const Delivery& delivery, const PagesOf& pages_of, const std::string& version,
                FileSet& files);
/// Writes the same as one file for each document: <doc_id>.html (export/words/hocr.h).
void write_hocr(const Delivery& delivery, const PagesOf& pages_of, const std::string& version,
                FileSet& files);

}  // namespace codau::exports
