#include "document/tasks/task_row.h"

#include <algorithm>
#include <string>
#include <utility>

#include "document/tasks/budget.h"
#include "document/tasks/label_roles.h"
#include "document/words/add_reason.h"
#include "document/words/calendar.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"

namespace codau::document {
namespace {

/// A single leading dash is no part of the value (4.9).
Passage value_of(const Passage& cell) {
  const bool is_list = cell.text.find("\n- ") != std::string::npos;
  if (is_list || !(cell.key.starts_with("- ") || cell.key == "-")) return cell;
  return take_from(cell, cell.key.size() > 1 ? cell.in_text({0, 2}).end : cell.in_text({0, 1}).end);
}

/// The value of a cell, or of the part of it that cleaning left.
TextField to_field(const TaskCell& cell, const Passage& value) {
  TextField out = document::to_field(value);
  if (out) out->cell = cell.bytes;
  return out;
}

/// Without what a ruling leaves beside the words: "_ Đề án được phê duyệt", "40 máy —".
Passage without_edges(const Passage& cell) {
  static const Pattern kBefore(R"(['_~|=]{1,2} ?(\S))");
  const auto before = kBefore.at_start(cell.text);
  return strip_heading_specks(before ? take_from(cell, before->groups[1]->begin) : cell);
}

/// Without a sign that stands apart from the words, as engines read rulings and no writer puts it:
/// "~ Phiếu điện tử", "40 máy —". What a writer may put stays: "~200 phiếu", "= 100%", "'05". Of 67
/// outputs as a Latin-only engine reads them 5 are right by it alone; of 11 in plans that came
/// later it changes none.
Passage without_signs_apart(const Passage& cell) {
  static const Pattern kBefore(R"((?:['_~|]{1,2} (\p{L})|['_|]{1,2} (\d)))"),
      kBehind(R"(\s[—–_|©®]{1,2}$)");
  Passage rest = cell;
  if (const auto before = kBefore.at_start(rest.text)) {
    const auto& first = before->groups[1] ? before->groups[1] : before->groups[2];
    rest = take_from(rest, first->begin);
  }
  const auto behind = kBehind.find(rest.text);
  return behind ? take_part(rest, {0, behind->whole().begin}) : rest;
}

/// "nt" and its like; a word list knows but "nữ" in its place.
bool is_ditto(const Passage& cell) {
  static const Pattern kPattern(R"(-?\s?n[tu]\s?-?|["']{1,2}|-\s?["']\s?-|nhu tren)");
  return kPattern.is_full_match(cell.key);
}

/// Who leads and who helps, where one cell names both.
struct Actors {
  Passage lead, coop;
};

/// "Chủ trì: A; phối hợp: B", "A phối hợp với B", "A chủ trì; B phối hợp" (5.5); without such words
/// the whole cell leads.
Actors split_actors(const Passage& cell) {
  static const Pattern kLabel(R"((?:^|[;,.\s-]+)phoi hop(?: thuc hien)?\s*:\s*(\S))"),
      kWith(R"([,;\s]\s*(?:va )?phoi hop (?:thuc hien )?(?:voi|cung)(?: voi)? (\S))"),
      kBehind(R"([;\n]\s*([^;\n]+?) phoi hop\.?$)"), kChair(R"(-?\s?chu tri\s*:\s*)");
  Actors out{cell, {}};
  for (const Pattern* pattern : {&kLabel, &kWith, &kBehind}) {
    const auto match = pattern->find(cell.key);
    if (!match) continue;
    const std::uint32_t end =
        pattern == &kBehind ? match->groups[1]->end : static_cast<std::uint32_t>(cell.key.size());
    out.lead = take_part(cell, cell.in_text({0, match->whole().begin}));
    out.coop = take_part(cell, cell.in_text({match->groups[1]->begin, end}));
    break;
  }
  if (const auto chair = kChair.at_start(out.lead.key))
    out.lead = take_from(out.lead, out.lead.in_text(chair->whole()).end);
  return out.lead.empty() ? Actors{cell, {}} : out;
}

/// The first day of what a cell says: a day, or a month.
std::optional<std::string> first_day_of(const Deadline& said) {
  if (said.kind == DeadlineKind::kMonth && said.period) return *said.period + "-01";
  return said.kind == DeadlineKind::kFixed ? said.due_date : std::nullopt;
}

/// Months of a period; 0 for other deadlines.
std::int32_t months_of(DeadlineKind kind) {
  return kind == DeadlineKind::kMonth ? 1 : kind == DeadlineKind::kQuarter ? 3 : 0;
}

/// "Giao ban tháng 10" on the 2nd: the month or quarter that holds the day of the column is a name.
bool names_period(const Deadline& said, const Deadline& column) {
  const bool has_day =
      column.kind == DeadlineKind::kFixed || column.kind == DeadlineKind::kInterval;
  const std::int32_t months = months_of(said.kind);
  if (!has_day || months == 0 || !column.due_date || !said.due_date) return false;
  const auto month = [](const std::string& iso) {
    return std::stoi(iso.substr(0, 4)) * 12 + std::stoi(iso.substr(5, 2));
  };
  const std::int32_t back = month(*said.due_date) - month(*column.due_date);
  return back >= 0 && back < months;
}

/// "Phân loại tài liệu trước khi số hóa" beside a time of its own says only what comes first.
bool is_order_of_acts(const Deadline& said, const Deadline& column) {
  return said.rule == "D40" && column.kind != DeadlineKind::kNone;
}

class Finisher {
 public:
  Finisher(TaskRow row, const Task* above, const DocumentContext& context,
           AgencyCellReader& agencies)
      : row_(std::move(row)),
        above_(above),
        context_(context),
        deadlines_(context.deadlines),
        agencies_(agencies) {
    deadlines_.months = months_of_row();
  }

  Task finish() {
    Task& task = row_.task;
    task.bytes = std::move(row_.pieces);
    task.task_text = value_in(in_column(find_task_column(row_.columns)));
    task.task_code = value_in(gathered(ColumnRole::kCode));
    read_text(ColumnRole::kOutput, &Task::output);
    read_text(ColumnRole::kNote, &Task::note);
    read_agencies();
    read_deadlines();
    read_money();
    read_extra();
    return std::move(task);
  }

 private:
  static TextField value_in(const TaskCell& cell) { return to_field(cell, value_of(cell.text)); }

  [[nodiscard]] const TaskCell& in_column(std::optional<std::size_t> column) const {
    static const TaskCell kNone;
    return column && *column < row_.cells.size() ? row_.cells[*column] : kNone;
  }

  [[nodiscard]] const TaskCell& gathered(ColumnRole role) const {
    return in_column(find_column_index(row_.columns, role));
  }

  /// True, and the field is that of the row above, when the cell says so.
  bool repeats(const Passage& cell, TextField Task::*field) {
    if (above_ == nullptr || !is_ditto(cell)) return false;
    row_.task.*field = above_->*field;
    if (row_.task.*field) (row_.task.*field)->basis = Basis::kInferred;
    add_reason(row_.task.reasons, "DITTO");
    return true;
  }

  void read_text(ColumnRole role, TextField Task::*field) {
    const TaskCell& cell = gathered(role);
    if (repeats(cell.text, field)) return;
    const Passage value = value_of(cell.text);
    row_.task.*field =
        to_field(cell, row_.is_scanned ? without_edges(value) : without_signs_apart(value));
  }

  void read_agencies() {
    const TaskCell& lead = gathered(ColumnRole::kLead);
    const TaskCell& coop = gathered(ColumnRole::kCoop);
    const Actors actors = coop.empty() ? split_actors(lead.text) : Actors{lead.text, coop.text};
    if (!repeats_agencies(lead.text, &Task::lead_raw, AgencyRole::kLead)) {
      row_.task.lead_raw = value_in(lead);
      add_agencies(actors.lead, AgencyRole::kLead);
    }
    if (!repeats_agencies(coop.text, &Task::coop_raw, AgencyRole::kCoop)) {
      row_.task.coop_raw =
          coop.empty() ? document::to_field(value_of(actors.coop)) : value_in(coop);
      add_agencies(actors.coop, AgencyRole::kCoop);
    }
  }

  bool repeats_agencies(const Passage& cell, TextField Task::*field, AgencyRole role) {
    if (!repeats(cell, field)) return false;
    for (const AgencyMention& mention : above_->agencies) {
      if (mention.role == role) row_.task.agencies.push_back(mention);
    }
    return true;
  }

  void add_agencies(const Passage& cell, AgencyRole role) {
    for (AgencyMention mention : agencies_.read(cell.text, role)) {
      mention.source = cell.in_document(mention.source);
      row_.task.agencies.push_back(std::move(mention));
    }
  }

  [[nodiscard]] bool is_month_column(std::optional<std::size_t> column) const {
    return column && *column < row_.columns.size() && is_month_title(row_.columns[*column].title);
  }

  /// The column that says until when: that of the deadline, or "Tháng" beside an empty one.
  [[nodiscard]] std::optional<std::size_t> deadline_column() const {
    const auto deadline = find_column_index(row_.columns, ColumnRole::kDeadline);
    if (deadline && !in_column(deadline).empty()) return deadline;
    for (std::size_t c = 0; c < row_.columns.size(); ++c) {
      if (row_.columns[c].role == ColumnRole::kUnknown && is_month_column(c)) return c;
    }
    return deadline;
  }

  /// What the column "Tháng" says for the row, or said above for several.
  [[nodiscard]] std::optional<MonthsOfYear> months_of_row() const {
    for (std::size_t c = 0; c < std::min(row_.cells.size(), row_.columns.size()); ++c) {
      if (row_.columns[c].role != ColumnRole::kUnknown || !is_month_column(c)) continue;
      const std::string& own = row_.cells[c].text.text;
      return read_months_of_year(own.empty() ? extra_above(row_.columns[c].title) : own);
    }
    return std::nullopt;
  }

  /// "3" in a column "Tháng".
  [[nodiscard]] bool is_month(const Passage& cell) const {
    static const Pattern kMonth(R"(0?[1-9]|1[0-2])");
    return is_month_column(deadline_column()) && kMonth.is_full_match(cell.key);
  }

  /// The month of the rows above, which a cell of the column "Tháng" says once for all.
  [[nodiscard]] std::optional<Deadline> month_above(const Passage& cell) const {
    const auto column = deadline_column();
    if (above_ == nullptr || !cell.empty() || !is_month_column(column)) return std::nullopt;
    if (row_.columns[*column].role == ColumnRole::kDeadline) return above_->deadlines.front();
    static const Pattern kNumber(R"(\d{1,2})");
    const std::string text = extra_above(row_.columns[*column].title);
    if (text.empty()) return std::nullopt;
    const std::string month = (kNumber.is_full_match(text) ? "tháng " : "") + text;
    return read_deadline_cell(month, deadlines_).front();
  }

  [[nodiscard]] std::vector<Deadline> read_month(const Passage& cell) const {
    std::vector<Deadline> out = read_deadline_cell("tháng " + cell.text, deadlines_);
    for (Deadline& one : out) {
      one.raw = cell.text;
      one.source = cell.all();
    }
    return out;
  }

  void read_deadlines() {
    Task& task = row_.task;
    const TaskCell& cell = in_column(deadline_column());
    if (repeats(cell.text, &Task::deadline_raw)) {
      task.deadlines = {above_->deadlines.front()};
    } else if (auto month = month_above(cell.text); month && month->kind == DeadlineKind::kMonth) {
      month->is_inferred = true;
      month->source = {};
      task.deadlines = {*std::move(month)};
    } else {
      task.deadline_raw = value_in(cell);
      std::vector<Deadline> read = is_month(cell.text)
                                       ? read_month(cell.text)
                                       : read_deadline_cell(cell.text.text, deadlines_);
      bound(read);
      add_deadlines(cell.text, std::move(read));
    }
    begin(task.deadlines.front());
    const Passage& text = gathered(ColumnRole::kTask).text;
    std::vector<Deadline> said = find_deadlines(text.text, deadlines_);
    std::erase_if(said, [&](const Deadline& one) {
      const bool is_rule_beside_time =
          one.kind == DeadlineKind::kByRule && task.deadlines[0].kind != DeadlineKind::kNone;
      return is_rule_beside_time || names_period(one, task.deadlines[0]) ||
             is_order_of_acts(one, task.deadlines[0]);
    });
    add_deadlines(text, std::move(said));
    for (const Deadline& count :
         find_deadlines(gathered(ColumnRole::kOutput).text.text, deadlines_)) {
      if (count.rule == "D36") task.deadlines.front().recur_count = count.recur_count;
    }
  }

  /// "Xong trước: 15/3/2031": the title says what stands before the days below it, not before those
  /// that stand in the cell by another title.
  void bound(std::vector<Deadline>& deadlines) const {
    const auto index = find_column_index(row_.columns, ColumnRole::kDeadline);
    if (!index || !is_exclusive_bound_label(context_.agencies.lexicon, row_.columns[*index].title))
      return;
    const std::uint32_t reach = row_.columns[*index].reach;
    for (Deadline& one : deadlines) {
      if (reach == 0 || one.source.begin < reach) end_before(one);
    }
  }

  static void end_before(Deadline& deadline) {
    if (deadline.kind != DeadlineKind::kFixed || deadline.due_op != DueOp::kBy) return;
    if (!deadline.due_date) return;
    deadline.due_op = DueOp::kBefore;
    deadline.due_last_day = to_iso_date(parse_iso_date(*deadline.due_date) - 1);
  }

  /// "Bắt đầu | Kết thúc", "Từ ngày | Đến ngày": the day of one column and that of the other are an
  /// interval; "Thời gian hoàn thành" is a deadline of its own (4.1). The former stays as it is
  /// printed, too.
  void begin(Deadline& deadline) {
    static const Pattern kCompletion(R"(\bhoan thanh\b)");
    const auto column = find_column_index(row_.columns, ColumnRole::kStart);
    const TaskCell& cell = in_column(column);
    if (cell.empty()) return;
    row_.task.extra.emplace_back(row_.columns[*column].title, cell.text.text);
    const auto end = find_column_index(row_.columns, ColumnRole::kDeadline);
    if (end && kCompletion.find(fold(row_.columns[*end].title))) return;
    const bool is_above = above_ != nullptr && is_ditto(cell.text);
    const Deadline start = is_above ? above_->deadlines.front()
                                    : read_deadline_cell(cell.text.text, deadlines_).front();
    const auto first = is_above ? start.start_date : first_day_of(start);
    const bool has_day = first_day_of(deadline) || deadline.kind == DeadlineKind::kInterval;
    const bool has_end = has_day && deadline.due_op == DueOp::kBy;
    if (!first || !has_end || *first > *deadline.due_date) return;
    deadline.kind = DeadlineKind::kInterval;
    deadline.start_date = first;
    deadline.period = *first + "/" + *deadline.due_date;
    deadline.is_inferred = deadline.is_inferred || is_above || start.is_inferred;
    deadline.rule = "D08";
  }

  void add_deadlines(const Passage& cell, std::vector<Deadline> found) {
    for (Deadline& deadline : found) {
      deadline.source = cell.in_document(deadline.source);
      if (deadline.proposed) deadline.proposed->in = cell.in_document(deadline.proposed->in);
      row_.task.deadlines.push_back(std::move(deadline));
    }
  }

  void read_money() {
    Task& task = row_.task;
    read_text(ColumnRole::kBudget, &Task::budget_raw);
    if (!task.budget_raw) return;
    const std::string& title =
        row_.columns[*find_column_index(row_.columns, ColumnRole::kBudget)].title;
    const Lexicon& lexicon = context_.agencies.lexicon;
    task.budget_vnd = read_budget(lexicon, task.budget_raw->value, title);
    if (is_misread_amount(lexicon, task.budget_raw->value, title))
      add_reason(task.reasons, "BUDGET_UNSURE");
  }

  [[nodiscard]] std::string extra_above(std::string_view name) const {
    if (above_ == nullptr) return {};
    const auto found =
        std::ranges::find(above_->extra, name, [](const auto& one) { return one.first; });
    return found == above_->extra.end() ? std::string{} : found->second;
  }

  void read_extra() {
    for (std::size_t c = 0; c < row_.cells.size() && c < row_.columns.size(); ++c) {
      const TaskColumn& column = row_.columns[c];
      if (column.role != ColumnRole::kUnknown) continue;
      const std::string name = column.title.empty() ? "cột " + std::to_string(c + 1) : column.title;
      std::string text = row_.cells[c].text.text;
      if (text.empty() && is_month_column(c)) text = extra_above(name);
      if (!text.empty()) row_.task.extra.emplace_back(name, std::move(text));
    }
  }

  TaskRow row_;
  const Task* above_;
  const DocumentContext& context_;
  DeadlineContext deadlines_;  ///< with the months of the row
  AgencyCellReader& agencies_;
};

}  // namespace

std::optional<std::size_t> find_column_index(const std::vector<TaskColumn>& columns,
                                             ColumnRole role) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].role == role) return c;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_task_column(const std::vector<TaskColumn>& columns) {
  const auto task = find_column_index(columns, ColumnRole::kTask);
  return task ? task : find_column_index(columns, ColumnRole::kLead);
}

Task finish_task(TaskRow row, const Task* above, const DocumentContext& context,
                 AgencyCellReader& agencies) {
  return Finisher(std::move(row), above, context, agencies).finish();
}

}  // namespace codau::document
