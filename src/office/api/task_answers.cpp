#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "office/api/json.h"
#include "office/api/param_reader.h"
#include "office/api/read_api.h"
#include "store/documents/list_rows.h"
#include "store/schema/ddl.h"

namespace codau::office {
namespace {

using store::ListedTask;
using store::TaskFilter;
using store::TaskOrder;
using store::TaskPlace;

constexpr std::array<std::string_view, 4> kTaskSorts{"due", "-due", "agency", "document"};
constexpr std::array<TaskOrder, 4> kTaskOrders{TaskOrder::kDue, TaskOrder::kLatestDue,
                                               TaskOrder::kAgency, TaskOrder::kDocument};

/// Returns the day `days` after today, in local time.
std::string find_day(int days) {
  std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  local.tm_mday += days;
  local.tm_hour = 12;
  now = std::mktime(&local);
  ::localtime_r(&now, &local);
  std::array<char, 16> out{};
  return {out.data(), std::strftime(out.data(), out.size(), "%Y-%m-%d", &local)};
}

TaskFilter read_task_filter(ParamReader& reader) {
  constexpr std::array<std::string_view, 5> kStatuses{"", "review", "ok", "accepted", "rejected"};
  TaskFilter out;
  out.agency = reader.text("agency");
  out.from = reader.date("from");
  out.until = reader.date("until");
  out.status = kStatuses.at(reader.choice("status", kStatuses));
  out.words = reader.text("q");
  out.is_undated = reader.flag("without_date");
  if (!reader.flag("overdue")) return out;
  const std::string yesterday = find_day(-1);
  out.until = out.until.empty() ? yesterday : std::min(out.until, yesterday);
  return out;
}

std::optional<TaskPlace> read_task_place(ParamReader& reader, const std::string& list) {
  const auto values = reader.after(list, 5);
  if (!values) return std::nullopt;
  const auto lead = get_text(values->at(0)), day = get_text(values->at(1));
  const auto document = get_number(values->at(2)), task = get_number(values->at(3)),
             deadline = get_number(values->at(4));
  if (lead && day && document && task && deadline)
    return TaskPlace{*lead, *day, *document, *task, *deadline};
  reader.refuse_cursor();
  return std::nullopt;
}

std::string make_task_cursor(const std::string& list, const std::optional<TaskPlace>& place) {
  if (!place) return {};
  return encode_cursor(list,
                       {place->lead, place->day, place->document, place->task, place->deadline});
}

Json make_task_item(const ListedTask& task) {
  const bool is_dated = task.place.day != store::kUndated;
  return {{"row_id", task.task_id},
          {"doc_id", task.doc_id},
          {"document", task.number.empty() ? task.source_name : task.number},
          {"ordinal", or_null(task.ordinal)},
          {"task", or_null(task.text)},
          {"lead", or_null(task.leads)},
          {"helpers", or_null(task.helpers)},
          {"output", or_null(task.output)},
          {"due", is_dated ? Json(task.place.day) : Json()},
          {"due_text", or_null(task.due_text)},
          {"recurring", task.is_recurring},
          {"status", task.status},
          {"page", or_null(task.page)}};
}

/// Returns the last day of a month.
std::string find_month_end(const std::string& month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year(std::stoi(month.substr(0, 4))),
      std::chrono::month_day_last(
          std::chrono::month(static_cast<unsigned>(std::stoi(month.substr(5, 2)))))};
  return month + "-" + std::to_string(static_cast<unsigned>(last.day()));
}

}  // namespace

web::Response ReadApi::tasks(const store::StoreReader& store, const Params& asked) {
  constexpr std::size_t kMostAgencies = 300;
  ParamReader reader(asked);
  TaskFilter filter = read_task_filter(reader);
  const std::size_t sort = reader.choice("sort", kTaskSorts);
  const std::string list = "tasks" + std::string(kTaskSorts.at(sort));
  const std::size_t limit = reader.limit();
  const bool wants_facets = reader.flag("facets");
  const auto after = read_task_place(reader, list);
  if (reader.fault()) return *reader.fault();
  const store::Connection& connection = store.connection();
  if (!store::has_list_rows(connection)) return make_old_store_problem();
  const store::TaskList tasks(connection, std::move(filter), copies_.find(connection, store.seq()));
  const TaskOrder order = kTaskOrders.at(sort);
  const store::TaskPage page = tasks.page(order, after, limit);
  Json items = Json::array();
  for (const ListedTask& one : page.items) items.push_back(make_task_item(one));
  Json out = make_list_json(std::move(items), make_task_cursor(list, page.next),
                            or_null(tasks.count(order)));
  if (wants_facets) {
    Json agencies = Json::array();
    for (const store::LeadCount& one : store::list_leads(connection, kMostAgencies))
      agencies.push_back({{"key", one.name}, {"count", one.count}});
    out["facets"] = {{"agency", std::move(agencies)}};
  }
  return make_json_response(out);
}

web::Response ReadApi::calendar(const store::StoreReader& store, const Params& asked) {
  constexpr std::size_t kShown = 5;
  ParamReader reader(asked);
  const std::string month = reader.month("month");
  TaskFilter filter;
  filter.agency = reader.text("agency");
  if (reader.fault()) return *reader.fault();
  const store::Connection& connection = store.connection();
  if (!store::has_list_rows(connection)) return make_old_store_problem();
  const auto& copies = copies_.find(connection, store.seq());
  filter.from = month + "-01";
  filter.until = find_month_end(month);
  Json days = Json::array();
  for (const store::DayCount& day : store::TaskList(connection, filter, copies).days()) {
    TaskFilter of_day = filter;
    of_day.from = of_day.until = day.day;
    Json items = Json::array();
    const store::TaskList tasks(connection, std::move(of_day), copies);
    for (const ListedTask& one : tasks.page(TaskOrder::kDue, std::nullopt, kShown).items)
      items.push_back(make_task_item(one));
    days.push_back({{"date", day.day}, {"count", day.count}, {"items", std::move(items)}});
  }
  filter.from.clear();
  filter.until = find_day(-1);
  const store::TaskList overdue(connection, std::move(filter), copies);
  return make_json_response(
      {{"month", month}, {"days", std::move(days)}, {"overdue", overdue.bounded_count()}});
}

}  // namespace codau::office
