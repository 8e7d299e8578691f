// export/delivery/change_feed.h — the changes of rows since an earlier export. A ChangeFeed takes
// the result of find_changed_documents(), and gives the rows to export and their changes.
// write_changes() writes the changes. A store is the output folder of `codau run`.
// 1. The store numbers the changes of its documents from 1; `seq` is such a number.
// 2. Delivered rows go into the export; withheld rows do not (export/delivery/export_filter.h). A
//    document is closed if it is secret or rejected: all its rows are withheld.
// 3. Flat tables (plan_tasks, due_dates) join tasks with documents and deadlines, and have no rows
//    of their own in the store (record/schema/flat_tables.h).
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

/// All changes of one document after a given number (the parameter `since` of
/// find_changed_documents()), merged.
struct ChangedDocument {
  std::int64_t seq = 0;  ///< number of its last change
  /// "removed" if the store no longer has the document. Else "added" if the first of these changes
  /// has added the document. Else "changed".
  std::string change;
  /// The changed rows: by table, then by row_id, the first of these changes of the row ("added",
  /// "changed" or "removed"). The first change tells whether the row existed before: a row whose
  /// first change is "added" did not. Rows of an added document may be missing.
  std::map<std::string, std::map<std::string, std::string>, std::less<>> rows;
};
using ChangedDocuments = std::map<std::string, ChangedDocument, std::less<>>;  ///< by doc_id

/// Returns the documents whose exported rows may have changed after the number `since`. If `since`
/// is 0, these are all documents of the store, and all documents that were removed from the store.
/// If `since` is above 0, these are:
/// 1. documents with a later change;
/// 2. documents without a later change that cite a document whose row in `documents` has changed. A
///    citation becomes NULL if the cited document is closed;
/// 3. documents without a later change that are copies of a changed document
///    (store/schema/flat_views.h). The flat tables show only one of the copies, and may now show
///    another.
/// A document of case 2 or 3 has the seq of the changed document, "changed", and empty `rows`.
/// Throws Error{kUsage} if `since` is above StoreReader::seq(), or above 0 and below
/// StoreReader::feed_start().
[[nodiscard]] ChangedDocuments find_changed_documents(const store::StoreReader& store,
                                                      std::int64_t since);

/// The change of one row: a line of changes.jsonl. The texts are valid only during the call of
/// `take` (ChangeFeed::for_each_change()).
struct RowChange {
  std::int64_t seq = 0;     ///< ChangedDocument::seq of the document
  std::string_view doc_id;  ///< the document
  std::string_view change;  ///< ChangedDocument::change of the document
  std::string_view table;   ///< the table of the row
  /// The key of the row (record::row_id()). Exception: for removed rows of due_dates, the first two
  /// parts of the key (see for_each_change()).
  std::string_view row_id;
  std::string_view op;  ///< change of the row: "added", "changed" or "removed"
};

/// The delivered rows of changed documents, and the keys of rows that are no longer delivered.
/// Law: two steps turn an export made at the number `since` into an export made now with the same
/// options:
/// 1. Delete the rows that for_each_change() reports as removed. For due_dates, see there.
/// 2. Insert or replace the rows of rows_and_flat() by key.
class ChangeFeed {
 public:
  /// `documents`: from find_changed_documents(). `filter` must outlive this object, and must have
  /// judged all of `documents` (ExportFilterOptions::judged).
  ChangeFeed(const ExportFilter& filter, ChangedDocuments documents);
  /// Returns all delivered rows of the changed documents, also the unchanged rows, and the
  /// delivered rows of agencies that these documents name or named. The result is valid as long as
  /// this object.
  [[nodiscard]] RowSource rows() const;
  /// Returns rows(), and the rows of the flat tables for the same documents.
  [[nodiscard]] RowSource rows_and_flat() const;
  /// Passes the changes in this order: tables with shared rows (agencies), then document by
  /// document, then flat tables. Rules:
  /// 1. If a row of rows() is not passed, the row is unchanged in the store.
  /// 2. A row that the store no longer has, or that is withheld, is "removed". This holds even if
  ///    the row was never exported.
  /// 3. due_dates has one row for each day of a deadline, with the key "<task_id>|<number of the
  ///    deadline>|<day>". The store does not know which days an earlier export had. So rules 4 and
  ///    5 replace all days of a deadline.
  /// 4. First, each deadline that the document has or had is "removed", even if no day was
  ///    exported. The row_id is "<task_id>|<number of the deadline>", which is not the key of a
  ///    row. The receiver deletes all rows of due_dates whose key begins with this row_id followed
  ///    by "|". An added document has no such "removed".
  /// 5. Then each current day of the document in due_dates is "added".
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
  /// Withheld rows of changed documents, by document and table.
  std::map<std::string, std::map<std::string, std::vector<std::string>, std::less<>>, std::less<>>
      withheld_;
};

/// Writes changes.jsonl: one JSON object with the members of RowChange on each line. Leaves out
/// changes of tables that are not in rows.tables. Throws Error{kOutput} if the file cannot be
/// written, and Error{kInput} if it cannot be read back.
void write_changes(const ChangeFeed& feed, const RowSource& rows, FileSet& files);

}  // namespace codau::exports
