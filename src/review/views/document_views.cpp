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

#include "record/doubts.h"
#include "record/edit_rules.h"
#include "record/ids.h"
#include "record/row.h"
#include "review/queue/division.h"
#include "review/queue/json.h"
#include "review/queue/passage.h"
#include "review/queue/rows.h"
#include "review/queue/scan_view.h"
#include "review/queue/sight.h"
#include "review/queue/standing.h"
#include "review/queue/target.h"
#include "review/queue/task_order.h"
#include "review/queue/wording.h"
#include "review/views/views.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

constexpr std::size_t kMostTasks = 5'000;

/// Bytes of a page that are shown: text files have no pages.
constexpr std::size_t kMostShown = 200'000;

/// What the table of a document shows.
constexpr std::array<std::string_view, 8> kTaskCells{"ordinal_raw", "task_text", "lead_raw",
                                                     "coop_raw",    "output",    "deadline_raw",
                                                     "due_date",    "budget_vnd"};
constexpr std::array<std::string_view, 7> kDocumentCells{
    "type_code",  "code_number", "code_notation", "issued_date",
    "organ_name", "subject",     "signer_name"};

Json cell_json(const Table& table, const Row& row, std::string_view name) {
  return {{"value", as_typed(*column_of(table, name), record::value_of(table, row, name))},
          {"version", version_of(table, row, name)}};
}

/// The values in doubt that are printed on a page, with their boxes.
Json doubts_on(const store::Reader& store, std::string_view doc_id, const ScanPage& page,
               const std::vector<Doubt>& doubts) {
  const Table& table = record::table("evidence");
  std::map<record::FieldKey, const Doubt*> by_place;
  for (const Doubt& one : doubts)
    by_place[{one.table, one.row_id, std::string(record::printed_column(one.table, one.field))}] =
        &one;
  Json out = Json::array();
  store.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    const auto found = by_place.find({text_of(table, row, "table_name"),
                                      text_of(table, row, "row_id"), text_of(table, row, "field")});
    if (found == by_place.end()) return;
    for (const PageMark& mark : marks_from(text_of(table, row, "bbox"))) {
      if (mark.page != page.number) continue;
      out.push_back({{"table", found->second->table},
                     {"row_id", found->second->row_id},
                     {"field", found->second->field},
                     {"label", json_of(name_of(found->second->table, found->second->field))},
                     {"box", mark_json(page, whole(page), mark.box)}});
    }
  });
  return out;
}

/// What people have last said of the document, and whether that still holds.
Json verdict_json(const std::optional<Standing>& standing, const std::vector<Doubt>& doubts) {
  const auto* const last = standing ? standing->verdict() : nullptr;
  if (last == nullptr) return {};
  std::string did = told_of(*last);
  const bool is_open = count_unsettled(doubts) > 0;
  if (standing->waits || (did == "accept" && is_open)) did = "waits";
  if (standing->is_past) did = "past";
  return {{"did", did}, {"actor", last->actor}, {"at", last->at}};
}

}  // namespace

Answer tasks_answer(const View& view, const Asked& asked) {
  const store::Reader& store = view.store;
  const Table& table = record::table("tasks");
  const std::string doc_id = at(asked, "doc");
  Json columns = Json::array(), rows = Json::array(), document = Json::array();
  for (const std::string_view name : kTaskCells)
    columns.push_back({{"field", name}, {"label", json_of(name_of("tasks", name))}});
  const Table& documents = record::table("documents");
  store.each_row_of(documents, doc_id, [&](const Row& row, std::string_view) {
    for (const std::string_view name : kDocumentCells) {
      document.push_back(cell_json(documents, row, name));
      document.back()["field"] = name;
      document.back()["label"] = json_of(name_of("documents", name));
    }
  });
  if (document.empty()) return no_such_row();
  std::map<std::string, Json> doubted;  // fields, by row
  for (const Doubt& one : view.queue.of_document(doc_id)) {
    if (one.table == "tasks") doubted[one.row_id].push_back(one.field);
  }
  for (const auto& [place, row] : tasks_in_order(store, doc_id)) {
    if (rows.size() >= kMostTasks) break;
    const std::string id = record::row_id(table, row);
    Json cells = Json::array(), doubts = Json::array();
    for (const std::string_view name : kTaskCells) cells.push_back(cell_json(table, row, name));
    if (const auto found = doubted.find(id); found != doubted.end())
      doubts = std::move(found->second);
    rows.push_back({{"row_id", id},
                    {"version", version_of(table, row, "")},
                    {"status", text_of(table, row, "review_status")},
                    {"reasons", reasons_json(reasons_of(table, row))},
                    {"doubts", std::move(doubts)},
                    {"cells", std::move(cells)}});
  }
  const auto division = division_of(store, doc_id);
  Json pages = division ? division_json(*division) : Json();
  if (division) pages["documents"] = documents_json(documents_of_file(store, *division));
  const auto standing = standing_of(store, doc_id);
  const std::vector<Doubt> doubts = view.queue.of_document(doc_id);
  return answer({{"document", std::move(document)},
                 {"version", standing ? standing->version : ""},
                 {"waiting", doubts.size()},
                 {"verdict", verdict_json(standing, doubts)},
                 {"pages", std::move(pages)},
                 {"name", document_json(store, doc_id)["name"]},
                 {"scanned", !scan_pages(store, doc_id).empty()},
                 {"columns", std::move(columns)},
                 {"rows", std::move(rows)}});
}

Answer row_answer(const View& view, const Asked& asked) {
  const store::Reader& store = view.store;
  const auto target = find(store, at(asked, "doc"), "tasks", at(asked, "row"), "");
  if (!target) return no_such_row();
  Json scans = Json::array();
  // What a person has added stands where the one above it does.
  std::string bbox = target->text("bbox");
  const auto place = place_of_task(target->row, {}).first;
  if (bbox.empty()) {
    const Table& table = *target->table;
    for (const Row& row : rows_with(store, table, target->doc_id, {"task_id", "bbox"})) {
      if (place_of_task(row, {}).first > place) break;
      if (const std::string own = text_of(table, row, "bbox"); !own.empty()) bbox = own;
    }
  }
  for (const Shown& shown :
       shown_of(scan_pages(store, target->doc_id), marks_from(bbox), "tasks", ""))
    scans.push_back(shown_json(target->doc_id, shown, std::nullopt));
  return answer(
      {{"scans", std::move(scans)},
       {"read", target->text("task_text_ocr")},
       {"history", history_json(store, *target->table, target->doc_id, target->row_id, nullptr)}});
}

Answer page_answer(const View& view, const Asked& asked) {
  const std::string doc_id = at(asked, "doc");
  const store::Reader& store = view.store;
  bool is_there = false;
  store.each_row_of(record::table("documents"), doc_id,
                    [&](const Row&, std::string_view) { is_there = true; });
  if (!is_there) return no_such_row();
  const std::string text = file_of(view, doc_id, "text.txt");
  const std::int64_t last = std::ranges::count(text, '\f') + 1;
  const auto number = static_cast<std::size_t>(
      std::clamp<std::int64_t>(number_of(at(asked, "page")).value_or(1), 1, last));
  ByteRange range = page_of(text, number);
  if (range.size() > kMostShown)
    range.end = surroundings_of(text, {range.begin, range.begin}, kMostShown).end;
  const auto words = changes_in(file_of(view, doc_id, "changes.jsonl"), range.begin, range.end);
  Json out{{"page", number}, {"pages", last}};
  const auto pages = scan_pages(store, doc_id);
  const auto page = std::ranges::find(pages, static_cast<std::int64_t>(number), &ScanPage::number);
  if (page == pages.end()) {
    out["text"] = stretches_json(stretches_of(text, range, std::nullopt, words));
    return answer(out);
  }
  Shown shown{*page, whole(*page), {}};
  Json scan = shown_json(doc_id, shown, std::nullopt);
  // Left, top, width, height, confidence, the word.
  std::vector<SeenWord> seen;
  if (const auto read = page_as_read(view.out, source_of(store, doc_id), *page)) {
    for (const OcrWord& word : read->words) {
      seen.push_back({std::string(slice(read->text, word.text)), word.confidence});
      Json one = mark_json(*page, shown.part, word.box);
      one.push_back(word.confidence);
      one.push_back(slice(read->text, word.text));
      scan["words"].push_back(std::move(one));
    }
  }
  const auto hard = hard_words(text, range, words, seen, kSureWord);
  out["text"] = stretches_json(stretches_of(text, range, std::nullopt, words, hard));
  scan["doubts"] = doubts_on(store, doc_id, *page, view.queue.of_document(doc_id));
  out["scan"] = std::move(scan);
  return answer(out);
}

std::string file_of(const View& view, std::string_view doc_id, const char* name) {
  std::ifstream in(view.out / "documents" / doc_id / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace codau::review
