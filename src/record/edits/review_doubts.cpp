#include "record/edits/review_doubts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "record/edits/edit_rules.h"
#include "record/schema/field_key.h"
#include "record/schema/reasons.h"
#include "record/schema/review_cost.h"

namespace codau::record {
namespace {

/// Cost of a row as a whole. It is below that of all values (record/schema/review_cost.h), so that
/// the row is asked after them.
constexpr int kCostOfRow = 1;
/// Added cost of a row that is withheld until somebody accepts it (Severity::kError): it is missing
/// in exports.
constexpr int kCostOfWithheld = 40;

/// A column that OCR_LOW_CONF may be about, with the column of its confidence.
struct TaskConfidence {
  std::string_view field;
  ColumnOf<Tasks, ColumnType::kReal> confidence;
};
constexpr std::array<TaskConfidence, 5> kTaskConfidences{{
    {Tasks::lead_raw.name, Tasks::conf_lead},
    {Tasks::deadline_raw.name, Tasks::conf_deadline},
    {Tasks::coop_raw.name, Tasks::conf_coop},
    {Tasks::output.name, Tasks::conf_output},
    {Tasks::task_text.name, Tasks::conf_task},
}};

/// Cost of a missing number or date of a document. It exceeds all other costs, because without it
/// nobody finds the document.
constexpr int kCostOfMissing = 200;

bool is_missing(std::string_view code) {
  return code == "NUMBER_BLANK" || code == "DATE_MISSING" || code == "DATE_PARTIAL" ||
         code == "DATE_INVALID";
}

bool asks(const std::string& code) {
  return find_severity(code).value_or(Severity::kError) != Severity::kInfo;
}

/// Returns the column that the reason is about (record/schema/review_cost.h); empty if it may be
/// any.
std::string_view column_meant(std::string_view table, std::string_view code) {
  const auto all = reason_targets();
  const auto found = std::ranges::find_if(
      all, [&](const auto& one) { return one.reason == code && one.table == table; });
  return found == all.end() ? std::string_view() : found->column;
}

/// Returns the column that a person sets: the value made from the printed text, if that value is in
/// doubt.
std::string_view settable(std::string_view table, std::string_view column, std::string_view code) {
  if (table == Tasks::kName && column == Tasks::deadline_raw.name) {
    const bool is_of_day = code.starts_with("DUE_") || code == "DATE_INVALID";
    return is_of_day ? Tasks::due_date.name : column;
  }
  if (table == Tasks::kName && column == Tasks::budget_raw.name) return Tasks::budget_vnd.name;
  if (table == Tasks::kName && column == Tasks::ordinal_raw.name) return Tasks::ordinal_norm.name;
  if (table == Sections::kName && column == Sections::num_raw.name) return Sections::num_norm.name;
  return column;
}

bool is_of_words(std::string_view code) {
  return code == "RESTORE_AMBIGUOUS" || code == "REALWORD_SUSPECT";
}

/// Collects the open doubts of rows.
class Asker {
 public:
  /// If `as_unsigned`, treats an accepted document as not accepted.
  Asker(const Records& records, std::span<const HumanEdit> edits, bool as_unsigned)
      : records_(records), as_unsigned_(as_unsigned) {
    for (const HumanEdit& edit : edits) {
      const FieldKey key{edit.table, edit.row_id, edit.field};
      if (edit.action == EditAction::kSet) settled_.insert(key);
      if (edit.action == EditAction::kReopen) settled_.erase(key);
    }
    take_evidence();
    take_agencies();
  }

  std::vector<ReviewDoubt> ask() {
    if (is_rejected()) return {};
    ask_all<Documents>();
    ask_all<Tasks>();
    ask_all<Sections>();
    return std::move(out_);
  }

 private:
  /// Returns whether the document is rejected. It must be scanned again.
  [[nodiscard]] bool is_rejected() const {
    const auto& rows = records_[TableId::kDocuments];
    return !rows.empty() &&
           ConstCells<Documents>(rows.front()).text(Documents::review_status) == "rejected";
  }

  void take_evidence() {
    for (const Row& row : records_[TableId::kEvidence]) {
      const double* const sure = ConstCells<Evidence>(row).find(Evidence::confidence);
      if (sure != nullptr && *sure < kLowConfidence) unsure_.insert(make_field_key<Evidence>(row));
    }
  }

  /// Notes the columns of each task that have an agency without agency_id.
  void take_agencies() {
    for (const Row& row : records_[TableId::kTaskAgencies]) {
      const ConstCells<TaskAgencies> agency(row);
      if (!agency.text(TaskAgencies::agency_id).empty()) continue;
      const bool is_lead = agency.text(TaskAgencies::role) == "lead";
      unknown_[agency.text(TaskAgencies::task_id)].emplace(is_lead ? Tasks::lead_raw.name
                                                                   : Tasks::coop_raw.name);
    }
  }

  template <class Tag>
  void ask_all() {
    for (const Row& row : records_[Tag::kTable]) {
      const ConstCells<Tag> cells(row);
      const std::string& status = cells.text(Tag::review_status);
      const bool is_unsigned =
          as_unsigned_ && Tag::kTable == TableId::kDocuments && status == "accepted";
      const auto* const codes = cells.find(Tag::review_reasons);
      if ((status == "review" || is_unsigned) && codes != nullptr)
        ask_of(record::table(Tag::kTable), row, *codes);
    }
  }

  void ask_of(const Table& table, const Row& row, const std::vector<std::string>& codes) {
    const std::string id = row_id(table, row);
    std::map<std::string, std::vector<std::string>> by_field;
    std::vector<std::string> of_row;
    bool withheld = false;
    if (std::ranges::none_of(codes, asks)) return;
    for (const std::string& code : codes) {
      if (!asks(code)) continue;
      withheld = withheld || find_severity(code) == Severity::kError;
      const auto fields = fields_of(table, row, id, code);
      if (fields.empty()) of_row.push_back(code);
      for (const std::string& field : fields) by_field[field].push_back(code);
    }
    join_cells(by_field);
    std::erase_if(by_field, [&](const auto& one) {
      return settled_.contains({std::string(table.name), id, one.first});
    });
    add(table, id, by_field, std::move(of_row), withheld ? kCostOfWithheld : 0);
  }

  /// Joins doubts of one printed cell: a due day and its words are asked once.
  static void join_cells(std::map<std::string, std::vector<std::string>>& by_field) {
    const auto day = by_field.find(std::string(Tasks::due_date.name)),
               words = by_field.find(std::string(Tasks::deadline_raw.name));
    if (day == by_field.end() || words == by_field.end()) return;
    for (std::string& code : words->second) {
      if (std::ranges::find(day->second, code) == day->second.end())
        day->second.push_back(std::move(code));
    }
    by_field.erase(words);
  }

  void add(const Table& table, const std::string& id,
           const std::map<std::string, std::vector<std::string>>& by_field,
           std::vector<std::string> of_row, int more) {
    const std::string name(table.name);
    std::vector<ReviewDoubt> doubts;
    doubts.reserve(by_field.size() + 1);
    for (const auto& [field, codes] : by_field) {
      const bool lacks = table.id == TableId::kDocuments && std::ranges::any_of(codes, is_missing);
      doubts.push_back(
          {name, id, field, codes, lacks ? kCostOfMissing : find_doubt_cost(name, field) + more});
    }
    std::ranges::stable_sort(doubts, std::greater(), &ReviewDoubt::cost);
    if (doubts.empty() || !of_row.empty()) {
      const bool is_last = table.id == TableId::kDocuments;  // a document is signed off last
      doubts.push_back({name, id, "", std::move(of_row), kCostOfRow + (is_last ? 0 : more)});
    }
    out_.insert(out_.end(), std::make_move_iterator(doubts.begin()),
                std::make_move_iterator(doubts.end()));
  }

  /// Returns the fields that a reason is about, if a person may set them.
  [[nodiscard]] std::set<std::string> fields_of(const Table& table, const Row& row,
                                                const std::string& id,
                                                const std::string& code) const {
    std::set<std::string> out;
    if (code == "OCR_LOW_CONF") {
      out = unsure_fields(table, row, id);
    } else if (table.id == TableId::kTasks && code.starts_with("AGENCY_")) {
      const auto found = unknown_.find(id);
      out = found == unknown_.end() ? std::set{std::string(Tasks::lead_raw.name)} : found->second;
    } else if (const std::string_view column = column_meant(table.name, code); !column.empty()) {
      out.emplace(settable(table.name, column, code));
    } else if (table.id == TableId::kTasks && is_of_words(code)) {
      out.emplace(least_sure(row));
    }
    if (out.empty() && table.id == TableId::kSections) {
      const bool has_text = !ConstCells<Sections>(row).text(Sections::text).empty();
      out.emplace(has_text ? Sections::text.name : Sections::heading.name);
    }
    std::erase_if(out, [&](const std::string& one) { return !is_editable(table.name, one); });
    return out;
  }

  /// Returns the column of a task with the lowest confidence.
  static std::string_view least_sure(const Row& row) {
    std::string_view out = Tasks::task_text.name;
    double least = 1;
    for (const auto& [field, column] : kTaskConfidences) {
      const double* const sure = ConstCells<Tasks>(row).find(column);
      if (sure == nullptr || *sure >= least) continue;
      least = *sure;
      out = field;
    }
    return out;
  }

  [[nodiscard]] std::set<std::string> unsure_fields(const Table& table, const Row& row,
                                                    const std::string& id) const {
    std::set<std::string> out;
    if (table.id == TableId::kTasks) {
      for (const auto& [field, column] : kTaskConfidences) {
        const double* const sure = ConstCells<Tasks>(row).find(column);
        if (sure != nullptr && *sure < kLowConfidence) out.emplace(field);
      }
      return out;
    }
    const std::string name(table.name);
    for (auto at = unsure_.lower_bound({name, id, ""});
         at != unsure_.end() && std::get<0>(*at) == name && std::get<1>(*at) == id; ++at) {
      const std::string& field = std::get<2>(*at);
      if (table.id != TableId::kDocuments || find_doubt_cost(name, field) > 0) out.insert(field);
    }
    return out;
  }

  const Records& records_;
  bool as_unsigned_;
  std::set<FieldKey> settled_, unsure_;
  std::map<std::string, std::set<std::string>> unknown_;
  std::vector<ReviewDoubt> out_;
};

}  // namespace

int find_doubt_cost(std::string_view table, std::string_view field) {
  const std::string_view column = find_printed_column(table, field);
  const auto costs = field_costs();
  const auto found = std::ranges::find_if(costs, [&](const FieldCost& one) {
    return one.table == table && one.column == column && !column.empty();
  });
  return found == costs.end() ? 0 : static_cast<int>(found->cost);
}

int find_max_cost(std::string_view reason) {
  if (!asks(std::string(reason))) return 0;
  if (is_missing(reason)) return kCostOfMissing;
  double most = 0;
  for (const ReasonTarget& doubt : reason_targets()) {
    if (doubt.reason != reason) continue;
    for (const FieldCost& one : field_costs()) {
      if (one.table == doubt.table && one.column == doubt.column) most = std::max(most, one.cost);
    }
  }
  const bool withholds = find_severity(reason) == Severity::kError;
  return static_cast<int>(most > 0 ? most : kMaxCost) + (withholds ? kCostOfWithheld : 0);
}

std::string_view find_printed_column(std::string_view table, std::string_view field) {
  if (table == Tasks::kName && (field == Tasks::due_date.name || field == Tasks::due_op.name))
    return Tasks::deadline_raw.name;
  if (table == Tasks::kName && field == Tasks::budget_vnd.name) return Tasks::budget_raw.name;
  if (table == Tasks::kName && field == Tasks::ordinal_norm.name) return Tasks::ordinal_raw.name;
  if (table == Sections::kName && field == Sections::num_norm.name) return Sections::num_raw.name;
  return field;
}

std::vector<ReviewDoubt> find_doubts(const Records& records, std::span<const HumanEdit> edits) {
  return Asker(records, edits, false).ask();
}

std::vector<ReviewDoubt> find_unsettled_doubts(const Records& records,
                                               std::span<const HumanEdit> edits) {
  std::vector<ReviewDoubt> out = Asker(records, edits, true).ask();
  std::erase_if(out, is_document_doubt);
  return out;
}

}  // namespace codau::record
