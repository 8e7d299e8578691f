#include "review/views/handwritten_offers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace codau::review {
namespace {

/// A page with one line. A word with alternatives is handwritten.
OcrPage page(const std::vector<std::pair<std::string, std::vector<OcrAlternative>>>& words) {
  OcrPage out;
  for (const auto& [text, alternatives] : words) {
    if (!out.text.empty()) out.text += ' ';
    OcrWord word;
    word.text.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    word.text.end = static_cast<std::uint32_t>(out.text.size());
    word.confidence = 0.5;
    word.alternatives = alternatives;
    word.is_handwritten = !alternatives.empty();
    out.words.push_back(word);
  }
  out.lines.push_back({{0, static_cast<std::uint32_t>(out.words.size())}, {}});
  return out;
}

std::vector<std::string> values(const OcrPage& page, const std::string& field,
                                const std::string& edtf = "") {
  std::vector<std::string> out;
  for (const ValueAlternative& one : find_handwritten_values(page, field, edtf))
    out.push_back(one.value);
  std::ranges::sort(out);
  return out;
}

using Values = std::vector<std::string>;

TEST(HandwrittenOffers, OfANumber) {
  const OcrPage number = page({{"Số:", {}}, {"45", {{"46", 0.3}}}, {"/KH-UBND", {}}});
  EXPECT_EQ(values(number, "code_number"), (Values{"45", "46"}));
  EXPECT_EQ(values(number, "issued_date", "2024-03-XX"), Values{});
  EXPECT_EQ(values(number, "subject"), Values{});
}

TEST(HandwrittenOffers, OfADate) {
  const OcrPage day = page({{"Huế,", {}},
                            {"ngày", {}},
                            {"5", {{"15", 0.3}}},
                            {"tháng", {}},
                            {"3", {}},
                            {"năm", {}},
                            {"2024", {}}});
  EXPECT_EQ(values(day, "issued_date", "2024-03-XX"), (Values{"05/03/2024", "15/03/2024"}));
  EXPECT_EQ(values(day, "issued_date", "XXXX-03-XX"), Values{});
  EXPECT_EQ(values(day, "code_number"), Values{});
  const OcrPage month = page(
      {{"ngày", {}}, {"05", {}}, {"tháng", {}}, {"1", {{"4", 0.3}}}, {"năm", {}}, {"2024", {}}});
  EXPECT_EQ(values(month, "issued_date", "2024-XX-05"), (Values{"05/01/2024", "05/04/2024"}));
}

}  // namespace
}  // namespace codau::review
