// export/delivery/change_feed.h — the changes of rows since an earlier export (export --since). The
// store numbers its changes from 1; `seq` is such a number. Delivered and kept-back rows are
// explained in export/delivery/export_filter.h, flat tables in record/flat_tables.h.
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
  std::string change;    ///< "added", "changed" or "removed"
  /// The first change of each row ("added", "changed" or "removed"), by table and row_id. If the
  /// document was added, rows may be missing here.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> rows;
};
using ChangedDocuments = std::map<std::string, ChangedDocument, std::less<>>;  ///< by doc_id

/// Returns the documents that have changed after the number `since` (0 or greater).
/// For 0, returns every document of the store, and every document removed from the store.
/// For other numbers, returns the documents with a later change, and two kinds of unchanged
/// documents whose delivered rows may differ now:
/// 1. documents that cite a document whose own row has changed, because a citation of a closed
///    document is delivered as NULL;
/// 2. copies of a changed document (store/flat_views.h), because another copy may now count in the
///    flat tables.
/// Throws Error{kUsage} if `since` is greater than StoreReader::seq(), or is not 0 and less than
/// StoreReader::feed_start().
[[nodiscard]] ChangedDocuments find_changed_documents(const store::StoreReader& store,
                                                      std::int64_t since);

/// The change of one row: a line of changes.jsonl. The texts are valid during the call that passes
/// the change.
struct RowChange {
  std::int64_t seq = 0;     ///< number of the last change of the document
  std::string_view doc_id;  ///< the document
  std::string_view change;  ///< of the document: "added", "changed" or "removed"
  std::string_view table;   ///< the table of the row
  std::string_view row_id;  ///< the key of the row (record::row_id())
  std::string_view op;      ///< of the row: "added", "changed" or "removed"
};

/// The current rows of changed documents, and the keys of rows that are no longer delivered.
/// Law: an export made at number `since` becomes equal to an export made now, with the same
/// options, by two steps:
/// 1. Delete the rows that for_each_change() reports as removed.
/// 2. Insert or replace the rows of rows_and_flat() by key.
class ChangeFeed {
 public:
  /// `filter` must outlive this object, and must have judged all of `documents`
  /// (ExportFilterOptions::judged).
  ChangeFeed(const ExportFilter& filter, ChangedDocuments documents);
  /// Returns the delivered rows of the changed documents, and the agencies that these documents
  /// name or named. The result is valid as long as this object.
  [[nodiscard]] RowSource rows() const;
  /// Returns the rows of rows() and those of the flat tables.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the changes in this order: tables with shared rows (agencies), then document by
  /// document, then flat tables.
  /// 1. A row of rows() that is not passed is unchanged in the store.
  /// 2. A row that has vanished or is kept back is "removed", even if it was never exported.
  /// 3. In due_dates, the store does not know the former days of a deadline. A change with the
  ///    row_id "<task_id>|<seq>" removes all days of the deadline. Its current days follow as
  ///    "added".
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

/// Writes changes.jsonl: one JSON object with the members of RowChange on each line. Changes of
/// tables that `rows` lacks are left out.
void write_changes(const ChangeFeed& feed, const RowSource& rows, FileSet& files);

}  // namespace codau::exports
