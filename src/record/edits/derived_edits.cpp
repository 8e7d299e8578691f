#include "record/edits/derived_edits.h"

#include <algorithm>
#include <array>
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
#include "record/schema/field_key.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"

namespace codau::record {
namespace {

using document::AgencyMention;
using document::AgencyRole;
using document::Deadline;

const Row* find_row_by_id(const Records& records, const Table& table, const std::string& id) {
  const auto& rows = records[table.id];
  const auto row =
      std::ranges::find_if(rows, [&](const Row& one) { return row_id(table, one) == id; });
  return row == rows.end() ? nullptr : &*row;
}

/// Returns the texts of a document that name places: its text, its recipients, and the place of its
/// issuer.
std::string texts_of(const Records& records, const ConstCells<Documents>& document) {
  std::string out;
  const auto add = [&](const Row& row, const auto&... columns) {
    const auto add_one = [&](const auto& column) {
      const auto* const text = std::get_if<std::string>(&row[column.index]);
      out += (text == nullptr ? std::string() : *text) + ' ';
    };
    (add_one(columns), ...);
  };
  for (const Row& row : records[TableId::kSections]) add(row, Sections::heading, Sections::text);
  for (const Row& row : records[TableId::kTasks])
    add(row, Tasks::task_text, Tasks::lead_raw, Tasks::coop_raw);
  for (const Row& row : records[TableId::kRecipients]) add(row, Recipients::raw);
  const std::string& issuer = document.text(Documents::organ_agency_id);
  const Row* const row =
      issuer.empty() ? nullptr : find_row_by_id(records, table(TableId::kAgencies), issuer);
  if (row != nullptr) out += ConstCells<Agencies>(*row).text(Agencies::place);
  return out;
}

/// Returns the context for reading texts of the document, made from its rows instead of its header.
document::DocumentContext context_of(const text::Lexicon& lexicon, const Records& records) {
  using D = Documents;
  document::Header header;
  if (!records[TableId::kDocuments].empty()) {
    const ConstCells<D> row(records[TableId::kDocuments].front());
    const auto field = [&](auto column) -> document::TextField {
      if (row.text(column).empty()) return std::nullopt;
      return document::Field<std::string>{row.text(column), {}};
    };
    header.organ_level = document::parse_level(row.text(D::organ_level));
    header.governing_organ = field(D::governing_organ);
    header.organ_name = field(D::organ_name);
    header.issued_place = field(D::issued_place);
    header.issued_edtf = field(D::issued_date_best);
    header.subject = field(D::subject);
    if (const auto year = row.get(D::plan_year))
      header.plan_year = static_cast<std::int32_t>(*year);
    header.period_start = row.get(D::period_start);
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

/// Returns the deadlines of a cell or sentence; never empty.
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
        task_row_(task),
        task_(task),
        human_(find_human_fields(records)),
        context_(context_of(lexicon, records)),
        agencies_(context_.agencies) {
    for (const Row& row : records[TableId::kDocuments]) {
      const ConstCells<Documents> document(row);
      doc_id_ = document.text(Documents::doc_id);
      issuer_ = find_issuer(document.text(Documents::organ_agency_id), [&](const std::string& id) {
        return find_row_by_id(records, table(TableId::kAgencies), id);
      });
    }
  }

  std::vector<EditRequest> follow() {
    if (request_.edit.action == EditAction::kAddRow) {
      follow_agencies(AgencyRole::kLead, "", task_.text(Tasks::lead_raw));
      follow_agencies(AgencyRole::kCoop, "", task_.text(Tasks::coop_raw));
      add_deadlines();
      return std::move(out_);
    }
    const std::string& field = request_.edit.field;
    const Value* const present = find_cell(tasks_, task_row_, field);
    if (present == nullptr || request_.edit.value == *present) return {};
    if (const CopiedColumn* const column = find_copied_column(field)) follow_due(*column);
    const auto* const text = std::get_if<std::string>(&request_.edit.value);
    const std::string now = text == nullptr ? std::string() : *text,
                      before = find_cell_text(tasks_, task_row_, field);
    if (field == Tasks::deadline_raw.name) follow_deadline(before, now);
    if (field == Tasks::lead_raw.name) follow_agencies(AgencyRole::kLead, before, now);
    if (field == Tasks::coop_raw.name) follow_agencies(AgencyRole::kCoop, before, now);
    return std::move(out_);
  }

 private:
  /// Returns the rows of a table that belong to the task.
  template <class Tag>
  [[nodiscard]] std::vector<const Row*> rows_of_task() const {
    std::vector<const Row*> out;
    for (const Row& row : records_[Tag::kTable]) {
      if (ConstCells<Tag>(row).text(Tag::task_id) == request_.edit.row_id) out.push_back(&row);
    }
    return out;
  }

  // ---- deadlines ----

  [[nodiscard]] std::vector<Deadline> read_deadlines(const std::string& text) const {
    const bool is_cell = task_.text(Tasks::origin) == to_code(document::TaskOrigin::kTable);
    return deadlines_in(text, is_cell, context_.deadlines);
  }

  [[nodiscard]] static TaskRow make_due(const Deadline& chosen) {
    TaskRow out;
    set_due(out, chosen);
    return out;
  }
  /// Returns whether the task has the values that it would copy from this deadline.
  [[nodiscard]] bool has_due(const Deadline& chosen) const {
    const TaskRow due = make_due(chosen);
    return std::ranges::all_of(copied_columns(), [&](const CopiedColumn& one) {
      return task_row_[one.task] == due.cells()[one.task];
    });
  }

  /// Adds the deadlines of an added task. Its deadline columns count for more than its text.
  void add_deadlines() {
    const std::vector<Deadline> read = read_deadlines(task_.text(Tasks::deadline_raw));
    if (!has_due({}) && !has_due(read[document::choose_deadline(read)])) return add_said(task_row_);
    for (const Deadline& one : read) add(one);
  }

  /// Adds the one deadline that the columns of a task state.
  void add_said(const Row& task) {
    TaskDeadlineRow row;
    row.set(TaskDeadlines::task_id, request_.edit.row_id);
    row.set(TaskDeadlines::raw, ConstCells<Tasks>(task).get(Tasks::deadline_raw));
    for (const auto& [of_task, of_deadline] : copied_columns())
      row.cells()[of_deadline] = task[of_task];
    ask(deadlines_, EditAction::kAddRow).edit.row = row.take();
  }

  /// Returns the further columns that a due date implies: operator "by", and kind "fixed". Pairs of
  /// column and value.
  [[nodiscard]] std::vector<std::pair<CopiedColumn, Value>> meant_by(std::size_t column) const {
    std::vector<std::pair<CopiedColumn, Value>> out;
    const bool is_day =
        column == Tasks::due_date.index && std::holds_alternative<std::string>(request_.edit.value);
    if (!is_day || !task_.text(Tasks::due_op).empty()) return out;
    out.emplace_back(*find_copied_column(Tasks::due_op.name), to_code(document::DueOp::kBy));
    if (task_.text(Tasks::deadline_kind) == to_code(document::DeadlineKind::kNone)) {
      out.emplace_back(*find_copied_column(Tasks::deadline_kind.name),
                       to_code(document::DeadlineKind::kFixed));
    }
    return out;
  }

  /// Sets the same value in the chosen deadline. Does so only if that deadline stays the chosen
  /// one.
  void follow_due(const CopiedColumn& column) {
    const std::vector<const Row*> rows = rows_of_task<TaskDeadlines>();
    Row task = task_row_;
    task[column.task] = request_.edit.value;
    const auto also = meant_by(column.task);
    for (const auto& [more, value] : also) {
      task[more.task] = value;
      set(tasks_, request_.edit.row_id, more.task, value);
    }
    if (rows.empty()) return add_said(task);
    const auto due = [](const Row* row) {
      return ConstCells<TaskDeadlines>(*row).text(TaskDeadlines::due_date);
    };
    const auto is_before = [](const std::string& one, const std::string& other) {
      return !one.empty() && (other.empty() || one < other);
    };
    const Row* chosen = rows.front();  // standards 6.6
    for (const Row* const row : rows)
      if (is_before(due(row), due(chosen))) chosen = row;
    if ((*chosen)[column.deadline] != task_row_[column.task]) return;
    const auto* const day = std::get_if<std::string>(&request_.edit.value);
    const bool is_later_than_another =
        column.task == Tasks::due_date.index && std::ranges::any_of(rows, [&](const Row* row) {
          return row != chosen && is_before(due(row), day == nullptr ? std::string() : *day);
        });
    if (is_later_than_another) return;
    const std::string id = row_id(deadlines_, *chosen);
    set(deadlines_, id, column.deadline, request_.edit.value);
    for (const auto& [more, value] : also) set(deadlines_, id, more.deadline, value);
  }

  void follow_deadline(const std::string& before, const std::string& now) {
    const std::vector<Deadline> was = read_deadlines(before), is = read_deadlines(now);
    const std::vector<const Row*> rows = rows_of_task<TaskDeadlines>();
    const bool are_of_text =
        rows.size() >= was.size() &&
        std::equal(was.begin(), was.end(), rows.begin(), [&](const Deadline& one, const Row* row) {
          return ConstCells<TaskDeadlines>(*row).get(TaskDeadlines::raw) ==
                 to_text_value(strip_controls(one.raw));
        });
    // Values that the task copies from its rows follow by themselves; values that a person has set
    // do not.
    const Deadline& chosen = was[document::choose_deadline(was)];
    const TaskRow before_row = make_due(chosen),
                  after_row = make_due(is[document::choose_deadline(is)]);
    const bool is_from_text = has_due(chosen);
    for (const CopiedColumn& one : copied_columns()) {
      const Value& value = after_row.cells()[one.task];
      const FieldKey key{tasks_.name, request_.edit.row_id, tasks_.columns[one.task].name};
      if (is_from_text && value != before_row.cells()[one.task] &&
          (human_.contains(key) || !are_of_text))
        set(tasks_, request_.edit.row_id, one.task, value);
    }
    if (!are_of_text && !rows.empty()) return;
    const std::size_t known = rows.empty() ? 0 : was.size();
    for (std::size_t i = 0; i < std::max(known, is.size()); ++i) {
      if (i >= is.size()) {
        remove(deadlines_, *rows[i]);
      } else if (i >= known) {
        add(is[i]);
      } else {
        change(deadlines_, *rows[i], make_deadline_row(is[i]).take());
      }
    }
  }

  [[nodiscard]] TaskDeadlineRow make_deadline_row(const Deadline& deadline) const {
    TaskDeadlineRow row;
    row.set(TaskDeadlines::task_id, request_.edit.row_id);
    set_deadline(row, deadline);
    return row;
  }

  void add(const Deadline& deadline) {
    ask(deadlines_, EditAction::kAddRow).edit.row = make_deadline_row(deadline).take();
  }

  // ---- agencies ----

  /// Returns the agencies with a role in a task, read as a cell of a table.
  std::vector<AgencyMention> read_agencies(AgencyRole role, const std::string& text) {
    const bool leads = role == AgencyRole::kLead;
    document::TaskRow row;
    row.columns = {{document::ColumnRole::kLead, {}}, {document::ColumnRole::kCoop, {}}};
    const std::string beside = task_.text(leads ? Tasks::coop_raw : Tasks::lead_raw);
    row.cells = {cell_of(leads ? text : beside), cell_of(leads ? beside : text)};
    std::vector<AgencyMention> out =
        document::finish_task(std::move(row), nullptr, context_, agencies_).agencies;
    std::erase_if(out, [role](const AgencyMention& one) { return one.role != role; });
    return out;
  }

  void follow_agencies(AgencyRole role, const std::string& before, const std::string& now) {
    std::vector<const Row*> rows = rows_of_task<TaskAgencies>();
    std::erase_if(rows, [&](const Row* row) {
      return ConstCells<TaskAgencies>(*row).text(TaskAgencies::role) != to_code(role);
    });
    const std::vector<AgencyMention> was = read_agencies(role, before),
                                     is = read_agencies(role, now);
    const bool is_of_text =
        before.empty() ||  // the agencies are in a heading above, or missing
        std::ranges::equal(
            rows, was, {},
            [](const Row* row) { return ConstCells<TaskAgencies>(*row).text(TaskAgencies::norm); },
            [](const AgencyMention& one) { return strip_controls(one.norm); });
    if (!is_of_text) return;
    for (std::size_t i = 0; i < std::max(rows.size(), is.size()); ++i) {
      if (i >= is.size()) {
        remove(of_task_, *rows[i]);
      } else if (i >= rows.size()) {
        add(role, is[i]);
      } else {
        change(*rows[i], role, is[i]);
      }
    }
  }

  [[nodiscard]] TaskAgencyRow make_agency_row(AgencyRole role, const AgencyMention& agency) const {
    using A = TaskAgencies;
    TaskAgencyRow row;
    row.set(A::task_id, request_.edit.row_id).set(A::role, to_code(role));
    row.set(A::raw, strip_controls(agency.raw)).set(A::norm, strip_controls(agency.norm));
    row.set(A::agency_id, agency_id(agency, issuer_.agency_id, doc_id_));
    row.set(A::level, to_code(agency.level)).set(A::place, to_text_value(agency.place));
    row.set(A::is_collective, agency.is_collective).set(A::is_inherited, false);
    return row.set(A::method, to_code(agency.method));
  }

  /// Returns the agency rows that an edit brings. The issuer of an inner unit is known.
  [[nodiscard]] std::vector<Row> agencies_of(const AgencyMention& agency) const {
    return make_agency_rows(context_.agencies.lexicon, agency, issuer_, doc_id_);
  }

  void change(const Row& row, AgencyRole role, const AgencyMention& agency) {
    change(of_task_, row, make_agency_row(role, agency).take());
    for (EditRequest& asked : out_) {
      if (asked.edit.field == TaskAgencies::agency_id.name &&
          asked.edit.row_id == row_id(of_task_, row))
        asked.edit.agencies = agencies_of(agency);
    }
  }

  void add(AgencyRole role, const AgencyMention& agency) {
    EditRequest& asked = ask(of_task_, EditAction::kAddRow);
    asked.edit.row = make_agency_row(role, agency).take();
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

  /// Requests all differences between two rows, except columns that follow from others.
  void change(const Table& one, const Row& row, const Row& wanted) {
    for (std::size_t i = 0; i < one.columns.size(); ++i) {
      if (row[i] != wanted[i] && is_settable(one.name, one.columns[i].name))
        set(one, row_id(one, row), i, wanted[i]);
    }
  }

  void set(const Table& one, std::string id, std::size_t column, Value value) {
    HumanEdit& edit = ask(one, EditAction::kSet).edit;
    edit.row_id = std::move(id);
    edit.field = one.columns[column].name;
    edit.value = std::move(value);
  }

  const Table& tasks_ = table(TableId::kTasks);
  const Table& deadlines_ = table(TableId::kTaskDeadlines);
  const Table& of_task_ = table(TableId::kTaskAgencies);
  const Records& records_;
  const EditRequest& request_;
  const Row& task_row_;
  const ConstCells<Tasks> task_;
  const std::set<FieldKey> human_;
  const document::DocumentContext context_;
  document::AgencyCellReader agencies_;
  std::string doc_id_;
  AgencyIssuer issuer_;
  std::vector<EditRequest> out_;
};

/// Returns the edits of a document's type number and name. Values that do not match the type before
/// stay.
std::vector<EditRequest> follow_type(const text::Lexicon& lexicon, const EditRequest& request,
                                     const ConstCells<Documents>& document) {
  using D = Documents;
  const auto* const code = std::get_if<std::string>(&request.edit.value);
  const std::string& before = document.text(D::type_code);
  if (code == nullptr || *code == before) return {};
  const auto name_of_type = [&](const std::string& one) -> std::optional<std::string> {
    const auto type = document::find_cited_type(lexicon, one);
    if (!type || type->code != one) return std::nullopt;
    return std::string(type->name);
  };
  std::vector<EditRequest> out;
  const auto set = [&](std::string_view column, std::optional<std::string> value) {
    EditRequest& asked = out.emplace_back(request);
    asked.expected = {};
    asked.edit.field = column;
    asked.edit.value = to_value(std::move(value));
  };
  if (document.get(D::tt05_type) == find_law_type_number(lexicon, before))
    set(D::tt05_type.name, find_law_type_number(lexicon, *code));
  const auto name = name_of_type(before);  // nothing for a document without type
  if (!name || document.get(D::type_name) == name) set(D::type_name.name, name_of_type(*code));
  return out;
}

}  // namespace

std::vector<EditRequest> derive_edits(const text::Lexicon& lexicon, const Records& records,
                                      const EditRequest& request) {
  const HumanEdit& edit = request.edit;
  if (edit.table == Documents::kName && edit.action == EditAction::kSet &&
      edit.field == Documents::type_code.name) {
    const Row* const document = find_row_by_id(records, table(TableId::kDocuments), edit.row_id);
    return document == nullptr ? std::vector<EditRequest>{}
                               : follow_type(lexicon, request, ConstCells<Documents>(*document));
  }
  if (edit.table != Tasks::kName) return {};
  if (edit.action == EditAction::kAddRow)
    return TaskTexts(lexicon, records, request, edit.row).follow();
  constexpr std::array<std::string_view, 3> kTexts{Tasks::deadline_raw.name, Tasks::lead_raw.name,
                                                   Tasks::coop_raw.name};
  const bool is_followed = std::ranges::find(kTexts, edit.field) != kTexts.end() ||
                           find_copied_column(edit.field) != nullptr;
  if (edit.action != EditAction::kSet || !is_followed) return {};
  const Row* const task = find_row_by_id(records, table(TableId::kTasks), edit.row_id);
  if (task == nullptr) return {};
  return TaskTexts(lexicon, records, request, *task).follow();
}

}  // namespace codau::record
