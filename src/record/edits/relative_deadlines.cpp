#include "record/edits/relative_deadlines.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "document/deadlines/deadline.h"
#include "record/edits/edit_rules.h"
#include "record/schema/codes.h"
#include "record/schema/reasons.h"
#include "record/schema/typed_row.h"

namespace codau::record {
namespace {

using DeadlineCells = Cells<TaskDeadlines>;

/// Updates the rows of one document, with an index of each task's deadlines.
class RelativeDeadlineUpdater {
 public:
  RelativeDeadlineUpdater(const text::Lexicon& lexicon, Records& records, const std::string& issued)
      : lexicon_(lexicon), records_(records), issued_(issued), human_(find_human_fields(records)) {
    for (Row& row : records_[TableId::kTaskDeadlines])
      deadlines_[DeadlineCells(row).text(TaskDeadlines::task_id)].push_back(&row);
    for (Row& row : records_[TableId::kDocuments])
      plan_year_ = Cells<Documents>(row).get(Documents::plan_year);
    for (const auto& [name, id, field] : human_) {
      if (name == TaskDeadlines::kName) edited_.insert(id.substr(0, id.find('|')));
    }
  }

  void follow() {
    for (Row& row : records_[TableId::kTasks]) follow_task(row);
    auto& evidence = records_[TableId::kEvidence];
    std::erase_if(evidence, [this](const Row& row) { return gone_.contains(&row); });
    std::ranges::move(added_, std::back_inserter(evidence));
    if (!added_.empty()) sort_by_key(table(TableId::kEvidence), evidence);
  }

 private:
  void follow_task(Row& row) {
    Cells<Tasks> task(row);
    const auto found = deadlines_.find(task.text(Tasks::task_id));
    const bool is_edited = edited_.contains(task.text(Tasks::task_id));
    if (found == deadlines_.end() && !is_edited) return;
    const std::vector<Row*> rows = found == deadlines_.end() ? std::vector<Row*>() : found->second;
    const bool follows = count(rows) || is_edited;
    if (follows) copy_chosen(task, rows);
    set_reasons(task, rows, follows);
  }

  /// Returns the due day; nothing if the deadline does not run from the issue of its plan.
  [[nodiscard]] std::optional<document::ComputedDay> counted(const DeadlineCells& deadline,
                                                             const std::string& issued) const {
    using D = TaskDeadlines;
    const auto n = deadline.get(D::offset_n);
    if (deadline.text(D::kind) != "relative" || !n || deadline.text(D::anchor).empty()) return {};
    return document::compute_due_after_issue(lexicon_, deadline.text(D::anchor), *n,
                                             deadline.text(D::offset_unit), issued);
  }

  /// Computes the deadlines of a task. Returns false if none runs from the issue of its plan.
  bool count(const std::vector<Row*>& rows) const {
    using D = TaskDeadlines;
    bool any = false;
    for (Row* const row : rows) {
      DeadlineCells deadline(*row);
      constexpr const char* kAnyDay = "2000-01-03";
      if (!counted(deadline, kAnyDay)) continue;
      any = true;
      const auto counted_day = issued_.empty() ? std::nullopt : counted(deadline, issued_);
      const auto due = counted_day ? std::optional(counted_day->iso) : std::nullopt;
      const auto is_own = [&, id = row_id(table(D::kTable), *row)](std::string_view field) {
        return is_human(D::kName, id, field);
      };
      if (!is_own(D::due_date.name)) deadline.set(D::due_date, to_text_value(due));
      if (!is_own(D::inferred.name)) deadline.set(D::inferred, due.has_value());
      if (is_own(D::due_date.name) || is_own(D::due_op.name)) {
        deadline.set(D::due_last_day,
                     compute_last_day(deadline.text(D::due_date), deadline.text(D::due_op)));
      } else {
        deadline.set(D::due_last_day, to_text_value(due));  // "by" is inclusive (6.2)
      }
    }
    return any;
  }

  [[nodiscard]] bool is_human(std::string_view name, const std::string& id,
                              std::string_view field) const {
    return !human_.empty() && human_.contains({std::string(name), id, std::string(field)});
  }

  /// Returns the deadline chosen by standards 6.6: the earliest with a due date, else the first.
  [[nodiscard]] static Row* chosen(const std::vector<Row*>& rows) {
    Row* out = rows.front();
    for (Row* const row : rows) {
      const std::string &due = DeadlineCells(*row).text(TaskDeadlines::due_date),
                        &best = DeadlineCells(*out).text(TaskDeadlines::due_date);
      if (!due.empty() && (best.empty() || due < best)) out = row;
    }
    return out;
  }

  /// Returns evidence for a value of a task, copied from another value's evidence if there is any.
  [[nodiscard]] Row make_evidence(const std::string& id, std::string_view like) {
    if (const Row* const found = find_evidence(id, like)) return *found;
    EvidenceRow row;
    row.set(Evidence::table_name, std::string(Tasks::kName)).set(Evidence::row_id, id);
    return row.take();
  }

  /// Copies the chosen deadline. `rows` is empty if all deadlines of the task were removed.
  void copy_chosen(Cells<Tasks>& task, const std::vector<Row*>& rows) {
    using D = TaskDeadlines;
    TaskDeadlineRow none;
    none.set(D::kind, to_code(document::DeadlineKind::kNone));
    const DeadlineCells deadline(rows.empty() ? none.cells() : *chosen(rows));
    const bool inferred = deadline.get(D::inferred).value_or(false);
    const std::string id = task.text(Tasks::task_id);
    const auto is_own = [&](std::string_view field) { return is_human(Tasks::kName, id, field); };
    if (!is_own(Tasks::deadline_kind.name)) task.set(Tasks::deadline_kind, deadline.text(D::kind));
    if (!is_own(Tasks::due_inferred.name)) task.set(Tasks::due_inferred, inferred);
    Row like = make_evidence(id, Tasks::deadline_raw.name);
    using enum document::Basis;
    Cells<Evidence>(like).set(Evidence::basis, to_code(edited_.contains(id) ? kHuman
                                                       : inferred           ? kInferred
                                                                            : kRead));
    const bool is_day_own = is_own(Tasks::due_date.name) || is_own(Tasks::due_op.name);
    const auto copy = [&](auto to, auto from) {
      if (is_own(to.name)) return;
      const std::string value = deadline.text(from);
      task.set(to, to_text_value(value));
      Cells<Evidence>(like).set(Evidence::field, std::string(to.name));
      put_evidence(like, id, to.name, !value.empty());
    };
    copy(Tasks::due_date, D::due_date);
    copy(Tasks::due_op, D::due_op);
    if (!is_day_own) copy(Tasks::due_last_day, D::due_last_day);
    copy(Tasks::period, D::period);
    copy(Tasks::recurrence, D::recurrence);
    copy(Tasks::anchor, D::anchor);
    if (is_day_own) set_last_day(task, id);
  }

  /// Sets the last day from a day or operator that a person has set, with its evidence.
  void set_last_day(Cells<Tasks>& task, const std::string& id) {
    const auto last = compute_last_day(task.text(Tasks::due_date), task.text(Tasks::due_op));
    task.set(Tasks::due_last_day, last);
    const bool is_day = is_human(Tasks::kName, id, Tasks::due_date.name);
    const std::string_view of = is_day ? Tasks::due_date.name : Tasks::due_op.name;
    const bool is_new = find_evidence(id, of) == nullptr;
    Row row = make_evidence(id, of);
    Cells<Evidence> like(row);
    if (is_new)
      like.set(Evidence::confidence, 1.0).set(Evidence::basis, to_code(document::Basis::kHuman));
    like.set(Evidence::field, std::string(Tasks::due_last_day.name));
    put_evidence(row, id, Tasks::due_last_day.name, last.has_value());
  }

  /// Finds evidence by binary search; it stays sorted by key until the end.
  [[nodiscard]] Row* find_evidence(const std::string& id, std::string_view field) {
    auto& rows = records_[TableId::kEvidence];
    const FieldKey key{Tasks::kName, id, field};
    const auto key_of = [](const Row& row) {
      const ConstCells<Evidence> cells(row);
      return FieldKey{cells.text(Evidence::table_name), cells.text(Evidence::row_id),
                      cells.text(Evidence::field)};
    };
    const auto found = std::ranges::lower_bound(rows, key, {}, key_of);
    return found != rows.end() && key_of(*found) == key ? &*found : nullptr;
  }

  void put_evidence(const Row& row, const std::string& id, std::string_view field, bool wanted) {
    Row* const kept = find_evidence(id, field);
    if (kept == nullptr) {
      if (wanted) added_.push_back(row);
    } else if (wanted) {
      *kept = row;
    } else {
      gone_.insert(kept);
    }
  }

  void set_reasons(Cells<Tasks>& task, const std::vector<Row*>& rows, bool follows) const {
    bool is_early = false, is_far = false, is_inferred = false, lacks_holidays = false;
    const std::string last = plan_year_ ? std::to_string(*plan_year_ + 5) + "-12-31" : "9999";
    for (Row* const row : rows) {
      const DeadlineCells deadline(*row);
      const std::string& due = deadline.text(TaskDeadlines::due_date);
      is_inferred = is_inferred || deadline.get(TaskDeadlines::inferred).value_or(false);
      if (due.empty()) continue;
      is_early = is_early || (!issued_.empty() && due < issued_);
      is_far = is_far || due > last;
      const auto day = issued_.empty() ? std::nullopt : counted(deadline, issued_);
      lacks_holidays = lacks_holidays || (day && !day->knows_holidays);
    }
    std::vector<std::string> codes = task.codes(Tasks::review_reasons);
    const std::vector<std::string> before = codes;
    const auto put = [&](const char* code, bool wanted) {
      std::erase(codes, code);
      if (wanted) codes.emplace_back(code);
    };
    put("DUE_BEFORE_ISSUE", is_early);
    if (follows) {
      put("DUE_FAR", is_far);
      put("DUE_INFERRED", is_inferred);
      put("HOLIDAYS_IGNORED", lacks_holidays);
    }
    codes = sort_reasons(codes);
    if (codes == before) return;
    set_reason_codes(task, codes);
  }

  const text::Lexicon& lexicon_;
  Records& records_;
  const std::string& issued_;
  std::set<FieldKey> human_;
  std::set<std::string> edited_;  ///< tasks whose deadlines people have edited
  std::map<std::string, std::vector<Row*>> deadlines_;
  std::optional<std::int64_t> plan_year_;
  std::set<const Row*> gone_;
  std::vector<Row> added_;
};

}  // namespace

void recompute_relative_deadlines(const text::Lexicon& lexicon, Records& records,
                                  const std::string& issued) {
  RelativeDeadlineUpdater(lexicon, records, issued).follow();
}

}  // namespace codau::record
