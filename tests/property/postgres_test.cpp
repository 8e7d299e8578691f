// Laws of what PostgreSQL is sent, over made-up rows: export/postgres/postgres_text.h, and of what
// is told of its URIs: export/postgres/postgres_connection.h. A failure prints the seed;
// CODAU_SEED=<n> replays it.
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "../support/made_records.h"
#include "../support/named_cells.h"
#include "export/postgres/postgres_connection.h"
#include "export/postgres/postgres_text.h"
#include "export/tabular/row_text.h"
#include "generator.h"

namespace codau::exports {
namespace {

using nlohmann::json;
using testing::Generator;
using testing::kRounds;
using testing::RecordMaker;

/// As PostgreSQL's manual has it, written apart.
std::string unescaped(const std::string& field) {
  std::string out;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\') {
      out += field[i];
      continue;
    }
    const char c = field.at(++i);
    out += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return out;
}

std::vector<std::string> fields_of(std::string_view line) {
  EXPECT_TRUE(line.ends_with('\n'));
  std::vector<std::string> out{""};
  for (const char c : line.substr(0, line.size() - 1)) {
    EXPECT_NE(c, '\n');
    if (c == '\t') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// The same value as text that the exporter of JSON makes of it.
std::string told(const record::Value& value, record::ColumnType type) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return type == record::ColumnType::kJson ? json::parse(*text).dump() : *text;
  }
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "t" : "f";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&value)) return format_real(*real);
  std::string out = "{";
  for (const std::string& code : std::get<std::vector<std::string>>(value)) {
    out += (out.size() > 1 ? ",\"" : "\"") + code + '"';
  }
  return out + '}';
}

TEST(PostgresLaws, ALineGivesTheValuesBack) {  // export/postgres/postgres_text.h
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const record::Records records = RecordMaker(seed).make("38ad1a1e9ecc18c6");
    for (const TargetTable& target : target_tables()) {
      const record::Table& table = record::table(target.name);
      CopyLineWriter text(target);
      for (const record::Row& row : testing::rows_of(records, target.name)) {
        ASSERT_FALSE(find_postgres_refusal(table, row)) << "seed " << seed;
        const std::vector<std::string> fields = fields_of(text.make_line(row, "38ad1a1e9ecc18c6"));
        ASSERT_EQ(fields.size(), target.columns.size()) << "seed " << seed;
        for (std::size_t i = 0; i < row.size(); ++i) {
          const record::ColumnType type = table.columns[i].type;
          if (std::holds_alternative<std::monostate>(row[i])) {
            EXPECT_EQ(fields[i], "\\N");
            continue;
          }
          std::string field = unescaped(fields[i]);
          if (type == record::ColumnType::kJson) field = json::parse(field).dump();
          EXPECT_EQ(field, told(row[i], type)) << "seed " << seed;
        }
      }
      EXPECT_EQ(text.digest().rows, testing::rows_of(records, target.name).size());
    }
  }
}

json made_json(Generator& make, int depth) {
  switch (make.below(depth > 3 ? 5 : 7)) {
    case 0:
      return nullptr;
    case 1:
      return make.chance(50);
    case 2:
      return static_cast<std::int64_t>(make.below(1'000'000)) - 500'000;
    case 3:
      return static_cast<double>(make.below(1'000'000)) / 64;
    case 4:
      return make.word() + "\x01\b\f\n\r\t\"\\/";
    case 5: {
      json out = json::array();
      for (std::size_t n = make.below(4); n > 0; --n) out.push_back(made_json(make, depth + 1));
      return out;
    }
    default: {
      json out = json::object();
      for (std::size_t n = make.below(4); n > 0; --n) out[make.word()] = made_json(make, depth + 1);
      return out;
    }
  }
}

TEST(PostgresLaws, JsonbKeepsTheValueAndIsItsOwnForm) {  // export/postgres/postgres_text.h
  for (unsigned seed = 1; seed <= kRounds; ++seed) {
    Generator make(seed);
    const json value = made_json(make, 0);
    const auto once = to_jsonb_text(value.dump());
    ASSERT_TRUE(once) << "seed " << seed;
    EXPECT_EQ(json::parse(*once), value) << "seed " << seed;
    EXPECT_EQ(to_jsonb_text(*once), once) << "seed " << seed;
  }
}

TEST(PostgresLaws, NoMessageHoldsAPassword) {  // export/postgres/postgres_connection.h
  constexpr std::string_view kSafe = "abcXYZ019-._~!$'()*+,;=:@/";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (unsigned seed = 1; seed <= kRounds; ++seed) {
    Generator make(seed);
    std::string plain, encoded;
    for (std::size_t n = 4 + make.below(12); n > 0; --n) {
      const auto byte = static_cast<unsigned char>(kSafe[make.below(kSafe.size())]);
      plain += static_cast<char>(byte);
      if (make.chance(50)) {
        encoded += static_cast<char>(byte);
      } else {
        encoded += '%';
        encoded += kHex[byte >> 4U];
        encoded += kHex[byte & 15U];
      }
    }
    for (const std::string& uri : {"postgresql://me:" + encoded + "@db/x",
                                   "postgres://me:" + encoded + "@db:5432/x?sslmode=prefer"}) {
      const std::string out = mask_passwords("<" + plain + "> <" + encoded + "> " + uri, uri);
      EXPECT_EQ(out.find(plain), std::string::npos) << "seed " << seed << ": " << out;
      EXPECT_EQ(out.find(encoded), std::string::npos) << "seed " << seed << ": " << out;
    }
  }
}

}  // namespace
}  // namespace codau::exports
