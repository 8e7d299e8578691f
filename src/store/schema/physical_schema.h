// store/schema/physical_schema.h — how a store keeps the rows of tables that others refer to: with
// a number in a table kept_<name>. A view of the table's own name gives what the schema says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "record/schema/typed_row.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// Tables whose rows evidence and corrections are about. No two rows of a store have the same
/// number, whatever their tables.
[[nodiscard]] bool has_row_numbers(const record::Table& table);
/// Whether a store keeps the number of the row that this key names: a UUID takes 36 bytes, and an
/// index over it again.
[[nodiscard]] bool is_number_key(const record::ForeignKey& key);
/// Returns the key of a column that holds a row number; nullptr for all other columns. `table` may
/// be a part of a table of record::schema(), as in all functions below.
[[nodiscard]] const record::ForeignKey* find_number_key(const record::Table& table,
                                                        const record::Column& column);

/// Returns the column of what a text as read became; nullptr for all other columns. A store keeps
/// the text as read as '' if it is the same.
[[nodiscard]] const record::Column* find_restored_column(const record::Table& table,
                                                         const record::Column& column);

/// The column of a row that names its section.
inline constexpr std::string_view kSectionKey = record::Tasks::section_id.name;
/// A task in prose is its section word for word: its text, and as it was read, are kept as '' if
/// they are the section's. Returns the column of sections with the same text; nullptr for all other
/// columns.
[[nodiscard]] const record::Column* find_section_text(const record::Table& table,
                                                      const record::Column& column);

/// Whether the table is a view.
[[nodiscard]] bool is_view(const record::Table& table);
/// Returns the table that holds its rows: "kept_<table>" if the table is a view.
[[nodiscard]] std::string make_physical_name(const record::Table& table);
[[nodiscard]] std::string make_view_statement(const record::Table& table);

/// kFileOrder: the order of flat files, the same whatever was stored first. By doc_id and seq (of
/// the parent if the table has none), then primary key. kKeyOrder: by primary key. kNone: as it
/// comes.
enum class RowOrder : std::uint8_t { kFileOrder, kKeyOrder, kNone };
/// Returns the query for the rows of a table and one more column: the document of the row, NULL in
/// tables of RowOwner::kShared. `column`: only the rows with value ?1 there; "doc_id" selects the
/// rows of a document in any table that is not kShared. A UUID may come as its 16 bytes.
[[nodiscard]] std::string make_row_select(const record::Table& table, std::string_view column = {},
                                          RowOrder order = RowOrder::kFileOrder);

}  // namespace codau::store
