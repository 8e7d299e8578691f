// store/schema/ddl.h — the tables of record::schema() as SQL, and which document a row belongs to.
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

/// What each document says of itself and which documents it cites (record/citations/xref.h), the
/// compute_digest() of what was found of it, and its KeysLexicon (store/citations/xref_index.h).
inline constexpr std::array<std::string_view, 2> kCreateXrefFacts{
    "CREATE TABLE xref_facts(doc_id TEXT NOT NULL,facts TEXT NOT NULL,found TEXT NOT NULL,"
    "has_keys INTEGER NOT NULL,PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX xref_facts_bare ON xref_facts(doc_id) WHERE has_keys <> 1"};

/// Why a store is not finished, as its table `state` has it under `open`: a run, or only edits of
/// people. A finished store has no such row.
inline constexpr std::string_view kOpenRun = "1", kOpenEdits = "edits";

/// How the rows of a document are found in a table.
enum class RowOwner : std::uint8_t {
  kColumn,  ///< the table has doc_id
  kParent,  ///< by its foreign key to a table that has doc_id (tasks → task_agencies)
  kAbout,   ///< evidence and corrections: by the row that they are about
  kShared,  ///< a row may belong to several documents (agencies): claims in journal_<table>
};
[[nodiscard]] RowOwner find_row_owner(const record::Table& table);
/// Returns the foreign key of RowOwner::kParent. Precondition: find_row_owner() is kParent.
[[nodiscard]] const record::ForeignKey& get_parent_key(const record::Table& table);
[[nodiscard]] bool has_column(const record::Table& table, std::string_view name);

/// Returns the columns of the table as a quoted, comma-separated list, each after `prefix`.
[[nodiscard]] std::string make_column_list(const record::Table& table,
                                           std::string_view prefix = {});
/// Returns the columns of its primary key in the same way.
[[nodiscard]] std::string make_key_list(const record::Table& table, std::string_view prefix = {});
/// Returns the definition of a column of a table without row numbers in a store.
[[nodiscard]] std::string make_stored_column(const record::Table& table,
                                             const record::Column& column);
/// Returns the table with the claims of documents on rows. Precondition: RowOwner::kShared.
[[nodiscard]] std::string make_claims_name(const record::Table& table);
/// Returns the query for key and doc_id of every claim on a row. The same precondition.
[[nodiscard]] std::string make_claims_select(const record::Table& table);

/// Returns the name of the closed list of a column in `codes`: <table>.<column>.
[[nodiscard]] std::string make_code_list_name(const record::Table& table,
                                              const record::Column& column);

/// Returns every statement of a new store. The order is fixed: equal contents give equal bytes.
/// 1. tables of the state of the store;
/// 2. tables of rows (STRICT, with CHECKs for dates, bools, reals and json), and their indexes;
/// 3. triggers that keep closed columns within `codes`;
/// 4. views (store/schema/physical_schema.h, store/schema/flat_views.h).
[[nodiscard]] std::vector<std::string> make_store_statements();

/// Returns the statements of a file of rows alone (store/table_file.h): tables, indexes and flat
/// views, closed codes in CHECKs, the tables search_rows and search_text of its full-text index.
[[nodiscard]] std::vector<std::string> make_table_statements(TableSpan tables);

/// A table whose text can be searched in a file of rows, and the columns with the text.
struct SearchableTable {
  std::string_view table;
  std::vector<std::string_view> columns;
};
[[nodiscard]] const std::vector<SearchableTable>& searchable_tables();

}  // namespace codau::store
