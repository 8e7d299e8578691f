// worker/make_document.h — makes the texts, changes, rows and PDF words of a document in a worker.
// The input is OCR results of pages, or the bytes of a text file.
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

/// Receives pieces of a stream in order. Byte streams (text, rows, …) may be cut anywhere.
using StreamSink = std::function<void(Stream, std::string_view)>;

/// Restores and analyses a document, and sends the texts and rows that `make` asks for. Returns the
/// words for the PDF if one is wanted. If make.restored is set, `restorer` is not null. If an
/// earlier call has sent its restoration, `kept` holds these bytes. Throws Error{Cause::kSecret} or
/// Error{Cause::kSecretSuspected} before anything is sent.
std::vector<exports::PdfPage> make_document(const text::Lexicon& lexicon, const MakeDocument& make,
                                            UnrestoredDocument read,
                                            const restore::Restorer* restorer,
                                            std::string_view kept, const StreamSink& send);

/// Parses OCR results and returns pages 1 to `count` of a source. Pages without a result are empty.
/// `json`: results in ascending page order. Throws Error{kInput} if an entry is no page.
[[nodiscard]] std::vector<OcrPage> parse_ocr_pages(const std::vector<std::string>& json,
                                                   std::uint32_t count);

/// Returns a passage of printed lines as one line of JSON, with its line feed.
[[nodiscard]] std::string encode_printed_passage(const store::PrintedPassage& printed);
/// Parses a line of encode_printed_passage(), without its line feed. Returns nothing for any other
/// line; accepts any bytes. Law: decoding an encoded passage gives the same passage.
[[nodiscard]] std::optional<store::PrintedPassage> decode_printed_passage(std::string_view line);

}  // namespace codau::worker
