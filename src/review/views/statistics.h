// review/views/statistics.h — makes tables of statistics for the head of an archive.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "review/queue/review_queue.h"
#include "review/queue/sample.h"
#include "store/store_reader.h"

namespace codau::review {

/// A cell: a text, or a number if `is_number`.
struct SheetCell {
  Message text;
  double number = 0;
  bool is_number = false;
};

/// A table for people.
struct StatisticsSheet {
  std::string name;  ///< name of its CSV file: codau-NAME.csv
  Message title;
  std::vector<Message> columns;
  std::vector<std::vector<SheetCell>> rows;
};

/// Returns the numbers of rows that were read, by table.
[[nodiscard]] StatisticsSheet make_read_sheet(const store::StoreReader& store);
/// Returns the numbers of waiting doubts, by column, and the number of their documents.
[[nodiscard]] StatisticsSheet make_waiting_sheet(const ReviewQueue& queue);
/// Returns the review reasons, the most frequent first. Each has the number of its rows, and of its
/// waiting doubts.
[[nodiscard]] StatisticsSheet make_reasons_sheet(const store::StoreReader& store,
                                                 const ReviewQueue& queue);
/// Returns the numbers of edits by people, by day and person.
[[nodiscard]] StatisticsSheet make_settled_sheet(const store::StoreReader& store);
/// Returns the error rate of the judged sample, first of all columns, then of each column. A row
/// has the counts of right, wrong and unknown values, the share of wrong values, and its interval
/// (wilson_interval()). Unknown values do not count for the share.
[[nodiscard]] StatisticsSheet make_errors_sheet(const Sample& sample);

/// Returns a table as CSV for spreadsheets (RFC 4180): UTF-8 with a byte order mark, lines end with
/// CRLF. An apostrophe is put before texts that a spreadsheet would take for a formula.
[[nodiscard]] std::string format_csv(const StatisticsSheet& sheet, bool english);

}  // namespace codau::review
