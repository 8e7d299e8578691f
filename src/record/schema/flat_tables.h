// record/schema/flat_tables.h — descriptions of the flat tables plan_tasks and due_dates. Each row
// has all values that a question about plans needs, so that nobody has to join tables. The flat
// tables are views of the published tables (store/schema/flat_views.h). No value is stored twice.
#pragma once

#include <span>
#include <string_view>

#include "record/schema/schema.h"

namespace codau::record {

/// Returns the descriptions of plan_tasks and due_dates.
/// The table plan_tasks has a row for each deadline of each task, and one row for a task without
/// deadline. The table due_dates has a row for each day on which a deadline is due:
/// 1. The day of a deadline, if the day is printed or follows from a printed period.
/// 2. Each day of a recurring deadline.
/// Two deadlines of one task may name the same day with the same deadline_label. They share a row,
/// which belongs to a deadline that does not recur, if any, else to the first.
/// A recurring deadline is expanded between these two days:
/// 1. The first day is `period_start`, else the first day of the plan's year, else the date of
///    issue. Days before the date of issue do not count.
/// 2. The last day is `period_end`, else the last day of the plan's year, else the last day of the
///    year of issue. Days more than ten years after the first day do not count.
/// Within this span the deadline is due on the day that its rule names. Day 31 means the last day
/// of a shorter month; "trước" (before) means the day before. A rule without day is due on the last
/// day of the week, month, quarter, half-year or year. Daily duties have no rows.
[[nodiscard]] std::span<const Table> flat_tables();
/// Returns whether the table is plan_tasks or due_dates.
[[nodiscard]] bool is_flat(const Table& table);

/// Returns the names of the columns that describe the document of a task. Their values are NULL if
/// the row of the document is missing.
[[nodiscard]] std::span<const std::string_view> list_document_columns(const Table& flat);

/// Separates the values in a column that joins values of several rows.
inline constexpr std::string_view kJoinSeparator = "; ";
/// Returns whether a column of a flat table joins values of several rows: agencies, citations or
/// source files.
[[nodiscard]] bool is_joined(const Column& flat);

/// Returns the character that is printed between a document's number and its notation. This is '-'
/// if the notation has a slash before its first hyphen, else '/'. The Party and its unions write
/// "57-NQ/TW"; all other bodies write "07/KH-UBND".
[[nodiscard]] char find_notation_separator(std::string_view notation);

/// Returns the name of the same view with Vietnamese names: ke_hoach_nhiem_vu or ngay_den_han.
[[nodiscard]] std::string_view to_vietnamese_name(const Table& flat);
/// Returns the Vietnamese name of a column of a flat table: "so_ky_hieu" for document_number.
/// Throws Error{kInternal} for any other column.
[[nodiscard]] std::string_view to_vietnamese_name(const Column& flat);

}  // namespace codau::record
