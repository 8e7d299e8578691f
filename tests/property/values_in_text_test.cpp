// Laws of document/deadlines/deadline.h, document/agencies/agency.h and
// document/references/reference.h on made-up sentences.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/seeded.h"
#include "document/agencies/agency.h"
#include "document/deadlines/deadline.h"
#include "document/deadlines/deadline_rules.h"
#include "document/references/law_title.h"
#include "document/references/reference.h"
#include "document/words/calendar.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr int kRounds = 400;

unsigned seed() { return testing::seed(20240118); }

/// Pieces that hurt: whole patterns, halves of patterns, marks, markup, broken dates.
std::string sentence(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"trước ngày ",
                                                   "05/12/2022",
                                                   "31/6",
                                                   "**",
                                                   "trong ",
                                                   "quý III",
                                                   "quý ",
                                                   "I1I",
                                                   "/2024",
                                                   " và ",
                                                   "hằng năm",
                                                   "hàng tháng",
                                                   "định kỳ ",
                                                   "6 tháng đầu năm ",
                                                   "; ",
                                                   ", ",
                                                   ". ",
                                                   "\n",
                                                   "- ",
                                                   " – ",
                                                   "Thường xuyên",
                                                   "từ ngày 01/3 đến ",
                                                   "30/4/2023",
                                                   "tuần thứ 9 ",
                                                   "tháng 13",
                                                   "tháng 2 ",
                                                   "chậm nhất 15 ngày làm việc sau ",
                                                   "khi có kết quả",
                                                   "999",
                                                   "Văn phòng",
                                                   "Tư pháp Văn hóa",
                                                   "Sở Nội vụ",
                                                   "UBND các huyện",
                                                   "TT.HĐND TT",
                                                   "Tài chính",
                                                   "Kế hoạch",
                                                   "số ",
                                                   "07/KH-UBND",
                                                   "34/2007/PL-UBTVQH11",
                                                   "08-CT/TU",
                                                   " của UBND tỉnh",
                                                   " ngày / /2024",
                                                   "Luật Đất đai",
                                                   "Căn cứ ",
                                                   "Quyết định ",
                                                   "<p>",
                                                   "</p>",
                                                   "số liệu tính từ ngày 01/11/2022 ",
                                                   "(",
                                                   ")",
                                                   "ế",
                                                   "Đ",
                                                   "“một cửa”",
                                                   "…",
                                                   "\t",
                                                   "0",
                                                   "/",
                                                   "-",
                                                   "Tết Nguyên đán",
                                                   " âm lịch"};
  std::uniform_int_distribution<std::size_t> pick(0, kPieces.size() - 1);
  std::string out;
  for (int n = std::uniform_int_distribution<int>(0, 12)(random); n > 0; --n) {
    out += kPieces[pick(random)];
  }
  return out;
}

bool on_borders(const std::string& text, ByteRange range) {
  return range.begin <= range.end && range.end <= text.size() &&
         text::is_utf8(text.substr(0, range.begin)) && text::is_utf8(slice(text, range));
}

template <class Thing>
void expect_ascending(const std::string& text, const std::vector<Thing>& things) {
  std::uint32_t end = 0;
  for (const Thing& thing : things) {
    EXPECT_TRUE(on_borders(text, thing.source)) << text;
    EXPECT_GE(thing.source.begin, end) << text;
    end = thing.source.end;
  }
}

// document/words/pattern.h: what a set of patterns leaves out is found nowhere.
TEST(Laws, WhatASetOfPatternsLeavesOutIsFoundNowhere) {
  std::mt19937 random(seed());
  std::size_t left_out = 0, found = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = sentence(random);
    const std::string key =
        read_passage(text, ByteRange{0, static_cast<std::uint32_t>(text.size())}).key;
    const std::vector<bool> may_be = deadline_searches().may_be_in(key);
    for (std::size_t i = 0; i < may_be.size(); ++i) {
      const bool is_found = deadline_rules()[i].search.find(key).has_value();
      EXPECT_TRUE(may_be[i] || !is_found) << deadline_rules()[i].id << ": " << key;
      left_out += !may_be[i];
      found += is_found;
    }
  }
  EXPECT_GT(left_out, 1000U);
  EXPECT_GT(found, 100U);
}

// document/agencies/agency.h, document/references/reference.h and document/references/law_title.h:
// sources ascend, never overlap, lie inside the text.
TEST(Laws, AgenciesAndCitationsAreWhereTheySayTheyAre) {
  std::mt19937 random(seed());
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = sentence(random);
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(seed()) + " round " + std::to_string(round));
    expect_ascending(text,
                     split_agencies(text, AgencyRole::kLead, {AgencyLevel::kCommune, "", "", ""}));
    expect_ascending(text, find_references(own_lexicon(), text));
    std::uint32_t end = 0;
    for (const ByteRange title : find_law_titles(own_lexicon(), text)) {
      EXPECT_GE(title.begin, end) << text;
      EXPECT_LT(title.begin, title.end) << text;
      EXPECT_TRUE(on_borders(text, title)) << text;
      end = title.end;
    }
  }
}

// document/deadlines/deadline.h: a cell always has a deadline; dates exist; the last day follows
// from the op.
TEST(Laws, DeadlinesAreDatesOfTheCalendar) {
  std::mt19937 random(seed() + 1);
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = sentence(random);
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(seed()) + " round " + std::to_string(round));
    std::vector<Deadline> all = read_deadline_cell(text, {2024, "2024-01-18", false});
    EXPECT_FALSE(all.empty());
    EXPECT_LT(choose_deadline(all), all.size());
    for (const Deadline& one : find_deadlines(text, {})) all.push_back(one);
    for (const Deadline& one : all) {
      EXPECT_TRUE(on_borders(text, one.source)) << text;
      EXPECT_EQ(one.rule.size(), 3U) << text;
      for (const auto& date : {one.due_date, one.start_date, one.due_last_day}) {
        EXPECT_EQ(date.value_or("2024-01-18").size(), 10U) << text;
      }
      const bool has_last_day = one.due_date && one.due_op && *one.due_op != DueOp::kAfter;
      EXPECT_EQ(one.due_last_day.has_value(), has_last_day) << text;
      if (has_last_day) {
        EXPECT_EQ(*one.due_last_day < *one.due_date, *one.due_op == DueOp::kBefore) << text;
      }
    }
  }
}

// document/words/calendar.h: civil_days of to_iso_date(days) is days.
TEST(Laws, DaysAndDatesAreOneToOne) {
  const std::int64_t from = days_from_civil(1900, 1, 1).value(),
                     to = days_from_civil(2100, 12, 31).value();
  std::string before;
  for (std::int64_t day = from; day <= to; ++day) {
    const std::string iso = to_iso_date(day);
    ASSERT_LT(before, iso);
    ASSERT_EQ(days_from_civil(std::stoi(iso.substr(0, 4)), std::stoi(iso.substr(5, 2)),
                              std::stoi(iso.substr(8, 2))),
              day);
    before = iso;
  }
}

// document/agencies/agency.h: names in normal form stay what they are.
TEST(Laws, NormalNamesAreFixed) {
  for (const char* name : {"UBND xã Thanh Liệt", "SỞ NỘI VỤ", "TT.HĐND", "Lao động TBXH",
                           "Phòng Tài chính - kế hoạch huyện", "Tổ thẩm định"}) {
    const std::string once = normalise_name(own_lexicon(), name);
    EXPECT_EQ(normalise_name(own_lexicon(), once), once);
  }
}

}  // namespace
}  // namespace codau::document
