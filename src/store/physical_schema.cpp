#include "store/physical_schema.h"

#include <algorithm>
#include <array>

#include "store/sqlite.h"

namespace codau::store {
namespace {

using record::Column;
using record::ForeignKey;
using record::Table;

constexpr std::array<std::string_view, 5> kNumbered{"documents", "sections", "tasks", "recipients",
                                                    "doc_refs"};

std::string of_row(std::string_view column) { return "t." + quote_name(column); }

/// The row that a column refers to.
std::string alias_of(std::string_view column) { return quote_name("of_" + std::string(column)); }

/// The document of a row: its own, or that of its parent.
std::string document_of(const Table& table) {
  if (has_column(table, "doc_id")) return of_row("doc_id");
  if (find_row_owner(table) != RowOwner::kParent) return "NULL";
  return alias_of(get_parent_key(table).column) + ".\"doc_id\"";
}

/// " FROM …": the kept rows, named t, and the rows that they refer to.
std::string make_from_clause(const Table& table) {
  std::string out = " FROM " + quote_name(make_physical_name(table)) + " AS t";
  const bool shares_text = std::ranges::any_of(
      table.columns, [&](const Column& column) { return is_shared_text(table, column); });
  for (const Column& column : record::table(table.name).columns) {
    const ForeignKey* key = find_number_key(table, column);
    const bool is_wanted =
        has_column(table, column.name) || (shares_text && column.name == kSharedText.key) ||
        (find_row_owner(table) == RowOwner::kParent && get_parent_key(table).column == column.name);
    if (key == nullptr || !is_wanted) continue;
    const std::string alias = alias_of(column.name);
    out += (column.nullable ? " LEFT JOIN " : " JOIN ") +
           quote_name(make_physical_name(record::table(key->table))) + " AS " + alias + " ON " +
           alias + ".row_number = " + of_row(column.name);
  }
  return out;
}

/// The text of a column of the row `alias`: that of `other` if it is kept as ''.
std::string make_text_expression(const std::string& own, const std::string& other) {
  return other.empty() ? own : "iif(" + own + " = ''," + other + "," + own + ")";
}

std::string make_value_expression(const Table& table, const Column& column) {
  if (const ForeignKey* key = find_number_key(table, column))
    return alias_of(column.name) + "." + quote_name(key->target);
  const auto restored = [](const Table& of, const Column& one, const std::string& alias) {
    const Column* const value = find_restored_column(of, one);
    return make_text_expression(alias + quote_name(one.name),
                                value == nullptr ? "" : alias + quote_name(value->name));
  };
  if (!is_shared_text(table, column)) return restored(table, column, "t.");
  return make_text_expression(of_row(column.name),
                              restored(record::table("sections"), *find_shared_source(column),
                                       alias_of(kSharedText.key) + "."));
}

/// The key of a row as one text, as record::row_id() joins its parts.
std::string make_row_id_expression(const Table& table) {
  std::string out;
  for (const std::string_view column : table.primary_key)
    out += (out.empty() ? "" : " || '|' || ") + of_row(column);
  return out;
}

/// Rows of evidence or corrections are found from the rows that they are about, table by table: a
/// condition on the document or the row then reads these rows alone.
std::string make_about_view(std::string_view view, const std::string& columns,
                            const std::string& more = {}) {
  std::string out = "CREATE VIEW " + quote_name(view) + " AS ";
  const auto add = [&](const Table& table, const std::string& row_id, const char* condition) {
    if (!out.ends_with(" AS ")) out += " UNION ALL ";
    out += "SELECT f.table_name AS table_name," + row_id + " AS row_id,f.field AS field," +
           columns + ",t.doc_id AS doc_id FROM " + quote_name(make_physical_name(table)) +
           " AS t CROSS JOIN " + quote_name("kept_" + std::string(view)) +
           " AS e ON e.row = t.row_number CROSS JOIN fields AS f ON f.number = e.field" + more +
           " WHERE e.row_id " + condition;
  };
  for (const std::string_view name : kNumbered) {
    const Table& table = record::table(name);
    add(table, make_row_id_expression(table), "= ''");
  }
  add(record::table("documents"), "e.row_id", "<> ''");
  return out;
}

std::string make_evidence_view() {
  return make_about_view("evidence",
                         "e.page_no AS page_no,e.bbox AS bbox,e.confidence AS confidence,e.basis"
                         " AS basis");
}

std::string make_corrections_view() {
  constexpr std::string_view kId =
      "lower(substr(hex(e.corr_id),1,8) || '-' || substr(hex(e.corr_id),9,4) || '-' ||"
      " substr(hex(e.corr_id),13,4) || '-' || substr(hex(e.corr_id),17,4) || '-' ||"
      " substr(hex(e.corr_id),21)) AS corr_id,";
  return make_about_view("corrections",
                         std::string(kId) +
                             "e.page_no AS page_no,e.start AS start,coalesce(e.\"end\",e.start +"
                             " length(CAST(c.before AS BLOB))) AS \"end\",nullif(c.before,'')"
                             " AS before,nullif(c.after,'') AS after,c.rule AS rule,c.source AS"
                             " source,e.confidence AS confidence,c.status AS status,e.actor AS"
                             " actor,e.at AS at",
                         " CROSS JOIN changes AS c ON c.number = e.change");
}

std::string make_about_select(const Table& table, std::string_view only) {
  const std::string order = has_column(table, "doc_id") ? "" : "\"doc_id\",";
  return "SELECT " + make_column_list(table) + ",\"doc_id\" FROM " + quote_name(table.name) +
         (only.empty() ? "" : " WHERE " + quote_name(only) + " = ?1") + " ORDER BY " + order +
         make_key_list(table);
}

}  // namespace

bool has_row_numbers(const Table& table) {
  return std::ranges::find(kNumbered, table.name) != kNumbered.end();
}

bool is_number_key(const ForeignKey& key) {
  return key.table == "sections" || key.table == "tasks";
}

const ForeignKey* find_number_key(const Table& table, const Column& column) {
  const std::span<const ForeignKey> keys = record::table(table.name).foreign_keys;
  const auto found = std::ranges::find_if(
      keys, [&](const ForeignKey& key) { return key.column == column.name && is_number_key(key); });
  return found == keys.end() ? nullptr : &*found;
}

const Column* find_restored_column(const Table& table, const Column& column) {
  constexpr std::string_view kAsRead = "_ocr";
  if (!has_row_numbers(table) || !column.name.ends_with(kAsRead)) return nullptr;
  return record::find_column(table, column.name.substr(0, column.name.size() - kAsRead.size()));
}

bool is_shared_text(const Table& table, const Column& column) {
  return table.name == kSharedText.table && find_shared_source(column) != nullptr;
}

const Column* find_shared_source(const Column& column) {
  if (column.name == kSharedText.column)
    return record::find_column(record::table("sections"), kSharedText.source);
  if (column.name == kSharedText.column_ocr)
    return record::find_column(record::table("sections"), kSharedText.source_ocr);
  return nullptr;
}

bool is_view(const Table& table) {
  return has_row_numbers(table) || find_row_owner(table) == RowOwner::kAbout ||
         std::ranges::any_of(table.foreign_keys, is_number_key);
}

std::string make_physical_name(const Table& table) {
  return (is_view(table) ? "kept_" : "") + std::string(table.name);
}

std::string make_view_statement(const Table& table) {
  if (table.name == "evidence") return make_evidence_view();
  if (table.name == "corrections") return make_corrections_view();
  std::string columns;
  for (const Column& column : table.columns) {
    columns += (columns.empty() ? "" : ",") + make_value_expression(table, column) + " AS " +
               quote_name(column.name);
  }
  return "CREATE VIEW " + quote_name(table.name) + " AS SELECT " + columns +
         make_from_clause(table);
}

std::string make_row_select(const Table& table, std::string_view only, RowOrder by) {
  if (find_row_owner(table) == RowOwner::kAbout) return make_about_select(table, only);
  std::string columns, where, keys;
  const std::string document = document_of(table);
  if (only == "doc_id") where = " WHERE " + document + " = ?1";
  for (const Column& column : table.columns) {
    const std::string value = make_value_expression(table, column);
    columns += value + ",";
    if (column.name == only && only != "doc_id") where = " WHERE " + value + " = ?1";
  }
  for (const std::string_view name : table.primary_key) {
    keys +=
        "," + make_value_expression(table, *std::ranges::find(table.columns, name, &Column::name));
  }
  std::string order = document;
  if (by == RowOrder::kKeyOrder) {
    order.clear();
    keys.erase(0, 1);
  } else if (find_row_owner(table) == RowOwner::kParent) {
    order += "," + alias_of(get_parent_key(table).column) + ".\"seq\"";
  } else if (has_column(table, "doc_id") && has_column(table, "seq")) {
    order += "," + of_row("seq");
  }
  return "SELECT " + columns + document + make_from_clause(table) + where + " ORDER BY " + order +
         keys;
}

}  // namespace codau::store
