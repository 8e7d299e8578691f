// document/tables/row_ordinals.h — the ordinals of table rows, and the groups of rows that some of
// them open (standards 4.6, 4.7). `norm`: a result of normalise_ordinal().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/words/passage.h"

namespace codau::document {

/// Returns the ordinal without its closing sign: "20." → "20", "a)" → "a"; "NV-01" stays.
[[nodiscard]] std::string normalise_ordinal(std::string_view ordinal);

/// Returns true for one letter, a to z or đ.
[[nodiscard]] bool is_small_letter(std::string_view norm);

/// Returns the value of an ordinal of digits; 0 for any other.
[[nodiscard]] std::int32_t parse_arabic_ordinal(std::string_view norm);

/// Returns true if an ordinal with damaged digits may be `expected`: "l" for 1, "O" for 0, "S"
/// for 5.
[[nodiscard]] bool may_be_ordinal(std::string_view ordinal, std::int32_t expected);

/// Returns true if `norm` may be an ordinal: "12", "1.2", "a", "IV", "B", "-", "NV-01".
[[nodiscard]] bool is_ordinal(std::string_view norm);

/// Returns the rank of a row by the form of its ordinal: 0 for A, then I, 1, a (4.6). Returns 3 for
/// all others.
[[nodiscard]] std::int32_t rank_ordinal(std::string_view norm);

/// Returns true for the row that sums up a table: "Tổng cộng".
[[nodiscard]] bool is_total_row(const Passage& cell);

/// The groups that are open at a row, the widest first.
class OpenGroups {
 public:
  /// Closes the groups that a new group ends, and opens the new one. A damaged ordinal becomes the
  /// next one of its rank. Without an ordinal, the number at the start of `text` counts.
  void open(const Passage& text, std::string norm);
  /// Closes groups with an Arabic number that the row `norm` does not belong to: "3" ends "2".
  void leave(std::string_view norm);
  void clear() { groups_.clear(); }

  /// Returns true if `norm` has the strokes of the next Roman number of an open group: "u", "H" or
  /// "11" after I.
  [[nodiscard]] bool can_be_next(std::string_view norm) const;
  [[nodiscard]] std::string path() const;  ///< as in Task::group_path: "A/II"
  [[nodiscard]] std::string text() const;  ///< texts of the groups, joined by " / "

 private:
  struct Group {
    std::int32_t rank = 3;
    std::string norm, text;
  };
  void repair_letter(std::string& norm) const;
  void repair_roman(std::string& norm) const;

  std::vector<Group> groups_;
};

/// The tasks to which a row may belong: "1.2" belongs to "1", and "a" to the number above it.
class OpenTasks {
 public:
  /// Returns the task to which the row `norm` belongs; nothing for a row of its own.
  [[nodiscard]] std::optional<std::uint32_t> parent_of(std::string_view norm) const;
  /// Opens `task`, the row `norm`. Closes all tasks to which it does not belong.
  void open(std::string_view norm, std::uint32_t task);
  void clear() { open_.clear(); }

 private:
  struct Numbered {
    std::string norm;
    std::uint32_t task;
  };
  [[nodiscard]] std::size_t depth_of(std::string_view norm) const;

  std::vector<Numbered> open_;
};

}  // namespace codau::document
