#include "ocr/second_opinion.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace codau::ocr {
namespace {

std::vector<ReadWord> words(const std::vector<std::pair<std::string, double>>& read) {
  std::vector<ReadWord> out;
  for (const auto& [text, confidence] : read) out.push_back({text, {}, confidence});
  return out;
}
std::string voted(const std::vector<std::pair<std::string, double>>& first,
                  const std::vector<std::pair<std::string, double>>& second) {
  return text_of({vote(words(first), words(second)), {}});
}

TEST(SecondOpinion, TheMoreConfidentReadingOfAWordCounts) {
  EXPECT_EQ(voted({{"Ban", 0.9}, {"Cúc", 0.4}}, {{"Ban", 0.9}, {"Các", 0.8}}), "Ban Các");
  EXPECT_EQ(voted({{"Ban", 0.9}, {"Các", 0.8}}, {{"Ban", 0.9}, {"Cúc", 0.4}}), "Ban Các");
}

TEST(SecondOpinion, OneWordMayBeTwo) {
  EXPECT_EQ(voted({{"PA", 0.5}, {"PI", 0.5}, {"là", 0.9}}, {{"PAPI", 0.9}, {"là", 0.9}}),
            "PAPI là");
}

TEST(SecondOpinion, WhatOnlyOneSawStaysAsItWas) {
  EXPECT_EQ(voted({{"Ban", 0.9}, {"Các", 0.2}}, {{"Ban", 0.9}}), "Ban Các");
  EXPECT_EQ(voted({{"Ban", 0.9}}, {{"Ban", 0.9}, {"Các", 0.9}}), "Ban");
}

TEST(SecondOpinion, MarksBehindAWordAreNotVotedOn) {
  EXPECT_EQ(voted({{"xong,", 0.4}}, {{"xong.", 0.9}}), "xong,");
}

TEST(SecondOpinion, MarksOfLettersAreLeftToRestoration) {
  EXPECT_EQ(voted({{"chi", 0.4}}, {{"chỉ", 0.9}}), "chi");
  EXPECT_EQ(voted({{"đân", 0.4}}, {{"dân", 0.9}}), "đân");
}

TEST(SecondOpinion, GuessesDoNotCount) {
  EXPECT_EQ(voted({{"(PAPI)", 0.4}}, {{"(PAP])", 0.9}}), "(PAPI)");
}

}  // namespace
}  // namespace codau::ocr
