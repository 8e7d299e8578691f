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
#include "record/schema/row.h"

namespace codau::record {
namespace {

/// What tasks copy from the chosen row of task_deadlines, apart from kind and inferred.
constexpr std::array<std::string_view, 6> kCopied{"due_date", "due_op",     "due_last_day",
                                                  "period",   "recurrence", "anchor"};

/// The rows of one document, with the deadlines of each task at hand.
class RelativeDeadlineUpdater {
 public:
  RelativeDeadlineUpdater(const text::Lexicon& lexicon, Records& records, const std::string& issued)
      : lexicon_(lexicon), records_(records), issued_(issued), human_(find_human_fields(records)) {
    auto& rows = records_["task_deadlines"];
    for (Row& row : rows)
      deadlines_[RowCells(deadlines_table_, row).text("task_id")].push_back(&row);
    for (Row& row : records_["documents"]) {
      plan_year_ = RowCells(table("documents"), row).integer("plan_year");
    }
    for (const auto& [name, id, field] : human_) {
      if (name == "task_deadlines") edited_.insert(id.substr(0, id.find('|')));
    }
  }

  void follow() {
    for (Row& row : records_["tasks"]) follow_task(row);
    auto& evidence = records_["evidence"];
    std::erase_if(evidence, [this](const Row& row) { return gone_.contains(&row); });
    std::ranges::move(added_, std::back_inserter(evidence));
    if (!added_.empty()) sort_by_key(evidence_table_, evidence);
  }

 private:
  void follow_task(Row& row) {
    RowCells task(tasks_table_, row);
    const auto found = deadlines_.find(task.text("task_id"));
    const bool is_edited = edited_.contains(task.text("task_id"));
    if (found == deadlines_.end() && !is_edited) return;
    const std::vector<Row*> rows = found == deadlines_.end() ? std::vector<Row*>() : found->second;
    const bool follows = count(rows) || is_edited;
    if (follows) copy_chosen(task, rows);
    set_reasons(task, rows, follows);
  }

  /// Nothing for a deadline that does not run from the issue of its plan.
  [[nodiscard]] std::optional<document::ComputedDay> counted(const RowCells& deadline,
                                                             const std::string& issued) const {
    const auto n = deadline.integer("offset_n");
    if (deadline.text("kind") != "relative" || !n || deadline.text("anchor").empty()) return {};
    return document::compute_due_after_issue(lexicon_, deadline.text("anchor"), *n,
                                             deadline.text("offset_unit"), issued);
  }

  /// False when no deadline of the task runs from the issue of its plan.
  bool count(const std::vector<Row*>& rows) const {
    bool any = false;
    for (Row* const row : rows) {
      RowCells deadline(deadlines_table_, *row);
      constexpr const char* kAnyDay = "2000-01-03";
      if (!counted(deadline, kAnyDay)) continue;
      any = true;
      const auto counted_day = issued_.empty() ? std::nullopt : counted(deadline, issued_);
      const auto due = counted_day ? std::optional(counted_day->iso) : std::nullopt;
      const std::string id = row_id(deadlines_table_, *row);
      const bool is_own = is_human("task_deadlines", id, "due_date");
      if (!is_own) deadline.set("due_date", to_text_value(due));
      if (!is_human("task_deadlines", id, "inferred")) deadline.set("inferred", due.has_value());
      if (is_own || is_human("task_deadlines", id, "due_op")) {
        deadline.set("due_last_day",
                     compute_last_day(deadline.text("due_date"), deadline.text("due_op")));
      } else {
        deadline.set("due_last_day", to_text_value(due));  // "by" is inclusive (6.2)
      }
    }
    return any;
  }

  [[nodiscard]] bool is_human(const char* name, const std::string& id,
                              std::string_view field) const {
    return !human_.empty() && human_.contains({name, id, std::string(field)});
  }

  /// As standards 6.6 chooses: the earliest with a due date, else the first.
  [[nodiscard]] Row* chosen(const std::vector<Row*>& rows) const {
    Row* out = rows.front();
    for (Row* const row : rows) {
      const std::string due = RowCells(deadlines_table_, *row).text("due_date");
      const std::string best = RowCells(deadlines_table_, *out).text("due_date");
      if (!due.empty() && (best.empty() || due < best)) out = row;
    }
    return out;
  }

  /// No row: all deadlines of the task were taken out.
  void copy_chosen(RowCells& task, const std::vector<Row*>& rows) {
    Row none =
        RowWriter(deadlines_table_).set("kind", to_code(document::DeadlineKind::kNone)).take();
    Row& from = rows.empty() ? none : *chosen(rows);
    const RowCells deadline(deadlines_table_, from);
    const bool inferred = deadline.truth("inferred");
    const std::string id = task.text("task_id");
    if (!is_human("tasks", id, "deadline_kind")) task.set("deadline_kind", deadline.text("kind"));
    if (!is_human("tasks", id, "due_inferred")) task.set("due_inferred", inferred);
    const Row* const printed = find_evidence(id, "deadline_raw");
    Row like = printed != nullptr ? *printed
                                  : RowWriter(evidence_table_)
                                        .set("table_name", std::string("tasks"))
                                        .set("row_id", id)
                                        .take();
    const bool is_set = edited_.contains(id);
    using enum document::Basis;
    RowCells(evidence_table_, like)
        .set("basis", to_code(is_set     ? kHuman
                              : inferred ? kInferred
                                         : kRead));
    const bool is_own = is_human("tasks", id, "due_date") || is_human("tasks", id, "due_op");
    for (const std::string_view field : kCopied) {
      if (is_human("tasks", id, field) || (is_own && field == "due_last_day")) continue;
      const std::string value = deadline.text(field);
      task.set(field, to_text_value(value));
      RowCells(evidence_table_, like).set("field", std::string(field));
      put_evidence(like, id, field, !value.empty());
    }
    if (is_own) set_last_day(task, id);
  }

  /// Of a day or an operator that a person has set: with evidence of theirs.
  void set_last_day(RowCells& task, const std::string& id) {
    const Value last = compute_last_day(task.text("due_date"), task.text("due_op"));
    task.set("due_last_day", last);
    const char* const of = is_human("tasks", id, "due_date") ? "due_date" : "due_op";
    const Row* const set = find_evidence(id, of);
    Row like = set != nullptr ? *set
                              : RowWriter(evidence_table_)
                                    .set("table_name", std::string("tasks"))
                                    .set("row_id", id)
                                    .set("confidence", 1.0)
                                    .set("basis", to_code(document::Basis::kHuman))
                                    .take();
    RowCells(evidence_table_, like).set("field", std::string("due_last_day"));
    put_evidence(like, id, "due_last_day", !std::holds_alternative<std::monostate>(last));
  }

  /// Evidence is sorted by its key, and stays so until the end.
  [[nodiscard]] Row* find_evidence(const std::string& id, std::string_view field) {
    auto& rows = records_["evidence"];
    const std::array<Value, 3> key{std::string("tasks"), id, std::string(field)};
    const auto found = std::ranges::lower_bound(rows, key, {}, [this](const Row& row) {
      return std::array<Value, 3>{value_of(evidence_table_, row, "table_name"),
                                  value_of(evidence_table_, row, "row_id"),
                                  value_of(evidence_table_, row, "field")};
    });
    const bool is_it = found != rows.end() &&
                       value_of(evidence_table_, *found, "row_id") == key[1] &&
                       value_of(evidence_table_, *found, "field") == key[2];
    return is_it ? &*found : nullptr;
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

  void set_reasons(RowCells& task, const std::vector<Row*>& rows, bool follows) const {
    bool is_early = false, is_far = false, is_inferred = false, lacks_holidays = false;
    const std::string last = plan_year_ ? std::to_string(*plan_year_ + 5) + "-12-31" : "9999";
    for (Row* const row : rows) {
      const RowCells deadline(deadlines_table_, *row);
      const std::string due = deadline.text("due_date");
      is_inferred = is_inferred || deadline.truth("inferred");
      if (due.empty()) continue;
      is_early = is_early || (!issued_.empty() && due < issued_);
      is_far = is_far || due > last;
      const auto day = issued_.empty() ? std::nullopt : counted(deadline, issued_);
      lacks_holidays = lacks_holidays || (day && !day->knows_holidays);
    }
    std::vector<std::string> codes = task.codes("review_reasons");
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

  const Table& tasks_table_ = table("tasks");
  const Table& deadlines_table_ = table("task_deadlines");
  const Table& evidence_table_ = table("evidence");
  const text::Lexicon& lexicon_;
  Records& records_;
  const std::string& issued_;
  std::set<FieldKey> human_;
  std::set<std::string> edited_;  ///< tasks of whose deadlines people have set something
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
