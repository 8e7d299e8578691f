#include "export/code_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace codau::exports {
namespace {

using record::Column;
using record::Type;

/// The codes of a column and their names in the same order.
struct Names {
  std::string_view codes, names;
};
constexpr auto kNames = std::to_array<Names>({
    {"ok|review|accepted|rejected", "không có gì phải xem|cần người xem lại|đã chấp nhận|đã loại"},
    {"table|prose", "từ bảng|từ lời văn"},
    {"before|by|on|after", "trước ngày ấy|chậm nhất ngày ấy|đúng ngày ấy|sau ngày ấy"},
    {"fixed|interval|open|month|quarter|half_year|year|recurring|continuous|event|relative|by_rule|"
     "by_other_plan|immediate|on_request|none|unparsed",
     "ngày cụ thể|từ ngày đến ngày|từ ngày trở đi|trong tháng|trong quý|trong nửa năm|trong năm|"
     "định kỳ|thường xuyên|theo một sự kiện|tính từ một mốc|theo quy định|theo kế hoạch khác|ngay|"
     "khi có yêu cầu|không ghi thời hạn|chưa hiểu được"},
    {"day|workday|week|month", "ngày|ngày làm việc|tuần|tháng"},
    {"lead|coop|report_to|approve|monitor",
     "chủ trì|phối hợp|nhận báo cáo|phê duyệt|theo dõi, giám sát"},
    {"central|province|district|commune|village|unit|party|front|other",
     "trung ương|tỉnh|huyện|xã|thôn, tổ dân phố|phòng, ban, đơn vị|cơ quan đảng|mặt trận, đoàn "
     "thể|khác"},
    {"exact|abbr|protected|tiling|fuzzy|none",
     "đúng tên trong danh mục|tên tắt|tên có dấu gạch hay phẩy bên trong|ghép từ nhiều tên|gần "
     "đúng "
     "tên|không nhận ra"},
    {"organ|unit|post|mass_org|party|press|other",
     "cơ quan|phòng, ban, đơn vị|chức danh|đoàn thể|cơ quan đảng|báo, đài|khác"},
    {"report|info|implement|archive|unknown", "để báo cáo|để biết|để thực hiện|để lưu|không rõ"},
    {"basis|implements|mentions|self|amends|replaces",
     "căn cứ|thực hiện|nhắc tới|chính văn bản này|sửa đổi, bổ sung|thay thế"},
    {"header|heading|para|bullet|table|appendix|closing|recipients|signature|note",
     "phần đầu văn bản|tiêu đề|đoạn văn|gạch đầu dòng|bảng|phụ lục|đoạn kết|nơi nhận|chữ ký|ghi "
     "chú"},
    {"printed|xref|inferred|none", "như in|theo văn bản khác|suy ra|không có"},
    {"zone2|subject|preamble|appendix", "phần đầu văn bản|trích yếu|phần mở đầu|phụ lục"},
    {"normal|khan|thuong_khan|hoa_toc", "thường|khẩn|thượng khẩn|hỏa tốc"},
    {"none|mat|toi_mat|tuyet_mat", "không|mật|tối mật|tuyệt mật"},
    {"none|born_digital|ocr|unknown", "không có|chữ gõ từ máy|chữ do nhận dạng trước đây|không rõ"},
    {"pdf|tiff|png|jpeg|webp|jp2|txt", "PDF|TIFF|PNG|JPEG|WebP|JPEG 2000|văn bản"},
    {"read|inferred|xref|default|human", "đọc được|suy ra|theo văn bản khác|mặc định|người sửa"},
    {"applied|proposed|rejected", "đã sửa|đề nghị sửa|đã bác"},
    {"ocr_restore|lexicon|xref|normalise|encoding|human",
     "trả dấu, sửa chữ đọc sai|theo từ điển|theo văn bản khác|chuẩn hóa cách viết|chuyển bảng "
     "mã|người sửa"},
});

struct Reason {
  std::string_view code, name;
};
constexpr auto kReasons = std::to_array<Reason>({
    {"NOT_A_PLAN", "văn bản không phải kế hoạch"},
    {"SECRET", "văn bản có dấu mật"},
    {"ENCODING_UNSURE", "không chắc tệp dùng bảng mã nào"},
    {"READ_SIMPLY", "có trang chỉ đọc được bằng cách đơn giản"},
    {"CTRL_CHAR", "đã bỏ ký tự điều khiển"},
    {"OCR_LOW_CONF", "chữ đọc không chắc"},
    {"TEXT_ILLEGAL_SYLLABLE", "nhiều tiếng không có trong tiếng Việt"},
    {"RESTORE_AMBIGUOUS", "dấu có thể trả theo cách khác"},
    {"REALWORD_SUSPECT", "từ có nghĩa nhưng lạ ở chỗ này"},
    {"NUMBER_BLANK", "số văn bản để trống"},
    {"NUMBER_PROPOSED", "số văn bản do máy đề nghị"},
    {"NOTATION_BAD", "ký hiệu không đúng thể thức"},
    {"DATE_PARTIAL", "ngày ban hành ghi thiếu"},
    {"DATE_MISSING", "không thấy ngày ban hành"},
    {"DATE_INVALID", "ngày không có trong lịch"},
    {"YEAR_CONFLICT", "năm ban hành không khớp"},
    {"PLAN_YEAR_CONFLICT", "năm kế hoạch không khớp"},
    {"PLAN_YEAR_MISSING", "không thấy năm kế hoạch"},
    {"DATE_PADDING", "ngày viết thiếu số 0 ở trước, có thể đọc nhầm"},
    {"ORGAN_MISSING", "không thấy cơ quan ban hành"},
    {"ORGAN_INFERRED", "cơ quan ban hành lấy từ chỗ khác của văn bản"},
    {"SUBJECT_MISSING", "không thấy trích yếu"},
    {"SIGNER_MISSING", "không thấy người ký"},
    {"POSITION_MISSING", "không thấy chức vụ người ký"},
    {"SIGNER_NO_AUTHORITY", "không ghi thẩm quyền ký"},
    {"NUM_GAP", "số mục bị cách quãng"},
    {"NUM_DUP", "số mục bị trùng"},
    {"NUM_UNREADABLE", "không đọc được số mục"},
    {"NUM_REPAIRED", "số mục đã sửa theo thứ tự"},
    {"SECTION_MISSING", "thiếu phần tổ chức thực hiện hoặc phụ lục được nhắc tới"},
    {"HEADER_UNKNOWN", "có cột không nhận ra"},
    {"TABLE_RAGGED", "dòng có số ô khác với tiêu đề bảng"},
    {"ROW_ORPHAN", "dòng nối không biết thuộc dòng nào"},
    {"ORDINAL_GAP", "số thứ tự bị cách quãng"},
    {"ORDINAL_DUP", "số thứ tự bị trùng"},
    {"TASK_BARE", "nhiệm vụ chỉ có nội dung, các cột khác trống"},
    {"DITTO", "ghi như dòng trên"},
    {"TASK_EMPTY", "không có nội dung nhiệm vụ"},
    {"TABLE_COUNT", "số dòng đã xếp loại khác số dòng của bảng"},
    {"LEAD_MISSING", "không thấy ai chủ trì"},
    {"COOP_EQ_LEAD", "một cơ quan vừa chủ trì vừa phối hợp"},
    {"AGENCY_UNKNOWN", "cơ quan không có trong danh mục"},
    {"AGENCY_DASH_AMBIGUOUS", "dấu gạch có thể tách hai cơ quan"},
    {"AGENCY_SPLIT_INFERRED", "danh sách cơ quan được tách theo suy đoán"},
    {"AGENCY_FUZZY", "tên cơ quan chỉ gần đúng"},
    {"AGENCY_OUT_OF_TIME", "cơ quan không còn hoặc chưa có vào ngày ban hành"},
    {"REQUESTED", "đề nghị, không phải giao việc"},
    {"DEADLINE_UNPARSED", "chưa hiểu được thời hạn"},
    {"MULTI_DEADLINE", "có nhiều thời hạn"},
    {"RECURRENCE_UNSPECIFIED", "định kỳ nhưng không nói bao lâu một lần"},
    {"DUE_INFERRED", "hạn có phần suy ra, ví dụ năm"},
    {"DUE_BEFORE_ISSUE", "hạn sớm hơn ngày ban hành"},
    {"DUE_FAR", "hạn quá xa năm kế hoạch"},
    {"HOLIDAYS_IGNORED", "ngày làm việc tính không trừ ngày lễ"},
    {"LENGTH_LIMIT", "dài hơn quy định"},
    {"CELL_TOO_LONG", "dài hơn một ô Excel chứa được"},
    {"REF_UNRESOLVED", "văn bản được dẫn không có ở đây"},
    {"XREF_CONFLICT", "các văn bản ghi số hoặc ngày khác nhau"},
    {"INLINE_BULLET", "gạch đầu dòng dính vào đoạn văn"},
    {"PAGE_JOIN", "nối qua hai trang"},
    {"EDXML_INCOMPLETE", "thiếu thông tin cho edXML"},
    {"AIP_INPUT_MISSING", "thiếu thông tin cho gói lưu trữ"},
    {"EXPORT_MISMATCH", "đọc lại khác với đã ghi"},
});

/// The part of a list joined by '|' at `place`.
std::string_view part(std::string_view list, std::size_t place) {
  for (; place > 0; --place) list.remove_prefix(std::min(list.find('|'), list.size() - 1) + 1);
  return list.substr(0, list.find('|'));
}

/// Where a code stands in a list joined by '|'.
std::optional<std::size_t> place_of(std::string_view list, std::string_view code) {
  const auto count = static_cast<std::size_t>(std::ranges::count(list, '|')) + 1;
  for (std::size_t place = 0; place < count; ++place) {
    if (part(list, place) == code) return place;
  }
  return std::nullopt;
}

}  // namespace

std::string_view code_name(const Column& column, std::string_view code) {
  if (column.type == Type::kList) {
    const auto* const reason = std::ranges::find(kReasons, code, &Reason::code);
    return reason == kReasons.end() ? std::string_view{} : reason->name;
  }
  const auto* const names = std::ranges::find(kNames, column.values, &Names::codes);
  if (column.values.empty() || names == kNames.end()) return {};
  const auto place = place_of(names->codes, code);
  return place ? part(names->names, *place) : std::string_view{};
}

}  // namespace codau::exports
