#include "export/delivery/titles.h"

#include <algorithm>
#include <array>
#include <span>

#include "record/schema/flat_tables.h"

namespace codau::exports {
namespace {

using record::Column;
using record::Table;

constexpr double kCodeWidth = 11, kShortWidth = 16, kSpanWidth = 23, kNameWidth = 28,
                 kLongTextWidth = 60, kIdWidth = 38, kDocIdWidth = 18;

struct Title {
  std::string_view column, title;
  double width = kCodeWidth;
};

constexpr auto kPlanTasks = std::to_array<Title>({
    {"document_number", "Số, ký hiệu", kShortWidth},
    {"issued_date", "Ngày ban hành", 12},
    {"organ", "Cơ quan ban hành", kNameWidth},
    {"subject", "Trích yếu", 40},
    {"task_group", "Nhóm nhiệm vụ", kNameWidth},
    {"ordinal", "TT"},
    {"task", "Nội dung nhiệm vụ", kLongTextWidth},
    {"lead", "Chủ trì", kNameWidth},
    {"cooperating", "Phối hợp", kNameWidth},
    {"product", "Sản phẩm, kết quả", 40},
    {"deadline", "Thời hạn (nguyên văn)", kNameWidth},
    {"due_last_day", "Ngày cuối cùng trong hạn", 12},
    {"recurrence", "Lặp lại", kNameWidth},
    {"deadline_label", "Nội dung phải hoàn thành", kNameWidth},
    {"deadline_kind", "Loại thời hạn", kShortWidth},
    {"start_date", "Từ ngày", 12},
    {"plan_year", "Năm kế hoạch"},
    {"budget_vnd", "Kinh phí (đồng)", kShortWidth},
    {"cites", "Văn bản viện dẫn", kNameWidth},
    {"status", "Tình trạng duyệt"},
    {"source_file", "Tệp gốc", kNameWidth},
    {"source_page", "Trang"},
    {"task_seq", "Thứ tự trong văn bản"},
    {"deadline_seq", "Thứ tự thời hạn"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"task_id", "Mã định danh nhiệm vụ", kIdWidth},
});
constexpr auto kDueDates = std::to_array<Title>({
    {"due_day", "Ngày đến hạn", 12},
    {"task", "Nội dung nhiệm vụ", kLongTextWidth},
    {"lead", "Chủ trì", kNameWidth},
    {"cooperating", "Phối hợp", kNameWidth},
    {"deadline", "Thời hạn (nguyên văn)", kNameWidth},
    {"deadline_label", "Nội dung phải hoàn thành", kNameWidth},
    {"is_recurring", "Hạn định kỳ"},
    {"recurrence", "Lặp lại", kNameWidth},
    {"document_number", "Số, ký hiệu", kShortWidth},
    {"issued_date", "Ngày ban hành", 12},
    {"organ", "Cơ quan ban hành", kNameWidth},
    {"subject", "Trích yếu", 40},
    {"task_group", "Nhóm nhiệm vụ", kNameWidth},
    {"product", "Sản phẩm, kết quả", 40},
    {"status", "Tình trạng duyệt"},
    {"source_file", "Tệp gốc", kNameWidth},
    {"source_page", "Trang"},
    {"task_seq", "Thứ tự trong văn bản"},
    {"deadline_seq", "Thứ tự thời hạn"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"task_id", "Mã định danh nhiệm vụ", kIdWidth},
});
constexpr auto kDocuments = std::to_array<Title>({
    {"code_number", "Số"},
    {"code_notation", "Ký hiệu", kShortWidth},
    {"issued_date", "Ngày ban hành", kShortWidth},
    {"type_name", "Loại văn bản", kShortWidth},
    {"subject", "Trích yếu", kLongTextWidth},
    {"organ_name", "Cơ quan ban hành", kNameWidth},
    {"governing_organ", "Cơ quan chủ quản", kNameWidth},
    {"issued_place", "Nơi ban hành", kShortWidth},
    {"plan_year", "Năm kế hoạch"},
    {"period_start", "Kế hoạch từ ngày", kShortWidth},
    {"period_end", "Kế hoạch đến ngày", kShortWidth},
    {"signer_position", "Chức vụ người ký", kShortWidth},
    {"signer_name", "Người ký", kNameWidth},
    {"signer_authority", "Quyền hạn ký", kNameWidth},
    {"priority", "Độ khẩn"},
    {"secrecy", "Độ mật"},
    {"circulation", "Phạm vi lưu hành", kShortWidth},
    {"review_status", "Tình trạng duyệt"},
    {"review_reasons", "Lý do cần xem lại", kNameWidth},
    {"flags", "Cảnh báo về văn bản", kNameWidth},
    {"issued_edtf", "Ngày ghi trên văn bản (EDTF)", kShortWidth},
    {"issued_date_best", "Ngày dùng để tính hạn", kShortWidth},
    {"issued_date_basis", "Căn cứ của ngày tính hạn"},
    {"organ_level", "Cấp của cơ quan"},
    {"organ_basis", "Nơi lấy tên cơ quan"},
    {"organ_code", "Mã định danh cơ quan", kShortWidth},
    {"type_code", "Mã loại văn bản"},
    {"tt05_type", "Mã loại (TT 05/2025)"},
    {"page_count", "Số trang"},
    {"mean_conf", "Độ tin cậy trung bình"},
    {"source_format", "Định dạng tệp gốc"},
    {"text_layer", "Lớp chữ của tệp gốc"},
    {"source_bytes", "Dung lượng tệp gốc (byte)"},
    {"lang", "Ngôn ngữ"},
    {"schema_version", "Phiên bản cấu trúc dữ liệu"},
    {"pipeline_version", "Phiên bản codau"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"organ_agency_id", "Mã cơ quan (bảng Cơ quan)", kIdWidth},
    {"source_sha256", "SHA-256 của tệp gốc", kIdWidth},
});
constexpr auto kTasks = std::to_array<Title>({
    {"ordinal_raw", "TT"},
    {"group_text", "Nhóm nhiệm vụ", kNameWidth},
    {"task_text", "Nội dung nhiệm vụ", kLongTextWidth},
    {"lead_raw", "Chủ trì", kNameWidth},
    {"coop_raw", "Phối hợp", kNameWidth},
    {"output", "Sản phẩm, kết quả", 40},
    {"deadline_raw", "Thời hạn (nguyên văn)", kNameWidth},
    {"due_date", "Hạn hoàn thành", 12},
    {"due_op", "Cách tính hạn"},
    {"due_last_day", "Ngày cuối cùng trong hạn", 12},
    {"deadline_kind", "Loại thời hạn", kShortWidth},
    {"period", "Kỳ", kSpanWidth},
    {"recurrence", "Lặp lại", kNameWidth},
    {"anchor", "Mốc sự kiện", kShortWidth},
    {"budget_raw", "Kinh phí (nguyên văn)", kShortWidth},
    {"budget_vnd", "Kinh phí (đồng)", kShortWidth},
    {"note", "Ghi chú", kNameWidth},
    {"review_status", "Tình trạng duyệt"},
    {"review_reasons", "Lý do cần xem lại", kNameWidth},
    {"due_inferred", "Thời hạn suy đoán"},
    {"appendix", "Phụ lục"},
    {"table_no", "Số thứ tự bảng"},
    {"row_no", "Số thứ tự dòng"},
    {"group_path", "Số thứ tự nhóm"},
    {"ordinal_norm", "TT (chuẩn hóa)"},
    {"task_code", "Mã nhiệm vụ"},
    {"origin", "Lấy từ bảng hay lời văn"},
    {"seq", "Thứ tự trong văn bản"},
    {"extra", "Cột khác", kNameWidth},
    {"page_from", "Từ trang"},
    {"page_to", "Đến trang"},
    {"bbox", "Vị trí trên trang", kShortWidth},
    {"conf_task", "Độ tin cậy: nội dung"},
    {"conf_lead", "Độ tin cậy: chủ trì"},
    {"conf_coop", "Độ tin cậy: phối hợp"},
    {"conf_output", "Độ tin cậy: sản phẩm"},
    {"conf_deadline", "Độ tin cậy: thời hạn"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"task_id", "Mã định danh nhiệm vụ", kIdWidth},
    {"parent_task_id", "Mã định danh nhiệm vụ cha", kIdWidth},
    {"section_id", "Mã định danh mục", kIdWidth},
});
constexpr auto kTaskAgencies = std::to_array<Title>({
    {"seq", "TT"},
    {"role", "Vai trò"},
    {"raw", "Cơ quan thực hiện (nguyên văn)", kNameWidth},
    {"norm", "Cơ quan thực hiện (chuẩn hóa)", 40},
    {"level", "Cấp"},
    {"place", "Địa bàn", kShortWidth},
    {"is_collective", "Là nhóm cơ quan"},
    {"is_inherited", "Lấy từ tiêu đề bên trên"},
    {"method", "Cách nhận diện"},
    {"confidence", "Độ tin cậy"},
    {"task_id", "Mã định danh nhiệm vụ", kIdWidth},
    {"agency_id", "Mã cơ quan (bảng Cơ quan)", kIdWidth},
});
constexpr auto kTaskDeadlines = std::to_array<Title>({
    {"seq", "TT"},
    {"label", "Nội dung phải hoàn thành", kNameWidth},
    {"raw", "Thời hạn (nguyên văn)", kNameWidth},
    {"kind", "Loại thời hạn", kShortWidth},
    {"start_date", "Từ ngày", 12},
    {"due_date", "Hạn hoàn thành", 12},
    {"due_op", "Cách tính hạn"},
    {"due_last_day", "Ngày cuối cùng trong hạn", 12},
    {"period", "Kỳ", kSpanWidth},
    {"recurrence", "Lặp lại", kNameWidth},
    {"recur_count", "Số lần mỗi kỳ"},
    {"anchor", "Mốc sự kiện", kShortWidth},
    {"offset_n", "Khoảng cách đến mốc"},
    {"offset_unit", "Đơn vị khoảng cách"},
    {"inferred", "Thời hạn suy đoán"},
    {"rule", "Quy tắc đọc"},
    {"confidence", "Độ tin cậy"},
    {"task_id", "Mã định danh nhiệm vụ", kIdWidth},
});
constexpr auto kSections = std::to_array<Title>({
    {"path", "Số mục đầy đủ", kShortWidth},
    {"num_raw", "Số mục (nguyên văn)"},
    {"heading", "Tiêu đề", kNameWidth},
    {"text", "Nội dung", 80},
    {"kind", "Loại đoạn"},
    {"level", "Bậc"},
    {"review_status", "Tình trạng duyệt"},
    {"review_reasons", "Lý do cần xem lại", kNameWidth},
    {"num_norm", "Số mục (chuẩn hóa)"},
    {"seq", "Thứ tự trong văn bản"},
    {"page_from", "Từ trang"},
    {"page_to", "Đến trang"},
    {"bbox", "Vị trí trên trang", kShortWidth},
    {"confidence", "Độ tin cậy"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"section_id", "Mã định danh mục", kIdWidth},
    {"parent_section_id", "Mã định danh mục cha", kIdWidth},
});
constexpr auto kRecipients = std::to_array<Title>({
    {"seq", "TT"},
    {"raw", "Nơi nhận (nguyên văn)", 40},
    {"norm", "Nơi nhận (chuẩn hóa)", 40},
    {"purpose", "Mục đích gửi"},
    {"copies", "Số bản"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"agency_id", "Mã cơ quan (bảng Cơ quan)", kIdWidth},
});
constexpr auto kDocRefs = std::to_array<Title>({
    {"seq", "TT"},
    {"raw", "Viện dẫn (nguyên văn)", kLongTextWidth},
    {"relation", "Quan hệ", kShortWidth},
    {"type_code", "Mã loại văn bản"},
    {"number", "Số"},
    {"year", "Năm"},
    {"notation", "Ký hiệu", kShortWidth},
    {"issued_date", "Ngày ban hành", kShortWidth},
    {"issued_edtf", "Ngày ban hành (EDTF)", kShortWidth},
    {"organ_raw", "Cơ quan ban hành (nguyên văn)", kNameWidth},
    {"title", "Tên văn bản", kLongTextWidth},
    {"confidence", "Độ tin cậy"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"target_doc_id", "Mã văn bản được viện dẫn", kDocIdWidth},
    {"organ_agency_id", "Mã cơ quan ban hành (bảng Cơ quan)", kIdWidth},
    {"ref_id", "Mã định danh viện dẫn", kIdWidth},
    {"section_id", "Mã định danh mục", kIdWidth},
});
constexpr auto kAgencies = std::to_array<Title>({
    {"name", "Tên cơ quan", 40},
    {"short_name", "Tên viết tắt"},
    {"kind", "Loại"},
    {"level", "Cấp"},
    {"place", "Địa bàn", kShortWidth},
    {"organ_code", "Mã định danh", kShortWidth},
    {"valid_from", "Hoạt động từ ngày", 12},
    {"valid_to", "Chấm dứt từ ngày", 12},
    {"source", "Nguồn", kShortWidth},
    {"name_key", "Tên không dấu để tìm", kNameWidth},
    {"agency_id", "Mã cơ quan", kIdWidth},
    {"parent_agency_id", "Mã cơ quan cấp trên", kIdWidth},
    {"successor_id", "Mã cơ quan kế tục", kIdWidth},
});
constexpr auto kAgencyAliases = std::to_array<Title>({
    {"seq", "TT"},
    {"alias", "Tên cơ quan trong văn bản", 40},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"agency_id", "Mã cơ quan (bảng Cơ quan)", kIdWidth},
});
constexpr auto kSources = std::to_array<Title>({
    {"seq", "TT"},
    {"source_name", "Tên tệp", 40},
    {"source_path", "Đường dẫn trong thư mục đầu vào", kLongTextWidth},
    {"page_from", "Từ trang"},
    {"page_to", "Đến trang"},
    {"doc_id", "Mã văn bản", kDocIdWidth},
});
constexpr auto kPages = std::to_array<Title>({
    {"page_no", "Trang"},
    {"text_ocr", "Chữ đọc được", 80},
    {"mean_conf", "Độ tin cậy trung bình"},
    {"dpi", "Độ phân giải (dpi)"},
    {"width_px", "Rộng (px)"},
    {"height_px", "Cao (px)"},
    {"rotation", "Góc xoay"},
    {"image_sha256", "SHA-256 của ảnh", kIdWidth},
    {"doc_id", "Mã văn bản", kDocIdWidth},
});
constexpr auto kEvidence = std::to_array<Title>({
    {"table_name", "Bảng", kShortWidth},
    {"field", "Cột", kShortWidth},
    {"basis", "Căn cứ"},
    {"confidence", "Độ tin cậy"},
    {"page_no", "Trang"},
    {"bbox", "Vị trí trên trang", kNameWidth},
    {"row_id", "Mã định danh dòng", kIdWidth},
});
constexpr auto kCorrections = std::to_array<Title>({
    {"table_name", "Bảng", kShortWidth},
    {"field", "Cột", kShortWidth},
    {"before", "Đọc được", kNameWidth},
    {"after", "Sửa thành", kNameWidth},
    {"status", "Tình trạng"},
    {"source", "Nguồn sửa"},
    {"rule", "Quy tắc"},
    {"confidence", "Độ tin cậy"},
    {"page_no", "Trang"},
    {"start", "Từ byte"},
    {"end", "Đến byte"},
    {"actor", "Người sửa", kShortWidth},
    {"at", "Thời điểm", kShortWidth},
    {"doc_id", "Mã văn bản", kDocIdWidth},
    {"row_id", "Mã định danh dòng", kIdWidth},
    {"corr_id", "Mã định danh chỉnh sửa", kIdWidth},
});

struct Sheet {
  std::string_view table, title;
  std::span<const Title> columns;
};
constexpr std::array kSheetTitles{
    Sheet{"plan_tasks", "Kế hoạch", kPlanTasks},
    Sheet{"due_dates", "Ngày đến hạn", kDueDates},
    Sheet{"documents", "Văn bản", kDocuments},
    Sheet{"tasks", "Nhiệm vụ", kTasks},
    Sheet{"task_agencies", "Phân công", kTaskAgencies},
    Sheet{"task_deadlines", "Thời hạn", kTaskDeadlines},
    Sheet{"sections", "Mục", kSections},
    Sheet{"recipients", "Nơi nhận", kRecipients},
    Sheet{"doc_refs", "Văn bản viện dẫn", kDocRefs},
    Sheet{"agencies", "Cơ quan", kAgencies},
    Sheet{"agency_aliases", "Tên đọc sai", kAgencyAliases},
    Sheet{"sources", "Tệp gốc", kSources},
    Sheet{"pages", "Trang", kPages},
    Sheet{"evidence", "Căn cứ", kEvidence},
    Sheet{"corrections", "Chỉnh sửa", kCorrections},
};

constexpr std::string_view kAsReadSuffix = "_ocr";

const Sheet* sheet_of(const Table& table) {
  const auto* const found = std::ranges::find(kSheetTitles, table.name, &Sheet::table);
  return found == kSheetTitles.end() ? nullptr : found;
}

struct Order {
  std::size_t rank = 0;
  bool as_read = false;
  SheetColumn shown;
};

/// Returns the position of a column's title in its sheet; the number of titles for an untitled
/// column.
std::size_t rank_of(std::span<const Title> titles, std::string_view column) {
  return static_cast<std::size_t>(std::ranges::find(titles, column, &Title::column) -
                                  titles.begin());
}

Order order_of(std::span<const Title> titles, const Column& column, std::size_t place) {
  std::string_view name = column.name;
  Order order{rank_of(titles, name), false, {place, std::string(name), kNameWidth, false, false}};
  if (order.rank == titles.size() && name.ends_with(kAsReadSuffix)) {
    name.remove_suffix(kAsReadSuffix.size());
    order.rank = rank_of(titles, name);
    order.as_read = true;
  }
  if (order.rank == titles.size()) return order;
  order.shown.title = titles[order.rank].title;
  order.shown.width = titles[order.rank].width;
  order.shown.is_key = order.shown.width == kIdWidth || order.shown.width == kDocIdWidth;
  if (order.as_read) order.shown.title += " – chữ đọc được";
  return order;
}

}  // namespace

std::vector<SheetColumn> make_sheet_columns(const Table& table) {
  const Sheet* sheet = sheet_of(table);
  const std::span<const Title> titles =
      sheet == nullptr ? std::span<const Title>{} : sheet->columns;
  std::vector<Order> orders;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    orders.push_back(order_of(titles, table.columns[i], i));
    orders.back().shown.is_date =
        record::is_flat(table) && table.columns[i].type == record::ColumnType::kDate;
  }
  std::ranges::stable_sort(orders, [](const Order& a, const Order& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.as_read < b.as_read;
  });
  std::vector<SheetColumn> out;
  for (Order& order : orders) out.push_back(std::move(order.shown));
  return out;
}

std::string find_column_title(std::string_view table, std::string_view column) {
  const auto* const sheet = std::ranges::find(kSheetTitles, table, &Sheet::table);
  if (sheet == kSheetTitles.end()) return {};
  const Order order =
      order_of(sheet->columns, Column{column, record::ColumnType::kText, false, {}}, 0);
  return order.rank == sheet->columns.size() ? std::string{} : order.shown.title;
}

std::string describe_column(std::string_view table, const Column& column) {
  const std::string title = find_column_title(table, column.name);
  return (title.empty() ? "" : title + " · ") + std::string(column.about);
}

std::string make_sheet_name(const Table& table) {
  const Sheet* sheet = sheet_of(table);
  const std::string name(table.name);
  return sheet == nullptr ? name : std::string(sheet->title) + " (" + name + ")";
}

std::vector<Table> sort_for_sheets(std::vector<Table> tables) {
  std::ranges::stable_sort(tables, {}, [](const Table& table) {
    return std::ranges::find(kSheetTitles, table.name, &Sheet::table) - kSheetTitles.begin();
  });
  return tables;
}

}  // namespace codau::exports
