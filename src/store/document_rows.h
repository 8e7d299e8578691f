// store/document_rows.h — the rows of one document within the tables of a store.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/each_row.h"
#include "record/records.h"
#include "store/ddl.h"
#include "store/sqlite.h"

namespace codau::store {

/// The rows of a document in a table that has a row each, as version 1 has of all (migrations.h).
[[nodiscard]] std::vector<record::Row> read_rows(const Connection& connection, Tables tables,
                                                 const record::Table& table,
                                                 std::string_view doc_id);

/// Reads and replaces them; transactions are the caller's. Keeps a reference to the connection.
class DocumentRows {
 public:
  DocumentRows(const Connection& connection, Tables tables)
      : connection_(connection), tables_(tables) {}

  /// Of a table, in the order of flat files.
  [[nodiscard]] std::vector<record::Row> of(const record::Table& table,
                                            std::string_view doc_id) const;
  [[nodiscard]] record::Records all(std::string_view doc_id) const;
  /// Of a table, by primary key.
  [[nodiscard]] std::vector<record::Row> by_key(const record::Table& table,
                                                std::string_view doc_id) const;
  /// One table of them in memory at a time.
  [[nodiscard]] record::EachRow each(std::string_view doc_id) const;
  /// Rows that several documents share are those of the smallest doc_id: documents may spell an
  /// agency in their own way, and the last one to be read must not decide.
  void replace(std::string_view doc_id, const record::EachRow& rows) const;

 private:
  [[nodiscard]] std::vector<record::Row> packed(const record::Table& table,
                                                std::string_view doc_id) const;
  void remove(std::string_view doc_id) const;
  void insert(const record::Table& table, std::string_view doc_id,
              const record::EachRow& rows) const;
  [[nodiscard]] std::string insertion(const record::Table& table) const;
  void require_codes(const record::Table& table, const record::EachRow& rows) const;
  void insert_packed(std::string_view doc_id, const record::EachRow& rows) const;
  [[nodiscard]] std::set<std::string> claims(const record::Table& table,
                                             std::string_view doc_id) const;
  void settle_claims(const record::Table& table, const std::set<std::string>& keys) const;

  const Connection& connection_;
  Tables tables_;
};

}  // namespace codau::store
