#include "record/follow_text.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "document/agencies/gazetteer.h"
#include "document/header/header.h"
#include "document/tasks/task_row.h"
#include "record/agency_rows.h"
#include "record/codes.h"
#include "record/ids.h"
#include "record/row.h"

namespace codau::record {
namespace {

using document::AgencyMention;
using document::AgencyRole;
using document::Deadline;

const Row* find_row(const Records& records, const Table& table, const std::string& id) {
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
  if (const Row* const row = issuer.empty() ? nullptr : find_row(records, agencies, issuer))
    out += text_of(agencies, *row, "place");
  return out;
}

/// What the rows of a document tell its readers, as its header told them.
document::Context context_of(const text::Lexicon& lexicon, const Records& records) {
  document::Header header;
  const auto documents = records.find("documents");
  if (documents != records.end() && !documents->second.empty()) {
    const Table& one = table("documents");
    const Row& row = documents->second.front();
    const auto field = [&](std::string_view column) -> document::Text {
      std::string text = text_of(one, row, column);
      if (text.empty()) return std::nullopt;
      return document::Field<std::string>{std::move(text), {}};
    };
    header.organ_level = document::level_named(text_of(one, row, "organ_level"));
    header.governing_organ = field("governing_organ");
    header.organ_name = field("organ_name");
    header.issued_place = field("issued_place");
    header.issued_edtf = field("issued_date_best");
    header.subject = field("subject");
    if (const auto* const year = std::get_if<std::int64_t>(&value_of(one, row, "plan_year")))
      header.plan_year = static_cast<std::int32_t>(*year);
    if (const auto start = field("period_start")) header.period_start = start->value;
    header.speaks_of = document::places_named(lexicon, document::fold(texts_of(records, row)));
  }
  document::Context context = document::context_of(lexicon, header);
  context.agencies.may_be_misread = false;  // a person has typed it
  return context;
}

document::Cell cell_of(const std::string& text) {
  document::Cell out;
  out.text = document::read_passage(text, {0, static_cast<std::uint32_t>(text.size())});
  return out;
}

/// The fields of a task that its chosen deadline gives.
using Fields = std::vector<std::pair<std::string_view, Value>>;
Fields fields_of(const Deadline& due) {
  const Value op = due.due_op ? Value(name_of(*due.due_op)) : Value();
  return {{"deadline_kind", name_of(due.kind)},
          {"due_date", text_value(due.due_date)},
          {"due_op", op},
          {"period", text_value(due.period)},
          {"recurrence", text_value(due.recurrence)},
          {"anchor", text_value(due.anchor)},
          {"due_inferred", due.inferred}};
}

class TaskTexts {
 public:
  TaskTexts(const text::Lexicon& lexicon, const Records& records, const EditRequest& request,
            const Row& task)
      : records_(records),
        request_(request),
        task_(task),
        context_(context_of(lexicon, records)),
        agencies_(context_.agencies) {
    for (const Row& row : records.at("documents")) {
      doc_id_ = text_of(table("documents"), row, "doc_id");
      issuer_ = issuer_of(
          text_of(table("documents"), row, "organ_agency_id"),
          [&](const std::string& id) { return find_row(records, table("agencies"), id); });
    }
  }

  std::vector<EditRequest> follow() {
    const std::string& field = request_.edit.field;
    const auto* const text = std::get_if<std::string>(&request_.edit.value);
    const std::string now = text == nullptr ? std::string() : *text,
                      before = text_of(tasks_, task_, field);
    if (now == before) return {};
    if (field == "deadline_raw") follow_deadline(before, now);
    if (field == "lead_raw") follow_agencies(AgencyRole::kLead, before, now);
    if (field == "coop_raw") follow_agencies(AgencyRole::kCoop, before, now);
    return std::move(out_);
  }

 private:
  // ---- deadlines ----

  [[nodiscard]] Fields read_deadline(const std::string& text) const {
    const bool in_table = text_of(tasks_, task_, "origin") == name_of(document::TaskOrigin::kTable);
    std::vector<Deadline> found;
    if (!in_table) found = document::find_deadlines(text, context_.deadlines);
    if (found.empty()) found = document::read_deadline_cell(text, context_.deadlines);
    return fields_of(found[document::chosen_deadline(found)]);
  }

  void follow_deadline(const std::string& before, const std::string& now) {
    const Fields was = read_deadline(before), is = read_deadline(now);
    for (const auto& [column, value] : was) {
      if (value_of(tasks_, task_, column) != value) return;
    }
    for (std::size_t i = 0; i < is.size(); ++i) {
      if (is[i].second != was[i].second)
        set(tasks_, request_.edit.row_id, is[i].first, is[i].second);
    }
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
    std::vector<const Row*> rows;
    if (const auto all = records_.find(of_task_.name); all != records_.end()) {
      for (const Row& row : all->second) {
        if (text_of(of_task_, row, "task_id") == request_.edit.row_id &&
            text_of(of_task_, row, "role") == name_of(role))
          rows.push_back(&row);
      }
    }
    const std::vector<AgencyMention> was = read_agencies(role, before),
                                     is = read_agencies(role, now);
    const bool is_of_text =
        before.empty() ||  // they stand in a heading above, or nowhere
        std::ranges::equal(
            rows, was, {}, [&](const Row* row) { return text_of(of_task_, *row, "norm"); },
            [](const AgencyMention& one) { return without_controls(one.norm); });
    if (!is_of_text) return;
    for (std::size_t i = 0; i < std::max(rows.size(), is.size()); ++i) {
      if (i >= is.size()) {
        remove(*rows[i]);
      } else if (i >= rows.size()) {
        add(role, is[i]);
      } else {
        change(*rows[i], is[i]);
      }
    }
  }

  [[nodiscard]] Fields fields_of_agency(const AgencyMention& agency) const {
    return {{"raw", without_controls(agency.raw)},
            {"method", name_of(agency.method)},
            {"norm", without_controls(agency.norm)},
            {"agency_id", text_value(agency_id(agency, issuer_.agency_id, doc_id_))},
            {"level", name_of(agency.level)},
            {"place", text_value(agency.place)},
            {"is_collective", agency.is_collective},
            {"is_inherited", false}};
  }

  /// The rows that an edit brings: an inner unit's issuer is there.
  [[nodiscard]] std::vector<Row> agencies_of(const AgencyMention& agency) const {
    return agency_rows(context_.agencies.lexicon, agency, issuer_, doc_id_);
  }

  void change(const Row& row, const AgencyMention& agency) {
    for (const auto& [column, value] : fields_of_agency(agency)) {
      if (value_of(of_task_, row, column) == value) continue;
      HumanEdit& edit = set(of_task_, row_id(of_task_, row), column, value);
      if (column == "agency_id") edit.agencies = agencies_of(agency);
    }
  }

  void add(AgencyRole role, const AgencyMention& agency) {
    RowWriter row(of_task_);
    row.set("task_id", request_.edit.row_id).set("role", name_of(role));
    for (const auto& [column, value] : fields_of_agency(agency)) row.set(column, value);
    EditRequest& asked = ask(of_task_, EditAction::kAddRow);
    asked.edit.row = row.take();
    asked.edit.agencies = agencies_of(agency);
  }

  void remove(const Row& row) {
    ask(of_task_, EditAction::kRemoveRow).edit.row_id = row_id(of_task_, row);
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

  HumanEdit& set(const Table& one, std::string id, std::string_view column, Value value) {
    HumanEdit& edit = ask(one, EditAction::kSet).edit;
    edit.row_id = std::move(id);
    edit.field = column;
    edit.value = std::move(value);
    return edit;
  }

  const Table& tasks_ = table("tasks");
  const Table& of_task_ = table("task_agencies");
  const Records& records_;
  const EditRequest& request_;
  const Row& task_;
  const document::Context context_;
  document::AgencyCells agencies_;
  std::string doc_id_;
  Issuer issuer_;
  std::vector<EditRequest> out_;
};

}  // namespace

std::vector<EditRequest> follow_text(const text::Lexicon& lexicon, const Records& records,
                                     const EditRequest& request) {
  const HumanEdit& edit = request.edit;
  if (edit.action != EditAction::kSet || edit.table != "tasks") return {};
  if (edit.field != "deadline_raw" && edit.field != "lead_raw" && edit.field != "coop_raw")
    return {};
  const Row* const task = find_row(records, table("tasks"), edit.row_id);
  if (task == nullptr) return {};
  return TaskTexts(lexicon, records, request, *task).follow();
}

}  // namespace codau::record
