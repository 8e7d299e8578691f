#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "record/human_edit.h"
#include "record/ids.h"
#include "record/row.h"
#include "review/actions/acts.h"
#include "review/actions/row_changes.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/target.h"
#include "review/queue/wording.h"

namespace codau::review {
namespace {

using record::Column;
using record::Row;
using record::Table;
using record::text_of;

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

/// The rows that an act is based on, as they are now; or what they have become.
std::optional<Answer> read_rows(const store::Reader& store, const Deed& deed,
                                std::map<std::string, Row>& rows) {
  for (const auto& [row_id, version] : deed.versions) {
    auto target = find(store, deed.doc_id, "tasks", row_id, "");
    if (!target) return no_such_row();
    if (target->version() != version) return changed_since(*target);
    rows[row_id] = std::move(target->row);
  }
  return std::nullopt;
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

/// What is asked of rows; nothing for what cannot be meant.
std::optional<RowChange> rows_meant(const Deed& deed, const std::map<std::string, Row>& rows,
                                    const std::string& section, const std::set<std::string>& open) {
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

}  // namespace

Answer change_rows(Pen& pen, const Deed& deed) {
  RowChange change;
  std::size_t before = 0;
  const std::set<std::string> open = pen.lookout.open_fields(deed.doc_id, "tasks", deed.row_id);
  {
    const Lookout::Reading reading = pen.lookout.read();
    const store::Reader& store = *reading;
    std::map<std::string, Row> rows;
    if (auto why = read_rows(store, deed, rows)) return std::move(*why);
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
  if (const auto why = pen.refused(asked)) return refuse(400, *why);
  const Lookout::Reading reading = pen.lookout.read();
  const store::Reader& store = *reading;
  pen.lookout.look_at(store, deed.doc_id);
  Json out{{"row_id", deed.row_id}, {"all", pen.lookout.queue().size()}};
  if (deed.action == "back") return answer(out);
  if (!change.differences.empty()) out["differences"] = differences_json(change.differences);
  Json versions = Json::object();
  for (const auto& [row_id, version] : deed.versions) {
    if (const auto now = find(store, deed.doc_id, "tasks", row_id, ""))
      versions[row_id] = now->version();
  }
  if (deed.action != "merge") {
    const std::string added = added_since(store, deed.doc_id, before, pen.actor());
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

}  // namespace codau::review
