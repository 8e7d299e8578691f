#include "record/rows/learnt_names.h"

#include <algorithm>

#include "document/agencies/name_form.h"
#include "record/schema/reasons.h"
#include "record/schema/typed_row.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using AgencyCells = ConstCells<TaskAgencies>;

constexpr const char* kUnknown = "AGENCY_UNKNOWN";

/// Returns whether a row of task_agencies names a single body that no list has.
bool is_unlisted(const AgencyCells& row) {
  const std::string& method = row.text(TaskAgencies::method);
  return (method == "none" || method == "protected") &&
         !row.get(TaskAgencies::is_collective).value_or(false);
}

bool is_in_doubt(const text::Lexicon& lexicon, const AgencyCells& row) {
  return row.text(TaskAgencies::method) == "none" &&
         document::is_name_in_doubt(lexicon, row.text(TaskAgencies::raw),
                                    row.text(TaskAgencies::norm));
}

/// The result for one task, from its names.
struct Judgement {
  bool is_concerned = false;  ///< a name was confirmed or forgotten
  bool is_in_doubt = false;
};
using Judgements = std::map<std::string, Judgement, std::less<>>;

void judge(Cells<Tasks> task, bool is_in_doubt) {
  std::vector<std::string> codes = task.codes(Tasks::review_reasons);
  const bool has = std::ranges::find(codes, kUnknown) != codes.end();
  if (has == is_in_doubt) return;
  std::erase(codes, kUnknown);
  if (is_in_doubt) codes.emplace_back(kUnknown);
  set_reason_codes(task, sort_reasons(codes));
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
  for (const Row& row : records[TableId::kTaskAgencies]) {
    const AgencyCells agency(row);
    const bool is_lead = agency.text(TaskAgencies::role) == "lead";
    if (agency.text(TaskAgencies::task_id) != task_id || !is_unlisted(agency) ||
        is_lead != (field == Tasks::lead_raw.name))
      continue;
    std::vector<std::string>& names = is_in_doubt(lexicon, agency) ? doubted : unlisted;
    names.push_back(agency.text(TaskAgencies::norm));
  }
  return doubted.empty() ? unlisted : doubted;
}

Records judge_rows(const text::Lexicon& lexicon, const LearntNames& learnt, Records rows,
                   const std::set<std::string>& forgotten) {
  if (learnt.forms().empty() && forgotten.empty()) return rows;
  Judgements judgements;
  for (const Row& row : rows[TableId::kTaskAgencies]) {
    const AgencyCells agency(row);
    if (!is_unlisted(agency)) continue;
    Judgement& task = judgements[agency.text(TaskAgencies::task_id)];
    const std::string key = text::tone_key(agency.text(TaskAgencies::norm));
    const bool is_forgotten = forgotten.contains(key), is_learnt = learnt.contains(key);
    task.is_concerned = task.is_concerned || is_learnt || is_forgotten;
    task.is_in_doubt =
        task.is_in_doubt || is_forgotten || (!is_learnt && is_in_doubt(lexicon, agency));
  }
  for (Row& row : rows[TableId::kTasks]) {
    const Cells<Tasks> task(row);
    const auto found = judgements.find(task.text(Tasks::task_id));
    if (found != judgements.end() && found->second.is_concerned)
      judge(task, found->second.is_in_doubt);
  }
  return rows;
}

}  // namespace codau::record
