// export/archive/archival_fields.h — the fields of metadata sheets for archives, as data/archival
// has them: a correction of the circular's names, lengths or codes is a line there.
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
  std::string name, label;  ///< "fileCode", "Mã hồ sơ"
  std::size_t most = 0;     ///< characters; 0: not known
  bool is_needed = false;
  bool is_must = false;                    ///< of a package: none goes without it
  std::string needed_field, needed_value;  ///< it is needed where that field has that value
  std::string codes;                       ///< list that it must be of; empty: any text
  enum class Form : std::uint8_t { kText, kDate, kDay, kNumber, kCode } form = Form::kText;
  std::string from;  ///< where it comes from by itself; empty: nowhere
};
/// What is made for an archive: sheets, or packages.
enum class ArchivalForm : std::uint8_t { kSheets, kSip, kAip };
/// The tables of a form: ho_so.tsv and van_ban.tsv, or those that begin with sip_ or aip_;
/// goi.tsv of a package; and codes.tsv.
struct ArchivalTables {
  std::vector<ArchivalField> files, papers;  ///< in order
  std::map<std::string, std::set<std::string>> codes;
  std::vector<ArchivalField> package = {};  ///< what a package says besides; none of sheets
  /// Fields of the other forms: one list of metadata does for all.
  std::vector<ArchivalField> other_files = {}, other_papers = {};
};

/// Throws Error{kModel} with file and line where one is missing or is no such table.
[[nodiscard]] ArchivalTables archival_tables(const std::filesystem::path& folder,
                                             ArchivalForm form = ArchivalForm::kSheets);

/// How packages of a form are named and what each says of itself (packages.tsv), by name.
using PackageTerms = std::map<std::string, std::string, std::less<>>;
/// Throws Error{kModel} for a table that lacks one or has others.
[[nodiscard]] PackageTerms package_terms(const std::filesystem::path& folder, ArchivalForm form);

/// It may name a folder and begin the names of files.
[[nodiscard]] bool is_good_code(std::string_view code);

/// What is wrong with a value by itself: BAD_DATE (not DD/MM/YYYY, MM/YYYY or YYYY
/// from the year 1), PARTIAL_DATE
/// (of a kDay, without its day), BAD_NUMBER (not digits alone), BAD_CODE (not is_good_code()),
/// TOO_LONG, NOT_IN_LIST, or nothing (empty). An empty value is never wrong.
[[nodiscard]] std::string_view fault_of(const ArchivalTables& tables, const ArchivalField& field,
                                        std::string_view value);

/// Of two good dates, as far as both tell: "02/2024" is neither after "15/02/2024" nor before it.
[[nodiscard]] bool is_after(std::string_view date, std::string_view other);

/// "15/02/2024", "02/2024" or "2024" of an EDTF date, as far as it is known; empty for no date.
[[nodiscard]] std::string known_date(std::string_view edtf);
/// The first and the last of dates as known_date() has them: as far as all of them tell. Empty
/// where one is empty, or there is none.
struct DateSpan {
  std::string first, last;
};
[[nodiscard]] DateSpan span_of(const std::vector<std::string>& dates);

}  // namespace codau::exports
