// document/header/hand_witnesses.h — what else tells of a handwritten number or date. The
// witnesses are cited dates, the stamp of arrival, the weekday and the names of the file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/words/calendar.h"
#include "document/words/form_patterns.h"

namespace codau::document {

struct HandWitnesses {
  std::vector<std::string> named_numbers;  ///< in names of the file: "2155-kh-syt.pdf" → "2155"
  std::vector<Day> named_days;             ///< in names of the file: "KH 05.3.2024.pdf"
  std::optional<Day> cited;                ///< the latest date of a cited paper
  std::optional<Day> arrived;              ///< of the stamp "ĐẾN … Ngày: 12/3/2024"
  std::optional<int> weekday;              ///< beside the date: 0 is Sunday, 6 Saturday
};

/// Returns what the lines and names tell. `file_names`: without folders.
[[nodiscard]] HandWitnesses find_hand_witnesses(const Lexicon& lexicon,
                                                const std::vector<PrintedLine>& lines,
                                                std::span<const std::string> file_names);

/// What witnesses say of a value.
struct Testimony {
  /// How much likelier they are if the value is right than if it is wrong; 1: they say nothing.
  double likelihood_ratio = 1;
  bool is_named = false;  ///< a name of the file has the value
};

[[nodiscard]] Testimony hear_number(const HandWitnesses& witnesses, std::string_view number);
[[nodiscard]] Testimony hear_day(const HandWitnesses& witnesses, Day issued);

}  // namespace codau::document
