// record/schema/schema.h — the published tables (standards section 9) as data, made from
// schema.def.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace codau::record {

inline constexpr std::string_view kSchemaVersion = "1.3";

struct CodeList;  // record/schema/codes.h

/// A kList holds review reasons (record/schema/reasons.h).
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

/// Column::is_nullable of a column that may be NULL, and of one that may not.
inline constexpr bool kNullable = true, kRequired = false;

struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
  bool nullable = kRequired;
  std::string_view title_vi = {}, title_en = {};
  std::string_view about = {};  ///< one English sentence, goes into the JSON Schema
  /// The closed list of a kText; null: any text.
  const CodeList* codes = nullptr;
  /// Code points that the law allows (NĐ 30, Phụ lục VI); 0 = no limit. A longer value is kept
  /// whole and flagged LENGTH_LIMIT, so the JSON Schema does not refuse it.
  std::uint32_t max_length = 0;
  std::uint8_t sheet_place = kLastPlace;  ///< order in a workbook; equal places in schema order
  SheetWidth width = SheetWidth::kCode;

  static constexpr std::uint8_t kLastPlace = 255;
};
struct ForeignKey {
  std::string_view column, table, target;
};

/// The published tables, parents before children, then the flat tables
/// (record/schema/flat_tables.h).
enum class TableId : std::uint8_t {
#define TABLE(tag, ...) k##tag,
#include "record/schema/schema.def"
  kPlanTasks,
  kDueDates,
};
inline constexpr std::size_t kTableCount = static_cast<std::size_t>(TableId::kPlanTasks);

struct Table {
  TableId id = {};
  std::string_view name;
  std::string_view title_vi = {}, title_en = {};
  std::uint8_t sheet_place = 0;  ///< order of the sheets of a workbook, from 1
  std::span<const Column> columns;
  std::span<const std::string_view> primary_key = {};
  std::span<const ForeignKey> foreign_keys = {};
};

/// All published tables, parents before children. Four keys point into their own table
/// (parent_section_id, parent_task_id, parent_agency_id, successor_id) and rows come in key order:
/// whoever enforces them defers the check to the end of the transaction.
[[nodiscard]] std::span<const Table> schema();
/// Returns a published table.
[[nodiscard]] const Table& table(TableId id);
/// Returns the published table of this name; null if there is none.
[[nodiscard]] const Table* find_table(std::string_view name);
/// As find_table(), of a name that was checked before. Throws Error{kInternal} if there is none.
[[nodiscard]] const Table& table(std::string_view name);
/// Returns the column of this name; null if the table has none.
[[nodiscard]] const Column* find_column(const Table& table, std::string_view name);

/// Whether rows of the table are about values of other rows: evidence and corrections.
[[nodiscard]] bool is_about_values(const Table& table);

/// The JSON Schema (2020-12) of a table: `$id` urn:codau:schema:1.2:<table>. Deterministic.
[[nodiscard]] std::string make_json_schema(const Table& table);

}  // namespace codau::record
