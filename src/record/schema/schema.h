// record/schema/schema.h — the published tables (standards section 9) as data: DDL, JSON Schema,
// CSV heads and the Frictionless package are all made from here, and from nowhere else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace codau::record {

inline constexpr std::string_view kSchemaVersion = "1.3";

struct CodeList;  // record/schema/codes.h

enum class ColumnType : std::uint8_t { kText, kUuid, kDate, kInt, kReal, kBool, kJson, kList };

/// Column::nullable of a column that may be NULL.
inline constexpr bool kNullable = true;

struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
  bool nullable = false;
  std::string_view about;  ///< one English sentence, goes into the JSON Schema
  /// Of a kText that is one of a closed list; null = free. A kList holds review reasons
  /// (record/schema/reasons.h).
  const CodeList* codes = nullptr;
  /// Code points that the law allows (NĐ 30, Phụ lục VI); 0 = no limit. A longer value is kept
  /// whole and flagged LENGTH_LIMIT, so the JSON Schema does not refuse it.
  std::uint32_t max_length = 0;
};
struct ForeignKey {
  std::string_view column, table, target;
};
struct Table {
  std::string_view name;
  std::span<const Column> columns;
  std::span<const std::string_view> primary_key;
  std::span<const ForeignKey> foreign_keys;
};

/// All tables, parents before children: agencies, documents, sources, pages, sections, tasks,
/// task_deadlines, task_agencies, recipients, doc_refs, evidence, corrections. Three keys point
/// into their own table (parent_section_id, parent_task_id, parent_agency_id and successor_id) and
/// rows come in key order: whoever enforces them defers the check to the end of the transaction.
[[nodiscard]] std::span<const Table> schema();
/// Throws Error{kInternal} for a name that is no table.
[[nodiscard]] const Table& table(std::string_view name);
/// Returns the column of this name; null if the table has none.
[[nodiscard]] const Column* find_column(const Table& table, std::string_view name);

/// Whether rows of the table are about values of other rows: evidence and corrections.
[[nodiscard]] bool is_about_values(const Table& table);

/// The JSON Schema (2020-12) of a table: `$id` urn:codau:schema:1.2:<table>. Deterministic.
[[nodiscard]] std::string make_json_schema(const Table& table);

}  // namespace codau::record
