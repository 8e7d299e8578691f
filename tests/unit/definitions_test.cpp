#include "restore/definitions.h"

#include <gtest/gtest.h>

#include "restore/letters.h"
#include "restore/tokens.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

/// What `marked` defines, as it is seen without its marks.
std::map<std::string, std::string> defined(const std::string& marked) {
  const std::string seen = text::strip_marks(marked);
  const std::vector<Token> truth = tokenise(marked);
  return defined_abbreviations(seen, tokenise(seen), [&](std::size_t i) {
    return lower(to_utf32(slice(marked, truth.at(i).text)).front());
  });
}
using Defined = std::map<std::string, std::string>;

TEST(Definitions, AreTheInitialsOfTheWordsBefore) {
  EXPECT_EQ(defined("thành lập Ban Chỉ đạo (BCĐ)"), (Defined{{"BCD", "BCĐ"}}));
  EXPECT_EQ(defined("Hội đồng\nđiều phối (HĐĐP), Dự án đầu tư (DAĐT)"),
            (Defined{{"HDDP", "HĐĐP"}, {"DADT", "DAĐT"}}));
  EXPECT_EQ(defined("Ban Chỉ đạo (sau đây gọi tắt là BCĐ)"), (Defined{{"BCD", "BCĐ"}}));
  EXPECT_EQ(defined("đất đai và môi trường (ĐĐMT)"), (Defined{{"DDMT", "ĐĐMT"}}));
}

TEST(Definitions, TellDFromD) {
  EXPECT_EQ(defined("Ban Quản lý dự án (BQLDA)"), (Defined{{"BQLDA", "BQLDA"}}));
  EXPECT_EQ(defined("Ban chỉ đạo (BCĐ) và bộ chỉ dẫn (BCD)"), Defined{}) << "two meanings";
}

TEST(Definitions, OthersAreNone) {
  for (const char* text :
       {"Ban Chỉ đạo BCĐ", "(BCĐ)", "đạo (BCĐ)", "Ban. Chỉ đạo (BCĐ)", "Ban 1 Chỉ đạo (BCĐ)",
        "Ban Chỉ đạo (theo BCĐ)", "Ban Chỉ đạo (BCĐ", "Ban Chỉ đạo\n\n(BCĐ)", "kế hoạch (KH)",
        "Ban Chỉ đạo (bcđ)", "đất (Đ)", "của (ĐC)"}) {
    EXPECT_EQ(defined(text), Defined{}) << text;
  }
}

}  // namespace
}  // namespace codau::restore
