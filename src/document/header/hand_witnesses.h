// document/header/hand_witnesses.h — collects witnesses of a handwritten number or date: cited
// dates, the arrival stamp, the weekday, and the names of the file.
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

/// The witnesses of a document.
struct HandWitnesses {
  /// numbers in names of the file: "2155-kh-syt.pdf" → "2155"
  std::vector<std::string> named_numbers;
  std::vector<Day> named_days;  ///< days in names of the file: "KH 05.3.2024.pdf"
  std::optional<Day> cited;     ///< latest date of a cited document
  std::optional<Day> arrived;   ///< day of the arrival stamp "ĐẾN … Ngày: 12/3/2024"
  std::optional<int> weekday;   ///< printed beside the date: 0 is Sunday, 6 Saturday
};

/// Returns the witnesses in the lines and names. `file_names`: without folders.
[[nodiscard]] HandWitnesses find_hand_witnesses(const Lexicon& lexicon,
                                                const std::vector<PrintedLine>& lines,
                                                std::span<const std::string> file_names);

/// How the witnesses judge a value.
struct Testimony {
  /// Probability of what they say if the value is right, divided by that if it is wrong. 1: they
  /// say nothing.
  double likelihood_ratio = 1;
  bool is_named = false;  ///< a name of the file has the value
};

/// Return what the witnesses say of a number, and of a day of issue.
[[nodiscard]] Testimony hear_number(const HandWitnesses& witnesses, std::string_view number);
[[nodiscard]] Testimony hear_day(const HandWitnesses& witnesses, Day issued);

}  // namespace codau::document
