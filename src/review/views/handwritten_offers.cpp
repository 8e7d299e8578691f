#include "review/views/handwritten_offers.h"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "pipeline/output/handwritten_words.h"
#include "record/schema/typed_row.h"
#include "text/numerals.h"

namespace codau::review {
namespace {

/// The possible readings of a handwritten word, the likeliest first.
using Choices = std::vector<OcrAlternative>;

/// The possible readings of a date. A typed day or month has one reading.
struct DateChoices {
  Choices day, month;
};

void add_dates(const DateChoices& date, const std::string& year,
               std::vector<ValueAlternative>& out) {
  for (const OcrAlternative& day : date.day) {
    for (const OcrAlternative& month : date.month) {
      std::string value =
          text::pad_to_two(day.text) + "/" + text::pad_to_two(month.text) + "/" + year;
      out.push_back({value, value, "", day.probability * month.probability});
    }
  }
}

/// Returns a part of an EDTF date as the only choice; nothing if the part has an X.
Choices known(std::string_view part) {
  if (part.find('X') != std::string_view::npos) return {};
  return {{std::string(part), 1}};
}

}  // namespace

std::vector<ValueAlternative> find_handwritten_values(const OcrPage& page, std::string_view field,
                                                      std::string_view edtf) {
  const bool is_date = field == record::Documents::issued_date.name;
  if (!is_date && field != record::Documents::code_number.name) return {};
  constexpr std::size_t kDateSize = 10, kYearSize = 4;  // 2024-03-XX
  std::vector<ValueAlternative> out;
  std::map<std::size_t, DateChoices> dates;  // by lines
  for (const pipeline::HandwrittenWord& word : pipeline::find_handwritten_words(page)) {
    if (word.part == "day") dates[word.line].day = word.values;
    if (word.part == "month") dates[word.line].month = word.values;
    if (word.part != "number" || is_date) continue;
    for (const OcrAlternative& one : word.values)
      out.push_back({one.text, one.text, "", one.probability});
  }
  if (!is_date || edtf.size() != kDateSize || edtf.find('X') < kYearSize) return out;
  for (auto& [line, date] : dates) {
    if (date.day.empty()) date.day = known(edtf.substr(8, 2));
    if (date.month.empty()) date.month = known(edtf.substr(5, 2));
    add_dates(date, std::string(edtf.substr(0, kYearSize)), out);
  }
  return out;
}

}  // namespace codau::review
