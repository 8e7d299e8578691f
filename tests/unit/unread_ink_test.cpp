// "[…]" in place of ink that was not read.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "core/changes.h"
#include "document/read_document.h"
#include "text/text_document.h"
#include "worker/mark_unread_ink.h"

namespace codau::worker {
namespace {

/// The head of a page as it is shown; `origin`: who read it. Ink stands behind the words `inked`.
std::string shown(const std::string& head, TextOrigin origin = TextOrigin::kOcr,
                  const std::vector<std::string>& inked = {}) {
  RestoredDocument text;
  text.after =
      text::parse_plain_text("UBND XÃ A\n" + head + "\nKẾ HOẠCH\nTrồng cây\n\nNhằm giữ đất.\n");
  for (TextPage& page : text.after.pages) {
    page.number = 1;
    page.origin = origin;
  }
  for (TextLine& line : text.after.lines) line.page = 1;
  text.after.scanned_words.resize(text.after.words.size());
  for (std::size_t i = 0; i < text.after.words.size(); ++i) {
    text.after.scanned_words[i].has_unread_ink_after =
        std::ranges::count(inked, slice(text.after.text, text.after.words[i])) > 0;
  }
  text.before = text.after;
  const auto documents = document::read_documents(own_lexicon(), text);
  const std::string all = codau::apply(mark_unread_ink(text, documents.front()), text.after.text);
  return all.substr(10, all.find("\nKẾ HOẠCH") - 10);
}

TEST(UnreadInk, StandsInPlaceOfWhatWasReadThere) {
  const std::string date = "\nA, ngày 05 tháng 3 năm 2031";
  EXPECT_EQ(shown("Số: 2}2 /KH-UBND" + date), "\nSố: […] /KH-UBND" + date);
  EXPECT_EQ(shown("Số: 2}2 /KH-UBND" + date, TextOrigin::kTextLayer), "\nSố: 2}2 /KH-UBND" + date);
  EXPECT_EQ(shown("Số: 7/KH-UBND\nA, ngày A) tháng 3 năm 2031"),
            "\nSố: 7/KH-UBND\nA, ngày […] tháng 3 năm 2031");
  EXPECT_EQ(shown("Số:   /KH-UBND\nA, ngày … tháng 3 năm 2031"),
            "\nSố:   /KH-UBND\nA, ngày … tháng 3 năm 2031")
      << "a blank stays one";
}

TEST(UnreadInk, StandsWhereInkWasSeenAndNothingRead) {
  const std::string date = "\nA, ngày 05 tháng 3 năm 2031";
  const auto inked = [](const std::string& head, const std::vector<std::string>& words) {
    return shown(head, TextOrigin::kOcr, words);
  };
  EXPECT_EQ(inked("Số: /KH-UBND" + date, {"Số:"}), "\nSố: […]/KH-UBND" + date);
  EXPECT_EQ(inked("Số: ....../KH-UBND" + date, {"Số:"}), "\nSố: […]/KH-UBND" + date);
  EXPECT_EQ(inked("Số -KH/HU" + date, {"Số"}), "\nSố […] -KH/HU" + date);
  EXPECT_EQ(inked("Số: 7/KH-UBND\nA, ngày tháng 3 năm 2031", {"ngày"}),
            "\nSố: 7/KH-UBND\nA, ngày […] tháng 3 năm 2031");
  EXPECT_EQ(inked("Số: 7/KH-UBND\nA, ngày … tháng … năm 2031", {"tháng"}),
            "\nSố: 7/KH-UBND\nA, ngày … tháng […] năm 2031");
  EXPECT_EQ(inked("Số: /KH-UBND" + date, {"/KH-UBND"}), "\nSố: /KH-UBND" + date);
}

TEST(UnreadInk, NumberAndDateMayShareALine) {
  for (const char* const line :
       {"Số: oQ TTg Hà Nội, ngày8tháng 4 năm 2026", "Số: 2}2 /KH-UBND A, ngày A)tháng 3 năm 2031",
        "Số: ngày }tháng { năm 2031"})
    EXPECT_NE(shown(line).find("[…]"), std::string::npos) << line << ' ' << shown(line);
}

}  // namespace
}  // namespace codau::worker
