// store/ddl.h — the tables of record::schema() as SQL, and which document a row belongs to.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/schema.h"

namespace codau::store {

using TableSpan = std::span<const record::Table>;

/// Of each document what it says of itself and whom it cites (record/xref.h), compute_digest() what
/// was found of it, and whether its keys are there (KeysLexicon, store/xref_index.h).
inline constexpr std::array<std::string_view, 2> kCreateXrefFacts{
    "CREATE TABLE xref_facts(doc_id TEXT NOT NULL,facts TEXT NOT NULL,found TEXT NOT NULL,"
    "has_keys INTEGER NOT NULL,PRIMARY KEY(doc_id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX xref_facts_bare ON xref_facts(doc_id) WHERE has_keys <> 1"};

/// Why a store is not finished, as its table `state` has it under `open`: a run, or only what
/// people have edited. Nothing there when it is.
inline constexpr std::string_view kOpenRun = "1", kOpenEdits = "edits";

/// How the rows of a document are found in a table.
enum class RowOwner : std::uint8_t {
  kColumn,  ///< the table has doc_id
  kParent,  ///< by its foreign key to a table that has doc_id (tasks → task_agencies)
  kPacked,  ///< one value a document in the table provenance; here a view (store/provenance.h)
  kShared,  ///< rows of several documents at once (agencies): claims in journal_<table>
};
[[nodiscard]] RowOwner find_row_owner(TableSpan tables, const record::Table& table);
/// The foreign key behind RowOwner::kParent. Precondition: find_row_owner() is kParent.
[[nodiscard]] const record::ForeignKey& get_parent_key(TableSpan tables,
                                                       const record::Table& table);
[[nodiscard]] bool has_column(const record::Table& table, std::string_view name);

/// The columns of the table as a quoted, comma-separated list, each behind `prefix`.
[[nodiscard]] std::string make_column_list(const record::Table& table,
                                           std::string_view prefix = {});
/// The columns of its primary key in the same way.
[[nodiscard]] std::string make_key_list(const record::Table& table, std::string_view prefix = {});
/// A column as its table says it, in a store.
[[nodiscard]] std::string make_stored_column(const record::Table& table,
                                             const record::Column& column);
/// The table with the claims of documents on rows. Precondition: find_row_owner() is kShared.
[[nodiscard]] std::string make_claims_name(const record::Table& table);
/// Key and doc_id of every claim on a row. The same precondition.
[[nodiscard]] std::string make_claims_select(const record::Table& table);

/// Under which `codes` has the closed list of a column: <table>.<column>.
[[nodiscard]] std::string make_code_list_name(const record::Table& table,
                                              const record::Column& column);

/// Every statement of a new store, in the one order that makes equal contents equal bytes: books,
/// tables (STRICT, with CHECKs for dates, bools, reals and json; store/physical_schema.h), indexes,
/// triggers that keep closed columns within `codes`, views.
[[nodiscard]] std::vector<std::string> make_store_statements(TableSpan tables);

/// Tables, indexes and flat views for rows alone, closed codes in CHECKs: store/table_file.h. With
/// them search_rows, which numbers the rows that are searched, and search_text, what is.
[[nodiscard]] std::vector<std::string> make_table_statements(TableSpan tables);

/// A table whose text can be searched, with the columns that are.
struct SearchableTable {
  std::string_view table;
  std::vector<std::string_view> columns;
};
[[nodiscard]] const std::vector<SearchableTable>& searchable_tables();

}  // namespace codau::store
