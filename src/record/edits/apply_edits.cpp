#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "record/edits/edit_row_finder.h"
#include "record/edits/edit_rules.h"
#include "record/edits/relative_deadlines.h"
#include "record/edits/review_doubts.h"
#include "record/edits/sign_off.h"
#include "record/rows/correction.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

constexpr const char* kStale = "EDIT_STALE";
constexpr const char* kConflict = "EDIT_CONFLICT";

bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

bool has_column(const Table& table, std::string_view name) {
  return std::ranges::find(table.columns, name, &Column::name) != table.columns.end();
}

/// What a task has from its chosen deadline.
bool is_copied(std::string_view field) {
  constexpr std::array<std::string_view, 6> kCopied{"due_date", "due_op",     "due_last_day",
                                                    "period",   "recurrence", "anchor"};
  return std::ranges::find(kCopied, field) != kCopied.end();
}

/// A value as corrections tell of it.
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

/// The rows of one document while edits are applied.
class Desk {
 public:
  Desk(const text::Lexicon& lexicon, Records records, std::span<const HumanEdit> edits)
      : lexicon_(lexicon),
        records_(std::move(records)),
        edits_(edits),
        pages_(format_page_range(records_)) {
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
  using Corrections = std::vector<Row>;

  // ---- rows by their keys ----

  void take_tables() {
    const SourceTexts texts(records_);
    for (const Table& one : schema()) {
      if (!is_editable(one.name)) continue;
      Rows& rows = rows_[std::string(one.name)];
      for (Row& row : records_[std::string(one.name)]) {
        const std::string id = row_id(one, row);
        places_[std::string(one.name)].add(id, texts.of(one.name, row));
        rows.emplace(id, std::move(row));
      }
    }
    for (const Row& row : records_["agencies"]) agencies_.insert(row_id(table("agencies"), row));
  }

  static FieldKey field_of(const RowCells& cells) {
    return {cells.text("table_name"), cells.text("row_id"), cells.text("field")};
  }

  void take_evidence() {
    for (Row& row : records_["evidence"]) {
      const FieldKey key = field_of(RowCells(evidence_table_, row));
      evidence_.emplace(key, std::move(row));
    }
  }

  /// What people did is told anew as it is applied, but for the rows that they removed.
  void take_corrections() {
    for (Row& row : records_["corrections"]) {
      const RowCells cells(corrections_table_, row);
      const FieldKey key = field_of(cells);
      const auto& [name, id, field] = key;
      if (cells.text("source") != "human") {
        corrections_[key].push_back(std::move(row));
      } else if (is_editable(name) && field == find_key_field(table(name)) &&
                 is_null(value_of(corrections_table_, row, "after"))) {
        places_[name].add(id, cells.text("before"));
        corrections_[key].push_back(std::move(row));
      }
    }
  }

  void clear_stale() {
    for (const char* const name : {"documents", "sections", "tasks"}) {
      for (auto& [id, row] : rows_[name]) {
        for (const char* const code : {kStale, kConflict}) set_stale(name, row, code, false);
      }
    }
  }

  void put_back() {
    for (auto& [name, rows] : rows_) {
      std::vector<Row>& out = records_[name];
      out.clear();
      for (auto& [id, row] : rows) out.push_back(std::move(row));
      sort_by_key(table(name), out);
    }
    std::vector<Row>& evidence = records_["evidence"];
    evidence.clear();
    for (auto& [key, row] : evidence_) evidence.push_back(std::move(row));
    sort_by_key(evidence_table_, evidence);
    std::vector<Row>& corrections = records_["corrections"];
    corrections.clear();
    for (auto& [key, rows] : corrections_) {
      for (Row& row : rows) corrections.push_back(std::move(row));
    }
    sort_by_key(corrections_table_, corrections);
    if (edits_.empty() || records_["documents"].empty()) return;
    recompute_relative_deadlines(
        lexicon_, records_,
        RowCells(table("documents"), records_["documents"].front()).text("issued_date_best"));
  }

  /// Whether the acceptance before this verdict on the document had been taken back by then:
  /// whoever gave the verdict saw the document as it was without it.
  [[nodiscard]] bool was_withdrawn(const HumanEdit& verdict, const FieldKey& status) {
    const auto last = last_.find(status);
    const Value accepted = std::string("accepted");
    if (verdict.table != "documents" || last == last_.end() || last->second != accepted ||
        verdict.before == accepted)
      return false;
    const auto before = edits_.first(static_cast<std::size_t>(&verdict - edits_.data()));
    if (is_edited_since_sign_off(before)) return true;
    Records now;
    for (const char* const name : {"documents", "sections", "tasks", "task_agencies"}) {
      for (const auto& [id, row] : rows_[name]) now[name].push_back(row);
    }
    for (const auto& [key, row] : evidence_) now["evidence"].push_back(row);
    return !find_unsettled_doubts(now, before).empty();
  }

  // ---- the edits ----

  /// False for a conflict.
  bool apply_one(const HumanEdit& edit) {
    if (edit.action == EditAction::kDivide) return true;
    if (edit.from && edit.table == "documents" && edit.action != EditAction::kSet)
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

  /// Of a document there is one row; what was read of the field in it tells whether it is the same.
  std::string find(const HumanEdit& edit) {
    if (edit.table != "documents")
      return places_[edit.table].find(edit.row_id, edit.read, edit.from && edit.from->is_lost);
    const auto row = rows_["documents"].find(edit.row_id);
    const bool is_same = row != rows_["documents"].end() &&
                         SourceTexts({}).of("documents", row->second, edit.field) == edit.read;
    return is_same ? edit.row_id : std::string();
  }

  bool set(const HumanEdit& edit, const std::string& id, Row& row) {
    const Table& one = table(edit.table);
    const Column* const column = find_column(one, edit.field);
    if (column == nullptr || !is_settable(edit.table, edit.field) ||
        !is_valid_value(*column, edit.value) || !has_agency(edit, one, edit.field, edit.value))
      return false;
    take_agencies(edit);
    RowCells cells(one, row);
    see({edit.table, id, edit.field}, edit.before, edit.value);
    cells.set(edit.field, edit.value);
    put_evidence(edit.table, id, edit.field);
    // The raw line of place and date has no corrections of its own.
    const std::string ocr = edit.field + "_ocr";
    std::string before = print(edit.before);
    if (edit.field != "issued_date" && has_column(one, ocr) && !cells.text(ocr).empty())
      before = cells.text(ocr);
    add_correction(edit, id, edit.field, before, print(edit.value));
    follow(edit, id, cells);
    return true;
  }

  [[nodiscard]] bool has_agency(const HumanEdit& edit, const Table& one, std::string_view field,
                                const Value& value) const {
    const auto* const id = std::get_if<std::string>(&value);
    const bool is_key = std::ranges::any_of(one.foreign_keys, [&](const ForeignKey& key) {
      return key.column == field && key.table == "agencies";
    });
    const auto is_it = [&](const Row& row) { return row_id(table("agencies"), row) == *id; };
    return !is_key || id == nullptr || agencies_.contains(*id) ||
           std::ranges::any_of(edit.agencies, is_it);
  }

  /// Those that the document does not have yet; what was read of one it has stays.
  void take_agencies(const HumanEdit& edit) {
    const Table& agencies = table("agencies");
    for (const Row& row : edit.agencies) {
      if (row.size() == agencies.columns.size() && agencies_.insert(row_id(agencies, row)).second)
        records_["agencies"].push_back(row);
    }
    if (!edit.agencies.empty()) sort_by_key(agencies, records_["agencies"]);
  }

  /// Tables whose rows say how sure their reading is: a person who set a value has read the row.
  /// The confidence of a section is that of its words.
  static bool is_sure_as_a_whole(std::string_view name) {
    return name == "task_agencies" || name == "task_deadlines" || name == "doc_refs";
  }

  /// What is derived from a field that was set.
  void follow(const HumanEdit& edit, const std::string& id, RowCells& cells) {
    const auto derive = [&](const char* column, Value value) {
      const bool is_there = !is_null(value);
      last_.insert_or_assign({edit.table, id, column}, value);
      cells.set(column, std::move(value));
      if (edit.table == "task_deadlines") return;  // its derived values have none
      if (is_there) return put_evidence(edit.table, id, column);
      evidence_.erase({edit.table, id, column});
    };
    if (is_sure_as_a_whole(edit.table)) cells.set("confidence", 1.0);
    if (edit.field == "due_date" || edit.field == "due_op")
      derive("due_last_day", compute_last_day(cells.text("due_date"), cells.text("due_op")));
    // Who says that a document has no day of issue leaves its month and year.
    const auto has_part = [&] { return cells.text("issued_edtf").find('X') != std::string::npos; };
    if (edit.field == "issued_date" && !(is_null(edit.value) && has_part()))
      derive("issued_edtf", edit.value);
    if (edit.table != "documents") return;
    settle_missing(edit, id, cells);
    const std::string value = print(edit.value);
    if (edit.field == "issued_date") derive("issued_date_best", edit.value);
    if (edit.field == "issued_date" || edit.field == "issued_date_best") {
      const bool is_printed = value == cells.text("issued_date");
      cells.set("issued_date_basis", std::string(value.empty() ? "none"
                                                 : is_printed  ? "printed"
                                                               : "inferred"));
    }
    if (edit.field == "code_number") put_flag(cells, "NUMBER_PROPOSED", false);
  }

  /// A number or date that a person has set is not missing. One of which a person says that there
  /// is none is a flag, and no review reason. One that is in doubt again is asked for.
  void settle_missing(const HumanEdit& edit, const std::string& id, RowCells& cells) {
    if (!is_required_field(edit.table, edit.field)) return;
    last_.erase({edit.table, id, "review_status"});  // which may follow, though nobody has said so
    const auto has = [&](const char* code) {
      const std::vector<std::string> flags = cells.codes("flags");
      return std::ranges::find(flags, code) != flags.end();
    };
    const bool is_reopened = edit.action == EditAction::kReopen;
    const bool is_set = !cells.text(edit.field).empty();
    if (edit.field == "code_number") {
      put_flag(cells, "NUMBER_BLANK", !is_set);
      if (!is_reopened) put_code(cells, "review_reasons", "NUMBER_BLANK", false);
    }
    if (edit.field != "issued_date") return;
    const bool is_partial = has("DATE_PARTIAL") || !cells.text("issued_date_ocr").empty();
    put_flag(cells, "DATE_PARTIAL", !is_set && is_partial && !has("DATE_MISSING"));
    put_flag(cells, "DATE_MISSING", !is_set && !has("DATE_PARTIAL"));
    for (const char* const code : {"DATE_PARTIAL", "DATE_MISSING", "DATE_INVALID"})
      if (!is_reopened) put_code(cells, "review_reasons", code, false);
  }

  /// Whether an edit was made by somebody who did not see the last one of the same place, and says
  /// something else: two people had copies of the document.
  void see(const FieldKey& place, const Value& before, const Value& after) {
    const auto last = last_.find(place);
    was_unseen_ = last != last_.end() && last->second != before && last->second != after;
    last_.insert_or_assign(place, after);
  }

  bool judge(const HumanEdit& edit, const std::string& id, Row& row) {
    const Table& one = table(edit.table);
    if (!has_column(one, "review_status") || (!edit.pages.empty() && edit.pages != pages_))
      return false;
    const std::string verdict = compute_status_after(edit.action, one, row);
    const FieldKey status{edit.table, id, "review_status"};
    if (was_withdrawn(edit, status)) last_.erase(status);
    see(status, edit.before, verdict);
    RowCells(one, row).set("review_status", verdict);
    add_correction(edit, id, "review_status", print(edit.before), verdict);
    const bool reopens = edit.action == EditAction::kReopen && edit.table == "documents";
    if (!reopens || edit.field.empty()) return true;
    RowCells cells(one, row);
    settle_missing(edit, id, cells);
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
    RowCells cells(one, row);
    const std::string_view parent = find_parent_column(edit.table);
    if (edit.from) {
      if (parent.empty() || cells.text(parent).empty()) return false;  // it hangs on nothing here
      make_own(edit, one, cells);
    }
    if (!parent.empty() && !cells.text(parent).empty()) {
      const std::string parent_table =
          std::string(std::ranges::find(one.foreign_keys, parent, &ForeignKey::column)->table);
      const std::string at = places_[parent_table].find(cells.text(parent), edit.read,
                                                        edit.from && edit.from->is_lost);
      if (at.empty()) return false;
      cells.set(parent, at);
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

  /// A row that was added to another document: a row has one document, and an id one row.
  void make_own(const HumanEdit& edit, const Table& one, RowCells& cells) {
    if (has_column(one, "doc_id")) cells.set("doc_id", doc_id());
    const std::string_view key = one.primary_key.front();
    if (one.primary_key.size() == 1 && key != find_parent_column(edit.table))
      cells.set(key, make_uuid("human|" + doc_id() + '|' + edit.table + '|' + edit.row_id));
  }

  void put_row(const HumanEdit& edit, const Table& one, Row row) {
    const std::string id = row_id(one, row);
    Rows& rows = rows_[edit.table];
    const bool is_known = places_[edit.table].read.contains(id);
    if (is_known && !rows.contains(id)) return;  // added once, and removed
    places_[edit.table].add(id, make_added_text(edit.row_id));
    for (const Column& column : one.columns) {
      if (is_addable(edit.table, column.name) && !is_null(value_of(one, row, column.name)))
        put_evidence(edit.table, id, column.name);
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

  /// What hangs on a row that goes: without it where the schema lets it, else gone, too.
  void leave(const HumanEdit& edit, const Table& child, const ForeignKey& key,
             const std::string& id) {
    std::vector<std::string> going;
    for (auto& [child_id, row] : rows_[std::string(child.name)]) {
      RowCells cells(child, row);
      if (cells.text(key.column) != id) continue;
      if (find_column(child, key.column)->nullable) {
        cells.set(key.column, {});
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

  /// What was seen by verdicts that hold: of rows of this document, not open, not taken back.
  [[nodiscard]] std::set<std::string> seen_by_verdicts(const std::vector<OpenEdit>& open) const {
    std::set<std::pair<std::string, std::string>> reopened;
    std::set<std::string> out;
    for (std::size_t i = edits_.size(); i-- > 0;) {
      const HumanEdit& edit = edits_[i];
      if (edit.action == EditAction::kReopen) reopened.emplace(edit.table, edit.row_id);
      const bool is_of_other = edit.from && edit.table == "documents";
      if (edit.seen.empty() || is_of_other || reopened.contains({edit.table, edit.row_id}) ||
          std::ranges::binary_search(open, i, {}, &OpenEdit::place))
        continue;
      out.insert(edit.seen.begin(), edit.seen.end());
    }
    return out;
  }

  /// Whether a later edit has said what holds.
  [[nodiscard]] bool is_settled(std::size_t i, const std::set<std::string>& seen) {
    const HumanEdit& open = edits_[i];
    const auto says = [&](const HumanEdit& later) {
      if (later.table != open.table || later.row_id != open.row_id || find(later).empty())
        return false;
      return later.action == EditAction::kRemoveRow ||
             (later.action == EditAction::kSet && later.field == open.field) ||
             (is_on_status(open) && is_on_status(later));
    };
    return (!seen.empty() && seen.contains(make_edit_key(doc_id(), open))) ||
           std::any_of(edits_.begin() + static_cast<std::ptrdiff_t>(i) + 1, edits_.end(), says);
  }

  [[nodiscard]] std::string doc_id() {
    const Rows& documents = rows_["documents"];
    return documents.empty() ? std::string() : documents.begin()->first;
  }

  void flag(OpenEdit& open) {
    const HumanEdit& edit = edits_[open.place];
    const auto put_to_review = [&](const std::string& name, const std::string& id, Row& row) {
      open.table = name;
      open.row_id = id;
      set_stale(name, row, open.is_disputed ? kConflict : kStale, true);
      RowCells cells(table(name), row);  // who accepted it has not seen what is open
      if (cells.text("review_status") == "accepted")
        cells.set("review_status", compute_status_after(EditAction::kReopen, table(name), row));
    };
    for (const std::string& name : {edit.table, std::string("tasks")}) {
      if (!has_column(table(name), "review_status")) continue;
      const auto row = rows_[name].find(edit.row_id.substr(0, edit.row_id.find('|')));
      if (row != rows_[name].end()) return put_to_review(name, row->first, row->second);
    }
    for (auto& [id, row] : rows_["documents"]) put_to_review("documents", id, row);
  }

  static void set_stale(std::string_view name, Row& row, const char* code, bool wanted) {
    RowCells cells(table(name), row);
    if (name == "documents") return put_flag(cells, code, wanted);
    put_code(cells, "review_reasons", code, wanted);
  }

  /// Of a document both lists are one.
  static void put_flag(RowCells& cells, const char* code, bool wanted) {
    std::vector<std::string> flags = cells.codes("flags");
    std::erase(flags, code);
    if (wanted) flags.emplace_back(code);
    if (sort_reasons(flags) != cells.codes("flags")) cells.set("flags", sort_reasons(flags));
    put_code(cells, "review_reasons", code, wanted);
  }

  static void put_code(RowCells& cells, std::string_view column, const char* code, bool wanted) {
    std::vector<std::string> codes = cells.codes(column);
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
      at = evidence_
               .emplace(key, RowWriter(evidence_table_)
                                 .set("table_name", name)
                                 .set("row_id", id)
                                 .set("field", std::string(field))
                                 .take())
               .first;
    }
    RowCells cells(evidence_table_, at->second);
    cells.set("basis", to_code(document::Basis::kHuman));
    cells.set("confidence", 1.0);
    if (name != "tasks" || !is_copied(field)) return;  // it stands where the deadline does
    cells.set("page_no", {});
    cells.set("bbox", {});
  }

  void add_correction(const HumanEdit& edit, const std::string& id, std::string_view field,
                      const std::string& before, const std::string& after) {
    Corrections& all = corrections_[{edit.table, id, std::string(field)}];
    std::size_t own = 0;
    Value page;
    for (Row& row : all) {
      RowCells cells(corrections_table_, row);
      if (cells.text("source") == "human") ++own;
      if (is_null(page)) page = value_of(corrections_table_, row, "page_no");
      cells.set("status", std::string("rejected"));
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
            .set("page_no", std::move(page))
            .set("status", std::string("applied"))
            .set("actor", to_text_value(edit.actor))
            .set("at", to_text_value(edit.at))
            .take());
  }

  const Table& evidence_table_ = table("evidence");
  const Table& corrections_table_ = table("corrections");
  const text::Lexicon& lexicon_;
  Records records_;
  std::span<const HumanEdit> edits_;
  std::string pages_;  // that the document has
  std::map<std::string, Rows, std::less<>> rows_;
  std::map<std::string, RowIndex, std::less<>> places_;
  std::map<FieldKey, Row> evidence_;
  std::map<FieldKey, Corrections> corrections_;
  std::set<std::string> agencies_;
  std::map<FieldKey, Value> last_;  ///< what a person has set
  bool was_unseen_ = false;
};

}  // namespace

EditedRecords apply_edits(const text::Lexicon& lexicon, Records records,
                          std::span<const HumanEdit> edits) {
  if (edits.empty()) return {std::move(records), {}};
  return Desk(lexicon, std::move(records), edits).apply();
}

}  // namespace codau::record
