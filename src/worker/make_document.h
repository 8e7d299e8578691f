// worker/make_document.h — the document step of a worker. It turns pages as they were read, or the
// bytes of a text file, into texts, changes and rows, and the words of a PDF.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "restore/api/restorer.h"
#include "store/schema/printed_passage.h"
#include "text/lexicon.h"
#include "worker/document_restoration.h"
#include "worker/protocol.h"

namespace codau::worker {

/// Takes pieces of a stream in order. Streams of bytes (text, rows …) are cut anywhere.
using StreamSink = std::function<void(Stream, std::string_view)>;

/// Restores and reads `read`, and sends the texts and rows that `make` asks for. `restorer` is
/// there if make.restored. `kept`: what an earlier restoration sent. Returns the words of the PDF,
/// if one is wanted. Throws Error{Cause::kSecret} or {kSecretSuspected} before anything is sent.
std::vector<exports::PdfPage> make_document(const text::Lexicon& lexicon, const MakeDocument& make,
                                            UnrestoredDocument read,
                                            const restore::Restorer* restorer,
                                            std::string_view kept, const StreamSink& send);

/// Pages 1 to `count` of a source; those that `json` (of pages that ascend) does not have are
/// empty. Throws Error{kInput} for what is no page.
[[nodiscard]] std::vector<OcrPage> parse_ocr_pages(const std::vector<std::string>& json,
                                                   std::uint32_t count);

/// A stretch of printed lines as a line of JSON, with its line feed.
[[nodiscard]] std::string encode_printed_passage(const store::PrintedPassage& printed);
/// Nothing for any other line. Law: printed_line's line (without its line feed) gives it back;
/// total.
[[nodiscard]] std::optional<store::PrintedPassage> decode_printed_passage(std::string_view line);

}  // namespace codau::worker
