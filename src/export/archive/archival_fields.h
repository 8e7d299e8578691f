// export/archive/archival_fields.h — defines the metadata fields that an archive requires, checks
// their values, and formats dates as an archive writes them. Terms:
// 1. A paper (văn bản) is one document of the store, the output folder of `codau run`.
// 2. An archival file (hồ sơ) is a set of papers that are kept together.
// 3. A package is a ZIP file with one archival file: a SIP (submission information package) or an
//    AIP (archival information package, for preservation).
// 4. A field is a named value of a paper, of an archival file or of a package, such as a title.
// 5. The metadata are the values that people give for fields, in a CSV file
//    (export/archive/archival_plan.h).
// Tables in the folder data/archival list the fields, one field on each line. Source: descriptions
// of the circular Thông tư 05/2025/TT-BNV by others, not the circular itself.
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

/// Describes a field: one line of a table.
struct ArchivalField {
  std::string name;            ///< "fileCode"
  std::string label;           ///< what people call the field: "Mã hồ sơ"
  std::size_t max_length = 0;  ///< maximum length in characters; 0: no limit is known
  bool is_needed = false;      ///< an empty value is a fault; alone it prevents no package
  /// The field needs a good value (implies is_needed): otherwise no package (SIP, AIP) is made.
  bool is_mandatory = false;
  /// An empty value is a fault, too, if the field `needed_field` has the value `needed_value` in
  /// the same paper or archival file. Both empty: no such condition.
  std::string needed_field, needed_value;
  /// Name of the list of permitted values in ArchivalTables::codes. Empty: all values.
  std::string codes;
  /// The permitted syntax of a value.
  enum class Type : std::uint8_t {
    kText,    ///< any text
    kDate,    ///< DD/MM/YYYY, MM/YYYY or YYYY
    kDay,     ///< DD/MM/YYYY only
    kNumber,  ///< digits only
    kCode     ///< a code that is_valid_archive_code() accepts
  } type = Type::kText;
  /// How codau finds a value that the metadata do not give. Empty: the value stays empty.
  /// 1. "=VALUE": the value is VALUE.
  /// 2. "document.NAME": the column NAME of the paper's row in the table `documents`.
  /// 3. "paper.NAME": a fact of the paper. NAME is id, code or ordinal (PlacedPaper in
  ///    archival_plan.h), issued_date, pages (number of pages) or confidence. Confidence is "01"
  ///    for a born-digital paper, and "02" for a scanned paper.
  /// 4. "file.NAME", for a field of a paper: the value of the field NAME of its archival file.
  /// 5. "file.NAME", for a field of an archival file or package: computed from its papers. NAME is
  ///    documents (number of papers), pages (number of pages), first_date, last_date or confidence.
  ///    Confidence is "03" if some papers are born digital and some scanned.
  /// 6. "file.archive_code", for a field of an archival file or package: archiveCode and fileCode
  ///    of the metadata, with a dot between. Without archiveCode, the value is fileCode alone.
  std::string from;
};
/// What is delivered to an archive: sheets or packages.
enum class ArchivalForm : std::uint8_t {
  kSheets,  ///< PDFs, and a workbook with their metadata, for the packaging tools of an archive
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
  /// Fields that only other forms have. The metadata may give values for these fields; the values
  /// are not used.
  std::vector<ArchivalField> other_file_fields = {}, other_paper_fields = {};
};

/// Reads the fields of a form. `folder`: data/archival. Throws Error{kModel} if a table is missing
/// or malformed. The message names the table, and has the bad line or its first cell.
[[nodiscard]] ArchivalTables read_archival_tables(const std::filesystem::path& folder,
                                                  ArchivalForm form = ArchivalForm::kSheets);

/// Constants for all packages of one form, by name. A constant is the value of an XML attribute, or
/// a pattern of file names (fill_placeholders() in package_xml.h). For example, "MDTYPE" is "DC",
/// and "zip" is "{FOLDER}", the pattern of the names of ZIP files.
using PackageTerms = std::map<std::string, std::string, std::less<>>;
/// Reads these constants from packages.tsv in `folder` (data/archival). `form`: kSip or kAip.
/// Throws Error{kModel} if the table is missing or malformed, or if a name is missing, unknown or
/// given twice.
[[nodiscard]] PackageTerms read_package_terms(const std::filesystem::path& folder,
                                              ArchivalForm form);

/// Tells whether `code` may be the name of a folder and the beginning of file names. A valid code
/// has 1 to 100 ASCII letters, digits, dots, dashes or underscores, and no dot at either end.
[[nodiscard]] bool is_valid_archive_code(std::string_view code);

/// Length of DD/MM/YYYY in bytes; MM/YYYY and YYYY are shorter.
inline constexpr std::size_t kFullDateLength = 10;

/// Returns the fault code of the value of a field: the first of this list that applies. Returns an
/// empty text if the value is empty or has no fault.
/// 1. BAD_DATE: field.type is kDate or kDay, and the value has none of the forms of kDate, or the
///    calendar lacks the date (year 0, 31/02).
/// 2. PARTIAL_DATE: field.type is kDay, and the date has no day.
/// 3. BAD_NUMBER: field.type is kNumber, and the value has other characters than digits.
/// 4. BAD_CODE: field.type is kCode, and is_valid_archive_code() refuses the value.
/// 5. TOO_LONG: the value has more than field.max_length characters.
/// 6. NOT_IN_LIST: field.codes names a list of tables.codes that does not have the value.
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
/// Returns the earliest and the latest of `dates`. If a date contains another, as "02/2024"
/// contains "15/02/2024", the longer period counts: these two give "02/2024" as first and as last.
/// Returns two empty texts if `dates` is empty or has an empty date.
[[nodiscard]] DateSpan find_date_span(const std::vector<std::string>& dates);

}  // namespace codau::exports
