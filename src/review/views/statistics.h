// review/views/statistics.h — what the head of an archive asks, as tables of words and numbers.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "review/queue/queue.h"
#include "review/queue/sample.h"
#include "store/reader.h"

namespace codau::review {

struct Cell {
  Message text;
  double number = 0;
  bool is_number = false;
};

/// A table as people read it.
struct Sheet {
  std::string name;  ///< of its file
  Message title;
  std::vector<Message> columns;
  std::vector<std::vector<Cell>> rows;
};

/// How much was read: rows of each table.
[[nodiscard]] Sheet read_sheet(const store::Reader& store);
/// Doubts that wait, by column, and their documents.
[[nodiscard]] Sheet waiting_sheet(const Queue& queue);
/// Reasons by how many rows have them, the most frequent first, and how many doubts of each wait.
[[nodiscard]] Sheet reasons_sheet(const store::Reader& store, const Queue& queue);
/// What people have done, by day and person.
[[nodiscard]] Sheet settled_sheet(const store::Reader& store);
/// The judged sample by column, all of it first: right, wrong, the share that is wrong, and between
/// what it lies (wilson()). What cannot be told is counted and left out.
[[nodiscard]] Sheet errors_sheet(const Sample& sample);

/// For spreadsheets: UTF-8 with a mark, CRLF (RFC 4180). A text that they would take for a formula
/// has an apostrophe before it.
[[nodiscard]] std::string csv_of(const Sheet& sheet, bool english);

}  // namespace codau::review
