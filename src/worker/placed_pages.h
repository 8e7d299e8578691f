// worker/placed_pages.h — the restored words of a document where they stand on its pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/pdf/searchable_pdf.h"
#include "export/words/placed_page.h"

namespace codau::worker {

/// The pages that were read from their image and have words, in reading order; a page with a text
/// layer of its own needs none. Words that restoration joined share their bytes: they become one
/// word, its box around all of theirs.
[[nodiscard]] std::vector<exports::PdfPage> make_pdf_pages(const TextDocument& document);

/// Returns a hash of the words and of the version of the code that writes the PDF: 24 hex digits.
/// PDFs of one source with equal hashes are equal.
[[nodiscard]] std::string hash_pdf_words(std::string_view version,
                                         const std::vector<exports::PdfPage>& pages);
/// Whether a text has the form of such a hash.
[[nodiscard]] bool is_pdf_words_hash(std::string_view text);

/// All pages with an image, also those that were not read, with the words of the lines that lie
/// within `of` (bytes of document.after.text): the same words, how sure they are, and what was
/// read. `words_as_read`: TextDocument::words as they were before restoration. An area is what
/// stands together: lines of one role, a cell of a table; in it a paragraph is what
/// text::find_paragraphs() says, or lines that are in none.
[[nodiscard]] std::vector<exports::PlacedPage> make_placed_pages(
    const RestoredDocument& document, const std::vector<ByteRange>& words_as_read, ByteRange of);

}  // namespace codau::worker
