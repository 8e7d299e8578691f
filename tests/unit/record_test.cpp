#include <gtest/gtest.h>

#include <set>

#include "record/ids.h"
#include "record/reasons.h"
#include "record/schema.h"

namespace codau::record {
namespace {

TEST(Ids, ShaOfThreeLetters) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(doc_id(sha256("abc")), "ba7816bf8f01cfea");
}

// The vectors of standards section 9.
TEST(Ids, UuidsOfTheStandard) {
  EXPECT_EQ(uuid("task|38ad1a1e9ecc18c6|table|1|4"), "de4eeae7-a07b-5ce2-8852-9cb97fda5906");
  EXPECT_EQ(uuid("task|38ad1a1e9ecc18c6|table|2|20"), "058f5f19-5caf-5597-9b9d-07d7348c9300");
  EXPECT_EQ(uuid("task|0d1d45f7d707df96|prose|III.1|5"), "87efcd7f-0b42-536e-a101-68d07a51ade2");
  EXPECT_EQ(uuid("section|8ede2f582c30be3c|1"), "8b571a97-929e-53c7-a943-9b87a818e063");
}

TEST(Reasons, SeverityDecidesTheStatus) {
  EXPECT_EQ(review_status({}), "ok");
  EXPECT_EQ(review_status({"NUMBER_BLANK", "PAGE_JOIN"}), "ok");
  EXPECT_EQ(review_status({"NUMBER_BLANK", "LEAD_MISSING"}), "review");
  EXPECT_EQ(review_status({"TABLE_COUNT"}), "review");
  EXPECT_EQ(severity_of("TASK_EMPTY"), Severity::kError);
  EXPECT_EQ(severity_of("NO_SUCH_CODE"), std::nullopt);
}

TEST(Reasons, CodesAreUnique) {
  std::set<std::string_view> codes;
  for (const Reason& reason : reasons()) EXPECT_TRUE(codes.insert(reason.code).second);
}

TEST(Schema, ParentsStandBeforeChildrenAndKeysExist) {
  std::set<std::string_view> seen;
  for (const Table& one : schema()) {
    seen.insert(one.name);
    std::set<std::string_view> columns;
    for (const Column& column : one.columns) {
      EXPECT_TRUE(columns.insert(column.name).second) << one.name << '.' << column.name;
      EXPECT_FALSE(column.about.empty()) << one.name << '.' << column.name;
    }
    for (const std::string_view key : one.primary_key) EXPECT_TRUE(columns.contains(key));
    for (const ForeignKey& key : one.foreign_keys) {
      EXPECT_TRUE(columns.contains(key.column)) << one.name << '.' << key.column;
      EXPECT_TRUE(seen.contains(key.table)) << one.name << '.' << key.column;
    }
  }
  EXPECT_EQ(seen.size(), 12U);
}

}  // namespace
}  // namespace codau::record
