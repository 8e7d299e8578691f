// document/tasks/columns.h — what a column of a task table is for, by its title (standards 4.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/words/forms.h"

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

struct TitleReading {
  ColumnRole role = ColumnRole::kUnknown;
  bool is_synonym = false;  ///< the whole title stands in the list of 4.1, letter for letter
};

/// The role of a title that the list has letter for letter.
[[nodiscard]] std::optional<ColumnRole> role_of_synonym(const Lexicon& lexicon,
                                                        std::string_view title);

/// A label behind a blank alone that ends before the colon at `colon` (13.10): "… trong xã Đơn vị
/// chủ trì: Văn phòng". A title of the list of two words or more with a capital, none of a task.
struct InnerLabel {
  ColumnRole role;
  std::uint32_t begin;  ///< of the text
};
[[nodiscard]] std::optional<InnerLabel> inner_label(const Lexicon& lexicon, std::string_view text,
                                                    std::uint32_t colon);
/// One such label may be words of a sentence ("báo cáo về Cơ quan chủ trì: …"), two are labels.
[[nodiscard]] bool has_inner_labels(const Lexicon& lexicon, std::string_view text);

/// The role of a title of the list, some of whose letters may be damaged.
[[nodiscard]] std::optional<ColumnRole> role_of_known(const Lexicon& lexicon,
                                                      std::string_view title);

/// The role a title names: by the list, with few letters damaged, by its words, with more damaged.
[[nodiscard]] TitleReading read_title(const Lexicon& lexicon, std::string_view title);

}  // namespace codau::document
