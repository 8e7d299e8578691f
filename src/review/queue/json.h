// review/queue/json.h — what the page asks and is told, as JSON: of the *.cpp files of this room.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ocr_page.h"
#include "record/schema.h"
#include "review/queue/answer.h"
#include "review/queue/deed.h"
#include "review/queue/division.h"
#include "review/queue/file_documents.h"
#include "review/queue/passage.h"
#include "review/queue/scan_view.h"
#include "store/reader.h"

namespace codau::review {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json json_of(const Message& message);
[[nodiscard]] Answer answer(const Json& json, int status = 200);

/// What is missing, or no text, is empty. Total.
[[nodiscard]] Deed deed_from(const Json& json);

/// Codes of reasons with what they mean.
[[nodiscard]] Json reasons_json(std::span<const std::string> codes);
[[nodiscard]] Json mark_json(const ScanPage& page, const PageBox& part, const PageBox& box);

/// Below it the recogniser itself doubts a word (standards section 11).
inline constexpr double kSureWord = 0.80;
/// A picture of a part of a page, and what is marked on it: the boxes of the value, and the words
/// in them that were hard to read.
[[nodiscard]] Json shown_json(std::string_view doc_id, const Shown& shown,
                              const std::optional<OcrPage>& read);

/// The name of a source as it is shown: nothing in it turns the writing round (text/printable.h).
/// Of a document further on in its file with the pages, "plan.pdf [3–5]".
[[nodiscard]] std::string shown_name(const record::Row& source);

/// A document as people know it.
[[nodiscard]] Json document_json(const store::Reader& store, std::string_view doc_id);

/// "begins": the first pages of the documents after the next run; "last": of the file.
[[nodiscard]] Json division_json(const Division& division);
[[nodiscard]] Json documents_json(const std::vector<FileDocument>& documents);

[[nodiscard]] Json stretches_json(const std::vector<Stretch>& stretches);

/// What people have done to a row, the latest first: of its values to one of them, where `column`
/// is given, else to all.
[[nodiscard]] Json history_json(const store::Reader& store, const record::Table& table,
                                std::string_view doc_id, std::string_view row_id,
                                const record::Column* column);

}  // namespace codau::review
