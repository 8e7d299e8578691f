#include "review/views/statistics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>
#include <utility>

#include "record/schema/reasons.h"
#include "record/schema/schema.h"
#include "review/queue/typed_values.h"

namespace codau::review {
namespace {

SheetCell words(Message text) { return {std::move(text), 0, false}; }
SheetCell plain(const std::string& text) { return words(both(text, text)); }
SheetCell number(double value) { return {both("", ""), value, true}; }
SheetCell count(std::uint64_t value) { return number(static_cast<double>(value)); }

Message column_name(std::string_view key) {
  const std::size_t dot = key.find('.');
  const std::string_view table = key.substr(0, dot), column = key.substr(dot + 1);
  if (column.empty()) return make_column_label(table, "");
  return make_column_label(table, "") + " › " + make_column_label(table, column);
}

std::string number_text(const SheetCell& cell) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), cell.number).ptr};
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    out += '\'';
  for (const char c : text) out.append(c == '"' ? "\"\"" : std::string(1, c));
  return out + '"';
}

}  // namespace

StatisticsSheet make_read_sheet(const store::StoreReader& store) {
  constexpr auto kShown = std::to_array<std::tuple<const char*, const char*, const char*>>(
      {{"documents", "Văn bản", "Documents"},
       {"pages", "Trang", "Pages"},
       {"sections", "Mục", "Sections"},
       {"tasks", "Nhiệm vụ", "Tasks"},
       {"task_deadlines", "Thời hạn", "Deadlines"},
       {"recipients", "Nơi nhận", "Recipients"},
       {"doc_refs", "Viện dẫn văn bản khác", "References to other documents"}});
  StatisticsSheet out{"read",
                      both("Đã đọc", "What was read"),
                      {both("Nội dung", "What"), both("Số lượng", "Count")},
                      {}};
  for (const auto& [table, vi, en] : kShown)
    out.rows.push_back({words(both(vi, en)), count(store.count(record::table(table)))});
  return out;
}

StatisticsSheet make_waiting_sheet(const ReviewQueue& queue) {
  StatisticsSheet out{"waiting",
                      both("Cần kiểm tra", "What waits"),
                      {both("Cột", "Column"), both("Chỗ cần kiểm tra", "Doubts")},
                      {}};
  for (const auto& [key, doubts] : queue.count_by_field())
    out.rows.push_back({words(column_name(key)), count(doubts)});
  std::ranges::stable_sort(out.rows, std::greater{}, [](const auto& row) { return row[1].number; });
  out.rows.insert(out.rows.begin(), {words(both("Tất cả", "All")), count(queue.size())});
  out.rows.insert(out.rows.begin() + 1,
                  {words(both("Văn bản có chỗ cần kiểm tra", "Documents with doubts")),
                   count(queue.documents())});
  return out;
}

StatisticsSheet make_reasons_sheet(const store::StoreReader& store, const ReviewQueue& queue) {
  StatisticsSheet out{
      "reasons",
      both("Lý do, nhiều nhất trước", "Reasons, the most frequent first"),
      {both("Mã", "Code"), both("Lý do", "Reason"), both("Số dòng có", "Rows that have it"),
       both("Chỗ cần kiểm tra", "Doubts that wait")},
      {}};
  const auto waiting = queue.count_by_reason();
  const auto all = record::reasons();
  for (const auto& [code, rows] : store.reasons()) {
    const auto found = std::ranges::find(all, code, &record::ReviewReason::code);
    const auto open = waiting.find(code);
    out.rows.push_back(
        {plain(code),
         found == all.end() ? plain(code) : words(both(found->meaning_vi, found->meaning_en)),
         count(rows), count(open == waiting.end() ? 0 : open->second)});
  }
  std::ranges::stable_sort(out.rows, std::greater{}, [](const auto& row) { return row[2].number; });
  return out;
}

StatisticsSheet make_settled_sheet(const store::StoreReader& store) {
  constexpr std::array<std::string_view, 4> kActions{"set", "accept", "reject", ""};
  StatisticsSheet out{
      "settled",
      both("Đã xét, theo ngày và người", "What was settled, by day and person"),
      {both("Ngày", "Day"), both("Người", "Person"), both("Giá trị đã sửa", "Values written"),
       both("Dòng đã chấp nhận", "Rows accepted"), both("Dòng đã bỏ", "Rows rejected"),
       both("Việc khác", "Other")},
      {}};
  std::map<std::pair<std::string, std::string>, std::array<std::uint64_t, kActions.size()>> days;
  for (const auto& one : store.edits_by_day()) {
    const auto* const at = std::ranges::find(kActions, one.action);
    const std::size_t place = at == kActions.end()
                                  ? kActions.size() - 1
                                  : static_cast<std::size_t>(at - kActions.begin());
    days[{one.day, one.actor}].at(place) += one.count;
  }
  for (const auto& [key, counts] : days) {
    std::vector<SheetCell> row{plain(key.first), plain(key.second)};
    for (const std::uint64_t one : counts) row.push_back(count(one));
    out.rows.push_back(std::move(row));
  }
  return out;
}

StatisticsSheet make_errors_sheet(const Sample& sample) {
  StatisticsSheet out{
      "errors",
      both("Tỷ lệ sai, theo mẫu ngẫu nhiên", "Error rate, by a random sample"),
      {both("Cột", "Column"), both("Trong mẫu", "In the sample"), both("Đúng", "Right"),
       both("Sai", "Wrong"), both("Không rõ", "Cannot tell"), both("Tỷ lệ sai, %", "Wrong, %"),
       both("Thấp nhất (95 %), %", "At least (95 %), %"),
       both("Cao nhất (95 %), %", "At most (95 %), %")},
      {}};
  const auto add = [&](Message name, std::string_view field) {
    std::size_t all = 0, right = 0, wrong = 0, unknown = 0;
    for (const SampleItem& item : sample.items) {
      if (!field.empty() && item.table + '.' + item.field != field) continue;
      ++all;
      right += std::size_t{item.verdict == "right"};
      wrong += std::size_t{item.verdict == "wrong"};
      unknown += std::size_t{item.verdict == "unknown"};
    }
    if (all == 0) return;
    const std::size_t judged = right + wrong;
    const Interval interval = wilson_interval(wrong, judged);
    const auto percent = [&](double part) {
      return judged == 0 ? words(both("", ""))
                         : number(static_cast<double>(static_cast<int>(part * 10'000 + 0.5)) / 100);
    };
    out.rows.push_back(
        {words(std::move(name)), count(all), count(right), count(wrong), count(unknown),
         percent(judged == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(judged)),
         percent(interval.low), percent(interval.high)});
  };
  add(both("Tất cả", "All"), "");
  for (const std::string_view field : list_sampled_fields()) add(column_name(field), field);
  return out;
}

std::string format_csv(const StatisticsSheet& sheet, bool english) {
  const auto text = [&](const Message& message) {
    return quoted(english ? message.en : message.vi);
  };
  std::string out = "\xEF\xBB\xBF";
  const auto line = [&](const auto& cells, const auto& print) {
    std::string separator;
    for (const auto& cell : cells) {
      out += separator + print(cell);
      separator = ",";
    }
    out += "\r\n";
  };
  line(sheet.columns, text);
  for (const auto& row : sheet.rows) {
    line(row, [&](const SheetCell& cell) {
      return cell.is_number ? number_text(cell) : text(cell.text);
    });
  }
  return out;
}

}  // namespace codau::review
