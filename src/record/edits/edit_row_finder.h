// record/edits/edit_row_finder.h — finds the row of a document that an edit is about.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/edits/line_edits.h"

namespace codau::record {

/// The rows of one table, by id and by the text as read, including rows that people have removed.
/// Edits only ever add rows to the index. So applying edits again finds the same rows.
struct RowIndex {
  std::map<std::string, std::string, std::less<>> read;          ///< text as read, by row_id
  std::multimap<std::string, std::string, std::less<>> of_text;  ///< row_id, by text as read

  /// Adds a row, unless the index has the id.
  void add(const std::string& id, const std::string& text);
  /// Returns the id of the row with this id and text. Otherwise returns the only row with this
  /// text, unless `is_lost`. Returns an empty text if no row matches.
  [[nodiscard]] std::string find(const std::string& id, const std::string& text,
                                 bool is_lost = false) const;
};

/// Finds the rows of edits in one document. `records`: the document as made, without edits.
class EditRowFinder {
 public:
  explicit EditRowFinder(const Records& records);
  /// Returns the id of the edit's row in this document, whichever document of the file the edit was
  /// made on. Returns an empty text if no row is certain. The rules:
  /// 1. The row with the same id and the same text as read.
  /// 2. Otherwise the only row with that text, unless `is_lost` (EditOrigin).
  /// 3. An added row (kAddRow) has its own id, if its parent row is found by rules 1 and 2.
  /// 4. The row of the document itself matches if the text as read is the same. With another id,
  ///    that text must not be empty.
  /// 5. A corrected line is in the document whose rows were made with a correction of that line.
  [[nodiscard]] std::string find(const HumanEdit& edit, bool is_lost) const;
  /// Returns the number of rows with the edit's text as read.
  [[nodiscard]] std::size_t count(const HumanEdit& edit) const;

 private:
  std::map<std::string, RowIndex, std::less<>> places_;  ///< by table
  std::vector<CorrectedLine> lines_;
  Row document_;
};

/// Pages of a document in its file.
struct PageRange {
  std::uint32_t from = 0, to = 0;  ///< from 1; 0: plain text
  bool operator==(const PageRange&) const = default;
};
/// Returns the pages of a document, from its rows in the table `sources`.
[[nodiscard]] PageRange find_page_range(std::span<const Row> sources);
/// Returns the pages of a document as text: "1-4"; empty for plain text. `records` must have the
/// rows of `sources`.
[[nodiscard]] std::string format_page_range(const Records& records);
/// Returns the first page of a document; 0 for plain text.
[[nodiscard]] std::uint32_t find_first_page(const Records& records);

}  // namespace codau::record
