#include "document/tables.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "document/budget.h"
#include "document/numbering.h"
#include "document/pattern.h"
#include "document/table_rows.h"
#include "document/untitled.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::size_t kRowsAhead = 40;  // groups between two tasks are fewer
constexpr double kCapitals = 0.8;       // a row of capitals alone is a group

/// "20." → "20", "a)" → "a", "NV-01" as it is.
std::string norm_of(std::string_view ordinal) {
  std::size_t end = ordinal.find_last_not_of(" .):/");
  return end == std::string_view::npos ? std::string() : std::string(ordinal.substr(0, end + 1));
}

std::int32_t arabic_value(std::string_view norm) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(norm.data(), norm.data() + norm.size(), value);
  return error == std::errc{} && end == norm.data() + norm.size() ? value : 0;
}

/// Damaged digits of an ordinal that must be `expected`: "l" for 1, "O" for 0, "S" for 5.
bool reads_as(std::string_view ordinal, std::int32_t expected) {
  std::string digits;
  for (const char c : ordinal) {
    if (c == 'l' || c == 'I' || c == '|' || c == '!')
      digits += '1';
    else if (c == 'O' || c == 'o')
      digits += '0';
    else if (c == 'S')
      digits += '5';
    else if (c == 'B')
      digits += '8';
    else
      digits += c;
  }
  return arabic_value(digits) == expected;
}

/// True for what an ordinal can be: "12", "1.2", "a", "IV", "B", "-", "NV-01".
bool is_ordinal(std::string_view norm) {
  static const Pattern kOrdinal(
      R"(\d{1,4}(?:\.\d{1,3})*|[a-zđ]|[A-ZĐ]|[IVX]+|[-+•]|[A-ZĐ]{1,4}[-.]?\d{1,3})");
  return kOrdinal.fits(norm);
}

/// How high a group stands by the form of its ordinal: A > I > 1 > a (4.6).
std::int32_t group_rank(std::string_view norm) {
  if (text::roman_value(norm) > 0) return 1;
  if (norm.size() == 1 && norm.front() >= 'A' && norm.front() <= 'Z') return 0;
  return arabic_value(norm) > 0 ? 2 : 3;
}

/// A Roman numeral with its runs of I drawn together.
std::string folded(std::string_view roman) {
  std::string out;
  for (const char c : roman) {
    if (c != 'I' || out.empty() || out.back() != 'I') out += c;
  }
  return out;
}

struct Group {
  std::int32_t rank = 3;
  std::string norm, text;
};

/// What the rows below one say: the ordinal that comes next, and the next that is a number.
struct Ahead {
  std::string ordinal;
  std::int32_t number = 0;
};

/// A task row with the rows that go on with it.
struct Draft {
  Task task;
  std::vector<Passage> cells;
  std::vector<Bytes> pieces;
  std::vector<Column> columns;
};

class Reader {
 public:
  Reader(const TextDocument& document, const std::vector<Node>& nodes, const Context& context)
      : document_(document), nodes_(nodes), context_(context) {}

  TableReading read() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].section.kind == SectionKind::kTable) {
        read_table(i);
      } else {
        between_ = true;
      }
    }
    close_draft();
    const TableCount& count = out_.count;
    if (count.headers + count.continuations + count.groups + count.tasks != count.lines)
      flag("TABLE_COUNT");
    return std::move(out_);
  }

 private:
  void flag(const char* code) {
    if (std::ranges::find(out_.flags, code) == out_.flags.end()) out_.flags.emplace_back(code);
  }

  static void add_reason(Task& task, const char* code) {
    if (std::ranges::find(task.reasons, code) == task.reasons.end())
      task.reasons.emplace_back(code);
  }

  // ---- one table of one page ----

  void read_table(std::uint32_t node) {
    Grid grid = read_grid(document_, document_.tables[*nodes_[node].table]);
    const bool has_header = grid.header_rows > 0;
    const bool goes_on = !has_header && continues_open(grid) && nodes_[node].appendix == appendix_;
    if (has_header ? !is_task_table(grid.columns)
                   : !goes_on && !name_columns(grid, context_.deadlines))
      return abandon();
    if (!goes_on) begin_table(grid, node);
    if (!goes_on && !has_header) flag("HEADER_UNKNOWN");
    if (lacks_pages_before(grid)) {
      close_draft();
      groups_.clear();
    }
    section_ = node;
    new_page_ = true;
    out_.count.lines += grid.header_rows;
    out_.count.headers += grid.header_rows;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      if (grid.rows[r].bytes.empty()) continue;
      ++out_.count.lines;
      read_row(grid.rows[r], look_ahead(grid, r));
    }
    between_ = false;
  }

  void abandon() {
    close_draft();
    columns_.clear();
  }

  /// A page that goes on with the table before it, header not repeated.
  [[nodiscard]] bool continues_open(const Grid& grid) const {
    return !columns_.empty() && !between_ && grid.columns.size() == columns_.size();
  }

  static bool has(const std::vector<Column>& columns, ColumnRole role) {
    return std::ranges::any_of(columns, [&](const Column& column) { return column.role == role; });
  }

  static bool is_task_table(const std::vector<Column>& columns) {
    const bool acts = has(columns, ColumnRole::kLead) || has(columns, ColumnRole::kDeadline) ||
                      has(columns, ColumnRole::kCoop);
    return acts && (has(columns, ColumnRole::kTask) || has(columns, ColumnRole::kOrdinal));
  }

  /// Standards 4.5: same roles in the same appendix, and ordinals that go on, are the same table.
  void begin_table(const Grid& grid, std::uint32_t node) {
    const bool same_roles =
        std::ranges::equal(grid.columns, columns_, {}, &Column::role, &Column::role);
    const bool same_appendix = nodes_[node].appendix == appendix_;
    const bool goes_on = same_roles && same_appendix && table_no_ > 0 && !restarts(grid);
    columns_ = grid.columns;
    if (std::ranges::any_of(columns_, [](const Column& column) {
          return column.role == ColumnRole::kUnknown && !column.title.empty();
        }))
      flag("HEADER_UNKNOWN");
    if (goes_on) return;
    close_draft();
    ++table_no_;
    groups_.clear();
    last_ = 0;
    after_group_ = false;
    if (!same_appendix) {
      appendix_ = nodes_[node].appendix;
      row_no_ = rows_of(appendix_);
    }
  }

  /// Tasks that the appendix has already.
  [[nodiscard]] std::uint32_t rows_of(std::uint32_t appendix) const {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        out_.tasks, [&](const Task& task) { return task.appendix == appendix; }));
  }

  /// The first row that has an ordinal begins at 1, and no group explains it.
  [[nodiscard]] bool restarts(const Grid& grid) const {
    const auto ordinal = index_of(grid.columns, ColumnRole::kOrdinal);
    if (!ordinal || last_ == 0) return false;
    for (const Row& row : grid.rows) {
      const std::string norm = norm_of(row.cells[*ordinal].text.text);
      if (norm.empty()) continue;
      return arabic_value(norm) == 1 || norm == "A";
    }
    return false;
  }

  /// The first two ordinals follow each other, but not the last above: what the missing pages held,
  /// an open group among it, cannot be known.
  [[nodiscard]] bool lacks_pages_before(const Grid& grid) const {
    const auto ordinal = index_of(columns_, ColumnRole::kOrdinal);
    if (!ordinal || last_ == 0) return false;
    std::int32_t first = 0;
    for (const Row& row : grid.rows) {
      const std::int32_t value = arabic_value(norm_of(row.cells[*ordinal].text.text));
      if (value == 0) continue;
      if (first != 0) return value == first + 1;
      if (value == 1 || value == last_ + 1) return false;
      first = value;
    }
    return false;
  }

  static std::optional<std::size_t> index_of(const std::vector<Column>& columns, ColumnRole role) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].role == role) return c;
    }
    return std::nullopt;
  }

  [[nodiscard]] Ahead look_ahead(const Grid& grid, std::size_t r) const {
    Ahead out;
    const auto ordinal = index_of(columns_, ColumnRole::kOrdinal);
    const std::size_t end = std::min(grid.rows.size(), r + 1 + kRowsAhead);
    for (std::size_t k = r + 1; ordinal && k < end; ++k) {
      const std::string norm = norm_of(grid.rows[k].cells[*ordinal].text.text);
      if (out.ordinal.empty()) out.ordinal = norm;
      out.number = arabic_value(norm);
      if (out.number > 0) break;
    }
    return out;
  }

  // ---- one row ----

  [[nodiscard]] const Cell& cell(const Row& row, ColumnRole role) const {
    static const Cell kNone;
    const auto c = index_of(columns_, role);
    return c && *c < row.cells.size() ? row.cells[*c] : kNone;
  }

  [[nodiscard]] bool acts(const Row& row) const {
    return !cell(row, ColumnRole::kLead).empty() || !cell(row, ColumnRole::kCoop).empty() ||
           !cell(row, ColumnRole::kOutput).empty() || !cell(row, ColumnRole::kDeadline).empty();
  }

  void read_row(const Row& row, const Ahead& next) {
    if (is_header_row(row, columns_)) {
      ++out_.count.headers;
    } else if (const auto text_group = text_of_group(row)) {
      ++out_.count.groups;
      open_group(*text_group, "");
    } else if (is_continuation(row)) {
      ++out_.count.continuations;
      continue_task(row);
    } else if (is_group(row, next.ordinal)) {
      ++out_.count.groups;
      open_group(cell(row, ColumnRole::kTask).text,
                 norm_of(cell(row, ColumnRole::kOrdinal).text.text));
    } else {
      ++out_.count.tasks;
      begin_task(row, next.number);
    }
    new_page_ = false;
  }

  /// "I. Ứng dụng CNTT" over several columns, or in the column of ordinals; also "Tổng cộng".
  [[nodiscard]] std::optional<Passage> text_of_group(const Row& row) const {
    if (acts(row)) return std::nullopt;
    const Cell& ordinal = cell(row, ColumnRole::kOrdinal);
    const Cell& task = cell(row, ColumnRole::kTask);
    static const Pattern kTotal(R"((tong( cong| so)?|cong)\b.{0,12})");
    if (ordinal.text.text.size() > 8 && task.empty() && count_words(ordinal.text.text) > 1)
      return ordinal.text;
    if (kTotal.fits(ordinal.text.key) && task.empty()) return ordinal.text;
    if (!ordinal.empty() || task.empty()) return std::nullopt;
    if (kTotal.fits(task.text.key)) return task.text;
    const bool is_wide = std::size_t{task.span} * 2 > columns_.size();
    const bool is_capital =
        capital_share(task.text.text) > kCapitals && count_words(task.text.text) > 1;
    const bool is_numbered = !new_page_ && !read_numbers(task.text).empty() &&
                             read_numbers(task.text).front().form <= NumberForm::kRoman;
    return is_wide || is_capital || is_numbered ? std::optional(task.text) : std::nullopt;
  }

  [[nodiscard]] bool is_continuation(const Row& row) const {
    if (index_of(columns_, ColumnRole::kOrdinal)) return cell(row, ColumnRole::kOrdinal).empty();
    const Cell& task = cell(row, ColumnRole::kTask);
    return task.empty() || (new_page_ && !begins_with_capital(task.text.text));
  }

  [[nodiscard]] bool is_group(const Row& row, const std::string& next) const {
    if (cell(row, ColumnRole::kTask).empty() || acts(row)) return false;
    const std::string norm = norm_of(cell(row, ColumnRole::kOrdinal).text.text);
    const std::int32_t value = arabic_value(norm);
    if (value == 0) return group_rank(norm) < 2 || !is_ordinal(norm);
    const bool holds_next = next.starts_with(norm + ".") || next == "a" || next == "-";
    return holds_next;
  }

  void open_group(const Passage& text, std::string norm) {
    close_draft();
    static const Pattern kTotal(R"((tong( cong| so)?|cong)\b.{0,12})");
    if (kTotal.fits(text.key)) return;
    Passage words = text;
    if (norm.empty()) {
      const std::vector<Number> numbers = read_numbers(text);
      if (!numbers.empty()) {
        norm = numbers.front().norm;
        words = from(text, numbers.front().rest);
      }
    }
    repair_roman(norm);
    repair_letter(norm);
    const std::int32_t rank = norm.empty() ? 3 : group_rank(norm);
    while (!groups_.empty() && groups_.back().rank >= rank) groups_.pop_back();
    groups_.push_back({rank, std::move(norm), words.text});
    after_group_ = true;
  }

  /// "G" behind group B is C: letters of one shape, where that one is what comes next.
  void repair_letter(std::string& norm) const {
    static constexpr std::array<std::string_view, 3> kAlike = {"CG", "B8", "DO0"};
    if (norm.size() != 1 || groups_.empty() || groups_.front().rank != 0) return;
    const auto next = static_cast<char>(groups_.front().norm.front() + 1);
    for (const std::string_view shape : kAlike) {
      if (shape.find(norm.front()) != std::string_view::npos &&
          shape.find(next) != std::string_view::npos)
        norm = next;
    }
  }

  /// "H" behind group I is II: two strokes read as one letter; what is no ordinal at all is the
  /// next; and a second VII is VIII, for recognisers fold strokes that repeat.
  void repair_roman(std::string& norm) const {
    std::string strokes;
    for (const char c : norm) {
      const bool is_one = std::string_view("1l|!").find(c) != std::string_view::npos;
      strokes += c == 'H' ? std::string("II") : std::string(1, is_one ? 'I' : c);
    }
    for (const Group& group : groups_) {
      if (group.rank != 1 || norm.empty()) continue;
      const std::string expected = text::roman_of(text::roman_value(group.norm) + 1);
      const bool is_back =
          text::roman_value(norm) > 0 && text::roman_value(norm) <= text::roman_value(group.norm);
      if (strokes == expected || !is_ordinal(norm) || (is_back && folded(norm) == folded(expected)))
        norm = expected;
    }
  }

  void continue_task(const Row& row) {
    if (!draft_) return flag("ROW_ORPHAN");
    for (std::size_t c = 0; c < std::min(row.cells.size(), draft_->cells.size()); ++c) {
      if (row.cells[c].empty() || row.cells[c].repeated) continue;
      const std::vector<Passage> both = {draft_->cells[c], row.cells[c].text};
      draft_->cells[c] = join(both, begins_list(row.cells[c].text) ? '\n' : ' ');
    }
    draft_->pieces.push_back(row.bytes);
    if (new_page_) add_reason(draft_->task, "PAGE_JOIN");
  }

  static bool begins_list(const Passage& text) {
    return text.key.starts_with("- ") || text.key.starts_with("+ ");
  }

  void begin_task(const Row& row, std::int32_t next) {
    close_draft();
    draft_.emplace();
    draft_->columns = columns_;
    for (const Cell& part : row.cells) draft_->cells.push_back(part.text);
    draft_->pieces.push_back(row.bytes);
    Task& task = draft_->task;
    task.section = section_;
    task.appendix = appendix_;
    task.table_no = table_no_;
    task.row_no = ++row_no_;
    for (const Group& group : groups_) {
      if (!group.norm.empty()) task.group_path += (task.group_path.empty() ? "" : "/") + group.norm;
      task.group_text += (task.group_text.empty() ? "" : " / ") + group.text;
    }
    if (row.printed < columns_.size()) add_reason(task, "TABLE_RAGGED");
    if (!acts(row)) add_reason(task, "TASK_BARE");
    number_task(cell(row, ColumnRole::kOrdinal).text, next);
    after_group_ = false;
  }

  /// Ordinals run through the groups, or begin anew in each (4.7).
  void number_task(const Passage& ordinal, std::int32_t next) {
    Task& task = draft_->task;
    task.ordinal_raw = to_field(ordinal);
    if (ordinal.empty()) return;
    task.ordinal_norm = norm_of(ordinal.text);
    std::int32_t value = arabic_value(*task.ordinal_norm);
    const bool is_between = !is_ordinal(*task.ordinal_norm) && next == last_ + 2;
    if (value == 0 && (reads_as(*task.ordinal_norm, last_ + 1) || is_between)) {
      value = last_ + 1;
      task.ordinal_norm = std::to_string(value);
      add_reason(task, "NUM_REPAIRED");
    }
    if (!is_ordinal(*task.ordinal_norm)) add_reason(task, "NUM_UNREADABLE");
    if (value == 0) {
      if (last_task_) task.parent_task = last_task_;
      return;
    }
    const bool begins_anew = value == 1 && after_group_;
    if (last_ > 0 && !begins_anew && value > last_ + 1) add_reason(task, "ORDINAL_GAP");
    if (last_ > 0 && !begins_anew && value <= last_) add_reason(task, "ORDINAL_DUP");
    last_ = value;
    last_task_ = static_cast<std::uint32_t>(out_.tasks.size());
  }

  // ---- the finished task ----

  [[nodiscard]] const Passage& gathered(ColumnRole role) const {
    static const Passage kNone;
    const auto c = index_of(draft_->columns, role);
    return c && *c < draft_->cells.size() ? draft_->cells[*c] : kNone;
  }

  /// A single leading dash is no part of the value (4.9).
  static Passage value_of(const Passage& cell) {
    const bool is_list = cell.text.find("\n- ") != std::string::npos;
    if (is_list || !(cell.key.starts_with("- ") || cell.key == "-")) return cell;
    return from(cell, cell.key.size() > 1 ? cell.in_text({0, 2}).end : cell.in_text({0, 1}).end);
  }

  static bool is_ditto(const Passage& cell) {
    static const Pattern kPattern(R"(-?\s?nt\s?-?|["']{1,2}|-\s?["']\s?-|nhu tren)");
    return kPattern.fits(cell.key);
  }

  void close_draft() {
    if (!draft_) return;
    Task& task = draft_->task;
    task.bytes = std::move(draft_->pieces);
    task.task_text = to_field(value_of(gathered(ColumnRole::kTask)));
    task.task_code = to_field(value_of(gathered(ColumnRole::kCode)));
    task.output = to_field(value_of(gathered(ColumnRole::kOutput)));
    task.note = to_field(value_of(gathered(ColumnRole::kNote)));
    if (!task.task_text) add_reason(task, "TASK_EMPTY");
    read_agencies(task);
    read_deadlines(task);
    read_money(task);
    for (std::size_t c = 0; c < draft_->cells.size(); ++c) {
      const Column& column = draft_->columns[c];
      if (column.role == ColumnRole::kUnknown && !draft_->cells[c].empty())
        task.extra.emplace_back(column.title, draft_->cells[c].text);
    }
    out_.tasks.push_back(std::move(task));
    draft_.reset();
  }

  void read_agencies(Task& task) {
    const Passage& lead = gathered(ColumnRole::kLead);
    const Passage& coop = gathered(ColumnRole::kCoop);
    if (!repeat(task, lead, &Task::lead_raw, AgencyRole::kLead)) {
      task.lead_raw = to_field(value_of(lead));
      add_agencies(task, lead, AgencyRole::kLead);
    }
    if (!repeat(task, coop, &Task::coop_raw, AgencyRole::kCoop)) {
      task.coop_raw = to_field(value_of(coop));
      add_agencies(task, coop, AgencyRole::kCoop);
    }
    const auto is_lead = [](const AgencyMention& mention) {
      return mention.role == AgencyRole::kLead;
    };
    if (std::ranges::none_of(task.agencies, is_lead)) add_reason(task, "LEAD_MISSING");
    for (const AgencyMention& a : task.agencies) {
      for (const AgencyMention& b : task.agencies) {
        if (is_lead(a) && b.role == AgencyRole::kCoop && a.norm == b.norm)
          add_reason(task, "COOP_EQ_LEAD");
      }
    }
  }

  /// A ditto mark repeats the previous row's value and its agencies (4.8, 13.9).
  bool repeat(Task& task, const Passage& cell, Text Task::*field, AgencyRole role) {
    if (!is_ditto(cell) || out_.tasks.empty()) return false;
    const Task& above = out_.tasks.back();
    task.*field = above.*field;
    if (task.*field) (task.*field)->basis = Basis::kInferred;
    for (const AgencyMention& mention : above.agencies) {
      if (mention.role == role) task.agencies.push_back(mention);
    }
    add_reason(task, "DITTO");
    return true;
  }

  void add_agencies(Task& task, const Passage& cell, AgencyRole role) {
    for (AgencyMention& mention : split_agencies(cell.text, role, context_.agencies)) {
      mention.source = cell.in_document(mention.source);
      for (const std::string& reason : mention.reasons) add_reason(task, reason.c_str());
      task.agencies.push_back(std::move(mention));
    }
  }

  void read_deadlines(Task& task) {
    const Passage& cell = gathered(ColumnRole::kDeadline);
    if (is_ditto(cell) && !out_.tasks.empty()) {
      task.deadline_raw = out_.tasks.back().deadline_raw;
      task.deadlines = {out_.tasks.back().deadlines.front()};
      add_reason(task, "DITTO");
    } else {
      task.deadline_raw = to_field(value_of(cell));
      add_deadlines(task, cell, read_deadline_cell(cell.text, context_.deadlines));
    }
    const Passage& text = gathered(ColumnRole::kTask);
    add_deadlines(task, text, find_deadlines(text.text, context_.deadlines));
    for (const Deadline& count :
         find_deadlines(gathered(ColumnRole::kOutput).text, context_.deadlines)) {
      if (count.rule == "D36") task.deadlines.front().recur_count = count.recur_count;
    }
    if (task.deadlines.size() > 1) add_reason(task, "MULTI_DEADLINE");
  }

  static void add_deadlines(Task& task, const Passage& cell, std::vector<Deadline> found) {
    for (Deadline& deadline : found) {
      deadline.source = cell.in_document(deadline.source);
      for (const std::string& reason : deadline.reasons) add_reason(task, reason.c_str());
      task.deadlines.push_back(std::move(deadline));
    }
  }

  void read_money(Task& task) {
    const Passage& cell = gathered(ColumnRole::kBudget);
    task.budget_raw = to_field(value_of(cell));
    if (!task.budget_raw) return;
    const auto column = index_of(draft_->columns, ColumnRole::kBudget);
    task.budget_vnd = read_budget(task.budget_raw->value, draft_->columns[*column].title);
  }

  const TextDocument& document_;
  const std::vector<Node>& nodes_;
  const Context& context_;
  TableReading out_;
  std::vector<Column> columns_;  ///< of the open table; empty when none is open
  std::vector<Group> groups_;
  std::optional<Draft> draft_;
  std::optional<std::uint32_t> last_task_;
  std::int32_t last_ = 0;  ///< Arabic ordinal of the last task
  std::uint32_t appendix_ = 0, table_no_ = 0, row_no_ = 0, section_ = 0;
  bool after_group_ = false, new_page_ = false, between_ = true;
};

}  // namespace

TableReading read_tables(const TextDocument& document, const std::vector<Node>& nodes,
                         const Context& context) {
  return Reader(document, nodes, context).read();
}

}  // namespace codau::document
