#include "store/schema/review_queue_view.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

#include "record/schema/reasons.h"
#include "record/schema/review_cost.h"

namespace codau::store {
namespace {

using record::Table;

/// Returns the tables whose rows have review reasons and whose columns have costs.
std::vector<const Table*> reviewed(TableSpan tables) {
  std::vector<const Table*> out;
  for (const Table& table : tables) {
    const bool has_costs = std::ranges::any_of(
        record::field_costs(), [&](const auto& one) { return one.table == table.name; });
    if (has_costs && has_column(table, "doc_id") && has_column(table, "review_reasons"))
      out.push_back(&table);
  }
  return out;
}

void append_entry(std::string& list, const std::string& entry, std::string_view separator = ",") {
  if (!list.empty()) list += separator;
  list += entry;
}

std::string column_text(std::string_view column) {
  return column.empty() ? "NULL" : quote_text(column);
}

std::string number_text(double number) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, number).ptr};
}

std::string costs() {
  std::string out;
  for (const record::FieldCost& one : record::field_costs()) {
    append_entry(out, "(" + quote_text(one.table) + "," + column_text(one.column) + "," +
                          number_text(one.cost) + ")");
  }
  return out;
}

std::string doubts() {
  std::string out;
  for (const record::ReasonTarget& one : record::reason_targets()) {
    append_entry(out, "(" + quote_text(one.reason) + "," + quote_text(one.table) + "," +
                          column_text(one.column) + "," + number_text(one.min_probability) + ")");
  }
  return out;
}

/// Returns the codes that need a person.
std::string asking() {
  std::string out;
  for (const record::ReviewReason& one : record::reasons())
    if (one.severity != record::Severity::kInfo) append_entry(out, quote_text(one.code));
  return out;
}

std::string key_of(const Table& table) { return quote_name(table.primary_key.front()); }

std::string rows(TableSpan tables) {
  std::string out;
  for (const Table* const table : reviewed(tables)) {
    append_entry(out,
                 "SELECT doc_id," + quote_text(table->name) + " AS table_name," + key_of(*table) +
                     " AS row_id,review_reasons FROM " + quote_name(table->name) +
                     " WHERE review_status = 'review'",
                 " UNION ALL ");
  }
  return out;
}

/// Returns the SQL for the value of a column of a row, by the names of both.
std::string value(TableSpan tables) {
  std::string out;
  for (const Table* const table : reviewed(tables)) {
    std::string columns;
    for (const record::FieldCost& one : record::field_costs()) {
      if (one.table == table->name && has_column(*table, one.column))
        columns += " WHEN " + quote_text(one.column) + " THEN " + quote_name(one.column);
    }
    out += " WHEN " + quote_text(table->name) + " THEN (SELECT CASE field" + columns +
           " END FROM " + quote_name(table->name) + " AS t WHERE t." + key_of(*table) +
           " = row_id)";
  }
  return "CASE table_name" + out + " END";
}

}  // namespace

std::string make_review_queue_view(TableSpan tables) {
  if (reviewed(tables).empty()) return {};
  return "CREATE VIEW review_queue AS WITH costs(table_name,field,cost) AS (VALUES " + costs() +
         "),doubts(reason,table_name,field,chance) AS (VALUES " + doubts() +
         "),items AS (SELECT doc_id,table_name,row_id,j.value AS reason FROM (" + rows(tables) +
         "),json_each('[\"' || replace(review_reasons,'|','\",\"') || '\"]') AS j"
         " WHERE j.value IN (" +
         asking() +
         ")),sure AS (SELECT e.table_name,e.row_id,e.field,e.confidence,c.cost,row_number() OVER"
         " (PARTITION BY e.table_name,e.row_id ORDER BY (1 - e.confidence) * c.cost DESC,c.cost"
         " DESC,e.field) AS place FROM evidence AS e JOIN costs AS c ON c.table_name ="
         " e.table_name AND c.field = e.field WHERE e.confidence IS NOT NULL)"
         "SELECT doc_id,table_name,row_id,field,reason," +
         value(tables) +
         " AS value,confidence,round(cost,4) AS cost FROM ("
         "SELECT i.*,d.field,s.confidence,max(1 - coalesce(s.confidence,1),d.chance) * c.cost AS"
         " cost FROM items AS i JOIN doubts AS d ON d.reason = i.reason AND d.table_name ="
         " i.table_name JOIN costs AS c ON c.table_name = d.table_name AND c.field IS d.field LEFT"
         " JOIN sure AS s ON s.table_name = i.table_name AND s.row_id = i.row_id AND s.field ="
         " d.field UNION ALL SELECT i.*,s.field,s.confidence,coalesce((1 - s.confidence) *"
         " s.cost,0) FROM items AS i LEFT JOIN sure AS s ON s.table_name = i.table_name AND"
         " s.row_id = i.row_id AND s.place = 1 WHERE NOT EXISTS(SELECT 1 FROM doubts AS d WHERE"
         " d.reason = i.reason AND d.table_name = i.table_name)"
         ") ORDER BY cost DESC,doc_id,table_name,row_id,reason";
}

void renew_review_queue(const Connection& connection) {
  renew_view(connection, "review_queue", make_review_queue_view(record::schema()));
}

}  // namespace codau::store
