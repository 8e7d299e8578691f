// store/documents/document_rows.h — the rows of one document within the tables of a store.
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

using RowSink = std::function<void(const record::Row&)>;

/// The rows of a table one after another, as make_row_select() gives them. Keeps a reference to the
/// table.
class RowReader {
 public:
  /// `column`: only the rows with this value there.
  RowReader(const Connection& connection, const record::Table& table, std::string_view column = {},
            std::string_view value = {}, RowOrder order = RowOrder::kFileOrder);
  bool step() { return select_.step(); }
  [[nodiscard]] record::Row row() const;
  [[nodiscard]] std::string doc_id() const;  ///< empty in tables of RowOwner::kShared

 private:
  const record::Table& table_;
  Statement select_;
};

/// Removes what no correction says any more from `changes`.
void remove_unused_changes(const Connection& connection);

/// Adds the columns of evidence and corrections that `fields` lacks.
void add_fields(const Connection& connection);

/// Reads and writes the rows of a document; transactions are the caller's. Keeps a reference to the
/// connection.
class DocumentRows {
 public:
  explicit DocumentRows(const Connection& connection) : connection_(connection) {}

  void for_each_row(const record::Table& table, std::string_view doc_id, RowOrder order,
                    const RowSink& take) const;
  /// All rows, in file order.
  [[nodiscard]] record::Records all(std::string_view doc_id) const;
  /// The rows that record::is_head_row().
  [[nodiscard]] record::Records head(std::string_view doc_id) const;
  /// Inserts, updates and deletes rows of the document; `after` has all its rows then. A row that
  /// several documents share is that of the smallest doc_id: documents may spell an agency in their
  /// own way, and the last one to be read must not decide. Throws Error{kInternal} if a row has the
  /// wrong width or no parent.
  void apply(std::string_view doc_id, const RowChanges& changes,
             const record::Records& after) const;
  /// Deletes all rows of the document without reading them: they may be damaged.
  void remove_all(std::string_view doc_id) const;

 private:
  class Writer;
  [[nodiscard]] std::set<std::string> claims(const record::Table& table,
                                             std::string_view doc_id) const;
  void settle_claims(const record::Table& table, const std::set<std::string>& keys) const;

  const Connection& connection_;
};

}  // namespace codau::store
