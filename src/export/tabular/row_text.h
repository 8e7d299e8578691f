// export/tabular/row_text.h — rows of a table as JSON and as CSV. A parameter `row` has the values
// of the columns of `table`, in their order, except in format_excel_csv_line().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/atomic_file.h"
#include "record/rows/records.h"
#include "record/schema/schema.h"

namespace codau::exports {

/// Returns a number with four decimals and a point, whatever the locale: "0.9700". Throws
/// Error{kInternal} for a number that is not finite.
[[nodiscard]] std::string format_real(double value);

/// Returns a row as one JSON object and a line feed. Law: jq and json.loads read the same values
/// back.
/// 1. Keys have the order of the schema. NULL is null, and reals have four decimals.
/// 2. Text is UTF-8; only `" \` and U+0000 to U+001F are escaped.
[[nodiscard]] std::string format_jsonl_line(const record::Table& table, const record::Row& row);
/// Returns the same object without its line feed, to be nested in another object.
[[nodiscard]] std::string format_json_object(const record::Table& table, const record::Row& row);
/// Writes the object of format_json_object() piece by piece, for rows with a long text.
void write_json_object(const record::Table& table, const record::Row& row, io::FileSink& to);

/// Returns a value as text, not quoted or escaped. NULL is empty, bool is true or false, reals have
/// four decimals, and the items of a list are joined by '|'.
[[nodiscard]] std::string format_value(const record::Value& value);

// CSV for programs: UTF-8 without byte order mark, with commas. Each result ends with LF. Values
// are those of format_value(). Only values that need quotes have them, and in quotes `"` is
// doubled. Law: Python's csv module reads the same values back.

/// Returns the first line of a file, with the names of the columns.
[[nodiscard]] std::string format_csv_header(const record::Table& table);
/// Returns the line of a row.
[[nodiscard]] std::string format_csv_line(const record::Table& table, const record::Row& row);

// CSV for Excel: a file begins with kByteOrderMark, which the caller writes. Every field is quoted,
// and each result ends with CRLF. A guard, a leading `'`, is added to each value that Excel would
// run as a formula. These values begin with = + - @ TAB CR or a full-width ＝＋－＠. Excel may
// still change numbers, dates and ordinals; XLSX keeps them.

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// Returns a line of texts without adding guards: for titles.
[[nodiscard]] std::string format_excel_csv_header(const std::vector<std::string>& titles);
/// Returns the line of a row, in the order of `row`. Only the number of columns of `table` counts,
/// so that the caller may give the values in another order.
[[nodiscard]] std::string format_excel_csv_line(const record::Table& table, const record::Row& row);
/// Returns format_value(), with a guard if Excel would run the value as a formula; not quoted.
[[nodiscard]] std::string format_guarded_value(const record::Value& value);

}  // namespace codau::exports
