// worker/pdf_words.h — the restored words of a document where they stand on its pages.
#pragma once

#include <vector>

#include "core/values.h"
#include "export/searchable_pdf.h"

namespace codau::worker {

/// The pages that were read from their image and have words, in reading order; a page with a text
/// layer of its own needs none. Words that restoration joined share their bytes: they become one
/// word, its box around all of theirs.
[[nodiscard]] std::vector<exports::PdfPage> pdf_pages(const TextDocument& document);

}  // namespace codau::worker
