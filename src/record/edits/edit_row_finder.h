// record/edits/edit_row_finder.h — which rows of a document edits mean.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "record/edits/human_edit.h"

namespace codau::record {

/// Where the rows of a table are that edits mean, and those that people have removed: edits never
/// change this but by adding rows, so that whatever is applied again finds the same.
struct RowIndex {
  std::map<std::string, std::string, std::less<>> read;          ///< by row_id
  std::multimap<std::string, std::string, std::less<>> of_text;  ///< row_id by what was read

  void add(const std::string& id, const std::string& text);
  /// The row of this id and text, else the only one of the text unless it `is_lost`; empty for
  /// none.
  [[nodiscard]] std::string find(const std::string& id, const std::string& text,
                                 bool is_lost = false) const;
};

/// The rows of a document as it was made, without edits.
class EditRowFinder {
 public:
  explicit EditRowFinder(const Records& records);
  /// The id that the row of an edit has here, whichever document of the file it was made on: that
  /// of a row by which alone the same text was read, of kAddRow its own where the row is that it
  /// hangs on. Of the document as a whole the text must say something. Empty where it cannot be
  /// told.
  /// `is_lost` (EditOrigin): by its id alone.
  [[nodiscard]] std::string find(const HumanEdit& edit, bool is_lost) const;
  /// How many rows have the text of the edit's.
  [[nodiscard]] std::size_t count(const HumanEdit& edit) const;

 private:
  std::map<std::string, RowIndex, std::less<>> places_;  ///< by table
  Row document_;
};

struct PageRange {
  std::uint32_t from = 0, to = 0;  ///< from 1 on; 0 for a text
  bool operator==(const PageRange&) const = default;
};
/// The pages of a file that a document has, by the rows of its `sources`.
[[nodiscard]] PageRange find_page_range(std::span<const Row> sources);
/// "1-4"; empty for a text. `records` has its sources.
[[nodiscard]] std::string format_page_range(const Records& records);
/// The first of them; 0 for a text.
[[nodiscard]] std::uint32_t find_first_page(const Records& records);

}  // namespace codau::record
