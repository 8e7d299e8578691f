// store/schema/ddl.h — the SQL that creates the tables of record::schema(), and how rows belong to
// documents.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema/schema.h"

namespace codau::store {

using TableSpan = std::span<const record::Table>;

/// Creates the table of facts about each document (record/citations/xref.h). Its columns: the
/// facts, the compute_digest() of the findings, and the KeysLexicon (store/citations/xref_index.h).
inline constexpr std::array<std::string_view, 2> kCreateXrefFacts{
    "CREATE TABLE xref_facts(doc_id TEXT NOT NULL,facts TEXT NOT NULL,found TEXT NOT NULL,"
    "has_keys INTEGER NOT NULL,PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX xref_facts_bare ON xref_facts(doc_id) WHERE has_keys <> 1"};

/// Creates the tables from which the lists of tasks and documents are read (store/lists). They
/// follow from the rows, and a store without them gets them (store/documents/list_rows.h).
/// 1. `leads`: the names of the agencies in charge, and how many rows of `task_days` each has.
/// 2. `task_days`: each task with each day on which it is due, for each agency in charge. The day
///    of a task without a date is kUndated. The lead of a task without an agency is 0. The columns
///    `document` and `task` are row numbers. The column is_first is 1 in one row of each task, day
///    and deadline.
/// 3. `document_words`: the words by which people look for a document, folded for search.
inline constexpr std::string_view kUndated = "~";  // after all dates
inline constexpr std::array<std::string_view, 3> kCreateListTables{
    "CREATE TABLE leads(number INTEGER PRIMARY KEY,name TEXT NOT NULL,n INTEGER NOT NULL,"
    "UNIQUE(name)) STRICT",
    "CREATE TABLE task_days(document INTEGER NOT NULL,task INTEGER NOT NULL,day TEXT NOT NULL,"
    "deadline INTEGER NOT NULL,lead INTEGER NOT NULL,is_first INTEGER NOT NULL,"
    "PRIMARY KEY(document,task,day,deadline,lead)) STRICT, WITHOUT ROWID",
    "CREATE TABLE document_words(document INTEGER PRIMARY KEY,words TEXT NOT NULL) STRICT"};
/// Creates the indexes of the lists. The first one has all columns that select or sort documents,
/// and finds copies, too.
inline constexpr std::array<std::string_view, 4> kCreateListIndexes{
    "CREATE INDEX documents_by_day ON kept_documents(issued_date_best,code_number,code_notation,"
    "type_code,organ_name,review_status,plan_year,doc_id)",
    "CREATE INDEX document_counts_by_reason ON document_counts(name,doc_id)"
    " WHERE name GLOB 'reason:*'",
    "CREATE INDEX task_days_by_day ON task_days(day,task,deadline) WHERE is_first = 1",
    "CREATE INDEX task_days_by_lead ON task_days(lead,day,task,deadline)"};

/// Reasons why a store is not finished: a run, or only edits of people. The row `open` of the table
/// `state` has the reason; a finished store has no such row.
inline constexpr std::string_view kOpenRun = "1", kOpenEdits = "edits";

/// How the rows of a document are found in a table.
enum class RowOwner : std::uint8_t {
  kColumn,  ///< the table has doc_id
  kParent,  ///< through a foreign key to a table that has doc_id (tasks → task_agencies)
  kAbout,   ///< evidence and corrections: through the row that they are about
  kShared,  ///< a row may belong to several documents (agencies): claims in journal_<table>
};
/// Returns how the rows of a document are found in `table`.
[[nodiscard]] RowOwner find_row_owner(const record::Table& table);
/// Returns the foreign key of a table to its parent. Precondition: find_row_owner() is kParent.
[[nodiscard]] const record::ForeignKey& get_parent_key(const record::Table& table);
/// Tells whether the table has a column of this name.
[[nodiscard]] bool has_column(const record::Table& table, std::string_view name);

/// Returns the columns of the table as a quoted, comma-separated list, with `prefix` before each.
[[nodiscard]] std::string make_column_list(const record::Table& table,
                                           std::string_view prefix = {});
/// Returns the columns of the primary key in the same form.
[[nodiscard]] std::string make_key_list(const record::Table& table, std::string_view prefix = {});
/// Returns the SQL definition of a column of `table` in a store. A column that holds a row number
/// (find_number_key()) is an INTEGER.
[[nodiscard]] std::string make_stored_column(const record::Table& table,
                                             const record::Column& column);
/// Returns the name of the table that holds the claims of documents on shared rows. Precondition:
/// RowOwner::kShared.
[[nodiscard]] std::string make_claims_name(const record::Table& table);
/// Returns the query for key and doc_id of every claim on a row. Precondition: RowOwner::kShared.
[[nodiscard]] std::string make_claims_select(const record::Table& table);

/// Returns the name of the closed list of a column in `codes`: <table>.<column>.
[[nodiscard]] std::string make_code_list_name(const record::Table& table,
                                              const record::Column& column);

/// Returns all SQL statements of a new store. The order is fixed, so that equal contents give equal
/// bytes:
/// 1. tables of the state of the store;
/// 2. tables of rows (STRICT, with CHECKs for dates, bools, reals and json), and their indexes;
/// 3. triggers that keep closed columns within `codes`;
/// 4. views (store/schema/physical_schema.h, store/schema/flat_views.h).
[[nodiscard]] std::vector<std::string> make_store_statements();

/// Returns the SQL statements of a file of rows alone (store/table_file.h):
/// 1. tables with closed codes in CHECKs, and their indexes;
/// 2. the table search_rows and the view search_text for its full-text index;
/// 3. flat views.
[[nodiscard]] std::vector<std::string> make_table_statements(TableSpan tables);

/// A table whose text can be searched in a file of rows, and the columns with the text.
struct SearchableTable {
  std::string_view table;
  std::vector<std::string_view> columns;
};
/// Returns the tables whose text can be searched.
[[nodiscard]] const std::vector<SearchableTable>& searchable_tables();

}  // namespace codau::store
