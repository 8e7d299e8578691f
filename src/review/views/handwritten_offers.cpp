#include "review/views/handwritten_offers.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "text/unicode.h"

namespace codau::review {
namespace {

/// What a handwritten word may be, likeliest first.
using Choices = std::vector<OcrAlternative>;

Choices choices_of(const OcrPage& page, const OcrWord& word) {
  Choices out{{std::string(slice(page.text, word.text)), word.confidence}};
  out.insert(out.end(), word.alternatives.begin(), word.alternatives.end());
  return out;
}

/// The values of a date as printed: one choice for a typed day or month.
struct DateChoices {
  Choices day, month;
};

std::string two_digits(const std::string& digits) {
  return digits.size() == 1 ? "0" + digits : digits;
}

void add_dates(const DateChoices& date, const std::string& year,
               std::vector<ValueAlternative>& out) {
  for (const OcrAlternative& day : date.day) {
    for (const OcrAlternative& month : date.month) {
      std::string value = two_digits(day.text) + "/" + two_digits(month.text) + "/" + year;
      out.push_back({value, value, "", day.probability * month.probability});
    }
  }
}

/// The known part of an EDTF date; nothing if it is X.
Choices known(std::string_view part) {
  if (part.find('X') != std::string_view::npos) return {};
  return {{std::string(part), 1}};
}

}  // namespace

std::vector<ValueAlternative> find_handwritten_values(const OcrPage& page, std::string_view field,
                                                      std::string_view edtf) {
  const bool is_date = field == "issued_date";
  if (!is_date && field != "code_number") return {};
  constexpr std::size_t kDateSize = 10;  // 2024-03-XX
  std::vector<ValueAlternative> out;
  for (const OcrLine& line : page.lines) {
    DateChoices date;
    Choices number;
    bool is_after_month_label = false, is_date_line = false;
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
      const OcrWord& word = page.words[i];
      const std::string key = text::fold_key(slice(page.text, word.text));
      is_after_month_label = is_after_month_label || key == "thang";
      is_date_line = is_date_line || key == "ngai" || key == "ngay" || is_after_month_label;
      if (!word.is_handwritten || word.has_unread_ink_after) continue;
      (is_after_month_label ? date.month
       : is_date_line       ? date.day
                            : number) = choices_of(page, word);
    }
    for (const OcrAlternative& one : number)
      if (!is_date) out.push_back({one.text, one.text, "", one.probability});
    if (!is_date || !is_date_line || edtf.size() != kDateSize) continue;
    if (date.day.empty() && date.month.empty()) continue;
    if (date.day.empty()) date.day = known(edtf.substr(8, 2));
    if (date.month.empty()) date.month = known(edtf.substr(5, 2));
    if (edtf.find('X') < 4) continue;
    add_dates(date, std::string(edtf.substr(0, 4)), out);
  }
  return out;
}

}  // namespace codau::review
