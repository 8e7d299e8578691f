#include "record/schema/codes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

#include "core/enum_values.h"
#include "record/schema/schema.h"

namespace codau::record {
namespace {

using document::AgencyLevel;
using document::AgencyMethod;
using document::AgencyRole;
using document::Basis;
using document::DeadlineKind;
using document::DueOp;
using document::OrganBasis;
using document::Priority;
using Purpose = document::Recipient::Purpose;
using document::Relation;
using document::Secrecy;
using document::SectionKind;
using document::TaskOrigin;

/// The code of one enumerator, with its names.
template <class Enum>
struct Line {
  Enum value;
  std::string_view code, name_vi, name_en;
};

// ---- codes of documents ----

constexpr auto kSourceFormats = std::to_array<CodeEntry>({
    {"pdf", "PDF", "PDF"},
    {"tiff", "TIFF", "TIFF"},
    {"png", "PNG", "PNG"},
    {"jpeg", "JPEG", "JPEG"},
    {"webp", "WebP", "WebP"},
    {"jp2", "JPEG 2000", "JPEG 2000"},
    {"txt", "tệp văn bản", "text file"},
});
constexpr auto kTextLayers = std::to_array<CodeEntry>({
    {"none", "không có", "none"},
    {"born_digital", "văn bản điện tử gốc", "born digital"},
    {"ocr", "do nhận dạng trước đây", "of an earlier recognition"},
    {"unknown", "không rõ", "unknown"},
});
constexpr auto kLanguages = std::to_array<CodeEntry>({
    {"vi", "tiếng Việt", "Vietnamese"},
});
constexpr auto kSchemaVersions = std::to_array<CodeEntry>({
    {kSchemaVersion, "phiên bản này", "this version"},
});
constexpr auto kDateBases = std::to_array<CodeEntry>({
    {"printed", "ghi trên văn bản", "printed on the document"},
    {"xref", "theo văn bản khác", "by another document"},
    {"inferred", "suy đoán", "inferred"},
    {"none", "không có", "none"},
});
constexpr auto kOrganBases = std::to_array<Line<OrganBasis>>({
    {OrganBasis::kZone2, "zone2", "phần đầu văn bản", "head of the document"},
    {OrganBasis::kSubject, "subject", "trích yếu", "subject"},
    {OrganBasis::kPreamble, "preamble", "phần mở đầu", "preamble"},
    {OrganBasis::kAppendix, "appendix", "phụ lục", "appendix"},
});
constexpr auto kLevels = std::to_array<Line<AgencyLevel>>({
    {AgencyLevel::kCentral, "central", "trung ương", "central"},
    {AgencyLevel::kProvince, "province", "tỉnh", "province"},
    {AgencyLevel::kDistrict, "district", "huyện", "district"},
    {AgencyLevel::kCommune, "commune", "xã", "commune"},
    {AgencyLevel::kVillage, "village", "thôn, tổ dân phố", "village, residential group"},
    {AgencyLevel::kUnit, "unit", "phòng, ban, đơn vị", "office, board, unit"},
    {AgencyLevel::kParty, "party", "cơ quan Đảng", "Party organ"},
    {AgencyLevel::kFront, "front", "Mặt trận, đoàn thể", "Front, mass organisation"},
    {AgencyLevel::kOther, "other", "khác", "other"},
});
constexpr auto kPriorities = std::to_array<Line<Priority>>({
    {Priority::kNormal, "normal", "thường", "normal"},
    {Priority::kKhan, "khan", "khẩn", "urgent"},
    {Priority::kThuongKhan, "thuong_khan", "thượng khẩn", "very urgent"},
    {Priority::kHoaToc, "hoa_toc", "hỏa tốc", "express"},
});
constexpr auto kSecrecies = std::to_array<Line<Secrecy>>({
    {Secrecy::kNone, "none", "không", "none"},
    {Secrecy::kMat, "mat", "mật", "confidential"},
    {Secrecy::kToiMat, "toi_mat", "tối mật", "secret"},
    {Secrecy::kTuyetMat, "tuyet_mat", "tuyệt mật", "top secret"},
});
constexpr auto kSectionKinds = std::to_array<Line<SectionKind>>({
    {SectionKind::kHeader, "header", "phần đầu văn bản", "head of the document"},
    {SectionKind::kHeading, "heading", "tiêu đề", "heading"},
    {SectionKind::kPara, "para", "đoạn văn", "paragraph"},
    {SectionKind::kBullet, "bullet", "gạch đầu dòng", "bullet"},
    {SectionKind::kTable, "table", "bảng", "table"},
    {SectionKind::kAppendix, "appendix", "phụ lục", "appendix"},
    {SectionKind::kClosing, "closing", "đoạn kết", "closing paragraph"},
    {SectionKind::kRecipients, "recipients", "nơi nhận", "recipients"},
    {SectionKind::kSignature, "signature", "chữ ký", "signature"},
    {SectionKind::kNote, "note", "ghi chú", "note"},
});
constexpr auto kPurposes = std::to_array<Line<Purpose>>({
    {Purpose::kReport, "report", "để báo cáo", "as a report"},
    {Purpose::kInfo, "info", "để biết", "for information"},
    {Purpose::kImplement, "implement", "để thực hiện", "to carry it out"},
    {Purpose::kArchive, "archive", "để lưu", "to file it"},
    {Purpose::kUnknown, "unknown", "không rõ", "unknown"},
});
constexpr auto kRelations = std::to_array<Line<Relation>>({
    {Relation::kBasis, "basis", "căn cứ", "rests on it"},
    {Relation::kImplements, "implements", "thực hiện", "carries it out"},
    {Relation::kMentions, "mentions", "nhắc đến", "mentions it"},
    {Relation::kSelf, "self", "chính văn bản này", "is this document itself"},
    {Relation::kAmends, "amends", "sửa đổi, bổ sung", "amends it"},
    {Relation::kReplaces, "replaces", "thay thế", "replaces it"},
});

// ---- codes of tasks and agencies ----

constexpr auto kTaskOrigins = std::to_array<Line<TaskOrigin>>({
    {TaskOrigin::kTable, "table", "từ bảng", "from a table"},
    {TaskOrigin::kProse, "prose", "từ lời văn", "from prose"},
});
constexpr auto kDeadlineKinds = std::to_array<Line<DeadlineKind>>({
    {DeadlineKind::kFixed, "fixed", "ngày cụ thể", "a certain day"},
    {DeadlineKind::kInterval, "interval", "từ ngày đến ngày", "from day to day"},
    {DeadlineKind::kOpen, "open", "từ ngày trở đi", "from a day on"},
    {DeadlineKind::kMonth, "month", "trong tháng", "within a month"},
    {DeadlineKind::kQuarter, "quarter", "trong quý", "within a quarter"},
    {DeadlineKind::kHalfYear, "half_year", "trong nửa năm", "within half a year"},
    {DeadlineKind::kYear, "year", "trong năm", "within a year"},
    {DeadlineKind::kRecurring, "recurring", "định kỳ", "recurring"},
    {DeadlineKind::kContinuous, "continuous", "thường xuyên", "all the time"},
    {DeadlineKind::kEvent, "event", "theo một sự kiện", "by an event"},
    {DeadlineKind::kRelative, "relative", "tính từ một mốc", "counted from an anchor"},
    {DeadlineKind::kByRule, "by_rule", "theo quy định", "as rules have it"},
    {DeadlineKind::kByOtherPlan, "by_other_plan", "theo kế hoạch khác", "as another plan has it"},
    {DeadlineKind::kImmediate, "immediate", "thực hiện ngay", "at once"},
    {DeadlineKind::kOnRequest, "on_request", "khi có yêu cầu", "on request"},
    {DeadlineKind::kNone, "none", "không ghi thời hạn", "no deadline is given"},
    {DeadlineKind::kUnparsed, "unparsed", "không hiểu được", "not understood"},
});
constexpr auto kDueOps = std::to_array<Line<DueOp>>({
    {DueOp::kBefore, "before", "trước ngày đó", "before that day"},
    {DueOp::kBy, "by", "chậm nhất ngày đó", "by that day"},
    {DueOp::kOn, "on", "đúng ngày đó", "on that day"},
    {DueOp::kAfter, "after", "sau ngày đó", "after that day"},
});
constexpr auto kOffsetUnits = std::to_array<CodeEntry>({
    {"day", "ngày", "day"},
    {"workday", "ngày làm việc", "working day"},
    {"week", "tuần", "week"},
    {"month", "tháng", "month"},
});
constexpr auto kAgencyRoles = std::to_array<Line<AgencyRole>>({
    {AgencyRole::kLead, "lead", "chủ trì", "leads"},
    {AgencyRole::kCoop, "coop", "phối hợp", "cooperates"},
    {AgencyRole::kReportTo, "report_to", "nhận báo cáo", "is reported to"},
    {AgencyRole::kApprove, "approve", "phê duyệt", "approves"},
    {AgencyRole::kMonitor, "monitor", "theo dõi, giám sát", "monitors"},
});
constexpr auto kAgencyMethods = std::to_array<Line<AgencyMethod>>({
    {AgencyMethod::kExact, "exact", "đúng tên trong danh mục", "is a name of the list"},
    {AgencyMethod::kAbbreviation, "abbr", "tên viết tắt", "is an abbreviation"},
    {AgencyMethod::kProtected, "protected", "tên có dấu gạch hay phẩy bên trong",
     "is a name with a dash or comma inside"},
    {AgencyMethod::kTiling, "tiling", "ghép từ nhiều tên", "is made of several names"},
    {AgencyMethod::kFuzzy, "fuzzy", "gần đúng tên trong danh mục", "is nearly a name of the list"},
    {AgencyMethod::kNone, "none", "không nhận ra", "not recognised"},
});
constexpr auto kAgencyKinds = std::to_array<CodeEntry>({
    {"organ", "cơ quan", "organ"},
    {"unit", "phòng, ban, đơn vị", "office, board, unit"},
    {"post", "chức danh", "post"},
    {"mass_org", "đoàn thể", "mass organisation"},
    {"party", "cơ quan Đảng", "Party organ"},
    {"press", "báo, đài", "press, broadcasting"},
    {"other", "khác", "other"},
});

// ---- codes of provenance and review ----

constexpr auto kBases = std::to_array<Line<Basis>>({
    {Basis::kRead, "read", "đọc được", "read"},
    {Basis::kHand, "hand", "viết tay, đóng số", "handwritten or stamped"},
    {Basis::kInferred, "inferred", "suy đoán", "inferred"},
    {Basis::kXref, "xref", "theo văn bản khác", "by another document"},
    {Basis::kDefault, "default", "mặc định", "default"},
    {Basis::kHuman, "human", "người sửa", "corrected by a person"},
});
constexpr auto kCorrectionSources = std::to_array<CodeEntry>({
    {"ocr_restore", "khôi phục dấu, sửa chữ đọc sai", "marks given back, misread letters repaired"},
    {"lexicon", "theo từ điển", "by a dictionary"},
    {"xref", "theo văn bản khác", "by another document"},
    {"normalise", "chuẩn hóa cách viết", "spelling normalised"},
    {"encoding", "chuyển bảng mã", "encoding converted"},
    {"human", "người sửa", "corrected by a person"},
});
constexpr auto kCorrectionStatuses = std::to_array<CodeEntry>({
    {"applied", "đã sửa", "applied"},
    {"proposed", "đề nghị sửa", "proposed"},
    {"rejected", "đã bác bỏ", "rejected"},
});
constexpr auto kReviewStatuses = std::to_array<CodeEntry>({
    {"ok", "không cần xem lại", "no review needed"},
    {"review", "cần xem lại", "to be reviewed"},
    {"accepted", "đã chấp nhận", "accepted"},
    {"rejected", "đã loại", "rejected"},
});

// ---- the lists ----

/// Makes a code list with one entry for each line of `kLines`. Does not compile unless each
/// enumerator has exactly one line; enumerators of `kWithout` have no line.
template <const auto& kLines, auto... kWithout>
constexpr auto kCodesOf = [] {
  using Of = typename std::remove_cvref_t<decltype(kLines)>::value_type;
  static_assert(has_line_for_each(kLines, &Of::value, {kWithout...}),
                "an enumerator has no code or two");
  std::array<CodeEntry, kLines.size()> out;
  std::ranges::transform(kLines, out.begin(), [](const Of& line) {
    return CodeEntry{line.code, line.name_vi, line.name_en};
  });
  return out;
}();

/// Returns the code of an enumerator; empty if the enumerator has no code.
template <class Enum, std::size_t kCount>
std::string code_of(const std::array<Line<Enum>, kCount>& lines, Enum value) {
  const auto* const found = std::ranges::find(lines, value, &Line<Enum>::value);
  return found == lines.end() ? std::string() : std::string(found->code);
}

/// Returns whether each entry has a text in `part`, and all these texts differ.
constexpr bool are_own(std::span<const CodeEntry> list, std::string_view CodeEntry::*part) {
  return std::ranges::all_of(list, [&](const CodeEntry& one) {
    return !(one.*part).empty() && std::ranges::count(list, one.*part, part) == 1;
  });
}
constexpr bool is_sound(const CodeList* list) {
  return are_own(list->codes, &CodeEntry::code) && are_own(list->codes, &CodeEntry::name_vi) &&
         are_own(list->codes, &CodeEntry::name_en);
}

}  // namespace

namespace codes {
constexpr CodeList kReviewStatus{"review_status", kReviewStatuses};
constexpr CodeList kSourceFormat{"source_format", kSourceFormats};
constexpr CodeList kTextLayer{"text_layer", kTextLayers};
constexpr CodeList kLanguage{"lang", kLanguages};
constexpr CodeList kVersion{"schema_version", kSchemaVersions};
constexpr CodeList kDateBasis{"issued_date_basis", kDateBases};
constexpr CodeList kOrganBasis{"organ_basis", kCodesOf<kOrganBases, OrganBasis::kNone>};
constexpr CodeList kLevel{"level", kCodesOf<kLevels, AgencyLevel::kUnknown>};
constexpr CodeList kPriority{"priority", kCodesOf<kPriorities>};
constexpr CodeList kSecrecy{"secrecy", kCodesOf<kSecrecies>};
constexpr CodeList kSectionKind{"section_kind", kCodesOf<kSectionKinds>};
constexpr CodeList kTaskOrigin{"origin", kCodesOf<kTaskOrigins>};
constexpr CodeList kDeadlineKind{"deadline_kind", kCodesOf<kDeadlineKinds>};
constexpr CodeList kDueOp{"due_op", kCodesOf<kDueOps>};
constexpr CodeList kOffsetUnit{"offset_unit", kOffsetUnits};
constexpr CodeList kAgencyRole{"role", kCodesOf<kAgencyRoles>};
constexpr CodeList kAgencyMethod{"method", kCodesOf<kAgencyMethods>};
constexpr CodeList kAgencyKind{"agency_kind", kAgencyKinds};
constexpr CodeList kPurpose{"purpose", kCodesOf<kPurposes>};
constexpr CodeList kRelation{"relation", kCodesOf<kRelations>};
constexpr CodeList kBasis{"basis", kCodesOf<kBases>};
constexpr CodeList kCorrectionSource{"correction_source", kCorrectionSources};
constexpr CodeList kCorrectionStatus{"correction_status", kCorrectionStatuses};

constexpr std::array kAll{
    &kSourceFormat,     &kTextLayer,        &kDateBasis,   &kOrganBasis, &kLevel,
    &kPriority,         &kSecrecy,          &kLanguage,    &kVersion,    &kSectionKind,
    &kTaskOrigin,       &kDeadlineKind,     &kDueOp,       &kOffsetUnit, &kAgencyRole,
    &kAgencyMethod,     &kAgencyKind,       &kPurpose,     &kRelation,   &kBasis,
    &kCorrectionSource, &kCorrectionStatus, &kReviewStatus};
static_assert(std::ranges::all_of(kAll, is_sound), "a code lacks a name or has another's");
}  // namespace codes

const CodeEntry* CodeList::find(std::string_view code) const {
  const auto found = std::ranges::find(codes, code, &CodeEntry::code);
  return found == codes.end() ? nullptr : &*found;
}

std::span<const CodeList* const> code_lists() { return codes::kAll; }

std::string to_code(document::Basis basis) { return code_of(kBases, basis); }
std::string to_code(document::SectionKind kind) { return code_of(kSectionKinds, kind); }
std::string to_code(document::TaskOrigin origin) { return code_of(kTaskOrigins, origin); }
std::string to_code(document::DeadlineKind kind) { return code_of(kDeadlineKinds, kind); }
std::string to_code(document::DueOp op) { return code_of(kDueOps, op); }
std::string to_code(document::AgencyRole role) { return code_of(kAgencyRoles, role); }
std::string to_code(document::AgencyMethod method) { return code_of(kAgencyMethods, method); }
std::string to_code(document::Relation relation) { return code_of(kRelations, relation); }
std::string to_code(document::Recipient::Purpose purpose) { return code_of(kPurposes, purpose); }
std::string to_code(document::Priority priority) { return code_of(kPriorities, priority); }
std::string to_code(document::Secrecy secrecy) { return code_of(kSecrecies, secrecy); }
std::string to_code(document::OrganBasis basis) { return code_of(kOrganBases, basis); }
std::string to_code(document::AgencyLevel level) {
  return code_of(kLevels, level == AgencyLevel::kUnknown ? AgencyLevel::kOther : level);
}

}  // namespace codau::record
