#include "store/physical_schema.h"

#include <algorithm>
#include <array>

#include "store/sqlite.h"

namespace codau::store {
namespace {

using record::Column;
using record::ForeignKey;
using record::Table;

constexpr std::string_view kAsRead = "_ocr";

std::string of_row(std::string_view column) { return "t." + quote_name(column); }

/// The row that a column refers to.
std::string alias_of(std::string_view column) { return quote_name("of_" + std::string(column)); }

/// The document of a row: its own, or that of the row which it belongs to.
std::string document_of(TableSpan tables, const Table& table) {
  if (has_column(table, "doc_id")) return of_row("doc_id");
  if (find_row_owner(tables, table) != RowOwner::kParent) return "NULL";
  return alias_of(get_parent_key(tables, table).column) + ".\"doc_id\"";
}

/// The JSON list of changes that `kept` is; NULL where it is none.
std::string list_of_changes(const std::string& kept) {
  return "iif(substr(" + kept + ",1,1) = '['," + kept + ",NULL)";
}

/// A word of a document, by its number: before, after, rule, source.
std::array<std::string, 4> word_of(const std::string& number) {
  const auto part = [&](int i) {
    return "json_extract(p.words,'$.words[' || (" + number + ") || '][" + std::to_string(i) + "]')";
  };
  const auto how = [&](int i) {
    return "json_extract(p.words,'$.how[' || coalesce(" + part(2) + ",0) || '][" +
           std::to_string(i) + "]')";
  };
  return {part(0), part(1), how(0), how(1)};
}

/// The changes of t's `kept` from the end of its value to the text as it was read, each with what
/// follows it up to the next one. Of no bytes substr() gives NULL.
std::string as_read(const std::string& value, const std::string& kept) {
  const std::string bytes = "CAST(" + value + " AS BLOB)";
  const auto [before, after, rule, source] = word_of("c.value ->> 1");
  return "CASE WHEN " + kept + " IS NULL THEN NULL WHEN " + kept + " = '' THEN " + value +
         " WHEN substr(" + kept + ",1,1) = '\"' THEN " + kept + " ->> '$' WHEN substr(" + kept +
         ",1,1) = '{' THEN " + kept + " ->> '$.was' ELSE (SELECT coalesce(CAST(substr(" + bytes +
         ",1," + kept +
         " ->> '$[2][0]') AS TEXT),'') || group_concat(was || coalesce(CAST(substr(" + bytes +
         ",out_end + 1,coalesce(next - in_end,length(" + bytes +
         "))) AS TEXT),''),'') FROM (SELECT was,start + length(CAST(was AS BLOB)) AS in_end,start +"
         " length(CAST(was AS BLOB)) + sum(length(CAST(is_now AS BLOB)) - length(CAST(was AS"
         " BLOB))) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) AS out_end,lead(start) OVER (ORDER BY"
         " n) AS next FROM (SELECT c.key AS n,c.value ->> 0 AS start,coalesce(" +
         before + ",'') AS was,coalesce(" + after +
         ",'') AS is_now FROM provenance AS p,json_each(" + kept +
         ") AS c WHERE p.doc_id = t.doc_id AND c.key > 1) ORDER BY n)) END";
}

/// 16 bytes as a UUID.
std::string uuid_of(const std::string& hex) {
  return "substr(" + hex + ",1,8) || '-' || substr(" + hex + ",9,4) || '-' || substr(" + hex +
         ",13,4) || '-' || substr(" + hex + ",17,4) || '-' || substr(" + hex + ",21)";
}

/// Where one correction is all of a text.
std::string whole_corrections_of(const Table& table, std::size_t column) {
  const std::string kept = make_value_expression(table, table.columns[column]);
  const Column& is_now = table.columns[*find_restored_column(table, column)];
  const std::string was = "(" + kept + " ->> '$.was')";
  const auto how = [&](int i) {
    return "json_extract(p.words,'$.how[' || (" + kept + " ->> '$.how') || '][" +
           std::to_string(i) + "]')";
  };
  return " UNION ALL SELECT lower(hex(substr(p.word_ids,16 * (" + kept +
         " ->> '$.id') + 1,16))),t.doc_id," + quote_text(table.name) + "," +
         of_row(table.primary_key.front()) + "," + quote_text(is_now.name) + "," + kept +
         " ->> '$.page',0,length(CAST(" + was + " AS BLOB))," + was + "," +
         make_value_expression(table, is_now) + "," + how(0) + "," + how(1) + ",coalesce(" + kept +
         " ->> '$.sure',1.0),'applied',NULL,NULL" + make_from_clause(table) +
         " JOIN provenance AS p ON p.doc_id = t.doc_id WHERE substr(" + kept + ",1,1) = '{'";
}

/// Corrections that are in a reading.
std::string corrections_of(const Table& table, std::size_t column) {
  const std::string kept = make_value_expression(table, table.columns[column]);
  const auto [before, after, rule, source] = word_of("c.value ->> 1");
  return " UNION ALL SELECT lower(hex(substr(p.word_ids,16 * ((" + kept +
         " ->> 0) + c.key - 2) + 1,16))),t.doc_id," + quote_text(table.name) + "," +
         of_row(table.primary_key.front()) + "," +
         quote_text(table.columns[*find_restored_column(table, column)].name) + "," + kept +
         " ->> 1,c.value ->> 0,(c.value ->> 0) + coalesce(length(CAST(" + before +
         " AS BLOB)),0)," + before + "," + after + "," + rule + "," + source +
         ",coalesce(c.value ->> 2,1.0),'applied',NULL,NULL" + make_from_clause(table) +
         " JOIN provenance AS p ON p.doc_id = t.doc_id,json_each(" + list_of_changes(kept) +
         ") AS c WHERE c.key > 1" + whole_corrections_of(table, column);
}

}  // namespace

bool has_row_numbers(const Table& table) {
  return std::ranges::find(searchable_tables(), table.name, &SearchableTable::table) !=
         searchable_tables().end();
}

const ForeignKey* find_number_key(const Table& table, const Column& column) {
  const auto found = std::ranges::find_if(table.foreign_keys, [&](const ForeignKey& key) {
    return key.column == column.name && has_row_numbers(record::table(key.table));
  });
  return found == table.foreign_keys.end() ? nullptr : &*found;
}

std::optional<std::size_t> find_restored_column(const Table& table, std::size_t column) {
  std::string_view name = table.columns[column].name;
  if (!has_row_numbers(table) || !name.ends_with(kAsRead)) return std::nullopt;
  name.remove_suffix(kAsRead.size());
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  return static_cast<std::size_t>(found - table.columns.begin());
}

bool is_view(const Table& table) {
  return has_row_numbers(table) || std::ranges::any_of(table.columns, [&](const Column& column) {
           return find_number_key(table, column) != nullptr;
         });
}

std::string make_physical_name(const Table& table) {
  return (is_view(table) ? "kept_" : "") + std::string(table.name);
}

std::string make_from_clause(const Table& table) {
  std::string out = " FROM " + quote_name(make_physical_name(table)) + " AS t";
  for (const Column& column : table.columns) {
    const ForeignKey* key = find_number_key(table, column);
    if (key == nullptr) continue;
    const std::string alias = alias_of(column.name);
    out += (column.nullable ? " LEFT JOIN " : " JOIN ") +
           quote_name(make_physical_name(record::table(key->table))) + " AS " + alias + " ON " +
           alias + ".number = " + of_row(column.name);
  }
  return out;
}

std::string make_value_expression(const Table& table, const Column& column) {
  const std::string own = of_row(column.name);
  if (const ForeignKey* key = find_number_key(table, column))
    return alias_of(column.name) + "." + quote_name(key->target);
  if (table.name != kSharedText.table || !column.name.starts_with(kSharedText.column)) return own;
  const std::string other = alias_of(kSharedText.key) + ".";
  if (column.name == kSharedText.column)
    return "iif(" + own + " = ''," + other + quote_name(kSharedText.of) + "," + own + ")";
  const std::string kept = other + quote_name(std::string(kSharedText.of) + std::string(kAsRead));
  return "iif(" + own + " GLOB '[0-9]*','[' || " + own + " || substr(" + kept + ",instr(" + kept +
         ",','))," + own + ")";
}

std::string make_view_statement(const Table& table) {
  std::string columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    const auto value = find_restored_column(table, i);
    columns += (i > 0 ? "," : "") +
               (value ? as_read(make_value_expression(table, table.columns[*value]),
                                make_value_expression(table, column))
                      : make_value_expression(table, column)) +
               " AS " + quote_name(column.name);
  }
  return "CREATE VIEW " + quote_name(table.name) + " AS SELECT " + columns +
         make_from_clause(table);
}

std::string make_evidence_view(TableSpan tables) {
  std::string ids;
  for (const Table& table : tables) {
    if (!has_row_numbers(table)) continue;
    ids += " WHEN " + quote_text(table.name) + " THEN (SELECT " +
           quote_name(table.primary_key.front()) + " FROM " +
           quote_name(make_physical_name(table)) + " WHERE doc_id = p.doc_id AND seq = row)";
  }
  const std::string row_id =
      ids.empty()
          ? "row"
          : "CASE WHEN typeof(row) = 'text' THEN row ELSE CASE table_name" + ids + " END END";
  return "CREATE VIEW evidence AS SELECT table_name," + row_id +
         " AS row_id,field,page_no,bbox,confidence,basis,doc_id FROM (SELECT h.value ->> 0 AS"
         " table_name,iif(r.type = 'array',r.value ->> 0,r.value) AS row,f.value AS field,h.value"
         " ->> 1 AS page_no,h.value ->> 2 AS bbox,iif(r.type = 'array',r.value ->> 1,1.0) AS"
         " confidence,h.value ->> 3 AS basis,p.doc_id FROM provenance AS p,json_each(p.evidence) AS"
         " h,json_each(h.value,'$[4]') AS f,json_each(h.value,'$[5]') AS r) AS p";
}

std::string make_corrections_view(TableSpan tables) {
  std::string readings;
  for (const Table& table : tables) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (find_restored_column(table, i)) readings += corrections_of(table, i);
    }
  }
  return "CREATE VIEW corrections AS SELECT " + uuid_of("id") +
         " AS "
         "corr_id,doc_id,table_name,row_id,field,page_no,start,\"end\",before,after,rule,source,"
         "confidence,status,actor,at FROM (SELECT"
         " lower(hex(substr(p.correction_ids,16 * ((f.value ->> 2) + c.key) + 1,16))) AS id,"
         "p.doc_id,r.value ->> 0 AS table_name,r.value ->> 1 AS row_id,f.value ->> 0 AS field,"
         "f.value ->> 1 AS page_no,c.value ->> 0 AS start,coalesce(c.value ->> 5,"
         "(c.value ->> 0) + coalesce(length(CAST(c.value ->> 1 AS BLOB)),0)) AS \"end\","
         "c.value ->> 1 AS before,c.value ->> 2 AS after,"
         "json_extract(p.corrections,'$.how[' || (c.value ->> 3) || '][0]') AS rule,"
         "json_extract(p.corrections,'$.how[' || (c.value ->> 3) || '][1]') AS source,"
         "coalesce(c.value ->> 4,1.0) AS confidence,"
         "json_extract(p.corrections,'$.how[' || (c.value ->> 3) || '][2]') AS status,"
         "c.value ->> 6 AS actor,c.value ->> 7 AS at FROM provenance AS p,"
         "json_each(p.corrections,'$.rows') AS r,json_each(r.value,'$[2]') AS f,"
         "json_each(f.value,'$[3]') AS c" +
         readings + ")";
}

std::string make_row_select(TableSpan tables, const Table& table, std::string_view only,
                            RowOrder by) {
  std::string columns, where, keys;
  const std::string document = document_of(tables, table);
  if (only == "doc_id") where = " WHERE " + document + " = ?1";
  for (const Column& column : table.columns) {
    const std::string value = make_value_expression(table, column);
    columns += value + ",";
    if (column.name == only && only != "doc_id") where = " WHERE " + value + " = ?1";
  }
  for (const std::string_view name : table.primary_key)
    keys +=
        "," + make_value_expression(table, *std::ranges::find(table.columns, name, &Column::name));
  std::string order = document;
  if (by == RowOrder::kKeyOrder) {
    order.clear();
    keys.erase(0, 1);
  } else if (find_row_owner(tables, table) == RowOwner::kParent) {
    order += "," + alias_of(get_parent_key(tables, table).column) + ".\"seq\"";
  } else if (has_column(table, "doc_id") && has_column(table, "seq")) {
    order += "," + of_row("seq");
  }
  return "SELECT " + columns + document + make_from_clause(table) + where + " ORDER BY " + order +
         keys;
}

}  // namespace codau::store
