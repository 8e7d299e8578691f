// document/tasks/column_roles.h — finds the role of a column of a task table by its title
// (standards 4.1). "The list" is the lexicon's list of titles.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// The role of a column: what its cells are for.
enum class ColumnRole : std::uint8_t {
  kUnknown,
  kOrdinal,
  kTask,
  kLead,
  kCoop,
  kOutput,
  kStart,  ///< the day on which a task begins; the day on which it ends is kDeadline
  kDeadline,
  kBudget,
  kNote,
  kCode
};

/// The role that a title names.
struct ColumnTitleReading {
  ColumnRole role = ColumnRole::kUnknown;
  bool is_synonym = false;  ///< the whole title is in the list, letter for letter
};

/// Returns the role of a title that is in the list, letter for letter.
[[nodiscard]] std::optional<ColumnRole> find_synonym_role(const Lexicon& lexicon,
                                                          std::string_view title);

/// Returns true if a line begins with titles of the list for three different roles, side by side.
/// It is then the head of a table that was read as running text.
[[nodiscard]] bool is_column_title_row(const Lexicon& lexicon, std::string_view line);

/// Tells whether words are the title of a label.
using TitlePredicate = std::function<bool(std::string_view)>;
/// Returns the byte at which the title of a label before the colon at `colon` begins. It is the
/// longest text that is a title and stands after one of `stops`, or at the beginning of the text if
/// '\n' is among them. After a stop or comma a title has a capital. After a space alone it also has
/// two words: "… trong xã Đơn vị chủ trì: Văn phòng" (13.10).
[[nodiscard]] std::optional<std::uint32_t> find_label_start(std::string_view text,
                                                            std::uint32_t colon,
                                                            std::string_view stops,
                                                            const TitlePredicate& is_title);
/// Returns true for two or more labels after a space alone. One of them may be part of a sentence
/// ("báo cáo về Cơ quan chủ trì: …").
[[nodiscard]] bool has_inner_titles(std::string_view text, const TitlePredicate& is_title);
/// Returns true for a title of the list, letter for letter, except titles of tasks.
[[nodiscard]] bool is_listed_title(const Lexicon& lexicon, std::string_view title);

/// Returns true for "Tháng": a cell of this column may be for several rows.
[[nodiscard]] bool is_month_title(std::string_view title);

/// Returns the role of a title of the list, some of whose letters may be damaged.
[[nodiscard]] std::optional<ColumnRole> find_known_role(const Lexicon& lexicon,
                                                        std::string_view title);

/// Returns the role of a title. In this order it is found by the list with few damaged letters, by
/// its words, and by the list with more damaged letters.
[[nodiscard]] ColumnTitleReading read_column_title(const Lexicon& lexicon, std::string_view title);

}  // namespace codau::document
