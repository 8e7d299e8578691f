// record/schema.h — the published tables (standards section 9) as data: DDL, JSON Schema, CSV heads and
// the Frictionless package are all made from here, and from nowhere else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace codau::record {

inline constexpr std::string_view kSchemaVersion = "1.0";

enum class Type : std::uint8_t { kText, kUuid, kDate, kInt, kReal, kBool, kJson, kList };

struct Column {
  std::string_view name;
  Type type = Type::kText;
  bool nullable = false;
  std::string_view values;  ///< closed codes joined by '|'; empty = free
  std::string_view about;   ///< one English sentence, goes into the JSON Schema
  std::uint32_t max_length = 0;  ///< code points; 0 = unbounded
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

/// All tables, parents before children: sources, documents, pages, sections, agencies, tasks,
/// task_deadlines, task_agencies, recipients, doc_refs, evidence, corrections.
[[nodiscard]] std::span<const Table> schema();
/// Throws Error{kInternal} for a name that is no table.
[[nodiscard]] const Table& table(std::string_view name);

/// The JSON Schema (2020-12) of a table: `$id` urn:codau:schema:1.0:<table>. Deterministic.
[[nodiscard]] std::string json_schema(const Table& table);

}  // namespace codau::record
