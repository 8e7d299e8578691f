// store/kept.h — how the rows of some tables are kept: in another table behind a view, which gives
// what the schema says and which plain SQL reads by the same indexes.
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
/// kept as the way back to it (store/readings.h).
[[nodiscard]] bool is_numbered(const record::Table& table);
/// The foreign key by which a column has the number of a row; nullptr for all other columns.
[[nodiscard]] const record::ForeignKey* number_key(const record::Table& table,
                                                   const record::Column& column);
/// For a column with text as it was read that is kept as the way back: the column of what it
/// became.
[[nodiscard]] std::optional<std::size_t> became(const record::Table& table, std::size_t column);

/// A task in prose is its section, word for word: its text is kept as '' where it is that of the
/// section, and as it was read as the number of its first id where the section's leads back by the
/// same changes.
struct SameText {
  std::string_view table, column, key, of;
};
inline constexpr SameText kSameText{"tasks", "task_text", "section_id", "text"};

/// Whether the table is a view.
[[nodiscard]] bool is_view(const record::Table& table);
/// Where its rows are: "kept_<table>" behind a view.
[[nodiscard]] std::string kept_name(const record::Table& table);
/// " FROM …": the rows as they are kept, named t, and those that they refer to; and the value of a
/// column there, where text as it was read is as ReadingWriter gives it.
[[nodiscard]] std::string from_kept(const record::Table& table);
[[nodiscard]] std::string kept_value(const record::Table& table, const record::Column& column);
/// The view, and those of evidence and corrections (store/provenance.h).
[[nodiscard]] std::string create_view(const record::Table& table);
[[nodiscard]] std::string create_evidence_view(Tables tables);
[[nodiscard]] std::string create_corrections_view(Tables tables);

/// That of all flat files, the same whatever was stored first: by doc_id and seq (of the parent
/// where the table has none), then primary key; or by the key alone.
enum class Order : std::uint8_t { kOfFiles, kByKey };
/// The rows of a table with one more column: the document of the row, NULL for rows of several.
/// Text as it was read is as it is kept. `column`: only those with value ?1 there; "doc_id" for the
/// rows of a document of any table that is not shared.
[[nodiscard]] std::string select_kept(Tables tables, const record::Table& table,
                                      std::string_view column = {}, Order order = Order::kOfFiles);

}  // namespace codau::store
