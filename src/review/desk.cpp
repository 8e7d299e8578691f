#include "review/desk.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <exception>
#include <fstream>
#include <functional>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/correct.h"
#include "pipeline/manifest.h"
#include "record/codes.h"
#include "record/edit_rules.h"
#include "record/human_edit.h"
#include "record/ids.h"
#include "record/reasons.h"
#include "record/row.h"
#include "record/row_json.h"
#include "record/schema.h"
#include "review/alternatives.h"
#include "review/document_types.h"
#include "review/file_parts.h"
#include "review/guard.h"
#include "review/passage.h"
#include "review/row_changes.h"
#include "review/statistics.h"
#include "review/wording.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using record::Column;
using record::Row;
using record::Table;

constexpr std::size_t kMostListed = 50, kMostTasks = 5'000;
/// In a list to choose from: nobody looks through more.
constexpr std::size_t kMostNamed = 500;
/// Bytes of a page that are shown: text files have no pages.
constexpr std::size_t kMostShown = 200'000;
constexpr std::size_t kAround = 160;
constexpr std::int64_t kMostSide = 100'000;  // of a page, in pixels

Json json_of(const Message& message) { return {{"vi", message.vi}, {"en", message.en}}; }

Answer answer(const Json& json, int status = 200) {
  return {status, json.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

Answer refuse(int status, const Message& why) { return answer({{"error", json_of(why)}}, status); }

Answer no_such_row() {
  return refuse(404, both("dòng này không còn trong kết quả", "this row is not in the output"));
}

using record::text_of;

std::string at(const Asked& asked, std::string_view key) {
  const auto found = asked.find(key);
  return found == asked.end() ? std::string() : found->second;
}

const Column* column_of(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  return found == table.columns.end() ? nullptr : &*found;
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// By which an action says what it was based on.
std::string version_of(const Table& table, const Row& row, std::string_view field) {
  const std::string status = text_of(table, row, "review_status");
  const std::string what = field.empty() ? record::row_line(table, row)
                                         : record::value_json(record::value_of(table, row, field));
  return record::sha256(status + '\n' + what).substr(0, 16);
}

std::string rank_text(const Rank& rank) {
  return std::to_string(std::get<0>(rank)) + '|' + std::get<1>(rank) + '|' +
         std::to_string(std::get<2>(rank));
}

std::optional<Rank> rank_of(const std::string& text) {
  const std::size_t first = text.find('|'), last = text.rfind('|');
  if (first == std::string::npos || first == last) return std::nullopt;
  Rank out;
  std::get<1>(out) = text.substr(first + 1, last - first - 1);
  const auto read = [&](std::size_t from, std::size_t to, auto& into) {
    return std::from_chars(text.data() + from, text.data() + to, into).ec == std::errc();
  };
  if (!read(0, first, std::get<0>(out)) || !read(last + 1, text.size(), std::get<2>(out)))
    return std::nullopt;
  return out;
}

Json reasons_json(std::span<const std::string> codes) {
  Json out = Json::array();
  for (const std::string& code : codes) {
    const auto all = record::reasons();
    const auto found = std::ranges::find(all, code, &record::Reason::code);
    const Message meaning =
        found == all.end() ? both(code, code) : both(found->meaning_vi, found->meaning_en);
    out.push_back({{"code", code}, {"meaning", json_of(meaning)}});
  }
  return out;
}

Json names_json(const std::map<std::string, std::size_t, std::less<>>& counts) {
  Json out = Json::array();
  for (const auto& [name, count] : counts) {
    const std::size_t dot = name.find('.');
    const Message table = name_of(name.substr(0, dot), ""),
                  column = name_of(name.substr(0, dot), name.substr(dot + 1));
    out.push_back({{"key", name},
                   {"count", count},
                   {"label", json_of(name.ends_with('.') ? table : table + " › " + column)}});
  }
  return out;
}

std::vector<std::string> reasons_of(const Table& table, const Row& row) {
  const auto* const codes =
      std::get_if<std::vector<std::string>>(&record::value_of(table, row, "review_reasons"));
  return codes == nullptr ? std::vector<std::string>() : *codes;
}

/// Rows whose column has this value with these columns of their table alone: the texts as they were
/// read, which have to be put together, are left alone. The other columns are NULL.
void each_where(const store::Reader& store, const Table& table, std::string_view where,
                std::string_view value, std::span<const std::string_view> names,
                const std::function<void(Row&&)>& take) {
  std::vector<Column> columns;
  std::vector<std::size_t> places;
  const auto add = [&](std::string_view name) {
    const Column* const column = column_of(table, name);
    if (column == nullptr) return;
    columns.push_back(*column);
    places.push_back(static_cast<std::size_t>(column - table.columns.data()));
  };
  add("doc_id");  // by which rows are found
  add("seq");     // by which they are sorted
  for (const std::string_view name : names) add(name);
  Table narrow = table;
  narrow.columns = columns;
  const auto widen = [&](const Row& row, std::string_view) {
    Row wide(table.columns.size());
    for (std::size_t i = 0; i < places.size(); ++i) wide[places[i]] = row[i];
    take(std::move(wide));
  };
  where == "doc_id" ? store.each_row_of(narrow, value, widen)
                    : store.each_row_with(narrow, where, value, widen);
}
std::vector<Row> rows_with(const store::Reader& store, const Table& table, std::string_view doc_id,
                           std::initializer_list<std::string_view> names) {
  std::vector<Row> out;
  each_where(store, table, "doc_id", doc_id, {names.begin(), names.size()},
             [&](Row&& row) { out.push_back(std::move(row)); });
  return out;
}

/// Where a value stands and how sure it is, as `evidence` has it.
struct Evidence {
  std::int64_t page = 0;
  std::string bbox, basis;
  std::optional<double> confidence;
};

Evidence evidence_of(const store::Reader& reader, std::string_view doc_id, std::string_view name,
                     std::string_view id, std::string_view field) {
  const Table& table = record::table("evidence");
  Evidence out;
  reader.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    if (text_of(table, row, "row_id") != id || text_of(table, row, "field") != field ||
        text_of(table, row, "table_name") != name)
      return;
    record::RowCells cells(table, const_cast<Row&>(row));  // NOLINT: only read
    out.page = cells.integer("page_no").value_or(0);
    out.bbox = cells.text("bbox");
    out.basis = cells.text("basis");
    if (const auto* const sure = std::get_if<double>(&record::value_of(table, row, "confidence")))
      out.confidence = *sure;
  });
  return out;
}

Json mark_json(const ScanPage& page, const PageBox& part, const PageBox& box) {
  const Mark mark = mark_on(page, part, box);
  return Json::array({mark.left, mark.top, mark.width, mark.height});
}

/// Below it the recogniser itself doubts a word (standards section 11).
constexpr double kSureWord = 0.80;
bool is_doubted(const OcrWord& word) { return word.confidence < kSureWord; }

/// A picture of a part of a page, and what is marked on it: the boxes of the value, and the words
/// in them that were hard to read.
Json shown_json(std::string_view doc_id, const Shown& shown, const std::optional<OcrPage>& read) {
  const PageBox& part = shown.part;
  const auto number = [](std::int64_t one) { return std::to_string(one); };
  const bool lies = shown.page.turn == 90 || shown.page.turn == 270;
  const std::int32_t width = part.right - part.left, height = part.bottom - part.top;
  Json boxes = Json::array(), words = Json::array();
  for (const PageBox& box : shown.boxes) boxes.push_back(mark_json(shown.page, part, box));
  if (read) {
    for (const std::size_t i : words_in(*read, shown.boxes)) {
      if (is_doubted(read->words[i]))
        words.push_back(mark_json(shown.page, part, read->words[i].box));
    }
  }
  const std::string url = "/api/scan?doc=" + std::string(doc_id) +
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

/// A number of a request; nothing for what is none.
std::optional<std::int64_t> number_of(std::string_view digits) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && out >= 0 ? std::optional(out) : std::nullopt;
}

/// A document as people know it.
Json document_json(const store::Reader& store, std::string_view doc_id) {
  const Table& documents = record::table("documents");
  const Table& sources = record::table("sources");
  Json out{{"name", ""}, {"organ", ""}, {"subject", ""}};
  store.each_row_of(documents, doc_id, [&](const Row& row, std::string_view) {
    out["organ"] = text_of(documents, row, "organ_name");
    out["subject"] = text_of(documents, row, "subject");
  });
  store.each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
    if (out["name"] == "") out["name"] = text_of(sources, row, "source_path");
  });
  return out;
}

/// The values in doubt that are printed on a page, with their boxes.
Json doubts_on(const store::Reader& store, std::string_view doc_id, const ScanPage& page,
               const std::vector<Doubt>& doubts) {
  const Table& table = record::table("evidence");
  std::map<record::FieldKey, const Doubt*> by_place;
  for (const Doubt& one : doubts)
    by_place[{one.table, one.row_id, std::string(printed_column(one.table, one.field))}] = &one;
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

Json stretches_json(const std::vector<Stretch>& stretches) {
  Json out = Json::array();
  for (const Stretch& one : stretches) {
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

/// The value with the other restoration of one of its words. What that is worth is what the first
/// one lacks.
std::vector<Alternative> restored_alternatives(std::string_view text, Bytes place,
                                               std::string_view value,
                                               const std::vector<ChangedWord>& words) {
  std::vector<Alternative> out;
  if (slice(text, place) != value) return out;  // white space differs: the bytes are others'
  for (const ChangedWord& word : words) {
    if (word.begin < place.begin || word.end > place.end || word.runner_up.empty()) continue;
    std::string other(value);
    other.replace(word.begin - place.begin, word.end - word.begin, word.runner_up);
    out.push_back({std::move(other), word.runner_up,
                   std::string(text.substr(word.begin, word.end - word.begin)),
                   1 - word.confidence});
  }
  return out;
}

Json alternatives_json(std::vector<Alternative> all, std::string_view value) {
  Json out = Json::array();
  for (const Alternative& one : likeliest(std::move(all), value)) {
    out.push_back({{"value", one.value},
                   {"word", one.word},
                   {"instead", one.instead},
                   {"probability", one.probability}});
  }
  return out;
}

/// Words of a page as they were read, in the boxes of a value.
void add_words(const OcrPage& page, const std::vector<PageBox>& boxes,
               std::vector<ReadWord>& words) {
  for (const std::size_t i : words_in(page, boxes)) {
    const OcrWord& word = page.words[i];
    ReadWord& read = words.emplace_back();
    read.text = slice(page.text, word.text);
    read.confidence = word.confidence;
    for (const OcrAlternative& one : word.alternatives)
      read.alternatives.emplace_back(one.text, one.probability);
  }
}

std::string percent(double part, char point) {
  const int tenths = static_cast<int>(part * 100 + 0.5);
  std::string out = std::to_string(tenths / 100) + point + std::to_string(tenths % 100 / 10) +
                    std::to_string(tenths % 10);
  return out;
}

/// Why the value is in doubt, in one sentence about its words; nothing where they say no more than
/// the reasons.
std::optional<Message> why_of(std::span<const std::string> codes, const std::vector<ReadWord>& read,
                              const std::vector<ChangedWord>& changed) {
  const auto has = [&](std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
  };
  const auto least = std::ranges::min_element(read, {}, &ReadWord::confidence);
  if (has("OCR_LOW_CONF") && least != read.end() && least->confidence < kSureWord) {
    return both(
        "Chữ “" + least->text + "” khó đọc: máy chỉ tin " + percent(least->confidence, ',') + ".",
        "“" + least->text + "” was hard to read: confidence " + percent(least->confidence, '.') +
            ".");
  }
  if (has("RESTORE_AMBIGUOUS")) {
    for (const ChangedWord& word : changed) {
      if (!word.is_unsure() || word.runner_up.empty()) continue;
      return both("“" + word.before + "” có thể là “" + word.runner_up + "”.",
                  "“" + word.before + "” may be “" + word.runner_up + "”.");
    }
  }
  return std::nullopt;
}

/// Names, which are misread everywhere in the same way.
bool spreads(std::string_view table, std::string_view field) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"documents", "organ_name"},
       {"documents", "governing_organ"},
       {"documents", "issued_place"},
       {"documents", "signer_name"},
       {"documents", "signer_position"},
       {"tasks", "lead_raw"},
       {"tasks", "coop_raw"}});
  return std::ranges::find(kNames, std::pair(table, field)) != kNames.end();
}

/// What people have done to a row, the latest first: of its values to one of them, where `column`
/// is given, else to all.
Json history_json(const store::Reader& store, const Table& table, std::string_view doc_id,
                  std::string_view row_id, const Column* column) {
  constexpr std::size_t kMost = 50;
  Json out = Json::array();
  auto lines = store.edits(doc_id);
  std::ranges::reverse(lines);
  for (const std::string& line : lines) {
    const auto edit = record::edit_from_json(line);
    const bool is_it = edit && edit->table == table.name && edit->row_id == row_id &&
                       (edit->field.empty() || column == nullptr || edit->field == column->name);
    if (!is_it || out.size() >= kMost) continue;
    Json one{{"actor", edit->actor}, {"at", edit->at}};
    const Column* const of = column == nullptr ? column_of(table, edit->field) : column;
    if (column == nullptr && !edit->field.empty())
      one["label"] = json_of(name_of(table.name, edit->field));
    switch (edit->action) {
      case record::EditAction::kSet:
        if (of == nullptr) continue;
        one["did"] = "set";
        one["before"] = as_typed(*of, edit->before);
        one["value"] = as_typed(*of, edit->value);
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
      default:
        one["did"] = "reopen";
    }
    out.push_back(std::move(one));
  }
  return out;
}

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

/// Where a task stands in its document: by its number there, and those that people have added
/// behind the one that they were added to, in the order in which they were.
using TaskPlace = std::pair<std::int64_t, std::size_t>;
using AddedRows = std::map<std::string, std::size_t>;
TaskPlace place_of_task(const Row& row, const AddedRows& added) {
  const Table& table = record::table("tasks");
  const auto* const seq = std::get_if<std::int64_t>(&record::value_of(table, row, "seq"));
  const auto found = added.find(record::row_id(table, row));
  return {seq == nullptr ? 0 : *seq, found == added.end() ? 0 : found->second};
}

std::vector<std::pair<TaskPlace, Row>> tasks_in_order(const store::Reader& store,
                                                      std::string_view doc_id) {
  AddedRows added;
  for (const std::string& line : store.edits(doc_id)) {
    if (line.find("add_row") == std::string::npos) continue;
    const auto edit = record::edit_from_json(line);
    if (edit && edit->action == record::EditAction::kAddRow)
      added.emplace(edit->row_id, added.size() + 1);
  }
  std::vector<std::pair<TaskPlace, Row>> out;
  store.each_row_of(record::table("tasks"), doc_id, [&](const Row& row, std::string_view) {
    out.emplace_back(place_of_task(row, added), row);
  });
  std::ranges::stable_sort(out, {}, [](const auto& one) { return one.first; });
  return out;
}

bool is_verdict(const record::HumanEdit& edit) {
  return edit.action == record::EditAction::kAccept || edit.action == record::EditAction::kReject ||
         edit.action == record::EditAction::kReopen;
}

bool is_same_deed(const record::HumanEdit& one, const record::HumanEdit& other) {
  return one.action == other.action && one.actor == other.actor && one.at == other.at;
}

/// How a file with pages is divided into documents, and which of them one is.
struct Division {
  std::string file;  ///< doc_id of the first
  std::vector<std::uint32_t> first_pages;
  std::uint32_t pages = 0;
  PageRange range;
  std::string wanted;  ///< as people have it for the next run (record::EditAction::kDivide)
  /// By which an action says what it was based on.
  [[nodiscard]] std::string version() const {
    return record::sha256(wanted + '\n' + record::to_text(first_pages)).substr(0, 16);
  }
  [[nodiscard]] bool is_as_wanted() const {
    return wanted.empty() || wanted == record::to_text(first_pages);
  }
  /// Where documents begin after the next run.
  [[nodiscard]] std::vector<std::uint32_t> meant() const {
    const auto begins = record::pages_from(wanted);
    return !begins || begins->empty() ? first_pages : *begins;
  }
};

/// Nothing for a text, which has no pages.
std::optional<PageRange> pages_of(const store::Reader& store, std::string_view doc_id) {
  const Table& sources = record::table("sources");
  std::optional<PageRange> out;
  store.each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
    const auto page = [&](const char* column) {
      const auto* const number = std::get_if<std::int64_t>(&record::value_of(sources, row, column));
      return number == nullptr ? 0 : static_cast<std::uint32_t>(*number);
    };
    const PageRange one{page("page_from"), page("page_to")};
    if (one.from == 0 || one.to < one.from) return;
    out = out ? PageRange{std::min(out->from, one.from), std::max(out->to, one.to)} : one;
  });
  return out;
}

std::optional<Division> division_of(const store::Reader& store, std::string_view doc_id) {
  const auto range = pages_of(store, doc_id);
  if (!range) return std::nullopt;
  Division out;
  out.range = *range;
  const Table& documents = record::table("documents");
  for (const Row& row : rows_with(store, documents, doc_id, {"source_sha256"}))
    out.file = record::doc_id(text_of(documents, row, "source_sha256"));
  std::vector<std::string> all = store.further(out.file);
  all.push_back(out.file);
  for (const std::string& one : all) {
    const auto pages = pages_of(store, one);
    if (!pages) continue;
    out.first_pages.push_back(pages->from);
    out.pages = std::max(out.pages, pages->to);
  }
  std::ranges::sort(out.first_pages);
  const auto same = std::ranges::unique(out.first_pages);
  out.first_pages.erase(same.begin(), same.end());
  for (const std::string& line : store.edits(out.file)) {
    const auto edit = record::edit_from_json(line);
    if (!edit || edit->action != record::EditAction::kDivide) continue;
    const auto* const pages = std::get_if<std::string>(&edit->value);
    out.wanted = pages == nullptr ? std::string() : *pages;
  }
  return out;
}

Json division_json(const Division& division) {
  Json out{{"value", to_text(division.range)}, {"version", division.version()}};
  if (const auto pages = record::pages_from(division.wanted); pages && !division.is_as_wanted())
    out["wanted"] = to_text(*pages, division.pages);
  return out;
}

/// As the page names it.
std::string told_of(const record::HumanEdit& verdict) {
  return verdict.action == record::EditAction::kAccept   ? "accept"
         : verdict.action == record::EditAction::kReject ? "reject"
                                                         : "reopen";
}

/// What people have last said of a document, and by which an action on all of it says what it was
/// based on.
struct Standing {
  std::string version;
  std::vector<record::HumanEdit> verdicts;
  [[nodiscard]] const record::HumanEdit* verdict() const {
    return verdicts.empty() ? nullptr : &verdicts.back();
  }
};

/// Nothing where there is no such document.
std::optional<Standing> standing_of(const store::Reader& store, std::string_view doc_id) {
  const Table& table = record::table("documents");
  std::string version;
  store.each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    version = version_of(table, row, "");
  });
  if (version.empty()) return std::nullopt;
  Standing out;
  for (const std::string& line : store.edits(doc_id)) {
    if (line.find("documents") == std::string::npos) continue;  // most are of rows
    auto edit = record::edit_from_json(line);
    if (edit && edit->table == table.name && is_verdict(*edit))
      out.verdicts.push_back(std::move(*edit));
  }
  if (const auto* const last = out.verdict()) version += told_of(*last) + last->actor;
  out.version = record::sha256(version).substr(0, 16);
  return out;
}

/// Table and row_id of the rows of a document of which nobody has said anything since this was said
/// of them together.
std::vector<std::pair<std::string, std::string>> judged_with(const store::Reader& store,
                                                             std::string_view doc_id,
                                                             const record::HumanEdit& verdict) {
  std::map<std::pair<std::string, std::string>, bool> rows;
  for (const std::string& line : store.edits(doc_id)) {
    const auto edit = record::edit_from_json(line);
    if (edit && is_verdict(*edit)) rows[{edit->table, edit->row_id}] = is_same_deed(*edit, verdict);
  }
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [row, is_of_it] : rows)
    if (is_of_it && row.first != "documents") out.push_back(row);
  return out;
}

Message judged_by_others(const Standing& now) {
  Message out = both("Văn bản này vừa được người khác hoặc cửa sổ khác xét",
                     "Somebody else, or another window, has just judged this document");
  if (const auto* const verdict = now.verdict()) {
    const auto action = verdict->action;
    const Message did = action == record::EditAction::kAccept   ? both("nhận", "accepted")
                        : action == record::EditAction::kReject ? both("loại", "rejected")
                                                                : both("mở lại", "opened again");
    out = out + both(" (" + verdict->actor + ": ", " (" + verdict->actor + ": ") + did + ")";
  }
  return out + both("; hãy xem lại rồi quyết định", "; look again and decide");
}

/// An edit as pipeline::Corrections takes it.
record::AskedEdit edit_of(std::string_view doc_id, std::string_view table, std::string_view row_id,
                          std::string_view action) {
  return record::read_request(edit_line(doc_id, table, row_id, action) + '}');
}

/// Why edits are not made, if they are not.
std::optional<Message> why_not(const pipeline::CorrectReport& report) {
  if (report.refused.empty()) return std::nullopt;
  return report.refused.front().why;
}

/// The task that somebody has added to a document behind so many edits; empty for none.
std::string added_since(const store::Reader& store, std::string_view doc_id, std::size_t edits,
                        std::string_view actor) {
  const auto lines = store.edits(doc_id);
  for (std::size_t i = lines.size(); i > edits; --i) {
    const auto edit = record::edit_from_json(lines[i - 1]);
    if (edit && edit->action == record::EditAction::kAddRow && edit->actor == actor &&
        edit->table == "tasks")
      return edit->row_id;
  }
  return {};
}

/// Dates as they are typed.
Json differences_json(const std::vector<RowChange::Difference>& differences) {
  const Table& table = record::table("tasks");
  Json out = Json::array();
  for (const RowChange::Difference& one : differences) {
    const Column& column = *column_of(table, one.field);
    out.push_back({{"label", json_of(name_of(table.name, one.field))},
                   {"first", as_typed(column, one.first)},
                   {"second", as_typed(column, one.second)},
                   {"joined", one.is_joined}});
  }
  return out;
}

Message changed_by_others() {
  return both("Giá trị này vừa được người khác hoặc cửa sổ khác sửa; hãy xem lại rồi quyết định",
              "Somebody else, or another window, has just changed this; look again and decide");
}

Message no_such_type(const text::Lexicon& lexicon) {
  std::string types;
  for (const auto& [code, name] : document_types(lexicon))
    types += (types.empty() ? "" : "; ") + code + " (" + name + ")";
  return both("không có loại văn bản này; được ghi: ", "there is no such type; one of: ") + types;
}

Answer not_understood() {
  return refuse(400, both("không hiểu được yêu cầu", "the request is not understood"));
}

}  // namespace

/// A value, or a row, as it is now.
struct Desk::Target {
  std::string doc_id, row_id, field;
  const Table* table = nullptr;
  const Column* column = nullptr;  ///< nothing for the row
  Row row;
  bool is_open = false;  ///< a value that is in doubt
  [[nodiscard]] std::string text(std::string_view name) const { return text_of(*table, row, name); }
  [[nodiscard]] std::string version() const { return version_of(*table, row, field); }
  [[nodiscard]] std::string typed() const {
    return column == nullptr ? std::string()
                             : as_typed(*column, record::value_of(*table, row, field));
  }
  [[nodiscard]] std::string value_json() const {
    return record::value_json(record::value_of(*table, row, field));
  }
};

/// What is asked to be done.
struct Desk::Deed {
  std::string action, doc_id, table, row_id, field, version, value, rest, with, at;
  std::map<std::string, std::string> versions;  ///< of rows
  std::vector<std::string> edits;
  bool is_one_of_many = false;
  [[nodiscard]] bool is_of_rows() const {
    return action == "add" || action == "split" || action == "merge" || action == "back";
  }

  static Deed from(const Json& json) {
    Deed out;
    const auto take = [&](const char* key, std::string& into) {
      const auto found = json.find(key);
      if (found != json.end() && found->is_string()) into = found->get<std::string>();
    };
    if (!json.is_object()) return out;
    take("action", out.action);
    take("doc_id", out.doc_id);
    take("table", out.table);
    take("row_id", out.row_id);
    take("field", out.field);
    take("version", out.version);
    take("value", out.value);
    take("rest", out.rest);
    take("with", out.with);
    take("at", out.at);
    if (const auto found = json.find("versions"); found != json.end() && found->is_object()) {
      for (const auto& [row, version] : found->items())
        out.versions[row] = version.is_string() ? version.get<std::string>() : std::string();
    }
    if (const auto found = json.find("edits"); found != json.end() && found->is_array()) {
      for (const Json& edit : *found)
        if (edit.is_string()) out.edits.push_back(edit.get<std::string>());
    }
    return out;
  }
};

Desk::Desk(const fs::path& out, const pipeline::Home& home, std::string actor)
    : out_(out),
      lexicon_(pipeline::lexicon_folders(home, out, {})),
      corrections_(out, lexicon_),
      actor_(std::move(actor)),
      sample_(out) {
  look_again();
}

class Desk::Reading {
 public:
  explicit Reading(std::unique_ptr<store::Reader>& kept) : kept_(kept), reader_(std::move(kept)) {}
  ~Reading() {
    if (std::uncaught_exceptions() > errors_) return;  // of what failed nothing is kept
    reader_->rest();
    kept_ = std::move(reader_);
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  const store::Reader& operator*() const { return *reader_; }

 private:
  int errors_ = std::uncaught_exceptions();
  std::unique_ptr<store::Reader>& kept_;
  std::unique_ptr<store::Reader> reader_;
};

Desk::Reading Desk::read() {
  if (!reader_ || !reader_->renew()) {
    reader_.reset();  // first: what a connection shares with others of the file goes with the last
    corrections_.let_go();
    reader_ = std::make_unique<store::Reader>(out_ / "codau.db");
  }
  return Reading(reader_);
}

std::string Desk::file_of(std::string_view doc_id, const char* name) const {
  return read_file(out_ / "documents" / doc_id / name);
}

/// Which documents there are, at first; then what the change feed tells of.
void Desk::look_again() {
  const Reading reading = read();
  const store::Reader& store = *reading;
  if (store.seq() == seq_) return;
  if (seq_ < 0 || store.first_seq() > seq_) {
    list_documents(store);
  } else {
    for (const store::DocumentChange& change : store.changes_since(seq_))
      look_at(store, change.doc_id);
  }
  seq_ = store.seq();
}

void Desk::list_documents(const store::Reader& store) {
  queue_ = {};
  unseen_.clear();
  std::map<std::string, int, std::less<>> costs, by_document;
  store.each_reason([&](const std::string& doc_id, const std::string& code) {
    auto cost = costs.find(code);
    if (cost == costs.end()) cost = costs.emplace(code, most_cost_of(code)).first;
    if (cost->second == 0) return;
    int& most = by_document[doc_id];
    most = std::max(most, cost->second);
  });
  for (auto at = by_document.rbegin(); at != by_document.rend(); ++at)
    unseen_.emplace_back(at->second, at->first);
  std::ranges::stable_sort(unseen_, {}, [](const auto& one) { return one.first; });
}

bool Desk::look_on(std::chrono::milliseconds most) {
  if (unseen_.empty()) return false;
  const auto end = std::chrono::steady_clock::now() + most;
  const Reading reading = read();
  const store::Reader& store = *reading;
  do {
    look_at(store, unseen_.back().second);
    unseen_.pop_back();
  } while (!unseen_.empty() && std::chrono::steady_clock::now() < end);
  return !unseen_.empty();
}

void Desk::look_at(const store::Reader& store, std::string_view doc_id) {
  record::Records records;
  const auto take = [&](const char* name, std::initializer_list<std::string_view> columns) {
    records[name] = rows_with(store, record::table(name), doc_id, columns);
  };
  take("documents", {"organ_name", "review_status", "review_reasons"});
  if (records["documents"].empty()) return queue_.remove(doc_id);
  take("tasks", {"task_id", "review_status", "review_reasons", "conf_lead", "conf_deadline",
                 "conf_coop", "conf_output", "conf_task"});
  take("sections", {"section_id", "text", "review_status", "review_reasons"});
  const auto has = [&](const char* name, std::string_view beginning) {
    const Table& table = record::table(name);
    return std::ranges::any_of(records[name], [&](const Row& row) {
      return std::ranges::any_of(reasons_of(table, row), [&](const std::string& code) {
        return code.starts_with(beginning);
      });
    });
  };
  if (has("tasks", "AGENCY_")) take("task_agencies", {"task_id", "role", "agency_id"});
  if (has("documents", "OCR_LOW_CONF")) {
    std::vector<Row>& rows = records["evidence"];
    store.each_row_of(record::table("evidence"), doc_id,
                      [&](const Row& row, std::string_view) { rows.push_back(row); });
  }
  const std::vector<std::string> lines = store.edits(doc_id);
  std::vector<record::HumanEdit> edits;
  for (const std::string& line : lines) {
    if (auto edit = record::edit_from_json(line)) edits.push_back(std::move(*edit));
  }
  const std::vector<Doubt> doubts = doubts_of(records, edits);
  Card card{std::string(doc_id), "",
            text_of(record::table("documents"), records["documents"].front(), "organ_name")};
  if (!doubts.empty()) {
    const Table& sources = record::table("sources");
    for (const Row& row : rows_with(store, sources, doc_id, {"source_path"})) {
      if (card.name.empty()) card.name = text_of(sources, row, "source_path");
    }
  }
  queue_.put(card, doubts);
  looked_ = {card.doc_id, lines.size()};
}

/// Once more where nobody has looked yet, or others have edited since.
void Desk::look_if_new(std::string_view doc_id) {
  look_again();
  const Reading reading = read();
  const store::Reader& store = *reading;
  if (looked_ != std::pair(std::string(doc_id), store.edits(doc_id).size())) look_at(store, doc_id);
}

std::set<std::string> Desk::open_fields(std::string_view doc_id, std::string_view table,
                                        std::string_view row_id) {
  look_if_new(doc_id);
  std::set<std::string> out;
  for (const Doubt& one : queue_.of_row(doc_id, table, row_id)) out.insert(one.field);
  return out;
}

Answer Desk::queue(const Asked& asked) {
  look_again();
  const Filter filter{at(asked, "doc"), at(asked, "reason"), at(asked, "field"),
                      at(asked, "organ")};
  const auto after = rank_of(at(asked, "after"));
  auto listed = queue_.list(filter, after, kMostListed);
  // At the beginning nothing has been looked at: a first page, and no more, is waited for.
  constexpr std::chrono::milliseconds kLook{20};
  constexpr int kForAll = 10, kForAny = 40;
  for (int i = 0; listed.size() < kMostListed && !unseen_.empty(); ++i) {
    if (i >= (listed.empty() ? kForAny : kForAll)) break;
    look_on(kLook);
    listed = queue_.list(filter, after, kMostListed);
  }
  Json items = Json::array();
  for (const Queue::Item& item : listed) {
    const Doubt& doubt = item.doubt;
    items.push_back({{"rank", rank_text(item.rank)},
                     {"doc_id", item.card.doc_id},
                     {"name", item.card.name},
                     {"table", doubt.table},
                     {"row_id", doubt.row_id},
                     {"field", doubt.field},
                     {"label", json_of(name_of(doubt.table, doubt.field))},
                     {"reasons", doubt.reasons}});
  }
  Json reasons = Json::array(), organs = Json::array(), documents = Json::array();
  for (const auto& [code, count] : queue_.by_reason()) {
    const std::array codes{code};
    Json one = reasons_json(codes).front();
    reasons.push_back({{"key", code}, {"count", count}, {"label", one.at("meaning")}});
  }
  for (const auto& [name, count] : queue_.by_organ()) {
    if (organs.size() >= kMostNamed) break;
    organs.push_back({{"key", name}, {"count", count}, {"label", json_of(both(name, name))}});
  }
  for (const auto& [card, count] : queue_.documents_named(at(asked, "name"), kMostNamed)) {
    documents.push_back(
        {{"key", card.doc_id}, {"count", count}, {"label", json_of(both(card.name, card.name))}});
  }
  return answer({{"items", std::move(items)},
                 {"waiting", queue_.count(filter)},
                 {"all", queue_.size()},
                 {"documents_waiting", queue_.documents()},
                 {"unseen", unseen_.size()},
                 {"actor", actor_},
                 {"reasons", std::move(reasons)},
                 {"fields", names_json(queue_.by_field())},
                 {"organs", std::move(organs)},
                 {"documents", std::move(documents)}});
}

std::optional<Desk::Target> Desk::find(const store::Reader& store, std::string_view doc_id,
                                       std::string_view name, std::string_view row_id,
                                       std::string_view field) const {
  constexpr std::array<std::string_view, 3> kTables{"documents", "sections", "tasks"};
  if (std::ranges::find(kTables, name) == kTables.end()) return std::nullopt;
  Target out{std::string(doc_id),
             std::string(row_id),
             std::string(field),
             &record::table(name),
             nullptr,
             {}};
  if (!field.empty()) {
    out.column = column_of(*out.table, field);
    if (out.column == nullptr || !record::is_editable(name, field)) return std::nullopt;
  }
  store.each_row_with(*out.table, out.table->primary_key.front(), row_id,
                      [&](const Row& row, std::string_view of) {
                        if (of == doc_id) out.row = row;
                      });
  if (out.row.empty()) return std::nullopt;
  return out;
}

/// What is seen of the scan beside a doubt.
std::vector<Shown> Desk::sight_of(const store::Reader& store, const Target& target,
                                  std::string_view bbox) const {
  const std::string own = target.table->name == "documents" ? "" : target.text("bbox");
  std::vector<PageMark> marks = marks_from(target.field.empty() || bbox.empty() ? own : bbox);
  return shown_of(scan_pages(store, target.doc_id), marks, target.table->name, target.field);
}

Answer Desk::doubt(const Asked& asked) {
  const Reading reading = read();
  const store::Reader& store = *reading;
  const auto target =
      find(store, at(asked, "doc"), at(asked, "table"), at(asked, "row"), at(asked, "field"));
  if (!target) return no_such_row();
  const std::string name(target->table->name);
  const std::string printed(printed_column(name, target->field));
  const Evidence evidence =
      evidence_of(store, target->doc_id, name, target->row_id,
                  target->field.empty() ? (name == "tasks" ? "task_text" : "text") : printed);
  const std::string text = file_of(target->doc_id, "text.txt");
  const Bytes page =
      page_of(text, static_cast<std::size_t>(std::max<std::int64_t>(evidence.page, 1)));
  std::string value = target->field.empty() ? target->text(name == "tasks"      ? "task_text"
                                                           : name == "sections" ? "text"
                                                                                : "subject")
                                            : target->text(printed);
  // The number stands before its notation, the date in the words of its line.
  if (printed == "code_number") value += '/' + target->text("code_notation");
  if (printed == "issued_date") value = target->text("issued_date_ocr");
  auto place = place_of(text, value, page.begin);
  Json out{{"doc_id", target->doc_id},
           {"table", name},
           {"row_id", target->row_id},
           {"field", target->field},
           {"label", json_of(name_of(name, target->field))},
           {"value", target->typed()},
           {"version", target->version()},
           {"status", target->text("review_status")},
           {"page", evidence.page},
           {"basis", evidence.basis}};
  if (evidence.confidence) out["confidence"] = *evidence.confidence;
  if (target->column != nullptr) {
    Json codes = Json::array();
    if (target->column->codes != nullptr) {
      for (const record::Code& code : *target->column->codes)
        codes.push_back({{"code", code.code}, {"vi", code.name_vi}, {"en", code.name_en}});
    }
    if (name == "documents" && target->field == "type_code") {
      for (const auto& [code, type] : document_types(lexicon_))
        codes.push_back({{"code", code}, {"vi", type}, {"en", type}});
    }
    out["codes"] = std::move(codes);
    out["is_date"] = target->column->type == record::Type::kDate;
    if (column_of(*target->table, printed + "_ocr") != nullptr)
      out["read"] = target->text(printed + "_ocr");
    if (printed != target->field || printed == "issued_date")
      out["printed"] =
          printed == "issued_date" ? target->text("issued_date_ocr") : target->text(printed);
  }
  Json scans = Json::array();
  const std::string source = source_of(store, target->doc_id);
  std::vector<ReadWord> read;
  for (const Shown& shown : sight_of(store, *target, evidence.bbox)) {
    const auto page_read = page_as_read(out_, source, shown.page);
    scans.push_back(shown_json(target->doc_id, shown, page_read));
    if (page_read) add_words(*page_read, shown.boxes, read);
  }
  out["scans"] = std::move(scans);
  Json row = Json::array();
  for (const Column& column : target->table->columns) {
    if (!record::is_editable(name, column.name) || column.name == target->field) continue;
    const std::string typed =
        as_typed(column, record::value_of(*target->table, target->row, column.name));
    if (typed.empty() || name_of(name, column.name).vi == column.name) continue;
    row.push_back(
        {{"field", column.name}, {"label", json_of(name_of(name, column.name))}, {"value", typed}});
  }
  out["row"] = std::move(row);
  std::vector<std::string> codes;
  Json others = Json::array();
  for (const Doubt& one : queue_.of_row(target->doc_id, name, target->row_id)) {
    if (one.field == target->field) {
      codes = one.reasons;
    } else {
      others.push_back(json_of(name_of(name, one.field)));
    }
  }
  out["reasons"] = reasons_json(codes);
  out["others"] = std::move(others);
  out["document"] = document_json(store, target->doc_id);
  if (const auto standing = standing_of(store, target->doc_id))
    out["document"]["version"] = standing->version;
  out["document"]["waiting"] = queue_.of_document(target->doc_id).size();
  std::vector<Alternative> alternatives;
  if (target->column != nullptr) alternatives = read_alternatives(target->typed(), read);
  std::vector<ChangedWord> words;
  if (place) {
    const Bytes around = surroundings_of(text, *place, kAround);
    words = changes_in(file_of(target->doc_id, "changes.jsonl"), around.begin, around.end);
    out["context"] = stretches_json(stretches_of(text, around, place, words));
    if (printed == target->field && !target->field.empty() && printed != "code_number") {
      for (Alternative& one : restored_alternatives(text, *place, value, words))
        alternatives.push_back(std::move(one));
    }
    std::erase_if(words, [&](const ChangedWord& word) {
      return word.begin < place->begin || word.end > place->end;
    });
  }
  if (const auto why = why_of(codes, read, words)) out["why"] = json_of(*why);
  out["history"] =
      history_json(store, *target->table, target->doc_id, target->row_id, target->column);
  out["spreads"] = target->column != nullptr && spreads(name, target->field);
  out["alternatives"] = alternatives_json(std::move(alternatives), target->typed());
  return answer(out);
}

Answer Desk::same(const Asked& asked) {
  constexpr std::size_t kMost = 100;
  const std::string name = at(asked, "table"), field = at(asked, "field"),
                    value = at(asked, "value");
  if (!spreads(name, field) || value.empty()) return no_such_row();
  const Table& table = record::table(name);
  const Reading reading = read();
  const store::Reader& store = *reading;
  Json items = Json::array();
  std::size_t all = 0;
  const std::array<std::string_view, 3> columns{table.primary_key.front(), field, "review_status"};
  each_where(store, table, field, value, columns, [&](Row&& row) {
    const std::string id = record::row_id(table, row), doc_id = text_of(table, row, "doc_id");
    const std::string status = text_of(table, row, "review_status");
    if (status == "accepted" || status == "rejected") return;  // a person has judged it
    if (id == at(asked, "row") || ++all > kMost) return;
    items.push_back({{"doc_id", doc_id},
                     {"table", name},
                     {"row_id", id},
                     {"field", field},
                     {"version", version_of(table, row, field)}});
  });
  return answer({{"items", std::move(items)}, {"all", all}});
}

Answer Desk::rescans(const Asked&) {
  const Table& table = record::table("documents");
  const Reading reading = read();
  const store::Reader& store = *reading;
  std::vector<std::string> doc_ids;
  std::size_t all = 0;
  const std::array<std::string_view, 1> columns{"review_status"};
  each_where(store, table, "review_status", "rejected", columns, [&](Row&& row) {
    if (++all <= kMostNamed) doc_ids.push_back(text_of(table, row, "doc_id"));
  });
  Json out = Json::array();
  for (const std::string& doc_id : doc_ids) {
    Json one = document_json(store, doc_id);
    const auto standing = standing_of(store, doc_id);
    if (const auto* const verdict = standing ? standing->verdict() : nullptr)
      one["by"] = {{"actor", verdict->actor}, {"at", verdict->at}};
    one["doc_id"] = doc_id;
    out.push_back(std::move(one));
  }
  return answer({{"documents", std::move(out)}, {"all", all}});
}

Answer Desk::tasks(const Asked& asked) {
  const Reading reading = read();
  const store::Reader& store = *reading;
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
  for (const Doubt& one : queue_.of_document(doc_id)) {
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
  const auto standing = standing_of(store, doc_id);
  Json verdict;
  if (const auto* const last = standing ? standing->verdict() : nullptr)
    verdict = {{"did", told_of(*last)}, {"actor", last->actor}, {"at", last->at}};
  return answer({{"document", std::move(document)},
                 {"version", standing ? standing->version : ""},
                 {"waiting", queue_.of_document(doc_id).size()},
                 {"verdict", std::move(verdict)},
                 {"pages", division ? division_json(*division) : Json()},
                 {"name", document_json(store, doc_id)["name"]},
                 {"scanned", !scan_pages(store, doc_id).empty()},
                 {"columns", std::move(columns)},
                 {"rows", std::move(rows)}});
}

Answer Desk::row(const Asked& asked) {
  const Reading reading = read();
  const store::Reader& store = *reading;
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

Answer Desk::page(const Asked& asked) {
  const std::string doc_id = at(asked, "doc");
  const Reading reading = read();
  const store::Reader& store = *reading;
  bool is_there = false;
  store.each_row_of(record::table("documents"), doc_id,
                    [&](const Row&, std::string_view) { is_there = true; });
  if (!is_there) return no_such_row();
  const std::string text = file_of(doc_id, "text.txt");
  const auto number = static_cast<std::size_t>(number_of(at(asked, "page")).value_or(1));
  Bytes range = page_of(text, number);
  if (range.size() > kMostShown)
    range.end = surroundings_of(text, {range.begin, range.begin}, kMostShown).end;
  const auto words = changes_in(file_of(doc_id, "changes.jsonl"), range.begin, range.end);
  Json out{{"page", number}, {"pages", std::ranges::count(text, '\f') + 1}};
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
  if (const auto read = page_as_read(out_, source_of(store, doc_id), *page)) {
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
  scan["doubts"] = doubts_on(store, doc_id, *page, queue_.of_document(doc_id));
  out["scan"] = std::move(scan);
  return answer(out);
}

Answer Desk::statistics(const Asked& asked) {
  look_again();
  const auto sample = sample_.load();
  std::vector<Sheet> sheets;
  {
    const Reading reading = read();
    const store::Reader& store = *reading;
    sheets = {read_sheet(store), waiting_sheet(queue_), reasons_sheet(store, queue_),
              settled_sheet(store)};
  }
  if (sample) sheets.push_back(errors_sheet(*sample));
  if (const std::string name = at(asked, "sheet"); !name.empty()) {
    const auto sheet = std::ranges::find(sheets, name, &Sheet::name);
    if (sheet == sheets.end())
      return refuse(404, both("không có bảng này", "there is no such table"));
    return {200, csv_of(*sheet, at(asked, "lang") == "en"), "codau-" + name + ".csv"};
  }
  Json out = Json::array();
  for (const Sheet& sheet : sheets) {
    Json columns = Json::array(), rows = Json::array();
    for (const Message& column : sheet.columns) columns.push_back(json_of(column));
    for (const auto& cells : sheet.rows) {
      Json row = Json::array();
      for (const Cell& cell : cells)
        row.push_back(cell.is_number ? Json(cell.number) : json_of(cell.text));
      rows.push_back(std::move(row));
    }
    out.push_back({{"name", sheet.name},
                   {"title", json_of(sheet.title)},
                   {"columns", std::move(columns)},
                   {"rows", std::move(rows)}});
  }
  Json told{{"sheets", std::move(out)}, {"unseen", unseen_.size()}, {"sample", nullptr}};
  if (sample) {
    const auto judged = std::ranges::count_if(
        sample->items, [](const SampleItem& item) { return !item.verdict.empty(); });
    told["sample"] = {{"at", sample->at}, {"size", sample->items.size()}, {"judged", judged}};
  }
  return answer(told);
}

Answer Desk::sample(const Asked&) {
  const auto sample = sample_.load();
  Json items = Json::array();
  for (const SampleItem& item : sample ? sample->items : std::vector<SampleItem>()) {
    items.push_back({{"doc_id", item.doc_id},
                     {"table", item.table},
                     {"row_id", item.row_id},
                     {"field", item.field},
                     {"verdict", item.verdict}});
  }
  return answer({{"seed", sample ? sample->seed : ""}, {"items", std::move(items)}});
}

Answer Desk::judge_sample(std::string_view body) {
  constexpr std::size_t kMostValues = 10, kMostDrawn = 2'000;
  constexpr std::array<std::string_view, 4> kVerdicts{"", "right", "wrong", "unknown"};
  if (!text::nests_within(body, 1, kMostValues)) return not_understood();
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) return not_understood();
  const auto number = [&](const char* key) -> std::optional<std::size_t> {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::size_t>();
  };
  const auto text = [&](const char* key) {
    const auto found = json.find(key);
    return found == json.end() || !found->is_string() ? std::string("?")
                                                      : found->get<std::string>();
  };
  const std::string now = pipeline::iso_time(std::time(nullptr));
  if (const auto size = number("draw")) {
    if (*size == 0 || *size > kMostDrawn) return not_understood();
    Sample drawn{new_token(), now, {}};
    drawn.items = draw_sample(*read(), drawn.seed, *size);
    if (drawn.items.empty())
      return refuse(400, both("chưa có giá trị nào để lấy mẫu", "there is no value to draw"));
    sample_.save(drawn);
    return sample({});
  }
  const auto item = number("item");
  const std::string verdict = text("verdict");
  if (!item || std::ranges::find(kVerdicts, verdict) == kVerdicts.end()) return not_understood();
  const auto sample = sample_.load();
  if (!sample || *item >= sample->items.size()) return no_such_row();
  const SampleItem& judged = sample->items[*item];
  if (sample->seed != text("seed") || judged.verdict != text("was")) {
    return answer({{"error", json_of(both("Mẫu này vừa được người khác hoặc cửa sổ khác xét",
                                          "Somebody else, or another window, has just judged this "
                                          "sample"))},
                   {"conflict", true}},
                  409);
  }
  sample_.judge(*item, verdict, actor_, now);
  return answer({{"verdict", verdict}});
}

std::optional<pipeline::ScanPart> Desk::scan(const Asked& asked) {
  const Reading reading = read();
  const store::Reader& store = *reading;
  const std::string doc_id = at(asked, "doc"), part = at(asked, "part");
  const auto pages = scan_pages(store, doc_id);
  const auto page =
      std::ranges::find(pages, number_of(at(asked, "page")).value_or(0), &ScanPage::number);
  if (page == pages.end()) return std::nullopt;
  pipeline::ScanPart out{source_of(store, doc_id), static_cast<std::uint32_t>(page->number),
                         whole(*page), page->turn, kMostOfPage};
  if (part.empty()) return out;
  std::array<std::int32_t, 4> sides{};
  std::size_t from = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const std::size_t comma = std::min(part.find(',', from), part.size());
    const auto side = number_of(std::string_view(part).substr(from, comma - from));
    if (!side || (i + 1 < sides.size()) != (comma < part.size())) return std::nullopt;
    sides[i] = static_cast<std::int32_t>(std::min<std::int64_t>(*side, kMostSide));
    from = std::min(comma + 1, part.size());
  }
  out.part = {sides[0], sides[1], sides[2], sides[3]};
  if (out.part.left >= out.part.right || out.part.top >= out.part.bottom) return std::nullopt;
  if (out.part != whole(*page)) out.most = kMostOfPart;
  return out;
}

Answer Desk::act(std::string_view body) {
  constexpr std::size_t kMostValues = 25'000;
  if (!text::nests_within(body, 4, kMostValues)) return not_understood();
  const Json json = Json::parse(body, nullptr, false);
  const Deed deed = Deed::from(json);
  if (deed.is_of_rows()) return change_rows(deed);
  if (deed.action == "pages" || deed.action == "divide") return divide(deed);
  if (deed.action != "together")
    return deed.table.empty() && !deed.doc_id.empty() ? judge_document(deed) : act_on_value(deed);
  const auto deeds = json.find("deeds");
  if (deeds == json.end() || !deeds->is_array()) return not_understood();
  std::vector<Deed> all;
  for (const Json& one : *deeds) {
    all.push_back(Deed::from(one));
    all.back().is_one_of_many = true;
  }
  return together(all);
}

/// What can be done is saved at once: each time costs a document as much as one of its values. Of a
/// document of which that is refused, each is done by itself.
Answer Desk::together(const std::vector<Deed>& deeds) {
  Json undo = Json::array(), failed = Json::array();
  std::vector<std::pair<const Deed*, Target>> able;
  for (const Deed& deed : deeds) {
    auto found = target_of(deed);
    if (auto* const refused = std::get_if<Answer>(&found)) {
      failed.push_back(Json::parse(refused->body).at("error"));
    } else {
      able.emplace_back(&deed, std::get<Target>(std::move(found)));
    }
  }
  std::vector<record::AskedEdit> asked;
  std::vector<std::string> owners;
  for (const auto& [deed, target] : able) {
    for (record::AskedEdit& edit : edits_for(*deed, target)) {
      asked.push_back(std::move(edit));
      owners.push_back(deed->doc_id);
    }
  }
  std::set<std::string> saved(owners.begin(), owners.end()), spoilt;
  for (const pipeline::RefusedEdit& one : save(asked).refused) spoilt.insert(owners[one.at]);
  for (const std::string& doc_id : saved) look_at(*read(), doc_id);
  for (const auto& [deed, target] : able) {
    const Answer done =
        spoilt.contains(deed->doc_id) ? make(*deed, target) : done_of(*deed, target);
    Json told = Json::parse(done.body);
    done.status == 200 ? undo.push_back(std::move(told.at("undo")))
                       : failed.push_back(std::move(told.at("error")));
  }
  std::ranges::reverse(undo);
  return answer({{"done", undo.size()},
                 {"failed", std::move(failed)},
                 {"all", queue_.size()},
                 {"undo", {{"action", "together"}, {"deeds", std::move(undo)}}}});
}

/// What is said of a document as a whole.
Answer Desk::judge_document(const Deed& deed) {
  if (deed.action != "sign" && deed.action != "rescan" && deed.action != "undo")
    return not_understood();
  std::vector<std::pair<std::string, std::string>> rows;
  std::string before;  // what was said of the document before what is undone
  {
    const Reading reading = read();
    const store::Reader& store = *reading;
    const auto now = standing_of(store, deed.doc_id);
    if (!now) return no_such_row();
    if (now->version != deed.version)
      return answer({{"error", json_of(judged_by_others(*now))},
                     {"conflict", true},
                     {"version", now->version}},
                    409);
    if (deed.action == "undo") {
      std::size_t place = 0;  // among the verdicts: of a second there may be several
      const char* const end = deed.at.data() + deed.at.size();
      if (std::from_chars(deed.at.data(), end, place).ptr != end || deed.at.empty() ||
          place >= now->verdicts.size())
        return not_understood();
      const auto undone = now->verdicts.begin() + static_cast<std::ptrdiff_t>(place);
      if (undone->actor != actor_ || told_of(*undone) != deed.value) return not_understood();
      before = place == 0 ? "reopen" : told_of(*std::prev(undone));
      if (deed.value == "accept") rows = judged_with(store, deed.doc_id, *undone);
    } else {
      rows.emplace_back("documents", deed.doc_id);
    }
    for (const char* const name : {"sections", "tasks"}) {
      if (deed.action != "sign") break;
      const Table& table = record::table(name);
      for (const Row& row :
           rows_with(store, table, deed.doc_id, {table.primary_key.front(), "review_status"})) {
        if (text_of(table, row, "review_status") == "review")
          rows.emplace_back(name, record::row_id(table, row));
      }
    }
  }
  const char* const action = deed.action == "sign"     ? "accept"
                             : deed.action == "rescan" ? "reject"
                                                       : "reopen";
  std::vector<record::AskedEdit> asked;
  if (!before.empty()) asked.push_back(edit_of(deed.doc_id, "documents", deed.doc_id, before));
  for (const auto& [table, row_id] : rows)
    asked.push_back(edit_of(deed.doc_id, table, row_id, action));
  if (const auto why = why_not(save(asked))) return refuse(400, *why);
  const Reading reading = read();
  const store::Reader& store = *reading;
  look_at(store, deed.doc_id);
  const auto now = standing_of(store, deed.doc_id);
  if (!now || now->verdict() == nullptr) return no_such_row();
  return answer({{"all", queue_.size()},
                 {"version", now->version},
                 {"undo",
                  {{"action", "undo"},
                   {"doc_id", deed.doc_id},
                   {"version", now->version},
                   {"value", told_of(*now->verdict())},
                   {"at", std::to_string(now->verdicts.size() - 1)}}}});
}

Answer Desk::changed_since(const Target& now) {
  return answer({{"error", json_of(changed_by_others())},
                 {"conflict", true},
                 {"value", now.typed()},
                 {"version", now.version()},
                 {"status", now.text("review_status")}},
                409);
}

/// What an action is about, as it is now, or why it cannot be done.
std::variant<Desk::Target, Answer> Desk::target_of(const Deed& deed) {
  constexpr std::array<std::string_view, 5> kActions{"accept", "set", "write", "reject", "undo"};
  if (std::ranges::find(kActions, deed.action) == kActions.end()) return not_understood();
  const bool is_open = deed.action == "write" && !deed.field.empty() &&
                       open_fields(deed.doc_id, deed.table, deed.row_id).contains(deed.field);
  const Reading reading = read();
  auto target = find(*reading, deed.doc_id, deed.table, deed.row_id, deed.field);
  if (!target) return no_such_row();
  if (target->version() != deed.version) return changed_since(*target);
  const bool is_typed = deed.action == "write" || deed.action == "set";
  if (is_typed && deed.table == "documents" && deed.field == "type_code" &&
      !type_code_from(lexicon_, deed.value))
    return refuse(400, no_such_type(lexicon_));
  target->is_open = is_open;
  if (deed.action == "reject" && deed.table == "documents") {
    return refuse(
        400, both("cả văn bản: dùng “Quét lại”", "of a document as a whole: use “Scan again”"));
  }
  return std::move(*target);
}

Answer Desk::act_on_value(const Deed& deed) {
  auto found = target_of(deed);
  if (auto* const refused = std::get_if<Answer>(&found)) return std::move(*refused);
  return make(deed, std::get<Target>(found));
}

std::vector<record::AskedEdit> Desk::edits_for(const Deed& deed, const Target& target) {
  const std::string name(target.table->name);
  std::vector<record::AskedEdit> asked;
  const auto ask = [&](const char* action, bool of_field, const std::string& value = {}) {
    std::string line = edit_line(deed.doc_id, name, target.row_id, action);
    if (of_field) line += R"(,"field":)" + text::json_string(target.field);
    if (!value.empty()) line += R"(,"value":)" + value + R"(,"before":)" + target.value_json();
    asked.push_back(record::read_request(line + '}'));
  };
  const bool has_field = target.column != nullptr;
  const bool sets = deed.action == "set" || deed.action == "write" || deed.action == "undo";
  const bool is_type = name == "documents" && target.field == "type_code";
  const std::string value =
      (is_type ? type_code_from(lexicon_, deed.value) : std::nullopt).value_or(deed.value);
  if (has_field && sets && (deed.action != "undo" || deed.value != target.typed()))
    ask("set", true, from_typed(*target.column, value));
  if (has_field && deed.action == "accept") ask("set", true, target.value_json());
  if (deed.action == "undo") ask("reopen", has_field);
  if (deed.action == "reject") ask("reject", false);
  // Who settles many values at once has not seen their rows.
  if ((deed.action == "accept" || deed.action == "set") && !deed.is_one_of_many) {
    look_if_new(deed.doc_id);
    const auto open = queue_.of_row(deed.doc_id, name, target.row_id);
    const bool is_last =
        std::ranges::all_of(open, [&](const Doubt& one) { return one.field == target.field; });
    if (is_last) ask("accept", false);
  }
  return asked;
}

/// What is told of an action that is saved; `before`: what it was about.
Answer Desk::done_of(const Deed& deed, const Target& before) {
  const std::string name(before.table->name);
  const auto now = find(*read(), deed.doc_id, name, before.row_id, before.field);
  if (!now) return no_such_row();
  // What was said of a row is said again.
  const std::string status = before.field.empty() ? before.text("review_status") : "";
  return answer({{"value", now->typed()},
                 {"version", now->version()},
                 {"status", now->text("review_status")},
                 {"all", queue_.size()},
                 {"undo",
                  {{"action", deed.action == "write" && !before.is_open ? "write"
                              : status == "rejected"                    ? "reject"
                              : status == "accepted"                    ? "accept"
                                                                        : "undo"},
                   {"doc_id", deed.doc_id},
                   {"table", name},
                   {"row_id", before.row_id},
                   {"field", before.field},
                   {"value", before.typed()},
                   {"version", now->version()}}}});
}

Answer Desk::make(const Deed& deed, const Target& target) {
  if (const auto why = why_not(save(edits_for(deed, target)))) return refuse(400, *why);
  look_at(*read(), deed.doc_id);
  return done_of(deed, target);
}

/// Kept with the first document of the file, whose id is that of the file.
Answer Desk::divide(const Deed& deed) {
  std::optional<Division> now;
  {
    const Reading reading = read();
    now = division_of(*reading, deed.doc_id);
  }
  if (!now) return no_such_row();
  if (now->version() != deed.version)
    return answer({{"error", json_of(changed_by_others())},
                   {"conflict", true},
                   {"value", to_text(now->range)},
                   {"version", now->version()}},
                  409);
  std::string pages = deed.value;
  if (deed.action == "pages") {
    const auto range = range_from(deed.value);
    const auto first = range ? divided_with(now->meant(), now->pages, now->range, *range)
                             : divided_as(deed.value, now->pages);
    if (!first) {
      const std::string last = std::to_string(now->pages);
      return refuse(400,
                    both("gõ trang đầu và trang cuối của văn bản trong tệp, như 2–5, hoặc của "
                         "mọi văn bản trong tệp, như 1–3, 4–6; tệp có " +
                             last + " trang",
                         "type the first and last page of the document in the file, as 2–5, or "
                         "of all its documents, as 1–3, 4–6; the file has " +
                             last + " pages"));
    }
    pages = record::to_text(*first);
  }
  const std::string line = edit_line(now->file, "documents", now->file, "divide") + R"(,"value":)" +
                           text::json_string(pages) + '}';
  if (const auto why = why_not(save(std::array{record::read_request(line)})))
    return refuse(400, *why);
  const Reading reading = read();
  const auto then = division_of(*reading, deed.doc_id);
  if (!then) return no_such_row();
  Json out = division_json(*then);
  out["all"] = queue_.size();
  out["undo"] = {{"action", "divide"},
                 {"doc_id", deed.doc_id},
                 {"value", now->wanted},
                 {"version", then->version()}};
  return answer(out);
}

/// Tasks that are added, parted and joined: all of it or nothing, and undone by one action.
Answer Desk::change_rows(const Deed& deed) {
  RowChange change;
  std::size_t before = 0;
  const std::set<std::string> open = open_fields(deed.doc_id, "tasks", deed.row_id);
  {
    const Reading reading = read();
    const store::Reader& store = *reading;
    std::map<std::string, Row> rows;
    for (const auto& [row_id, version] : deed.versions) {
      auto target = find(store, deed.doc_id, "tasks", row_id, "");
      if (!target) return no_such_row();
      if (target->version() != version) return changed_since(*target);
      rows[row_id] = std::move(target->row);
    }
    before = store.edits(deed.doc_id).size();
    std::string section;
    if (deed.action == "add" && rows.empty()) {
      const Table& table = record::table("sections");
      const auto sections = rows_with(store, table, deed.doc_id, {"section_id"});
      if (sections.empty()) return no_such_row();
      section = record::row_id(table, sections.front());
    }
    auto meant = rows_meant(deed, rows, section, open);
    if (!meant) return not_understood();
    change = std::move(*meant);
  }
  std::vector<record::AskedEdit> asked;
  for (const std::string& line : change.edits) asked.push_back(record::read_request(line));
  if (const auto why = why_not(save(asked))) return refuse(400, *why);
  const Reading reading = read();
  const store::Reader& store = *reading;
  look_at(store, deed.doc_id);
  Json out{{"row_id", deed.row_id}, {"all", queue_.size()}};
  if (deed.action == "back") return answer(out);
  if (!change.differences.empty()) out["differences"] = differences_json(change.differences);
  Json versions = Json::object();
  for (const auto& [row_id, version] : deed.versions) {
    if (const auto now = find(store, deed.doc_id, "tasks", row_id, ""))
      versions[row_id] = now->version();
  }
  if (deed.action != "merge") {
    const std::string added = added_since(store, deed.doc_id, before, actor_);
    const auto now = find(store, deed.doc_id, "tasks", added, "");
    if (!now) return no_such_row();
    versions[added] = now->version();
    change.back.push_back(removal(deed.doc_id, added));
    out["row_id"] = added;
  }
  if (deed.action == "add") versions.erase(deed.row_id);
  out["undo"] = {{"action", "back"},
                 {"doc_id", deed.doc_id},
                 {"row_id", deed.row_id},
                 {"versions", std::move(versions)},
                 {"edits", change.back}};
  return answer(out);
}

/// What is asked of rows; nothing for what cannot be meant.
std::optional<RowChange> Desk::rows_meant(const Deed& deed, const std::map<std::string, Row>& rows,
                                          const std::string& section,
                                          const std::set<std::string>& open) {
  if (deed.action == "back") {
    for (const std::string& line : deed.edits) {
      const auto edit = record::read_request(line);
      const auto* const request = std::get_if<record::EditRequest>(&edit);
      if (request == nullptr || request->doc_id != deed.doc_id || request->edit.table != "tasks" ||
          !rows.contains(request->edit.row_id))
        return std::nullopt;
    }
    return deed.edits.empty() ? std::nullopt : std::optional(RowChange{deed.edits, {}});
  }
  const auto is_blank = [](std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  };
  const auto row = rows.find(deed.row_id), with = rows.find(deed.with);
  if (deed.action == "merge") {
    if (row == rows.end() || with == rows.end() || row == with) return std::nullopt;
    const Table& table = record::table("tasks");
    for (const auto& one : {row, with})
      if (text_of(table, one->second, "review_status") == "rejected") return std::nullopt;
    return merge(row->second, with->second, open);
  }
  if (is_blank(deed.value)) return std::nullopt;
  if (deed.action == "add") {
    if (row != rows.end()) return add_below(row->second, deed.value);
    return section.empty() ? std::nullopt
                           : std::optional(add_first(deed.doc_id, section, deed.value));
  }
  if (row == rows.end() || is_blank(deed.rest)) return std::nullopt;
  return split(row->second, deed.value, deed.rest, open);
}

pipeline::CorrectReport Desk::save(std::span<const record::AskedEdit> asked) {
  static_cast<void>(read());  // where others have put files in the place of these, none stays open
  const record::Reviewer who{actor_, pipeline::iso_time(std::time(nullptr))};
  pipeline::CorrectReport report = corrections_.make(asked, who);
  unsettled_ = unsettled_ || report.made > 0;
  return report;
}

void Desk::settle() {
  reader_.reset();  // it would keep the log of writes
  corrections_.finish();
  unsettled_ = false;
}

}  // namespace codau::review
