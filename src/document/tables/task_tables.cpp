#include "document/tables/task_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "document/tables/row_continuation.h"
#include "document/tables/row_ordinals.h"
#include "document/tables/table_grid.h"
#include "document/tables/task_columns.h"
#include "document/tasks/duty_actor.h"
#include "document/tasks/task_row.h"
#include "document/words/add_reason.h"
#include "document/words/numbering.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kRowsAhead = 40;  // groups between two tasks are fewer
constexpr double kGroupCapitals = 0.8;  // a row of capitals alone is a group

/// What the rows below one say: the ordinal that comes next, and the next that is a number.
struct Ahead {
  std::string ordinal;
  std::int32_t number = 0;
};

/// A lone number between two pages of a text is a page number that no form feed shows.
bool is_page_number(const SectionNode& node) {
  return node.heading.empty() && !node.form && parse_lone_number(node.text.key);
}

class Reader {
 public:
  Reader(const TextDocument& document, const std::vector<SectionNode>& nodes,
         const DocumentContext& context)
      : document_(document), nodes_(nodes), context_(context), agencies_(context.agencies) {}

  TaskTableReading read() {
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].section.kind == SectionKind::kTable) {
        if (!goes_on_from(i)) read_table(i);
      } else if (!is_page_number(nodes_[i])) {
        between_ = true;
        if (has_row_of_titles(nodes_[i])) flag("HEADER_UNKNOWN", i);
      }
    }
    close_task();
    const TaskTableCount& count = out_.count;
    if (count.headers + count.continuations + count.groups + count.tasks != count.lines)
      flag("TABLE_COUNT");
    return std::move(out_);
  }

 private:
  void flag(const char* code) { add_reason(out_.flags, code); }

  void flag(const char* code, std::uint32_t node) {
    flag(code);
    const std::pair<std::uint32_t, std::string> reason(node, code);
    if (std::ranges::find(out_.reasons, reason) == out_.reasons.end())
      out_.reasons.push_back(reason);
  }

  /// A table whose columns stand as running text: its tasks are not found.
  [[nodiscard]] bool has_row_of_titles(const SectionNode& node) const {
    std::string_view rest = slice(document_.text, node.section.bytes);
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      if (is_column_title_row(context_.agencies.lexicon, line)) return true;
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return false;
  }

  /// A table that is longer than a section may be.
  [[nodiscard]] bool goes_on_from(std::uint32_t node) const {
    return node > 0 && nodes_[node].table == nodes_[node - 1].table;
  }

  /// The section in which bytes behind those of the last row stand.
  [[nodiscard]] std::uint32_t section_of(ByteRange row) const {
    std::uint32_t node = section_;
    while (node + 1 < nodes_.size() && goes_on_from(node + 1) &&
           nodes_[node + 1].section.bytes.begin <= row.begin)
      ++node;
    return node;
  }

  // ---- one table of one page ----

  void read_table(std::uint32_t node) {
    TableGrid grid =
        read_grid(context_.agencies.lexicon, document_, document_.tables[*nodes_[node].table]);
    const bool goes_on =
        grid.header_rows == 0 && nodes_[node].appendix == appendix_ && continues_open(grid);
    if (!goes_on && !assign_column_roles(grid, context_)) {
      if (may_hold_tasks(grid)) flag("HEADER_UNKNOWN", node);
      return abandon();
    }
    if (!goes_on) {
      add_unit(grid, node);
      begin_table(grid, node);
    }
    if (lacks_pages_before(grid)) {
      close_task();
      groups_.clear();
      parents_.clear();
    }
    section_ = node;
    is_scanned_ = is_scanned(document_.tables[*nodes_[node].table]);
    new_page_ = true;
    out_.count.lines += grid.header_rows;
    out_.count.headers += grid.header_rows;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      const GridRow row = grid.rows[r];
      if (row.bytes.empty()) continue;
      section_ = section_of(row.bytes);
      new_page_ = breaks_page(row.bytes) || new_page_;
      ++out_.count.lines;
      read_row(row, look_ahead(grid, r));
    }
    between_ = false;
  }

  /// True if a form feed of plain text stands between a row and the one above it.
  [[nodiscard]] bool breaks_page(ByteRange row) {
    const std::uint32_t above = std::exchange(row_end_, row.end);
    if (above == 0 || above > row.begin) return false;
    return slice(document_.text, {above, row.begin}).find('\f') != std::string::npos;
  }

  [[nodiscard]] bool is_scanned(const TextTable& table) const {
    const auto page = std::ranges::find(document_.pages, table.page, &TextPage::number);
    return page != document_.pages.end() && page->origin == TextOrigin::kOcr;
  }

  void abandon() {
    close_task();
    columns_.clear();
  }

  /// "Đơn vị tính: triệu đồng" above a table is the unit of its money.
  void add_unit(TableGrid& grid, std::uint32_t node) const {
    static const Pattern kUnit(R"((?:don vi( tinh)?|dvt)\s*:\s*((?:\S+ )?(?:dong|vnd|d)\b))");
    const auto column = find_column_index(grid.columns, ColumnRole::kBudget);
    if (!column) return;
    for (std::uint32_t i = node; i > 0 && i + 2 > node; --i) {
      const Passage& above = nodes_[i - 1].text;
      if (const auto unit = kUnit.find(above.key))
        grid.columns[*column].title += " (" + std::string(unit->of(above.key, 2)) + ")";
    }
  }

  /// A page that goes on with the table before it, header not repeated. Behind words between them
  /// the ordinals have to go on too; in text the blank cells at the end of a row may be missing.
  [[nodiscard]] bool continues_open(const TableGrid& grid) const {
    if (columns_.empty() || grid.columns.size() > columns_.size()) return false;
    if (!between_ && grid.columns.size() == columns_.size()) return true;
    return last_ > 0 && first_number(grid, columns_) == last_ + 1;
  }

  static std::string norm_in(const TableGrid& grid, std::size_t row, std::size_t column) {
    return normalise_ordinal(grid.rows.cell(row, column).text.text);
  }

  /// The first ordinal of a table that is a number.
  static std::int32_t first_number(const TableGrid& grid, const std::vector<TaskColumn>& columns) {
    const auto ordinal = find_column_index(columns, ColumnRole::kOrdinal);
    if (!ordinal || *ordinal >= grid.columns.size()) return 0;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      const std::int32_t value = parse_arabic_ordinal(norm_in(grid, r, *ordinal));
      if (value > 0) return value;
    }
    return 0;
  }

  /// Standards 4.5: same roles in the same appendix, and ordinals that go on, are the same table.
  void begin_table(const TableGrid& grid, std::uint32_t node) {
    const bool same_roles =
        std::ranges::equal(grid.columns, columns_, {}, &TaskColumn::role, &TaskColumn::role);
    const bool same_appendix = nodes_[node].appendix == appendix_;
    const bool goes_on = same_roles && same_appendix && table_no_ > 0 && !restarts(grid);
    columns_ = grid.columns;
    const auto is_unknown = [](const TaskColumn& column) {
      const bool is_ordinal = column.role == ColumnRole::kOrdinal;
      return !column.title.empty() &&
             (column.role == ColumnRole::kUnknown || (column.by_cells && !is_ordinal));
    };
    if (grid.header_rows == 0 || std::ranges::any_of(columns_, is_unknown))
      flag("HEADER_UNKNOWN", node);
    if (goes_on) return;
    close_task();
    ++table_no_;
    groups_.clear();
    parents_.clear();
    last_ = 0;
    after_group_ = has_text_groups_ = has_letter_groups_ = false;
    at_top_ = grid.header_rows > 0;
    if (!same_appendix) {
      appendix_ = nodes_[node].appendix;
      row_no_ = rows_[appendix_];
    }
  }

  /// The first row that has an ordinal begins at 1, and no group explains it.
  [[nodiscard]] bool restarts(const TableGrid& grid) const {
    const auto ordinal = find_column_index(grid.columns, ColumnRole::kOrdinal);
    if (!ordinal || last_ == 0) return false;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      const std::string norm = norm_in(grid, r, *ordinal);
      if (norm.empty()) continue;
      return parse_arabic_ordinal(norm) == 1 || norm == "A";
    }
    return false;
  }

  /// The first two ordinals follow each other, but not the last above: what the missing pages held,
  /// an open group among it, cannot be known.
  [[nodiscard]] bool lacks_pages_before(const TableGrid& grid) const {
    const auto ordinal = find_column_index(columns_, ColumnRole::kOrdinal);
    if (!ordinal || last_ == 0 || *ordinal >= grid.columns.size()) return false;
    std::int32_t first = 0;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
      const std::int32_t value = parse_arabic_ordinal(norm_in(grid, r, *ordinal));
      if (value == 0) continue;
      if (first != 0) return value == first + 1;
      if (value == 1 || value == last_ + 1) return false;
      first = value;
    }
    return false;
  }

  [[nodiscard]] Ahead look_ahead(const TableGrid& grid, std::size_t r) const {
    Ahead out;
    const auto ordinal = find_column_index(columns_, ColumnRole::kOrdinal);
    const std::size_t end = std::min(grid.rows.size(), r + 1 + kRowsAhead);
    for (std::size_t k = r + 1; ordinal && *ordinal < grid.columns.size() && k < end; ++k) {
      const std::string norm = norm_in(grid, k, *ordinal);
      if (out.ordinal.empty()) out.ordinal = norm;
      out.number = parse_arabic_ordinal(norm);
      if (out.number > 0) break;
    }
    return out;
  }

  // ---- one row ----

  static const TaskCell& in_column(const GridRow& row, std::optional<std::size_t> column) {
    static const TaskCell kNone;
    return column && *column < row.cells.size() ? row.cells[*column] : kNone;
  }

  [[nodiscard]] const TaskCell& cell(const GridRow& row, ColumnRole role) const {
    return in_column(row, role == ColumnRole::kTask ? find_task_column(columns_)
                                                    : find_column_index(columns_, role));
  }

  /// True when a row says who, with whom, what comes of it or until when: it is no group.
  [[nodiscard]] bool acts(const GridRow& row) const {
    const bool has_lead =
        find_task_column(columns_) != find_column_index(columns_, ColumnRole::kLead) &&
        !cell(row, ColumnRole::kLead).empty();
    return has_lead || !cell(row, ColumnRole::kCoop).empty() ||
           !cell(row, ColumnRole::kOutput).empty() || !cell(row, ColumnRole::kDeadline).empty();
  }

  void read_row(const GridRow& row, const Ahead& next) {
    const std::uint32_t headers = out_.count.headers;
    if (is_header_row(context_.agencies.lexicon, row, columns_)) {
      ++out_.count.headers;
    } else if (const auto text_group = text_of_group(row)) {
      ++out_.count.groups;
      const bool is_plain = cell(row, ColumnRole::kTask).span == 1;
      has_text_groups_ |= is_plain && cell(row, ColumnRole::kOrdinal).empty();
      open_group(*text_group, "");
    } else if (is_continuation(row)) {
      go_on(row, next);
    } else if (const auto numbered_group = group_of(row, next)) {
      ++out_.count.groups;
      const std::string norm = normalise_ordinal(cell(row, ColumnRole::kOrdinal).text.text);
      const std::int32_t value = groups_.can_be_next(norm) ? 0 : parse_arabic_ordinal(norm);
      open_group(*numbered_group, norm);
      has_letter_groups_ |= is_small_letter(norm);
      if (value > 0) last_ = value;
    } else {
      ++out_.count.tasks;
      begin_task(row, next);
    }
    new_page_ = false;
    at_top_ = at_top_ && out_.count.headers > headers;
  }

  /// "I. Ứng dụng CNTT" over several columns, or in the column of ordinals; also "Tổng cộng".
  [[nodiscard]] std::optional<Passage> text_of_group(const GridRow& row) const {
    const auto beside =
        cell(row, ColumnRole::kOrdinal).empty() && cell(row, ColumnRole::kTask).empty()
            ? words_behind_ordinal(row)
            : std::nullopt;
    if (beside && count_words(beside->text) > 1 &&
        compute_capital_share(beside->text) > kGroupCapitals)
      return beside;
    if (acts(row)) return std::nullopt;
    const TaskCell& ordinal = cell(row, ColumnRole::kOrdinal);
    const TaskCell& task = cell(row, ColumnRole::kTask);
    if (ordinal.text.text.size() > 8 && task.empty() && count_words(ordinal.text.text) > 1)
      return ordinal.text;
    if (is_total_row(ordinal.text) && task.empty()) return ordinal.text;
    if (!ordinal.empty() || task.empty()) return std::nullopt;
    if (is_total_row(task.text)) return task.text;
    return is_text_group(task) ? std::optional(task.text) : std::nullopt;
  }

  /// Words in the column of tasks alone that are a title: wide, in capitals, numbered, first below
  /// the titles of the table, or of the shape that such a first one has.
  [[nodiscard]] bool is_text_group(const TaskCell& task) const {
    if (std::size_t{task.span} * 2 > columns_.size()) return true;
    if (compute_capital_share(task.text.text) > kGroupCapitals && count_words(task.text.text) > 1)
      return true;
    if (!begins_with_capital(task.text.text)) return false;
    if (at_top_ || (has_text_groups_ && !new_page_)) return true;
    const std::vector<ItemNumber> numbers = read_item_numbers(task.text);
    return !new_page_ && !numbers.empty() && numbers.front().form <= NumberForm::kRoman;
  }

  [[nodiscard]] bool is_continuation(const GridRow& row) const {
    if (find_column_index(columns_, ColumnRole::kOrdinal))
      return cell(row, ColumnRole::kOrdinal).empty();
    const TaskCell& task = cell(row, ColumnRole::kTask);
    return task.empty() || (new_page_ && !begins_with_capital(task.text.text));
  }

  /// The words of a group with an ordinal: they stand in the column of tasks, or in the next one.
  [[nodiscard]] std::optional<Passage> group_of(const GridRow& row, const Ahead& ahead) const {
    const std::string& next = ahead.ordinal;
    const std::string norm = normalise_ordinal(cell(row, ColumnRole::kOrdinal).text.text);
    const std::int32_t value = parse_arabic_ordinal(norm);
    const bool is_letter = value == 0 && rank_ordinal(norm) < 2;
    const TaskCell& task = cell(row, ColumnRole::kTask);
    if (task.empty()) return is_letter ? words_behind_ordinal(row) : std::nullopt;
    if (acts(row)) return std::nullopt;
    const bool holds_next = next.starts_with(norm + ".") || next == "a" || next == "-";
    // "u" or "11" for II between tasks 3 and 4: the numbers run on without it
    const bool is_passed = ahead.number == last_ + 1 || (ahead.number == 1 && value != last_ + 1);
    const bool is_group =
        (is_passed && groups_.can_be_next(norm)) ||
        (value == 0 ? is_letter || !is_ordinal(norm) || holds_numbers(norm, next) : holds_next);
    return is_group ? std::optional(task.text) : std::nullopt;
  }

  /// "a)" above "1": small letters hold numbers where no number came before the first of them.
  [[nodiscard]] bool holds_numbers(const std::string& norm, const std::string& next) const {
    return is_small_letter(norm) && parse_arabic_ordinal(next) > 0 &&
           (last_ == 0 || has_letter_groups_);
  }

  /// The words beside the ordinal of a row that has no others.
  [[nodiscard]] std::optional<Passage> words_behind_ordinal(const GridRow& row) const {
    const auto ordinal = find_column_index(columns_, ColumnRole::kOrdinal);
    if (!ordinal || *ordinal + 1 >= row.cells.size() || row.cells[*ordinal + 1].empty())
      return std::nullopt;
    for (std::size_t c = *ordinal + 2; c < row.cells.size(); ++c) {
      if (!row.cells[c].empty()) return std::nullopt;
    }
    return row.cells[*ordinal + 1].text;
  }

  void open_group(const Passage& text, std::string norm) {
    close_task();
    parents_.clear();
    if (is_total_row(text)) return;
    groups_.open(text, std::move(norm));
    after_group_ = true;
  }

  /// A row without an ordinal goes on with the task above it, or is a task of its own.
  void go_on(const GridRow& row, const Ahead& next) {
    const RowContinuation bond =
        row_ ? classify_row(row, *row_, new_page_, context_) : RowContinuation::kContinues;
    const bool is_orphan = !row_ && is_whole_task(row, columns_, context_);
    if (bond == RowContinuation::kOwnTask || is_orphan) {
      ++out_.count.tasks;
      begin_task(row_ ? below_merged(row, next) : row, next);
      if (is_orphan) add_reason(row_->task.reasons, "ROW_ORPHAN");
      return;
    }
    ++out_.count.continuations;
    continue_task(row);
    if (bond == RowContinuation::kUnsure) add_reason(row_->task.reasons, "ROW_ORPHAN");
  }

  /// The row with the ordinal of the task above it, and its words where it has none of its own; a
  /// row whose ordinal alone was lost keeps none.
  [[nodiscard]] GridRow below_merged(GridRow row, const Ahead& next) const {
    const auto take = [&](std::optional<std::size_t> column) {
      if (!column || *column >= row.cells.size() || !row.cells[*column].empty()) return;
      row.cells[*column] = row_->cells[*column];
      row.cells[*column].repeated = true;
    };
    const bool is_said = !cell(row, ColumnRole::kTask).empty();
    if (!is_said || next.number != last_ + 2)
      take(find_column_index(columns_, ColumnRole::kOrdinal));
    take(find_task_column(columns_));
    return row;
  }

  void continue_task(const GridRow& row) {
    if (!row_) return flag("ROW_ORPHAN", section_);
    for (std::size_t c = 0; c < std::min(row.cells.size(), row_->cells.size()); ++c) {
      const TaskCell& more = row.cells[c];
      if (more.empty() || more.repeated) continue;
      append(row_->cells[c].text, more.text, begins_list(more.text) ? '\n' : ' ');
      row_->cells[c].bytes = join_ranges(row_->cells[c].bytes, more.bytes);
    }
    row_->pieces.push_back(row.bytes);
    if (new_page_) add_reason(row_->task.reasons, "PAGE_JOIN");
  }

  static bool begins_list(const Passage& text) {
    return text.key.starts_with("- ") || text.key.starts_with("+ ");
  }

  void begin_task(const GridRow& row, const Ahead& next) {
    close_task();
    row_.emplace();
    row_->columns = columns_;
    row_->cells = row.cells;
    row_->is_scanned = is_scanned_;
    row_->pieces.push_back(row.bytes);
    Task& task = row_->task;
    task.section = section_;
    task.appendix = appendix_;
    task.table_no = table_no_;
    task.row_no = ++row_no_;
    groups_.leave(normalise_ordinal(cell(row, ColumnRole::kOrdinal).text.text));
    task.group_path = groups_.path();
    task.group_text = groups_.text();
    if (row.printed < columns_.size()) add_reason(task.reasons, "TABLE_RAGGED");
    if (!acts(row)) add_reason(task.reasons, "TASK_BARE");
    number_task(cell(row, ColumnRole::kOrdinal).text, next);
    after_group_ = false;
  }

  /// Ordinals run through the groups, or begin anew in each (4.7).
  void number_task(const Passage& ordinal, const Ahead& next) {
    Task& task = row_->task;
    task.ordinal_raw = to_field(ordinal);
    if (ordinal.empty()) {
      if (last_ > 0 && next.number == last_ + 2) repair_lost(task);
      return;
    }
    std::string norm = normalise_ordinal(ordinal.text);
    std::int32_t value = parse_arabic_ordinal(norm);
    // alone between two numbers stands the one that is missing: "2", "+", "4"
    const bool is_alone = norm.size() == 1 && next.ordinal == std::to_string(last_ + 2);
    const bool is_between = next.number == last_ + 2 && (!is_ordinal(norm) || is_alone);
    if (value == 0 && (may_be_ordinal(norm, last_ + 1) || is_between)) {
      value = last_ + 1;
      norm = std::to_string(value);
      add_reason(task.reasons, "NUM_REPAIRED");
    }
    task.ordinal_norm = norm;
    if (!is_ordinal(norm)) add_reason(task.reasons, "NUM_UNREADABLE");
    task.parent_task = parents_.parent_of(norm);
    parents_.open(norm, static_cast<std::uint32_t>(out_.tasks.size()));
    if (value == 0) return;
    const bool begins_anew = value == 1 && after_group_;
    if (last_ > 0 && !begins_anew && value > last_ + 1) add_reason(task.reasons, "ORDINAL_GAP");
    if (last_ > 0 && !begins_anew && value <= last_) add_reason(task.reasons, "ORDINAL_DUP");
    last_ = value;
  }

  /// Between two numbers the one that was lost.
  void repair_lost(Task& task) {
    task.ordinal_norm = std::to_string(++last_);
    parents_.open(*task.ordinal_norm, static_cast<std::uint32_t>(out_.tasks.size()));
    add_reason(task.reasons, "NUM_REPAIRED");
  }

  void close_task() {
    if (!row_) return;
    const auto column = find_task_column(row_->columns);
    const bool has_lead = find_column_index(row_->columns, ColumnRole::kLead).has_value();
    const Passage words =
        column && !has_lead && *column < row_->cells.size() ? row_->cells[*column].text : Passage{};
    above_ = finish_task(std::move(*row_), above_ ? &*above_ : nullptr, context_, agencies_);
    if (!words.empty()) add_subject(words);
    ++rows_[above_->appendix];
    out_.tasks.push_back(*above_);
    row_.reset();
  }

  /// "HĐGSNN tổ chức tập huấn": without a column of agencies the sentence says who acts.
  void add_subject(const Passage& words) {
    const auto actor = read_sentence_actor(words, context_.agencies);
    const text::Lexicon& lexicon = context_.agencies.lexicon;
    if (!actor || !is_named(lexicon, *actor) || !has_duty(lexicon, words, *actor, true)) return;
    above_->lead_raw = to_field(actor->heading);
    above_->agencies = actor->agencies;
  }

  const TextDocument& document_;
  const std::vector<SectionNode>& nodes_;
  const DocumentContext& context_;
  AgencyCellReader agencies_;
  TaskTableReading out_;
  std::vector<TaskColumn> columns_;  ///< of the open table; empty when none is open
  OpenGroups groups_;
  OpenTasks parents_;
  std::optional<TaskRow> row_;                   ///< the task row that may go on
  std::optional<Task> above_;                    ///< the task before it
  std::map<std::uint32_t, std::uint32_t> rows_;  ///< tasks that each appendix has already
  std::int32_t last_ = 0;                        ///< Arabic ordinal of the last task
  std::uint32_t appendix_ = 0, table_no_ = 0, row_no_ = 0, section_ = 0;
  std::uint32_t row_end_ = 0;       ///< the byte behind the row above, of any table
  bool after_group_ = false;        ///< no task stands below the last group
  bool has_text_groups_ = false;    ///< the table has groups without an ordinal
  bool has_letter_groups_ = false;  ///< the table has groups by small letters
  bool at_top_ = false;             ///< no row below the titles of the table was read
  bool is_scanned_ = false;         ///< the page of the table is an image
  bool new_page_ = false;           ///< the row is the first of its page
  bool between_ = true;             ///< words stand between this table and the one before
};

}  // namespace

TaskTableReading read_task_tables(const TextDocument& document,
                                  const std::vector<SectionNode>& nodes,
                                  const DocumentContext& context) {
  return Reader(document, nodes, context).read();
}

}  // namespace codau::document
