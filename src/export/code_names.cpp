#include "export/code_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "record/reasons.h"

namespace codau::exports {
namespace {

using record::Column;
using record::Type;

/// The codes of a column and their names in the same order.
struct Names {
  std::string_view codes, names;
};
constexpr auto kNames = std::to_array<Names>({
    {"ok|review|accepted|rejected", "không cần xem lại|cần xem lại|đã chấp nhận|đã loại"},
    {"table|prose", "từ bảng|từ lời văn"},
    {"before|by|on|after", "trước ngày đó|chậm nhất ngày đó|đúng ngày đó|sau ngày đó"},
    {"fixed|interval|open|month|quarter|half_year|year|recurring|continuous|event|relative|by_rule|"
     "by_other_plan|immediate|on_request|none|unparsed",
     "ngày cụ thể|từ ngày đến ngày|từ ngày trở đi|trong tháng|trong quý|trong nửa năm|trong năm|"
     "định kỳ|thường xuyên|theo một sự kiện|tính từ một mốc|theo quy định|theo kế hoạch khác|thực "
     "hiện ngay|"
     "khi có yêu cầu|không ghi thời hạn|không hiểu được"},
    {"day|workday|week|month", "ngày|ngày làm việc|tuần|tháng"},
    {"lead|coop|report_to|approve|monitor",
     "chủ trì|phối hợp|nhận báo cáo|phê duyệt|theo dõi, giám sát"},
    {"central|province|district|commune|village|unit|party|front|other",
     "trung ương|tỉnh|huyện|xã|thôn, tổ dân phố|phòng, ban, đơn vị|cơ quan Đảng|Mặt trận, đoàn "
     "thể|khác"},
    {"exact|abbr|protected|tiling|fuzzy|none",
     "đúng tên trong danh mục|tên viết tắt|tên có dấu gạch hay phẩy bên trong|ghép từ nhiều "
     "tên|gần "
     "đúng tên trong danh mục|không nhận ra"},
    {"organ|unit|post|mass_org|party|press|other",
     "cơ quan|phòng, ban, đơn vị|chức danh|đoàn thể|cơ quan Đảng|báo, đài|khác"},
    {"report|info|implement|archive|unknown", "để báo cáo|để biết|để thực hiện|để lưu|không rõ"},
    {"basis|implements|mentions|self|amends|replaces",
     "căn cứ|thực hiện|nhắc đến|chính văn bản này|sửa đổi, bổ sung|thay thế"},
    {"header|heading|para|bullet|table|appendix|closing|recipients|signature|note",
     "phần đầu văn bản|tiêu đề|đoạn văn|gạch đầu dòng|bảng|phụ lục|đoạn kết|nơi nhận|chữ ký|ghi "
     "chú"},
    {"printed|xref|inferred|none", "ghi trên văn bản|theo văn bản khác|suy đoán|không có"},
    {"zone2|subject|preamble|appendix", "phần đầu văn bản|trích yếu|phần mở đầu|phụ lục"},
    {"normal|khan|thuong_khan|hoa_toc", "thường|khẩn|thượng khẩn|hỏa tốc"},
    {"none|mat|toi_mat|tuyet_mat", "không|mật|tối mật|tuyệt mật"},
    {"none|born_digital|ocr|unknown",
     "không có|văn bản điện tử gốc|do nhận dạng trước đây|không rõ"},
    {"pdf|tiff|png|jpeg|webp|jp2|txt", "PDF|TIFF|PNG|JPEG|WebP|JPEG 2000|tệp văn bản"},
    {"read|inferred|xref|default|human", "đọc được|suy đoán|theo văn bản khác|mặc định|người sửa"},
    {"applied|proposed|rejected", "đã sửa|đề nghị sửa|đã bác bỏ"},
    {"ocr_restore|lexicon|xref|normalise|encoding|human",
     "khôi phục dấu, sửa chữ đọc sai|theo từ điển|theo văn bản khác|chuẩn hóa cách viết|chuyển "
     "bảng "
     "mã|người sửa"},
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
    const auto all = record::reasons();
    const auto reason = std::ranges::find(all, code, &record::Reason::code);
    return reason == all.end() ? std::string_view{} : reason->meaning_vi;
  }
  const auto* const names = std::ranges::find(kNames, column.values, &Names::codes);
  if (column.values.empty() || names == kNames.end()) return {};
  const auto place = place_of(names->codes, code);
  return place ? part(names->names, *place) : std::string_view{};
}

}  // namespace codau::exports
