// record/schema/schema.h — describes the published tables (standards section 9) as data: their
// columns, keys and titles. The descriptions are made from schema.def.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace codau::record {

/// Version of the published tables. Each row of `documents` states this version.
inline constexpr std::string_view kSchemaVersion = "1.3";

struct CodeList;  // record/schema/codes.h

/// Type of the values in a column. A kList holds codes of review reasons (record/schema/reasons.h).
enum class ColumnType : std::uint8_t { kText, kUuid, kDate, kInt, kReal, kBool, kJson, kList };

/// Width of a column in a workbook, in characters.
enum class SheetWidth : std::uint8_t {
  kCode = 11,
  kDate = 12,
  kShort = 16,
  kDocId = 18,
  kSpan = 23,
  kName = 28,
  kId = 38,
  kTitle = 40,
  kLongText = 60,
  kPassage = 80,
};

/// Values of Column::nullable: whether cells may be NULL.
inline constexpr bool kNullable = true, kRequired = false;

/// A column of a table.
struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
  bool nullable = kRequired;
  std::string_view title_vi = {}, title_en = {};
  std::string_view about = {};  ///< one English sentence, goes into the JSON Schema
  /// The only values that a kText may have; null: any text.
  const CodeList* codes = nullptr;
  /// Greatest length that the law allows, in code points (NĐ 30, Phụ lục VI); 0: no limit. A longer
  /// value is stored whole and flagged LENGTH_LIMIT, so the JSON Schema does not reject it.
  std::uint32_t max_length = 0;
  std::uint8_t sheet_place = kLastPlace;  ///< position in a workbook; ties keep schema order
  SheetWidth width = SheetWidth::kCode;

  static constexpr std::uint8_t kLastPlace = 255;
};
/// States that each value of `column` is NULL or a key of `table`, whose key column is `target`.
struct ForeignKey {
  std::string_view column, table, target;
};

/// Identifies a table: the published tables, parents before children, then the flat tables
/// (record/schema/flat_tables.h).
enum class TableId : std::uint8_t {
#define TABLE(tag, ...) k##tag,
#include "record/schema/schema.def"
  kPlanTasks,
  kDueDates,
};
inline constexpr std::size_t kTableCount = static_cast<std::size_t>(TableId::kPlanTasks);

/// A table: its names, columns and keys.
struct Table {
  TableId id = {};
  std::string_view name;
  std::string_view title_vi = {}, title_en = {};
  std::uint8_t sheet_place = 0;  ///< position among the sheets of a workbook, from 1
  std::span<const Column> columns;
  std::span<const std::string_view> primary_key = {};
  std::span<const ForeignKey> foreign_keys = {};
};

/// Returns all published tables, parents before children. Four foreign keys refer to their own
/// table: parent_section_id, parent_task_id, parent_agency_id and successor_id. Rows come in key
/// order, so a child may come before its parent. Whoever enforces these keys must defer the check
/// to the end of the transaction.
[[nodiscard]] std::span<const Table> schema();
/// Returns a published table.
[[nodiscard]] const Table& table(TableId id);
/// Returns the published table of this name; null if no table has the name.
[[nodiscard]] const Table* find_table(std::string_view name);
/// Returns the published table of a name that was checked before. Throws Error{kInternal} if no
/// table has the name.
[[nodiscard]] const Table& table(std::string_view name);
/// Returns the column of this name; null if the table has no such column.
[[nodiscard]] const Column* find_column(const Table& table, std::string_view name);

/// Returns whether rows of the table describe values of other rows: evidence and corrections.
[[nodiscard]] bool is_about_values(const Table& table);

/// Returns the JSON Schema (2020-12) of a table. Its `$id` is urn:codau:schema:VERSION:TABLE with
/// kSchemaVersion and the table's name. The same table always gives the same bytes.
[[nodiscard]] std::string make_json_schema(const Table& table);

}  // namespace codau::record
