// review/views/statistics.h — what the head of an archive asks, as tables of words and numbers.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "review/queue/review_queue.h"
#include "review/queue/sample.h"
#include "store/store_reader.h"

namespace codau::review {

struct SheetCell {
  Message text;
  double number = 0;
  bool is_number = false;
};

/// A table as people read it.
struct StatisticsSheet {
  std::string name;  ///< of its file
  Message title;
  std::vector<Message> columns;
  std::vector<std::vector<SheetCell>> rows;
};

/// How much was read: rows of each table.
[[nodiscard]] StatisticsSheet make_read_sheet(const store::StoreReader& store);
/// Doubts that wait, by column, and their documents.
[[nodiscard]] StatisticsSheet make_waiting_sheet(const ReviewQueue& queue);
/// Reasons by how many rows have them, the most frequent first, and how many doubts of each wait.
[[nodiscard]] StatisticsSheet make_reasons_sheet(const store::StoreReader& store,
                                                 const ReviewQueue& queue);
/// What people have done, by day and person.
[[nodiscard]] StatisticsSheet make_settled_sheet(const store::StoreReader& store);
/// The judged sample by column, all of it first: right, wrong, the share that is wrong, and between
/// what it lies (wilson_interval()). What cannot be told is counted and left out.
[[nodiscard]] StatisticsSheet make_errors_sheet(const Sample& sample);

/// For spreadsheets: UTF-8 with a mark, CRLF (RFC 4180). A text that they would take for a formula
/// has an apostrophe before it.
[[nodiscard]] std::string format_csv(const StatisticsSheet& sheet, bool english);

}  // namespace codau::review
