#include "store/lists/task_list.h"

#include <algorithm>
#include <utility>

#include "store/lists/document_list.h"
#include "store/schema/ddl.h"
#include "store/schema/flat_views.h"
#include "store/search/search_query.h"
#include "text/folded_words.h"

namespace codau::store {
namespace {

/// Rows that one page compares with status and words at most.
constexpr std::size_t kMostCompared = 2'000;
/// Documents with the words of a filter whose tasks are sorted at most.
constexpr std::size_t kMostSortedDocuments = 1'000;

constexpr std::string_view kLaterDay = " AND (s.day,s.task,s.deadline) > (?,?,?)",
                           kEarlierDay = " AND (s.day,s.task,s.deadline) < (?,?,?)";

SqlText make_day_condition(std::string_view sql, const TaskPlace& place) {
  return SqlText().add(sql, {place.day, place.task, place.deadline});
}

/// Returns the conditions of the parts of a list after a place. The parts follow each other.
std::vector<SqlText> list_parts(TaskOrder order, const std::optional<TaskPlace>& after) {
  const std::string undated(kUndated);
  std::vector<SqlText> out;
  switch (order) {
    case TaskOrder::kDocument:
      out.emplace_back();
      if (after)
        out.back().add(" AND (s.document,s.task,s.day,s.deadline) > (?,?,?,?)",
                       {after->document, after->task, after->day, after->deadline});
      break;
    case TaskOrder::kDue:
      out.push_back(after ? make_day_condition(kLaterDay, *after) : SqlText());
      break;
    case TaskOrder::kLatestDue:
      if (!after || after->day != undated) {
        out.push_back(after ? make_day_condition(kEarlierDay, *after) : SqlText());
        out.back().add(" AND s.day < ?", {undated});
      }
      out.emplace_back().add(" AND s.day = ?", {undated});
      if (after && after->day == undated) out.back().add(make_day_condition(kEarlierDay, *after));
      break;
    case TaskOrder::kAgency:
      if (!after || !after->lead.empty()) {
        if (after)
          out.push_back(SqlText()
                            .add(" AND l.name = ?", {after->lead})
                            .add(make_day_condition(kLaterDay, *after)));
        out.emplace_back().add(" AND l.name > ?", {after ? after->lead : std::string()});
      }
      out.emplace_back().add(" AND s.lead = 0");
      if (after && after->lead.empty()) out.back().add(make_day_condition(kLaterDay, *after));
  }
  return out;
}

std::string_view order_of(TaskOrder order) {
  switch (order) {
    case TaskOrder::kDocument:
      return " ORDER BY s.document,s.task,s.day,s.deadline";
    case TaskOrder::kLatestDue:
      return " ORDER BY s.day DESC,s.task DESC,s.deadline DESC";
    case TaskOrder::kAgency:
      return " ORDER BY l.name,s.day,s.task,s.deadline";
    case TaskOrder::kDue:
      break;
  }
  return " ORDER BY s.day,s.task,s.deadline";
}

/// Parameters: the row number of the task, and the number of the deadline.
constexpr const char* kTaskDetails =
    "SELECT t.task_id,t.doc_id,d.code_number,d.code_notation,"
    "(SELECT source_name FROM sources WHERE doc_id = t.doc_id AND seq = 1),t.ordinal_norm,"
    "t.task_text,(SELECT group_concat(v,'; ') FROM (SELECT norm AS v,min(seq) AS n FROM"
    " kept_task_agencies WHERE task_id = k.row_number AND role = 'lead' GROUP BY 1 ORDER BY 2)),"
    "(SELECT group_concat(v,'; ') FROM (SELECT norm AS v,min(seq) AS n FROM kept_task_agencies"
    " WHERE task_id = k.row_number AND role = 'coop' GROUP BY 1 ORDER BY 2)),t.output,"
    "CASE WHEN coalesce(l.seq,1) = 1 AND (l.raw IS NULL OR t.deadline_raw IS NULL OR"
    " replace(t.deadline_raw,l.raw,'') = t.deadline_raw) THEN t.deadline_raw ELSE l.raw END,"
    "t.review_status,t.page_from,l.recurrence IS NOT NULL FROM kept_tasks AS k CROSS JOIN tasks AS"
    " t ON t.task_id = k.task_id LEFT JOIN kept_documents AS d ON d.doc_id = t.doc_id LEFT JOIN"
    " kept_task_deadlines AS l ON l.task_id = k.row_number AND l.seq = max(?2,1)"
    " WHERE k.row_number = ?1";

ListedTask read_task(Statement& select, TaskPlace place) {
  ListedTask out;
  select.bind(1, place.task).bind(2, place.deadline).step();
  out.place = std::move(place);
  out.task_id = select.text(0);
  out.doc_id = select.text(1);
  out.number = make_document_number(select.view(2), select.view(3));
  out.source_name = select.text(4);
  out.ordinal = select.text(5);
  out.text = select.text(6);
  out.leads = select.text(7);
  out.helpers = select.text(8);
  out.output = select.text(9);
  out.due_text = select.text(10);
  out.status = select.text(11);
  if (!select.is_null(12)) out.page = select.integer(12);
  out.is_recurring = select.integer(13) != 0 && out.place.day != kUndated;
  select.step();  // to its end
  return out;
}

/// Compares tasks with a status and words. Reads only the compared columns.
class TaskComparison {
 public:
  TaskComparison(const Connection& connection, const TaskFilter& filter)
      : filter_(filter),
        words_(parse_query(filter.words)),
        status_(connection, "SELECT review_status FROM kept_tasks WHERE row_number = ?"),
        text_(connection,
              "SELECT coalesce(t.task_text,'') || char(10) || coalesce(t.lead_raw,'') || char(10)"
              " || coalesce(t.coop_raw,'') || char(10) || coalesce(t.output,'') || char(10) ||"
              " coalesce(t.deadline_raw,'') FROM kept_tasks AS k CROSS JOIN tasks AS t ON t.task_id"
              " = k.task_id WHERE k.row_number = ?") {}

  [[nodiscard]] bool is_meant(std::int64_t task) {
    return (filter_.status.empty() || has_status(task)) &&
           (filter_.words.empty() || has_words(task));
  }

 private:
  [[nodiscard]] bool has_status(std::int64_t task) {
    bool out = false;
    for (status_.bind(1, task); status_.step();) out = status_.view(0) == filter_.status;
    return out;
  }
  [[nodiscard]] bool has_words(std::int64_t task) {
    std::vector<std::vector<ByteRange>> places;
    for (text_.bind(1, task); text_.step();)
      places = find_terms(words_, folder_.find_words(text_.view(0)));
    return !places.empty() && std::ranges::none_of(places, &std::vector<ByteRange>::empty);
  }

  const TaskFilter& filter_;
  SearchQuery words_;
  Statement status_, text_;
  text::WordFolder folder_;
};

}  // namespace

const std::vector<std::int64_t>& CopyFinder::find(const Connection& connection, std::int64_t seq) {
  if (seq_ == seq) return documents_;
  documents_.clear();
  Statement number(connection, "SELECT row_number FROM kept_documents WHERE doc_id = ?");
  for (const DocumentCopy& one : find_copies(connection)) {
    for (number.bind(1, one.doc_id); number.step();) documents_.push_back(number.integer(0));
  }
  seq_ = seq;
  return documents_;
}

TaskList::TaskList(const Connection& connection, TaskFilter filter,
                   const std::vector<std::int64_t>& copies)
    : connection_(connection), filter_(std::move(filter)) {
  if (!copies.empty()) copies_ = make_number_list(copies);
  if (!filter_.agency.empty()) {
    lead_ = read_number(connection_, {"SELECT number FROM leads WHERE name = ?", {filter_.agency}});
    if (lead_ == 0) lead_ = -1;  // no such agency
  }
  if (!filter_.words.empty())
    documents_ = find_documents_with(connection_, parse_query(filter_.words));
}

/// Returns " AND …" with the conditions on s that an index can answer.
SqlText TaskList::conditions(TaskOrder order) const {
  SqlText out;
  if (lead_ != 0) {
    out.add(" AND s.lead = ?", {lead_});
  } else if (order != TaskOrder::kAgency) {
    out.add(" AND s.is_first = 1");
  }
  if (filter_.is_undated) {
    out.add(" AND s.day = ?", {std::string(kUndated)});
  } else if (!filter_.from.empty() || !filter_.until.empty()) {
    out.add(" AND s.day >= ?", {filter_.from});
    filter_.until.empty() ? out.add(" AND s.day < ?", {std::string(kUndated)})
                          : out.add(" AND s.day <= ?", {filter_.until});
  }
  if (!copies_.empty())
    out.add(" AND +s.document NOT IN (SELECT value FROM json_each(?))", {copies_});
  if (documents_)
    out.add(" AND +s.document IN (SELECT value FROM json_each(?))",
            {make_number_list(*documents_)});
  return out;
}

/// Tells whether the conditions select so few rows that sorting them is faster than reading all
/// rows in the order of documents.
bool TaskList::is_sorting_better() const {
  const bool is_narrow =
      lead_ != 0 || filter_.is_undated || !filter_.from.empty() || !filter_.until.empty();
  return is_narrow && bounded_count() <= kMostCounted;
}

/// Returns the query for document, task, day, deadline and name of the agency, in order. `part`:
/// the condition of list_parts().
SqlText TaskList::query(TaskOrder order, const SqlText& part, std::size_t limit) const {
  const bool is_by_document = documents_ && documents_->size() <= kMostSortedDocuments;
  const bool has_name = part.sql.find("l.name") != std::string::npos;
  SqlText out;
  out.sql =
      std::string("SELECT s.document,s.task,s.day,s.deadline,") + (has_name ? "l.name" : "''");
  if (is_by_document) {
    out.add(" FROM json_each(?) AS w CROSS JOIN task_days AS s ON s.document = w.value",
            {make_number_list(*documents_)});
    if (has_name) out.add(" CROSS JOIN leads AS l ON l.number = s.lead");
  } else if (has_name) {
    out.add(
        " FROM leads AS l CROSS JOIN task_days AS s INDEXED BY task_days_by_lead ON s.lead ="
        " l.number");
  } else if (order != TaskOrder::kDocument || is_sorting_better()) {
    out.add(" FROM task_days AS s INDEXED BY task_days_by_");
    out.add(lead_ != 0 || order == TaskOrder::kAgency ? "lead" : "day");
  } else {
    out.add(" FROM task_days AS s NOT INDEXED");
  }
  out.add(" WHERE 1").add(conditions(order)).add(part);
  std::string by(order_of(order));
  if (!has_name && order == TaskOrder::kAgency) by = order_of(TaskOrder::kDue);
  return out.add(by).add(" LIMIT ?", {static_cast<std::int64_t>(limit)});
}

bool TaskList::is_compared_by_row() const {
  return !filter_.status.empty() || !filter_.words.empty();
}

TaskPage TaskList::page(TaskOrder order, const std::optional<TaskPlace>& after,
                        std::size_t limit) const {
  TaskPage out;
  Statement details(connection_, kTaskDetails);
  TaskComparison comparison(connection_, filter_);
  const std::size_t most = is_compared_by_row() ? kMostCompared : limit;
  std::size_t seen = 0;
  std::optional<TaskPlace> last = after;
  for (const SqlText& part : list_parts(order, after)) {
    const SqlText query = this->query(order, part, most - seen + 1);
    Statement select(connection_, query.sql);
    for (bind_all(select, query); select.step(); ++seen) {
      if (out.items.size() == limit || seen == most) {
        out.next = last;
        return out;
      }
      last = {select.text(4), select.text(2), select.integer(0), select.integer(1),
              select.integer(3)};
      if (comparison.is_meant(last->task)) out.items.push_back(read_task(details, *last));
    }
  }
  return out;
}

std::uint64_t TaskList::bounded_count() const {
  SqlText query;
  query.add("SELECT count(*) FROM (SELECT 1 FROM task_days AS s WHERE 1");
  query.add(conditions(TaskOrder::kDue));
  query.add(" LIMIT ?)", {static_cast<std::int64_t>(kMostCounted) + 1});
  return static_cast<std::uint64_t>(read_number(connection_, query));
}

std::optional<std::uint64_t> TaskList::count(TaskOrder order) const {
  if (is_compared_by_row() || (order == TaskOrder::kAgency && lead_ == 0)) return std::nullopt;
  const std::uint64_t out = bounded_count();
  return out > kMostCounted ? std::nullopt : std::optional(out);
}

std::vector<DayCount> TaskList::days() const {
  SqlText query;
  query.add("SELECT s.day,count(*) FROM task_days AS s WHERE 1").add(conditions(TaskOrder::kDue));
  query.add(" GROUP BY s.day ORDER BY s.day");
  Statement select(connection_, query.sql);
  std::vector<DayCount> out;
  for (bind_all(select, query); select.step();)
    out.push_back({select.text(0), static_cast<std::uint64_t>(select.integer(1))});
  return out;
}

std::vector<LeadCount> list_leads(const Connection& connection, std::size_t limit) {
  Statement select(connection, "SELECT name,n FROM leads WHERE n > 0 ORDER BY n DESC,name LIMIT ?");
  std::vector<LeadCount> out;
  for (select.bind(1, static_cast<std::int64_t>(limit)); select.step();)
    out.push_back({select.text(0), static_cast<std::uint64_t>(select.integer(1))});
  return out;
}

}  // namespace codau::store
