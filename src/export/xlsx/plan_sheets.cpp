#include "export/xlsx/plan_sheets.h"

#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

using record::Documents;

// Columns of several sheets.

constexpr PlanColumn kNumber{"document_number",
                             "Số, ký hiệu",
                             "Number",
                             15,
                             Shows::kValue,
                             "documents.code_",
                             "Số và ký hiệu của văn bản.",
                             "Number and notation of the document."};
constexpr PlanColumn kOrgan{"organ",
                            "Cơ quan ban hành",
                            "Issuing organ",
                            15,
                            Shows::kValue,
                            "documents.organ_name",
                            "Cơ quan ban hành văn bản.",
                            "Organ that issued the document."};
constexpr PlanColumn kTask{"task",
                           "Nội dung nhiệm vụ",
                           "Task",
                           42,
                           Shows::kValue,
                           "tasks.task_text",
                           "Việc phải làm, nguyên văn.",
                           "What is to be done, as printed."};
constexpr PlanColumn kLead{"lead",
                           "Chủ trì",
                           "Lead",
                           16,
                           Shows::kValue,
                           "tasks.lead_raw",
                           "Cơ quan, đơn vị hoặc người chủ trì. Giữa các tên có dấu chấm phẩy.",
                           "Who leads. Several names have semicolons between them."};
constexpr PlanColumn kCooperating{
    "cooperating",
    "Phối hợp",
    "Cooperating",
    16,
    Shows::kValue,
    "tasks.coop_raw",
    "Cơ quan, đơn vị hoặc người phối hợp. Giữa các tên có dấu chấm phẩy.",
    "Who cooperates. Several names have semicolons between them."};
constexpr PlanColumn kDeadline{
    "deadline",
    "Thời hạn (nguyên văn)",
    "Deadline (as printed)",
    15,
    Shows::kDeadline,
    "tasks.deadline_raw",
    "Thời hạn như ghi trong văn bản. Nhiệm vụ có nhiều thời hạn thì mỗi thời hạn một dòng.",
    "The deadline as printed. A task with several deadlines has a row for each of them."};
constexpr PlanColumn kStatus{
    "status",
    "Tình trạng duyệt",
    "Review status",
    11,
    Shows::kStatus,
    "",
    "Tình trạng duyệt của nhiệm vụ. Ô màu vàng là chỗ phải xem, chú thích của ô ghi lý do. Số, "
    "ngày, "
    "cơ quan ban hành chỉ phải duyệt một lần cho cả văn bản. Muốn duyệt thì dùng lệnh codau "
    "review.",
    "Review status of the task. Yellow cells are to be looked at; their comments have the reasons. "
    "Number, date and organ are reviewed once for the whole document. To review, use codau "
    "review."};
constexpr PlanColumn kPage{"source_page",
                           "Trang",
                           "Page",
                           7,
                           Shows::kValue,
                           "",
                           "Trang có nhiệm vụ, tính từ đầu tệp gốc.",
                           "Page with the task, counted from the first of the file."};
constexpr PlanColumn kScan{"doc_id",
                           "Bản quét (PDF)",
                           "Scan (PDF)",
                           18,
                           Shows::kScan,
                           "",
                           "Tên tệp gốc. Bấm vào để mở bản PDF tìm được chữ.",
                           "Name of the file. Click to open its searchable PDF."};

constexpr auto kPlan = std::to_array<PlanColumn>({
    {"ordinal", "TT", "No.", 6, Shows::kValue, "tasks.ordinal_raw",
     "Số thứ tự của nhiệm vụ trong văn bản.", "Number of the task in the document."},
    kNumber,
    {"issued_date", "Ngày ban hành", "Date of issue", 11, Shows::kDate, "documents.issued_date",
     "Ngày ban hành văn bản. Để trống nếu chưa biết đủ ngày, tháng, năm.",
     "Day on which the document was issued. Empty unless day, month and year are known."},
    kOrgan,
    {"task_group", "Nhóm nhiệm vụ", "Group of tasks", 15, Shows::kValue, "",
     "Các tiêu đề nhóm bên trên nhiệm vụ.", "Headings of groups above the task."},
    kTask,
    kLead,
    kCooperating,
    {"product", "Sản phẩm, kết quả", "Output", 15, Shows::kValue, "",
     "Sản phẩm hoặc kết quả phải có.", "The result that is expected."},
    kDeadline,
    {"due_last_day", "Ngày cuối cùng trong hạn", "Last day in time", 11, Shows::kLastDay,
     "tasks.deadline_raw",
     "Ngày cuối cùng còn trong hạn. Thời hạn không có ngày thì ghi loại thời hạn: định kỳ, thường "
     "xuyên, theo một sự kiện …",
     "The last day that is in time. A deadline without a day has its kind: recurring, all the "
     "time, "
     "by an event …"},
    kStatus,
    kPage,
    kScan,
});
constexpr auto kDueDays = std::to_array<PlanColumn>({
    {"due_day", "Ngày đến hạn", "Due day", 11, Shows::kDate, "",
     "Ngày phải hoàn thành. Hạn định kỳ có một dòng cho mỗi ngày đến hạn.",
     "Day on which something is due. A recurring deadline has a row for each of its days."},
    kTask,
    kLead,
    kCooperating,
    kDeadline,
    {"is_recurring", "Hạn định kỳ", "Recurring", 8, Shows::kRecurring, "", "“có”: hạn này lặp lại.",
     "“yes”: the deadline recurs."},
    kNumber,
    kOrgan,
    kStatus,
    kPage,
    kScan,
});
constexpr auto kDocuments = std::to_array<PlanColumn>({
    {Documents::code_number.name, "Số, ký hiệu", "Number", 16, Shows::kDocumentNumber,
     "documents.code_", "Số và ký hiệu của văn bản.", "Number and notation of the document."},
    {Documents::issued_date_best.name, "Ngày ban hành", "Date of issue", 11, Shows::kDate,
     "documents.issued_date", "Ngày ban hành văn bản. Để trống nếu chưa biết đủ ngày, tháng, năm.",
     "Day on which the document was issued. Empty unless day, month and year are known."},
    {Documents::type_name.name, "Loại văn bản", "Type", 14, Shows::kValue, "",
     "Loại văn bản như ghi trên văn bản.", "Type of the document, as printed."},
    {Documents::organ_name.name, "Cơ quan ban hành", "Issuing organ", 25, Shows::kValue,
     "documents.organ_name", "Cơ quan ban hành văn bản.", "Organ that issued the document."},
    {Documents::subject.name, "Trích yếu", "Subject", 52, Shows::kValue, "documents.subject",
     "Trích yếu nội dung văn bản.", "What the document is about."},
    {Documents::signer_name.name, "Người ký", "Signer", 19, Shows::kValue, "documents.signer_name",
     "Họ và tên người ký.", "Name of the signer."},
    {Documents::page_count.name, "Số trang", "Pages", 8, Shows::kValue, "", "Số trang của văn bản.",
     "Number of pages."},
    {Documents::review_status.name, "Tình trạng duyệt", "Review status", 12, Shows::kStatus, "",
     "Tình trạng duyệt của văn bản. Ô màu vàng là chỗ phải xem, chú thích của ô ghi lý do. Muốn "
     "duyệt thì dùng lệnh codau review.",
     "Review status of the document. Yellow cells are to be looked at; their comments have the "
     "reasons. To review, use codau review."},
    kScan,
});

constexpr std::array kSheets{
    PlanSheet{"plan_tasks", "Kế hoạch", "Plan", "issued_date", kPlan},
    PlanSheet{"due_dates", "Ngày đến hạn", "Due days", "due_day", kDueDays},
    PlanSheet{"documents", "Văn bản", "Documents", Documents::issued_date_best.name, kDocuments},
};

}  // namespace

std::span<const PlanSheet> plan_sheets() { return kSheets; }

}  // namespace codau::exports
