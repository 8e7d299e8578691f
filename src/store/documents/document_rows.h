// store/documents/document_rows.h — reads and writes the rows of one document in the tables of a
// store.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "record/rows/records.h"
#include "store/database/sqlite.h"
#include "store/documents/row_changes.h"
#include "store/schema/ddl.h"
#include "store/schema/physical_schema.h"

namespace codau::store {

/// Receives one row.
using RowSink = std::function<void(const record::Row&)>;

/// Reads the rows of a table one after another, with the query of make_row_select(). Keeps a
/// reference to the table.
class RowReader {
 public:
  /// If `column` is given, reads only rows with `value` in this column.
  RowReader(const Connection& connection, const record::Table& table, std::string_view column = {},
            std::string_view value = {}, RowOrder order = RowOrder::kFileOrder);
  bool step() { return select_.step(); }
  [[nodiscard]] record::Row row() const;
  [[nodiscard]] std::string doc_id() const;  ///< empty in tables of RowOwner::kShared

 private:
  const record::Table& table_;
  Statement select_;
};

/// Removes rows of the table `changes` that no correction refers to.
void remove_unused_changes(const Connection& connection);

/// Adds the columns of record::schema() that the table `fields` lacks. Evidence and corrections
/// refer to these rows.
void add_fields(const Connection& connection);

/// Reads and writes the rows of a document within transactions of the caller. Keeps a reference to
/// the connection.
class DocumentRows {
 public:
  explicit DocumentRows(const Connection& connection) : connection_(connection) {}

  /// Passes the rows of a document in one table to `take`.
  void for_each_row(const record::Table& table, std::string_view doc_id, RowOrder order,
                    const RowSink& take) const;
  /// Returns all rows in file order.
  [[nodiscard]] record::Records all(std::string_view doc_id) const;
  /// Returns the rows for which record::is_head_row() holds.
  [[nodiscard]] record::Records head(std::string_view doc_id) const;
  /// Inserts, updates and deletes rows of the document. `after`: all its rows as they are
  /// afterwards. Throws Error{kInternal} if a row has the wrong width or no parent.
  ///
  /// A row that several documents share is taken from the smallest doc_id. Documents may spell an
  /// agency differently, and the result must not depend on which document is read last.
  void apply(std::string_view doc_id, const RowChanges& changes,
             const record::Records& after) const;
  /// Deletes all rows of the document without reading them, because they may be damaged.
  void remove_all(std::string_view doc_id) const;

 private:
  class Writer;
  [[nodiscard]] std::set<std::string> claims(const record::Table& table,
                                             std::string_view doc_id) const;
  void settle_claims(const record::Table& table, const std::set<std::string>& keys) const;

  const Connection& connection_;
};

}  // namespace codau::store
