#include "record/schema/flat_tables.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "record/schema/codes.h"

namespace codau::record {
namespace {

using enum ColumnType;

// What both tables have, each once.
constexpr Column kNumber = {"document_number", kText, kNullable,
                            "Number and notation of the document, as in 07/KH-UBND and 12-KH/HU; "
                            "begins with the sign where the number is blank."};
constexpr Column kIssued = {"issued_date", kDate, kNullable,
                            "Date of issue: as printed, or as other documents say."};
constexpr Column kOrgan = {"organ", kText, kNullable, "Issuing organ, as printed."};
constexpr Column kSubject = {"subject", kText, kNullable, "Subject (trích yếu) of the document."};
constexpr Column kGroup = {"task_group", kText, kNullable,
                           "Texts of the group rows above the task joined by ' / '."};
constexpr Column kTask = {"task", kText, kNullable, "What is to be done."};
constexpr Column kLead = {"lead", kText, kNullable, "Who leads, names in full joined by '; '."};
constexpr Column kCooperating = {"cooperating", kText, kNullable,
                                 "Who supports, names in full joined by '; '."};
constexpr Column kProduct = {"product", kText, kNullable, "Expected result."};
constexpr Column kDeadline = {"deadline", kText, kNullable, "Deadline as printed."};
constexpr Column kLabel = {"deadline_label", kText, kNullable,
                           "What of the task is due, e.g. 6 tháng đầu năm."};
constexpr Column kRecurrence = {"recurrence", kText, kNullable, "RFC 5545 rule without 'RRULE:'."};
constexpr Column kStatus = {"status", kText, false,
                            "What a person has to do or has done with the task.",
                            &codes::kReviewStatus};
constexpr Column kFile = {"source_file", kText, kNullable,
                          "Path of the file relative to the given input, several joined by '; '."};
constexpr Column kPage = {"source_page", kInt, kNullable,
                          "First page of the task; NULL for plain text."};
constexpr Column kDocIdColumn = {"doc_id", kText, false, "Document: key of documents.",
                                 nullptr,  16};
constexpr Column kTaskId = {"task_id", kUuid, false, "Task: key of tasks."};
constexpr Column kTaskSeq = {"task_seq", kInt, false, "Order of the task in the document, from 1."};
constexpr Column kDeadlineSeq = {"deadline_seq", kInt, false,
                                 "Which deadline of the task, from 1: with task_id the key of "
                                 "task_deadlines."};

constexpr auto kPlanTasks = std::to_array<Column>({
    kNumber,
    kIssued,
    kOrgan,
    kSubject,
    {"plan_year", kInt, kNullable, "Year that the plan is for."},
    kGroup,
    {"ordinal", kText, kNullable, "Ordinal of the task without dot, text."},
    kTask,
    kLead,
    kCooperating,
    kProduct,
    kDeadline,
    kLabel,
    {"deadline_kind", kText, false, "Kind of deadline.", &codes::kDeadlineKind},
    {"start_date", kDate, kNullable, "First day of an interval, or of what recurs."},
    {"due_last_day", kDate, kNullable,
     "Last day that is in time; of recurring deadlines see due_dates."},
    kRecurrence,
    {"budget_vnd", kInt, kNullable, "Budget in đồng."},
    {"cites", kText, kNullable,
     "What the document cites: number and notation, or title, joined by '; '."},
    kStatus,
    kFile,
    kPage,
    kDocIdColumn,
    kTaskId,
    kTaskSeq,
    kDeadlineSeq,
});
constexpr auto kDueDates = std::to_array<Column>({
    {"due_day", kDate, false, "Last day that is in time."},
    {"is_recurring", kBool, false, "True for one of the dates of a recurring deadline."},
    kNumber,
    kIssued,
    kOrgan,
    kSubject,
    kGroup,
    kTask,
    kLead,
    kCooperating,
    kProduct,
    kDeadline,
    kLabel,
    kRecurrence,
    kStatus,
    kFile,
    kPage,
    kDocIdColumn,
    kTaskId,
    kTaskSeq,
    kDeadlineSeq,
});

constexpr std::string_view kDocumentColumns[] = {"document_number", "issued_date", "organ",
                                                 "subject", "plan_year"};
constexpr std::string_view kPlanTasksKey[] = {"task_id", "deadline_seq"};
constexpr std::string_view kDueDatesKey[] = {"task_id", "deadline_seq", "due_day"};
constexpr ForeignKey kKeys[] = {{"task_id", "tasks", "task_id"}};
constexpr auto kFlatTables = std::to_array<Table>({
    {"plan_tasks", kPlanTasks, kPlanTasksKey, kKeys},
    {"due_dates", kDueDates, kDueDatesKey, kKeys},
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
  return std::ranges::find(kFlatTables, table.name, &Table::name) != kFlatTables.end();
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
