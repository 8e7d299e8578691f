// export/archive/archival_fields.h — the metadata fields that an archive wants, read from the
// tables in data/archival. The tables follow the circular Thông tư 05/2025/TT-BNV as others
// describe it; its text was not at hand. To correct a name, a length or a code, change a line of a
// table.
// 1. A paper (văn bản) is one document of the store. An archival file (hồ sơ) is a set of papers
//    that are kept together.
// 2. A package is a ZIP file with one archival file: a SIP (submission information package) or an
//    AIP (archival information package, for preservation).
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
  bool is_mandatory = false;   ///< without a value, no package is made; implies is_needed
  /// The field is also needed if the field `needed_field` has the value `needed_value`. Empty: no
  /// such condition.
  std::string needed_field, needed_value;
  std::string codes;  ///< name of a list in codes.tsv with the permitted values; empty: any value
  /// The permitted form of a value.
  enum class Type : std::uint8_t {
    kText,    ///< any text
    kDate,    ///< DD/MM/YYYY, MM/YYYY or YYYY
    kDay,     ///< DD/MM/YYYY only
    kNumber,  ///< digits only
    kCode     ///< is_valid_archive_code()
  } type = Type::kText;
  /// The source of a value that the metadata do not give; empty: no source.
  /// 1. "=VALUE": always VALUE.
  /// 2. "document.NAME": the column NAME of the table `documents`.
  /// 3. "paper.NAME": id, code, ordinal, issued_date, pages or confidence of the paper.
  /// 4. "file.NAME" for a field of an archival file: documents, pages, first_date, last_date,
  ///    confidence or archive_code, computed from its papers.
  /// 5. "file.NAME" for a field of a paper: the field NAME of its archival file.
  std::string from;
};
/// The form of a delivery to an archive.
enum class ArchivalForm : std::uint8_t {
  kSheets,  ///< a workbook of metadata and the PDFs, for the packaging tools of an archive
  kSip,     ///< packages for submission
  kAip,     ///< packages for preservation
};
/// The tables of one form, each in the order of its lines.
struct ArchivalTables {
  std::vector<ArchivalField> files;  ///< of archival files: ho_so.tsv, sip_ho_so.tsv, aip_ho_so.tsv
  std::vector<ArchivalField> papers;  ///< of papers: van_ban.tsv, sip_van_ban.tsv, aip_van_ban.tsv
  /// The permitted values of each list, by the name of the list: codes.tsv.
  std::map<std::string, std::set<std::string>> codes;
  /// Fields that only packages have (goi.tsv); empty for kSheets.
  std::vector<ArchivalField> package = {};
  /// Fields of the other forms. One metadata file may hold the fields of all forms.
  std::vector<ArchivalField> other_files = {}, other_papers = {};
};

/// Reads the tables of a form from the folder data/archival. Throws Error{kModel} if a table is
/// missing or malformed. The message has the table, and the text or the first cell of the bad line.
[[nodiscard]] ArchivalTables read_archival_tables(const std::filesystem::path& folder,
                                                  ArchivalForm form = ArchivalForm::kSheets);

/// Constant values and names in packages of one form, by term (packages.tsv). A term is the XML
/// attribute or the name that the value is for: "OBJID", "MDTYPE", "zip".
using PackageTerms = std::map<std::string, std::string, std::less<>>;
/// Reads the terms of a form. `form`: kSip or kAip. Throws Error{kModel} if packages.tsv is missing
/// or malformed, or if a term is missing, unknown or given twice.
[[nodiscard]] PackageTerms read_package_terms(const std::filesystem::path& folder,
                                              ArchivalForm form);

/// Tells whether a code may name a folder and begin the names of files: 1 to 100 ASCII letters,
/// digits, dots, dashes or underscores, with no dot at either end.
[[nodiscard]] bool is_valid_archive_code(std::string_view code);

/// Length of DD/MM/YYYY in bytes; MM/YYYY and YYYY are shorter.
inline constexpr std::size_t kFullDateLength = 10;

/// Returns the code of the first fault of a value, in this order; empty for a good value. An empty
/// value has no fault.
/// 1. BAD_DATE: kDate or kDay, but not DD/MM/YYYY, MM/YYYY or YYYY of the calendar, from the year
///    1.
/// 2. PARTIAL_DATE: kDay, but without the day.
/// 3. BAD_NUMBER: kNumber, but with other characters than digits.
/// 4. BAD_CODE: kCode, but not is_valid_archive_code().
/// 5. TOO_LONG: more than ArchivalField::max_length characters.
/// 6. NOT_IN_LIST: not in the list ArchivalField::codes.
[[nodiscard]] std::string_view find_value_fault(const ArchivalTables& tables,
                                                const ArchivalField& field, std::string_view value);

/// Tells whether `date` is after `other`, both as DD/MM/YYYY, MM/YYYY or YYYY. Compares only the
/// parts that both have: "02/2024" is neither after "15/02/2024" nor before.
[[nodiscard]] bool is_later_date(std::string_view date, std::string_view other);

/// Returns the known part of an EDTF date: "2024-02-15" gives "15/02/2024", "2024-02-XX" gives
/// "02/2024", "2024" gives "2024". Empty if no year is known.
[[nodiscard]] std::string to_archival_date(std::string_view edtf);
/// A first and a last date, as to_archival_date() writes dates. Both may be empty.
struct DateSpan {
  std::string first, last;
};
/// Returns the earliest and the latest of `dates`. Of two dates that cannot be ordered, the less
/// precise counts: "02/2024" and "15/02/2024" give "02/2024" twice. Both results are empty if
/// `dates` is empty or holds an empty date.
[[nodiscard]] DateSpan find_date_span(const std::vector<std::string>& dates);

}  // namespace codau::exports
