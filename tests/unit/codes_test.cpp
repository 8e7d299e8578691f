// record/schema/codes.h: the lists themselves are judged when codes.cpp is compiled; here, whether
// the others agree with them.
#include "record/schema/codes.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "core/enum_values.h"
#include "record/schema/reasons.h"
#include "record/schema/schema.h"

namespace codau::record {
namespace {

TEST(ReasonCodes, AreThoseOfTheColumns) {
  std::set<const CodeList*> used;
  for (const Table& one : schema()) {
    for (const Column& column : one.columns) {
      if (column.codes == nullptr) continue;
      EXPECT_EQ(column.type, ColumnType::kText) << one.name << '.' << column.name;
      used.insert(column.codes);
    }
  }
  EXPECT_EQ(used, std::set<const CodeList*>(code_lists().begin(), code_lists().end()));
}

TEST(ReasonCodes, ListsHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const CodeList* const list : code_lists())
    EXPECT_TRUE(names.insert(list->name).second) << list->name;
}

TEST(ReasonCodes, AreFoundByThemselvesAlone) {
  for (const CodeList* const list : code_lists()) {
    for (const CodeEntry& one : *list) EXPECT_EQ(list->find(one.code), &one);
    for (const char* const none : {"", "no code", "OK", "ok|review"})
      EXPECT_EQ(list->find(none), nullptr) << list->name;
  }
}

/// As many codes as enumerators, each of them found.
template <class Enum>
void expect_codes_of(const CodeList& list, std::optional<Enum> without = {}) {
  std::set<std::string> named;
  for (const Enum value : enum_values<Enum>()) {
    if (value == without) continue;
    EXPECT_NE(list.find(to_code(value)), nullptr) << list.name << ' ' << to_code(value);
    named.insert(to_code(value));
  }
  EXPECT_EQ(named.size(), list.codes.size()) << list.name;
}

TEST(ReasonCodes, EveryEnumeratorHasOne) {
  using document::AgencyLevel, document::OrganBasis;
  expect_codes_of<document::Basis>(codes::kBasis);
  expect_codes_of<document::SectionKind>(codes::kSectionKind);
  expect_codes_of<document::TaskOrigin>(codes::kTaskOrigin);
  expect_codes_of<document::DeadlineKind>(codes::kDeadlineKind);
  expect_codes_of<document::DueOp>(codes::kDueOp);
  expect_codes_of<document::AgencyRole>(codes::kAgencyRole);
  expect_codes_of<document::AgencyMethod>(codes::kAgencyMethod);
  expect_codes_of<document::Relation>(codes::kRelation);
  expect_codes_of<document::Recipient::Purpose>(codes::kPurpose);
  expect_codes_of<document::Priority>(codes::kPriority);
  expect_codes_of<document::Secrecy>(codes::kSecrecy);
  expect_codes_of<OrganBasis>(codes::kOrganBasis, OrganBasis::kNone);
  expect_codes_of<AgencyLevel>(codes::kLevel, AgencyLevel::kUnknown);
  EXPECT_EQ(to_code(OrganBasis::kNone), "");
  EXPECT_EQ(to_code(AgencyLevel::kUnknown), "other");
}

TEST(ReasonCodes, OfLevelsAreTheNamesThatDocumentKnows) {
  for (const document::AgencyLevel level : enum_values<document::AgencyLevel>()) {
    if (level != document::AgencyLevel::kUnknown) {
      EXPECT_EQ(document::parse_level(to_code(level)), level);
    }
  }
  for (const char* const none : {"", "Province", "state"})
    EXPECT_EQ(document::parse_level(none), document::AgencyLevel::kUnknown);
}

TEST(ReasonCodes, OfKindsAreThoseOfTheLexicon) {
  const auto agencies = own_lexicon().entries("agency");
  ASSERT_FALSE(agencies.empty());
  for (const text::LexiconEntry& one : agencies)
    EXPECT_NE(codes::kAgencyKind.find(one.type), nullptr) << one.form << ' ' << one.type;
}

TEST(ReasonCodes, OfReviewAreThoseThatReasonsGive) {
  for (const std::vector<std::string>& reasons :
       {std::vector<std::string>{}, {"DITTO"}, {"LEAD_MISSING"}, {"SECRET"}})
    EXPECT_NE(codes::kReviewStatus.find(compute_review_status(reasons)), nullptr);
}

}  // namespace
}  // namespace codau::record
