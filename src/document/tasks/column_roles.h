// document/tasks/column_roles.h — what a column of a task table is for, by its title
// (standards 4.1).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

enum class ColumnRole : std::uint8_t {
  kUnknown,
  kOrdinal,
  kTask,
  kLead,
  kCoop,
  kOutput,
  kStart,  ///< the day on which a task begins; that on which it ends is its deadline
  kDeadline,
  kBudget,
  kNote,
  kCode
};

struct ColumnTitleReading {
  ColumnRole role = ColumnRole::kUnknown;
  bool is_synonym = false;  ///< the whole title stands in the list of 4.1, letter for letter
};

/// The role of a title that the list has letter for letter.
[[nodiscard]] std::optional<ColumnRole> find_synonym_role(const Lexicon& lexicon,
                                                          std::string_view title);

/// Whether a line of print begins with titles of the list for three purposes, side by side: the
/// head of a table that was read as running text.
[[nodiscard]] bool is_column_title_row(const Lexicon& lexicon, std::string_view line);

/// Whether words are the title of a label.
using TitlePredicate = std::function<bool(std::string_view)>;
/// Where the title of a label begins that ends before the colon at `colon`: the longest words that
/// are one behind one of `stops`, as the beginning of the text is behind a '\n'. Behind a stop or
/// comma a title has a capital, behind a blank alone ("… trong xã Đơn vị chủ trì: Văn phòng") two
/// words, too (13.10).
[[nodiscard]] std::optional<std::uint32_t> find_label_start(std::string_view text,
                                                            std::uint32_t colon,
                                                            std::string_view stops,
                                                            const TitlePredicate& is_title);
/// One label behind a blank alone may be words of a sentence ("báo cáo về Cơ quan chủ trì: …"), two
/// are labels.
[[nodiscard]] bool has_inner_titles(std::string_view text, const TitlePredicate& is_title);
/// A title of the list, letter for letter, and none of a task.
[[nodiscard]] bool is_listed_title(const Lexicon& lexicon, std::string_view title);

/// True for "Tháng": a cell of that column may say the month of several rows.
[[nodiscard]] bool is_month_title(std::string_view title);

/// The role of a title of the list, some of whose letters may be damaged.
[[nodiscard]] std::optional<ColumnRole> find_known_role(const Lexicon& lexicon,
                                                        std::string_view title);

/// The role a title names: by the list, with few letters damaged, by its words, with more damaged.
[[nodiscard]] ColumnTitleReading read_column_title(const Lexicon& lexicon, std::string_view title);

}  // namespace codau::document
