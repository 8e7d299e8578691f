// Laws of packed evidence and corrections (store/provenance.h), over made-up rows. A failure prints
// the seed; CODAU_SEED=<n> replays it.
#include "store/provenance.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/seeded.h"
#include "../support/sql.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "record/row.h"
#include "store/store.h"

namespace codau::store {
namespace {

using record::Row;
using record::Value;
using testing::TempFolder;

constexpr const char* kDoc = "38ad1a1e9ecc18c6";

class ProvenanceLaws : public testing::Seeded {
 protected:
  /// Boxes as we write them, and as nobody does.
  Value box() {
    static const std::vector<std::string> kBoxes{
        R"([{"page":1,"x":2,"y":3,"w":4,"h":5}])",
        R"([{"h":5,"page":1,"w":4,"x":2,"y":3}])",
        R"([{"h":5,"page":1,"w":4,"x":2,"y":3},{"h":1,"page":2,"w":1,"x":1,"y":1}])",
        "[]",
        "[ ]",
        "null",
        "[1.50]",
        "[0.1,-0.0,1e3,12345678901234567890,123456789012345678901234567890]",
        R"("text")",
        R"(["\u00e1","á","\"\\"])",
        "{}",
        "[[[]]]",
        R"([1,1])",
        "7"};
    if (below(5) == 0) return {};
    return kBoxes[below(kBoxes.size())];
  }
  std::string text() {
    static const std::vector<std::string> kPieces{
        "Ủy ban", "đ",    "\"",   "\\", "\n",     "\r\n",   "\t",      "'",
        "\x01",   "\x1f", "\x7f", "😀",  "\u2028", "\u200b", "e\u0301", "",
        "null",   "[]",   "$",    "%",  "|",      "\\u0041"};
    std::string out;
    for (std::size_t n = below(6); n > 0; --n) out += kPieces[below(kPieces.size())];
    return out;
  }
  Value or_null(Value value) { return below(3) == 0 ? Value() : value; }
  double real() {
    static const std::vector<double> kReals{0, 1, 0.5, 1.0 / 3, 0.9999, 0.99999, 0.0001, 0.1};
    return kReals[below(kReals.size())];
  }
  std::string one_of(const std::vector<std::string>& all) { return all[below(all.size())]; }
  Value page() { return or_null(static_cast<std::int64_t>(1 + below(3))); }

  std::vector<Row> evidence() {
    std::vector<Row> out;
    for (std::size_t n = below(40); n > 0; --n) {
      out.push_back({one_of({"documents", "tasks", "sections"}), "row" + one_of({"1", "2", "|3"}),
                     "field" + std::to_string(n), page(), box(), or_null(real()),
                     one_of({"read", "inferred", "xref", "default", "human"})});
    }
    record::sort_by_key(record::table("evidence"), out);
    return out;
  }
  std::vector<Row> corrections() {
    std::vector<Row> out;
    for (std::size_t n = below(40); n > 0; --n) {
      const auto start = static_cast<std::int64_t>(below(50)) - 1;
      const Value before = or_null(text()), after = or_null(text());
      const auto* const was = std::get_if<std::string>(&before);
      const auto plain = start + static_cast<std::int64_t>(was == nullptr ? 0 : was->size());
      const bool is_human = below(4) == 0;
      out.push_back(
          {record::make_uuid("corr" + std::to_string(below(1'000'000'000))), kDoc,
           one_of({"documents", "tasks"}), one_of({"a", "b", "1|2"}), one_of({"text", "heading"}),
           page(), start, below(3) == 0 ? static_cast<std::int64_t>(below(90)) : plain, before,
           after, one_of({"R01", "lm", text()}),
           one_of({"ocr_restore", "lexicon", "xref", "normalise", "encoding", "human"}), real(),
           one_of({"applied", "proposed", "rejected"}), is_human ? or_null(text()) : Value(),
           is_human ? or_null("2024-05-06T07:08:09Z") : Value()});
    }
    record::sort_by_key(record::table("corrections"), out);
    return out;
  }
};

/// Both packed, as one document has them.
struct Packed {
  std::string evidence;
  PackedCorrections corrections;
};

Packed pack(const std::vector<Row>& evidence, const std::vector<Row>& corrections) {
  record::Records records;
  records["evidence"] = evidence;
  return {pack_evidence(record::stream_rows(records), {}), pack_corrections(corrections)};
}

std::vector<Row> unpacked_evidence(const Packed& packed) {
  std::vector<Row> out;
  unpack_evidence(packed.evidence, {}, {}, [&](const Row& row) { out.push_back(row); });
  return out;
}

std::vector<Row> unpacked_corrections(const Packed& packed) {
  std::vector<Row> out;
  unpack_corrections(kDoc, packed.corrections.corrections, packed.corrections.ids,
                     [&](const Row& row) { out.push_back(row); });
  record::sort_by_key(record::table("corrections"), out);
  return out;
}

/// As they come back: four decimals.
std::vector<Row> rounded(std::vector<Row> rows) {
  for (Row& row : rows) {
    for (Value& value : row) {
      if (auto* const real = std::get_if<double>(&value)) *real = std::round(*real * 1e4) / 1e4;
    }
  }
  return rows;
}

// Unpacking gives the rows back, in whatever order they came.
TEST_F(ProvenanceLaws, WhatIsPackedComesBack) {
  for (int round = 0; round < 300; ++round) {
    std::vector<Row> evidence = this->evidence(), corrections = this->corrections();
    const auto wanted_evidence = rounded(evidence), wanted_corrections = rounded(corrections);
    const Packed packed = pack(evidence, corrections);
    EXPECT_EQ(unpacked_evidence(packed), wanted_evidence) << packed.evidence;
    EXPECT_EQ(unpacked_corrections(packed), wanted_corrections) << packed.corrections.corrections;
    std::ranges::shuffle(evidence, random_);
    std::ranges::shuffle(corrections, random_);
    const Packed again = pack(evidence, corrections);
    EXPECT_EQ(again.evidence, packed.evidence);
    EXPECT_EQ(again.corrections.corrections, packed.corrections.corrections);
    EXPECT_EQ(again.corrections.ids, packed.corrections.ids);
  }
}

std::string shown(const Value& value) {
  if (const auto* const text = std::get_if<std::string>(&value)) return "'" + *text + "'";
  if (const auto* const number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* const real = std::get_if<double>(&value)) {
    char out[32];
    std::snprintf(out, sizeof out, "%.4f", *real);
    return out;
  }
  return "NULL";
}

std::vector<std::string> shown(const std::vector<Row>& rows) {
  std::vector<std::string> out;
  for (const Row& row : rows) {
    std::string line;
    for (const Value& value : row) line += shown(value) + "\x1e";
    out.push_back(line);
  }
  std::ranges::sort(out);
  return out;
}

// The views give the rows of Store::for_each_row(), types included.
TEST_F(ProvenanceLaws, TheViewsGiveTheSameRows) {
  const TempFolder folder;
  const auto file = folder / "codau.db";
  for (int round = 0; round < 40; ++round) {
    record::Records records = testing::RecordMaker(testing::seed()).make(kDoc);
    records["evidence"] = evidence();
    records["corrections"] = corrections();
    {
      Store store(file);
      store.save_records(kDoc, records);
      store.finish();
    }
    testing::Sql sql(file);
    for (const char* const name : {"evidence", "corrections"}) {
      const record::Table& table = record::table(name);
      std::string columns;
      for (const record::Column& column : table.columns) {
        const std::string quoted = "\"" + std::string(column.name) + "\"";
        columns += "CASE typeof(" + quoted + ") WHEN 'text' THEN '''' || " + quoted +
                   " || '''' WHEN 'real' THEN printf('%.4f'," + quoted +
                   ") WHEN 'null' THEN 'NULL' ELSE " + quoted + " END || char(30) ||";
      }
      columns += "''";
      std::string wanted, given;
      for (const std::string& line : shown(rounded(records[name])))
        wanted += (wanted.empty() ? "" : "\n") + line;
      given = sql.ask("SELECT " + columns + " AS line FROM " + name + " ORDER BY line");
      EXPECT_EQ(given, wanted);
    }
    EXPECT_EQ(sql.ask("SELECT count(*) FROM evidence WHERE doc_id <> '" + std::string(kDoc) + "'"),
              "0");
  }
}

// What no pack() has made is refused, whatever it is.
TEST_F(ProvenanceLaws, WhatIsDamagedIsRefusedOrRead) {
  for (int round = 0; round < 400; ++round) {
    Packed packed = pack(evidence(), corrections());
    const auto damage = [&](std::string& text) {
      for (std::size_t n = 1 + below(3); n > 0 && !text.empty(); --n) {
        const std::size_t at = below(text.size());
        switch (below(3)) {
          case 0:
            text.erase(at, 1 + below(9));
            break;
          case 1:
            text.insert(at, std::vector<std::string>{"[", "]", ",", "1", "null", "{}", "\"", "-1,",
                                                     "1e999,"}[below(9)]);
            break;
          default:
            text[at] = static_cast<char>(below(256));
            break;
        }
      }
    };
    damage(packed.evidence);
    damage(below(2) == 0 ? packed.corrections.corrections : packed.corrections.ids);
    for (const bool first : {true, false}) {
      try {
        static_cast<void>(first ? unpacked_evidence(packed) : unpacked_corrections(packed));
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kOutput);
      }
    }
  }
}

}  // namespace
}  // namespace codau::store
