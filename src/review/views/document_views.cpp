#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/edits/edit_rules.h"
#include "record/edits/review_doubts.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "review/queue/action_target.h"
#include "review/queue/document_verdict.h"
#include "review/queue/file_division.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/scan_crop.h"
#include "review/queue/scan_excerpt.h"
#include "review/queue/task_order.h"
#include "review/queue/text_segments.h"
#include "review/queue/typed_values.h"
#include "review/views/views.h"

namespace codau::review {
namespace {

using record::Documents;
using record::Evidence;
using record::Row;
using record::Table;
using record::Tasks;

constexpr std::size_t kMostTasks = 5'000;

/// Bytes of a page that are shown at most. A text file counts as one page.
constexpr std::size_t kMostShown = 200'000;

/// The columns that the table of a document shows.
constexpr std::array<record::AnyColumnOf<Tasks>, 8> kTaskCells{
    Tasks::ordinal_raw, Tasks::task_text,    Tasks::lead_raw, Tasks::coop_raw,
    Tasks::output,      Tasks::deadline_raw, Tasks::due_date, Tasks::budget_vnd};
constexpr std::array<record::AnyColumnOf<Documents>, 7> kDocumentCells{
    Documents::type_code,  Documents::code_number, Documents::code_notation, Documents::issued_date,
    Documents::organ_name, Documents::subject,     Documents::signer_name};

template <class Tag>
Json cell_json(const Row& row, record::AnyColumnOf<Tag> column) {
  const Table& table = record::table(Tag::kTable);
  return {{"value", format_typed(table.columns[column.index], row[column.index])},
          {"version", compute_version(table, row, column.name)}};
}

/// Returns the values in doubt that are printed on a page, with their boxes.
Json doubts_on(const store::StoreReader& store, std::string_view doc_id, const ScanPage& page,
               const std::vector<ReviewDoubt>& doubts) {
  const Table& table = record::table(record::TableId::kEvidence);
  std::map<record::FieldKey, const ReviewDoubt*> by_place;
  for (const ReviewDoubt& one : doubts)
    by_place[{one.table, one.row_id,
              std::string(record::find_printed_column(one.table, one.field))}] = &one;
  Json out = Json::array();
  store.for_each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    const record::ConstCells<Evidence> cells(row);
    const auto found = by_place.find({cells.text(Evidence::table_name),
                                      cells.text(Evidence::row_id), cells.text(Evidence::field)});
    if (found == by_place.end()) return;
    for (const PageMark& mark : parse_marks(cells.text(Evidence::bbox))) {
      if (mark.page != page.number) continue;
      out.push_back({{"table", found->second->table},
                     {"row_id", found->second->row_id},
                     {"field", found->second->field},
                     {"label", make_message_json(
                                   make_column_label(found->second->table, found->second->field))},
                     {"box", make_mark_json(page, make_whole_page_box(page), mark.box)}});
    }
  });
  return out;
}

/// Returns the last verdict on the document, and whether the verdict still holds.
Json verdict_json(const std::optional<DocumentVerdict>& document_verdict,
                  const std::vector<ReviewDoubt>& doubts) {
  const auto* const last = document_verdict ? document_verdict->verdict() : nullptr;
  if (last == nullptr) return {};
  std::string did = to_verdict_name(*last);
  const bool is_open = count_unsettled(doubts) > 0;
  if (document_verdict->is_withdrawn || (did == "accept" && is_open)) did = "waits";
  if (document_verdict->is_past) did = "past";
  return {{"did", did}, {"actor", last->actor}, {"at", last->at}};
}

}  // namespace

JsonResponse answer_tasks(const ViewContext& view, const RequestParams& asked) {
  const store::StoreReader& store = view.store;
  const Table& table = record::table(record::TableId::kTasks);
  const std::string doc_id = at(asked, "doc");
  Json columns = Json::array(), rows = Json::array(), document = Json::array();
  for (const auto& column : kTaskCells)
    columns.push_back({{"field", column.name},
                       {"label", make_message_json(make_column_label(table.name, column.name))}});
  const Table& documents = record::table(record::TableId::kDocuments);
  store.for_each_row_of(documents, doc_id, [&](const Row& row, std::string_view) {
    for (const auto& column : kDocumentCells) {
      document.push_back(cell_json(row, column));
      document.back()["field"] = column.name;
      document.back()["label"] = make_message_json(make_column_label(documents.name, column.name));
    }
  });
  if (document.empty()) return make_not_found_response();
  std::map<std::string, Json> doubted;  // fields, by row
  for (const ReviewDoubt& one : view.queue.of_document(doc_id)) {
    if (one.table == table.name) doubted[one.row_id].push_back(one.field);
  }
  for (const auto& [place, row] : load_tasks_in_order(store, doc_id)) {
    if (rows.size() >= kMostTasks) break;
    const std::string id = record::row_id(table, row);
    Json cells = Json::array(), doubts = Json::array();
    for (const auto& column : kTaskCells) cells.push_back(cell_json(row, column));
    if (const auto found = doubted.find(id); found != doubted.end())
      doubts = std::move(found->second);
    rows.push_back({{"row_id", id},
                    {"version", compute_version(table, row, "")},
                    {"status", record::ConstCells<Tasks>(row).text(Tasks::review_status)},
                    {"reasons", make_reasons_json(record::find_reasons(table, row))},
                    {"doubts", std::move(doubts)},
                    {"cells", std::move(cells)}});
  }
  const auto division = find_file_division(store, doc_id);
  Json pages = division ? make_division_json(*division) : Json();
  if (division) pages["documents"] = make_documents_json(list_file_documents(store, *division));
  const auto document_verdict = find_document_verdict(store, doc_id);
  const std::vector<ReviewDoubt> doubts = view.queue.of_document(doc_id);
  return make_response({{"document", std::move(document)},
                        {"version", document_verdict ? document_verdict->version : ""},
                        {"waiting", doubts.size()},
                        {"verdict", verdict_json(document_verdict, doubts)},
                        {"pages", std::move(pages)},
                        {"name", make_document_json(store, doc_id)["name"]},
                        {"scanned", !find_scan_pages(store, doc_id).empty()},
                        {"columns", std::move(columns)},
                        {"rows", std::move(rows)}});
}

JsonResponse answer_row(const ViewContext& view, const RequestParams& asked) {
  const store::StoreReader& store = view.store;
  const auto target = find_action_target(store, at(asked, "doc"), "tasks", at(asked, "row"), "");
  if (!target) return make_not_found_response();
  Json scans = Json::array();
  // A task that a person added is shown at the place of the task above.
  const record::ConstCells<Tasks> task(target->row);
  std::string bbox = task.text(Tasks::bbox);
  const auto place = find_task_place(target->row, {}).first;
  if (bbox.empty()) {
    for (const Row& row : load_rows(store, *target->table, target->doc_id,
                                    {Tasks::task_id.name, Tasks::bbox.name})) {
      if (find_task_place(row, {}).first > place) break;
      const std::string& own = record::ConstCells<Tasks>(row).text(Tasks::bbox);
      if (!own.empty()) bbox = own;
    }
  }
  for (const ScanExcerpt& shown :
       find_excerpts(find_scan_pages(store, target->doc_id), parse_marks(bbox), "tasks", ""))
    scans.push_back(make_scan_json(target->doc_id, shown, std::nullopt));
  return make_response({{"scans", std::move(scans)},
                        {"read", task.text(Tasks::task_text.as_read)},
                        {"history", make_history_json(store, *target->table, target->doc_id,
                                                      target->row_id, nullptr)}});
}

JsonResponse answer_page(const ViewContext& view, const RequestParams& asked) {
  const std::string doc_id = at(asked, "doc");
  const store::StoreReader& store = view.store;
  bool is_there = false;
  store.for_each_row_of(record::table(record::TableId::kDocuments), doc_id,
                        [&](const Row&, std::string_view) { is_there = true; });
  if (!is_there) return make_not_found_response();
  const std::string text = read_text(view, doc_id);
  const std::int64_t last = std::ranges::count(text, '\f') + 1;
  const auto number = static_cast<std::size_t>(
      std::clamp<std::int64_t>(parse_param_number(at(asked, "page")).value_or(1), 1, last));
  ByteRange range = find_page(text, number);
  if (range.size() > kMostShown)
    range.end = find_surroundings(text, {range.begin, range.begin}, kMostShown).end;
  const auto words = find_changed_words(read_changes(view, doc_id), range.begin, range.end);
  Json out{{"page", number}, {"pages", last}};
  const auto pages = find_scan_pages(store, doc_id);
  const auto page = std::ranges::find(pages, static_cast<std::int64_t>(number), &ScanPage::number);
  if (page == pages.end()) {
    out["text"] = make_segments_json(split_into_segments(text, range, std::nullopt, words));
    return make_response(out);
  }
  ScanExcerpt shown{*page, make_whole_page_box(*page), {}};
  Json scan = make_scan_json(doc_id, shown, std::nullopt);
  // An element of "words" has left, top, width, height, confidence and text.
  std::vector<OcrWordReading> seen;
  if (const auto read = load_ocr_page(view.out, find_source(store, doc_id), *page)) {
    for (const OcrWord& word : read->words) {
      seen.push_back({std::string(slice(read->text, word.text)), word.confidence});
      Json one = make_mark_json(*page, shown.part, word.box);
      one.push_back(word.confidence);
      one.push_back(slice(read->text, word.text));
      scan["words"].push_back(std::move(one));
    }
  }
  const auto hard = find_hard_words(text, range, words, seen, kSureWordConfidence);
  out["text"] = make_segments_json(split_into_segments(text, range, std::nullopt, words, hard));
  scan["doubts"] = doubts_on(store, doc_id, *page, view.queue.of_document(doc_id));
  out["scan"] = std::move(scan);
  return make_response(out);
}

std::string read_text(const ViewContext& view, std::string_view doc_id) {
  std::ifstream in(view.store.results().paths(doc_id).text, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string read_changes(const ViewContext& view, std::string_view doc_id) {
  const auto texts = view.store.texts(doc_id);
  return texts ? texts->changes.value_or("") : std::string();
}

}  // namespace codau::review
