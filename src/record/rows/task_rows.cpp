#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "record/rows/deadline_fields.h"
#include "record/rows/legality.h"
#include "record/rows/row_makers.h"
#include "record/schema/codes.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using document::AgencyMention;
using document::Deadline;
using document::Task;

using RealColumn = ColumnOf<Tasks, ColumnType::kReal>;

std::optional<double> set_confidence(RowBuilder& builder, TaskRow& row, const EvidenceOwner& owner,
                                     RealColumn column, const document::TextField& field) {
  if (!field || field->source.empty()) return std::nullopt;
  const auto least =
      builder.source_map.min_confidence(builder.source_map.pieces(field->source, owner.rows));
  row.set(column, to_real_value(least));
  return least;
}

std::optional<std::string> extra_json(const Task& task) {
  if (task.extra.empty()) return std::nullopt;
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const auto& [header, cell] : task.extra) {
    auto& value = out[header];  // columns with the same name share an entry
    value = value.is_null() ? cell : value.get<std::string>() + "\n" + cell;
  }
  return out.dump();
}

void set_chosen_deadline(RowBuilder& builder, TaskRow& row, const EvidenceOwner& owner,
                         const Task& task) {
  const Deadline& due = task.deadlines[choose_deadline(task.deadlines)];
  const auto basis = due.is_inferred ? document::Basis::kInferred : document::Basis::kRead;
  const auto from = task.deadline_raw ? std::optional(task.deadline_raw->source) : std::nullopt;
  const auto confidence =
      task.deadline_raw ? std::optional(task.deadline_raw->confidence) : std::nullopt;
  const auto set = [&](auto column, const std::optional<std::string>& value) {
    builder.set_derived_value(row, owner, column, to_text_value(value), from, basis, confidence);
  };
  row.set(Tasks::deadline_kind, to_code(due.kind));
  set(Tasks::due_date, due.due_date);
  if (due.due_op) set(Tasks::due_op, to_code(*due.due_op));
  set(Tasks::due_last_day, due.due_last_day);
  row.set(Tasks::due_inferred, due.is_inferred);
  set(Tasks::period, due.period);
  set(Tasks::recurrence, due.recurrence);
  set(Tasks::anchor, due.anchor);
}

bool is_own_support(const Task& task) {
  std::set<std::string> leads;
  for (const AgencyMention& agency : task.agencies) {
    if (agency.role == document::AgencyRole::kLead) leads.insert(text::fold_key(agency.norm));
  }
  return std::ranges::any_of(task.agencies, [&](const AgencyMention& agency) {
    return agency.role == document::AgencyRole::kCoop &&
           leads.contains(text::fold_key(agency.norm));
  });
}

void add_deadline_reasons(ReasonCodes& codes, const document::Header& header,
                          const Deadline& deadline) {
  codes.insert(codes.end(), deadline.reasons.begin(), deadline.reasons.end());
  if (deadline.is_inferred) codes.emplace_back("DUE_INFERRED");
  if (!deadline.due_date) return;
  const bool is_issued = header.issued_edtf && is_full_date(header.issued_edtf->value);
  if (is_issued && *deadline.due_date < header.issued_edtf->value) {
    codes.emplace_back("DUE_BEFORE_ISSUE");
  }
  if (header.plan_year && *deadline.due_date > std::to_string(*header.plan_year + 5) + "-12-31") {
    codes.emplace_back("DUE_FAR");
  }
}

ReasonCodes task_reasons(RowBuilder& builder, TaskRow& row, const EvidenceOwner& owner,
                         const Task& task) {
  ReasonCodes codes = task.reasons;
  const auto add = [&](bool when, const char* code) {
    if (when) codes.emplace_back(code);
  };
  bool is_low = false;
  const std::pair<RealColumn, const document::TextField*> kFields[] = {
      {Tasks::conf_task, &task.task_text},
      {Tasks::conf_lead, &task.lead_raw},
      {Tasks::conf_coop, &task.coop_raw},
      {Tasks::conf_output, &task.output},
      {Tasks::conf_deadline, &task.deadline_raw}};
  for (const auto& [column, field] : kFields) {
    is_low =
        set_confidence(builder, row, owner, column, *field).value_or(1) < kLowConfidence || is_low;
  }
  add(is_low, "OCR_LOW_CONF");
  add(builder.source_map.is_ambiguous(task.bytes), "RESTORE_AMBIGUOUS");
  add(builder.source_map.may_be_misprint(task.bytes), "REALWORD_SUSPECT");
  add(!task.task_text, "TASK_EMPTY");
  add(task.task_text && is_badly_spelled(task.task_text->value), "TEXT_ILLEGAL_SYLLABLE");
  add(task.deadlines.size() > 1, "MULTI_DEADLINE");
  for (const Deadline& deadline : task.deadlines)
    add_deadline_reasons(codes, builder.document.header, deadline);
  for (const AgencyMention& agency : task.agencies) {
    codes.insert(codes.end(), agency.reasons.begin(), agency.reasons.end());
  }
  const bool has_lead = std::ranges::any_of(task.agencies, [](const AgencyMention& agency) {
    return agency.role == document::AgencyRole::kLead;
  });
  add(!has_lead, "LEAD_MISSING");
  add(has_lead && is_own_support(task), "COOP_EQ_LEAD");
  return codes;
}

/// Adds a proposed correction for each impossible date: the reading that makes the date possible
/// (6.7).
void propose_dates(RowBuilder& builder, const TaskRow& row, const EvidenceOwner& owner,
                   const Task& task) {
  for (std::size_t i = 0; i < task.deadlines.size(); ++i) {
    const Deadline& deadline = task.deadlines[i];
    if (!deadline.proposed) continue;
    const ByteRange printed = deadline.proposed->in;
    const auto holds = [printed](const document::TextField& field) {
      return field && field->source.begin <= printed.begin && printed.end <= field->source.end;
    };
    const bool in_cell = holds(task.deadline_raw);
    if (!in_cell && !holds(task.task_text)) continue;
    const ReadColumnOf<Tasks> column = in_cell ? Tasks::deadline_raw : Tasks::task_text;
    builder.propose(row.text(column.as_read), owner, column.name, *deadline.proposed, i);
  }
}

void add_deadlines(RowBuilder& builder, const Task& task, const std::string& id) {
  const double stated = task.deadline_raw ? task.deadline_raw->confidence : 1;
  for (std::size_t i = 0; i < task.deadlines.size(); ++i) {
    const Deadline& deadline = task.deadlines[i];
    TaskDeadlineRow row;
    row.set(TaskDeadlines::task_id, id).set(TaskDeadlines::seq, i + 1);
    set_deadline(row, deadline);
    const auto pieces = builder.source_map.pieces(deadline.source, task.bytes);
    const double confidence = builder.confidence("deadline", stated, pieces);
    row.set(TaskDeadlines::confidence, to_real_value(confidence));
    builder.add_row(std::move(row));
  }
}

/// Returns the confidence of an agency's name, by its method of recognition and the confidence of
/// its cell or sentence.
double confidence_of(const RowBuilder& builder, const Task& task, const AgencyMention& agency) {
  const bool leads = agency.role == document::AgencyRole::kLead;
  const document::TextField& from = leads ? task.lead_raw : task.coop_raw;
  const auto pieces =
      from ? builder.source_map.pieces(from->source, task.bytes) : std::vector<ByteRange>();
  return builder.confidence(leads ? "lead" : "coop", agency.confidence, pieces);
}

void add_agencies(RowBuilder& builder, const Task& task, const std::string& id) {
  std::vector<const AgencyMention*> order;
  for (const bool leads : {true, false}) {
    for (const AgencyMention& agency : task.agencies) {
      if ((agency.role == document::AgencyRole::kLead) == leads) order.push_back(&agency);
    }
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    const AgencyMention& agency = *order[i];
    using A = TaskAgencies;
    TaskAgencyRow row;
    row.set(A::task_id, id).set(A::seq, i + 1).set(A::role, to_code(agency.role));
    row.set(A::raw, strip_controls(agency.raw)).set(A::norm, strip_controls(agency.norm));
    row.set(A::agency_id, builder.agency_id(agency)).set(A::level, to_code(agency.level));
    row.set(A::place, to_text_value(agency.place)).set(A::is_collective, agency.is_collective);
    row.set(A::is_inherited, agency.is_inherited).set(A::method, to_code(agency.method));
    row.set(A::confidence, to_real_value(confidence_of(builder, task, agency)));
    builder.add_row(std::move(row));
  }
}

}  // namespace

void add_task(RowBuilder& builder, std::size_t index) {
  const Task task = builder.document.tasks[index];
  const EvidenceOwner owner{Tasks::kName, builder.task_ids[index], task.bytes};
  TaskRow row;
  row.set(Tasks::task_id, owner.id).set(Tasks::doc_id, builder.source.doc_id);
  row.set(Tasks::section_id, builder.section_ids[task.section]);
  row.set(Tasks::seq, index + 1);
  const bool in_table = task.origin == document::TaskOrigin::kTable;
  row.set(Tasks::origin, to_code(task.origin));
  if (task.appendix > 0) row.set(Tasks::appendix, "PL" + std::to_string(task.appendix));
  if (in_table) row.set(Tasks::table_no, task.table_no);
  row.set(Tasks::row_no, task.row_no);
  if (task.parent_task) row.set(Tasks::parent_task_id, builder.task_ids[*task.parent_task]);
  builder.set_plain_field(row, owner, Tasks::ordinal_raw, task.ordinal_raw);
  row.set(Tasks::ordinal_norm, to_text_value(task.ordinal_norm));
  builder.set_plain_field(row, owner, Tasks::task_code, task.task_code);
  builder.set_derived_value(row, owner, Tasks::group_path, to_text_value(task.group_path), {},
                            document::Basis::kRead);
  builder.set_derived_value(row, owner, Tasks::group_text,
                            to_text_value(strip_controls(task.group_text)), {},
                            document::Basis::kRead);
  builder.set_read_field(row, owner, Tasks::task_text, task.task_text);
  builder.set_read_field(row, owner, Tasks::output, task.output);
  builder.set_read_field(row, owner, Tasks::lead_raw, task.lead_raw);
  builder.set_read_field(row, owner, Tasks::coop_raw, task.coop_raw);
  builder.set_read_field(row, owner, Tasks::deadline_raw, task.deadline_raw);
  builder.set_plain_field(row, owner, Tasks::budget_raw, task.budget_raw);
  row.set(Tasks::budget_vnd, task.budget_vnd);
  builder.set_plain_field(row, owner, Tasks::note, task.note);
  row.set(Tasks::extra, extra_json(task));
  builder.set_place(row, task.bytes);
  set_chosen_deadline(builder, row, owner, task);
  propose_dates(builder, row, owner, task);
  builder.set_review(row, owner, task_reasons(builder, row, owner, task));
  builder.add_row(std::move(row));
  add_deadlines(builder, task, owner.id);
  add_agencies(builder, task, owner.id);
}

}  // namespace codau::record
