// export/tabular/row_text.h — rows of a table as text formats (standards section 10). (`export` is
// a keyword of C++: the namespace is exports.)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/atomic_file.h"
#include "record/records.h"
#include "record/schema.h"

namespace codau::exports {

/// Returns a number with four decimals and a point, whatever the locale.
[[nodiscard]] std::string format_real(double value);

/// Returns one JSON object and its line feed: keys in schema order, explicit null, reals with four
/// decimals, raw UTF-8 (only `" \` and U+0000–1F escaped). Law: jq and json.loads read the same
/// values back.
[[nodiscard]] std::string format_jsonl_line(const record::Table& table, const record::Row& row);
/// Returns the same object without its line feed, to be nested in another.
[[nodiscard]] std::string format_json_object(const record::Table& table, const record::Row& row);
/// Writes the same object piece by piece: a text may be as long as the document.
void write_json_object(const record::Table& table, const record::Row& row, io::FileSink& to);

/// Returns a value as text, before a format quotes it. NULL is empty, bool true/false, reals have
/// four decimals, a list is joined by '|'.
[[nodiscard]] std::string format_value(const record::Value& value);

/// The machine CSV: UTF-8 without BOM, LF, `"` doubled, quotes only if needed, NULL empty, bool
/// true/false, list joined by '|'. Law: Python's csv module reads the same values back.
[[nodiscard]] std::string format_csv_header(const record::Table& table);
[[nodiscard]] std::string format_csv_line(const record::Table& table, const record::Row& row);

/// The CSV for Excel: CRLF, every field quoted; the file begins with kByteOrderMark. Excel would
/// run a value as a formula if it begins with = + - @ TAB CR or a full-width ＝＋－＠. Such a value
/// gets a leading `'`. Excel may still reinterpret numbers, dates and ordinals, so values read back
/// may differ. XLSX is the format without loss.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
[[nodiscard]] std::string format_excel_csv_header(const std::vector<std::string>& titles);
[[nodiscard]] std::string format_excel_csv_line(const record::Table& table, const record::Row& row);
/// Returns the text of a field of this CSV.
[[nodiscard]] std::string format_guarded_value(const record::Value& value);

}  // namespace codau::exports
