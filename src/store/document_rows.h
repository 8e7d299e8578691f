// store/document_rows.h — the rows of one document within the tables of a store.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/each_row.h"
#include "record/records.h"
#include "store/ddl.h"
#include "store/kept.h"
#include "store/provenance.h"
#include "store/readings.h"
#include "store/sqlite.h"

namespace codau::store {

/// What was read, document by document: that of the last one is at hand. Keeps a reference to the
/// connection.
class Readings {
 public:
  explicit Readings(const Connection& connection) : connection_(connection) {}
  [[nodiscard]] const ReadingReader& of(std::string_view doc_id);

 private:
  const Connection& connection_;
  std::string doc_id_;
  ReadingReader reader_;
};

/// The rows of a table that is not packed, one after another, as select_kept() gives them. Keeps
/// references to connection and table.
class RowReader {
 public:
  /// `column`: only those with this value there.
  RowReader(const Connection& connection, Tables tables, const record::Table& table,
            std::string_view column = {}, std::string_view value = {},
            Order order = Order::kOfFiles);
  bool step();
  [[nodiscard]] record::Row row();
  [[nodiscard]] std::string doc_id() const;  ///< empty for rows of several documents

 private:
  const record::Table& table_;
  Readings readings_;
  Statement select_;
  std::vector<std::pair<std::size_t, std::size_t>> as_read_;  ///< and what it became
};

/// The first of the numbers that are free (store/kept.h): each table takes every other one.
[[nodiscard]] std::int64_t next_number(const Connection& connection, const record::Table& table);

/// Whether nobody refers to the rows of these tables by numbers: neither rows, nor words, nor what
/// is packed; and no other document has them.
[[nodiscard]] bool are_apart(Tables tables, const std::set<std::string>& names);

/// Reads and replaces the rows of a document; transactions are the caller's. Keeps a reference to
/// the connection.
class DocumentRows {
 public:
  DocumentRows(const Connection& connection, Tables tables)
      : connection_(connection), tables_(tables) {}

  /// Of a table.
  void each(const record::Table& table, std::string_view doc_id, Order order,
            const record::TakeRow& take) const;
  [[nodiscard]] record::Records all(std::string_view doc_id) const;
  /// By primary key.
  [[nodiscard]] record::EachRow each(std::string_view doc_id) const;
  /// The same of those that record::is_of_head().
  [[nodiscard]] record::EachRow head(std::string_view doc_id) const;
  /// Rows that several documents share are those of the smallest doc_id: documents may spell an
  /// agency in their own way, and the last one to be read must not decide.
  void replace(std::string_view doc_id, const record::EachRow& rows) const;
  /// The same of tables that are apart (are_apart()), where all others are as they were.
  void replace_tables(std::string_view doc_id, const record::EachRow& rows,
                      const std::set<std::string>& tables) const;
  /// Takes all of them out, whatever they hold: nothing of them is read.
  void remove_all(std::string_view doc_id) const;
  /// After claims of documents on such rows were put down.
  void settle_shared(std::span<const std::string> doc_ids) const;

 private:
  class Writer;
  void each_claimed(const record::Table& table, std::string_view doc_id,
                    const record::TakeRow& take) const;
  void each_evidence(std::string_view doc_id, const WantsTable& wants,
                     const record::TakeRow& take) const;
  void each_correction(std::string_view doc_id, const record::TakeRow& take) const;
  void each_packed_correction(std::string_view doc_id, const record::TakeRow& take) const;
  void each_reading(const record::Table& table, std::string_view doc_id, Readings& readings,
                    const record::TakeRow& take) const;
  void remove(std::string_view doc_id) const;
  void remove_from(const record::Table& table, std::string_view doc_id) const;
  [[nodiscard]] std::set<std::string> claims(const record::Table& table,
                                             std::string_view doc_id) const;
  void settle_claims(const record::Table& table, const std::set<std::string>& keys) const;

  const Connection& connection_;
  Tables tables_;
};

}  // namespace codau::store
