#include "export/delivery/titles.h"

#include <algorithm>
#include <array>
#include <span>

#include "record/flat_tables.h"

namespace codau::exports {
namespace {

using record::Column;
using record::Table;

constexpr double kCode = 11, kShort = 16, kSpan = 23, kName = 28, kLong = 60, kKey = 38,
                 kDocKey = 18;

struct Title {
  std::string_view column, title;
  double width = kCode;
};

constexpr auto kPlanTasks = std::to_array<Title>({
    {"document_number", "Số, ký hiệu", kShort},
    {"issued_date", "Ngày ban hành", 12},
    {"organ", "Cơ quan ban hành", kName},
    {"subject", "Trích yếu", 40},
    {"task_group", "Nhóm nhiệm vụ", kName},
    {"ordinal", "TT"},
    {"task", "Nội dung nhiệm vụ", kLong},
    {"lead", "Chủ trì", kName},
    {"cooperating", "Phối hợp", kName},
    {"product", "Sản phẩm, kết quả", 40},
    {"deadline", "Thời hạn (nguyên văn)", kName},
    {"due_last_day", "Ngày cuối cùng trong hạn", 12},
    {"recurrence", "Lặp lại", kName},
    {"deadline_label", "Nội dung phải hoàn thành", kName},
    {"deadline_kind", "Loại thời hạn", kShort},
    {"start_date", "Từ ngày", 12},
    {"plan_year", "Năm kế hoạch"},
    {"budget_vnd", "Kinh phí (đồng)", kShort},
    {"cites", "Văn bản viện dẫn", kName},
    {"status", "Tình trạng duyệt"},
    {"source_file", "Tệp gốc", kName},
    {"source_page", "Trang"},
    {"task_seq", "Thứ tự trong văn bản"},
    {"deadline_seq", "Thứ tự thời hạn"},
    {"doc_id", "Mã văn bản", kDocKey},
    {"task_id", "Mã định danh nhiệm vụ", kKey},
});
constexpr auto kDueDates = std::to_array<Title>({
    {"due_day", "Ngày đến hạn", 12},
    {"task", "Nội dung nhiệm vụ", kLong},
    {"lead", "Chủ trì", kName},
    {"cooperating", "Phối hợp", kName},
    {"deadline", "Thời hạn (nguyên văn)", kName},
    {"deadline_label", "Nội dung phải hoàn thành", kName},
    {"is_recurring", "Hạn định kỳ"},
    {"recurrence", "Lặp lại", kName},
    {"document_number", "Số, ký hiệu", kShort},
    {"issued_date", "Ngày ban hành", 12},
    {"organ", "Cơ quan ban hành", kName},
    {"subject", "Trích yếu", 40},
    {"task_group", "Nhóm nhiệm vụ", kName},
    {"product", "Sản phẩm, kết quả", 40},
    {"status", "Tình trạng duyệt"},
    {"source_file", "Tệp gốc", kName},
    {"source_page", "Trang"},
    {"task_seq", "Thứ tự trong văn bản"},
    {"deadline_seq", "Thứ tự thời hạn"},
    {"doc_id", "Mã văn bản", kDocKey},
    {"task_id", "Mã định danh nhiệm vụ", kKey},
});
constexpr auto kDocuments = std::to_array<Title>({
    {"code_number", "Số"},
    {"code_notation", "Ký hiệu", kShort},
    {"issued_date", "Ngày ban hành", kShort},
    {"type_name", "Loại văn bản", kShort},
    {"subject", "Trích yếu", kLong},
    {"organ_name", "Cơ quan ban hành", kName},
    {"governing_organ", "Cơ quan chủ quản", kName},
    {"issued_place", "Nơi ban hành", kShort},
    {"plan_year", "Năm kế hoạch"},
    {"period_start", "Kế hoạch từ ngày", kShort},
    {"period_end", "Kế hoạch đến ngày", kShort},
    {"signer_position", "Chức vụ người ký", kShort},
    {"signer_name", "Người ký", kName},
    {"signer_authority", "Quyền hạn ký", kName},
    {"priority", "Độ khẩn"},
    {"secrecy", "Độ mật"},
    {"circulation", "Phạm vi lưu hành", kShort},
    {"review_status", "Tình trạng duyệt"},
    {"review_reasons", "Lý do cần xem lại", kName},
    {"flags", "Cảnh báo về văn bản", kName},
    {"issued_edtf", "Ngày ghi trên văn bản (EDTF)", kShort},
    {"issued_date_best", "Ngày dùng để tính hạn", kShort},
    {"issued_date_basis", "Căn cứ của ngày tính hạn"},
    {"organ_level", "Cấp của cơ quan"},
    {"organ_basis", "Nơi lấy tên cơ quan"},
    {"organ_code", "Mã định danh cơ quan", kShort},
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
    {"doc_id", "Mã văn bản", kDocKey},
    {"organ_agency_id", "Mã cơ quan (bảng Cơ quan)", kKey},
    {"source_sha256", "SHA-256 của tệp gốc", kKey},
});
constexpr auto kTasks = std::to_array<Title>({
    {"ordinal_raw", "TT"},
    {"group_text", "Nhóm nhiệm vụ", kName},
    {"task_text", "Nội dung nhiệm vụ", kLong},
    {"lead_raw", "Chủ trì", kName},
    {"coop_raw", "Phối hợp", kName},
    {"output", "Sản phẩm, kết quả", 40},
    {"deadline_raw", "Thời hạn (nguyên văn)", kName},
    {"due_date", "Hạn hoàn thành", 12},
    {"due_op", "Cách tính hạn"},
    {"due_last_day", "Ngày cuối cùng trong hạn", 12},
    {"deadline_kind", "Loại thời hạn", kShort},
    {"period", "Kỳ", kSpan},
    {"recurrence", "Lặp lại", kName},
    {"anchor", "Mốc sự kiện", kShort},
    {"budget_raw", "Kinh phí (nguyên văn)", kShort},
    {"budget_vnd", "Kinh phí (đồng)", kShort},
    {"note", "Ghi chú", kName},
    {"review_status", "Tình trạng duyệt"},
    {"review_reasons", "Lý do cần xem lại", kName},
    {"due_inferred", "Thời hạn suy đoán"},
    {"appendix", "Phụ lục"},
    {"table_no", "Số thứ tự bảng"},
    {"row_no", "Số thứ tự dòng"},
    {"group_path", "Số thứ tự nhóm"},
    {"ordinal_norm", "TT (chuẩn hóa)"},
    {"task_code", "Mã nhiệm vụ"},
    {"origin", "Lấy từ bảng hay lời văn"},
    {"seq", "Thứ tự trong văn bản"},
    {"extra", "Cột khác", kName},
    {"page_from", "Từ trang"},
    {"page_to", "Đến trang"},
    {"bbox", "Vị trí trên trang", kShort},
    {"conf_task", "Độ tin cậy: nội dung"},
    {"conf_lead", "Độ tin cậy: chủ trì"},
    {"conf_coop", "Độ tin cậy: phối hợp"},
    {"conf_output", "Độ tin cậy: sản phẩm"},
    {"conf_deadline", "Độ tin cậy: thời hạn"},
    {"doc_id", "Mã văn bản", kDocKey},
    {"task_id", "Mã định danh nhiệm vụ", kKey},
    {"parent_task_id", "Mã định danh nhiệm vụ cha", kKey},
    {"section_id", "Mã định danh mục", kKey},
});
constexpr auto kTaskAgencies = std::to_array<Title>({
    {"seq", "TT"},
    {"role", "Vai trò"},
    {"raw", "Cơ quan thực hiện (nguyên văn)", kName},
    {"norm", "Cơ quan thực hiện (chuẩn hóa)", 40},
    {"level", "Cấp"},
    {"place", "Địa bàn", kShort},
    {"is_collective", "Là nhóm cơ quan"},
    {"is_inherited", "Lấy từ tiêu đề bên trên"},
    {"method", "Cách nhận diện"},
    {"confidence", "Độ tin cậy"},
    {"task_id", "Mã định danh nhiệm vụ", kKey},
    {"agency_id", "Mã cơ quan (bảng Cơ quan)", kKey},
});
constexpr auto kTaskDeadlines = std::to_array<Title>({
    {"seq", "TT"},
    {"label", "Nội dung phải hoàn thành", kName},
    {"raw", "Thời hạn (nguyên văn)", kName},
    {"kind", "Loại thời hạn", kShort},
    {"start_date", "Từ ngày", 12},
    {"due_date", "Hạn hoàn thành", 12},
    {"due_op", "Cách tính hạn"},
    {"due_last_day", "Ngày cuối cùng trong hạn", 12},
    {"period", "Kỳ", kSpan},
    {"recurrence", "Lặp lại", kName},
    {"recur_count", "Số lần mỗi kỳ"},
    {"anchor", "Mốc sự kiện", kShort},
    {"offset_n", "Khoảng cách đến mốc"},
    {"offset_unit", "Đơn vị khoảng cách"},
    {"inferred", "Thời hạn suy đoán"},
    {"rule", "Quy tắc đọc"},
    {"confidence", "Độ tin cậy"},
    {"task_id", "Mã định danh nhiệm vụ", kKey},
});
constexpr auto kSections = std::to_array<Title>({
    {"path", "Số mục đầy đủ", kShort},
    {"num_raw", "Số mục (nguyên văn)"},
    {"heading", "Tiêu đề", kName},
    {"text", "Nội dung", 80},
    {"kind", "Loại đoạn"},
    {"level", "Bậc"},
    {"review_status", "Tình trạng duyệt"},
    {"review_reasons", "Lý do cần xem lại", kName},
    {"num_norm", "Số mục (chuẩn hóa)"},
    {"seq", "Thứ tự trong văn bản"},
    {"page_from", "Từ trang"},
    {"page_to", "Đến trang"},
    {"bbox", "Vị trí trên trang", kShort},
    {"confidence", "Độ tin cậy"},
    {"doc_id", "Mã văn bản", kDocKey},
    {"section_id", "Mã định danh mục", kKey},
    {"parent_section_id", "Mã định danh mục cha", kKey},
});
constexpr auto kRecipients = std::to_array<Title>({
    {"seq", "TT"},
    {"raw", "Nơi nhận (nguyên văn)", 40},
    {"norm", "Nơi nhận (chuẩn hóa)", 40},
    {"purpose", "Mục đích gửi"},
    {"copies", "Số bản"},
    {"doc_id", "Mã văn bản", kDocKey},
    {"agency_id", "Mã cơ quan (bảng Cơ quan)", kKey},
});
constexpr auto kDocRefs = std::to_array<Title>({
    {"seq", "TT"},
    {"raw", "Viện dẫn (nguyên văn)", kLong},
    {"relation", "Quan hệ", kShort},
    {"type_code", "Mã loại văn bản"},
    {"number", "Số"},
    {"year", "Năm"},
    {"notation", "Ký hiệu", kShort},
    {"issued_date", "Ngày ban hành", kShort},
    {"issued_edtf", "Ngày ban hành (EDTF)", kShort},
    {"organ_raw", "Cơ quan ban hành (nguyên văn)", kName},
    {"title", "Tên văn bản", kLong},
    {"confidence", "Độ tin cậy"},
    {"doc_id", "Mã văn bản", kDocKey},
    {"target_doc_id", "Mã văn bản được viện dẫn", kDocKey},
    {"organ_agency_id", "Mã cơ quan ban hành (bảng Cơ quan)", kKey},
    {"ref_id", "Mã định danh viện dẫn", kKey},
    {"section_id", "Mã định danh mục", kKey},
});
constexpr auto kAgencies = std::to_array<Title>({
    {"name", "Tên cơ quan", 40},
    {"short_name", "Tên viết tắt"},
    {"kind", "Loại"},
    {"level", "Cấp"},
    {"place", "Địa bàn", kShort},
    {"organ_code", "Mã định danh", kShort},
    {"valid_from", "Hoạt động từ ngày", 12},
    {"valid_to", "Chấm dứt từ ngày", 12},
    {"source", "Nguồn", kShort},
    {"name_key", "Tên không dấu để tìm", kName},
    {"agency_id", "Mã cơ quan", kKey},
    {"parent_agency_id", "Mã cơ quan cấp trên", kKey},
    {"successor_id", "Mã cơ quan kế tục", kKey},
});
constexpr auto kAgencyAliases = std::to_array<Title>({
    {"seq", "TT"},
    {"alias", "Tên cơ quan trong văn bản", 40},
    {"doc_id", "Mã văn bản", kDocKey},
    {"agency_id", "Mã cơ quan (bảng Cơ quan)", kKey},
});
constexpr auto kSources = std::to_array<Title>({
    {"seq", "TT"},
    {"source_name", "Tên tệp", 40},
    {"source_path", "Đường dẫn trong thư mục đầu vào", kLong},
    {"page_from", "Từ trang"},
    {"page_to", "Đến trang"},
    {"doc_id", "Mã văn bản", kDocKey},
});
constexpr auto kPages = std::to_array<Title>({
    {"page_no", "Trang"},
    {"text_ocr", "Chữ đọc được", 80},
    {"mean_conf", "Độ tin cậy trung bình"},
    {"dpi", "Độ phân giải (dpi)"},
    {"width_px", "Rộng (px)"},
    {"height_px", "Cao (px)"},
    {"rotation", "Góc xoay"},
    {"image_sha256", "SHA-256 của ảnh", kKey},
    {"doc_id", "Mã văn bản", kDocKey},
});
constexpr auto kEvidence = std::to_array<Title>({
    {"table_name", "Bảng", kShort},
    {"field", "Cột", kShort},
    {"basis", "Căn cứ"},
    {"confidence", "Độ tin cậy"},
    {"page_no", "Trang"},
    {"bbox", "Vị trí trên trang", kName},
    {"row_id", "Mã định danh dòng", kKey},
});
constexpr auto kCorrections = std::to_array<Title>({
    {"table_name", "Bảng", kShort},
    {"field", "Cột", kShort},
    {"before", "Đọc được", kName},
    {"after", "Sửa thành", kName},
    {"status", "Tình trạng"},
    {"source", "Nguồn sửa"},
    {"rule", "Quy tắc"},
    {"confidence", "Độ tin cậy"},
    {"page_no", "Trang"},
    {"start", "Từ byte"},
    {"end", "Đến byte"},
    {"actor", "Người sửa", kShort},
    {"at", "Thời điểm", kShort},
    {"doc_id", "Mã văn bản", kDocKey},
    {"row_id", "Mã định danh dòng", kKey},
    {"corr_id", "Mã định danh chỉnh sửa", kKey},
});

struct Sheet {
  std::string_view table, title;
  std::span<const Title> columns;
};
constexpr std::array kSheets{
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

constexpr std::string_view kAsRead = "_ocr";

const Sheet* sheet_of(const Table& table) {
  const auto* const found = std::ranges::find(kSheets, table.name, &Sheet::table);
  return found == kSheets.end() ? nullptr : found;
}

struct Order {
  std::size_t rank = 0;
  bool as_read = false;
  ShownColumn shown;
};

/// Returns the position of a column's title in its sheet; the number of titles for an untitled
/// column.
std::size_t rank_of(std::span<const Title> titles, std::string_view column) {
  return static_cast<std::size_t>(std::ranges::find(titles, column, &Title::column) -
                                  titles.begin());
}

Order order_of(std::span<const Title> titles, const Column& column, std::size_t place) {
  std::string_view name = column.name;
  Order order{rank_of(titles, name), false, {place, std::string(name), kName, false, false}};
  if (order.rank == titles.size() && name.ends_with(kAsRead)) {
    name.remove_suffix(kAsRead.size());
    order.rank = rank_of(titles, name);
    order.as_read = true;
  }
  if (order.rank == titles.size()) return order;
  order.shown.title = titles[order.rank].title;
  order.shown.width = titles[order.rank].width;
  order.shown.is_key = order.shown.width == kKey || order.shown.width == kDocKey;
  if (order.as_read) order.shown.title += " – chữ đọc được";
  return order;
}

}  // namespace

std::vector<ShownColumn> shown_columns(const Table& table) {
  const Sheet* sheet = sheet_of(table);
  const std::span<const Title> titles =
      sheet == nullptr ? std::span<const Title>{} : sheet->columns;
  std::vector<Order> orders;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    orders.push_back(order_of(titles, table.columns[i], i));
    orders.back().shown.is_date =
        record::is_flat(table) && table.columns[i].type == record::Type::kDate;
  }
  std::ranges::stable_sort(orders, [](const Order& a, const Order& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.as_read < b.as_read;
  });
  std::vector<ShownColumn> out;
  for (Order& order : orders) out.push_back(std::move(order.shown));
  return out;
}

std::string title_of(std::string_view table, std::string_view column) {
  const auto* const sheet = std::ranges::find(kSheets, table, &Sheet::table);
  if (sheet == kSheets.end()) return {};
  const Order order = order_of(sheet->columns, Column{column, record::Type::kText, false, {}}, 0);
  return order.rank == sheet->columns.size() ? std::string{} : order.shown.title;
}

std::string description_of(std::string_view table, const Column& column) {
  const std::string title = title_of(table, column.name);
  return (title.empty() ? "" : title + " · ") + std::string(column.about);
}

std::string sheet_name(const Table& table) {
  const Sheet* sheet = sheet_of(table);
  const std::string name(table.name);
  return sheet == nullptr ? name : std::string(sheet->title) + " (" + name + ")";
}

std::vector<Table> in_sheet_order(std::vector<Table> tables) {
  std::ranges::stable_sort(tables, {}, [](const Table& table) {
    return std::ranges::find(kSheets, table.name, &Sheet::table) - kSheets.begin();
  });
  return tables;
}

}  // namespace codau::exports
