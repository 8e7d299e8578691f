// review/queue/json.h — what the page asks and is told, as JSON: of the *.cpp files of this room.
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

[[nodiscard]] Json make_message_json(const Message& message);
[[nodiscard]] JsonResponse make_response(const Json& json, int status = 200);

/// What is missing, or no text, is empty. Total.
[[nodiscard]] ReviewAction parse_review_action(const Json& json);

/// Codes of reasons with what they mean.
[[nodiscard]] Json make_reasons_json(std::span<const std::string> codes);
[[nodiscard]] Json make_mark_json(const ScanPage& page, const PageBox& part, const PageBox& box);

/// Below it the recogniser itself doubts a word (standards section 11).
inline constexpr double kSureWordConfidence = 0.80;
/// A picture of a part of a page, and what is marked on it: the boxes of the value, and the words
/// in them that were hard to read.
[[nodiscard]] Json make_scan_json(std::string_view doc_id, const ScanExcerpt& shown,
                                  const std::optional<OcrPage>& read);

/// The name of a source as it is shown: nothing in it turns the writing round (text/printable.h).
/// Of a document further on in its file with the pages, "plan.pdf [3–5]".
[[nodiscard]] std::string make_source_label(const record::Row& source);

/// A document as people know it.
[[nodiscard]] Json make_document_json(const store::StoreReader& store, std::string_view doc_id);

/// "begins": the first pages of the documents after the next run; "last": of the file.
[[nodiscard]] Json make_division_json(const FileDivision& division);
[[nodiscard]] Json make_documents_json(const std::vector<FileDocument>& documents);

[[nodiscard]] Json make_segments_json(const std::vector<TextSegment>& stretches);

/// What people have done to a row, the latest first: of its values to one of them, where `column`
/// is given, else to all.
[[nodiscard]] Json make_history_json(const store::StoreReader& store, const record::Table& table,
                                     std::string_view doc_id, std::string_view row_id,
                                     const record::Column* column);

}  // namespace codau::review
