#include "store/flat_views.h"

#include <algorithm>
#include <array>

#include "core/error.h"
#include "record/flat_tables.h"
#include "store/stored_row.h"

namespace codau::store {
namespace {

using record::Column;
using record::Table;

/// What a view is made of: tasks as t, task_deadlines as l, documents as d. `:` stands before the
/// name of a table, JOINED(x|table|where) for values of rows in their order, joined by '; '.
struct Value {
  std::string_view column, sql;
};
constexpr auto kValues = std::to_array<Value>({
    {"document_number",
     "CASE WHEN d.code_notation IS NULL THEN d.code_number"
     " ELSE coalesce(d.code_number,'') || '/' || d.code_notation END"},
    {"issued_date", "d.issued_date_best"},
    {"organ", "d.organ_name"},
    {"subject", "d.subject"},
    {"plan_year", "d.plan_year"},
    {"task_group", "t.group_text"},
    {"ordinal", "t.ordinal_norm"},
    {"task", "t.task_text"},
    {"lead", "JOINED(norm|task_agencies|task_id = t.task_id AND role = 'lead')"},
    {"cooperating", "JOINED(norm|task_agencies|task_id = t.task_id AND role = 'coop')"},
    {"product", "t.output"},
    {"deadline", "l.raw"},
    {"deadline_label", "l.label"},
    {"deadline_kind", "l.kind"},
    {"start_date", "l.start_date"},
    {"due_last_day", "l.due_last_day"},
    {"recurrence", "l.recurrence"},
    {"budget_vnd", "t.budget_vnd"},
    // The year stands in the code of a law and its like, beside that of all others.
    {"cites",
     "JOINED(coalesce(number || CASE WHEN replace(raw,'/' || \"year\" || '/','') <> raw THEN '/'"
     " || \"year\" ELSE '' END || '/' || notation,title)|doc_refs|doc_id = t.doc_id AND relation"
     " <> 'self')"},
    {"status", "t.review_status"},
    {"source_file", "JOINED(source_path|sources|doc_id = t.doc_id)"},
    {"source_page", "t.page_from"},
    {"doc_id", "t.doc_id"},
    {"task_id", "t.task_id"},
    {"task_seq", "t.seq"},
    {"deadline_seq", "l.seq"},
    {"due_day", "days.value"},
    {"is_recurring", "l.recurrence IS NOT NULL"},
});

constexpr std::string_view kFrom =
    " FROM :tasks AS t JOIN :task_deadlines AS l ON l.task_id = t.task_id"
    " LEFT JOIN :documents AS d ON d.doc_id = t.doc_id";

/// Whether another deadline of the task has the day already, for the same: "Tháng 6" in the column
/// and "trong tháng 6" in the text are one, and so are "Trong năm" and "định kỳ 6 tháng" at its
/// end. What does not recur comes first. A search for one document or task reads that alone: its
/// keys are of the partition.
constexpr std::string_view kNth =
    "row_number() OVER (PARTITION BY t.doc_id,t.task_id,days.value,coalesce(l.label,'') ORDER BY"
    " l.recurrence IS NOT NULL,l.seq) AS nth";

// ---- dates of a recurring deadline (record/flat_tables.h) ----
//
// `rule`: its parts, and the first and last day of the plan. `n`: steps of a month, or of as many
// days as it says. Numbers are cut before they are read: a person may have set any text.

/// Three months of one quarter, of which none has a day: "Quý IV hằng năm" is due at its end.
constexpr std::string_view kMonths =
    "CASE months WHEN '1,2,3' THEN '3' WHEN '4,5,6' THEN '6' WHEN '7,8,9' THEN '9' WHEN '10,11,12'"
    " THEN '12' ELSE months END";

constexpr std::string_view kSqliteDays =
    " JOIN json_each(CASE WHEN l.recurrence IS NULL THEN json_array(l.due_last_day) ELSE ("
    "WITH RECURSIVE read(first,last,freq,every,day,months) AS (SELECT"
    " max(coalesce(d.period_start,d.plan_year || '-01-01',d.issued_date_best),"
    "coalesce(d.issued_date_best,''),coalesce(l.start_date,'')),"
    "coalesce(d.period_end,d.plan_year || '-12-31',substr(d.issued_date_best,1,4) || '-12-31'),"
    "substr(l.recurrence,6,instr(l.recurrence || ';',';') - 6),"
    "max(1,iif(instr(l.recurrence,'INTERVAL='),CAST(substr(l.recurrence,"
    "instr(l.recurrence,'INTERVAL=') + 9,4) AS INTEGER),1)),"
    "iif(instr(l.recurrence,'BYMONTHDAY='),max(1,CAST(substr(l.recurrence,"
    "instr(l.recurrence,'BYMONTHDAY=') + 11,2) AS INTEGER)),NULL),"
    "iif(instr(l.recurrence,'BYMONTH='),substr(substr(l.recurrence,instr(l.recurrence,'BYMONTH=')"
    " + 8) || ';',1,instr(substr(l.recurrence,instr(l.recurrence,'BYMONTH=') + 8) || ';',';') - 1),"
    "'12')),"
    "rule(first,last,freq,every,day,months,begins,step) AS (SELECT first,"
    "min(last,date(first,'+10 years')),freq,every,day,iif(day IS NULL,MONTHS,months),"
    "CASE freq WHEN 'WEEKLY' THEN date(first,'weekday 0','+' || (7 * (every"
    " - 1)) || ' days') ELSE substr(first,1,7) || '-01' END,"
    "CASE freq WHEN 'WEEKLY' THEN 7 * every END FROM read),"
    "n(at) AS (SELECT begins FROM rule UNION ALL SELECT date(at,iif(step IS NULL,'+1 month','+' ||"
    " step || ' days')) FROM n,rule WHERE at <= last),"
    "due(at,day) AS (SELECT at,CASE WHEN step IS NOT NULL THEN at WHEN day IS NULL THEN"
    " date(at,'+1 month','-1 day') ELSE date(min(date(at,'+1 month','-1 day'),date(at,'+' || (day -"
    " 1) || ' days')),iif(l.due_op = 'before','-1 day','+0 days')) END FROM n,rule WHERE"
    " freq = 'WEEKLY' OR freq = 'MONTHLY' AND (substr(at,1,4) * 12 + substr(at,6,2)) %"
    " every = 0 OR freq = 'YEARLY' AND (substr(at,1,4) - substr(first,1,4) + 1) % every = 0 AND"
    " instr(',' || months || ',',',' || CAST(substr(at,6,2) AS INTEGER) || ','))"
    "SELECT json_group_array(due.day) FROM due,rule WHERE due.day BETWEEN first AND last"
    ") END) AS days";

/// PostgreSQL refuses a query with a date that is none.
constexpr std::string_view kYear =
    "CASE WHEN d.plan_year BETWEEN 1000 AND 9999 THEN d.plan_year END";

constexpr std::string_view kPostgresDays =
    " CROSS JOIN LATERAL (SELECT l.due_last_day WHERE l.recurrence IS NULL UNION ALL "
    "SELECT due.day FROM (SELECT *,CASE WHEN day IS NULL THEN MONTHS ELSE months END AS"
    " chosen,CASE freq WHEN 'WEEKLY' THEN first + (7 - extract(isodow FROM"
    " first)::int) + 7 * (every - 1) ELSE date_trunc('month',first)::date END AS begins,"
    "CASE freq WHEN 'WEEKLY' THEN 7 * every END AS step FROM (SELECT first,"
    "least(last,(first + interval '10 years')::date) AS last,"
    "substring(l.recurrence FROM '^FREQ=([A-Z]+)') AS freq,"
    "greatest(1,coalesce(substring(l.recurrence FROM 'INTERVAL=([0-9]{1,4})')::int,1)) AS every,"
    "CASE WHEN l.recurrence LIKE '%BYMONTHDAY=%' THEN"
    " greatest(1,substring(l.recurrence FROM 'BYMONTHDAY=([0-9]{1,2})')::int) END AS day,"
    "coalesce(substring(l.recurrence FROM 'BYMONTH=([^;]*)'),'12') AS months FROM (SELECT"
    " greatest(begun,d.issued_date_best,l.start_date) AS first,"
    "coalesce(d.period_end,(YEAR || '-12-31')::date,(extract(year FROM d.issued_date_best) "
    "||"
    " '-12-31')::date) AS last FROM (SELECT coalesce(d.period_start,(YEAR ||"
    " '-01-01')::date,d.issued_date_best) AS begun) AS b WHERE begun IS NOT NULL) AS w WHERE"
    " last IS NOT NULL) AS r WHERE l.recurrence IS NOT NULL) AS rule,"
    "LATERAL (SELECT at::date AS at,CASE WHEN step IS NOT NULL THEN at::date WHEN day IS NULL THEN"
    " (at + interval '1 month')::date - 1 ELSE least((at + interval '1 month')::date - 1,at::date +"
    " day - 1) - CASE WHEN l.due_op = 'before' THEN 1 ELSE 0 END END AS day FROM"
    " generate_series(begins::timestamp,last::timestamp + interval '1 month',CASE WHEN step IS NULL"
    " THEN interval '1 month' ELSE make_interval(days => step) END) AS at) AS due WHERE due.day"
    " BETWEEN first AND last AND (freq = 'WEEKLY' OR freq = 'MONTHLY' AND"
    " (extract(year FROM at)::int * 12 + extract(month FROM at)::int) % every = 0 OR freq ="
    " 'YEARLY' AND (extract(year FROM at)::int - extract(year FROM first)::int + 1) % every = 0 AND"
    " ',' || chosen || ',' LIKE '%,' || extract(month FROM at)::int || ',%')) AS days(value)";

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

/// Values of rows in their order as one text, each once.
std::string joined(std::string_view given, Dialect dialect) {
  const std::size_t table = given.find('|', given.rfind("||") == std::string_view::npos
                                                ? 0
                                                : given.rfind("||") + 2),
                    where = given.find('|', table + 1);
  const std::string value(given.substr(0, table)),
      rows = " FROM :" + std::string(given.substr(table + 1, where - table - 1)) + " WHERE " +
             std::string(given.substr(where + 1));
  const std::string each =
      "(SELECT " + value + " AS v,min(seq) AS n" + rows + " GROUP BY 1 ORDER BY 2) AS j";
  return dialect == Dialect::kSqlite ? "(SELECT group_concat(v,'; ') FROM " + each + ")"
                                     : "(SELECT string_agg(v,'; ' ORDER BY n) FROM " + each + ")";
}

std::string in_dialect(std::string_view given, Dialect dialect) {
  constexpr std::string_view kJoined = "JOINED(";
  std::string sql(given);
  if (sql.starts_with(kJoined))
    sql = joined(std::string_view(sql).substr(kJoined.size(), sql.size() - kJoined.size() - 1),
                 dialect);
  replace_all(sql, "MONTHS", kMonths);
  replace_all(sql, "(YEAR ", "(" + std::string(kYear) + " ");
  replace_all(sql, " :", dialect == Dialect::kSqlite ? " " : " codau.");
  return sql;
}

std::string value_of(const Column& column, Dialect dialect) {
  const auto* const found = std::ranges::find(kValues, column.name, &Value::column);
  if (found == kValues.end())
    throw Error(ErrorCode::kInternal, "no SQL for " + std::string(column.name));
  return in_dialect(found->sql, dialect);
}

std::string name_of(std::string_view name, Dialect dialect) {
  return (dialect == Dialect::kSqlite ? "" : "codau.") + quoted_name(name);
}

std::string begin_view(std::string_view name, Dialect dialect) {
  return (dialect == Dialect::kSqlite ? "CREATE VIEW " : "CREATE OR REPLACE VIEW ") +
         name_of(name, dialect) + " AS SELECT ";
}

std::string create_view(const Table& flat, Dialect dialect) {
  std::string values, names;
  for (const Column& column : flat.columns) {
    values += value_of(column, dialect) + " AS " + quoted_name(column.name) + ",";
    names += (names.empty() ? "" : ",") + quoted_name(column.name);
  }
  const std::string begin = begin_view(flat.name, dialect), from = in_dialect(kFrom, dialect);
  if (!has_column(flat, "due_day")) return begin + values.substr(0, values.size() - 1) + from;
  return begin + names + " FROM (SELECT " + values + std::string(kNth) + from +
         in_dialect(dialect == Dialect::kSqlite ? kSqliteDays : kPostgresDays, dialect) +
         " WHERE days.value IS NOT NULL) AS dated WHERE nth = 1";
}

std::string create_vietnamese(const Table& flat, Dialect dialect) {
  std::string sql;
  for (const Column& column : flat.columns) {
    sql += (sql.empty() ? "" : ",") + quoted_name(column.name) + " AS " +
           quoted_name(vietnamese_name(column));
  }
  return begin_view(vietnamese_name(flat), dialect) + sql + " FROM " + name_of(flat.name, dialect);
}

}  // namespace

std::vector<std::string> create_flat_views(Tables tables, Dialect dialect) {
  for (const char* const needed :
       {"documents", "sources", "tasks", "task_deadlines", "task_agencies", "doc_refs"}) {
    if (std::ranges::find(tables, needed, &Table::name) == tables.end()) return {};
  }
  std::vector<std::string> out;
  for (const Table& flat : record::flat_tables()) {
    out.push_back(create_view(flat, dialect));
    out.push_back(create_vietnamese(flat, dialect));
  }
  return out;
}

void each_flat_row(const Connection& connection, const Table& flat, std::string_view doc_id,
                   const std::function<void(const record::Row&, std::string_view)>& take) {
  std::string order = "task_seq,deadline_seq";
  if (has_column(flat, "due_day")) order += ",due_day";
  Statement select(connection, "SELECT " + column_list(flat) + " FROM " + quoted_name(flat.name) +
                                   " WHERE doc_id = ? ORDER BY " + order);
  const auto take_document = [&](std::string_view id) {
    for (select.bind(1, id); select.step();) take(read_row(select, flat), id);
  };
  if (!doc_id.empty()) return take_document(doc_id);
  Statement documents(connection, "SELECT doc_id FROM documents ORDER BY doc_id");
  while (documents.step()) take_document(documents.text(0));
}

}  // namespace codau::store
