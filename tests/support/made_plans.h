// tests/support/made_plans.h — plans with tasks, agencies in charge and deadlines, for tests of
// lists.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "named_cells.h"
#include "record/rows/records.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"

namespace codau::testing {

/// A task of a made plan. Without `day` and `rule`: no deadline.
struct MadeTask {
  std::string text, lead, day, rule = {};
  std::string status = "ok";
};

/// A made plan. Empty texts are NULL.
struct MadePlan {
  std::string doc_id, day, number, organ, subject;
  std::vector<MadeTask> tasks = {};
  std::string type = "KH", status = "ok";
  std::int64_t year = 2026;
};

/// Returns a doc_id for a number.
inline std::string make_doc_id(unsigned number) {
  std::array<char, 17> out{};
  std::snprintf(out.data(), out.size(), "%016x", number);
  return out.data();
}

inline record::Row make_document_row(const MadePlan& plan) {
  NamedRow row(record::table("documents"));
  row.set("doc_id", plan.doc_id)
      .set("source_sha256", plan.doc_id + std::string(48, 'a'))
      .set("source_bytes", std::int64_t{1})
      .set("source_format", std::string("txt"))
      .set("text_layer", std::string("none"))
      .set("type_code", plan.type)
      .set("code_number", record::to_text_value(plan.number))
      .set("code_notation",
           record::to_text_value(plan.number.empty() ? std::string() : std::string("KH-UBND")))
      .set("issued_date_best", record::to_text_value(plan.day))
      .set("issued_date_basis", std::string("printed"))
      .set("organ_name", record::to_text_value(plan.organ))
      .set("subject", record::to_text_value(plan.subject))
      .set("plan_year", plan.year)
      .set("priority", std::string("normal"))
      .set("secrecy", std::string("none"))
      .set("flags", std::vector<std::string>{})
      .set("lang", std::string("vi"))
      .set("schema_version", std::string(record::kSchemaVersion))
      .set("pipeline_version", std::string("test"))
      .set("review_reasons", std::vector<std::string>{})
      .set("review_status", plan.status);
  return row.take();
}

/// Returns the rows of a plan. The keys of its rows follow from its doc_id.
inline record::Records make_plan_records(const MadePlan& plan) {
  using record::table;
  record::Records out;
  out[record::TableId::kDocuments] = {make_document_row(plan)};
  out[record::TableId::kSources] = {NamedRow(table("sources"))
                                        .set("doc_id", plan.doc_id)
                                        .set("seq", std::int64_t{1})
                                        .set("source_name", plan.doc_id + ".txt")
                                        .set("source_path", "in/" + plan.doc_id + ".txt")
                                        .take()};
  const std::string section = record::make_uuid("section|" + plan.doc_id);
  out[record::TableId::kSections] = {NamedRow(table("sections"))
                                         .set("section_id", section)
                                         .set("doc_id", plan.doc_id)
                                         .set("seq", std::int64_t{1})
                                         .set("level", std::int64_t{1})
                                         .set("kind", std::string("bullet"))
                                         .set("review_reasons", std::vector<std::string>{})
                                         .set("review_status", std::string("ok"))
                                         .take()};
  for (std::int64_t seq = 1; const MadeTask& task : plan.tasks) {
    const std::string id = record::make_uuid("task|" + plan.doc_id + std::to_string(seq));
    NamedRow row(table("tasks"));
    row.set("task_id", id)
        .set("doc_id", plan.doc_id)
        .set("section_id", section)
        .set("seq", seq++)
        .set("origin", std::string("prose"))
        .set("task_text", task.text)
        .set("deadline_kind", std::string(task.rule.empty() ? "fixed" : "recurring"))
        .set("due_inferred", false)
        .set("due_last_day", record::to_text_value(task.day))
        .set("recurrence", record::to_text_value(task.rule))
        .set("review_reasons", std::vector<std::string>{})
        .set("review_status", task.status);
    out[record::TableId::kTasks].push_back(row.take());
    if (!task.day.empty() || !task.rule.empty()) {
      NamedRow deadline(table("task_deadlines"));
      deadline.set("task_id", id).set("seq", std::int64_t{1}).set("rule", std::string("D01"));
      deadline.set("kind", std::string(task.rule.empty() ? "fixed" : "recurring"));
      deadline.set("inferred", false).set("confidence", 1.0);
      deadline.set("due_last_day", record::to_text_value(task.day));
      deadline.set("recurrence", record::to_text_value(task.rule));
      out[record::TableId::kTaskDeadlines].push_back(deadline.take());
    }
    if (task.lead.empty()) continue;
    NamedRow agency(table("task_agencies"));
    agency.set("task_id", id).set("seq", std::int64_t{1}).set("role", std::string("lead"));
    agency.set("raw", task.lead).set("norm", task.lead).set("level", std::string("commune"));
    agency.set("is_collective", false).set("is_inherited", false);
    agency.set("method", std::string("exact")).set("confidence", 1.0);
    out[record::TableId::kTaskAgencies].push_back(agency.take());
  }
  return record::sort_records_by_key(std::move(out));
}

}  // namespace codau::testing
