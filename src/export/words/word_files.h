// export/words/word_files.h — the pages of delivered documents as files for other OCR programs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "export/delivery/delivery.h"
#include "export/target/file_set.h"
#include "export/words/placed_page.h"

namespace codau::exports {

/// Code of a page of which no words are kept.
inline constexpr std::string_view kWordsLostCode = "WORDS_LOST";
/// It, for a page (a row of `pages`) of which no words are kept: it could not be read, or
/// what was read is not there any more.
[[nodiscard]] std::optional<Refusal> without_words(const PagesOf& pages_of,
                                                   const record::Table& table,
                                                   const record::Row& row);

/// A folder a document, a file a page: <doc_id>/0001.xml (export/words/alto.h). Documents without
/// pages are noted (NO_PAGES). What was written is read back.
void write_alto(const Delivery& delivery, const PagesOf& pages_of, const std::string& version,
                FileSet& files);
/// The same as a file a document: <doc_id>.html (export/words/hocr.h).
void write_hocr(const Delivery& delivery, const PagesOf& pages_of, const std::string& version,
                FileSet& files);

}  // namespace codau::exports
