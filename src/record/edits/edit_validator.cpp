#include "record/edits/edit_validator.h"

#include <algorithm>
#include <utility>

#include "record/edits/edit_row_finder.h"
#include "record/rows/document_types.h"
#include "record/schema/codes.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/typed_row.h"
#include "record/schema/validate.h"

namespace codau::record {
namespace {

/// The first `seq` of rows that people add, if `seq` is part of the key. Rows made by machines have
/// lower numbers.
constexpr std::int64_t kFirstOwn = 10'001;

Message no_row() { return both("không có dòng này trong văn bản", "the document has no such row"); }

Message about(std::string_view word, const Message& more) {
  return '"' + std::string(word) + '"' + more;
}

/// Returns why a column may not have the value; nothing if it may.
std::optional<Message> fault_of(const Column& column, const Value& value) {
  const bool is_null = std::holds_alternative<std::monostate>(value);
  if (is_null && !column.nullable)
    return about(column.name, both(" không được để trống", " must have a value"));
  if (!is_valid_value(column, value)) {
    if (column.codes == nullptr)
      return about(column.name, both(": giá trị không hợp lệ", ": the value is not valid"));
    std::string codes;
    for (const CodeEntry& one : *column.codes) codes.append(" ").append(one.code);
    return about(column.name, both(": phải là một trong:", ": must be one of:") + codes);
  }
  const auto* const text = std::get_if<std::string>(&value);
  if (column.type == ColumnType::kDate && text != nullptr && !is_iso_date(*text))
    return about(column.name, both(": không có ngày này", ": there is no such day"));
  if (column.name == Tasks::recurrence.name && text != nullptr && !is_recurrence(*text)) {
    return about(column.name,
                 both(": không phải quy tắc lặp lại như FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15",
                      ": is no rule such as FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"));
  }
  return std::nullopt;
}

/// Returns whether an edit brings the agency.
bool brings(const HumanEdit& edit, const std::string& id) {
  return std::ranges::any_of(
      edit.agencies, [&](const Row& row) { return row_id(table(TableId::kAgencies), row) == id; });
}

}  // namespace

EditValidator::EditValidator(const text::Lexicon& lexicon, const Records& records,
                             std::span<const HumanEdit> edits, Reviewer reviewer,
                             SourceFileFacts file)
    : lexicon_(lexicon),
      records_(records),
      read_(records),
      human_(find_human_fields(records)),
      edits_(edits.size()),
      reviewer_(std::move(reviewer)),
      file_(std::move(file)) {
  for (const Table& one : schema()) {
    auto& rows = rows_[std::string(one.name)];
    for (const Row& row : records_[one.id]) rows.emplace(row_id(one, row), &row);
  }
  const auto waits = [&](TableId id) {
    return std::ranges::any_of(records_[id],
                               [&](const Row& row) { return is_stale(table(id), row); });
  };
  if (records_[TableId::kDocuments].empty()) return;
  if (!waits(TableId::kDocuments) && !waits(TableId::kSections) && !waits(TableId::kTasks)) return;
  const std::string doc_id = find_doc_id();
  for (const OpenEdit& one : apply_edits(lexicon_, records_, edits).open)
    open_[{one.table, one.row_id}].push_back(make_edit_key(doc_id, edits[one.place]));
}

const Row* EditValidator::find(const std::string& table, const std::string& row_id) const {
  if (gone_.contains({table, row_id})) return nullptr;
  const auto rows = rows_.find(table);
  if (rows == rows_.end()) return nullptr;
  const auto row = rows->second.find(row_id);
  return row == rows->second.end() ? nullptr : row->second;
}

JudgedEdit EditValidator::validate(const EditRequest& request) {
  const HumanEdit& asked = request.edit;
  if (asked.action == EditAction::kAddRow) return judge_new_row(request);
  const Row* const row = find(asked.table, asked.row_id);
  if (row == nullptr) return {{}, no_row()};
  switch (asked.action) {
    case EditAction::kSet:
      return judge_set(request, *row);
    case EditAction::kDivide:
      return judge_division(request, *row);
    case EditAction::kSetLine:  // its text is not among the rows
      return {{}, no_row()};
    case EditAction::kRemoveRow:
      if (!is_addable(asked.table, "")) {
        return {{}, both("không xóa được dòng của bảng này", "rows of this table stay")};
      }
      gone_.emplace(asked.table, asked.row_id);
      return take(asked, read_.of(asked.table, *row));
    default:
      return judge_status(request, *row);
  }
}

JudgedEdit EditValidator::judge_set(const EditRequest& request, const Row& row) {
  HumanEdit edit = request.edit;
  if (is_required_field(edit.table, edit.field) && is_none_statement(edit.value)) edit.value = {};
  const Table& one = table(edit.table);
  const Column* const column = find_column(one, edit.field);
  if (column == nullptr) return {{}, no_row()};
  if (auto fault = fault_of(*column, edit.value)) return {{}, std::move(fault)};
  if (auto fault = take_type(edit)) return {{}, std::move(fault)};
  const bool is_key = std::ranges::any_of(
      one.foreign_keys, [&](const ForeignKey& key) { return key.column == edit.field; });
  const auto* const text = std::get_if<std::string>(&edit.value);
  if (is_key && text != nullptr && find(std::string(Agencies::kName), *text) == nullptr &&
      !brings(edit, *text))
    return {{}, both("văn bản không có cơ quan này", "the document has no such agency")};
  const FieldKey key{edit.table, edit.row_id, edit.field};
  const auto earlier = set_.find(key);
  edit.before = earlier != set_.end() ? earlier->second : *find_cell(one, row, edit.field);
  if (request.expected && *request.expected != edit.before) {
    return {{},
            both("giá trị hiện tại khác với \"before\"",
                 "the present value is not the one of \"before\"")};
  }
  if (edit.before == edit.value && human_.contains(key)) return {};
  set_[key] = edit.value;
  human_.insert(key);
  std::string read = read_.of(edit.table, row, edit.field);
  return take(std::move(edit), std::move(read));
}

/// Replaces a typed document type, name or number by that of the lexicon.
std::optional<Message> EditValidator::take_type(HumanEdit& edit) const {
  const auto* const typed = std::get_if<std::string>(&edit.value);
  if (edit.table != Documents::kName || typed == nullptr) return std::nullopt;
  const auto take = [&](const std::optional<std::string>& known,
                        const auto& no_such) -> std::optional<Message> {
    if (!known) return no_such(lexicon_);
    edit.value = *known;
    return std::nullopt;
  };
  if (edit.field == Documents::type_code.name)
    return take(parse_type_code(lexicon_, *typed), make_unknown_type_message);
  if (edit.field == Documents::type_name.name)
    return take(parse_type_name(lexicon_, *typed), make_unknown_type_message);
  if (edit.field == Documents::tt05_type.name)
    return take(parse_type_number(lexicon_, *typed), make_unknown_number_message);
  return std::nullopt;
}

/// Judges a division. It must be an edit of the document whose id is that of its file.
JudgedEdit EditValidator::judge_division(const EditRequest& request, const Row& row) {
  const std::string& sha256 = ConstCells<Documents>(row).text(Documents::source_sha256);
  const bool has_pages = !records_[TableId::kPages].empty();
  if (doc_id(sha256) != request.edit.row_id || !has_pages) {
    return {{},
            both("chỉ ghi được ở văn bản đầu của một tệp có trang",
                 "goes only with the first document of a file with pages")};
  }
  const auto* const text = std::get_if<std::string>(&request.edit.value);
  const auto pages = parse_pages(text == nullptr ? std::string() : *text);
  if (!pages) return {{}, no_row()};
  if (auto fault = fault_of_division(*pages)) return {{}, std::move(fault)};
  if (file_.wanted == (text == nullptr ? std::string() : *text)) return {};
  file_.wanted = text == nullptr ? std::string() : *text;
  return take(request.edit, read_.of(Documents::kName, row));
}

/// Returns why the next run would ignore the division; nothing if it would not.
std::optional<Message> EditValidator::fault_of_division(
    const std::vector<std::uint32_t>& first_pages) const {
  const auto number = [](std::size_t n) { return std::to_string(n); };
  if (first_pages.empty()) return std::nullopt;
  if (first_pages.back() > file_.pages) {
    return both("tệp chỉ có " + number(file_.pages) + " trang, không có trang " +
                    number(first_pages.back()),
                "the file has " + number(file_.pages) + " pages, and no page " +
                    number(first_pages.back()));
  }
  for (std::size_t i = 0; i < first_pages.size(); ++i) {
    const std::uint32_t first = first_pages[i],
                        end = i + 1 < first_pages.size() ? first_pages[i + 1] : file_.pages + 1;
    std::uint32_t page = first;
    while (page <= file_.pages && file_.blank.contains(page)) ++page;
    if (page == first || end == first || (first == 1 && page < end)) continue;
    const std::string next = page > file_.pages ? "" : number(page);
    return both("trang " + number(first) + " trống, văn bản không bắt đầu ở đó" +
                    (next.empty() ? "" : "; trang có chữ kế tiếp là " + next),
                "page " + number(first) + " is blank, no document begins there" +
                    (next.empty() ? "" : "; the next page with text is " + next));
  }
  const auto known = [&](std::uint32_t page) {
    return std::max<std::ptrdiff_t>(1, std::ranges::count(file_.first_pages, page));
  };
  for (const std::uint32_t page : first_pages) {
    if (std::ranges::count(first_pages, page) > known(page))
      return both("không có nhiều văn bản như vậy bắt đầu ở trang " + number(page),
                  "not so many documents begin on page " + number(page));
  }
  return std::nullopt;
}

bool EditValidator::is_stale(const Table& table, const Row& row) const {
  return std::ranges::any_of(find_reasons(table, row), [](const std::string& code) {
    return code == "EDIT_STALE" || code == "EDIT_CONFLICT";
  });
}

JudgedEdit EditValidator::judge_status(const EditRequest& request, const Row& row) {
  HumanEdit edit = request.edit;
  const Table& one = table(edit.table);
  const Value* const status = find_cell(one, row, Tasks::review_status.name);
  if (status == nullptr) {
    return {{},
            both("dòng của bảng này không được chấp nhận hay loại riêng",
                 "rows of this table have no verdict of their own")};
  }
  if (one.id == TableId::kDocuments && edit.action == EditAction::kAccept) {
    for (const std::string_view field :
         {std::string_view(Documents::code_number.name), Documents::issued_date.name})
      if (lacks(row, field)) return {{}, make_missing_message(field)};
  }
  const std::string verdict = compute_status_after(edit.action, one, row);
  const FieldKey key{edit.table, edit.row_id, Tasks::review_status.name};
  const auto earlier = set_.find(key);
  edit.before = earlier != set_.end() ? earlier->second : *status;
  const bool reopens_field = edit.action == EditAction::kReopen && !edit.field.empty();
  if (edit.before == Value(verdict) && !is_stale(one, row) && !reopens_field) return {};
  set_[key] = verdict;
  if (one.id == TableId::kDocuments && edit.action != EditAction::kReopen)
    edit.pages = format_page_range(records_);
  const auto open = open_.find({edit.table, edit.row_id});
  if (open != open_.end() && edit.action != EditAction::kReopen) edit.seen = open->second;
  std::string read = read_.of(edit.table, row, edit.field);
  return take(std::move(edit), std::move(read));
}

bool EditValidator::lacks(const Row& document, std::string_view field) const {
  if (records_[TableId::kPages].empty()) return false;  // plain text of a version that still asked
  const Table& one = table(TableId::kDocuments);
  return find_cell_text(one, document, field).empty() &&
         !find_missing_reasons(document, field).empty() &&
         !set_.contains({std::string(one.name), row_id(one, document), std::string(field)});
}

std::string EditValidator::find_doc_id() const {
  return row_id(table(TableId::kDocuments), records_[TableId::kDocuments].front());
}

JudgedEdit EditValidator::judge_new_row(const EditRequest& request) {
  HumanEdit edit = request.edit;
  if (!is_addable(edit.table, ""))
    return {{}, both("không thêm được dòng vào bảng này", "no row can be added to this table")};
  if (auto fault = complete(edit)) return {{}, std::move(fault)};
  const Table& one = table(edit.table);
  for (std::size_t i = 0; i < one.columns.size(); ++i) {
    if (auto fault = fault_of(one.columns[i], edit.row[i])) return {{}, std::move(fault)};
  }
  std::string read;
  for (const ForeignKey& key : one.foreign_keys) {
    const auto* const id = std::get_if<std::string>(find_cell(one, edit.row, key.column));
    if (id == nullptr) continue;
    const Row* const parent = find(std::string(key.table), *id);
    if (parent == nullptr && key.table == Agencies::kName && brings(edit, *id)) continue;
    if (parent == nullptr)
      return {{}, about(key.column, both(": không có dòng này", ": there is no such row"))};
    if (key.column == find_parent_column(edit.table)) read = read_.of(key.table, *parent);
  }
  rows_[edit.table].emplace(edit.row_id, &added_.emplace_back(edit.row));
  read_.add(edit.table, edit.row_id);
  return take(std::move(edit), std::move(read));
}

/// Fills in the columns that a person may leave out of a new row.
std::optional<Message> EditValidator::complete(HumanEdit& edit) const {
  const Table& one = table(edit.table);
  const auto put = [&](std::string_view column, const Value& value) {
    const Value* const cell = find_cell(one, edit.row, column);
    if (cell != nullptr && *cell == Value()) set_cell(one, edit.row, column, value);
  };
  if (records_[TableId::kDocuments].empty()) return no_row();
  const std::string doc_id = find_doc_id();
  const auto number = static_cast<std::int64_t>(edits_);
  put(Tasks::doc_id.name, doc_id);
  constexpr std::string_view kSeq = Tasks::seq.name;
  const bool is_keyed = one.primary_key.back() == kSeq;
  std::int64_t last = is_keyed ? kFirstOwn + number - 1 : number;
  for (const auto& [id, other] : rows_.at(edit.table)) {  // some may belong to another document
    const Value* const value = find_cell(one, *other, kSeq);
    if (const auto* const seq = value == nullptr ? nullptr : std::get_if<std::int64_t>(value))
      last = std::max(last, *seq);
  }
  put(kSeq, last + 1);
  if (!is_keyed) {
    put(one.primary_key.back(), make_uuid("human|" + doc_id + '|' + edit.table + '|' +
                                          std::to_string(number) + '|' + reviewer_.at));
  }
  for (const Column& column : one.columns) {
    if (column.nullable) continue;
    if (column.type == ColumnType::kBool) put(column.name, false);
    if (column.type == ColumnType::kList) put(column.name, std::vector<std::string>{});
    if (column.type == ColumnType::kReal) put(column.name, 1.0);
  }
  put(Tasks::review_status.name, std::string("ok"));
  put(TaskDeadlines::rule.name, std::string("human"));
  put(TaskAgencies::method.name, to_code(document::AgencyMethod::kNone));
  put(Tasks::origin.name, to_code(document::TaskOrigin::kProse));
  put(Tasks::deadline_kind.name, to_code(document::DeadlineKind::kNone));
  follow(one, edit.row);
  edit.row_id = row_id(one, edit.row);
  return std::nullopt;
}

/// Sets the columns that follow from others of the same row.
void EditValidator::follow(const Table& table, Row& row) {
  if (table.id == TableId::kTasks) {
    Cells<Tasks> task(row);
    if (task.text(Tasks::task_text).empty()) set_reason_codes(task, {"TASK_EMPTY"});
    task.set(Tasks::due_last_day,
             compute_last_day(task.text(Tasks::due_date), task.text(Tasks::due_op)));
  } else if (table.id == TableId::kTaskDeadlines) {
    using D = TaskDeadlines;
    Cells<D> deadline(row);
    deadline.set(D::due_last_day,
                 compute_last_day(deadline.text(D::due_date), deadline.text(D::due_op)));
  } else if (table.id == TableId::kDocRefs) {
    Cells<DocRefs> cited(row);
    cited.set(DocRefs::issued_edtf, to_text_value(cited.text(DocRefs::issued_date)));
  }
}

JudgedEdit EditValidator::take(HumanEdit edit, std::string read) {
  edit.read = std::move(read);
  edit.actor = reviewer_.actor;
  edit.at = reviewer_.at;
  ++edits_;
  return {std::move(edit), std::nullopt};
}

}  // namespace codau::record
