// export/archive/archival_fields.h — the metadata fields that an archive wants. Tables in the
// folder data/archival list the fields, one a line. They follow the circular Thông tư
// 05/2025/TT-BNV as others describe it; its text was not at hand. To correct a field, change its
// line. Terms:
// 1. A paper (văn bản) is one document of the store, the output folder of `codau run`.
// 2. An archival file (hồ sơ) is a set of papers that are kept together.
// 3. A package is a ZIP file with one archival file: a SIP (submission information package) or an
//    AIP (archival information package, for preservation).
// 4. The metadata are values that people give for fields (export/archive/archival_plan.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// A field of an archival file, of a paper or of a package: one line of a table.
struct ArchivalField {
  std::string name;            ///< "fileCode"
  std::string label;           ///< what people call the field: "Mã hồ sơ"
  std::size_t max_length = 0;  ///< maximum length in characters; 0: no limit is known
  bool is_needed = false;      ///< an empty value is reported as missing
  bool is_mandatory = false;   ///< no package is made without a good value; implies is_needed
  /// The field is also needed if the field `needed_field` has the value `needed_value`. Empty: no
  /// such condition.
  std::string needed_field, needed_value;
  std::string codes;  ///< name of the list of permitted values (ArchivalTables::codes); empty: any
  /// The permitted syntax of a value.
  enum class Type : std::uint8_t {
    kText,    ///< any text
    kDate,    ///< DD/MM/YYYY, MM/YYYY or YYYY
    kDay,     ///< DD/MM/YYYY only
    kNumber,  ///< digits only
    kCode     ///< a code that is_valid_archive_code() accepts
  } type = Type::kText;
  /// The source of a value, used if the metadata do not give the value. Empty: no source.
  /// 1. "=VALUE": always VALUE.
  /// 2. "document.NAME": the column NAME of the table `documents`.
  /// 3. "paper.NAME": id, code, ordinal, issued_date, pages or confidence of the paper.
  /// 4. "file.NAME" for a field of an archival file. NAME is documents, pages, first_date,
  ///    last_date or confidence: computed from its papers. Or NAME is archive_code: archiveCode, a
  ///    dot and fileCode of the metadata.
  /// 5. "file.NAME" for a field of a paper: the field NAME of its archival file.
  std::string from;
};
/// What is delivered to an archive: sheets or packages.
enum class ArchivalForm : std::uint8_t {
  kSheets,  ///< a workbook of metadata and the PDFs, for the packaging tools of an archive
  kSip,     ///< packages for submission
  kAip,     ///< packages for preservation
};
/// The fields of one ArchivalForm, each list in the order of its table.
struct ArchivalTables {
  /// Fields of archival files: ho_so.tsv, sip_ho_so.tsv or aip_ho_so.tsv.
  std::vector<ArchivalField> file_fields;
  /// Fields of papers: van_ban.tsv, sip_van_ban.tsv or aip_van_ban.tsv.
  std::vector<ArchivalField> paper_fields;
  /// The permitted values of each list in codes.tsv, by the name of the list.
  std::map<std::string, std::set<std::string>> codes;
  /// Fields that only packages have (goi.tsv); empty for kSheets.
  std::vector<ArchivalField> package_fields = {};
  /// Fields that only other forms have. One metadata file may hold the fields of all forms.
  std::vector<ArchivalField> other_file_fields = {}, other_paper_fields = {};
};

/// Reads the fields of a form. `folder`: data/archival. Throws Error{kModel} if a table is missing
/// or malformed. The message names the table, and has the bad line or its first cell.
[[nodiscard]] ArchivalTables read_archival_tables(const std::filesystem::path& folder,
                                                  ArchivalForm form = ArchivalForm::kSheets);

/// Constants for all packages of one form: values of XML attributes, and patterns of names
/// (fill_placeholders() in package_xml.h). The key tells what the constant is for: "MDTYPE" gives
/// "DC", "zip" gives "{FOLDER}".
using PackageTerms = std::map<std::string, std::string, std::less<>>;
/// Reads these constants from packages.tsv in `folder` (data/archival). `form`: kSip or kAip.
/// Throws Error{kModel} if the table is missing or malformed, or if a key is missing, unknown or
/// given twice.
[[nodiscard]] PackageTerms read_package_terms(const std::filesystem::path& folder,
                                              ArchivalForm form);

/// Tells whether a code is fit to name a folder and to begin file names: 1 to 100 ASCII letters,
/// digits, dots, dashes or underscores, with no dot at either end.
[[nodiscard]] bool is_valid_archive_code(std::string_view code);

/// Length of DD/MM/YYYY in bytes; MM/YYYY and YYYY are shorter.
inline constexpr std::size_t kFullDateLength = 10;

/// Checks a value in this order, and returns the code of the first fault. Returns an empty text for
/// a good or empty value.
/// 1. BAD_DATE: kDate or kDay, but not DD/MM/YYYY, MM/YYYY or YYYY, or not in the calendar (year 0,
///    31/02).
/// 2. PARTIAL_DATE: kDay, but without the day.
/// 3. BAD_NUMBER: kNumber, but with other characters than digits.
/// 4. BAD_CODE: kCode, but is_valid_archive_code() is false.
/// 5. TOO_LONG: more than ArchivalField::max_length characters.
/// 6. NOT_IN_LIST: not in the list that ArchivalField::codes names.
[[nodiscard]] std::string_view find_value_fault(const ArchivalTables& tables,
                                                const ArchivalField& field, std::string_view value);

/// Tells whether `date` is after `other`, both as DD/MM/YYYY, MM/YYYY or YYYY. Compares only the
/// parts that both have: "02/2024" is neither after "15/02/2024" nor before.
[[nodiscard]] bool is_later_date(std::string_view date, std::string_view other);

/// Returns the known part of an EDTF date: "2024-02-15" gives "15/02/2024", "2024-02-XX" gives
/// "02/2024", "2024" gives "2024". Empty if no year is known.
[[nodiscard]] std::string to_archival_date(std::string_view edtf);
/// A first and a last date as DD/MM/YYYY, MM/YYYY or YYYY. Both may be empty.
struct DateSpan {
  std::string first, last;
};
/// Returns the earliest and the latest of `dates`. Of two dates that cannot be ordered, the less
/// precise counts: "02/2024" and "15/02/2024" give "02/2024" twice. Both results are empty if
/// `dates` is empty or holds an empty date.
[[nodiscard]] DateSpan find_date_span(const std::vector<std::string>& dates);

}  // namespace codau::exports
