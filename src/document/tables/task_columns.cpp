#include "document/tables/task_columns.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "document/agencies/agency.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kLeastColumns = 4, kLeastRows = 3;  // of a table without titles
constexpr std::size_t kRowsLookedAt = 200;                // enough to tell what a column holds

bool is_number(const TaskCell& cell) {
  static const Pattern kNumber(R"(\(?(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5}|[a-z])\)?\.?)");
  return kNumber.is_full_match(cell.text.key);
}

/// True for a line of dots or dashes to write on.
bool is_blank(const TaskCell& cell) {
  static const Pattern kDots(R"([.…_ -]*)");
  return kDots.is_full_match(cell.text.text);
}

using Test = std::function<bool(const TaskCell&)>;

/// Part of the first filled cells that pass; 0 unless two or more and at least half of them do.
double share(const TableGrid& grid, std::size_t column, const Test& test) {
  std::size_t filled = 0, passed = 0;
  for (std::size_t r = 0; r < grid.rows.size() && filled < kRowsLookedAt; ++r) {
    const TaskCell cell = grid.rows.cell(r, column);
    if (cell.empty()) continue;
    ++filled;
    if (test(cell)) ++passed;
  }
  if (passed < 2 || passed * 2 < filled) return 0;
  return static_cast<double>(passed) / static_cast<double>(filled);
}

/// True when more than half of the first filled cells fail.
bool has_others(const TableGrid& grid, std::size_t column, const Test& test) {
  std::size_t filled = 0, others = 0;
  for (std::size_t r = 0; r < grid.rows.size() && filled < kRowsLookedAt; ++r) {
    const TaskCell cell = grid.rows.cell(r, column);
    if (cell.empty()) continue;
    ++filled;
    if (!test(cell)) ++others;
  }
  return others * 2 > filled;
}

std::size_t words_in(const TableGrid& grid, std::size_t column) {
  std::size_t words = 0;
  for (std::size_t r = 0; r < grid.rows.size(); ++r)
    words += count_words(grid.rows.cell(r, column).text.text);
  return words;
}

void give(TaskColumn& column, ColumnRole role) {
  column.role = role;
  column.by_cells = true;
}

bool has(const TableGrid& grid, ColumnRole role) {
  return std::ranges::any_of(grid.columns, [&](const TaskColumn& c) { return c.role == role; });
}

/// The column without a role that `score` is highest for; none where it is 0 for all.
std::optional<std::size_t> best_of(const TableGrid& grid,
                                   const std::function<double(std::size_t)>& score) {
  std::optional<std::size_t> best;
  double most = 0;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    if (grid.columns[c].role != ColumnRole::kUnknown) continue;
    const double value = score(c);
    if (value <= most) continue;
    most = value;
    best = c;
  }
  return best;
}

/// The tests of cells that tell columns apart.
struct Tests {
  Test is_deadline, names_agency;
  Test is_time;  ///< below a title of deadlines, where "5/10" is a day and "2027" a year
};

Tests tests_for(const DocumentContext& context) {
  const auto is_time = [&context](const TaskCell& cell) {
    const DeadlineKind kind =
        read_deadline_cell(make_one_line(cell), context.deadlines).front().kind;
    return kind != DeadlineKind::kUnparsed && kind != DeadlineKind::kNone;
  };
  const auto is_deadline = [is_time](const TaskCell& cell) {
    // "5/10" may be a fraction, and "2027" any number
    static const Pattern kTime(R"(\pL|\d[/.-]\d+[/.-]\d|\b\d{1,2} ?[/-] ?(?:19|20)\d\d\b)");
    return kTime.find(cell.text.text) && is_time(cell);
  };
  const auto names_agency = [&context](const TaskCell& cell) {
    return is_agency(context.agencies.lexicon, make_one_line(cell));
  };
  return {is_deadline, names_agency, is_time};
}

/// A table without any title: unless ordinals, task, lead and deadline are all there, no role can
/// be told from the others.
bool name_without_titles(TableGrid& grid, const Tests& tests) {
  const std::size_t columns = grid.columns.size();
  if (columns < kLeastColumns || grid.rows.size() < kLeastRows) return false;
  if (share(grid, 0, is_number) == 0) return false;
  give(grid.columns[0], ColumnRole::kOrdinal);
  const auto task =
      best_of(grid, [&](std::size_t c) { return static_cast<double>(words_in(grid, c)); });
  if (!task) return false;
  give(grid.columns[*task], ColumnRole::kTask);
  const auto deadline =
      best_of(grid, [&](std::size_t c) { return share(grid, c, tests.is_deadline); });
  if (!deadline) return false;
  give(grid.columns[*deadline], ColumnRole::kDeadline);
  for (std::size_t c = 1; c < columns && !has(grid, ColumnRole::kCoop); ++c) {
    if (grid.columns[c].role != ColumnRole::kUnknown || share(grid, c, tests.names_agency) == 0)
      continue;
    give(grid.columns[c], has(grid, ColumnRole::kLead) ? ColumnRole::kCoop : ColumnRole::kLead);
  }
  if (!has(grid, ColumnRole::kLead)) return false;
  // Between who acts and until when stands what shall come of it (standards 4.2).
  TaskColumn& before = grid.columns[*deadline - 1];
  if (*deadline > 1 && before.role == ColumnRole::kUnknown) give(before, ColumnRole::kOutput);
  return true;
}

/// Without a title "TT", which small print between rulings often loses: a first column of numbers
/// under at most one word.
void name_ordinals(TableGrid& grid) {
  if (has(grid, ColumnRole::kOrdinal)) return;
  TaskColumn& first = grid.columns.front();
  if (first.role == ColumnRole::kUnknown && count_words(first.title) <= 1 &&
      !is_month_title(first.title) && share(grid, 0, is_number) > 0)
    give(first, ColumnRole::kOrdinal);
}

/// Titles that say what their column holds, and it is no role of 4.1.
struct OtherColumns {
  explicit OtherColumns(const Lexicon& lexicon)
      : any(R"(\b)" + make_form_pattern(lexicon, "other_column") + R"(\b)") {}

  Pattern any;
};

bool is_other_title(const Lexicon& lexicon, const TaskColumn& column) {
  return lexicon.cached<OtherColumns>().any.find(fold(column.title)).has_value();
}

/// "7h30", "14 giờ - 16 giờ", "Sáng", "02 ngày": of a day, or how long.
bool is_time_of_day(const TaskCell& cell) {
  static const Pattern kHour(
      R"((?:(?:tu |luc |den )*\d{1,2} ?(?:h|g|gio|:) ?(?:\d{2})?(?: ?(?:-|den|,) ?)?)+|)"
      R"((?:buoi )?(?:sang|chieu|toi|trua)(?:[ ,-]+(?:sang|chieu|toi))*|)"
      R"(\d{1,3}(?: ?[,/.] ?\d)? ?(?:ngay|phut|tiet|buoi|tieng|gio))");
  return kHour.is_full_match(cell.text.key);
}

/// "Thời gian" may be the hour; the date is in a column of its own then. A titled column of
/// anything else that is not read stays the deadline's, for a person to look at.
void name_deadline(TableGrid& grid, const Tests& tests) {
  const auto titled = std::ranges::find(grid.columns, ColumnRole::kDeadline, &TaskColumn::role);
  const bool is_titled = titled != grid.columns.end();
  const auto column = static_cast<std::size_t>(titled - grid.columns.begin());
  if (is_titled &&
      (share(grid, column, tests.is_time) > 0 || has_others(grid, column, is_time_of_day)))
    return;
  const auto best = best_of(grid, [&](std::size_t c) {
    return is_titled && is_month_title(grid.columns[c].title) ? 0.0
                                                              : share(grid, c, tests.is_deadline);
  });
  if (!best) return;
  if (is_titled) titled->role = ColumnRole::kUnknown;
  give(grid.columns[*best], ColumnRole::kDeadline);
}

/// "Nhiệm vụ" beside names of persons: what each has to do, in sentences, not their place in a
/// body.
bool says_duties(const TableGrid& grid) {
  constexpr std::size_t kWords = 8;  // a row; "Trưởng ban", "Thành viên" have two
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    if (grid.columns[c].role == ColumnRole::kTask)
      return words_in(grid, c) >= kWords * std::max<std::size_t>(grid.rows.size(), 1);
  }
  return false;
}

/// "Họ và tên", "Họ tên".
bool is_title_of_names(const TaskColumn& column) {
  static const Pattern kNames(R"(\bho (?:va )?(?:chu dem,? )?ten\b)");
  return kNames.find(fold(column.title)).has_value();
}

/// What titles leave open. A title that is read and no synonym keeps its column out of the table
/// (4.1), but not the columns without which there is no task: who, until when, and what.
void complete(TableGrid& grid, const DocumentContext& context, const Tests& tests) {
  name_ordinals(grid);
  name_deadline(grid, tests);
  if (!has(grid, ColumnRole::kLead)) {
    const auto lead = best_of(grid, [&](std::size_t c) {
      const bool is_lead = !is_other_title(context.agencies.lexicon, grid.columns[c]) &&
                           share(grid, c, tests.names_agency) > 0;
      return is_lead ? 1.0 : 0.0;
    });
    const auto names = std::ranges::find_if(grid.columns, is_title_of_names);
    if (names != grid.columns.end() && says_duties(grid))
      give(*names, ColumnRole::kLead);
    else if (lead)
      give(grid.columns[*lead], ColumnRole::kLead);
  }
  const bool acts = has(grid, ColumnRole::kLead) || has(grid, ColumnRole::kDeadline);
  if (!acts || has(grid, ColumnRole::kTask)) return;
  const auto most =
      best_of(grid, [&](std::size_t c) { return static_cast<double>(words_in(grid, c)); });
  if (most && words_in(grid, *most) > grid.rows.size())
    give(grid.columns[*most], ColumnRole::kTask);
}

bool any_title(const TableGrid& grid, const Pattern& pattern) {
  return std::ranges::any_of(grid.columns, [&](const TaskColumn& column) {
    return pattern.find(fold(column.title)).has_value();
  });
}

bool is_task_table(const TableGrid& grid) {
  static const Pattern kPersons(R"(\bho (va )?(chu dem,? )?ten\b|\bhoc vi\b|\bngay sinh\b)"),
      kTasks(R"(nhiem vu|cong viec)");
  const bool has_deadline = has(grid, ColumnRole::kDeadline);
  if (any_title(grid, kPersons) && !has_deadline && !says_duties(grid)) return false;
  const bool has_lead = has(grid, ColumnRole::kLead) || has(grid, ColumnRole::kCoop);
  if (!has(grid, ColumnRole::kTask)) return has(grid, ColumnRole::kLead) && has_deadline;
  return has_lead || has_deadline || (any_title(grid, kTasks) && has(grid, ColumnRole::kOutput));
}

/// True when some row says what is to be done: a form to be filled in says nothing.
bool has_entries(const TableGrid& grid) {
  std::size_t column = 0;
  for (std::size_t c = grid.columns.size(); c-- > 0;) {
    const ColumnRole role = grid.columns[c].role;
    if (role == ColumnRole::kTask || (role == ColumnRole::kLead && !has(grid, ColumnRole::kTask)))
      column = c;
  }
  if (grid.rows.empty()) return true;
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    if (!is_blank(grid.rows.cell(r, column))) return true;
  }
  return false;
}

constexpr std::size_t kWordsOfTask = 5;  // in a row of the column of most words

}  // namespace

bool may_hold_tasks(const TableGrid& grid) {
  if (grid.rows.size() < 2 || grid.columns.size() < 3) return false;
  std::size_t most = 0;
  for (std::size_t c = 0; c < grid.columns.size(); ++c) {
    const ColumnRole role = grid.columns[c].role;
    const bool is_named =
        role != ColumnRole::kUnknown && role != ColumnRole::kOrdinal && role != ColumnRole::kNote;
    if (is_named && !grid.columns[c].by_cells) return false;
    most = std::max(most, words_in(grid, c));
  }
  return most >= kWordsOfTask * grid.rows.size();
}

bool assign_column_roles(TableGrid& grid, const DocumentContext& context) {
  const Tests tests = tests_for(context);
  if (grid.header_rows == 0) return name_without_titles(grid, tests) && has_entries(grid);
  complete(grid, context, tests);
  return is_task_table(grid) && has_entries(grid);
}

}  // namespace codau::document
