// review/queue/json.h — converts data of the review page to JSON and back. Only *.cpp files of
// src/review include this header.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ocr_page.h"
#include "record/schema/schema.h"
#include "review/queue/file_division.h"
#include "review/queue/file_documents.h"
#include "review/queue/json_response.h"
#include "review/queue/review_action.h"
#include "review/queue/scan_excerpt.h"
#include "review/queue/text_segments.h"
#include "store/store_reader.h"

namespace codau::review {

using Json = nlohmann::ordered_json;

/// Returns {"vi", "en"}.
[[nodiscard]] Json make_message_json(const Message& message);
/// Returns a response with `json` as its body. Bytes that are not UTF-8 are replaced.
[[nodiscard]] JsonResponse make_response(const Json& json, int status = 200);

/// Returns the action in a request. Missing fields, and fields of a wrong type, are empty. Throws
/// nothing.
[[nodiscard]] ReviewAction parse_review_action(const Json& json);

/// Returns reason codes with their meanings: [{"code", "meaning"}].
[[nodiscard]] Json make_reasons_json(std::span<const std::string> codes);
/// Returns the place of `box` in the picture of `part`: [left, top, width, height], from 0 to 1.
[[nodiscard]] Json make_mark_json(const ScanPage& page, const PageBox& part, const PageBox& box);

/// The confidence of OCR below which a word counts as hard to read (standards section 11).
inline constexpr double kSureWordConfidence = 0.80;
/// Returns the address and size of the picture of a part of a page, with marks. Marked are the
/// value ("boxes"), and the words of the value that were hard to read ("words"). The argument
/// `read` is the recognised page, if known.
[[nodiscard]] Json make_scan_json(std::string_view doc_id, const ScanExcerpt& shown,
                                  const std::optional<OcrPage>& read);

/// Returns the name of a source file for display. Characters that change the direction of text are
/// removed (text/printable.h). If the document begins later in the file, its pages are added:
/// "plan.pdf [3–5]".
[[nodiscard]] std::string make_source_label(const record::Row& source);

/// Returns the name of the file, the issuing organ and the subject of a document.
[[nodiscard]] Json make_document_json(const store::StoreReader& store, std::string_view doc_id);

/// Returns the pages of a document and the division of its file. The member "begins" has the first
/// pages of all documents after the next run. The member "last" has the number of pages.
[[nodiscard]] Json make_division_json(const FileDivision& division);
/// Returns the documents of a file as a JSON array.
[[nodiscard]] Json make_documents_json(const std::vector<FileDocument>& documents);

/// Returns the segments of a text as a JSON array.
[[nodiscard]] Json make_segments_json(const std::vector<TextSegment>& stretches);

/// Returns the last 50 edits of a row by people, the latest first. A null `column` selects all
/// edits. Otherwise, only edits of this column and of the whole row are returned.
[[nodiscard]] Json make_history_json(const store::StoreReader& store, const record::Table& table,
                                     std::string_view doc_id, std::string_view row_id,
                                     const record::Column* column);

}  // namespace codau::review
