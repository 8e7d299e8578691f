#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "record/rows/deadline_fields.h"
#include "record/rows/legality.h"
#include "record/rows/row_builder.h"
#include "record/schema/codes.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using document::AgencyMention;
using document::Deadline;
using document::Task;

std::optional<double> set_confidence(RowBuilder& builder, RowWriter& row,
                                     const EvidenceOwner& owner, std::string_view column,
                                     const document::TextField& field) {
  if (!field || field->source.empty()) return std::nullopt;
  const auto least =
      builder.source_map.min_confidence(builder.source_map.pieces(field->source, owner.rows));
  row.set(column, to_real_value(least));
  return least;
}

std::string extra_json(const Task& task) {
  if (task.extra.empty()) return {};
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const auto& [header, cell] : task.extra) {
    auto& value = out[header];  // two columns of one name share an entry
    value = value.is_null() ? cell : value.get<std::string>() + "\n" + cell;
  }
  return out.dump();
}

void set_due(RowBuilder& builder, RowWriter& row, const EvidenceOwner& owner, const Task& task) {
  const Deadline& due = task.deadlines[choose_deadline(task.deadlines)];
  const auto basis = due.is_inferred ? document::Basis::kInferred : document::Basis::kRead;
  const auto from = task.deadline_raw ? std::optional(task.deadline_raw->source) : std::nullopt;
  const auto confidence =
      task.deadline_raw ? std::optional(task.deadline_raw->confidence) : std::nullopt;
  const auto set = [&](std::string_view column, const std::optional<std::string>& value) {
    builder.set_derived_value(row, owner, column, to_text_value(value), from, basis, confidence);
  };
  row.set("deadline_kind", to_code(due.kind));
  set("due_date", due.due_date);
  if (due.due_op) set("due_op", to_code(*due.due_op));
  set("due_last_day", due.due_last_day);
  row.set("due_inferred", due.is_inferred);
  set("period", due.period);
  set("recurrence", due.recurrence);
  set("anchor", due.anchor);
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

ReasonCodes task_reasons(RowBuilder& builder, RowWriter& row, const EvidenceOwner& owner,
                         const Task& task) {
  ReasonCodes codes = task.reasons;
  const auto add = [&](bool when, const char* code) {
    if (when) codes.emplace_back(code);
  };
  bool is_low = false;
  const std::pair<std::string_view, const document::TextField*> kFields[] = {
      {"conf_task", &task.task_text},
      {"conf_lead", &task.lead_raw},
      {"conf_coop", &task.coop_raw},
      {"conf_output", &task.output},
      {"conf_deadline", &task.deadline_raw}};
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

/// The reading that would make an impossible date possible, as a correction that nobody has taken
/// (6.7).
void propose_dates(RowBuilder& builder, const RowWriter& row, const EvidenceOwner& owner,
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
    builder.propose(row, owner, in_cell ? "deadline_raw" : "task_text", *deadline.proposed, i);
  }
}

void add_deadlines(RowBuilder& builder, const Task& task, const std::string& id) {
  const double stated = task.deadline_raw ? task.deadline_raw->confidence : 1;
  for (std::size_t i = 0; i < task.deadlines.size(); ++i) {
    const Deadline& deadline = task.deadlines[i];
    RowWriter row(table("task_deadlines"));
    row.set("task_id", id).set("seq", static_cast<std::int64_t>(i + 1));
    for (auto& [column, value] : make_deadline_fields(deadline)) row.set(column, std::move(value));
    const auto pieces = builder.source_map.pieces(deadline.source, task.bytes);
    const double confidence = builder.confidence("deadline", stated, pieces);
    row.set("confidence", to_real_value(confidence));
    builder.rows("task_deadlines").push_back(row.take());
  }
}

/// Of the name, by how it was recognised and how its cell or sentence was read.
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
    RowWriter row(table("task_agencies"));
    row.set("task_id", id).set("seq", static_cast<std::int64_t>(i + 1));
    row.set("role", to_code(agency.role))
        .set("raw", strip_controls(agency.raw))
        .set("norm", strip_controls(agency.norm));
    row.set("agency_id", builder.agency_id(agency)).set("level", to_code(agency.level));
    row.set("place", to_text_value(agency.place)).set("is_collective", agency.is_collective);
    row.set("is_inherited", agency.is_inherited).set("method", to_code(agency.method));
    row.set("confidence", to_real_value(confidence_of(builder, task, agency)));
    builder.rows("task_agencies").push_back(row.take());
  }
}

}  // namespace

void add_task(RowBuilder& builder, std::size_t index) {
  const Task task = builder.document.tasks[index];
  const EvidenceOwner owner{"tasks", builder.task_ids[index], task.bytes};
  RowWriter row(table("tasks"));
  row.set("task_id", owner.id).set("doc_id", builder.source.doc_id);
  row.set("section_id", builder.section_ids[task.section]);
  row.set("seq", static_cast<std::int64_t>(index + 1));
  const bool in_table = task.origin == document::TaskOrigin::kTable;
  row.set("origin", to_code(task.origin));
  if (task.appendix > 0) row.set("appendix", "PL" + std::to_string(task.appendix));
  if (in_table) row.set("table_no", std::int64_t{task.table_no});
  row.set("row_no", std::int64_t{task.row_no});
  if (task.parent_task) row.set("parent_task_id", builder.task_ids[*task.parent_task]);
  builder.set_plain_field(row, owner, "ordinal_raw", task.ordinal_raw);
  row.set("ordinal_norm", to_text_value(task.ordinal_norm));
  builder.set_plain_field(row, owner, "task_code", task.task_code);
  builder.set_derived_value(row, owner, "group_path", to_text_value(task.group_path), {},
                            document::Basis::kRead);
  builder.set_derived_value(row, owner, "group_text",
                            to_text_value(strip_controls(task.group_text)), {},
                            document::Basis::kRead);
  builder.set_read_field(row, owner, "task_text", task.task_text);
  builder.set_read_field(row, owner, "output", task.output);
  builder.set_read_field(row, owner, "lead_raw", task.lead_raw);
  builder.set_read_field(row, owner, "coop_raw", task.coop_raw);
  builder.set_read_field(row, owner, "deadline_raw", task.deadline_raw);
  builder.set_plain_field(row, owner, "budget_raw", task.budget_raw);
  row.set("budget_vnd", to_int_value(task.budget_vnd));
  builder.set_plain_field(row, owner, "note", task.note);
  row.set("extra", to_text_value(extra_json(task)));
  builder.set_place(row, task.bytes);
  set_due(builder, row, owner, task);
  propose_dates(builder, row, owner, task);
  builder.set_review(row, owner, task_reasons(builder, row, owner, task));
  builder.rows("tasks").push_back(row.take());
  add_deadlines(builder, task, owner.id);
  add_agencies(builder, task, owner.id);
}

}  // namespace codau::record
