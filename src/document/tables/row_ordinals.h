// document/tables/row_ordinals.h — the ordinals of table rows, and the groups that some of them
// open (standards 4.6, 4.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/words/passage.h"

namespace codau::document {

/// "20." → "20", "a)" → "a", "NV-01" as it is.
[[nodiscard]] std::string normalise_ordinal(std::string_view ordinal);

/// True for one of a to z, or đ.
[[nodiscard]] bool is_small_letter(std::string_view norm);

/// The value of an ordinal of digits alone; 0 for any other.
[[nodiscard]] std::int32_t parse_arabic_ordinal(std::string_view norm);

/// True when an ordinal with damaged digits can be `expected`: "l" for 1, "O" for 0, "S" for 5.
[[nodiscard]] bool may_be_ordinal(std::string_view ordinal, std::int32_t expected);

/// True for what an ordinal can be: "12", "1.2", "a", "IV", "B", "-", "NV-01".
[[nodiscard]] bool is_ordinal(std::string_view norm);

/// How high a row stands by the form of its ordinal: A > I > 1 > a (4.6); 3 for all others.
[[nodiscard]] std::int32_t rank_ordinal(std::string_view norm);

/// True for the row that sums up a table: "Tổng cộng".
[[nodiscard]] bool is_total_row(const Passage& cell);

/// The groups that are open at a row of a table, the widest first.
class OpenGroups {
 public:
  /// Closes what the group ends and opens it. An ordinal that is damaged becomes the next one of
  /// its rank; without one, the number at the start of `text` is it.
  void open(const Passage& text, std::string norm);
  /// The row numbered `norm` closes groups of Arabic number that it is no part of: "3" ends "2".
  void leave(std::string_view norm);
  void clear() { groups_.clear(); }

  /// True when the strokes of `norm` are those of the Roman number behind an open group's: "u",
  /// "H" and "11" behind I.
  [[nodiscard]] bool can_be_next(std::string_view norm) const;
  [[nodiscard]] std::string path() const;  ///< "A/II"
  [[nodiscard]] std::string text() const;  ///< texts of the levels joined " / "

 private:
  struct Group {
    std::int32_t rank = 3;
    std::string norm, text;
  };
  void repair_letter(std::string& norm) const;
  void repair_roman(std::string& norm) const;

  std::vector<Group> groups_;
};

/// The tasks that a row may be a part of: "1.2" is one of "1", "a" of the number above it.
class OpenTasks {
 public:
  /// The task that holds the row numbered `norm`; nothing for a row of its own.
  [[nodiscard]] std::optional<std::uint32_t> parent_of(std::string_view norm) const;
  /// The row numbered `norm` is `task`: it ends what it is no part of.
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
