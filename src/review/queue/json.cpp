#include "review/queue/json.h"

#include <algorithm>
#include <utility>

#include "core/box.h"
#include "core/message.h"
#include "record/edits/human_edit.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "review/queue/rows.h"
#include "review/queue/typed_values.h"
#include "text/printable.h"

namespace codau::review {
namespace {

using record::Column;
using record::Row;
using record::Sources;
using record::Table;

/// Returns the text of a corrected line; NULL stands for the line as read.
std::string line_text(const record::Value& value, const std::string& read) {
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? read : *text;
}

bool is_doubted(const OcrWord& word) { return word.confidence < kSureWordConfidence; }

}  // namespace

Json make_message_json(const Message& message) { return {{"vi", message.vi}, {"en", message.en}}; }

JsonResponse make_response(const Json& json, int status) {
  return {status, json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Json make_reasons_json(std::span<const std::string> codes) {
  Json out = Json::array();
  for (const std::string& code : codes) {
    const auto all = record::reasons();
    const auto found = std::ranges::find(all, code, &record::ReviewReason::code);
    const Message meaning =
        found == all.end() ? both(code, code) : both(found->meaning_vi, found->meaning_en);
    out.push_back({{"code", code}, {"meaning", make_message_json(meaning)}});
  }
  return out;
}

Json make_mark_json(const ScanPage& page, const PageBox& part, const PageBox& box) {
  const RelativeBox mark = to_relative_box(page, part, box);
  return Json::array({mark.left, mark.top, mark.width, mark.height});
}

Json make_scan_json(std::string_view doc_id, const ScanExcerpt& shown,
                    const std::optional<OcrPage>& read) {
  const PageBox& part = shown.part;
  const auto number = [](std::int64_t one) { return std::to_string(one); };
  const bool lies = shown.page.turn == 90 || shown.page.turn == 270;
  const std::int32_t width = width_of(part), height = height_of(part);
  Json boxes = Json::array(), words = Json::array();
  for (const PageBox& box : shown.boxes) boxes.push_back(make_mark_json(shown.page, part, box));
  if (read) {
    for (const std::size_t i : find_words_in(*read, shown.boxes)) {
      if (is_doubted(read->words[i]))
        words.push_back(make_mark_json(shown.page, part, read->words[i].box));
    }
  }
  const std::string url = "/api/v1/review/scan?doc=" + std::string(doc_id) +
                          "&page=" + number(shown.page.number) + "&part=" + number(part.left) +
                          "," + number(part.top) + "," + number(part.right) + "," +
                          number(part.bottom);
  return {{"url", url},
          {"page", shown.page.number},
          {"width", lies ? height : width},
          {"height", lies ? width : height},
          {"dpi", shown.page.dpi},
          {"boxes", std::move(boxes)},
          {"words", std::move(words)}};
}

std::string make_source_label(const Row& source) {
  constexpr std::size_t kMostName = 4096;
  const record::ConstCells<Sources> cells(source);
  std::string out = text::make_printable(cells.text(Sources::source_path), kMostName);
  const std::int64_t from = cells.get(Sources::page_from).value_or(1);
  if (from > 1) {
    const std::int64_t to = cells.get(Sources::page_to).value_or(1);
    out += " [" + std::to_string(from);
    if (to > from) out += "–" + std::to_string(to);
    out += ']';
  }
  return out;
}

Json make_document_json(const store::StoreReader& store, std::string_view doc_id) {
  using record::Documents;
  Json out{{"name", ""}, {"organ", ""}, {"subject", ""}};
  store.for_each_row_of(record::table(record::TableId::kDocuments), doc_id,
                        [&](const Row& row, std::string_view) {
                          const record::ConstCells<Documents> cells(row);
                          out["organ"] = cells.text(Documents::organ_name);
                          out["subject"] = cells.text(Documents::subject);
                        });
  store.for_each_row_of(record::table(record::TableId::kSources), doc_id,
                        [&](const Row& row, std::string_view) {
                          if (out["name"] == "") out["name"] = make_source_label(row);
                        });
  return out;
}

Json make_division_json(const FileDivision& division) {
  Json out{{"value", to_text(division.range)},
           {"version", division.version()},
           {"begins", division.wanted_first_pages()},
           {"last", division.pages}};
  if (const auto pages = record::parse_pages(division.wanted); pages && !division.is_as_wanted())
    out["wanted"] = to_text(*pages, division.pages);
  if (!division.unread.empty()) out["unread"] = record::to_text(division.unread);
  return out;
}

Json make_documents_json(const std::vector<FileDocument>& documents) {
  Json out = Json::array();
  for (const FileDocument& one : documents)
    out.push_back({{"doc_id", one.doc_id},
                   {"from", one.pages.from},
                   {"to", one.pages.to},
                   {"head", one.head},
                   {"why", make_message_json(one.why)}});
  return out;
}

Json make_segments_json(const std::vector<TextSegment>& stretches) {
  Json out = Json::array();
  for (const TextSegment& one : stretches) {
    Json json{{"text", one.text}};
    if (one.is_value) json["value"] = true;
    if (one.read) json["read"] = *one.read;
    if (one.is_changed) {
      json["before"] = one.before;
      json["confidence"] = one.confidence;
      if (!one.runner_up.empty()) json["runner_up"] = one.runner_up;
      if (one.is_unsure) json["unsure"] = true;
    }
    out.push_back(std::move(json));
  }
  return out;
}

Json make_history_json(const store::StoreReader& store, const Table& table, std::string_view doc_id,
                       std::string_view row_id, const Column* column) {
  constexpr std::size_t kMost = 50;
  Json out = Json::array();
  auto lines = store.edits(doc_id);
  std::ranges::reverse(lines);
  for (const std::string& line : lines) {
    const auto edit = record::edit_from_json(line);
    const bool is_it = edit && edit->table == table.name && edit->row_id == row_id &&
                       (edit->field.empty() || column == nullptr || edit->field == column->name);
    const bool is_line = edit && edit->action == record::EditAction::kSetLine;
    if (!is_it || out.size() >= kMost || (is_line && column != nullptr)) continue;
    Json one{{"actor", edit->actor}, {"at", edit->at}};
    const Column* const of = column == nullptr ? find_schema_column(table, edit->field) : column;
    if (column == nullptr && !edit->field.empty())
      one["label"] = make_message_json(make_column_label(table.name, edit->field));
    switch (edit->action) {
      case record::EditAction::kSet:
        if (of == nullptr) continue;
        one["did"] = "set";
        one["before"] = format_typed(*of, edit->before);
        one["value"] = format_typed(*of, edit->value);
        break;
      case record::EditAction::kAddRow:
        one["did"] = "add";
        break;
      case record::EditAction::kAccept:
        one["did"] = "accept";
        break;
      case record::EditAction::kReject:
        one["did"] = "reject";
        break;
      case record::EditAction::kDivide:
        one["did"] = "divide";
        break;
      case record::EditAction::kSetLine:
        one["did"] = "line";
        one["before"] = line_text(edit->before, edit->read);
        one["value"] = line_text(edit->value, edit->read);
        break;
      default:
        one["did"] = "reopen";
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace codau::review
