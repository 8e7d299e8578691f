#include "record/schema/reasons.h"

#include <algorithm>
#include <array>

namespace codau::record {
namespace {

using enum Severity;

constexpr auto kReasons = std::to_array<ReviewReason>({
    {"NOT_A_PLAN", kInfo, "Loại văn bản này không giao việc: không tách nhiệm vụ",
     "Documents of this type give no duties: no tasks are taken from it"},
    {"SECRET", kError, "Văn bản có dấu chỉ độ mật", "The document has a secrecy mark"},
    {"SECRET_SUSPECTED", kError, "Văn bản có thể có dấu chỉ độ mật, cần xem bản gốc",
     "The document may have a secrecy mark: look at the original"},
    {"ENCODING_UNSURE", kError, "Không chắc bảng mã của tệp văn bản",
     "The encoding of the text file is unsure"},
    {"READ_SIMPLY", kReview, "Có trang chỉ đọc được bằng cách đơn giản",
     "A page could only be read in a simple way"},
    {"NO_TEXT", kReview, "Có trang không đọc được chữ nào: ảnh chụp, hình vẽ hoặc bản quét quá mờ",
     "On a page nothing reads as text: a photograph, a drawing or too faint a scan"},
    {"IMAGE_TRUNCATED", kReview, "Ảnh của trang bị cụt: phần sau chỗ cụt không còn, cần quét lại",
     "The picture of a page is cut short: what follows is lost, scan it again"},
    {"BLANK", kInfo, "Văn bản trắng, không có chữ nào", "The document is blank"},
    {"CTRL_CHAR", kReview, "Đã bỏ ký tự điều khiển trong nội dung",
     "Control characters were taken out"},
    {"OCR_LOW_CONF", kReview, "Độ tin cậy khi đọc dưới 0,80",
     "It was read with a confidence below 0.80"},
    {"TEXT_ILLEGAL_SYLLABLE", kReview, "Hơn 5% âm tiết không đúng chính tả",
     "More than 5 % of the syllables cannot be Vietnamese"},
    {"RESTORE_AMBIGUOUS", kReview, "Có từ khôi phục được theo hai cách gần như nhau",
     "A word has two restorations that are nearly as good"},
    {"REALWORD_SUSPECT", kReview, "Có từ viết đúng nhưng không hợp ngữ cảnh, có thể gõ nhầm",
     "A word is spelt well but does not belong there: perhaps mistyped"},
    {"NUMBER_BLANK", kReview, "Số văn bản để trống hoặc chưa đọc được",
     "The number of the document is blank or was not read"},
    {"NUMBER_HAND", kReview, "Số văn bản viết tay, máy đọc: cần đối chiếu",
     "The number of the document is handwritten: compare it"},
    {"NUMBER_HAND_NAMED", kReview, "Số văn bản viết tay, máy đọc, khớp với tên tệp: cần đối chiếu",
     "The number of the document is handwritten, and the file's name has it: compare it"},
    {"NUMBER_PROPOSED", kReview, "Số văn bản là đề xuất, cần đối chiếu",
     "The number of the document is a proposal to be checked"},
    {"NUMBER_CONFLICT", kReview, "Số văn bản ghi ở đầu khác số ghi ở phần kèm theo",
     "The document cites itself with another number"},
    {"NUMBER_UNSURE", kReview, "Số văn bản có chữ số đọc được hai cách, cần đối chiếu",
     "A digit of the document's number may be another"},
    {"NOTATION_BAD", kReview, "Ký hiệu văn bản không đúng mẫu",
     "The notation does not have the form of one"},
    {"DATE_HAND", kReview, "Ngày ban hành viết tay, máy đọc: cần đối chiếu",
     "The date of issue is handwritten: compare it"},
    {"DATE_HAND_NAMED", kReview, "Ngày ban hành viết tay, máy đọc, khớp với tên tệp: cần đối chiếu",
     "The date of issue is handwritten, and the file's name has it: compare it"},
    {"DATE_PARTIAL", kReview, "Ngày ban hành thiếu ngày, tháng hoặc năm",
     "Day, month or year of issue is missing"},
    {"DATE_MISSING", kReview, "Không thấy dòng địa danh, ngày tháng",
     "There is no line with place and date"},
    {"DATE_INVALID", kReview,
     "Ngày, tháng hoặc quý không có trong lịch; chữ số đề xuất, nếu có, ở bảng Chỉnh sửa "
     "(corrections)",
     "No calendar has this date; a proposed digit, if any, is in corrections"},
    {"DATE_CONFLICT", kReview, "Ngày ban hành ghi ở đầu khác ngày ghi ở phần kèm theo",
     "The document cites itself with another date"},
    {"DATE_UNSURE", kReview, "Ngày ban hành có chữ số đọc được hai cách, cần đối chiếu",
     "A digit of the date of issue may be another"},
    {"YEAR_CONFLICT", kReview, "Năm ban hành không khớp với năm kế hoạch",
     "The year of issue does not go with the year of the plan"},
    {"PLAN_YEAR_CONFLICT", kReview, "Năm trong phần mở đầu khác năm trong tên kế hoạch",
     "The preamble names another year than the title"},
    {"PLAN_YEAR_MISSING", kReview, "Tên kế hoạch không có năm", "The title names no year"},
    {"DATE_PADDING", kInfo, "Số 0 trước ngày, tháng không đúng quy định, có thể đọc nhầm chữ số",
     "The date is not padded as the law asks: a digit may be misread"},
    {"ORGAN_MISSING", kReview, "Không thấy cơ quan ban hành", "There is no issuing organ"},
    {"ORGAN_INFERRED", kInfo, "Cơ quan ban hành được suy đoán từ phần khác của văn bản",
     "The issuing organ was inferred from another part"},
    {"SUBJECT_MISSING", kReview, "Không thấy trích yếu", "There is no subject"},
    {"SIGNER_MISSING", kReview, "Không thấy người ký", "There is no name of a signer"},
    {"POSITION_MISSING", kReview, "Không thấy chức vụ người ký",
     "There is no position of the signer"},
    {"SIGNER_NO_AUTHORITY", kInfo, "Không có TM., KT., TL., TUQ., Q. trên chức vụ",
     "No TM., KT., TL., TUQ. or Q. above the position"},
    {"NUM_GAP", kReview, "Số thứ tự mục bị nhảy; ở cấp văn bản: các trang xếp sai thứ tự",
     "A number is skipped; of a document: its pages are out of order"},
    {"NUM_DUP", kReview, "Số thứ tự mục bị lặp", "A number comes twice"},
    {"NUM_UNREADABLE", kReview, "Số thứ tự không đọc được", "A number cannot be read"},
    {"NUM_REPAIRED", kInfo, "Số thứ tự đã sửa theo thứ tự các mục",
     "A number was put right by its sequence"},
    {"SECTION_MISSING", kReview, "Thiếu phần Tổ chức thực hiện, hoặc thiếu phụ lục được nhắc đến",
     "No section \"Tổ chức thực hiện\", or an appendix is cited and not there"},
    {"TASKS_MISSING", kReview, "Văn bản không tách được nhiệm vụ nào",
     "No task was found in the document"},
    {"DUTY_UNREAD", kReview, "Đoạn nêu việc phải làm nhưng chưa tách thành nhiệm vụ",
     "The passage says what has to be done, but gave no task"},
    {"HEADER_UNKNOWN", kReview, "Bảng không tách được thành cột, hoặc có cột, nhãn không rõ là gì",
     "A table could not be divided into columns, or has columns or labels that cannot be named for "
     "sure"},
    {"TABLE_RAGGED", kReview, "Dòng của bảng thừa hoặc thiếu ô",
     "A row has other cells than its table has columns"},
    {"ROW_ORPHAN", kReview, "Bảng có dòng nối tiếp mà không rõ của nhiệm vụ nào",
     "A row goes on with a task that is not there"},
    {"ORDINAL_GAP", kReview, "Số thứ tự nhiệm vụ bị nhảy", "An ordinal is skipped"},
    {"ORDINAL_DUP", kReview, "Số thứ tự nhiệm vụ bị lặp", "An ordinal comes twice"},
    {"TASK_BARE", kReview, "Nhiệm vụ không có chủ trì, phối hợp, kết quả, thời hạn",
     "The task has no lead, support, output or deadline"},
    {"DITTO", kInfo, "Ô ghi \"như trên\": lấy theo dòng trước",
     "A ditto mark: the value is that of the row above"},
    {"TASK_EMPTY", kError, "Dòng nhiệm vụ không có nội dung", "The task has no text"},
    {"TABLE_COUNT", kError, "Số dòng đọc được khác số dòng của bảng",
     "The rows that were read are not all rows of the tables"},
    {"LEAD_MISSING", kReview, "Không có cơ quan chủ trì", "Nobody leads the task"},
    {"COOP_EQ_LEAD", kInfo, "Một cơ quan vừa chủ trì vừa phối hợp",
     "An agency both leads and helps"},
    {"AGENCY_UNKNOWN", kReview, "Chưa chắc đây là tên cơ quan, đơn vị hay chức vụ",
     "This may be no name of a body, unit or post"},
    {"AGENCY_DASH_AMBIGUOUS", kReview,
     "Dấu gạch nối giữa các tên: không rõ là một hay nhiều cơ quan",
     "A dash in a name: one agency or two"},
    {"AGENCY_SPLIT_INFERRED", kReview, "Đã tách các tên cơ quan viết liền",
     "Names without a sign between them were parted"},
    {"AGENCY_FUZZY", kReview, "Tên cơ quan gần giống một tên trong danh mục",
     "A name is nearly one of the list"},
    {"AGENCY_OUT_OF_TIME", kReview, "Cơ quan không tồn tại vào ngày ban hành",
     "The agency did not exist on the day of issue"},
    {"REQUESTED", kInfo, "Đề nghị cơ quan không thuộc thẩm quyền chỉ đạo",
     "It is asked of a body outside the issuer's authority"},
    {"DEADLINE_UNPARSED", kReview, "Không hiểu được thời hạn", "The deadline is not understood"},
    {"MULTI_DEADLINE", kInfo, "Nhiệm vụ có nhiều thời hạn", "The task has several deadlines"},
    {"RECURRENCE_UNSPECIFIED", kReview, "Ghi \"định kỳ\" nhưng không rõ bao lâu một lần",
     "It recurs, but not said how often"},
    {"DUE_INFERRED", kInfo, "Năm của thời hạn là suy đoán",
     "The year of the deadline was inferred"},
    {"DUE_BEFORE_ISSUE", kReview, "Thời hạn trước ngày ban hành",
     "The deadline is before the day of issue"},
    {"DUE_FAR", kReview, "Thời hạn sau năm kế hoạch hơn 5 năm",
     "The deadline is more than 5 years behind the plan's"},
    {"DUE_UNSURE", kReview, "Thời hạn có chữ số đọc được hai cách, cần đối chiếu",
     "A digit of a deadline may be another"},
    {"BUDGET_UNSURE", kReview,
     "Kinh phí đọc không thành số tiền hoặc có chữ số đọc được hai cách, cần đối chiếu",
     "The budget was read as digits that make no amount, or a digit may be another"},
    {"HOLIDAYS_IGNORED", kInfo, "Tính ngày khi chưa có đủ ngày nghỉ lễ của năm",
     "Days were counted without all holidays of the year"},
    {"LENGTH_LIMIT", kReview, "Dài hơn quy định của Nghị định 30/2020",
     "It is longer than decree 30/2020 allows"},
    {"CELL_TOO_LONG", kError, "Dài hơn một ô Excel chứa được", "It is longer than a cell of Excel"},
    {"REF_UNSURE", kReview,
     "Số hoặc ngày của văn bản viện dẫn chưa chắc: các dòng viện dẫn có độ tin cậy dưới 0,80",
     "Number or date of a citation is in doubt: those with a confidence below 0.80"},
    {"REF_UNRESOLVED", kInfo, "Văn bản được viện dẫn không có trong cơ sở dữ liệu",
     "A cited document is not in the store"},
    {"XREF_CONFLICT", kReview, "Hai văn bản ghi số hoặc ngày khác nhau",
     "Two documents disagree on a number or a date"},
    {"EDIT_STALE", kReview,
     "Có chỗ người duyệt đã sửa hay đã xét chưa áp dụng lại được vì chữ đọc được, hoặc các trang "
     "của "
     "văn bản, đã khác",
     "An edit or a verdict by a person was not applied again: the text that it was made on, or the "
     "pages of the document, have changed"},
    {"EDIT_CONFLICT", kReview,
     "Hai người đã sửa khác nhau cùng một chỗ trên hai bản; đang giữ giá trị sửa sau",
     "Two people have set one place differently in two copies; the later value stands"},
    {"PAGES_ELSEWHERE", kReview,
     "Kết quả khác đã đọc những trang mà bản này thiếu; chạy codau run với tệp gốc để ghép",
     "Another output has read pages that this reading lacks; codau run over the file puts them "
     "together"},
    {"INLINE_BULLET", kReview, "Gạch đầu dòng nằm giữa đoạn", "A bullet stands inside a paragraph"},
    {"PAGE_JOIN", kInfo, "Nội dung nối tiếp qua hai trang", "It goes on over a page"},
    {"EDXML_INCOMPLETE", kError, "Thiếu số, ngày hoặc mã cơ quan để lập edXML",
     "edXML needs a number, a full date and an organ code"},
    {"AIP_INPUT_MISSING", kError, "Thiếu mã phông, mã hồ sơ hoặc thời hạn bảo quản",
     "The archival package needs codes of fond and file and a retention"},
    {"EXPORT_MISMATCH", kError, "Đọc lại tệp đã xuất thấy khác với cơ sở dữ liệu",
     "What was exported and read back differs from the store"},
});

}  // namespace

std::span<const ReviewReason> reasons() { return kReasons; }

std::optional<Severity> find_severity(std::string_view code) {
  const auto* const found = std::ranges::find(kReasons, code, &ReviewReason::code);
  if (found == kReasons.end()) return std::nullopt;
  return found->severity;
}

std::vector<std::string> sort_reasons(const std::vector<std::string>& codes) {
  std::vector<std::string> out;
  for (const ReviewReason& reason : kReasons) {
    if (std::ranges::find(codes, reason.code) != codes.end()) out.emplace_back(reason.code);
  }
  return out;
}

std::string_view compute_review_status(const std::vector<std::string>& codes) {
  const bool asks = std::ranges::any_of(codes, [](const std::string& code) {
    return find_severity(code).value_or(Severity::kError) != Severity::kInfo;
  });
  return asks ? "review" : "ok";
}

}  // namespace codau::record
