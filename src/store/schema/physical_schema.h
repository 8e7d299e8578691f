// store/schema/physical_schema.h — how a store keeps tables that other tables refer to. The rows
// are in a table kept_<name> and have numbers, which take less space than UUIDs. A view with the
// name of the table shows the columns of the schema.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "record/schema/typed_row.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// Tells whether the rows of a table have numbers: evidence and corrections are about these rows.
/// No two rows of a store have the same number, even in different tables.
[[nodiscard]] bool has_row_numbers(const record::Table& table);
/// Tells whether a store keeps the number of the row that this key names instead of its UUID. A
/// UUID takes 36 bytes, and again in each index.
[[nodiscard]] bool is_number_key(const record::ForeignKey& key);
/// Returns the key of a column that holds a row number; nullptr for all other columns. A `table`
/// may be a part of a table of record::schema(), here and in all functions below.
[[nodiscard]] const record::ForeignKey* find_number_key(const record::Table& table,
                                                        const record::Column& column);

/// Returns the column with the restored text for a column with the text as read; nullptr for all
/// other columns. A store keeps the text as read as '' if both are equal.
[[nodiscard]] const record::Column* find_restored_column(const record::Table& table,
                                                         const record::Column& column);

/// The column of a task that names its section.
inline constexpr std::string_view kSectionKey = record::Tasks::section_id.name;
/// Returns the column of sections with the same text as a column of tasks; nullptr for all other
/// columns. A task in prose equals its section word for word: a store then keeps its text, and the
/// text as read, as ''.
[[nodiscard]] const record::Column* find_section_text(const record::Table& table,
                                                      const record::Column& column);

/// Tells whether a store shows the table as a view.
[[nodiscard]] bool is_view(const record::Table& table);
/// Returns the name of the table that holds the rows: "kept_<table>" if the table is a view,
/// otherwise its own name.
[[nodiscard]] std::string make_physical_name(const record::Table& table);
/// Returns the statement that creates the view of a table. Precondition: is_view().
[[nodiscard]] std::string make_view_statement(const record::Table& table);

/// The order of rows:
/// 1. kFileOrder: the order of flat files, independent of the order of storing. By doc_id and seq
///    (of the parent if the table has none), then by primary key.
/// 2. kKeyOrder: by primary key.
/// 3. kNone: any order.
enum class RowOrder : std::uint8_t { kFileOrder, kKeyOrder, kNone };
/// Returns the query for the rows of a table and one more column: the document of the row, or NULL
/// in tables of RowOwner::kShared. If `column` is given, only the rows with value ?1 in it. The
/// column "doc_id" selects the rows of a document in every table that is not kShared. A UUID may
/// come as its 16 bytes.
[[nodiscard]] std::string make_row_select(const record::Table& table, std::string_view column = {},
                                          RowOrder order = RowOrder::kFileOrder);

}  // namespace codau::store
