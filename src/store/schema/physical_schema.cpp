#include "store/schema/physical_schema.h"

#include <algorithm>
#include <array>

#include "record/schema/typed_row.h"
#include "store/database/sqlite.h"

namespace codau::store {
namespace {

using record::Column;
using record::ForeignKey;
using record::Table;

constexpr std::array<std::string_view, 5> kNumbered{"documents", "sections", "tasks", "recipients",
                                                    "doc_refs"};

std::string of_row(std::string_view column) { return "t." + quote_name(column); }

/// Returns the alias of the row that a column refers to.
std::string alias_of(std::string_view column) { return quote_name("of_" + std::string(column)); }

/// Returns the SQL for the document of a row: its own, or that of its parent.
std::string document_of(const Table& table) {
  if (has_column(table, "doc_id")) return of_row("doc_id");
  if (find_row_owner(table) != RowOwner::kParent) return "NULL";
  return alias_of(get_parent_key(table).column) + ".\"doc_id\"";
}

/// Returns " FROM …" with the stored rows, named t, and the rows that they refer to.
std::string make_from_clause(const Table& table) {
  std::string out = " FROM " + quote_name(make_physical_name(table)) + " AS t";
  const bool shares_text = std::ranges::any_of(table.columns, [&](const Column& column) {
    return find_section_text(table, column) != nullptr;
  });
  for (const Column& column : record::table(table.name).columns) {
    const ForeignKey* key = find_number_key(table, column);
    const bool is_wanted =
        has_column(table, column.name) || (shares_text && column.name == kSectionKey) ||
        (find_row_owner(table) == RowOwner::kParent && get_parent_key(table).column == column.name);
    if (key == nullptr || !is_wanted) continue;
    const std::string alias = alias_of(column.name);
    out += (column.nullable ? " LEFT JOIN " : " JOIN ") +
           quote_name(make_physical_name(record::table(key->table))) + " AS " + alias + " ON " +
           alias + ".row_number = " + of_row(column.name);
  }
  return out;
}

/// Returns the SQL for a text: `own`, or `other` if `own` is stored as ''.
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
  const Column* const shared = find_section_text(table, column);
  if (shared == nullptr) return restored(table, column, "t.");
  return make_text_expression(
      of_row(column.name),
      restored(record::table(record::TableId::kSections), *shared, alias_of(kSectionKey) + "."));
}

/// Returns the SQL for the key of a row as one text, joined as record::row_id() does.
std::string make_row_id_expression(const Table& table) {
  std::string out;
  for (const std::string_view column : table.primary_key)
    out += (out.empty() ? "" : " || '|' || ") + of_row(column);
  return out;
}

/// The form of UUIDs in a query. With kBytes, a UUID that is stored as bytes comes as bytes:
/// writing it as text takes longer than reading the rest of a correction.
enum class UuidForm : std::uint8_t { kText, kBytes };

/// Returns the SQL for a column of evidence or corrections, stored as e, about the row t.
std::string make_about_expression(const Column& column, const std::string& row_id, UuidForm form) {
  using record::Corrections;
  constexpr std::array<std::string_view, 3> kOfChange{
      Corrections::rule.name, Corrections::source.name, Corrections::status.name};
  const std::string name = quote_name(column.name);
  if (column.name == Corrections::doc_id.name) return "t.doc_id";
  if (column.name == Corrections::row_id.name) return row_id;
  if (column.name == Corrections::table_name.name || column.name == Corrections::field.name)
    return "f." + name;
  if (column.name == Corrections::before.name || column.name == Corrections::after.name)
    return "nullif(c." + name + ",'')";
  if (std::ranges::find(kOfChange, column.name) != kOfChange.end()) return "c." + name;
  if (column.name == Corrections::end.name) {
    return "coalesce(e.\"end\",e.start + length(CAST(c.before AS BLOB)))";
  }
  if (column.name == Corrections::corr_id.name && form == UuidForm::kText) {
    return "lower(substr(hex(e.corr_id),1,8) || '-' || substr(hex(e.corr_id),9,4) || '-' ||"
           " substr(hex(e.corr_id),13,4) || '-' || substr(hex(e.corr_id),17,4) || '-' ||"
           " substr(hex(e.corr_id),21))";
  }
  return "e." + name;
}

/// Returns the query for rows of evidence or corrections. It finds them from the rows that they are
/// about, table by table. A condition on the document or the row then reads only their rows. The
/// condition `more` is one on t.
std::string make_about_query(const Table& table, UuidForm form, const std::string& more) {
  std::string out;
  const auto add = [&](const Table& of, const std::string& row_id, const char* condition) {
    std::string columns;
    for (const Column& column : table.columns) {
      columns += (columns.empty() ? "" : ",") + make_about_expression(column, row_id, form) +
                 " AS " + quote_name(column.name);
    }
    if (form == UuidForm::kBytes || !has_column(table, "doc_id")) columns += ",t.doc_id AS doc_id";
    out += (out.empty() ? "" : " UNION ALL ") +
           ("SELECT " + columns + " FROM " + quote_name(make_physical_name(of)) +
            " AS t CROSS JOIN " + quote_name(make_physical_name(table)) +
            " AS e ON e.row = t.row_number CROSS JOIN fields AS f ON f.number = e.field") +
           (table.id == record::TableId::kCorrections
                ? " CROSS JOIN changes AS c ON c.number = e.change"
                : "") +
           " WHERE e.row_id " + condition + more;
  };
  for (const std::string_view name : kNumbered) {
    const Table& of = record::table(name);
    add(of, make_row_id_expression(of), "= ''");
  }
  add(record::table(record::TableId::kDocuments), "e.row_id", "<> ''");
  return out;
}

std::string make_about_select(const Table& table, std::string_view only, RowOrder order) {
  if (only == record::Documents::doc_id.name && order == RowOrder::kNone)
    return make_about_query(table, UuidForm::kBytes, " AND t.doc_id = ?1");
  const std::string out = "SELECT " + make_column_list(table) + ",\"doc_id\" FROM " +
                          quote_name(table.name) +
                          (only.empty() ? "" : " WHERE " + quote_name(only) + " = ?1");
  if (order == RowOrder::kNone) return out;
  return out + " ORDER BY " + (has_column(table, "doc_id") ? "" : "\"doc_id\",") +
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

const Column* find_section_text(const Table& table, const Column& column) {
  using record::Sections;
  using record::Tasks;
  const Table& sections = record::table(record::TableId::kSections);
  if (table.id != record::TableId::kTasks) return nullptr;
  if (column.name == Tasks::task_text.name) return &sections.columns[Sections::text.index];
  if (column.name == Tasks::task_text_ocr.name) return &sections.columns[Sections::text_ocr.index];
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
  if (find_row_owner(table) == RowOwner::kAbout) {
    return "CREATE VIEW " + quote_name(table.name) + " AS " +
           make_about_query(table, UuidForm::kText, "");
  }
  std::string columns;
  for (const Column& column : table.columns) {
    columns += (columns.empty() ? "" : ",") + make_value_expression(table, column) + " AS " +
               quote_name(column.name);
  }
  return "CREATE VIEW " + quote_name(table.name) + " AS SELECT " + columns +
         make_from_clause(table);
}

std::string make_row_select(const Table& table, std::string_view only, RowOrder by) {
  if (find_row_owner(table) == RowOwner::kAbout) return make_about_select(table, only, by);
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
  const std::string rows = "SELECT " + columns + document + make_from_clause(table) + where;
  return by == RowOrder::kNone ? rows : rows + " ORDER BY " + order + keys;
}

}  // namespace codau::store
