#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "record/edits/edit_row_finder.h"
#include "record/edits/edit_rules.h"
#include "record/edits/line_edits.h"
#include "record/edits/relative_deadlines.h"
#include "record/edits/review_doubts.h"
#include "record/edits/sign_off.h"
#include "record/rows/correction.h"
#include "record/schema/codes.h"
#include "record/schema/field_key.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

constexpr const char* kStale = "EDIT_STALE";
constexpr const char* kConflict = "EDIT_CONFLICT";

bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

/// Returns whether a task copies the field, with its evidence, from its chosen deadline.
bool is_copied(std::string_view field) {
  constexpr std::array<std::string_view, 6> kCopied{Tasks::due_date.name,     Tasks::due_op.name,
                                                    Tasks::due_last_day.name, Tasks::period.name,
                                                    Tasks::recurrence.name,   Tasks::anchor.name};
  return std::ranges::find(kCopied, field) != kCopied.end();
}

/// Formats a value as text for corrections.
struct Printed {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return std::to_string(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const std::vector<std::string>& value) const {
    std::string out;
    for (const std::string& one : value) out += (out.empty() ? "" : "|") + one;
    return out;
  }
};
std::string print(const Value& value) { return std::visit(Printed(), value); }

/// Applies edits to the rows of one document.
class Desk {
 public:
  Desk(const text::Lexicon& lexicon, Records records, std::span<const HumanEdit> edits)
      : lexicon_(lexicon),
        records_(std::move(records)),
        edits_(edits),
        pages_(format_page_range(records_)) {
    for (const HumanEdit& edit : edits_)
      if (edit.action == EditAction::kSetLine) last_of_line_[edit.line] = &edit;
    if (!last_of_line_.empty()) lines_ = find_corrected_lines(records_);
    take_tables();
    take_evidence();
    take_corrections();
    clear_stale();
  }

  EditedRecords apply() {
    std::vector<OpenEdit> open;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      was_unseen_ = false;
      const bool is_applied = apply_one(edits_[i]);
      if (!is_applied || was_unseen_) open.push_back({i, is_applied});
    }
    const std::set<std::string> seen = seen_by_verdicts(open);
    std::erase_if(open, [&](const OpenEdit& one) { return is_settled(one.place, seen); });
    for (OpenEdit& one : open) flag(one);
    put_back();
    withdraw_sign_off(records_, edits_);
    return {std::move(records_), std::move(open)};
  }

 private:
  using Rows = std::map<std::string, Row, std::less<>>;
  using CorrectionRows = std::vector<Row>;

  // ---- rows by their keys ----

  void take_tables() {
    const SourceTexts texts(records_);
    for (const Table& one : schema()) {
      if (!is_editable(one.name)) continue;
      Rows& rows = rows_[std::string(one.name)];
      for (Row& row : records_[one.id]) {
        const std::string id = row_id(one, row);
        places_[std::string(one.name)].add(id, texts.of(one.name, row));
        rows.emplace(id, std::move(row));
      }
    }
    for (const Row& row : records_[TableId::kAgencies])
      agencies_.insert(row_id(table(TableId::kAgencies), row));
  }

  void take_evidence() {
    for (Row& row : records_[TableId::kEvidence]) {
      const FieldKey key = make_field_key<Evidence>(row);
      evidence_.emplace(key, std::move(row));
    }
  }

  /// Takes the corrections over, except those by people. These are written anew when their edits
  /// are applied; only records of removed rows stay.
  void take_corrections() {
    for (Row& row : records_[TableId::kCorrections]) {
      const ConstCells<Corrections> cells(row);
      const FieldKey key = make_field_key<Corrections>(row);
      const auto& [name, id, field] = key;
      if (!is_set_by_person(cells)) {
        corrections_[key].push_back(std::move(row));
      } else if (is_editable(name) && field == find_key_field(table(name)) &&
                 cells.text(Corrections::after).empty()) {
        places_[name].add(id, cells.text(Corrections::before));
        corrections_[key].push_back(std::move(row));
      }
    }
  }

  void clear_stale() {
    const auto clear = [&](auto tag) {
      using Tag = decltype(tag);
      for (auto& [id, row] : rows_[std::string(Tag::kName)]) {
        Cells<Tag> cells(row);
        for (const char* const code : {kStale, kConflict}) put_mark(cells, code, false);
      }
    };
    clear(Documents());
    clear(Sections());
    clear(Tasks());
  }

  void put_back() {
    for (auto& [name, rows] : rows_) {
      const Table& one = table(name);
      std::vector<Row>& out = records_[one.id];
      out.clear();
      for (auto& [id, row] : rows) out.push_back(std::move(row));
      sort_by_key(one, out);
    }
    std::vector<Row>& evidence = records_[TableId::kEvidence];
    evidence.clear();
    for (auto& [key, row] : evidence_) evidence.push_back(std::move(row));
    sort_by_key(table(TableId::kEvidence), evidence);
    std::vector<Row>& corrections = records_[TableId::kCorrections];
    corrections.clear();
    for (auto& [key, rows] : corrections_) {
      for (Row& row : rows) corrections.push_back(std::move(row));
    }
    sort_by_key(table(TableId::kCorrections), corrections);
    if (edits_.empty() || records_[TableId::kDocuments].empty()) return;
    const ConstCells<Documents> document(records_[TableId::kDocuments].front());
    recompute_relative_deadlines(lexicon_, records_, document.text(Documents::issued_date_best));
  }

  /// Returns whether the acceptance before this verdict was already withdrawn when the verdict was
  /// given. Then its maker saw the document as not accepted.
  [[nodiscard]] bool was_withdrawn(const HumanEdit& verdict, const FieldKey& status) {
    const auto last = last_.find(status);
    const Value accepted = std::string("accepted");
    if (verdict.table != Documents::kName || last == last_.end() || last->second != accepted ||
        verdict.before == accepted)
      return false;
    const auto before = edits_.first(static_cast<std::size_t>(&verdict - edits_.data()));
    if (is_edited_since_sign_off(before)) return true;
    Records now;
    for (const TableId table_id :
         {TableId::kDocuments, TableId::kSections, TableId::kTasks, TableId::kTaskAgencies}) {
      for (const auto& [id, row] : rows_[std::string(table(table_id).name)])
        now[table_id].push_back(row);
    }
    for (const auto& [key, row] : evidence_) now[TableId::kEvidence].push_back(row);
    return !find_unsettled_doubts(now, before).empty();
  }

  // ---- the edits ----

  /// Applies one edit. Returns false if the edit stays open.
  bool apply_one(const HumanEdit& edit) {
    if (edit.action == EditAction::kDivide) return true;
    if (edit.action == EditAction::kSetLine) return is_line_applied(edit);
    if (edit.from && edit.table == Documents::kName && edit.action != EditAction::kSet)
      return edit.action != EditAction::kReject;  // of another document
    if (edit.action == EditAction::kAddRow) return add(edit);
    const std::string id = find(edit);
    if (id.empty()) return false;
    const auto row = rows_[edit.table].find(id);
    if (row == rows_[edit.table].end()) return true;  // a person has removed it
    switch (edit.action) {
      case EditAction::kSet:
        return set(edit, id, row->second);
      case EditAction::kRemoveRow:
        remove(edit, table(edit.table), id);
        return true;
      default:
        return judge(edit, id, row->second);
    }
  }

  /// Returns whether the rows were made with the text of the line. Returns true, too, if a later
  /// edit of the line follows, or if this edit takes its corrections back.
  bool is_line_applied(const HumanEdit& edit) {
    const auto* const text = std::get_if<std::string>(&edit.value);
    const bool is_applied = text == nullptr || last_of_line_.at(edit.line) != &edit ||
                            std::ranges::binary_search(lines_, CorrectedLine{edit.line, *text});
    const std::string place =
        std::to_string(edit.line.page) + ':' + std::to_string(edit.line.line) + '|' + edit.read;
    if (is_applied)
      see(FieldKey(Documents::kName, doc_id(), place), edit.before,
          text == nullptr ? Value(edit.read) : edit.value);
    return is_applied;
  }

  /// Returns the id of the edit's row; empty if the row is not found. A document has one row; its
  /// text as read of the field must be the same.
  std::string find(const HumanEdit& edit) {
    if (edit.table != Documents::kName)
      return places_[edit.table].find(edit.row_id, edit.read, edit.from && edit.from->is_lost);
    const Rows& documents = rows_[edit.table];
    const auto row = documents.find(edit.row_id);
    const bool is_same = row != documents.end() &&
                         SourceTexts({}).of(edit.table, row->second, edit.field) == edit.read;
    return is_same ? edit.row_id : std::string();
  }

  bool set(const HumanEdit& edit, const std::string& id, Row& row) {
    const Table& one = table(edit.table);
    const Column* const column = find_column(one, edit.field);
    if (column == nullptr || !is_settable(edit.table, edit.field) ||
        !is_valid_value(*column, edit.value) || !has_agency(edit, one, edit.field, edit.value))
      return false;
    take_agencies(edit);
    see({edit.table, id, edit.field}, edit.before, edit.value);
    set_cell(one, row, edit.field, edit.value);
    put_evidence(edit.table, id, edit.field);
    // The raw line of place and date has no corrections of its own.
    const std::string ocr = edit.field + "_ocr";
    std::string before = print(edit.before);
    const std::string as_read = find_cell_text(one, row, ocr);
    if (edit.field != Documents::issued_date.name && !as_read.empty()) before = as_read;
    add_correction(edit, id, edit.field, before, print(edit.value));
    follow(edit, id, row);
    return true;
  }

  [[nodiscard]] bool has_agency(const HumanEdit& edit, const Table& one, std::string_view field,
                                const Value& value) const {
    const auto* const id = std::get_if<std::string>(&value);
    const bool is_key = std::ranges::any_of(one.foreign_keys, [&](const ForeignKey& key) {
      return key.column == field && key.table == Agencies::kName;
    });
    const auto is_it = [&](const Row& row) {
      return row_id(table(TableId::kAgencies), row) == *id;
    };
    return !is_key || id == nullptr || agencies_.contains(*id) ||
           std::ranges::any_of(edit.agencies, is_it);
  }

  /// Adds the agencies of an edit that the document does not have yet. Present rows of agencies
  /// stay.
  void take_agencies(const HumanEdit& edit) {
    const Table& agencies = table(TableId::kAgencies);
    for (const Row& row : edit.agencies) {
      if (row.size() == agencies.columns.size() && agencies_.insert(row_id(agencies, row)).second)
        records_[TableId::kAgencies].push_back(row);
    }
    if (!edit.agencies.empty()) sort_by_key(agencies, records_[TableId::kAgencies]);
  }

  /// Sets the values that follow from a field that was set. A person who set a value of an agency,
  /// a deadline or a citation has read the row, so its confidence is 1. The confidence of a section
  /// stays that of its words.
  void follow(const HumanEdit& edit, const std::string& id, Row& row) {
    switch (table(edit.table).id) {
      case TableId::kDocuments:
        return follow_document(edit, id, Cells<Documents>(row));
      case TableId::kTasks:
        return follow_due(edit, id, Cells<Tasks>(row));
      case TableId::kTaskDeadlines:
        Cells<TaskDeadlines>(row).set(TaskDeadlines::confidence, 1.0);
        return follow_due(edit, id, Cells<TaskDeadlines>(row));
      case TableId::kTaskAgencies:
        Cells<TaskAgencies>(row).set(TaskAgencies::confidence, 1.0);
        return;
      case TableId::kDocRefs: {
        Cells<DocRefs> cited(row);
        cited.set(DocRefs::confidence, 1.0);
        return follow_date(edit, id, cited);
      }
      default:
        return;
    }
  }

  /// Sets a value that follows from another value. Values of deadline rows have no evidence.
  template <class Tag, ColumnType kType>
  void derive(const HumanEdit& edit, const std::string& id, Cells<Tag>& cells,
              ColumnOf<Tag, kType> column, const std::optional<std::string>& value) {
    const FieldKey key{edit.table, id, column.name};
    last_.insert_or_assign(key, to_value(value));
    cells.set(column, value);
    if (Tag::kTable == TableId::kTaskDeadlines) return;
    if (value) return put_evidence(edit.table, id, column.name);
    evidence_.erase(key);
  }

  template <class Tag>
  void follow_due(const HumanEdit& edit, const std::string& id, Cells<Tag> cells) {
    if (edit.field != Tag::due_date.name && edit.field != Tag::due_op.name) return;
    derive(edit, id, cells, Tag::due_last_day,
           compute_last_day(cells.text(Tag::due_date), cells.text(Tag::due_op)));
  }

  /// Sets issued_edtf from the date. If a person states that there is no day of issue, month and
  /// year stay.
  template <class Tag>
  void follow_date(const HumanEdit& edit, const std::string& id, Cells<Tag>& cells) {
    if (edit.field != Tag::issued_date.name) return;
    const bool has_part = cells.text(Tag::issued_edtf).find('X') != std::string::npos;
    if (is_null(edit.value) && has_part) return;
    derive(edit, id, cells, Tag::issued_edtf, cells.get(Tag::issued_date));
  }

  void follow_document(const HumanEdit& edit, const std::string& id, Cells<Documents> cells) {
    using D = Documents;
    follow_date(edit, id, cells);
    settle_missing(edit, id, cells);
    if (edit.field == D::issued_date.name)
      derive(edit, id, cells, D::issued_date_best, cells.get(D::issued_date));
    if (edit.field == D::issued_date.name || edit.field == D::issued_date_best.name) {
      const std::string value = print(edit.value);
      const bool is_printed = value == cells.text(D::issued_date);
      cells.set(D::issued_date_basis, std::string(value.empty() ? "none"
                                                  : is_printed  ? "printed"
                                                                : "inferred"));
    }
    if (edit.field == D::code_number.name) put_flag(cells, "NUMBER_PROPOSED", false);
  }

  /// Sets flags and reasons of a missing number or date. A value that a person has set is not
  /// missing. If a person states that there is no value, the flag stays without review reason. A
  /// value that is in doubt again becomes a review reason.
  void settle_missing(const HumanEdit& edit, const std::string& id, Cells<Documents>& cells) {
    using D = Documents;
    if (!is_required_field(edit.table, edit.field)) return;
    // the status may change, although no edit sets it
    last_.erase(FieldKey{edit.table, id, D::review_status.name});
    const auto has = [&](const char* code) {
      const std::vector<std::string> flags = cells.codes(D::flags);
      return std::ranges::find(flags, code) != flags.end();
    };
    const bool is_reopened = edit.action == EditAction::kReopen;
    if (edit.field == D::code_number.name) {
      put_flag(cells, "NUMBER_BLANK", cells.text(D::code_number).empty());
      if (!is_reopened) put_code(cells, "NUMBER_BLANK", false);
    }
    if (edit.field != D::issued_date.name) return;
    const bool is_set = !cells.text(D::issued_date).empty();
    const bool is_partial = has("DATE_PARTIAL") || !cells.text(D::issued_date_ocr).empty();
    put_flag(cells, "DATE_PARTIAL", !is_set && is_partial && !has("DATE_MISSING"));
    put_flag(cells, "DATE_MISSING", !is_set && !has("DATE_PARTIAL"));
    for (const char* const code : {"DATE_PARTIAL", "DATE_MISSING", "DATE_INVALID"})
      if (!is_reopened) put_code(cells, code, false);
  }

  /// Notes whether the maker of an edit had not seen the last edit of the same value, and sets
  /// another value. Then two people edited copies of the document.
  void see(const FieldKey& place, const Value& before, const Value& after) {
    const auto last = last_.find(place);
    was_unseen_ = last != last_.end() && last->second != before && last->second != after;
    last_.insert_or_assign(place, after);
  }

  bool judge(const HumanEdit& edit, const std::string& id, Row& row) {
    const Table& one = table(edit.table);
    constexpr std::string_view kStatus = Tasks::review_status.name;
    const bool is_of_other_pages = !edit.pages.empty() && edit.pages != pages_;
    if (find_column(one, kStatus) == nullptr || is_of_other_pages) return false;
    const std::string verdict = compute_status_after(edit.action, one, row);
    const FieldKey status{edit.table, id, kStatus};
    if (was_withdrawn(edit, status)) last_.erase(status);
    see(status, edit.before, verdict);
    set_cell(one, row, kStatus, verdict);
    add_correction(edit, id, kStatus, print(edit.before), verdict);
    const bool reopens = edit.action == EditAction::kReopen && one.id == TableId::kDocuments;
    if (!reopens || edit.field.empty()) return true;
    Cells<Documents> document(row);
    settle_missing(edit, id, document);
    return true;
  }

  bool add(const HumanEdit& edit) {
    const Table& one = table(edit.table);
    if (edit.row.size() != one.columns.size()) return false;
    Row row = edit.row;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Column& column = one.columns[i];
      if (!is_valid_value(column, row[i]) || !has_agency(edit, one, column.name, row[i]))
        return false;
    }
    take_agencies(edit);
    const std::string_view parent = find_parent_column(edit.table);
    const std::string parent_id = find_cell_text(one, row, parent);
    if (edit.from) {
      if (parent_id.empty()) return false;  // it has no parent here
      make_own(edit, one, row);
    }
    if (!parent_id.empty()) {
      const std::string parent_table =
          std::string(std::ranges::find(one.foreign_keys, parent, &ForeignKey::column)->table);
      const std::string at =
          places_[parent_table].find(parent_id, edit.read, edit.from && edit.from->is_lost);
      if (at.empty()) return false;
      set_cell(one, row, parent, at);
      if (!rows_[parent_table].contains(at)) {  // a person has removed it
        const std::string id = row_id(one, row);
        if (rows_[edit.table].contains(id))
          add_correction(edit, id, find_key_field(one), "", edit.row_id);
        return true;
      }
    }
    put_row(edit, one, std::move(row));
    return true;
  }

  /// Gives a row that was added to another document its own document and id.
  void make_own(const HumanEdit& edit, const Table& one, Row& row) {
    set_cell(one, row, Documents::doc_id.name, doc_id());
    const std::string_view key = one.primary_key.front();
    if (one.primary_key.size() == 1 && key != find_parent_column(edit.table))
      set_cell(one, row, key,
               make_uuid("human|" + doc_id() + '|' + edit.table + '|' + edit.row_id));
  }

  void put_row(const HumanEdit& edit, const Table& one, Row row) {
    const std::string id = row_id(one, row);
    Rows& rows = rows_[edit.table];
    const bool is_known = places_[edit.table].read.contains(id);
    if (is_known && !rows.contains(id)) return;  // added and removed before
    places_[edit.table].add(id, make_added_text(edit.row_id));
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string_view column = one.columns[i].name;
      if (is_addable(edit.table, column) && !is_null(row[i])) put_evidence(edit.table, id, column);
    }
    rows.insert_or_assign(id, std::move(row));
    add_correction(edit, id, find_key_field(one), "", edit.row_id);
  }

  void remove(const HumanEdit& edit, const Table& one, const std::string& id) {
    const std::string name(one.name);
    if (rows_[name].erase(id) == 0) return;
    const auto of_row = [&](auto& all) {
      auto at = all.lower_bound({name, id, ""});
      while (at != all.end() && std::get<0>(at->first) == name && std::get<1>(at->first) == id)
        at = all.erase(at);
    };
    of_row(evidence_);
    of_row(corrections_);
    HumanEdit source_map = edit;
    source_map.table = name;
    add_correction(source_map, id, find_key_field(one), places_[name].read[id], "");
    for (const Table& child : schema()) {
      for (const ForeignKey& key : child.foreign_keys) {
        if (key.table == name && is_editable(child.name)) leave(edit, child, key, id);
      }
    }
  }

  /// Handles the rows that refer to a removed row: clears the reference if the column is nullable,
  /// else removes the rows.
  void leave(const HumanEdit& edit, const Table& child, const ForeignKey& key,
             const std::string& id) {
    std::vector<std::string> going;
    for (auto& [child_id, row] : rows_[std::string(child.name)]) {
      if (find_cell_text(child, row, key.column) != id) continue;
      if (find_column(child, key.column)->nullable) {
        set_cell(child, row, key.column, {});
      } else {
        going.push_back(child_id);
      }
    }
    for (const std::string& one : going) remove(edit, child, one);
  }

  // ---- conflicts ----

  static bool is_on_status(const HumanEdit& edit) {
    return edit.action == EditAction::kAccept || edit.action == EditAction::kReject ||
           edit.action == EditAction::kReopen;
  }

  /// Returns the edits that were seen by valid verdicts: on rows of this document, not open, not
  /// taken back.
  [[nodiscard]] std::set<std::string> seen_by_verdicts(const std::vector<OpenEdit>& open) const {
    std::set<std::pair<std::string, std::string>> reopened;
    std::set<std::string> out;
    for (std::size_t i = edits_.size(); i-- > 0;) {
      const HumanEdit& edit = edits_[i];
      if (edit.action == EditAction::kReopen) reopened.emplace(edit.table, edit.row_id);
      const bool is_of_other = edit.from && edit.table == Documents::kName;
      if (edit.seen.empty() || is_of_other || reopened.contains({edit.table, edit.row_id}) ||
          std::ranges::binary_search(open, i, {}, &OpenEdit::place))
        continue;
      out.insert(edit.seen.begin(), edit.seen.end());
    }
    return out;
  }

  /// Returns whether a later edit or a verdict settles the open edit.
  [[nodiscard]] bool is_settled(std::size_t i, const std::set<std::string>& seen) {
    const HumanEdit& open = edits_[i];
    const auto says = [&](const HumanEdit& later) {
      if (open.action == EditAction::kSetLine)
        return later.action == EditAction::kSetLine && later.line == open.line;
      if (later.action == EditAction::kSetLine || later.table != open.table ||
          later.row_id != open.row_id || find(later).empty())
        return false;
      return later.action == EditAction::kRemoveRow ||
             (later.action == EditAction::kSet && later.field == open.field) ||
             (is_on_status(open) && is_on_status(later));
    };
    return (!seen.empty() && seen.contains(make_edit_key(doc_id(), open))) ||
           std::any_of(edits_.begin() + static_cast<std::ptrdiff_t>(i) + 1, edits_.end(), says);
  }

  [[nodiscard]] std::string doc_id() {
    const Rows& documents = rows_[std::string(Documents::kName)];
    return documents.empty() ? std::string() : documents.begin()->first;
  }

  /// Marks the row to be looked at: the edit's own row, its task or its document.
  void flag(OpenEdit& open) {
    const HumanEdit& edit = edits_[open.place];
    const std::string first_id = edit.row_id.substr(0, edit.row_id.find('|'));
    const auto put = [&](auto tag, std::string_view id) {
      using Tag = decltype(tag);
      Rows& rows = rows_[std::string(Tag::kName)];
      const auto row = rows.find(id);
      if (row == rows.end()) return false;
      open.table = Tag::kName;
      open.row_id = id;
      Cells<Tag> cells(row->second);
      put_mark(cells, open.is_disputed ? kConflict : kStale, true);
      // whoever accepted the row has not seen the open edit
      if (cells.text(Tag::review_status) == "accepted") {
        cells.set(Tag::review_status,
                  compute_status_after(EditAction::kReopen, table(Tag::kTable), row->second));
      }
      return true;
    };
    if (edit.table == Sections::kName && put(Sections(), first_id)) return;
    if (edit.table == Documents::kName && put(Documents(), first_id)) return;
    if (put(Tasks(), first_id)) return;
    static_cast<void>(put(Documents(), doc_id()));
  }

  /// Sets or clears a code among the flags and review reasons of a document.
  static void put_flag(Cells<Documents>& cells, const char* code, bool wanted) {
    std::vector<std::string> flags = cells.codes(Documents::flags);
    std::erase(flags, code);
    if (wanted) flags.emplace_back(code);
    if (sort_reasons(flags) != cells.codes(Documents::flags))
      cells.set(Documents::flags, sort_reasons(flags));
    put_code(cells, code, wanted);
  }

  /// Sets or clears the mark of a stale or disputed edit.
  template <class Tag>
  static void put_mark(Cells<Tag>& cells, const char* code, bool wanted) {
    if constexpr (Tag::kTable == TableId::kDocuments) {
      put_flag(cells, code, wanted);
    } else {
      put_code(cells, code, wanted);
    }
  }

  template <class Tag>
  static void put_code(Cells<Tag>& cells, const char* code, bool wanted) {
    std::vector<std::string> codes = cells.codes(Tag::review_reasons);
    const bool has = std::ranges::find(codes, code) != codes.end();
    if (has == wanted) return;
    std::erase(codes, code);
    if (wanted) codes.emplace_back(code);
    set_reason_codes(cells, sort_reasons(codes));
  }

  // ---- evidence and corrections ----

  void put_evidence(const std::string& name, const std::string& id, std::string_view field) {
    const FieldKey key{name, id, std::string(field)};
    auto at = evidence_.find(key);
    if (at == evidence_.end()) {
      EvidenceRow row;
      row.set(Evidence::table_name, name).set(Evidence::row_id, id);
      row.set(Evidence::field, std::string(field));
      at = evidence_.emplace(key, row.take()).first;
    }
    Cells<Evidence> cells(at->second);
    cells.set(Evidence::basis, to_code(document::Basis::kHuman)).set(Evidence::confidence, 1.0);
    if (name != Tasks::kName || !is_copied(field)) return;  // its place is that of the deadline
    cells.set(Evidence::page_no, std::nullopt).set(Evidence::bbox, std::nullopt);
  }

  void add_correction(const HumanEdit& edit, const std::string& id, std::string_view field,
                      const std::string& before, const std::string& after) {
    CorrectionRows& all = corrections_[{edit.table, id, std::string(field)}];
    std::size_t own = 0;
    std::optional<std::int64_t> page;
    for (Row& row : all) {
      Cells<Corrections> cells(row);
      if (is_set_by_person(ConstCells<Corrections>(row))) ++own;
      if (!page) page = cells.get(Corrections::page_no);
      cells.set(Corrections::status, std::string("rejected"));
    }
    Change change;
    change.in = {0, static_cast<std::uint32_t>(before.size())};
    change.before = before;
    change.after = after;
    change.rule = change.source = "human";
    change.confidence = 1;
    const std::string document = doc_id();
    all.push_back(
        make_correction_row({document, edit.table, id, field, kFirstHumanCorrection + own}, change)
            .set(Corrections::page_no, page)
            .set(Corrections::status, std::string("applied"))
            .set(Corrections::actor, to_text_value(edit.actor))
            .set(Corrections::at, to_text_value(edit.at))
            .take());
  }

  const text::Lexicon& lexicon_;
  Records records_;
  std::span<const HumanEdit> edits_;
  std::string pages_;  // pages of the document
  std::map<std::string, Rows, std::less<>> rows_;
  std::map<std::string, RowIndex, std::less<>> places_;
  std::map<FieldKey, Row> evidence_;
  std::map<FieldKey, CorrectionRows> corrections_;
  std::set<std::string> agencies_;
  std::map<FieldKey, Value> last_;  ///< last values that edits set
  std::map<PrintedLine, const HumanEdit*> last_of_line_;
  std::vector<CorrectedLine> lines_;  ///< lines that the rows were made with, sorted
  bool was_unseen_ = false;
};

}  // namespace

EditedRecords apply_edits(const text::Lexicon& lexicon, Records records,
                          std::span<const HumanEdit> edits) {
  if (edits.empty()) return {std::move(records), {}};
  return Desk(lexicon, std::move(records), edits).apply();
}

}  // namespace codau::record
