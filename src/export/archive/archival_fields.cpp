#include "export/archive/archival_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>

#include "core/error.h"
#include "record/schema/schema.h"
#include "text/data_table.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::exports {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view line) {
  throw Error(
      ErrorCode::kModel,
      file.string() + ": " + both("dòng không đúng mẫu: ", "not a line of this table: ") + line);
}

/// Returns the lines of a table, each split into the given number of cells.
std::vector<std::vector<std::string>> read_table(const std::filesystem::path& file,
                                                 std::size_t cells) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(ErrorCode::kModel, file.string() + ": " + both("không có tệp này", "no file"));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::vector<std::string>> out;
  for (const std::string_view line : text::table_lines(text)) {
    const auto parts = text::split(line, '\t');
    if (parts.size() != cells || parts.front().empty()) refuse(file, line);
    out.emplace_back(parts.begin(), parts.end());
  }
  return out;
}

std::string or_empty(std::string cell) { return cell == "-" ? std::string() : cell; }

/// Whether ArchivalField::from names a column that `documents` has, or another source.
bool is_known_source(std::string_view from) {
  constexpr std::string_view kColumn = "document.";
  const record::Table& documents = record::table(record::TableId::kDocuments);
  return !from.starts_with(kColumn) ||
         record::find_column(documents, from.substr(kColumn.size())) != nullptr;
}

std::vector<ArchivalField> read_fields(const std::filesystem::path& file) {
  constexpr std::size_t kCells = 8;
  using Type = ArchivalField::Type;
  const std::map<std::string_view, Type> kTypes{{"-", Type::kText},
                                                {"date", Type::kDate},
                                                {"day", Type::kDay},
                                                {"number", Type::kNumber},
                                                {"code", Type::kCode}};
  std::vector<ArchivalField> out;
  for (std::vector<std::string>& cells : read_table(file, kCells)) {
    ArchivalField field;
    field.name = cells[0];
    field.label = cells[1];
    const std::string& most = cells[2];
    const auto read = std::from_chars(most.data(), most.data() + most.size(), field.max_length);
    const std::size_t equals = cells[3].find('=');
    field.is_mandatory = cells[3] == "must";
    field.is_needed = field.is_mandatory || cells[3] == "yes";
    if (equals != std::string::npos) {
      field.needed_field = cells[3].substr(0, equals);
      field.needed_value = cells[3].substr(equals + 1);
    }
    const bool is_known = field.is_needed || cells[3] == "no" || equals != std::string::npos;
    const auto type = kTypes.find(cells[5]);
    if (read.ec != std::errc() || read.ptr != most.data() + most.size() || !is_known ||
        type == kTypes.end())
      refuse(file, cells[0]);
    field.codes = or_empty(cells[4]);
    field.type = type->second;
    field.from = or_empty(cells[6]);
    if (!is_known_source(field.from)) refuse(file, cells[6]);
    out.push_back(std::move(field));
  }
  return out;
}

std::size_t letters_of(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) (void)text::next_code_point(utf8, at);
  return count;
}

/// DD/MM/YYYY that is in the calendar, MM/YYYY or YYYY.
bool is_date(std::string_view value) {
  constexpr std::size_t kYear = 4, kOther = 2, kMost = 3;
  std::array<unsigned, kMost> numbers{1, 1, 1};  // year, month, day
  const auto parts = text::split(value, '/');
  if (parts.size() > kMost) return false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = parts[parts.size() - 1 - i];
    if (part.size() != (i == 0 ? kYear : kOther) || !text::is_all_digits(part)) return false;
    std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
  }
  if (numbers[0] == 0) return false;
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(numbers[0])),
                                     std::chrono::month(numbers[1]), std::chrono::day(numbers[2]))
      .ok();
}

/// Returns "2024-02" for "02/2024", so that dates can be compared as text.
std::string year_first(std::string_view date) {
  std::string out;
  for (std::string_view rest = date; !rest.empty();) {
    const std::size_t slash = rest.rfind('/');
    const std::size_t begin = slash == rest.npos ? 0 : slash + 1;
    out += (out.empty() ? "" : "-") + std::string(rest.substr(begin));
    rest = rest.substr(0, slash == rest.npos ? 0 : slash);
  }
  return out;
}

std::string day_first(std::string_view date) {
  std::string out;
  for (const std::string_view part : text::split(date, '-'))
    out = std::string(part) + (out.empty() ? "" : "/") + out;
  return out;
}

std::string_view name_of(ArchivalForm form) {
  if (form == ArchivalForm::kSheets) return "";
  return form == ArchivalForm::kSip ? "sip" : "aip";
}

void append(std::vector<ArchivalField>& fields, const std::vector<ArchivalField>& more) {
  fields.insert(fields.end(), more.begin(), more.end());
}

}  // namespace

ArchivalTables read_archival_tables(const std::filesystem::path& folder, ArchivalForm form) {
  ArchivalTables out;
  for (const ArchivalForm one : {ArchivalForm::kSheets, ArchivalForm::kSip, ArchivalForm::kAip}) {
    const std::string begin = std::string(name_of(one)) + (one == ArchivalForm::kSheets ? "" : "_");
    append(one == form ? out.file_fields : out.other_file_fields,
           read_fields(folder / (begin + "ho_so.tsv")));
    append(one == form ? out.paper_fields : out.other_paper_fields,
           read_fields(folder / (begin + "van_ban.tsv")));
  }
  const bool is_package = form != ArchivalForm::kSheets;
  append(is_package ? out.package_fields : out.other_file_fields, read_fields(folder / "goi.tsv"));
  for (const auto& cells : read_table(folder / "codes.tsv", 3))
    out.codes[cells[0]].insert(cells[1]);
  return out;
}

PackageTerms read_package_terms(const std::filesystem::path& folder, ArchivalForm form) {
  constexpr auto kTerms = std::to_array<std::string_view>({"CONTENTINFORMATIONTYPE",
                                                           "MDTYPE",
                                                           "MDTYPEVERSION",
                                                           "MIMETYPE_xml",
                                                           "MIMETYPE_xsd",
                                                           "OAISPACKAGETYPE",
                                                           "OBJID",
                                                           "OBJID_rep1",
                                                           "PROFILE",
                                                           "PROFILE_rep1",
                                                           "RECORDSTATUS",
                                                           "TYPE",
                                                           "div_rep1",
                                                           "eventType",
                                                           "formatName",
                                                           "formatName_archival",
                                                           "formatVersion_archival",
                                                           "label_data",
                                                           "label_links",
                                                           "label_original",
                                                           "label_paper",
                                                           "objectType_file",
                                                           "objectType_paper",
                                                           "relationshipSubType",
                                                           "relationshipType",
                                                           "role_object",
                                                           "role_office",
                                                           "role_program",
                                                           "zip"});
  constexpr std::string_view kBoth = "*";
  const std::filesystem::path file = folder / "packages.tsv";
  PackageTerms out;
  for (const auto& cells : read_table(file, 4)) {
    if (cells[0] != name_of(form) && cells[0] != kBoth) continue;
    const bool is_known = std::ranges::find(kTerms, cells[1]) != kTerms.end();
    if (!is_known || !out.emplace(cells[1], or_empty(cells[2])).second) refuse(file, cells[1]);
  }
  for (const std::string_view term : kTerms) {
    if (!out.contains(term)) refuse(file, term);
  }
  return out;
}

bool is_valid_archive_code(std::string_view code) {
  const auto is_good = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  constexpr std::size_t kMost = 100;
  return !code.empty() && code.size() <= kMost && code.front() != '.' && code.back() != '.' &&
         std::ranges::all_of(code, is_good);
}

std::string_view find_value_fault(const ArchivalTables& tables, const ArchivalField& field,
                                  std::string_view value) {
  if (value.empty()) return {};
  const bool is_day = field.type == ArchivalField::Type::kDay;
  if ((is_day || field.type == ArchivalField::Type::kDate) && !is_date(value)) return "BAD_DATE";
  if (is_day && value.size() < kFullDateLength) return "PARTIAL_DATE";
  if (field.type == ArchivalField::Type::kNumber && !text::is_all_digits(value))
    return "BAD_NUMBER";
  if (field.type == ArchivalField::Type::kCode && !is_valid_archive_code(value)) return "BAD_CODE";
  if (field.max_length > 0 && letters_of(value) > field.max_length) return "TOO_LONG";
  if (field.codes.empty()) return {};
  const auto list = tables.codes.find(field.codes);
  const bool is_in = list != tables.codes.end() && list->second.contains(std::string(value));
  return is_in ? std::string_view() : "NOT_IN_LIST";
}

bool is_later_date(std::string_view date, std::string_view other) {
  const std::string one = year_first(date), two = year_first(other);
  const std::size_t known = std::min(one.size(), two.size());
  return one.compare(0, known, two, 0, known) > 0;
}

std::string to_archival_date(std::string_view edtf) {
  constexpr std::array<std::size_t, 3> kDigits{4, 2, 2};
  std::string known;
  const auto parts = text::split(edtf, '-');
  for (std::size_t i = 0; i < std::min(parts.size(), kDigits.size()); ++i) {
    if (parts[i].size() != kDigits[i] || !text::is_all_digits(parts[i])) break;
    known += (known.empty() ? "" : "-") + std::string(parts[i]);
  }
  return known.empty() ? known : day_first(known);
}

DateSpan find_date_span(const std::vector<std::string>& dates) {
  std::optional<std::string> first, last;
  for (const std::string& date : dates) {
    const std::string one = year_first(date);
    if (one.empty()) return {};
    // 2024 and 2024-02 cannot be ordered: "2024" stands for both
    first = first ? std::min(*first, one) : one;
    if (!last || last->starts_with(one) || (one > *last && !one.starts_with(*last))) last = one;
  }
  return {day_first(first.value_or("")), day_first(last.value_or(""))};
}

}  // namespace codau::exports
