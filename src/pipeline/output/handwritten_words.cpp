#include "pipeline/output/handwritten_words.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "text/letters.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::pipeline {
namespace {

HandwrittenWord make_handwritten_word(const OcrPage& page, std::string_view part, std::size_t line,
                                      const OcrWord& word) {
  HandwrittenWord out{part, line, word.box, {}};
  out.values.push_back({std::string(slice(page.text, word.text)), word.confidence});
  out.values.insert(out.values.end(), word.alternatives.begin(), word.alternatives.end());
  return out;
}

}  // namespace

bool HandwrittenWord::has_digits_alone() const { return text::is_all_digits(values.front().text); }

std::vector<HandwrittenWord> find_handwritten_words(const OcrPage& page) {
  std::vector<HandwrittenWord> out;
  for (std::size_t at = 0; at < page.lines.size(); ++at) {
    const IndexRange& words = page.lines[at].words;
    std::optional<HandwrittenWord> number, day, month;
    bool is_after_month_label = false, is_date_line = false;
    for (std::uint32_t i = words.begin; i < words.end; ++i) {
      const OcrWord& word = page.words[i];
      const std::string key = text::fold_key(slice(page.text, word.text));
      is_after_month_label = is_after_month_label || key == "thang";
      is_date_line = is_date_line || key == "ngai" || key == "ngay" || is_after_month_label;
      if (!word.is_handwritten || word.has_unread_ink_after) continue;
      if (is_after_month_label)
        month = make_handwritten_word(page, "month", at, word);
      else if (is_date_line)
        day = make_handwritten_word(page, "day", at, word);
      else
        number = make_handwritten_word(page, "number", at, word);
    }
    for (auto* const found : {&number, &day, &month})
      if (*found) out.push_back(std::move(**found));
  }
  return out;
}

bool is_same_number(std::string_view a, std::string_view b) {
  const auto of_a = text::parse_whole_number(a), of_b = text::parse_whole_number(b);
  return of_a && of_a == of_b;
}

}  // namespace codau::pipeline
