#include "record/edits/edit_rules.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "document/deadlines/deadline.h"
#include "document/words/calendar.h"
#include "document/words/passage.h"
#include "record/rows/correction.h"
#include "record/schema/codes.h"
#include "record/schema/field_key.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

/// The editing rules of a table. Fields in `fields` may be set. Fields in `of_new_rows` may be set
/// in added rows only. The column `parent` refers to a parent row.
struct Rules {
  std::string_view table;
  std::string_view fields, of_new_rows, parent;  ///< names between spaces
  bool has_free_rows = true;
  std::string_view followed = {};  ///< fields that only derived edits set
};

constexpr std::array kRules{
    Rules{"documents",
          " type_code type_name tt05_type code_number code_notation issued_place issued_date "
          "issued_date_best governing_organ organ_name organ_level organ_agency_id organ_code "
          "subject plan_year period_start period_end signer_authority signer_position signer_name "
          "priority circulation ",
          "", "", false},
    Rules{"sections", " path level kind num_raw num_norm heading text ",
          " parent_section_id seq page_from page_to ", "parent_section_id"},
    Rules{"tasks",
          " appendix ordinal_raw ordinal_norm task_code group_path group_text task_text output "
          "lead_raw coop_raw deadline_raw deadline_kind due_date due_op due_inferred period "
          "recurrence anchor budget_raw budget_vnd note ",
          " section_id seq origin table_no row_no page_from page_to ", "section_id"},
    Rules{"task_deadlines",
          " label due_date due_op start_date period recurrence recur_count inferred ",
          " task_id raw rule kind anchor offset_n offset_unit ", "task_id", true,
          " raw rule kind anchor offset_n offset_unit "},
    Rules{"task_agencies", " role norm agency_id level place is_collective is_inherited ",
          " task_id raw method ", "task_id", true, " raw method "},
    Rules{"recipients", " raw norm agency_id purpose copies ", "", ""},
    Rules{"doc_refs",
          " relation type_code number year notation issued_date organ_raw organ_agency_id title ",
          " section_id seq raw ", "section_id"},
};

const Rules* rules_of(std::string_view table) {
  const auto* const found = std::ranges::find(kRules, table, &Rules::table);
  return found == kRules.end() ? nullptr : found;
}

bool names(std::string_view list, std::string_view field) {
  const std::string word = ' ' + std::string(field) + ' ';
  return !field.empty() && list.find(word) != std::string_view::npos;
}

/// Returns a text, or the hash of a text of more than 2,000 bytes.
std::string brief(std::string text) {
  constexpr std::size_t kLong = 2'000;
  return text.size() <= kLong ? text : "sha256:" + sha256(text);
}

/// Returns all `_ocr` columns, one on each line; empty if all are empty.
std::string readings(const Table& table, const Row& row) {
  std::string out;
  bool any = false;
  for (const Column& column : table.columns) {
    if (!column.name.ends_with("_ocr")) continue;
    const std::string text = find_cell_text(table, row, column.name);
    any = any || !text.empty();
    out += text + '\n';
  }
  return any ? out : std::string();
}

/// Returns whether a correction is the first by people of the printed text of a task's agency or
/// deadline.
bool is_first_of_raw(const ConstCells<Corrections>& correction) {
  using C = Corrections;
  const std::string &name = correction.text(C::table_name), &field = correction.text(C::field);
  if (find_parent_column(name) != Tasks::task_id.name || field != TaskAgencies::raw.name)
    return false;
  return correction.text(C::corr_id) ==
         make_correction_id({correction.text(C::doc_id), name, correction.text(C::row_id), field,
                             kFirstHumanCorrection},
                            0);
}

}  // namespace

bool is_editable(std::string_view table) { return rules_of(table) != nullptr; }

bool is_editable(std::string_view table, std::string_view field) {
  const Rules* const rules = rules_of(table);
  return rules != nullptr && names(rules->fields, field);
}

bool is_settable(std::string_view table, std::string_view field) {
  const Rules* const rules = rules_of(table);
  return rules != nullptr && (names(rules->fields, field) || names(rules->followed, field));
}

bool is_addable(std::string_view table, std::string_view field) {
  const Rules* const rules = rules_of(table);
  return rules != nullptr && rules->has_free_rows &&
         (field.empty() || names(rules->fields, field) || names(rules->of_new_rows, field));
}

std::string_view find_parent_column(std::string_view table) {
  const Rules* const rules = rules_of(table);
  return rules == nullptr ? std::string_view() : rules->parent;
}

std::string_view find_key_field(const Table& table) { return table.primary_key.back(); }

std::vector<std::string> find_reasons(const Table& table, const Row& row) {
  const Value* const value = find_cell(table, row, Tasks::review_reasons.name);
  const auto* const codes =
      value == nullptr ? nullptr : std::get_if<std::vector<std::string>>(value);
  return codes == nullptr ? std::vector<std::string>{} : *codes;
}

std::string compute_status_after(EditAction action, const Table& table, const Row& row) {
  if (action == EditAction::kAccept) return "accepted";
  if (action == EditAction::kReject) return "rejected";
  return std::string(compute_review_status(find_reasons(table, row)));
}

std::string make_added_text(std::string_view first_id) { return "human:" + std::string(first_id); }

SourceTexts::SourceTexts(const Records& records) {
  using C = Corrections;
  for (const Row& row : records[TableId::kCorrections]) {
    const ConstCells<C> one(row);
    const std::string& name = one.text(C::table_name);
    if (is_set_by_person(one) && !one.text(C::after).empty() && is_editable(name) &&
        one.text(C::field) == find_key_field(table(name)))
      added_[{name, one.text(C::row_id)}] = make_added_text(one.text(C::after));
    if (is_first_of_raw(one)) raw_[{name, one.text(C::row_id)}] = one.text(C::before);
  }
  const Table& tasks = table(TableId::kTasks);
  for (const Row& row : records[TableId::kTasks]) tasks_[row_id(tasks, row)] = readings(tasks, row);
}

void SourceTexts::add(std::string_view table, const std::string& first_id) {
  added_[{std::string(table), first_id}] = make_added_text(first_id);
}

std::string SourceTexts::of(std::string_view name, const Row& row, std::string_view field) const {
  const Table& one = table(name);
  const std::string id = row_id(one, row);
  const auto added = added_.find({std::string(name), id});
  if (added != added_.end()) return added->second;
  if (one.id == TableId::kDocuments && !field.empty()) {
    const std::string ocr = std::string(field) + "_ocr";
    if (find_column(one, ocr) != nullptr) return brief(find_cell_text(one, row, ocr));
  }
  if (one.id == TableId::kDocRefs) return brief(ConstCells<DocRefs>(row).text(DocRefs::raw));
  if (find_parent_column(name) != Tasks::task_id.name) return brief(readings(one, row));
  const auto task = tasks_.find(find_cell_text(one, row, Tasks::task_id.name));
  const auto raw = raw_.find({std::string(name), id});
  return brief(
      (task == tasks_.end() ? std::string() : task->second) +
      (raw == raw_.end() ? find_cell_text(one, row, TaskAgencies::raw.name) : raw->second));
}

std::set<FieldKey> find_human_fields(const Records& records) {
  std::set<FieldKey> out;
  for (const Row& row : records[TableId::kCorrections]) {
    const ConstCells<Corrections> one(row);
    if (is_set_by_person(one) && one.text(Corrections::status) == "applied")
      out.insert(make_field_key<Corrections>(row));
  }
  return out;
}

bool is_required_field(std::string_view table, std::string_view field) {
  return table == Documents::kName &&
         (field == Documents::code_number.name || field == Documents::issued_date.name);
}

bool is_none_statement(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  if (text == nullptr) return false;
  const std::string key = document::fold(*text);
  return key == "khong co" || key == "none";
}

std::vector<std::string> find_missing_reasons(const Row& document, std::string_view field) {
  std::vector<std::string> out = ConstCells<Documents>(document).codes(Documents::review_reasons);
  if (!is_required_field(Documents::kName, field)) return {};
  std::erase_if(out, [&](const std::string& code) {
    if (field == Documents::code_number.name) return code != "NUMBER_BLANK";
    return code != "DATE_PARTIAL" && code != "DATE_MISSING" && code != "DATE_INVALID";
  });
  return out;
}

Message make_missing_message(std::string_view field) {
  return field == Documents::code_number.name
             ? both("văn bản chưa có số: hãy nhập số, hoặc nhập “không có”",
                    "the document has no number yet: enter it, or enter \"none\"")
             : both("văn bản chưa có ngày ban hành: hãy nhập ngày, hoặc nhập “không có”",
                    "the document has no date of issue yet: enter it, or enter \"none\"");
}

bool is_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = text::parse_whole_number(text.substr(0, 4)),
             month = text::parse_whole_number(text.substr(5, 2)),
             day = text::parse_whole_number(text.substr(8, 2));
  return year && month && day && document::days_from_civil(*year, *month, *day);
}

bool is_recurrence(std::string_view text) {
  const auto in = [](std::string_view number, std::int32_t last) {
    const auto value = text::parse_whole_number(number);
    return value && *value >= 1 && *value <= last && !number.starts_with('0');
  };
  const auto are_months = [&](std::string_view list) {
    while (true) {
      const std::size_t comma = list.find(',');
      if (!in(list.substr(0, comma), 12)) return false;
      if (comma == std::string_view::npos) return true;
      list.remove_prefix(comma + 1);
    }
  };
  const auto is_date = [](std::string_view digits) {
    return digits.size() == 8 &&
           is_iso_date(std::string(digits.substr(0, 4)) + '-' + std::string(digits.substr(4, 2)) +
                       '-' + std::string(digits.substr(6)));
  };
  std::string_view freq;
  std::set<std::string_view> seen;
  for (bool more = true; more;) {
    const std::string_view part = text.substr(0, text.find(';'));
    more = part.size() < text.size();
    if (more) text.remove_prefix(part.size() + 1);
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = part.substr(0, equals),
                           value = part.substr(std::min(equals + 1, part.size()));
    if (value.empty() || (name == "FREQ") != seen.empty() || !seen.insert(name).second)
      return false;
    if (name == "FREQ") freq = value;
    const bool has_months = freq == "MONTHLY" || freq == "YEARLY";
    const bool fits =
        (name == "FREQ" && names(" DAILY WEEKLY MONTHLY YEARLY ", value)) ||
        (name == "BYDAY" && freq == "WEEKLY" && names(" MO TU WE TH FR SA SU ", value)) ||
        (name == "BYMONTH" && has_months && are_months(value)) ||
        (name == "BYMONTHDAY" && has_months && in(value, 31)) ||
        (name == "INTERVAL" && in(value, 9999)) || (name == "UNTIL" && is_date(value));
    if (!fits) return false;
  }
  return true;
}

std::optional<std::string> compute_last_day(const std::string& due_date,
                                            const std::string& due_op) {
  using enum document::DueOp;
  if (due_date.empty() || due_op.empty() || due_op == to_code(kAfter)) return {};
  if (due_op != to_code(kBefore)) return due_date;
  if (!is_iso_date(due_date)) return {};
  return document::to_iso_date(document::parse_iso_date(due_date) - 1);
}

}  // namespace codau::record
