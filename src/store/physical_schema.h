// store/physical_schema.h — how the rows of some tables are kept: in another table behind a view,
// which gives what the schema says and which plain SQL reads by the same indexes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/ddl.h"

namespace codau::store {

/// Sections and tasks: each row has a number, by which the full-text index and the rows that refer
/// to it call it (an id takes 36 bytes, and an index over it again), and its text as it was read is
/// kept as the way back to it (store/ocr_delta.h).
[[nodiscard]] bool has_row_numbers(const record::Table& table);
/// The foreign key by which a column has the number of a row; nullptr for all other columns.
[[nodiscard]] const record::ForeignKey* find_number_key(const record::Table& table,
                                                        const record::Column& column);
/// For a column with text as it was read that is kept as the way back: the column of what it
/// became.
[[nodiscard]] std::optional<std::size_t> find_restored_column(const record::Table& table,
                                                              std::size_t column);

/// A task in prose is its section, word for word: its text is kept as '' where it is that of the
/// section, and as it was read as the number of its first id where the section's leads back by the
/// same changes.
struct SharedText {
  std::string_view table, column, key, of;
};
inline constexpr SharedText kSharedText{"tasks", "task_text", "section_id", "text"};

/// Whether the table is a view.
[[nodiscard]] bool is_view(const record::Table& table);
/// Where its rows are: "kept_<table>" behind a view.
[[nodiscard]] std::string make_physical_name(const record::Table& table);
/// " FROM …": the rows as they are kept, named t, and those that they refer to; and the value of a
/// column there, where text as it was read is as OcrDeltaWriter gives it.
[[nodiscard]] std::string make_from_clause(const record::Table& table);
[[nodiscard]] std::string make_value_expression(const record::Table& table,
                                                const record::Column& column);
/// The view, and those of evidence and corrections (store/provenance.h).
[[nodiscard]] std::string make_view_statement(const record::Table& table);
[[nodiscard]] std::string make_evidence_view(TableSpan tables);
[[nodiscard]] std::string make_corrections_view(TableSpan tables);

/// That of all flat files, the same whatever was stored first: by doc_id and seq (of the parent
/// where the table has none), then primary key; or by the key alone.
enum class RowOrder : std::uint8_t { kFileOrder, kKeyOrder };
/// The rows of a table with one more column: the document of the row, NULL for rows of several.
/// Text as it was read is as it is kept. `column`: only those with value ?1 there; "doc_id" for the
/// rows of a document of any table that is not shared.
[[nodiscard]] std::string make_row_select(TableSpan tables, const record::Table& table,
                                          std::string_view column = {},
                                          RowOrder order = RowOrder::kFileOrder);

}  // namespace codau::store
