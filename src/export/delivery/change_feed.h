// export/delivery/change_feed.h — the changes of rows since an earlier export (export --since). The
// store numbers its changes; `seq` is such a number.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/export_filter.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"
#include "store/store_reader.h"

namespace codau::exports {

/// All changes of one document after a given seq, merged.
struct ChangedDocument {
  std::int64_t seq = 0;  ///< number of its last change
  std::string change;    ///< added | changed | removed
  /// The first reported change of each row, by table and row_id: added | changed | removed. Rows of
  /// an added document may be missing.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> rows;
};
using ChangedDocuments = std::map<std::string, ChangedDocument, std::less<>>;

/// Returns the documents that have changed after the number `since`. For 0, returns every document
/// of the store and those that were removed. For other numbers, two more kinds count as changed:
/// 1. Documents that cite a document whose own row has changed. They no longer name a closed
///    document.
/// 2. Copies of a changed document, because another copy may now count in the flat tables.
/// Throws Error{kUsage} if `since` is after the last number, or before the first known number
/// (store::History::feed_start).
[[nodiscard]] ChangedDocuments find_changed_documents(const store::StoreReader& store,
                                                      std::int64_t since);

/// The change of one row: a line of changes.jsonl.
struct RowChange {
  std::int64_t seq = 0;                            ///< of the document
  std::string_view doc_id, change, table, row_id;  ///< `change`: of the document
  std::string_view op;                             ///< of the row: added | changed | removed
};

/// The current rows of changed documents, and the keys of rows that are no longer delivered. Law:
/// take the delivery of an export at `since`. Delete the rows that for_each_change() reports as
/// removed. Insert or replace the rows of rows_and_flat() by key. The result equals the delivery of
/// an export now.
class ChangeFeed {
 public:
  /// `filter` must outlive this object and must have judged all of `documents`.
  ChangeFeed(const ExportFilter& filter, ChangedDocuments documents);
  /// Returns the delivered rows of the changed documents, and the agencies that these documents
  /// name or named.
  [[nodiscard]] RowSource rows() const;
  /// Returns the rows of rows() and those of the flat tables (record/flat_tables.h).
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the changes in this order: shared tables (agencies), then document by document, then
  /// flat tables. A row of rows() without a report is unchanged in the store. Rows that vanished or
  /// are kept back are reported as removed, even if they were never exported.
  /// The former days of a deadline in due_dates are unknown. All rows of such a deadline are
  /// therefore reported as removed, by the first two parts of their key. Its current rows are
  /// reported as added.
  void for_each_change(const std::function<void(const RowChange&)>& take) const;

 private:
  /// Passes the changes of the rows of one document in a table.
  void for_each_change_of(const std::string& doc_id, const ChangedDocument& document,
                          const record::Table& table,
                          const std::function<void(const RowChange&)>& take) const;
  /// Passes the changes of a table whose rows several documents share.
  void for_each_shared_change(const record::Table& table,
                              const std::function<void(const RowChange&)>& take) const;
  void for_each_flat_change(const record::Table& flat,
                            const std::function<void(const RowChange&)>& take) const;
  [[nodiscard]] std::set<std::string> find_deadlines_of(const std::string& doc_id,
                                                        const ChangedDocument& document) const;
  /// Finds the rows of shared tables that the documents name or named.
  void find_shared();

  const ExportFilter& filter_;
  ChangedDocuments documents_;
  /// Keys of shared rows, each with the document that reports it.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>
      shared_reporters_;
  /// Rows of changed documents that are kept back, by document and table.
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>>
      withheld_;
};

/// Writes changes.jsonl: the changes of the tables of `rows`, one JSON object on each line.
void write_changes(const ChangeFeed& feed, const RowSource& rows, FileSet& files);

}  // namespace codau::exports
