// Pages that were scanned in another order than they are printed in.
#include "document/page_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/seeded.h"
#include "core/changes.h"
#include "document/read_document.h"
#include "generator.h"
#include "text/text_document.h"

namespace codau::document {
namespace {

bool is_number(const std::string& line) {
  return line.find_first_not_of("-0123456789 ") == std::string::npos;
}

/// A page of lines parted by '\n'; those of digits alone are its numbers.
OcrPage page_of(std::uint32_t number, const std::string& printed) {
  OcrPage page;
  page.number = number;
  page.width = page.height = 1000;
  for (std::size_t at = 0; at < printed.size();) {
    const std::size_t end = std::min(printed.find('\n', at), printed.size());
    const std::string line = printed.substr(at, end - at);
    const auto word = static_cast<std::uint32_t>(page.words.size());
    for (std::size_t w = 0; w < line.size();) {
      const std::size_t stop = std::min(line.find(' ', w), line.size());
      const auto begin = static_cast<std::uint32_t>(page.text.size());
      page.text += line.substr(w, stop - w);
      page.words.push_back({{begin, static_cast<std::uint32_t>(page.text.size())}, {}, 1});
      page.text += stop < line.size() ? " " : "\n";
      w = stop + 1;
    }
    const auto place = static_cast<std::uint32_t>(page.lines.size());
    page.lines.push_back({{word, static_cast<std::uint32_t>(page.words.size())}, {}});
    OcrBlock block;
    block.role = is_number(line) ? Role::kPageNumber : Role::kBody;
    block.lines = {place, place + 1};
    page.blocks.push_back(block);
    at = end + 1;
  }
  return page;
}

/// The pages with every "dat" restored.
RestoredDocument file_of(const std::vector<std::string>& pages) {
  std::vector<OcrPage> read;
  for (const std::string& page : pages)
    read.push_back(page_of(static_cast<std::uint32_t>(read.size() + 1), page));
  TextDocument text = text::to_text_document(read);
  Restoration restored;
  for (std::size_t at = 0; (at = text.text.find("dat", at)) != std::string::npos; at += 3) {
    const auto in = static_cast<std::uint32_t>(at);
    const auto out = in + 3 * static_cast<std::uint32_t>(restored.changes.size());
    const std::string word = "đất";
    const auto end = static_cast<std::uint32_t>(out + word.size());
    restored.changes.push_back(
        {{in, in + 3}, {out, end}, "dat", word, "stripped", "ocr_restore", 1, ""});
    restored.doubts.push_back({{out, end}, 0.5, "đạt", false});
  }
  restored.text = codau::apply(restored.changes, text.text);
  return text::apply_restoration(std::move(text), std::move(restored));
}

const std::string kFirst =
    "UBND XÃ AN BÌNH\nSố: 5/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
    "phúc\nAn Bình, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây năm 2031\nI. MỤC ĐÍCH\n1. Giữ "
    "dat trên đồi và ven";
const std::string kSecond = "2\nsông của xã.\n2. Trồng cây.\nII. YÊU CẦU\n1. Giữ dat.";
const std::string kThird =
    "- 3 -\nIII. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n- Giữ dat trước 25/4/2031.";

std::vector<std::uint32_t> pages_of(const RestoredDocument& text) {
  std::vector<std::uint32_t> out;
  for (const TextPage& page : text.after.pages) out.push_back(page.number);
  return out;
}

std::vector<std::string> headings(const Document& document) {
  std::vector<std::string> out;
  for (const Section& section : document.sections) {
    if (section.level == 1 && section.heading) out.push_back(section.heading->value);
  }
  return out;
}

TEST(PageOrder, SectionsFollowThePrintedNumbers) {
  const RestoredDocument scanned = file_of({kThird, kFirst, kSecond});
  const auto text = reorder_pages(scanned);
  ASSERT_TRUE(text);
  EXPECT_EQ(pages_of(*text), (std::vector<std::uint32_t>{2, 3, 1}));
  const std::vector<Document> found = read_documents(own_lexicon(), *text);
  ASSERT_EQ(found.size(), 1U);
  const std::vector<Document> wanted =
      read_documents(own_lexicon(), file_of({kFirst, kSecond, kThird}));
  EXPECT_EQ(headings(found[0]), headings(wanted[0]));
  EXPECT_EQ(headings(found[0]).size(), 3U);
  EXPECT_EQ(found[0].header.organ_name->value, "UBND XÃ AN BÌNH");
  ASSERT_EQ(found[0].tasks.size(), 1U);
  EXPECT_EQ(found[0].tasks[0].deadlines.front().due_date, "2031-04-25");
  EXPECT_EQ(found[0].page_to, 3U);
  // a sentence that runs over the border of two pages is one
  const auto has_whole = [](const Section& section) {
    return section.text && section.text->value.find("và ven sông của xã") != std::string::npos;
  };
  EXPECT_TRUE(std::ranges::any_of(found[0].sections, has_whole));
}

TEST(PageOrder, PagesOfPlainTextLieBetweenItsFormFeeds) {
  const auto plain = [](const std::string& text) {
    return text::apply_restoration(text::parse_plain_text(text), Restoration{text, {}, {}, {}});
  };
  const std::string table = "\nTT\tViệc\tCơ quan\n1\tGiữ đất\tCông an xã\n";
  const auto text = reorder_pages(plain(kFirst + "\n\f\n" + kThird + "\f" + kSecond + table));
  ASSERT_TRUE(text);
  const RestoredDocument wanted = plain(kFirst + "\n\f" + kSecond + table + "\f\n" + kThird);
  EXPECT_EQ(text->after.text, wanted.after.text);
  EXPECT_EQ(headings(read_documents(own_lexicon(), *text)[0]),
            headings(read_documents(own_lexicon(), wanted)[0]));
  ASSERT_EQ(text->after.tables.size(), 1U);
  EXPECT_EQ(text->after.tables[0].lines, wanted.after.tables[0].lines);
  EXPECT_FALSE(reorder_pages(plain(kFirst + "\f" + kSecond + "\f" + kThird)));
  EXPECT_FALSE(reorder_pages(plain(kFirst + "\fPhụ lục\f" + kThird)));  // a page without number
}

class PageOrderLaws : public testing::Seeded {};

void expect_same(const std::optional<RestoredDocument>& text, const RestoredDocument& wanted) {
  ASSERT_TRUE(text);
  EXPECT_EQ(text->before.text, wanted.before.text);
  EXPECT_EQ(text->after.text, wanted.after.text);
  EXPECT_EQ(text->changes, wanted.changes);
  EXPECT_EQ(text->doubts, wanted.doubts);
  EXPECT_EQ(text->after.words, wanted.after.words);
  EXPECT_EQ(text->after.scanned_words.size(), wanted.after.scanned_words.size());
  ASSERT_EQ(text->after.lines.size(), wanted.after.lines.size());
  for (std::size_t i = 0; i < wanted.after.lines.size(); ++i) {
    EXPECT_EQ(text->after.lines[i].text, wanted.after.lines[i].text);
    EXPECT_EQ(text->after.lines[i].words, wanted.after.lines[i].words);
    EXPECT_EQ(text->after.lines[i].role, wanted.after.lines[i].role);
  }
  for (std::size_t p = 0; p < wanted.after.pages.size(); ++p) {
    EXPECT_EQ(text->after.pages[p].text, wanted.after.pages[p].text);
    EXPECT_EQ(text->after.pages[p].lines, wanted.after.pages[p].lines);
    EXPECT_EQ(text->before.pages[p].text, wanted.before.pages[p].text);
  }
}

TEST_F(PageOrderLaws, AllOfAPageGoesWithIt) {  // document/page_order.h
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<std::string> pages = {kFirst};
    for (std::size_t n = 2 + below(5); pages.size() < n;)
      pages.push_back(std::to_string(pages.size() + 1) + "\nGiữ dat, dat " + std::to_string(round));
    const RestoredDocument wanted = file_of(pages);
    std::vector<std::string> mixed = pages;
    std::shuffle(mixed.begin(), mixed.end(), random_);
    if (mixed == pages)
      EXPECT_FALSE(reorder_pages(wanted));
    else
      expect_same(reorder_pages(file_of(mixed)), wanted);
  }
}

TEST(PageOrder, WhatIsNotProvenStays) {
  EXPECT_FALSE(reorder_pages(file_of({kFirst, kSecond, kThird})));             // it is in order
  EXPECT_FALSE(reorder_pages(file_of({kThird, kFirst})));                      // 2 is missing
  EXPECT_FALSE(reorder_pages(file_of({kFirst, kThird, "Phụ lục", kSecond})));  // no number
  EXPECT_FALSE(reorder_pages(file_of({kFirst, kThird, kThird, kSecond})));     // 3 twice
  EXPECT_FALSE(reorder_pages(file_of({kSecond, "Giữ dat."})));  // no head on what would be 1
  EXPECT_FALSE(reorder_pages(RestoredDocument{}));
}

}  // namespace
}  // namespace codau::document
