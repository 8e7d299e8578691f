#include "record/edits/derived_edits.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "document/agencies/gazetteer.h"
#include "document/header/header.h"
#include "document/references/document_type.h"
#include "document/tasks/task_row.h"
#include "record/edits/edit_rules.h"
#include "record/rows/agency_rows.h"
#include "record/rows/deadline_fields.h"
#include "record/rows/law_type.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"

namespace codau::record {
namespace {

using document::AgencyMention;
using document::AgencyRole;
using document::Deadline;

const Row* find_row_by_id(const Records& records, const Table& table, const std::string& id) {
  const auto rows = records.find(table.name);
  if (rows == records.end()) return nullptr;
  const auto row =
      std::ranges::find_if(rows->second, [&](const Row& one) { return row_id(table, one) == id; });
  return row == rows->second.end() ? nullptr : &*row;
}

/// What the rows of a document say of places: its text, who it goes to, and where its issuer is.
std::string texts_of(const Records& records, const Row& document) {
  std::string out;
  const auto add = [&](std::string_view name, std::initializer_list<std::string_view> columns) {
    const auto rows = records.find(name);
    if (rows == records.end()) return;
    for (const Row& row : rows->second) {
      for (const std::string_view column : columns) out += text_of(table(name), row, column) + ' ';
    }
  };
  add("sections", {"heading", "text"});
  add("tasks", {"task_text", "lead_raw", "coop_raw"});
  add("recipients", {"raw"});
  const Table& agencies = table("agencies");
  const std::string issuer = text_of(table("documents"), document, "organ_agency_id");
  if (const Row* const row = issuer.empty() ? nullptr : find_row_by_id(records, agencies, issuer))
    out += text_of(agencies, *row, "place");
  return out;
}

/// What the rows of a document tell its readers, as its header told them.
document::DocumentContext context_of(const text::Lexicon& lexicon, const Records& records) {
  document::Header header;
  const auto documents = records.find("documents");
  if (documents != records.end() && !documents->second.empty()) {
    const Table& one = table("documents");
    const Row& row = documents->second.front();
    const auto field = [&](std::string_view column) -> document::TextField {
      std::string text = text_of(one, row, column);
      if (text.empty()) return std::nullopt;
      return document::Field<std::string>{std::move(text), {}};
    };
    header.organ_level = document::parse_level(text_of(one, row, "organ_level"));
    header.governing_organ = field("governing_organ");
    header.organ_name = field("organ_name");
    header.issued_place = field("issued_place");
    header.issued_edtf = field("issued_date_best");
    header.subject = field("subject");
    if (const auto* const year = std::get_if<std::int64_t>(&value_of(one, row, "plan_year")))
      header.plan_year = static_cast<std::int32_t>(*year);
    if (const auto start = field("period_start")) header.period_start = start->value;
    header.named_places =
        document::find_named_places(lexicon, document::fold(texts_of(records, row)));
  }
  document::DocumentContext context = document::make_context(lexicon, header);
  context.agencies.may_be_misread = false;  // a person has typed it
  return context;
}

document::TaskCell cell_of(const std::string& text) {
  document::TaskCell out;
  out.text = document::read_passage(text, {0, static_cast<std::uint32_t>(text.size())});
  return out;
}

/// The deadlines that a text says, of a cell or of a sentence; never empty.
std::vector<Deadline> deadlines_in(const std::string& text, bool is_cell,
                                   const document::DeadlineContext& context) {
  std::vector<Deadline> found;
  if (!is_cell) found = document::find_deadlines(text, context);
  return found.empty() ? document::read_deadline_cell(text, context) : found;
}

class TaskTexts {
 public:
  TaskTexts(const text::Lexicon& lexicon, const Records& records, const EditRequest& request,
            const Row& task)
      : records_(records),
        request_(request),
        task_(task),
        human_(find_human_fields(records)),
        context_(context_of(lexicon, records)),
        agencies_(context_.agencies) {
    for (const Row& row : records.at("documents")) {
      doc_id_ = text_of(table("documents"), row, "doc_id");
      issuer_ = find_issuer(
          text_of(table("documents"), row, "organ_agency_id"),
          [&](const std::string& id) { return find_row_by_id(records, table("agencies"), id); });
    }
  }

  std::vector<EditRequest> follow() {
    if (request_.edit.action == EditAction::kAddRow) {
      follow_agencies(AgencyRole::kLead, "", text_of(tasks_, task_, "lead_raw"));
      follow_agencies(AgencyRole::kCoop, "", text_of(tasks_, task_, "coop_raw"));
      add_deadlines();
      return std::move(out_);
    }
    const std::string& field = request_.edit.field;
    if (request_.edit.value == value_of(tasks_, task_, field)) return {};
    if (!find_deadline_column(field).empty()) follow_due(field);
    const auto* const text = std::get_if<std::string>(&request_.edit.value);
    const std::string now = text == nullptr ? std::string() : *text,
                      before = text_of(tasks_, task_, field);
    if (field == "deadline_raw") follow_deadline(before, now);
    if (field == "lead_raw") follow_agencies(AgencyRole::kLead, before, now);
    if (field == "coop_raw") follow_agencies(AgencyRole::kCoop, before, now);
    return std::move(out_);
  }

 private:
  /// Rows of the task.
  [[nodiscard]] std::vector<const Row*> rows_of(const Table& one) const {
    std::vector<const Row*> out;
    const auto all = records_.find(one.name);
    if (all == records_.end()) return out;
    for (const Row& row : all->second) {
      if (text_of(one, row, "task_id") == request_.edit.row_id) out.push_back(&row);
    }
    return out;
  }

  // ---- deadlines ----

  [[nodiscard]] std::vector<Deadline> read_deadlines(const std::string& text) const {
    const bool is_cell = text_of(tasks_, task_, "origin") == to_code(document::TaskOrigin::kTable);
    return deadlines_in(text, is_cell, context_.deadlines);
  }

  [[nodiscard]] bool says(const ColumnValues& fields) const {
    return std::ranges::all_of(fields, [&](const auto& field) {
      return value_of(tasks_, task_, field.first) == field.second;
    });
  }

  /// Of a task that somebody adds: what he says of when counts for more than its text.
  void add_deadlines() {
    const std::vector<Deadline> read = read_deadlines(text_of(tasks_, task_, "deadline_raw"));
    if (!says(make_due_fields({})) && !says(make_due_fields(read[document::choose_deadline(read)])))
      return add_said(task_);
    for (const Deadline& one : read) add(one);
  }

  /// The one deadline that a task says to have.
  void add_said(const Row& task) {
    RowWriter row(deadlines_);
    row.set("task_id", request_.edit.row_id).set("raw", value_of(tasks_, task, "deadline_raw"));
    for (const auto& [column, none] : make_due_fields({}))
      row.set(find_deadline_column(column), value_of(tasks_, task, column));
    ask(deadlines_, EditAction::kAddRow).edit.row = row.take();
  }

  /// A day without more is one by which a task is done.
  [[nodiscard]] ColumnValues meant_by(const std::string& field) const {
    ColumnValues out;
    const bool is_day =
        field == "due_date" && std::holds_alternative<std::string>(request_.edit.value);
    if (!is_day || !text_of(tasks_, task_, "due_op").empty()) return out;
    out.emplace_back("due_op", to_text_value(to_code(document::DueOp::kBy)));
    if (text_of(tasks_, task_, "deadline_kind") == to_code(document::DeadlineKind::kNone))
      out.emplace_back("deadline_kind", to_text_value(to_code(document::DeadlineKind::kFixed)));
    return out;
  }

  /// What is said of the deadline that the task has it from is said of that one, as long as the
  /// task would have it from there.
  void follow_due(const std::string& field) {
    const std::vector<const Row*> rows = rows_of(deadlines_);
    const std::string_view column = find_deadline_column(field);
    Row task = task_;
    RowCells cells(tasks_, task);
    cells.set(field, request_.edit.value);
    const ColumnValues also = meant_by(field);
    for (const auto& [more, value] : also) {
      cells.set(more, value);
      set(tasks_, request_.edit.row_id, more, value);
    }
    if (rows.empty()) return add_said(task);
    const auto due = [&](const Row* row) { return text_of(deadlines_, *row, "due_date"); };
    const auto is_before = [](const std::string& one, const std::string& other) {
      return !one.empty() && (other.empty() || one < other);
    };
    const Row* chosen = rows.front();  // standards 6.6
    for (const Row* const row : rows)
      if (is_before(due(row), due(chosen))) chosen = row;
    if (value_of(deadlines_, *chosen, column) != value_of(tasks_, task_, field)) return;
    const auto* const day = std::get_if<std::string>(&request_.edit.value);
    const bool goes_behind =
        field == "due_date" && std::ranges::any_of(rows, [&](const Row* row) {
          return row != chosen && is_before(due(row), day == nullptr ? std::string() : *day);
        });
    if (goes_behind) return;
    set(deadlines_, row_id(deadlines_, *chosen), column, request_.edit.value);
    for (const auto& [more, value] : also)
      set(deadlines_, row_id(deadlines_, *chosen), find_deadline_column(more), value);
  }

  void follow_deadline(const std::string& before, const std::string& now) {
    const std::vector<Deadline> was = read_deadlines(before), is = read_deadlines(now);
    const std::vector<const Row*> rows = rows_of(deadlines_);
    const bool are_of_text =
        rows.size() >= was.size() &&
        std::equal(was.begin(), was.end(), rows.begin(), [&](const Deadline& one, const Row* row) {
          return value_of(deadlines_, *row, "raw") == to_text_value(strip_controls(one.raw));
        });
    // What the task has from its rows follows them; what somebody has set there does not.
    const ColumnValues were = make_due_fields(was[document::choose_deadline(was)]),
                       are = make_due_fields(is[document::choose_deadline(is)]);
    const bool is_from_text = says(were);
    for (std::size_t i = 0; is_from_text && i < are.size(); ++i) {
      const auto& [column, value] = are[i];
      const bool is_own = human_.contains({"tasks", request_.edit.row_id, std::string(column)});
      if (value != were[i].second && (is_own || !are_of_text))
        set(tasks_, request_.edit.row_id, column, value);
    }
    if (!are_of_text && !rows.empty()) return;
    const std::size_t known = rows.empty() ? 0 : was.size();
    for (std::size_t i = 0; i < std::max(known, is.size()); ++i) {
      if (i >= is.size()) {
        remove(deadlines_, *rows[i]);
      } else if (i >= known) {
        add(is[i]);
      } else {
        change(deadlines_, *rows[i], make_deadline_fields(is[i]));
      }
    }
  }

  void add(const Deadline& deadline) {
    RowWriter row(deadlines_);
    row.set("task_id", request_.edit.row_id);
    for (auto& [column, value] : make_deadline_fields(deadline)) row.set(column, std::move(value));
    ask(deadlines_, EditAction::kAddRow).edit.row = row.take();
  }

  // ---- agencies ----

  /// Those of a part in a task, as a row of a table names them.
  std::vector<AgencyMention> read_agencies(AgencyRole role, const std::string& text) {
    const bool leads = role == AgencyRole::kLead;
    document::TaskRow row;
    row.columns = {{document::ColumnRole::kLead, {}}, {document::ColumnRole::kCoop, {}}};
    const std::string beside = text_of(tasks_, task_, leads ? "coop_raw" : "lead_raw");
    row.cells = {cell_of(leads ? text : beside), cell_of(leads ? beside : text)};
    std::vector<AgencyMention> out =
        document::finish_task(std::move(row), nullptr, context_, agencies_).agencies;
    std::erase_if(out, [role](const AgencyMention& one) { return one.role != role; });
    return out;
  }

  void follow_agencies(AgencyRole role, const std::string& before, const std::string& now) {
    std::vector<const Row*> rows = rows_of(of_task_);
    std::erase_if(rows,
                  [&](const Row* row) { return text_of(of_task_, *row, "role") != to_code(role); });
    const std::vector<AgencyMention> was = read_agencies(role, before),
                                     is = read_agencies(role, now);
    const bool is_of_text =
        before.empty() ||  // they stand in a heading above, or nowhere
        std::ranges::equal(
            rows, was, {}, [&](const Row* row) { return text_of(of_task_, *row, "norm"); },
            [](const AgencyMention& one) { return strip_controls(one.norm); });
    if (!is_of_text) return;
    for (std::size_t i = 0; i < std::max(rows.size(), is.size()); ++i) {
      if (i >= is.size()) {
        remove(of_task_, *rows[i]);
      } else if (i >= rows.size()) {
        add(role, is[i]);
      } else {
        change(*rows[i], is[i]);
      }
    }
  }

  [[nodiscard]] ColumnValues fields_of_agency(const AgencyMention& agency) const {
    return {{"raw", strip_controls(agency.raw)},
            {"method", to_code(agency.method)},
            {"norm", strip_controls(agency.norm)},
            {"agency_id", to_text_value(agency_id(agency, issuer_.agency_id, doc_id_))},
            {"level", to_code(agency.level)},
            {"place", to_text_value(agency.place)},
            {"is_collective", agency.is_collective},
            {"is_inherited", false}};
  }

  /// The rows that an edit brings: an inner unit's issuer is there.
  [[nodiscard]] std::vector<Row> agencies_of(const AgencyMention& agency) const {
    return make_agency_rows(context_.agencies.lexicon, agency, issuer_, doc_id_);
  }

  void change(const Row& row, const AgencyMention& agency) {
    change(of_task_, row, fields_of_agency(agency));
    for (EditRequest& asked : out_) {
      if (asked.edit.field == "agency_id" && asked.edit.row_id == row_id(of_task_, row))
        asked.edit.agencies = agencies_of(agency);
    }
  }

  void add(AgencyRole role, const AgencyMention& agency) {
    RowWriter row(of_task_);
    row.set("task_id", request_.edit.row_id).set("role", to_code(role));
    for (const auto& [column, value] : fields_of_agency(agency)) row.set(column, value);
    EditRequest& asked = ask(of_task_, EditAction::kAddRow);
    asked.edit.row = row.take();
    asked.edit.agencies = agencies_of(agency);
  }

  // ---- edits ----

  EditRequest& ask(const Table& one, EditAction action) {
    EditRequest asked;
    asked.doc_id = request_.doc_id;
    asked.edit.action = action;
    asked.edit.table = one.name;
    out_.push_back(std::move(asked));
    return out_.back();
  }

  void remove(const Table& one, const Row& row) {
    ask(one, EditAction::kRemoveRow).edit.row_id = row_id(one, row);
  }

  /// What follows from other columns is left to that.
  void change(const Table& one, const Row& row, const ColumnValues& fields) {
    for (const auto& [column, value] : fields) {
      if (value_of(one, row, column) != value && is_settable(one.name, column))
        set(one, row_id(one, row), column, value);
    }
  }

  HumanEdit& set(const Table& one, std::string id, std::string_view column, Value value) {
    HumanEdit& edit = ask(one, EditAction::kSet).edit;
    edit.row_id = std::move(id);
    edit.field = column;
    edit.value = std::move(value);
    return edit;
  }

  const Table& tasks_ = table("tasks");
  const Table& deadlines_ = table("task_deadlines");
  const Table& of_task_ = table("task_agencies");
  const Records& records_;
  const EditRequest& request_;
  const Row& task_;
  const std::set<FieldKey> human_;
  const document::DocumentContext context_;
  document::AgencyCellReader agencies_;
  std::string doc_id_;
  AgencyIssuer issuer_;
  std::vector<EditRequest> out_;
};

/// Its number in the law's list, and its name where the document has that of the type before.
std::vector<EditRequest> follow_type(const text::Lexicon& lexicon, const EditRequest& request,
                                     const Row& document) {
  const Table& documents = table("documents");
  const auto* const code = std::get_if<std::string>(&request.edit.value);
  const std::string before = text_of(documents, document, "type_code");
  if (code == nullptr || *code == before) return {};
  const auto name_of_type = [&](const std::string& one) -> Value {
    const auto type = document::find_cited_type(lexicon, one);
    return type && type->code == one ? Value(std::string(type->name)) : Value();
  };
  std::vector<EditRequest> out;
  const auto set = [&](std::string_view column, Value value) {
    EditRequest& asked = out.emplace_back(request);
    asked.expected = {};
    asked.edit.field = column;
    asked.edit.value = std::move(value);
  };
  if (value_of(documents, document, "tt05_type") ==
      to_text_value(find_law_type_number(lexicon, before)))
    set("tt05_type", to_text_value(find_law_type_number(lexicon, *code)));
  const Value name = name_of_type(before);  // none of a text without type
  if (value_of(documents, document, "type_name") == name || name == Value())
    set("type_name", name_of_type(*code));
  return out;
}

}  // namespace

std::vector<EditRequest> derive_edits(const text::Lexicon& lexicon, const Records& records,
                                      const EditRequest& request) {
  const HumanEdit& edit = request.edit;
  if (edit.table == "documents" && edit.action == EditAction::kSet && edit.field == "type_code") {
    const Row* const document = find_row_by_id(records, table("documents"), edit.row_id);
    return document == nullptr ? std::vector<EditRequest>{}
                               : follow_type(lexicon, request, *document);
  }
  if (edit.table != "tasks") return {};
  if (edit.action == EditAction::kAddRow)
    return TaskTexts(lexicon, records, request, edit.row).follow();
  constexpr std::array<std::string_view, 3> kTexts{"deadline_raw", "lead_raw", "coop_raw"};
  const bool is_followed = std::ranges::find(kTexts, edit.field) != kTexts.end() ||
                           !find_deadline_column(edit.field).empty();
  if (edit.action != EditAction::kSet || !is_followed) return {};
  const Row* const task = find_row_by_id(records, table("tasks"), edit.row_id);
  if (task == nullptr) return {};
  return TaskTexts(lexicon, records, request, *task).follow();
}

}  // namespace codau::record
