// export/archive/archival_fields.h — the metadata fields of archives, read from the tables in
// data/archival. To correct a name, a length or a code of the circular, change a line there. A file
// (hồ sơ) groups papers (văn bản); a paper is one document.
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

struct ArchivalField {
  std::string name, label;     ///< "fileCode", "Mã hồ sơ"
  std::size_t max_length = 0;  ///< maximum length in characters; 0: no limit is known
  bool is_needed = false;      ///< an empty value is reported as missing
  bool is_mandatory = false;   ///< without a value, no package is made; implies is_needed
  /// The field is also needed if the field `needed_field` has the value `needed_value`.
  std::string needed_field, needed_value;
  std::string codes;  ///< name of the list of permitted codes; empty: any text
  enum class Form : std::uint8_t {
    kText,    ///< any text
    kDate,    ///< DD/MM/YYYY, MM/YYYY or YYYY
    kDay,     ///< DD/MM/YYYY only
    kNumber,  ///< digits only
    kCode     ///< is_valid_archive_code()
  } form = Form::kText;
  /// Source of the value if the metadata give none: "=VALUE" is a constant, "file.pages" or
  /// "document.subject" names a known value. Empty: no source.
  std::string from;
};
/// The form of a delivery to an archive: metadata sheets, or packages.
enum class ArchivalForm : std::uint8_t { kSheets, kSip, kAip };
/// The tables of one form. ho_so.tsv has the fields of files, van_ban.tsv those of papers. Packages
/// have tables of their own, with the prefix sip_ or aip_, and further fields in goi.tsv.
struct ArchivalTables {
  std::vector<ArchivalField> files, papers;            ///< in the order of the table
  std::map<std::string, std::set<std::string>> codes;  ///< by name of the list; of codes.tsv
  std::vector<ArchivalField> package = {};  ///< further fields of a package; empty for sheets
  /// Fields of the other forms, so that one metadata file serves all forms.
  std::vector<ArchivalField> other_files = {}, other_papers = {};
};

/// Reads the tables of a form. Throws Error{kModel} with file and line if a table is missing or
/// malformed.
[[nodiscard]] ArchivalTables read_archival_tables(const std::filesystem::path& folder,
                                                  ArchivalForm form = ArchivalForm::kSheets);

/// Names and constant values of the packages of a form (packages.tsv), by term.
using PackageTerms = std::map<std::string, std::string, std::less<>>;
/// Reads the terms of a form. Throws Error{kModel} if a term is missing, unknown or given twice.
[[nodiscard]] PackageTerms read_package_terms(const std::filesystem::path& folder,
                                              ArchivalForm form);

/// Tells whether a code may name a folder and begin the names of files: 1 to 100 ASCII letters,
/// digits, dots, dashes or underscores, with no dot at either end.
[[nodiscard]] bool is_valid_archive_code(std::string_view code);

/// Returns the code of the fault of a single value, or an empty text. An empty value has no fault.
/// 1. BAD_DATE: not DD/MM/YYYY, MM/YYYY or YYYY from the year 1.
/// 2. PARTIAL_DATE: a kDay without its day.
/// 3. BAD_NUMBER: other characters than digits.
/// 4. BAD_CODE: not is_valid_archive_code().
/// 5. TOO_LONG: more than ArchivalField::max_length characters.
/// 6. NOT_IN_LIST: not in the list of codes.
[[nodiscard]] std::string_view find_value_fault(const ArchivalTables& tables,
                                                const ArchivalField& field, std::string_view value);

/// Tells whether `date` is after `other`. Compares only the parts that both dates have: "02/2024"
/// is neither after "15/02/2024" nor before it.
[[nodiscard]] bool is_later_date(std::string_view date, std::string_view other);

/// Returns the known part of an EDTF date as "15/02/2024", "02/2024" or "2024"; empty if no year is
/// known.
[[nodiscard]] std::string to_archival_date(std::string_view edtf);
/// The first and the last of the dates, in the form of to_archival_date(), as precisely as all
/// dates allow. Empty if a date is empty or the list is.
struct DateSpan {
  std::string first, last;
};
[[nodiscard]] DateSpan find_date_span(const std::vector<std::string>& dates);

}  // namespace codau::exports
