#include "record/schema/flat_tables.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/error.h"
#include "record/schema/codes.h"

namespace codau::record {
namespace {

using enum ColumnType;

constexpr Column make_column(std::string_view name, ColumnType type, bool is_nullable,
                             std::string_view title_vi, std::string_view title_en,
                             std::string_view about, SheetWidth width = SheetWidth::kCode,
                             const CodeList* codes = nullptr, std::uint32_t max_length = 0) {
  return {.name = name,
          .type = type,
          .nullable = is_nullable,
          .title_vi = title_vi,
          .title_en = title_en,
          .about = about,
          .codes = codes,
          .max_length = max_length,
          .width = width};
}

// Columns that both tables have.
constexpr Column kNumber =
    make_column("document_number", kText, kNullable, "Số, ký hiệu", "Number and notation",
                "Number and notation of the document, as in 07/KH-UBND and 12-KH/HU; begins with "
                "the sign where the number is blank.",
                SheetWidth::kShort);
constexpr Column kIssued =
    make_column("issued_date", kDate, kNullable, "Ngày ban hành", "Date of issue",
                "Date of issue: as printed, or as other documents say.", SheetWidth::kDate);
constexpr Column kOrgan = make_column("organ", kText, kNullable, "Cơ quan ban hành", "Issuing body",
                                      "Issuing organ, as printed.", SheetWidth::kName);
constexpr Column kSubject = make_column("subject", kText, kNullable, "Trích yếu", "Subject",
                                        "Subject (trích yếu) of the document.", SheetWidth::kTitle);
constexpr Column kGroup =
    make_column("task_group", kText, kNullable, "Nhóm nhiệm vụ", "Group",
                "Texts of the group rows above the task joined by ' / '.", SheetWidth::kName);
constexpr Column kTask = make_column("task", kText, kNullable, "Nội dung nhiệm vụ", "Task",
                                     "What is to be done.", SheetWidth::kLongText);
constexpr Column kLead = make_column("lead", kText, kNullable, "Chủ trì", "Lead",
                                     "Who leads, names in full joined by '; '.", SheetWidth::kName);
constexpr Column kCooperating =
    make_column("cooperating", kText, kNullable, "Phối hợp", "Support",
                "Who supports, names in full joined by '; '.", SheetWidth::kName);
constexpr Column kProduct = make_column("product", kText, kNullable, "Sản phẩm, kết quả",
                                        "Expected result", "Expected result.", SheetWidth::kTitle);
constexpr Column kDeadline =
    make_column("deadline", kText, kNullable, "Thời hạn (nguyên văn)", "Deadline as printed",
                "Deadline as printed.", SheetWidth::kName);
constexpr Column kLabel =
    make_column("deadline_label", kText, kNullable, "Nội dung phải hoàn thành", "What is due",
                "What of the task is due, e.g. 6 tháng đầu năm.", SheetWidth::kName);
constexpr Column kRecurrence = make_column("recurrence", kText, kNullable, "Lặp lại", "Recurrence",
                                           "RFC 5545 rule without 'RRULE:'.", SheetWidth::kName);
constexpr Column kStatus = make_column(
    "status", kText, kRequired, "Tình trạng duyệt", "Review status",
    "What a person has to do or has done with the task.", SheetWidth::kCode, &codes::kReviewStatus);
constexpr Column kFile = make_column(
    "source_file", kText, kNullable, "Tệp gốc", "Source file",
    "Path of the file relative to the given input, several joined by '; '.", SheetWidth::kName);
constexpr Column kPage = make_column("source_page", kInt, kNullable, "Trang", "Page",
                                     "First page of the task; NULL for plain text.");
constexpr Column kDocIdColumn =
    make_column("doc_id", kText, kRequired, "Mã văn bản", "Document id",
                "Document: key of documents.", SheetWidth::kDocId, nullptr, 16);
constexpr Column kTaskId = make_column("task_id", kUuid, kRequired, "Mã định danh nhiệm vụ",
                                       "Task id", "Task: key of tasks.", SheetWidth::kId);
constexpr Column kTaskSeq = make_column("task_seq", kInt, kRequired, "Thứ tự trong văn bản",
                                        "Task no.", "Order of the task in the document, from 1.");
constexpr Column kDeadlineSeq =
    make_column("deadline_seq", kInt, kRequired, "Thứ tự thời hạn", "Deadline no.",
                "Which deadline of the task, from 1: with task_id the key of task_deadlines.");

/// Returns the column with its place in the sheet.
constexpr Column at(std::uint8_t place, Column column) {
  column.sheet_place = place;
  return column;
}

constexpr auto kPlanTasks = std::to_array<Column>({
    at(1, kNumber),
    at(2, kIssued),
    at(3, kOrgan),
    at(4, kSubject),
    at(17, make_column("plan_year", kInt, kNullable, "Năm kế hoạch", "Plan year",
                       "Year that the plan is for.")),
    at(5, kGroup),
    at(6, make_column("ordinal", kText, kNullable, "TT", "Ordinal",
                      "Ordinal of the task without dot, text.")),
    at(7, kTask),
    at(8, kLead),
    at(9, kCooperating),
    at(10, kProduct),
    at(11, kDeadline),
    at(14, kLabel),
    at(15, make_column("deadline_kind", kText, kRequired, "Loại thời hạn", "Deadline kind",
                       "Kind of deadline.", SheetWidth::kShort, &codes::kDeadlineKind)),
    at(16, make_column("start_date", kDate, kNullable, "Từ ngày", "Start date",
                       "First day of an interval, or of what recurs.", SheetWidth::kDate)),
    at(12,
       make_column("due_last_day", kDate, kNullable, "Ngày cuối cùng trong hạn", "Last day in time",
                   "Last day that is in time; of recurring deadlines see due_dates.",
                   SheetWidth::kDate)),
    at(13, kRecurrence),
    at(18, make_column("budget_vnd", kInt, kNullable, "Kinh phí (đồng)", "Budget (VND)",
                       "Budget in đồng.", SheetWidth::kShort)),
    at(19, make_column("cites", kText, kNullable, "Văn bản viện dẫn", "Citations",
                       "What the document cites: number and notation, or title, joined by '; '.",
                       SheetWidth::kName)),
    at(20, kStatus),
    at(21, kFile),
    at(22, kPage),
    at(25, kDocIdColumn),
    at(26, kTaskId),
    at(23, kTaskSeq),
    at(24, kDeadlineSeq),
});
constexpr auto kDueDates = std::to_array<Column>({
    at(1, make_column("due_day", kDate, kRequired, "Ngày đến hạn", "Due day",
                      "Last day that is in time.", SheetWidth::kDate)),
    at(7, make_column("is_recurring", kBool, kRequired, "Hạn định kỳ", "Recurring",
                      "True for one of the dates of a recurring deadline.")),
    at(9, kNumber),
    at(10, kIssued),
    at(11, kOrgan),
    at(12, kSubject),
    at(13, kGroup),
    at(2, kTask),
    at(3, kLead),
    at(4, kCooperating),
    at(14, kProduct),
    at(5, kDeadline),
    at(6, kLabel),
    at(8, kRecurrence),
    at(15, kStatus),
    at(16, kFile),
    at(17, kPage),
    at(20, kDocIdColumn),
    at(21, kTaskId),
    at(18, kTaskSeq),
    at(19, kDeadlineSeq),
});

constexpr std::string_view kDocumentColumns[] = {"document_number", "issued_date", "organ",
                                                 "subject", "plan_year"};
constexpr std::string_view kPlanTasksKey[] = {"task_id", "deadline_seq"};
constexpr std::string_view kDueDatesKey[] = {"task_id", "deadline_seq", "due_day"};
constexpr ForeignKey kKeys[] = {{"task_id", "tasks", "task_id"}};
constexpr auto kFlatTables = std::to_array<Table>({
    {TableId::kPlanTasks, "plan_tasks", "Kế hoạch", "Plan", 1, kPlanTasks, kPlanTasksKey, kKeys},
    {TableId::kDueDates, "due_dates", "Ngày đến hạn", "Due dates", 2, kDueDates, kDueDatesKey,
     kKeys},
});

struct Name {
  std::string_view english, vietnamese;
};
constexpr auto kNames = std::to_array<Name>({
    {"plan_tasks", "ke_hoach_nhiem_vu"},
    {"due_dates", "ngay_den_han"},
    {"document_number", "so_ky_hieu"},
    {"issued_date", "ngay_ban_hanh"},
    {"organ", "co_quan_ban_hanh"},
    {"subject", "trich_yeu"},
    {"plan_year", "nam_ke_hoach"},
    {"task_group", "nhom_nhiem_vu"},
    {"ordinal", "tt"},
    {"task", "noi_dung_nhiem_vu"},
    {"lead", "chu_tri"},
    {"cooperating", "phoi_hop"},
    {"product", "san_pham"},
    {"deadline", "thoi_han"},
    {"deadline_label", "noi_dung_den_han"},
    {"deadline_kind", "loai_thoi_han"},
    {"start_date", "tu_ngay"},
    {"due_last_day", "ngay_cuoi_trong_han"},
    {"due_day", "ngay_den_han"},
    {"is_recurring", "la_dinh_ky"},
    {"recurrence", "lap_lai"},
    {"budget_vnd", "kinh_phi_dong"},
    {"cites", "van_ban_vien_dan"},
    {"status", "tinh_trang_duyet"},
    {"source_file", "tep_goc"},
    {"source_page", "trang"},
    {"doc_id", "ma_van_ban"},
    {"task_id", "ma_nhiem_vu"},
    {"task_seq", "thu_tu_nhiem_vu"},
    {"deadline_seq", "thu_tu_thoi_han"},
});

std::string_view vietnamese(std::string_view english) {
  const auto* const found = std::ranges::find(kNames, english, &Name::english);
  if (found == kNames.end())
    throw Error(ErrorCode::kInternal, "no Vietnamese name for " + std::string(english));
  return found->vietnamese;
}

}  // namespace

std::span<const Table> flat_tables() { return kFlatTables; }

bool is_flat(const Table& table) {
  return table.id == TableId::kPlanTasks || table.id == TableId::kDueDates;
}

std::span<const std::string_view> list_document_columns(const Table& flat) {
  return std::span(kDocumentColumns).first(flat.name == "plan_tasks" ? 5 : 4);
}

bool is_joined(const Column& flat) {
  constexpr std::string_view kJoined[] = {"lead", "cooperating", "cites", "source_file"};
  return std::ranges::find(kJoined, flat.name) != std::end(kJoined);
}

char find_notation_separator(std::string_view notation) {
  const std::size_t slash = notation.find('/');
  return slash != std::string_view::npos && slash < notation.find('-') ? '-' : '/';
}

std::string_view to_vietnamese_name(const Table& flat) { return vietnamese(flat.name); }
std::string_view to_vietnamese_name(const Column& flat) { return vietnamese(flat.name); }

}  // namespace codau::record
