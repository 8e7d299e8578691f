#include "document/tables/row_continuation.h"

#include <string>
#include <string_view>

#include "document/agencies/agency.h"
#include "document/deadlines/deadline.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

const TaskCell& cell_in(const std::vector<TaskCell>& cells, std::optional<std::size_t> column) {
  static const TaskCell kNone;
  return column && *column < cells.size() ? cells[*column] : kNone;
}

std::vector<Deadline> deadlines_in(const std::string& text, const DocumentContext& context) {
  return read_deadline_cell(text, context.deadlines);
}

bool is_deadline(const TaskCell& cell, const DocumentContext& context) {
  if (cell.empty()) return false;
  const DeadlineKind kind = deadlines_in(make_one_line(cell), context).front().kind;
  return kind != DeadlineKind::kUnparsed && kind != DeadlineKind::kNone;
}

/// "Quý IV" above "năm 2027" are one deadline; "10/2027" above "6/2027" are two.
bool is_own_deadline(const TaskCell& cell, const TaskCell& above, const DocumentContext& context) {
  if (cell.repeated || !is_deadline(cell, context)) return false;
  if (above.empty()) return true;
  if (!is_deadline(above, context)) return false;
  if (begins_with_capital(cell.text.text) || cell.text.key == above.text.key) return true;
  const std::string both = make_one_line(above) + ' ' + make_one_line(cell);
  const std::vector<Deadline> read = deadlines_in(both, context);
  const bool is_one = read.size() == 1 && read.front().kind != DeadlineKind::kUnparsed &&
                      read.front().raw.size() == both.size();
  return !is_one;
}

bool ends_with(const TaskCell& cell, std::string_view signs) {
  return !cell.empty() && signs.find(cell.text.key.back()) != std::string_view::npos;
}

bool is_own_lead(const TaskCell& cell, const TaskCell& above, const DocumentContext& context) {
  const Lexicon& lexicon = context.agencies.lexicon;
  if (cell.empty() || cell.repeated || !begins_with_capital(cell.text.text)) return false;
  if (!is_agency(lexicon, make_one_line(cell))) return false;
  if (above.empty()) return true;
  static const Pattern kOpen(R"((?:^| )(?:va|cua|voi|cac|thuoc)$)");
  return is_agency(lexicon, make_one_line(above)) && !ends_with(above, ",;-:") &&
         !kOpen.find(above.text.key);
}

bool begins_small(const TaskCell& cell) {
  return !cell.empty() && cell.text.key.front() >= 'a' && cell.text.key.front() <= 'z' &&
         !begins_with_capital(cell.text.text);
}

}  // namespace

RowContinuation classify_row(const GridRow& row, const TaskRow& above, bool begins_page,
                             const DocumentContext& context) {
  const auto in = [&](ColumnRole role) { return find_column_index(above.columns, role); };
  const TaskCell& task = cell_in(row.cells, find_task_column(above.columns));
  if (begins_small(task)) return RowContinuation::kContinues;
  const auto lead = in(ColumnRole::kLead), deadline = in(ColumnRole::kDeadline);
  const bool has_lead = is_own_lead(cell_in(row.cells, lead), cell_in(above.cells, lead), context);
  const bool has_deadline =
      is_own_deadline(cell_in(row.cells, deadline), cell_in(above.cells, deadline), context);
  if (has_lead && has_deadline) return RowContinuation::kOwnTask;
  if (!has_lead && !has_deadline) return RowContinuation::kContinues;
  const bool is_said = !task.empty() && !task.repeated && lead != find_task_column(above.columns);
  if (is_said && ends_with(cell_in(above.cells, find_task_column(above.columns)), ".;"))
    return RowContinuation::kOwnTask;
  return is_said || begins_page ? RowContinuation::kUnsure : RowContinuation::kContinues;
}

bool is_whole_task(const GridRow& row, const std::vector<TaskColumn>& columns,
                   const DocumentContext& context) {
  const TaskCell& task = cell_in(row.cells, find_task_column(columns));
  if (task.empty() || begins_small(task)) return false;
  const TaskCell& lead = cell_in(row.cells, find_column_index(columns, ColumnRole::kLead));
  return is_deadline(cell_in(row.cells, find_column_index(columns, ColumnRole::kDeadline)),
                     context) ||
         (!lead.empty() && is_agency(context.agencies.lexicon, make_one_line(lead)));
}

}  // namespace codau::document
