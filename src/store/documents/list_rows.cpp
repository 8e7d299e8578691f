#include "store/documents/list_rows.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/schema/ddl.h"
#include "store/schema/flat_views.h"
#include "text/folded_words.h"

namespace codau::store {
namespace {

/// A day on which a deadline is due; kUndated and 0 for a task without a date.
struct DueDay {
  std::string day{kUndated};
  std::int64_t deadline = 0;
};

std::int64_t find_number(const Connection& connection, std::string_view doc_id) {
  Statement select(connection, "SELECT row_number FROM kept_documents WHERE doc_id = ?");
  if (!select.bind(1, doc_id).step()) return 0;
  const std::int64_t out = select.integer(0);
  select.step();  // to its end
  return out;
}

/// Adds the numbers of rows of a document to `leads`, or takes them away.
void count_leads(const Connection& connection, std::int64_t document, int sign) {
  Statement update(connection,
                   "UPDATE leads SET n = n + ?2 * (SELECT count(*) FROM task_days WHERE document ="
                   " ?1 AND lead = leads.number) WHERE number IN (SELECT lead FROM task_days WHERE"
                   " document = ?1)");
  update.bind(1, document).bind(2, std::int64_t{sign}).step();
}

void remove_rows(const Connection& connection, std::int64_t document) {
  count_leads(connection, document, -1);
  for (const char* const table : {"task_days", "document_words"})
    Statement(connection, std::string("DELETE FROM ") + table + " WHERE document = ?")
        .bind(1, document)
        .step();
}

std::unordered_map<std::string, std::vector<DueDay>> find_days(const Connection& connection,
                                                               std::string_view doc_id) {
  static const std::string kSelect = make_due_days_select();
  std::unordered_map<std::string, std::vector<DueDay>> out;
  Statement select(connection, kSelect);
  for (select.bind(1, doc_id); select.step();)
    out[select.text(0)].push_back({select.text(2), select.integer(1)});
  return out;
}

/// Returns the number of an agency in charge; gives a new one its number.
std::int64_t number_of_lead(const Connection& connection, const std::string& name) {
  for (const char* const sql : {"SELECT number FROM leads WHERE name = ?",
                                "INSERT INTO leads(name,n) VALUES(?,0) RETURNING number"}) {
    Statement statement(connection, sql);
    if (!statement.bind(1, name).step()) continue;
    const std::int64_t out = statement.integer(0);
    statement.step();  // to its end
    return out;
  }
  return 0;
}

/// Returns the agencies in charge of each task, by its row number, in their order and each once.
std::map<std::int64_t, std::vector<std::int64_t>> find_leads(const Connection& connection,
                                                             std::string_view doc_id) {
  Statement select(connection,
                   "SELECT t.row_number,a.norm,min(a.seq) FROM kept_tasks AS t CROSS JOIN"
                   " kept_task_agencies AS a ON a.task_id = t.row_number AND a.role = 'lead'"
                   " WHERE t.doc_id = ? GROUP BY 1,2 ORDER BY 1,3");
  std::vector<std::pair<std::int64_t, std::string>> names;
  for (select.bind(1, doc_id); select.step();)
    names.emplace_back(select.integer(0), select.text(1));
  std::map<std::int64_t, std::vector<std::int64_t>> out;
  for (const auto& [task, name] : names) out[task].push_back(number_of_lead(connection, name));
  return out;
}

void insert_days(const Connection& connection, std::string_view doc_id, std::int64_t document) {
  const auto days = find_days(connection, doc_id);
  const auto leads = find_leads(connection, doc_id);
  const std::vector<DueDay> undated{{}};
  const std::vector<std::int64_t> nobody{0};
  Statement insert(connection, "INSERT INTO task_days VALUES(?,?,?,?,?,?)");
  Statement tasks(connection,
                  "SELECT row_number,task_id FROM kept_tasks WHERE doc_id = ? ORDER BY 1");
  for (tasks.bind(1, doc_id); tasks.step();) {
    const std::int64_t task = tasks.integer(0);
    const auto dated = days.find(tasks.text(1));
    const auto led = leads.find(task);
    for (const DueDay& one : dated == days.end() ? undated : dated->second) {
      std::int64_t is_first = 1;
      for (const std::int64_t lead : led == leads.end() ? nobody : led->second) {
        insert.bind(1, document).bind(2, task).bind(3, one.day).bind(4, one.deadline);
        insert.bind(5, lead).bind(6, std::exchange(is_first, 0)).step();
      }
    }
  }
  count_leads(connection, document, 1);
}

/// Writes the words by which people look for a document: number, type, organs, subject, place,
/// signer and names of files. They are folded, with a space before and after each.
void insert_words(const Connection& connection, std::string_view doc_id, std::int64_t document) {
  constexpr std::size_t kMostBytes = 4'000;
  Statement select(connection,
                   "SELECT concat FROM (SELECT coalesce(code_number,'') || ' ' ||"
                   " coalesce(code_notation,'') || ' ' || coalesce(type_name,'') || ' ' ||"
                   " coalesce(organ_name,'') || ' ' || coalesce(governing_organ,'') || ' ' ||"
                   " coalesce(subject,'') || ' ' || coalesce(issued_place,'') || ' ' ||"
                   " coalesce(signer_name,'') AS concat FROM kept_documents WHERE doc_id = ?1)"
                   " UNION ALL SELECT source_path FROM (SELECT source_path FROM sources WHERE"
                   " doc_id = ?1 ORDER BY seq)");
  text::WordFolder folder;
  std::string words = " ";
  for (select.bind(1, doc_id); select.step();) {
    for (const text::FoldedWord& word : folder.find_words(select.view(0)))
      if (words.size() + word.key.size() < kMostBytes) words += word.key + ' ';
  }
  Statement(connection, "INSERT INTO document_words VALUES(?,?)")
      .bind(1, document)
      .bind(2, words)
      .step();
}

}  // namespace

void remove_list_rows(const Connection& connection, std::string_view doc_id) {
  if (const std::int64_t document = find_number(connection, doc_id); document != 0)
    remove_rows(connection, document);
}

void renew_list_rows(const Connection& connection, std::string_view doc_id) {
  const std::int64_t document = find_number(connection, doc_id);
  if (document == 0) return;
  remove_rows(connection, document);
  insert_days(connection, doc_id, document);
  insert_words(connection, doc_id, document);
}

bool has_list_rows(const Connection& connection) {
  return !connection.value("SELECT 1 FROM sqlite_schema WHERE name = 'document_words'").empty();
}

void add_list_tables(const Connection& connection) {
  constexpr std::string_view kIndex = "CREATE INDEX ";
  Transaction transaction(connection);
  const bool is_older = !has_list_rows(connection);
  if (is_older) {
    connection.run(
        "DROP TABLE IF EXISTS leads; DROP TABLE IF EXISTS task_days; DROP INDEX IF EXISTS"
        " documents_by_code");
    for (const std::string_view sql : kCreateListTables) connection.run(std::string(sql));
  }
  for (const std::string_view sql : kCreateListIndexes)
    connection.run(std::string(sql).insert(kIndex.size(), "IF NOT EXISTS "));
  if (is_older) {
    Statement documents(connection, "SELECT doc_id FROM documents ORDER BY doc_id");
    for (const std::string& doc_id : read_texts(documents)) renew_list_rows(connection, doc_id);
  }
  transaction.commit();
}

}  // namespace codau::store
