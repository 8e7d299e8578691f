// export/archival_fields.h — the fields of metadata sheets for archives, as data/archival has them:
// a correction of the circular's names, lengths or codes is a line there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
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
  std::string needed_field, needed_value;  ///< it is needed where that field has that value
  std::string codes;                       ///< list that it must be of; empty: any text
  enum class Form : std::uint8_t { kText, kDate, kNumber } form = Form::kText;
  std::string from;  ///< where it comes from by itself; empty: nowhere
};
/// The tables ho_so.tsv, van_ban.tsv and codes.tsv.
struct ArchivalTables {
  std::vector<ArchivalField> files, papers;
  std::map<std::string, std::set<std::string>> codes;
};

/// Throws Error{kModel} with file and line where one is missing or is no such table.
[[nodiscard]] ArchivalTables archival_tables(const std::filesystem::path& folder);

/// What is wrong with a value by itself: BAD_DATE (not DD/MM/YYYY, MM/YYYY or YYYY), BAD_NUMBER
/// (not digits alone), TOO_LONG, NOT_IN_LIST, or nothing (empty). An empty value is never wrong.
[[nodiscard]] std::string_view fault_of(const ArchivalTables& tables, const ArchivalField& field,
                                        std::string_view value);

/// "15/02/2024", "02/2024" or "2024" of an EDTF date, as far as it is known; empty for no date.
[[nodiscard]] std::string known_date(std::string_view edtf);
/// The first and the last of dates as known_date() has them: as far as all of them tell. Empty
/// where one is empty, or there is none.
struct DateSpan {
  std::string first, last;
};
[[nodiscard]] DateSpan span_of(const std::vector<std::string>& dates);

}  // namespace codau::exports
