// store/lists/task_list.h — the tasks of a store as a list of due days, and counts for a calendar.
// A task that is due on several days is listed once for each day, a task without a date once. The
// tasks of copies (store/schema/flat_views.h) are left out, as in the view due_dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/lists/list_query.h"

namespace codau::store {

/// The conditions on tasks. An empty text holds for all tasks.
struct TaskFilter {
  std::string agency = {};            ///< an agency in charge, by its normal form
  std::string from = {}, until = {};  ///< range of the day; both days are included
  bool is_undated = false;            ///< only tasks without a date
  std::string status = {};            ///< review_status of the task
  std::string words = {};  ///< all of them in task, agencies, deadline or expected result
  bool operator==(const TaskFilter&) const = default;
};

/// The order of a list. Tasks without a date come last, except in kDocument.
/// 1. kDue and kLatestDue: by day;
/// 2. kAgency: a task for each agency in charge; tasks without one at the end;
/// 3. kDocument: the order of the rows in the store.
enum class TaskOrder : std::uint8_t { kDue, kLatestDue, kAgency, kDocument };

/// The place of a row in a list. `lead` is the name of the agency for kAgency, otherwise empty. The
/// day of a task without a date is kUndated (store/schema/ddl.h).
struct TaskPlace {
  std::string lead, day;
  std::int64_t document = 0, task = 0, deadline = 0;
  bool operator==(const TaskPlace&) const = default;
};

/// A task with a day on which it is due. Texts are empty if the value is NULL.
struct ListedTask {
  TaskPlace place;
  std::string task_id, doc_id, number, source_name, ordinal, text, leads, helpers, output;
  std::string due_text;  ///< the deadline as printed
  std::string status;
  std::optional<std::int64_t> page;
  bool is_recurring = false;
};

/// A page of a list.
struct TaskPage {
  std::vector<ListedTask> items;
  std::optional<TaskPlace> next;  ///< nothing at the end of the list
};

/// An agency in charge, and its number of due days and undated tasks.
struct LeadCount {
  std::string name;
  std::uint64_t count = 0;
};
/// A day, and the number of tasks that are due on it.
struct DayCount {
  std::string day;
  std::uint64_t count = 0;
};

/// Finds the row numbers of copies. The search takes long, so that its result is kept until the
/// store changes.
class CopyFinder {
 public:
  /// `seq`: number of the last change of the store.
  [[nodiscard]] const std::vector<std::int64_t>& find(const Connection& connection,
                                                      std::int64_t seq);

 private:
  std::int64_t seq_ = -1;
  std::vector<std::int64_t> documents_;
};

/// Reads lists of tasks from one state of a store. Keeps a reference to the connection.
/// Precondition: has_list_rows() (store/documents/list_rows.h).
class TaskList {
 public:
  /// `copies`: row numbers of the documents to leave out.
  TaskList(const Connection& connection, TaskFilter filter,
           const std::vector<std::int64_t>& copies);

  /// Returns at most `limit` rows after a place. Status and words are compared row by row, so that
  /// a page may end early: it then has fewer items, and a next place.
  [[nodiscard]] TaskPage page(TaskOrder order, const std::optional<TaskPlace>& after,
                              std::size_t limit) const;
  /// Returns the number of rows. Returns nothing if there are more than kMostCounted, if status or
  /// words are compared, or in kAgency.
  [[nodiscard]] std::optional<std::uint64_t> count(TaskOrder order = TaskOrder::kDue) const;
  /// Returns the numbers of tasks by day, ascending. Status and words are ignored.
  [[nodiscard]] std::vector<DayCount> days() const;
  /// Returns the number of rows, at most kMostCounted + 1. Status and words are ignored.
  [[nodiscard]] std::uint64_t bounded_count() const;
  static constexpr std::uint64_t kMostCounted = 10'000;

 private:
  [[nodiscard]] SqlText conditions(TaskOrder order) const;
  [[nodiscard]] SqlText query(TaskOrder order, const SqlText& part, std::size_t limit) const;
  [[nodiscard]] bool is_sorting_better() const;
  [[nodiscard]] bool is_compared_by_row() const;

  const Connection& connection_;
  TaskFilter filter_;
  std::string copies_;  ///< JSON array of row numbers; empty: no copies
  std::int64_t lead_ = 0;
  std::optional<std::vector<std::int64_t>> documents_;  ///< with the words, if they are few
};

/// Returns the agencies in charge with most rows, most first. Copies are counted, too.
[[nodiscard]] std::vector<LeadCount> list_leads(const Connection& connection, std::size_t limit);

}  // namespace codau::store
