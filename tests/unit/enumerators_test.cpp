#include "restore/text/enumerators.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "../support/lexicon.h"
#include "core/changes.h"

namespace codau::restore {
namespace {

const DivisionTitles kTitles = {"Điều ", "Phụ lục "};

/// `text` with its marks repaired, where all of it was changed by `rule` before ("" for nothing).
std::string repaired(std::string_view text, const char* rule,
                     EnumeratorDamage damage = EnumeratorDamage::kAnySign) {
  std::vector<Change> done;
  if (*rule != '\0') {
    const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
    done.push_back({all, all, "", "", rule, "", 1, ""});
  }
  return codau::apply(repair_enumerators(kTitles, text, done, damage), text);
}

TEST(Enumerators, SignsThatAreNoMarksGoByTheirNeighbours) {
  EXPECT_EQ(repaired("a) Một\nb) Hai\n¢) Ba\nd) Bốn", ""), "a) Một\nb) Hai\nc) Ba\nd) Bốn");
  EXPECT_EQ(repaired("I. A\n1. Một\n2. Hai\n11. B\nI11. C", "latin_ocr"),
            "I. A\n1. Một\n2. Hai\nII. B\nIII. C");
  EXPECT_EQ(repaired("II. MỘT\nHI. HAI\nTV. BA\nV. BỐN", ""), "II. MỘT\nIII. HAI\nIV. BA\nV. BỐN");
  EXPECT_EQ(repaired("9. Một\n1O. Hai\n1l. Ba\n12. Bốn", ""), "9. Một\n10. Hai\n11. Ba\n12. Bốn");
  EXPECT_EQ(repaired("g) Một\n$) Hai\ni) Ba", ""), "g) Một\nh) Hai\ni) Ba");
  EXPECT_EQ(repaired("Điều l. Một\nĐiều 2. Hai", ""), "Điều 1. Một\nĐiều 2. Hai");
  EXPECT_EQ(repaired("IV. MỘT\nVv. HAI\nVI. BA", ""), "IV. MỘT\nV. HAI\nVI. BA");
}

TEST(Enumerators, ALostLetterComesBackBeforeItsBracket) {
  EXPECT_EQ(repaired("a) A\nb) B\n) C\n2. Hai", "latin_ocr"), "a) A\nb) B\nc) C\n2. Hai");
  EXPECT_EQ(repaired("a) A\n) B\nc) C", ""), "a) A\nb) B\nc) C");
  for (const char* text : {"a) A\n) B", ") A\nb) B", "a) A\n) b\nc) C", "1. A\n. B\n3. C"}) {
    EXPECT_EQ(repaired(text, ""), text);
  }
}

TEST(Enumerators, SignsThatNobodyVouchesForStay) {
  for (const char* text : {"¢) Một", "I11. Một", "a) Một\n¢) Hai", "1. Một\n$. Hai\n4. Ba",
                           "x. Một\n11. Hai", "TL. BỘ TRƯỞNG", "… Một\n2. Hai"}) {
    EXPECT_EQ(repaired(text, "latin_ocr"), text);
  }
}

TEST(Enumerators, ThePointOfBehindDIsStroked) {
  const char* list = "a) Một\nb) Hai\nc) Ba\nd) Bon\nd) Nam\n2. Khác";
  EXPECT_EQ(repaired(list, "stripped"), "a) Một\nb) Hai\nc) Ba\nd) Bon\nđ) Nam\n2. Khác");
  EXPECT_EQ(repaired(list, ""), list);
  EXPECT_EQ(repaired("d) Bon\nd) Nam\ne) Sau", "stripped"), "d) Bon\nđ) Nam\ne) Sau");
  EXPECT_EQ(repaired("c) Ba\nd) Bon\ne) Nam", "stripped"), "c) Ba\nd) Bon\ne) Nam");
  EXPECT_EQ(repaired("d) Bon\nd) Nam", "stripped"), "d) Bon\nd) Nam");
  EXPECT_EQ(repaired("C. Ba\nD. Bon\nD. Nam\nE. Sau", "stripped"), "C. Ba\nD. Bon\nĐ. Nam\nE. Sau");
}

TEST(Enumerators, ListsInsideListsCountForThemselves) {
  EXPECT_EQ(repaired("1. Một\na) A\nb) B\n¢) C\n2. Hai\na) A\nb) B\n3. Ba", ""),
            "1. Một\na) A\nb) B\nc) C\n2. Hai\na) A\nb) B\n3. Ba");
  EXPECT_EQ(repaired("a) A\n1. Một\n2. Hai\n6) B\nc) C", "latin_ocr"),
            "a) A\n1. Một\n2. Hai\nb) B\nc) C");
  EXPECT_EQ(repaired("1. Một\nc) Ba\nd) Bon\n2. Hai\nc) Ba\nd) Bon\nd) Nam", "stripped"),
            "1. Một\nc) Ba\nd) Bon\n2. Hai\nc) Ba\nd) Bon\nđ) Nam");
}

TEST(Enumerators, RightMarksAndOtherNumbersStay) {
  for (const char* text :
       {"I. A\n1. Một\n1.1. Hai\n2. Ba\nII. B", "a) A\nb) B\nc) C\nd) D\nđ) E\ne) F\ng) G\nh) H",
        "11.200 đồng\n12.5\n01/02/2023", "e) A\nf) B\ng) C", "1. Một\n1. Hai\n1. Ba",
        "KT. CHỦ TỊCH\nTM. ỦY BAN\nV. Văn", "l. Một", "1\t11.\tBa\n2\tl.\tHai"}) {
    EXPECT_EQ(repaired(text, "latin_ocr"), text);
  }
}

TEST(Enumerators, SpecksBeforeAMarkGo) {
  EXPECT_EQ(repaired("a) Một\n~ b) Hai\nc) Ba", ""), "a) Một\nb) Hai\nc) Ba");
  EXPECT_EQ(repaired("~ b) Hai", ""), "~ b) Hai");
}

TEST(Enumerators, OnlyTheStrokeComesBackToStrippedText) {
  EXPECT_EQ(
      repaired("a) A\nb) B\n¢) C\nd) D\nd) E\ne) F", "stripped", EnumeratorDamage::kDiacriticsOnly),
      "a) A\nb) B\n¢) C\nd) D\nđ) E\ne) F");
}

TEST(Enumerators, TitlesAreThoseOfTheLexicon) {
  const DivisionTitles titles = read_division_titles(own_lexicon());
  for (const char* const title : {"Điều ", "Chương ", "Phụ lục "})
    EXPECT_EQ(std::count(titles.begin(), titles.end(), title), 1) << title;
  EXPECT_TRUE(read_division_titles(text::Lexicon()).empty());
}

TEST(Enumerators, ChangesSayWhatTheyAre) {
  const auto changes =
      repair_enumerators(kTitles, "b) Hai\n¢) Ba\nd) Bốn", {}, EnumeratorDamage::kAnySign);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].before, "¢");
  EXPECT_EQ(changes[0].after, "c");
  EXPECT_EQ(changes[0].rule, "enumerator");
  EXPECT_GT(changes[0].confidence, 0.9);
}

TEST(Enumerators, WhatMayBeAMarkIsNoWord) {
  for (const char* word : {"1l", "l0", "HI", "TV", "I1I"})
    EXPECT_TRUE(may_be_enumerator(word)) << word;
  for (const char* word : {"THU", "s6", "TM", "LI", "là"})
    EXPECT_FALSE(may_be_enumerator(word)) << word;
}

}  // namespace
}  // namespace codau::restore
