#include "record/rows/learnt_names.h"

#include <algorithm>

#include "document/agencies/name_form.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

constexpr const char* kUnknown = "AGENCY_UNKNOWN";

/// Whether a row of task_agencies has a name that no list has, of one body.
bool is_unlisted(const Row& row) {
  const Table& one = table("task_agencies");
  const std::string method = text_of(one, row, "method");
  const auto* const is_collective = std::get_if<bool>(&value_of(one, row, "is_collective"));
  return (method == "none" || method == "protected") &&
         (is_collective == nullptr || !*is_collective);
}

bool is_in_doubt(const text::Lexicon& lexicon, const Row& row) {
  const Table& one = table("task_agencies");
  return text_of(one, row, "method") == "none" &&
         document::is_name_in_doubt(lexicon, text_of(one, row, "raw"), text_of(one, row, "norm"));
}

/// What the names of a task say of it.
struct Judgement {
  bool is_concerned = false;  ///< it carries a name that was confirmed or forgotten
  bool is_in_doubt = false;
};
using Judgements = std::map<std::string, Judgement, std::less<>>;

Row judged(Row row, bool is_in_doubt) {
  RowCells cells(table("tasks"), row);
  std::vector<std::string> codes = cells.codes("review_reasons");
  const bool has = std::ranges::find(codes, kUnknown) != codes.end();
  if (has == is_in_doubt) return row;
  std::erase(codes, kUnknown);
  if (is_in_doubt) codes.emplace_back(kUnknown);
  set_reason_codes(cells, sort_reasons(codes));
  return row;
}

}  // namespace

void LearntNames::add(std::string_view name) {
  forms_.emplace(text::tone_key(name), std::string(name));
}

void LearntNames::remove(std::string_view name) { forms_.erase(text::tone_key(name)); }

bool LearntNames::contains(std::string_view name) const {
  return !forms_.empty() && forms_.contains(text::tone_key(name));
}

std::vector<std::string> LearntNames::forms() const {
  std::vector<std::string> out;
  for (const auto& [key, form] : forms_) out.push_back(form);
  return out;
}

std::set<std::string> LearntNames::keys() const {
  std::set<std::string> out;
  for (const auto& [key, form] : forms_) out.insert(key);
  return out;
}

std::vector<std::string> list_questioned_names(const text::Lexicon& lexicon, const Records& records,
                                               std::string_view task_id, std::string_view field) {
  std::vector<std::string> doubted, unlisted;
  const Table& one = table("task_agencies");
  const auto rows = records.find(one.name);
  if (rows == records.end()) return {};
  for (const Row& row : rows->second) {
    const bool is_lead = text_of(one, row, "role") == "lead";
    if (text_of(one, row, "task_id") != task_id || is_lead != (field == "lead_raw") ||
        !is_unlisted(row))
      continue;
    std::vector<std::string>& names = is_in_doubt(lexicon, row) ? doubted : unlisted;
    names.push_back(text_of(one, row, "norm"));
  }
  return doubted.empty() ? unlisted : doubted;
}

Records judge_rows(const text::Lexicon& lexicon, const LearntNames& learnt, Records rows,
                   const std::set<std::string>& forgotten) {
  if (learnt.forms().empty() && forgotten.empty()) return rows;
  const Table& of_task = table("task_agencies");
  Judgements judgements;
  for (const Row& row : rows["task_agencies"]) {
    if (!is_unlisted(row)) continue;
    Judgement& task = judgements[text_of(of_task, row, "task_id")];
    const std::string key = text::tone_key(text_of(of_task, row, "norm"));
    const bool is_forgotten = forgotten.contains(key), is_learnt = learnt.contains(key);
    task.is_concerned = task.is_concerned || is_learnt || is_forgotten;
    task.is_in_doubt =
        task.is_in_doubt || is_forgotten || (!is_learnt && is_in_doubt(lexicon, row));
  }
  for (Row& row : rows["tasks"]) {
    const auto task = judgements.find(text_of(table("tasks"), row, "task_id"));
    if (task != judgements.end() && task->second.is_concerned)
      row = judged(std::move(row), task->second.is_in_doubt);
  }
  return rows;
}

}  // namespace codau::record
