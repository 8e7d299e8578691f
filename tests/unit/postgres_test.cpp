// Rows as PostgreSQL takes them: COPY text, jsonb, what it refuses, the tables of the target, URIs.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "../support/named_cells.h"
#include "core/error.h"
#include "export/delivery/delivered_digest.h"
#include "export/postgres/postgres_connection.h"
#include "export/postgres/postgres_schema.h"
#include "export/postgres/postgres_text.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"

namespace codau::exports {
namespace {

using testing::NamedRow;

const TargetTable& target(std::string_view name) {
  const auto found = std::ranges::find(target_tables(), name, &TargetTable::name);
  EXPECT_NE(found, target_tables().end());
  return *found;
}

record::Row deadline(record::Value raw) {
  NamedRow row(record::table("task_deadlines"));
  row.set("task_id", record::make_uuid("task|1"))
      .set("seq", std::int64_t{1})
      .set("raw", std::move(raw));
  row.set("kind", std::string("fixed")).set("rule", std::string("D02"));
  row.set("due_date", std::string("2022-12-05")).set("inferred", false).set("confidence", 0.9);
  return row.take();
}

TEST(CopyLineWriter, EscapesWhatDividesValuesAndLines) {
  CopyLineWriter text(target("task_deadlines"));
  const std::string line(text.make_line(deadline(std::string("a\\b\tc\nd\re\\.")), ""));
  EXPECT_EQ(line,
            record::make_uuid("task|1") +
                "\t1\ta\\\\b\\tc\\nd\\re\\\\.\t\\N\tfixed\tD02\t2022-12-05\t\\N\t\\N\t\\N\t\\N\t"
                "\\N\t\\N\t\\N\t\\N\t\\N\tf\t0.9000\n");
}

TEST(CopyLineWriter, QuotesCodesAsAnArrayAndThenEscapesIt) {
  record::Row row(record::table("tasks").columns.size());
  row[record::table("tasks").columns.size() - 2] = std::vector<std::string>{"A", "B\"\\"};
  CopyLineWriter text(target("tasks"));
  EXPECT_NE(text.make_line(row, "").find("{\"A\",\"B\\\\\"\\\\\\\\\"}\t"), std::string_view::npos);
}

TEST(CopyLineWriter, LeavesOutHowValuesWereRead) {
  const TargetTable& tasks = target("tasks");
  record::Row row(tasks.columns.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (tasks.columns[i].type == record::ColumnType::kText) row[i] = std::string("x");
  }
  CopyLineWriter all(tasks), plain(tasks, false);
  std::vector<std::string_view> left_out;
  const std::string one(all.make_line(row, "")), other(plain.make_line(row, ""));
  std::istringstream with(one), without(other);
  for (std::string a, b; std::getline(with, a, '\t') && std::getline(without, b, '\t');) {
    const record::Column& column = tasks.columns[left_out.size()];
    left_out.push_back(column.name);
    const bool is_kept = column.type != record::ColumnType::kText || is_always_sent(column);
    EXPECT_EQ(b, is_kept ? a : "\\N") << column.name;
  }
  EXPECT_EQ(left_out.size(), tasks.columns.size());
  const TargetTable& deadlines = target("task_deadlines");
  EXPECT_TRUE(
      is_always_sent(*std::ranges::find(deadlines.columns, "confidence", &record::Column::name)))
      << "which may not be NULL";
}

TEST(CopyLineWriter, GivesEvidenceItsDocument) {
  EXPECT_EQ(target("evidence").columns.back().name, "doc_id");
  CopyLineWriter text(target("evidence"));
  const std::string_view line =
      text.make_line(record::Row(record::table("evidence").columns.size()), "38ad1a1e9ecc18c6");
  EXPECT_TRUE(line.ends_with("\\N\t38ad1a1e9ecc18c6\n"));
}

TEST(CopyLineWriter, SumsTheHashesOfItsRows) {
  CopyLineWriter one(target("task_deadlines")), other(target("task_deadlines"));
  const std::string nul;
  for (const char* raw : {"a", "b"}) (void)one.make_line(deadline(std::string(raw)), "");
  for (const char* raw : {"b", "a"}) (void)other.make_line(deadline(std::string(raw)), "");
  EXPECT_EQ(one.digest(), other.digest());
  EXPECT_EQ(one.digest().rows, 2U);
  (void)other.make_line(deadline(std::monostate{}), "");
  EXPECT_NE(one.digest(), other.digest());
}

TEST(JsonbText, IsWhatJsonbPrints) {
  EXPECT_EQ(to_jsonb_text(R"([{"page":2,"x":1,"y":3,"w":4,"h":5}])"),
            R"([{"h": 5, "w": 4, "x": 1, "y": 3, "page": 2}])");
  EXPECT_EQ(to_jsonb_text(R"({"b":1,"a":"\u0001\b\/é","b":[1.50,null,true,{}]})"),
            R"({"a": "\u0001\b/é", "b": [1.5, null, true, {}]})");
  EXPECT_EQ(to_jsonb_text(R"(["a\u0000b"])"), std::nullopt);
  EXPECT_EQ(to_jsonb_text(R"({"\u0000":1})"), std::nullopt);
  EXPECT_EQ(to_jsonb_text("[1,]"), std::nullopt);
}

TEST(RefusedByPostgres, NamesTheFieldAndTheReason) {
  const record::Table& table = record::table("task_deadlines");
  EXPECT_FALSE(find_postgres_refusal(table, deadline(std::string("trước ngày 05/12"))));
  const auto nul = find_postgres_refusal(table, deadline(std::string("a\0b", 3)));
  ASSERT_TRUE(nul);
  EXPECT_EQ(nul->field + " " + nul->code, "raw CTRL_CHAR");
  EXPECT_TRUE(find_postgres_refusal(table, deadline(std::string("\xC3"))));
  record::Row row = deadline(std::monostate{});
  row[6] = std::string("2023-02-29");
  ASSERT_TRUE(find_postgres_refusal(table, row));
  EXPECT_EQ(find_postgres_refusal(table, row)->code, "DATE_INVALID");
  row[6] = std::string("2024-02-29");
  EXPECT_FALSE(find_postgres_refusal(table, row));
  row[0] = std::string("not a uuid");
  EXPECT_TRUE(find_postgres_refusal(table, row));
}

TEST(PostgresSchema, HasTheTypesOfTheStandard) {
  const std::string sql = make_schema_sql();
  for (const char* part :
       {"\"task_id\" uuid NOT NULL", "\"due_date\" date,", "\"due_inferred\" boolean NOT NULL",
        "\"review_reasons\" text[] NOT NULL", "\"extra\" jsonb,", "\"conf_task\" double precision,",
        "\"budget_vnd\" bigint,", "PRIMARY KEY (\"task_id\",\"seq\")",
        "PRIMARY KEY (\"doc_id\",\"office\",\"seq\")", "CHECK (\"origin\" IN ('table','prose'))",
        "COMMENT ON COLUMN codau.\"tasks\".\"anchor\" IS"}) {
    EXPECT_NE(sql.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(sql.find("REFERENCES codau.\"documents\""), std::string::npos);
}

TEST(DeliveredDigest, IsAnotherWhereAnythingDiffersThatDecides) {
  const DeliveryTerms terms{"1.0"};
  const std::vector<std::string> none, one{"a"}, two{"a", "b"};
  const std::string digest = compute_delivered_digest("rows", terms, none);
  EXPECT_EQ(compute_delivered_digest("rows", terms, none), digest);
  const std::string whole = compute_delivered_digest("rows", {"1.0", false, true}, none);
  EXPECT_EQ(whole.size(), 64U);
  EXPECT_EQ(digest, whole + std::string(kPlainDigestSuffix))
      << "by which a target knows the same with more";
  const std::vector<std::string> others{
      compute_delivered_digest("other", terms, none),
      compute_delivered_digest("rows", {"1.2", false}, none),
      compute_delivered_digest("rows", {"1.0", true}, none),
      compute_delivered_digest("rows", {"1.0", false, true}, none),
      compute_delivered_digest("rows", terms, one),
      compute_delivered_digest("rows", terms, two)};
  for (const std::string& other : others) {
    EXPECT_NE(other, digest);
    EXPECT_EQ(std::ranges::count(others, other), 1);
  }
}

TEST(PostgresUri, TellsADatabaseFromAFolder) {
  for (const char* database : {"postgresql://db/plans", "postgres://", "postgresql:/db/plans",
                               "service=plans", "postgressql://db/plans", "host=db dbname='x y'"}) {
    EXPECT_TRUE(is_database_target(database)) << database;
  }
  for (const char* folder : {"postgres", "/tmp/postgresql://x", "a=b", "plans"}) {
    EXPECT_FALSE(is_database_target(folder)) << folder;
  }
}

TEST(PostgresUri, AMessageAboutOneHoldsNoPassword) {
  EXPECT_EQ(mask_passwords("bad s%65cret, secret", "postgresql://me:s%65cret@db/x"),
            "bad ***, ***");
  EXPECT_EQ(mask_passwords("a b", "postgresql://db/x?password=b&user=a"), "a ***");
  EXPECT_EQ(mask_passwords("it's b", "host=db password='it\\'s' user=a"), "*** b");
  EXPECT_EQ(mask_passwords("port 5432", "postgresql://me@db:5432/x"), "port 5432");
}

TEST(PostgresConnection, RefusesAUriThatCutsAPasswordInTwo) {
  for (const char* uri : {"postgresql://me:p@ss@db/x", "postgresql://me:p/ss@db/x",
                          "postgresql://me:p%zz@db/x", "postgresql://me:5%@db/x"}) {
    try {
      const PostgresConnection connection{uri};
      ADD_FAILURE() << uri;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kTarget);
      EXPECT_EQ(std::string(error.what()).find("p%zz"), std::string::npos) << error.what();
      EXPECT_NE(std::string(error.what()).find("%40"), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace codau::exports
