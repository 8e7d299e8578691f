#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "core/message.h"
#include "office/api/json.h"
#include "office/api/page_lines.h"
#include "office/api/param_reader.h"
#include "office/api/read_api.h"
#include "pipeline/output/page_words_reader.h"
#include "record/edits/human_edit.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "review/queue/rows.h"
#include "review/queue/typed_values.h"
#include "store/open_doubts.h"
#include "store/results/result_files.h"
#include "store/schema/ddl.h"

namespace codau::office {
namespace {

using record::Row;
using record::Table;

constexpr std::string_view kApi = "/api/v1/documents/";

web::Response make_no_document() {
  return web::make_problem(404, both("không có văn bản này", "there is no such document"));
}

std::optional<Row> find_document(const store::StoreReader& store, std::string_view doc_id) {
  std::optional<Row> out;
  if (!store::is_doc_id(doc_id)) return out;
  store.for_each_row_of(record::table(record::TableId::kDocuments), doc_id,
                        [&](const Row& row, std::string_view) { out = row; });
  return out;
}

std::string get_param(const ReadApi::Params& asked, std::string_view name) {
  const auto found = asked.find(name);
  return found == asked.end() ? std::string() : found->second;
}

/// Returns the columns in the order of a workbook.
std::vector<const record::Column*> list_columns(const Table& table) {
  std::vector<const record::Column*> out;
  for (const record::Column& column : table.columns) out.push_back(&column);
  std::ranges::stable_sort(out, {}, &record::Column::sheet_place);
  return out;
}

Json make_label_json(const record::Column& column) {
  return {{"vi", column.title_vi}, {"en", column.title_en}};
}

/// Returns the fields of a row: value, the text that people see, and whether the value is in doubt.
Json make_fields_json(const Table& table, const Row& row, const std::set<std::string>& doubted) {
  Json out = Json::array();
  for (const record::Column* const column : list_columns(table)) {
    const record::Value& value = row[static_cast<std::size_t>(column - table.columns.data())];
    out.push_back({{"field", column->name},
                   {"label", make_label_json(*column)},
                   {"value", make_value_json(*column, value)},
                   {"shown", review::format_typed(*column, value)},
                   {"in_doubt", doubted.contains(std::string(column->name))},
                   {"version", review::compute_version(table, row, column->name)}});
  }
  return out;
}

/// Returns the open doubts of a document: fields by row, for one table.
std::map<std::string, std::set<std::string>> list_doubts(const store::StoreReader& store,
                                                         std::string_view doc_id,
                                                         std::string_view table) {
  std::map<std::string, std::set<std::string>> out;
  for (const record::ReviewDoubt& one : store::find_open_doubts(store, doc_id))
    if (one.table == table) out[one.row_id].insert(one.field);
  return out;
}

Json make_url(std::string_view doc_id, std::string_view what, const std::filesystem::path& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::is_regular_file(file, error)) return {};
  return std::string(kApi) + std::string(doc_id) + "/" + std::string(what);
}

std::uint64_t count_rows_of(const store::StoreReader& store, record::TableId table,
                            std::string_view doc_id) {
  std::uint64_t out = 0;
  store.for_each_row_of(record::table(table), doc_id, [&](const Row&, std::string_view) { ++out; });
  return out;
}

/// Returns the number in the file of the first page of a document; nothing for plain text.
std::optional<std::int64_t> find_first_page(const store::StoreReader& store,
                                            std::string_view doc_id) {
  std::optional<std::int64_t> out;
  store.for_each_row_of(record::table(record::TableId::kPages), doc_id,
                        [&](const Row& row, std::string_view) {
                          const record::ConstCells<record::Pages> cells(row);
                          const std::int64_t page = cells.get(record::Pages::page_no).value_or(1);
                          out = std::min(out.value_or(page), page);
                        });
  return out;
}

/// Returns the table whose rows of a document may be asked for; null for another name.
const Table* find_document_table(std::string_view name) {
  const Table* const table = record::find_table(name == "references" ? "doc_refs" : name);
  if (table == nullptr || table->id == record::TableId::kDocuments) return nullptr;
  return store::find_row_owner(*table) == store::RowOwner::kShared ? nullptr : table;
}

std::string_view name_of(record::EditAction action) {
  constexpr std::array<std::string_view, 8> kNames{"set",    "accept", "reject", "add",
                                                   "remove", "reopen", "divide", "set_line"};
  return kNames.at(static_cast<std::size_t>(action));
}

/// Returns the title of the edited field, or the place of the corrected line.
Message describe_place(const record::HumanEdit& edit) {
  if (edit.action != record::EditAction::kSetLine)
    return review::make_column_label(edit.table, edit.field);
  const std::string line = std::to_string(edit.line.line), page = std::to_string(edit.line.page);
  const Message place = both("dòng " + line, "line " + line);
  return edit.line.page == 0 ? place : place + both(", trang " + page, " of page " + page);
}

Json make_edit_json(const record::HumanEdit& edit) {
  const Table* const table = record::find_table(edit.table);
  const record::Column* const column =
      table == nullptr ? nullptr : record::find_column(*table, edit.field);
  const bool is_value = edit.action == record::EditAction::kSet && column != nullptr;
  const auto shown = [&](const record::Value& value) -> Json {
    if (edit.action == record::EditAction::kSetLine) {
      const auto* const text = std::get_if<std::string>(&value);
      return text == nullptr ? Json() : Json(*text);
    }
    return is_value ? Json(review::format_typed(*column, value)) : Json();
  };
  return {{"at", edit.at},
          {"actor", edit.actor},
          {"action", name_of(edit.action)},
          {"table", edit.table},
          {"row_id", edit.row_id},
          {"field", or_null(edit.field)},
          {"label", make_message_json(describe_place(edit))},
          {"was", shown(edit.before)},
          {"value", shown(edit.value)}};
}

Json make_words_json(const exports::PlacedPage& page, const std::vector<PageLine>& lines) {
  Json out = Json::array();
  std::map<const exports::PlacedWord*, std::size_t> line_of;
  for (const PageLine& line : lines)
    for (const exports::PlacedWord* const word : line.words) line_of.emplace(word, line.number);
  for (const auto& area : page.areas) {
    for (const auto& paragraph : area) {
      for (const auto& line : paragraph) {
        for (const exports::PlacedWord& word : line) {
          const auto found = line_of.find(&word);
          out.push_back({{"text", word.text},
                         {"box", to_upright(page, word.box)},
                         {"confidence", word.confidence},
                         {"line", found == line_of.end() ? Json() : Json(found->second)}});
        }
      }
    }
  }
  return out;
}

Json make_lines_json(const exports::PlacedPage& page, const std::vector<PageLine>& lines) {
  Json out = Json::array();
  for (const PageLine& line : lines) {
    exports::PlacedLine words;
    for (const exports::PlacedWord* const word : line.words) words.push_back(*word);
    const Json box =
        words.empty() ? Json() : Json(to_upright(page, exports::find_bounding_box(words)));
    out.push_back({{"line", line.number}, {"text", line.text}, {"box", box}});
  }
  return out;
}

}  // namespace

web::Response ReadApi::document(const store::StoreReader& store, const Params& asked) const {
  const std::string doc_id = get_param(asked, "doc_id");
  const auto row = find_document(store, doc_id);
  if (!row) return make_no_document();
  const Table& table = record::table(record::TableId::kDocuments);
  std::set<std::string> doubted;
  const auto doubts = store::find_open_doubts(store, doc_id);
  for (const record::ReviewDoubt& one : doubts)
    if (one.table == table.name) doubted.insert(one.field);
  std::string name, path;
  store.for_each_row_of(record::table(record::TableId::kSources), doc_id,
                        [&](const Row& source, std::string_view) {
                          const record::ConstCells<record::Sources> cells(source);
                          if (!path.empty()) return;
                          name = cells.text(record::Sources::source_name);
                          path = cells.text(record::Sources::source_path);
                        });
  const store::ResultFiles results = store.results();
  const std::string pdf = results.pdf_path(doc_id);
  const record::ConstCells<record::Documents> cells(*row);
  return make_json_response(
      {{"doc_id", doc_id},
       {"name", name},
       {"path", path},
       {"status", cells.text(record::Documents::review_status)},
       {"fields", make_fields_json(table, *row, doubted)},
       {"pages", count_rows_of(store, record::TableId::kPages, doc_id)},
       {"first_page", or_null(find_first_page(store, doc_id))},
       {"counts",
        {{"tasks", count_rows_of(store, record::TableId::kTasks, doc_id)},
         {"sections", count_rows_of(store, record::TableId::kSections, doc_id)},
         {"references", count_rows_of(store, record::TableId::kDocRefs, doc_id)},
         {"recipients", count_rows_of(store, record::TableId::kRecipients, doc_id)},
         {"doubts", doubts.size()}}},
       {"pdf", make_url(doc_id, "pdf", pdf.empty() ? std::filesystem::path() : out_ / pdf)},
       {"text", make_url(doc_id, "text", results.paths(doc_id).text)},
       {"version", review::compute_version(table, *row, "")}});
}

web::Response ReadApi::table(const store::StoreReader& store, const Params& asked) const {
  constexpr std::size_t kUsual = 1'000, kMost = 5'000;
  const std::string doc_id = get_param(asked, "doc_id"), name = get_param(asked, "table");
  const Table* const table = find_document_table(name);
  if (table == nullptr)
    return web::make_problem(404, both("không có bảng này", "there is no such table"));
  if (!find_document(store, doc_id)) return make_no_document();
  ParamReader reader(asked);
  const std::size_t limit = reader.limit(kUsual, kMost);
  const auto after = reader.after(name, 1);
  const auto skipped = after ? get_number(after->front()) : 0;
  if (!skipped) reader.refuse_cursor();
  if (reader.fault()) return *reader.fault();
  const auto doubts = list_doubts(store, doc_id, table->name);
  Json columns = Json::array(), items = Json::array();
  for (const record::Column* const column : list_columns(*table))
    columns.push_back({{"name", column->name}, {"label", make_label_json(*column)}});
  std::int64_t seen = 0;
  store.for_each_row_of(*table, doc_id, [&](const Row& row, std::string_view) {
    if (seen++ < *skipped || items.size() >= limit) return;
    const std::string id = record::row_id(*table, row);
    Json item{{"row_id", id}, {"version", review::compute_version(*table, row, "")}};
    const auto found = doubts.find(id);
    item["doubts"] = found == doubts.end() ? Json::array() : Json(found->second);
    for (std::size_t i = 0; i < table->columns.size(); ++i)
      item[std::string(table->columns[i].name)] = make_value_json(table->columns[i], row[i]);
    items.push_back(std::move(item));
  });
  const auto end = *skipped + static_cast<std::int64_t>(items.size());
  const std::string next = end < seen ? encode_cursor(name, {end}) : std::string();
  Json out{{"columns", std::move(columns)}};
  out.update(make_list_json(std::move(items), next, seen));
  return make_json_response(out);
}

web::Response ReadApi::history(const store::StoreReader& store, const Params& asked) const {
  const std::string doc_id = get_param(asked, "doc_id");
  if (!find_document(store, doc_id)) return make_no_document();
  ParamReader reader(asked);
  const std::size_t limit = reader.limit();
  const auto after = reader.after("history", 1);
  const std::vector<std::string> edits = store.edits(doc_id);
  const auto end = after ? get_number(after->front()) : static_cast<std::int64_t>(edits.size());
  if (!end || *end < 0) reader.refuse_cursor();
  if (reader.fault()) return *reader.fault();
  Json items = Json::array();
  std::size_t place = std::min(static_cast<std::size_t>(*end), edits.size());
  for (; place > 0 && items.size() < limit; --place) {
    if (const auto edit = record::edit_from_json(edits[place - 1]))
      items.push_back(make_edit_json(*edit));
  }
  const std::string next =
      place == 0 ? std::string() : encode_cursor("history", {static_cast<std::int64_t>(place)});
  return make_json_response(make_list_json(std::move(items), next, edits.size()));
}

web::Response ReadApi::page(const store::StoreReader& store, const Params& asked) {
  const std::string doc_id = get_param(asked, "doc_id");
  if (!find_document(store, doc_id)) return make_no_document();
  ParamReader reader(asked);
  const std::int64_t number = reader.number("page", 1, 1'000'000).value_or(1);
  if (reader.fault()) return *reader.fault();
  std::optional<std::int64_t> first;
  bool is_there = false;
  store.for_each_row_of(record::table(record::TableId::kPages), doc_id,
                        [&](const Row& row, std::string_view) {
                          const record::ConstCells<record::Pages> cells(row);
                          const std::int64_t page = cells.get(record::Pages::page_no).value_or(1);
                          first = std::min(first.value_or(page), page);
                          is_there = is_there || page == number;
                        });
  if (first ? !is_there : number != 1)
    return web::make_problem(404,
                             both("văn bản không có trang này", "the document has no such page"));
  const std::string text = read_page_text(store, doc_id, number, first.value_or(1));
  exports::PlacedPage page;
  if (first) {
    const auto& pages = placed_pages_.get(
        store.seq(), doc_id, [&] { return pipeline::PageWordsReader(out_, store).of(doc_id); });
    for (const exports::PlacedPage& one : pages)
      if (one.number == number) page = one;
  }
  const std::vector<PageLine> lines = find_page_lines(text, page);
  const auto [width, height] = find_upright_size(page);
  const bool is_placed = page.number != 0;
  return make_json_response({{"page", number},
                             {"width", is_placed ? Json(width) : Json()},
                             {"height", is_placed ? Json(height) : Json()},
                             {"text", text},
                             {"lines", make_lines_json(page, lines)},
                             {"words", make_words_json(page, lines)}});
}

}  // namespace codau::office
