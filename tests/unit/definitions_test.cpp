#include "restore/text/definitions.h"

#include <gtest/gtest.h>

#include "../support/lexicon.h"
#include "restore/text/spelling.h"
#include "restore/text/tokens.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

const DefinitionWords& own_words() {
  static const DefinitionWords kWords{own_lexicon()};
  return kWords;
}

/// What `find` (find_definitions, find_code_letters) finds in `marked` as it is seen without its
/// marks.
auto found_by(const auto& find, const std::string& marked) {
  const std::string seen = text::strip_diacritics(marked);
  const std::vector<Token> truth = tokenise(marked);
  return find(own_words(), seen, tokenise(seen), [&](std::size_t i) {
    return Initial{to_lower(to_utf32(slice(marked, truth.at(i).text)).front()),
                   0.5 + 0.01 * static_cast<double>(i)};
  });
}

Definitions definitions(const std::string& marked) { return found_by(find_definitions, marked); }

using Defined = std::map<std::string, std::string>;
/// What `marked` defines for all of it, as it is seen without its marks.
Defined defined(const std::string& marked) {
  Defined out;
  for (const auto& [bare, spelling] : definitions(marked).by_letters) out[bare] = spelling.text;
  return out;
}

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

TEST(Definitions, TwoMeaningsAreToldApartWhereTheyAreDefined) {
  const auto here = definitions("Ban chỉ đạo (BCĐ) và bộ chỉ dẫn (BCD)").by_token;
  ASSERT_EQ(here.size(), 2U);
  EXPECT_EQ(here.begin()->second.text, "BCĐ");
  EXPECT_EQ(here.rbegin()->second.text, "BCD");
}

TEST(Definitions, SyllablesAreOnlyWhereTheyAreDefined) {
  const Definitions found = definitions("Dự án (DA), Địa ốc (ĐO), Đội an ninh (ĐAN)");
  EXPECT_TRUE(found.by_letters.empty());
  EXPECT_EQ(found.by_token.size(), 3U);
}

TEST(Definitions, AreAsSureAsTheInitialThatDecides) {
  const auto sure = definitions("Ban Chỉ đạo (BCĐ)").by_letters.at("BCD").confidence;
  EXPECT_DOUBLE_EQ(sure, 0.52);
}

/// The letters that words in capitals give to codes in `marked`, in their order.
std::vector<std::string> letters_of_codes(const std::string& marked) {
  std::vector<std::string> out;
  for (const auto& [token, spelling] : found_by(find_code_letters, marked))
    out.push_back(spelling.text);
  return out;
}

TEST(Definitions, LettersInCodesAreInitialsOfWordsInCapitals) {
  using Letters = std::vector<std::string>;
  EXPECT_EQ(letters_of_codes("TRƯỜNG ĐẠI HỌC\nNÔNG LÂM\nSố: 412/KH-ĐHNL"), Letters{"ĐHNL"});
  EXPECT_EQ(letters_of_codes("ĐẢNG ỦY XÃ AN BÌNH\nSố 24-KH/ĐU, 25-KH/ĐU"), (Letters{"ĐU", "ĐU"}));
  EXPECT_EQ(letters_of_codes("SỞ XÂY DỰNG\nSố: 412/KH-SXD"), Letters{"SXD"});
  EXPECT_EQ(letters_of_codes("TRƯỜNG THPT NGUYỄN VĂN ĐÔNG\nSố: 9/KH-THPTNVĐ"), Letters{"THPTNVĐ"});
  EXPECT_EQ(letters_of_codes("TỔNG CỤC VÀ ĐẢNG\nSố: 9/KH-TCĐ"), Letters{"TCĐ"}) << "without và";
}

TEST(Definitions, LettersInCodesOfWhichNothingIsKnownStay) {
  const std::vector<std::string> none;
  EXPECT_EQ(letters_of_codes("Trường Đại học\nSố: 412/KH-ĐH"), none) << "no capitals";
  EXPECT_EQ(letters_of_codes("HỘI ĐỒNG\nHướng dẫn số 48-HD/TW"), none) << "the type";
  EXPECT_EQ(letters_of_codes("AN ĐÔNG, AN DƯƠNG\nSố: 1/KH-AD"), none) << "two meanings";
  EXPECT_EQ(letters_of_codes("CHỈ Ủy ĐẠO\nSố: 1/KH-CĐ"), none) << "a word between";
  EXPECT_EQ(letters_of_codes(""), none);
}

TEST(Definitions, PartsOfCodesAreKnown) {
  for (const std::string text : {"05/HD-STC", "HD-STC", "2020/HD", "A-HD", "HD_1", "HD1"}) {
    Token token;
    const auto at = static_cast<std::uint32_t>(text.find("HD"));
    token.text = {at, at + 2};
    EXPECT_TRUE(is_in_code(text, token)) << text;
  }
  Token token;
  token.text = {1, 3};
  EXPECT_FALSE(is_in_code("(HD) x", token));
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
