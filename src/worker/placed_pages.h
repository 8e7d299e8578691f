// worker/placed_pages.h — places the restored words of a document on its pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/pdf/searchable_pdf.h"
#include "export/words/placed_page.h"

namespace codau::worker {

/// Returns the pages with OCR words for the text layer of a PDF, in reading order. A page with its
/// own text layer gets no words, and is listed only if it is rotated. Words that restoration joined
/// become one word with the union of their boxes.
[[nodiscard]] std::vector<exports::PdfPage> make_pdf_pages(const TextDocument& document);

/// Returns a hash of the words and of the version of the PDF writer: 24 hex digits. PDFs of one
/// source with equal hashes are equal.
[[nodiscard]] std::string hash_pdf_words(std::string_view version,
                                         const std::vector<exports::PdfPage>& pages);
/// Returns true if a text has the form of such a hash.
[[nodiscard]] bool is_pdf_words_hash(std::string_view text);

/// Returns all pages with an image, also unread ones, with the words of the lines within `of`. Each
/// word has its text, box, confidence and OCR text. `of`: byte range of document.after.text.
/// `words_as_read`: TextDocument::words before restoration.
/// Lines are grouped on two levels. An area is a run of lines with the same role, or a table cell.
/// A paragraph is a result of text::find_paragraphs(), or a run of lines outside of all paragraphs.
[[nodiscard]] std::vector<exports::PlacedPage> make_placed_pages(
    const RestoredDocument& document, const std::vector<ByteRange>& words_as_read, ByteRange of);

}  // namespace codau::worker
