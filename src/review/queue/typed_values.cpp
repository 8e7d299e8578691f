#include "review/queue/typed_values.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <vector>

#include "record/schema/row_codec.h"
#include "record/schema/typed_row.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

using record::Column;
using record::ColumnType;

struct Name {
  std::string_view table, column, vi, en;
};
constexpr auto kNames = std::to_array<Name>({
    {"documents", "", "Văn bản", "Document"},
    {"documents", record::Documents::type_code.name, "Loại văn bản", "Type"},
    {"documents", record::Documents::code_number.name, "Số văn bản", "Number"},
    {"documents", record::Documents::code_notation.name, "Ký hiệu", "Notation"},
    {"documents", record::Documents::issued_place.name, "Nơi ban hành", "Place of issue"},
    {"documents", record::Documents::issued_date.name, "Ngày ban hành", "Date of issue"},
    {"documents", record::Documents::governing_organ.name, "Cơ quan chủ quản", "Governing organ"},
    {"documents", record::Documents::organ_name.name, "Cơ quan ban hành", "Issuing organ"},
    {"documents", record::Documents::subject.name, "Trích yếu", "Subject"},
    {"documents", record::Documents::plan_year.name, "Năm kế hoạch", "Year of the plan"},
    {"documents", record::Documents::signer_authority.name, "Thẩm quyền ký",
     "Authority of the signer"},
    {"documents", record::Documents::signer_position.name, "Chức vụ người ký",
     "Position of the signer"},
    {"documents", record::Documents::signer_name.name, "Người ký", "Signer"},
    {"sections", "", "Mục", "Section"},
    {"sections", record::Sections::num_norm.name, "Số thứ tự mục", "Number of the section"},
    {"sections", record::Sections::heading.name, "Tên mục", "Heading"},
    {"sections", record::Sections::text.name, "Nội dung mục", "Text of the section"},
    {"tasks", "", "Nhiệm vụ", "Task"},
    {"tasks", record::Tasks::ordinal_raw.name, "STT", "No."},
    {"tasks", record::Tasks::ordinal_norm.name, "Số thứ tự", "Ordinal"},
    {"tasks", record::Tasks::group_text.name, "Nhóm", "Group"},
    {"tasks", record::Tasks::task_text.name, "Nhiệm vụ", "Task"},
    {"tasks", record::Tasks::output.name, "Kết quả", "Output"},
    {"tasks", record::Tasks::lead_raw.name, "Chủ trì", "Lead"},
    {"tasks", record::Tasks::coop_raw.name, "Phối hợp", "Support"},
    {"tasks", record::Tasks::deadline_raw.name, "Thời hạn (nguyên văn)", "Deadline as printed"},
    {"tasks", record::Tasks::due_date.name, "Hạn hoàn thành", "Due date"},
    {"tasks", record::Tasks::budget_raw.name, "Kinh phí (nguyên văn)", "Budget as printed"},
    {"tasks", record::Tasks::budget_vnd.name, "Kinh phí (đồng)", "Budget (VND)"},
    {"tasks", record::Tasks::note.name, "Ghi chú", "Note"},
});

std::optional<int> number(std::string_view digits) {
  int out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole ? std::optional(out) : std::nullopt;
}

std::string pad_with_zeros(int value, std::size_t width) {
  std::string out = std::to_string(value);
  return std::string(width - std::min(width, out.size()), '0') + out;
}

/// Returns an ISO date: 5/1/2026, 05-01-2026, 05.01.2026 → 2026-01-05. Returns nothing for other
/// texts.
std::optional<std::string> iso_day(std::string_view typed) {
  std::vector<int> parts;
  while (true) {
    const std::size_t cut = typed.find_first_of("/-. ");
    const auto part = number(typed.substr(0, cut));
    if (!part || *part < 0) return std::nullopt;
    parts.push_back(*part);
    if (cut == std::string_view::npos) break;
    typed.remove_prefix(cut + 1);
  }
  if (parts.size() != 3 || parts[2] < 1000) return std::nullopt;
  return pad_with_zeros(parts[2], 4) + '-' + pad_with_zeros(parts[1], 2) + '-' +
         pad_with_zeros(parts[0], 2);
}

std::string_view trim_white_space(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) + 1 - first);
}

std::string parse_whole_number(std::string_view typed) {
  std::string digits(typed);
  std::erase_if(digits, [](char c) { return c == '.' || c == ' '; });
  const bool fits = !digits.empty() && digits.size() <= 15 &&
                    std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!fits) return codau::text::to_json_string(typed);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits;
}

}  // namespace

Message make_column_label(std::string_view table, std::string_view column) {
  const auto* const found = std::ranges::find_if(
      kNames, [&](const Name& one) { return one.table == table && one.column == column; });
  if (found != kNames.end()) return both(found->vi, found->en);
  return both(column, column);
}

std::string format_typed(const Column& column, const record::Value& value) {
  if (const auto* const text = std::get_if<std::string>(&value)) {
    constexpr std::size_t kIso = 10;
    if (column.type == ColumnType::kDate && text->size() == kIso)
      return text->substr(8, 2) + '/' + text->substr(5, 2) + '/' + text->substr(0, 4);
    return *text;
  }
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (const auto* const truth = std::get_if<bool>(&value)) return *truth ? "có" : "không";
  return record::value_to_json(value);
}

std::string parse_typed(const Column& column, std::string_view typed) {
  const bool is_one_line = column.type != ColumnType::kText;
  if (trim_white_space(typed).empty()) return "null";
  if (!is_one_line) return codau::text::to_json_string(typed);
  const std::string_view word = trim_white_space(typed);
  switch (column.type) {
    case ColumnType::kDate:
      return codau::text::to_json_string(iso_day(word).value_or(std::string(word)));
    case ColumnType::kInt:
      return parse_whole_number(word);
    case ColumnType::kBool:
      if (word == "có" || word == "true") return "true";
      if (word == "không" || word == "false") return "false";
      return codau::text::to_json_string(word);
    default:
      return codau::text::to_json_string(word);
  }
}

}  // namespace codau::review
