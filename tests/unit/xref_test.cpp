// What documents know of each other (record/citations/xref.h), case by case.
#include "record/citations/xref.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/lexicon.h"

namespace codau::record {
namespace {

const std::string kProvince = "Ủy ban nhân dân tỉnh Hưng Yên";

/// A plan of a province, number and date as given.
XrefFacts plan(const std::string& id, const std::string& number, const std::string& edtf) {
  XrefFacts out;
  out.doc_id = id;
  out.type_code = "KH";
  out.number = number;
  out.notation = "KH-UBND";
  out.edtf = edtf;
  out.organ = kProvince;
  out.subject = "Nâng cao hiệu quả quản trị và hành chính công tỉnh Hưng Yên năm 2023";
  out.plan_year = 2023;
  out.context.issuer_level = document::AgencyLevel::kProvince;
  out.context.issuer_name = kProvince;
  return out;
}

/// As "8607 /KH-UBND" of 2022 for a plan of 2023 is read (standards 12.3).
XrefFacts damaged_plan(const std::string& id = "b") {
  XrefFacts out = plan(id, "07", "2022-01-12");
  out.is_proposed = out.is_year_doubtful = out.is_date_doubtful = true;
  return out;
}

Citation cited(const std::string& number, const std::string& edtf,
               const std::string& organ = kProvince) {
  Citation out;
  out.seq = 1;
  out.number = number;
  out.notation = "KH-UBND";
  out.edtf = edtf;
  out.organ = organ;
  return out;
}

/// A department of the province that cites.
XrefFacts citing(const std::string& id, const Citation& citation) {
  XrefFacts out = plan(id, "", "2023-02-XX");
  out.notation = "KH-STTTT";
  out.organ = out.context.issuer_name = "Sở Thông tin và Truyền thông";
  out.context.place = "Hưng Yên";
  out.subject = "Triển khai";
  out.citations = {citation};
  return out;
}

std::map<std::string, XrefFindings> found(const std::vector<XrefFacts>& all) {
  return resolve_xrefs(own_lexicon(), all);
}

TEST(Xref, AProposedNumberIsConfirmedAndTheYearComesWithIt) {
  const auto out = found({damaged_plan(), citing("a", cited("07", "2023-01-12", "UBND tỉnh"))});
  EXPECT_TRUE(out.at("b").is_number_confirmed);
  EXPECT_EQ(out.at("b").best_date, "2023-01-12");
  EXPECT_FALSE(out.at("b").is_conflict);
  EXPECT_EQ(out.at("a").targets, (std::map<std::int64_t, std::string>{{1, "b"}}));
}

TEST(Xref, AloneItStaysProposed) {
  EXPECT_EQ(found({damaged_plan()}).at("b"), XrefFindings());
  XrefFacts self = damaged_plan();
  self.citations = {cited("07", "2023-01-12")};
  EXPECT_EQ(found({self}).at("b"), XrefFindings()) << "a document is no witness of itself";
}

TEST(Xref, ACitationOfWhatIsPrintedConfirmsItAndMovesNothing) {
  const auto out = found({damaged_plan(), citing("a", cited("7", "2022-01-12"))});
  EXPECT_TRUE(out.at("b").is_number_confirmed);
  EXPECT_EQ(out.at("b").best_date, std::nullopt);
}

TEST(Xref, OtherOrgansNotationsNumbersAndYearsAreOtherDocuments) {
  for (const Citation& other :
       {cited("07", "2023-01-12", "UBND tỉnh Thái Bình"), cited("08", "2023-01-12"),
        cited("07", "2025-01-12"), cited("07", ""), cited("07", "2023-01-12", "UBND huyện")}) {
    const auto out = found({damaged_plan(), citing("a", other)});
    EXPECT_EQ(out.at("b"), XrefFindings()) << other.number << ' ' << other.edtf << other.organ;
    EXPECT_TRUE(out.at("a").targets.empty());
  }
  Citation decision = cited("07", "2023-01-12");
  decision.notation = "QĐ-UBND";
  EXPECT_EQ(found({damaged_plan(), citing("a", decision)}).at("b"), XrefFindings());
  // printed in full and never in doubt: 07 of the next year is not this one
  EXPECT_EQ(found({plan("b", "07", "2022-11-12"), citing("a", cited("07", "2023-01-12"))}).at("b"),
            XrefFindings());
}

TEST(Xref, ACitationWithoutAYearMeansTheOnlyOneThatItCan) {
  const XrefFacts from = citing("a", cited("07", ""));
  const auto targets = [&](std::vector<XrefFacts> all) {
    all.push_back(from);
    return found(all).at("a").targets;
  };
  using Targets = std::map<std::int64_t, std::string>;
  EXPECT_EQ(targets({plan("b", "07", "2023-01-12")}), (Targets{{1, "b"}}));
  EXPECT_EQ(targets({plan("b", "07", "2022-11-12")}), (Targets{{1, "b"}}));
  EXPECT_EQ(targets({plan("b", "07", "2022-11-12"), plan("c", "07", "2023-01-12")}), Targets());
  EXPECT_EQ(targets({plan("b", "07", "2019-01-12")}), Targets()) << "too long ago";
  EXPECT_EQ(targets({damaged_plan()}), Targets()) << "its number is a guess";
  EXPECT_EQ(targets({plan("b", "07", "2023-11-20")}), Targets()) << "who cites is of February";
  EXPECT_EQ(targets({plan("b", "07", "2022-11-12"), plan("c", "07", "2023-11-20")}),
            (Targets{{1, "b"}}));
  EXPECT_EQ(targets({plan("b", "07", "2023-XX-XX")}), (Targets{{1, "b"}})) << "as far as is known";
  EXPECT_EQ(targets({plan("b", "07", "2023-XX-XX"), citing("d", cited("07", "2023-11-20"))}),
            Targets())
      << "as others know it";
  XrefFacts elsewhere = plan("b", "07", "2023-01-12");
  elsewhere.organ = elsewhere.context.issuer_name = "Ủy ban nhân dân tỉnh Thái Bình";
  EXPECT_EQ(targets({elsewhere}), Targets());
}

TEST(Xref, WhatIsNotPrintedOfADateComesFromTheCitation) {
  const auto out = found({plan("b", "07", "2023-01-XX"), citing("a", cited("07", "2023-01-12"))});
  EXPECT_EQ(out.at("b").best_date, "2023-01-12");
  EXPECT_EQ(found({plan("b", "07", ""), citing("a", cited("07", "2023-01-12"))}).at("b").best_date,
            "2023-01-12");
  EXPECT_TRUE(found({plan("b", "07", "2023-01-XX"), citing("a", cited("07", "2023-02-12"))})
                  .at("b")
                  .is_conflict);
}

TEST(Xref, ConflictsAreFlaggedAndNeverApplied) {
  const auto sure = found({plan("b", "07", "2023-01-12"), citing("a", cited("07", "2023-01-13"))});
  EXPECT_TRUE(sure.at("b").is_conflict);
  EXPECT_TRUE(sure.at("a").is_conflict);
  EXPECT_EQ(sure.at("b").best_date, std::nullopt);
  EXPECT_EQ(sure.at("a").targets.at(1), "b");
  const auto two = found({damaged_plan(), citing("a", cited("07", "2023-01-12")),
                          citing("c", cited("07", "2022-01-17"))});
  EXPECT_TRUE(two.at("b").is_conflict);
  EXPECT_FALSE(two.at("b").is_number_confirmed);
  EXPECT_EQ(two.at("b").best_date, std::nullopt);
  // day and month are others too: what is cited need not be this document
  const auto far = found({damaged_plan(), citing("a", cited("07", "2023-03-05"))});
  EXPECT_TRUE(far.at("b").is_conflict);
  EXPECT_FALSE(far.at("b").is_number_confirmed);
}

TEST(Xref, TheSameNumberOfAnotherYearIsNoWitnessAgainst) {
  const auto out = found({damaged_plan(), citing("a", cited("07", "2023-01-12")),
                          citing("c", cited("07", "2022-03-05"))});
  EXPECT_FALSE(out.at("b").is_conflict);
  EXPECT_EQ(out.at("b").best_date, "2023-01-12");
  EXPECT_TRUE(out.at("c").targets.empty());
}

TEST(Xref, ACitationReadInDoubtGivesWayToADateThatWasNot) {
  Citation doubtful = cited("07", "2023-01-17");
  doubtful.confidence = 0.6;
  const auto out = found({plan("b", "07", "2023-01-12"), citing("a", doubtful)});
  EXPECT_EQ(out.at("a").dates.at(1), "2023-01-12");
  EXPECT_FALSE(out.at("b").is_conflict);
  // and it moves no date by itself
  EXPECT_EQ(found({damaged_plan(), citing("a", doubtful)}).at("b").best_date, std::nullopt);
}

TEST(Xref, ANumberForABlankOneIsOnlyProposed) {
  Citation titled = cited("07", "2023-01-12");
  titled.title = "về nâng cao hiệu quả quản trị và hành chính công tỉnh Hưng Yên năm 2023";
  const auto out = found({plan("b", "", "2023-01-XX"), citing("a", titled)});
  EXPECT_EQ(out.at("b").number, "07");
  EXPECT_FALSE(out.at("b").is_number_confirmed);
  titled.title = "về nâng cao hiệu quả";
  EXPECT_EQ(found({plan("b", "", "2023-01-XX"), citing("a", titled)}).at("b").number, std::nullopt);
}

TEST(Xref, TwoNumbersForOneDayAndTitleAreAConflict) {
  Citation titled = cited("17", "2023-01-12");
  titled.title = "về nâng cao hiệu quả quản trị và hành chính công tỉnh Hưng Yên năm 2023";
  const auto out = found({plan("b", "07", "2023-01-12"), citing("a", titled)});
  EXPECT_TRUE(out.at("b").is_conflict);
  EXPECT_TRUE(out.at("a").is_conflict);
}

TEST(Xref, OfTwoScansOfOnePaperTheFirstIsTheTarget) {
  const Citation citation = cited("07", "2023-01-12");
  const auto out = found({plan("d", "07", "2023-01-12"), plan("b", "07", "2023-01-12"),
                          plan("a2", "07", "2023-01-XX"), citing("a", citation)});
  EXPECT_EQ(out.at("a").targets.at(1), "a2") << "whose best date is the cited one as well";
}

TEST(Xref, WhereNoOrganIsNamedItIsTheOneThatCites) {
  XrefFacts own = plan("a", "09", "2023-04-01");
  own.subject = "Kiểm tra";
  own.citations = {cited("07", "2023-01-12", "")};
  EXPECT_EQ(found({plan("b", "07", "2023-01-12"), own}).at("a").targets.at(1), "b");
  EXPECT_TRUE(found({plan("b", "07", "2023-01-12"), citing("a", cited("07", "2023-01-12", ""))})
                  .at("a")
                  .targets.empty());
}

TEST(Xref, AnOrganMayBeNamedByItsFirstWordOrByWhoHeadsIt) {
  const auto of_department = [](XrefFacts one) {
    one.notation = "SGDĐT-GDTrH";
    one.organ = one.context.issuer_name = "SỞ GIÁO DỤC VÀ ĐÀO TẠO";
    one.context.place = "Hưng Yên";
    return one;
  };
  const XrefFacts letter = of_department(plan("b", "384", "2023-01-12"));
  for (const char* const organ : {"Sở", "Giám đốc Sở Giáo dục và Đào tạo"}) {
    XrefFacts own = of_department(plan("a", "09", "2023-04-01"));
    own.subject = "Kiểm tra";
    own.citations = {cited("384", "2023-01-12", organ)};
    own.citations.front().notation = "SGDĐT-GDTrH";
    EXPECT_EQ(found({letter, own}).at("a").targets[1], "b") << organ;
  }
}

TEST(Xref, TheProvinceMayBeNamedElsewhereInTheDocumentThatCites) {
  XrefFacts commune = citing("a", cited("07", "2023-01-12", "UBND tỉnh"));
  commune.organ = commune.context.issuer_name = "UBND xã Tân Lập";
  commune.context.issuer_level = document::AgencyLevel::kCommune;
  commune.context.place = "Tân Lập";
  EXPECT_TRUE(found({plan("b", "07", "2023-01-12"), commune}).at("a").targets.empty());
  commune.citations.push_back(cited("99", "2022-05-05", "UBND tỉnh Hưng Yên"));
  commune.citations.back().seq = 2;
  EXPECT_EQ(found({plan("b", "07", "2023-01-12"), commune}).at("a").targets.at(1), "b");
}

TEST(Xref, AnAppendixLineMeansItsOwnDocument) {
  XrefFacts own = plan("a", "", "2023-XX-XX");
  own.citations = {cited("", "2023-XX-XX")};
  own.citations.front().is_self = true;
  EXPECT_EQ(found({own}).at("a").targets.at(1), "a");
}

}  // namespace
}  // namespace codau::record
