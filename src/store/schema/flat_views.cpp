#include "store/schema/flat_views.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/error.h"
#include "record/schema/flat_tables.h"
#include "store/database/stored_row.h"
#include "store/schema/physical_schema.h"

namespace codau::store {
namespace {

using record::Column;
using record::Row;
using record::Table;

constexpr std::string_view kCopies = "document_copies";

/// The SQL of each column of a view. Aliases: t is tasks, l is task_deadlines, d is documents.
/// Macros:
/// 1. A colon before the name of a table is replaced by the schema of the dialect.
/// 2. JOINED(x|table|where) joins values of rows in their order by '; '.
/// 3. OF_TASK(x) is a column of the deadline. The chosen deadline takes it from its task, because
///    people set it there.
/// 4. START_DATE is the start of the deadline, unless people changed the kind of the deadline.
struct ColumnSql {
  std::string_view column, sql;
  bool of_document = false;  ///< joins rows of the document; equal in all its rows
};
constexpr auto kColumnSql = std::to_array<ColumnSql>({
    {"document_number",
     "CASE WHEN d.code_notation IS NULL THEN d.code_number"
     " ELSE coalesce(d.code_number,'') || SIGN_BEFORE(d.code_notation) || d.code_notation END"},
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
    // The first deadline is the text of the cell or sentence, which people may edit.
    {"deadline",
     "CASE WHEN coalesce(l.seq,1) = 1 AND (l.raw IS NULL OR t.deadline_raw IS NULL OR"
     " replace(t.deadline_raw,l.raw,'') = t.deadline_raw) THEN t.deadline_raw ELSE l.raw END"},
    {"deadline_label", "l.label"},
    {"deadline_kind", "OF_TASK(kind)"},
    {"start_date", "START_DATE"},
    {"due_last_day", "OF_TASK(due_last_day)"},
    {"recurrence", "OF_TASK(recurrence)"},
    {"budget_vnd", "t.budget_vnd"},
    // Laws and similar documents have the year in their code; other codes do not.
    {"cites",
     "JOINED(coalesce(number || CASE WHEN replace(raw,'/' || \"year\" || '/','') <> raw THEN '/'"
     " || \"year\" ELSE '' END || SIGN_BEFORE(notation) || notation,title)|doc_refs|doc_id = "
     "t.doc_id AND relation"
     " <> 'self')",
     true},
    {"status", "t.review_status"},
    {"source_file", "JOINED(source_path|sources|doc_id = t.doc_id)", true},
    {"source_page", "t.page_from"},
    {"doc_id", "t.doc_id"},
    {"task_id", "t.task_id"},
    {"task_seq", "t.seq"},
    {"deadline_seq", "coalesce(l.seq,1)"},
    {"due_day", "days.value"},
    {"is_recurring", "OF_TASK(recurrence) IS NOT NULL"},
});

// ---- copies ----

/// Columns that are equal if documents are the same plan, scanned or sent twice: an organ gives
/// each number once a day.
constexpr std::array<std::string_view, 5> kSame{"issued_date_best", "code_number", "code_notation",
                                                "type_code", "organ_name"};
/// Distinguishes copies from a misread number. The subject is equal. Or at least two tasks, and
/// half of the first twenty, are equal word for word. Of 109 plans that were read twice, once from
/// damaged print, this finds 66; the subject alone finds 55.
constexpr std::string_view kSameText =
    " AND (o.subject = d.subject OR (SELECT count(DISTINCT a.task_text) > 1 AND 4 * count(DISTINCT"
    " a.task_text) >= FIRST_OF(o) + FIRST_OF(d) FROM :tasks AS a WHERE a.doc_id = o.doc_id AND"
    " a.seq <= 20 AND a.task_text IN (SELECT b.task_text FROM :tasks AS b WHERE b.doc_id ="
    " d.doc_id AND b.seq <= 20)))";
/// The number of tasks of a document among its first twenty.
constexpr std::string_view kFirst =
    "(SELECT count(*) FROM :tasks AS n WHERE n.doc_id = x.doc_id AND n.seq <= 20)";
/// The number of tasks of a document. It differs, by one, in 13 of 45 pairs of plans that were read
/// twice, once from damaged print. If it differs by more than one plus a tenth, neither document
/// replaces the other.
constexpr std::string_view kTasks = "(SELECT count(*) FROM :tasks AS n WHERE n.doc_id = x.doc_id)";
/// The order of copies: the first one counts.
constexpr std::string_view kRank =
    "x.secrecy <> 'none',x.review_status = 'rejected',x.review_status = 'review',"
    "x.review_status <> 'accepted',-TASKS,x.text_layer <> 'born_digital',x.doc_id";

/// The rows of tasks, in two parts: tasks with each of their deadlines, and tasks without a
/// deadline, which people have added. Only an inner join lets a query for one task read that task
/// alone.
constexpr std::array<std::string_view, 2> kFrom{
    " FROM :tasks AS t JOIN :task_deadlines AS l ON l.task_id = t.task_id"
    " LEFT JOIN :documents AS d ON d.doc_id = t.doc_id",
    " FROM :tasks AS t LEFT JOIN (SELECT * FROM :task_deadlines WHERE 1 = 0) AS l ON 1 = 1"
    " LEFT JOIN :documents AS d ON d.doc_id = t.doc_id"};
constexpr std::array<std::string_view, 2> kWhere{
    "", "NOT EXISTS (SELECT 1 FROM :task_deadlines AS x WHERE x.task_id = t.task_id)"};

/// Tells whether l is the deadline that tasks.due_* copies (standards 6.6), or there is no
/// deadline.
constexpr std::string_view kIsChosen =
    "l.seq IS (SELECT seq FROM :task_deadlines WHERE task_id = t.task_id ORDER BY due_date IS NULL,"
    "due_date,seq LIMIT 1)";

/// Numbers the deadlines of a task with the same day and label; only the first is shown.
///
/// Examples of the same deadline: "Tháng 6" in the column and "trong tháng 6" in the text; "Trong
/// năm", and "định kỳ 6 tháng" at the end of that year. Deadlines that do not recur come first.
///
/// The partition contains doc_id and task_id. A query for one document or task then reads only its
/// own rows.
constexpr std::string_view kNth =
    "row_number() OVER (PARTITION BY t.doc_id,t.task_id,days.value,coalesce(l.label,'') ORDER BY"
    " OF_TASK(recurrence) IS NOT NULL,l.seq) AS nth";

// ---- dates of a recurring deadline (record/schema/flat_tables.h) ----
//
// The table `rule` has its parts, and the first and last day of the plan. The table `n`
// has steps: of a month, or of the number of days in the rule. Days of the week count from Sunday,
// 0. Numbers are cut before they are parsed: a person may have set any text.

/// Replaces the three months of a quarter by its last month if the rule has no day. The deadline
/// "Quý IV hằng năm" is due at the end of the quarter.
constexpr std::string_view kMonths =
    "CASE months WHEN '1,2,3' THEN '3' WHEN '4,5,6' THEN '6' WHEN '7,8,9' THEN '9' WHEN '10,11,12'"
    " THEN '12' ELSE months END";

constexpr std::string_view kSqliteDays =
    " JOIN json_each(CASE WHEN OF_TASK(recurrence) IS NULL THEN "
    "json_array(OF_TASK(due_last_day)) ELSE (WITH RECURSIVE said(text,op) AS (SELECT "
    "OF_TASK(recurrence),OF_TASK(due_op)),read(first,last,freq,every,day,months,weekday,until,op) "
    "AS (SELECT max(coalesce(d.period_start,d.plan_year || "
    "'-01-01',d.issued_date_best),coalesce(d.issued_date_best,''),coalesce(START_DATE,'')),"
    "coalesce(d.period_end,d.plan_year "
    "|| '-12-31',substr(d.issued_date_best,1,4) || '-12-31'),substr(text,6,instr(text || "
    "';',';') - 6),max(1,iif(instr(text,'INTERVAL='),CAST(substr(text,instr(text,'INTERVAL=') + "
    "9,4) AS "
    "INTEGER),1)),iif(instr(text,'BYMONTHDAY='),max(1,CAST(substr(text,instr(text,'BYMONTHDAY=') "
    "+ 11,2) AS "
    "INTEGER)),NULL),iif(instr(text,'BYMONTH='),substr(substr(text,instr(text,'BYMONTH=') + 8) "
    "|| ';',1,instr(substr(text,instr(text,'BYMONTH=') + 8) || ';',';') - 1),iif(text LIKE "
    "'FREQ=YEARLY%','12',NULL)),iif(instr(text,'BYDAY='),(instr('WEEKDAYS',substr(text,instr(text,'"
    "BYDAY=') "
    "+ 6,2)) - 1) / 2,NULL),iif(instr(text,'UNTIL='),substr(text,instr(text,'UNTIL=') + "
    "6,8),'99999999'),op FROM "
    "said),rule(first,last,freq,every,day,months,weekday,until,op,begins,step) AS (SELECT "
    "first,min(last,date(first,'+10 years')),freq,every,day,iif(day IS NULL AND freq = "
    "'YEARLY',MONTHS,months),weekday,until,op,CASE freq WHEN 'WEEKLY' THEN date(first,'weekday ' "
    "|| coalesce(weekday,0),'+' || (7 * (every - 1)) || ' days') ELSE substr(first,1,7) || '-01' "
    "END,CASE freq WHEN 'WEEKLY' THEN 7 * every END FROM read),n(at) AS (SELECT begins FROM rule "
    "UNION ALL SELECT date(at,iif(step IS NULL,'+1 month','+' || step || ' days')) FROM n,rule "
    "WHERE at <= last),due(day) AS (SELECT CASE WHEN step IS NULL AND day IS NULL THEN "
    "date(at,'+1 month','-1 day') WHEN step IS NULL THEN date(min(date(at,'+1 month','-1 "
    "day'),date(at,'+' || (day - 1) || ' days')),iif(op = 'before','-1 day','+0 days')) WHEN "
    "weekday IS NOT NULL AND op = 'before' THEN date(at,'-1 day') ELSE at END FROM n,rule WHERE "
    "freq = 'WEEKLY' OR freq = 'MONTHLY' AND (substr(at,1,4) * 12 + substr(at,6,2)) % every = 0 "
    "AND (months IS NULL OR instr(',' || months || ',',',' || CAST(substr(at,6,2) AS INTEGER) || "
    "',')) OR freq = 'YEARLY' AND (substr(at,1,4) - substr(first,1,4) + 1) % every = 0 AND "
    "instr(',' || months || ',',',' || CAST(substr(at,6,2) AS INTEGER) || ','))SELECT "
    "json_group_array(due.day) FROM due,rule WHERE due.day BETWEEN first AND last AND "
    "replace(due.day,'-','') <= until) END) AS days";

/// The year of the plan if it is a valid year: PostgreSQL refuses a query with an invalid date.
constexpr std::string_view kPlanYear =
    "CASE WHEN d.plan_year BETWEEN 1000 AND 9999 THEN d.plan_year END";

constexpr std::string_view kPostgresDays =
    " CROSS JOIN LATERAL (SELECT OF_TASK(recurrence) AS text,OF_TASK(due_op) AS "
    "op,OF_TASK(due_last_day) AS due_last_day) AS said CROSS JOIN LATERAL (SELECT "
    "said.due_last_day WHERE text IS NULL UNION ALL SELECT due.day FROM (SELECT *,CASE WHEN day "
    "IS NULL AND freq = 'YEARLY' THEN MONTHS ELSE months END AS chosen,CASE freq WHEN 'WEEKLY' "
    "THEN first + (coalesce(weekday,0) + 7 - extract(dow FROM first)::int) % 7 + 7 * (every - 1) "
    "ELSE date_trunc('month',first)::date END AS begins,CASE freq WHEN 'WEEKLY' THEN 7 * every "
    "END AS step FROM (SELECT first,least(last,(first + interval '10 years')::date) AS "
    "last,substring(text FROM '^FREQ=([A-Z]+)') AS freq,greatest(1,coalesce(substring(text FROM "
    "'INTERVAL=([0-9]{1,4})')::int,1)) AS every,CASE WHEN text LIKE '%BYMONTHDAY=%' THEN "
    "greatest(1,substring(text FROM 'BYMONTHDAY=([0-9]{1,2})')::int) END AS "
    "day,coalesce(substring(text FROM 'BYMONTH=([^;]*)'),CASE WHEN text LIKE 'FREQ=YEARLY%' THEN "
    "'12' END) AS months,(strpos('WEEKDAYS',substring(text FROM 'BYDAY=(..)')) - 1) / 2 AS "
    "weekday,coalesce(substring(text FROM 'UNTIL=(.{1,8})'),'99999999') AS until FROM (SELECT "
    "greatest(begun,d.issued_date_best,START_DATE) AS first,coalesce(d.period_end,(YEAR || "
    "'-12-31')::date,(extract(year FROM d.issued_date_best) || '-12-31')::date) AS last FROM "
    "(SELECT coalesce(d.period_start,(YEAR || '-01-01')::date,d.issued_date_best) AS begun) AS b "
    "WHERE begun IS NOT NULL) AS w WHERE last IS NOT NULL) AS r WHERE text IS NOT NULL) AS "
    "rule,LATERAL (SELECT at::date AS at,CASE WHEN step IS NULL AND day IS NULL THEN (at + "
    "interval '1 month')::date - 1 WHEN step IS NULL THEN least((at + interval '1 month')::date "
    "- 1,at::date + day - 1) - CASE WHEN op = 'before' THEN 1 ELSE 0 END WHEN weekday IS NOT "
    "NULL AND op = 'before' THEN at::date - 1 ELSE at::date END AS day FROM "
    "generate_series(begins::timestamp,last::timestamp + interval '1 month',CASE WHEN step IS "
    "NULL THEN interval '1 month' ELSE make_interval(days => step) END) AS at) AS due WHERE "
    "due.day BETWEEN first AND last AND to_char(due.day,'YYYYMMDD') <= until AND (freq = "
    "'WEEKLY' OR freq = 'MONTHLY' AND (extract(year FROM at)::int * 12 + extract(month FROM "
    "at)::int) % every = 0 AND (months IS NULL OR ',' || months || ',' LIKE '%,' || "
    "extract(month FROM at)::int || ',%') OR freq = 'YEARLY' AND (extract(year FROM at)::int - "
    "extract(year FROM first)::int + 1) % every = 0 AND ',' || chosen || ',' LIKE '%,' || "
    "extract(month FROM at)::int || ',%')) AS days(value)";

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

/// Returns the SQL that joins values of rows, in their order, each once.
std::string make_join_expression(std::string_view given, Dialect dialect) {
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
                                     : "(SELECT string_agg(v,'; ' ORDER BY n,v) FROM " + each + ")";
}

/// Returns the SQL of OF_TASK(): the column of the task for its chosen deadline, otherwise that of
/// the deadline.
std::string of_task(std::string_view column, Dialect dialect) {
  std::string is_chosen(kIsChosen);
  if (dialect == Dialect::kPostgres) replace_all(is_chosen, " IS (", " IS NOT DISTINCT FROM (");
  const std::string name(column), in_task = column == "kind" ? "deadline_kind" : name;
  return "CASE WHEN " + is_chosen + " THEN t." + in_task + " ELSE l." + name + " END";
}

std::string in_dialect(std::string_view given, Dialect dialect) {
  constexpr std::string_view kJoined = "JOINED(";
  std::string sql(given);
  if (sql.starts_with(kJoined))
    sql = make_join_expression(
        std::string_view(sql).substr(kJoined.size(), sql.size() - kJoined.size() - 1), dialect);
  for (const std::string_view column : {"kind", "recurrence", "due_op", "due_last_day"})
    replace_all(sql, "OF_TASK(" + std::string(column) + ")", of_task(column, dialect));
  replace_all(sql, "START_DATE",
              "CASE WHEN " + of_task("kind", dialect) + " = l.kind THEN l.start_date END");
  for (const std::string notation :
       {"notation", "d.code_notation"})  // record::find_notation_separator
    replace_all(sql, "SIGN_BEFORE(" + notation + ")",
                "CASE WHEN " + notation + " LIKE '%/%' AND " + notation +
                    " NOT LIKE '%-%/%' THEN '-' ELSE '/' END");
  replace_all(sql, "WEEKDAYS", "SUMOTUWETHFRSA");
  replace_all(sql, "MONTHS", kMonths);
  replace_all(sql, "(YEAR ", "(" + std::string(kPlanYear) + " ");
  replace_all(sql, " :", dialect == Dialect::kSqlite ? " " : " codau.");
  return sql;
}

const ColumnSql& find_column_sql(const Column& column) {
  const auto* const found = std::ranges::find(kColumnSql, column.name, &ColumnSql::column);
  if (found == kColumnSql.end())
    throw Error(ErrorCode::kInternal, "no SQL for " + std::string(column.name));
  return *found;
}

std::string name_of(std::string_view name, Dialect dialect) {
  return (dialect == Dialect::kSqlite ? "" : "codau.") + quote_name(name);
}

/// Replaces document x in a text by another alias.
std::string of(std::string_view text, const std::string& document) {
  std::string out(text);
  replace_all(out, "TASKS", kTasks);
  replace_all(out, "x.", document + ".");
  return out;
}

/// Returns the SQL for the document among `documents` that d is a copy of; NULL if d is no copy.
std::string copy_of(std::string_view documents, Dialect dialect) {
  std::string same = "o.doc_id <> d.doc_id";
  for (const std::string_view column : kSame)
    same += " AND o." + std::string(column) + " = d." + std::string(column);
  std::string text(kSameText);
  for (const char* const document : {"o", "d"})
    replace_all(text, "FIRST_OF(" + std::string(document) + ")", of(kFirst, document));
  same += text;
  const std::string other = of("TASKS", "o"), here = of("TASKS", "d");
  return in_dialect("(SELECT o.doc_id FROM " + std::string(documents) + " AS o WHERE " + same +
                        " AND abs(" + other + " - " + here + ") <= 1 + (" + other + " + " + here +
                        ") / 20 AND (" + of(kRank, "o") + ") < (" + of(kRank, "d") + ") ORDER BY " +
                        of(kRank, "o") + " LIMIT 1)",
                    dialect);
}

std::string begin_view(std::string_view name, Dialect dialect) {
  return (dialect == Dialect::kSqlite ? "CREATE VIEW " : "CREATE OR REPLACE VIEW ") +
         name_of(name, dialect) + " AS ";
}

/// The rows to select. With kView: without copies. With kStore: with copies, and NULL in columns of
/// the document.
enum class FlatRows : std::uint8_t { kView, kStore };

/// Returns the SELECT for one part of kFrom.
std::string select_part(const Table& flat, std::size_t part, FlatRows rows, Dialect dialect) {
  std::string values, names, where = in_dialect(kWhere.at(part), dialect);
  const auto add = [&where](const std::string& more) {
    where += (where.empty() ? "" : " AND ") + more;
  };
  for (const Column& column : flat.columns) {
    const ColumnSql& value = find_column_sql(column);
    const bool is_left_out = rows == FlatRows::kStore && value.of_document;
    values += (values.empty() ? "" : ",") +
              (is_left_out ? "NULL" : in_dialect(value.sql, dialect)) + " AS " +
              quote_name(column.name);
    names += (names.empty() ? "" : ",") + quote_name(column.name);
  }
  if (rows == FlatRows::kView) add(copy_of(":documents", dialect) + " IS NULL");
  const std::string from = in_dialect(kFrom.at(part), dialect);
  if (!has_column(flat, "due_day"))
    return "SELECT " + values + from + (where.empty() ? "" : " WHERE " + where);
  add("days.value IS NOT NULL");
  return "SELECT " + names + " FROM (SELECT " + values + "," + in_dialect(kNth, dialect) + from +
         in_dialect(dialect == Dialect::kSqlite ? kSqliteDays : kPostgresDays, dialect) +
         " WHERE " + where + ") AS dated WHERE nth = 1";
}

/// Returns the SELECT for the rows of a flat table.
std::string select_rows(const Table& flat, FlatRows rows, Dialect dialect) {
  return select_part(flat, 0, rows, dialect) + " UNION ALL " + select_part(flat, 1, rows, dialect);
}

/// Returns the SELECT of kStore. It is long and needed for each document, so that it is kept.
const std::string& rows_in_store(const Table& flat) {
  static const std::map<std::string_view, std::string> kRows = [] {
    std::map<std::string_view, std::string> out;
    for (const Table& one : record::flat_tables())
      out.emplace(one.name, select_rows(one, FlatRows::kStore, Dialect::kSqlite));
    return out;
  }();
  return kRows.at(flat.name);
}

/// Reads the document columns of a flat table once for each document: thousands of tasks may stand
/// beside hundreds of citations.
class ValuesOfDocument {
 public:
  ValuesOfDocument(const Connection& connection, const Table& flat)
      : select_(connection, "SELECT NULL" + values_of(flat) + " FROM (SELECT ? AS doc_id) AS t") {
    for (std::size_t i = 0; i < flat.columns.size(); ++i)
      if (find_column_sql(flat.columns[i]).of_document) columns_.push_back(i);
  }

  void read(std::string_view doc_id) {
    values_.clear();
    for (select_.bind(1, doc_id); select_.step();) {
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        values_.push_back(select_.is_null(at) ? record::Value() : select_.text(at));
      }
    }
  }
  void put_into(Row& row) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) row[columns_[i]] = values_[i];
  }

 private:
  static std::string values_of(const Table& flat) {
    std::string out;
    for (const Column& column : flat.columns) {
      const ColumnSql& value = find_column_sql(column);
      if (value.of_document) out += "," + in_dialect(value.sql, Dialect::kSqlite);
    }
    return out;
  }

  Statement select_;
  std::vector<std::size_t> columns_;
  std::vector<record::Value> values_;
};

std::string create_view(const Table& flat, Dialect dialect) {
  return begin_view(flat.name, dialect) + select_rows(flat, FlatRows::kView, dialect);
}

/// Selects the copies of each document, best first.
std::string select_copies(Dialect dialect) {
  std::string same;
  for (const std::string_view column : kSame)
    same += (same.empty() ? "" : ",") + std::string(column);
  return "WITH c AS (SELECT * FROM " + in_dialect(" :documents", dialect) + " WHERE (" + same +
         ") IN (SELECT " + same + " FROM " + in_dialect(" :documents", dialect) + " GROUP BY " +
         same + " HAVING count(*) > 1)) SELECT doc_id,copy_of FROM (SELECT d.*," +
         copy_of("c", dialect) +
         " AS copy_of FROM c AS d) AS x WHERE copy_of IS NOT NULL ORDER BY copy_of," +
         in_dialect(of(kRank, "x"), dialect);
}

std::string create_vietnamese(const Table& flat, Dialect dialect) {
  std::string sql;
  for (const Column& column : flat.columns) {
    sql += (sql.empty() ? "" : ",") + quote_name(column.name) + " AS " +
           quote_name(to_vietnamese_name(column));
  }
  return begin_view(to_vietnamese_name(flat), dialect) + "SELECT " + sql + " FROM " +
         name_of(flat.name, dialect);
}

}  // namespace

std::vector<FlatView> make_flat_views(TableSpan tables, Dialect dialect) {
  for (const char* const needed :
       {"documents", "sources", "tasks", "task_deadlines", "task_agencies", "doc_refs"}) {
    if (std::ranges::find(tables, needed, &Table::name) == tables.end()) return {};
  }
  std::vector<FlatView> out{{kCopies, begin_view(kCopies, dialect) + select_copies(dialect)}};
  for (const Table& flat : record::flat_tables()) {
    out.push_back({flat.name, create_view(flat, dialect)});
    out.push_back({to_vietnamese_name(flat), create_vietnamese(flat, dialect)});
  }
  return out;
}

std::string make_copies_index(std::string_view documents) {
  return "CREATE INDEX IF NOT EXISTS documents_by_code ON " + std::string(documents) +
         "(issued_date_best,code_number)";
}

void renew_flat_views(const Connection& connection) {
  for (const FlatView& view : make_flat_views(record::schema(), Dialect::kSqlite))
    renew_view(connection, view.name, view.sql);
}

void for_each_flat_row(const Connection& connection, const Table& flat, std::string_view doc_id,
                       const std::function<void(const record::Row&, std::string_view)>& take) {
  std::string order = "task_seq,deadline_seq";
  if (has_column(flat, "due_day")) order += ",due_day";
  Statement select(connection, "SELECT " + make_column_list(flat) + " FROM (" +
                                   rows_in_store(flat) + ") WHERE doc_id = ? ORDER BY " + order);
  ValuesOfDocument of_document(connection, flat);
  const auto take_document = [&](std::string_view id) {
    of_document.read(id);
    for (select.bind(1, id); select.step();) {
      Row row = read_row(select, flat);
      of_document.put_into(row);
      take(row, id);
    }
  };
  if (!doc_id.empty()) return take_document(doc_id);
  Statement documents(connection,
                      "SELECT doc_id FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM (" +
                          select_copies(Dialect::kSqlite) + ")) ORDER BY doc_id");
  while (documents.step()) take_document(documents.text(0));
}

std::string make_due_days_select() {
  constexpr std::array<std::string_view, 4> kNames{"doc_id", "task_id", "deadline_seq", "due_day"};
  Table narrow = record::table(record::TableId::kTasks);
  std::vector<Column> columns;
  for (const Table& flat : record::flat_tables()) {
    if (flat.id != record::TableId::kDueDates) continue;
    narrow = flat;
    for (const Column& column : flat.columns)
      if (std::ranges::find(kNames, column.name) != kNames.end()) columns.push_back(column);
  }
  narrow.columns = columns;
  return "SELECT task_id,deadline_seq,due_day FROM (" +
         select_rows(narrow, FlatRows::kStore, Dialect::kSqlite) + ") WHERE doc_id = ?1";
}

std::vector<std::string> find_same_documents(const Connection& connection,
                                             std::string_view doc_id) {
  std::string same;
  for (const std::string_view column : kSame)
    same += " AND o." + std::string(column) + " = d." + std::string(column);
  Statement select(
      connection,
      "SELECT o.doc_id FROM documents AS d JOIN documents AS o ON o.doc_id <> d.doc_id" + same +
          " WHERE d.doc_id = ? ORDER BY 1");
  std::vector<std::string> out;
  for (select.bind(1, doc_id); select.step();) out.push_back(select.text(0));
  return out;
}

std::vector<DocumentCopy> find_copies(const Connection& connection) {
  std::vector<DocumentCopy> out;
  Statement select(connection, select_copies(Dialect::kSqlite));
  while (select.step()) out.push_back({select.text(0), select.text(1)});
  return out;
}

}  // namespace codau::store
