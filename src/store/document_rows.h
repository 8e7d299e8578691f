// store/document_rows.h — the rows of one document within the tables of a store.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/records.h"
#include "record/row_stream.h"
#include "store/ddl.h"
#include "store/ocr_delta.h"
#include "store/physical_schema.h"
#include "store/provenance.h"
#include "store/sqlite.h"

namespace codau::store {

/// What was read, document by document: that of the last one is at hand. Keeps a reference to the
/// connection.
class OcrDeltaCache {
 public:
  explicit OcrDeltaCache(const Connection& connection) : connection_(connection) {}
  [[nodiscard]] const OcrDeltaReader& of(std::string_view doc_id);

 private:
  const Connection& connection_;
  std::string doc_id_;
  OcrDeltaReader reader_;
};

/// The rows of a table that is not packed, one after another, as make_row_select() gives them.
/// Keeps references to connection and table.
class RowReader {
 public:
  /// `column`: only those with this value there.
  RowReader(const Connection& connection, TableSpan tables, const record::Table& table,
            std::string_view column = {}, std::string_view value = {},
            RowOrder order = RowOrder::kFileOrder);
  bool step();
  [[nodiscard]] record::Row row();
  [[nodiscard]] std::string doc_id() const;  ///< empty for rows of several documents

 private:
  const record::Table& table_;
  OcrDeltaCache readings_;
  Statement select_;
  std::vector<std::pair<std::size_t, std::size_t>> as_read_;  ///< and what it became
};

/// The first of the numbers that are free (store/physical_schema.h): each table takes every other
/// one.
[[nodiscard]] std::int64_t find_next_row_number(const Connection& connection,
                                                const record::Table& table);

/// Whether nobody refers to the rows of these tables by numbers: neither rows, nor words, nor what
/// is packed; and no other document has them.
[[nodiscard]] bool is_apart(TableSpan tables, const std::set<std::string>& names);

/// Reads and replaces the rows of a document; transactions are the caller's. Keeps a reference to
/// the connection.
class DocumentRows {
 public:
  DocumentRows(const Connection& connection, TableSpan tables)
      : connection_(connection), tables_(tables) {}

  /// Of a table.
  void for_each_row(const record::Table& table, std::string_view doc_id, RowOrder order,
                    const record::RowSink& take) const;
  [[nodiscard]] record::Records all(std::string_view doc_id) const;
  /// By primary key.
  [[nodiscard]] record::RowStream for_each_row(std::string_view doc_id) const;
  /// The same of those that record::is_head_row().
  [[nodiscard]] record::RowStream head(std::string_view doc_id) const;
  /// Rows that several documents share are those of the smallest doc_id: documents may spell an
  /// agency in their own way, and the last one to be read must not decide.
  void replace(std::string_view doc_id, const record::RowStream& rows) const;
  /// The same of tables that are apart (is_apart()), where all others are as they were.
  void replace_tables(std::string_view doc_id, const record::RowStream& rows,
                      const std::set<std::string>& tables) const;
  /// Takes all of them out, whatever they hold: nothing of them is read.
  void remove_all(std::string_view doc_id) const;
  /// After claims of documents on such rows were put down.
  void settle_shared_rows(std::span<const std::string> doc_ids) const;

 private:
  class Writer;
  void for_each_claimed(const record::Table& table, std::string_view doc_id,
                        const record::RowSink& take) const;
  void for_each_evidence(std::string_view doc_id, const TableFilter& wants,
                         const record::RowSink& take) const;
  void for_each_correction(std::string_view doc_id, const record::RowSink& take) const;
  void for_each_packed_correction(std::string_view doc_id, const record::RowSink& take) const;
  void for_each_reading(const record::Table& table, std::string_view doc_id,
                        OcrDeltaCache& readings, const record::RowSink& take) const;
  void remove(std::string_view doc_id) const;
  void remove_from(const record::Table& table, std::string_view doc_id) const;
  [[nodiscard]] std::set<std::string> claims(const record::Table& table,
                                             std::string_view doc_id) const;
  void settle_claims(const record::Table& table, const std::set<std::string>& keys) const;

  const Connection& connection_;
  TableSpan tables_;
};

}  // namespace codau::store
