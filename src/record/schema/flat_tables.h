// record/schema/flat_tables.h — the flat tables: all that a question about plans needs in one row,
// made of the rows of record::schema() as views (store/schema/flat_views.h), so that nothing is
// kept twice.
#pragma once

#include <span>
#include <string_view>

#include "record/schema/schema.h"

namespace codau::record {

/// plan_tasks: a row for each task and deadline; a task without one has one row. due_dates: a row
/// for each day on which something is due, so that each deadline counts once: dates that are
/// printed or follow from a period that is, and recurring ones expanded; a day that two deadlines
/// of a task name for the same (deadline_label) is of the first, of one that does not recur if any.
///
/// A recurring duty is due from the first to the last day of its plan (`period_start` to
/// `period_end`, else the plan's year, else from the date of issue to the end of its year), not
/// before the date of issue, ten years at most: on the day that its rule names (31 is the last of a
/// shorter month, "trước" the day before), else on the last day of the week, month, quarter,
/// half-year or year. What is to be done every day has no day of its own here.
[[nodiscard]] std::span<const Table> flat_tables();
[[nodiscard]] bool is_flat(const Table& table);

/// Its columns that say something of the document; NULL where the row of that is not at hand.
[[nodiscard]] std::span<const std::string_view> list_document_columns(const Table& flat);

/// Between the values of a column that joins many.
inline constexpr std::string_view kJoinSeparator = "; ";
/// Whether a column of a flat table joins the values of many rows: agencies, citations, sources.
[[nodiscard]] bool is_joined(const Column& flat);

/// What stands between a number and its notation in print: "57-NQ/TW" of the Party and its unions,
/// whose notations have a slash behind the type, "07/KH-UBND" of all others.
[[nodiscard]] char find_notation_separator(std::string_view notation);

/// The views again with Vietnamese names: ke_hoach_nhiem_vu and ngay_den_han.
[[nodiscard]] std::string_view to_vietnamese_name(const Table& flat);
/// "so_ky_hieu" for document_number. Precondition: a column of a flat table.
[[nodiscard]] std::string_view to_vietnamese_name(const Column& flat);

}  // namespace codau::record
