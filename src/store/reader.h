// store/reader.h — OUT/codau.db as others read it: exports, search, review.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/records.h"

namespace codau::store {

/// A finished store, opened for reading: nothing is written, neither to it nor beside it, so the
/// folder may be read-only. What is read is one state of the store, however long that takes.
/// One thread.
/// Errors: Error{kNothingRead} when there is no store, when a run is going on or when the last one
/// was stopped before its end; Error{kOutput} when the file is not a store of this version.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& file,
                  std::span<const record::Table> tables = record::schema());
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Takes a row and its document; no document for rows of several (agencies).
  using Take = std::function<void(const record::Row&, std::string_view doc_id)>;
  /// All rows of a table, one after another (never all in memory): by doc_id and seq (of the parent
  /// where the table has none), then primary key. A doc_id begins the SHA-256 of its source, so
  /// this is the order of standards section 10.
  void each_row(const record::Table& table, const Take& take) const;
  /// Those of one document, in the same order.
  void each_row_of(const record::Table& table, std::string_view doc_id, const Take& take) const;
  /// Rows a table has.
  [[nodiscard]] std::uint64_t count(const record::Table& table) const;
  /// For a table whose rows several documents share (agencies): each row with each of its
  /// documents, sorted.
  void each_claim(
      const record::Table& table,
      const std::function<void(std::string_view row_id, std::string_view doc_id)>& take) const;
  /// Documents that a run has read and given up: secret, or without a page that could be read. Of
  /// these nothing is here; what an earlier state of the store has put elsewhere has to go. Sorted.
  [[nodiscard]] std::vector<std::string> given_up() const;
  [[nodiscard]] std::span<const record::Table> tables() const noexcept;

 private:
  struct Database;
  std::unique_ptr<Database> db_;
};

}  // namespace codau::store
