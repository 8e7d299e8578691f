// Laws of the text formats and of whole files. A failure prints the seed; CODAU_SEED=<n> replays
// it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>

#include "../support/made_records.h"
#include "../support/seeded.h"
#include "../support/temp_folder.h"
#include "export/tabular/row_text.h"
#include "io/atomic_file.h"
#include "io/compression.h"

namespace codau::exports {
namespace {

using testing::bytes_of;
using testing::RecordMaker;
using testing::seed;
using testing::TempFolder;

// io/compression.h: bytes come back; damaged ones give nothing, or no more than was
// allowed.
TEST(ExportLaws, DeflatedBytesComeBack) {
  std::mt19937 random(seed());
  for (int i = 0; i < 200; ++i) {
    std::string bytes(random() % 5000, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % (1 + random() % 256));
    std::string packed = io::compress(bytes);
    ASSERT_EQ(io::decompress(packed, bytes.size()), bytes);
    if (!bytes.empty()) {
      ASSERT_EQ(io::decompress(packed, bytes.size() - 1), std::nullopt);
    }
    packed[random() % packed.size()] = static_cast<char>(random());
    if (random() % 4 == 0) packed.resize(random() % packed.size());
    if (const auto out = io::decompress(packed, bytes.size())) {
      ASSERT_LE(out->size(), bytes.size());
    }
  }
}

/// A value as the reader is to see it, written by a library that is not ours.
nlohmann::json expected(const record::Column& column, const record::Value& value) {
  return std::visit(
      [&](const auto& held) -> nlohmann::json {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, std::monostate>) {
          return nullptr;
        } else if constexpr (std::is_same_v<Held, std::string>) {
          if (column.type == record::ColumnType::kJson) return nlohmann::json::parse(held);
          return held;
        } else {
          return held;
        }
      },
      value);
}

std::string_view kind_of(record::ColumnType type) {
  switch (type) {
    case record::ColumnType::kInt:
      return "int";
    case record::ColumnType::kReal:
      return "real";
    case record::ColumnType::kBool:
      return "bool";
    case record::ColumnType::kJson:
      return "json";
    case record::ColumnType::kList:
      return "list";
    case record::ColumnType::kText:
    case record::ColumnType::kUuid:
    case record::ColumnType::kDate:
      break;
  }
  return "text";
}

TEST(TableLaws, PythonAndJqReadTheSameValuesBack) {  // export/tabular/row_text.h
  const TempFolder folder;
  nlohmann::json all = nlohmann::json::array();
  for (const record::Table& table : record::schema()) {
    std::string jsonl;
    std::string csv = format_csv_header(table);
    nlohmann::json rows = nlohmann::json::array();
    nlohmann::json kinds = nlohmann::json::array();
    nlohmann::json names = nlohmann::json::array();
    for (const record::Column& column : table.columns) {
      kinds.push_back(kind_of(column.type));
      names.push_back(column.name);
    }
    for (unsigned round = 0; round < 40; ++round) {
      const record::Records made = RecordMaker(seed() + round).make("00000000000000ab");
      for (const record::Row& row : made[table.id]) {
        jsonl += format_jsonl_line(table, row);
        csv += format_csv_line(table, row);
        nlohmann::json values = nlohmann::json::array();
        for (std::size_t i = 0; i < row.size(); ++i) {
          values.push_back(expected(table.columns[i], row[i]));
        }
        rows.push_back(values);
      }
    }
    testing::put_bytes(folder / (std::string(table.name) + ".jsonl"), jsonl);
    testing::put_bytes(folder / (std::string(table.name) + ".csv"), csv);
    all.push_back({{"table", table.name}, {"names", names}, {"kinds", kinds}, {"rows", rows}});
  }
  testing::put_bytes(folder / "expected.json", all.dump());
  const std::string command =
      std::string("/usr/bin/env python3 " CODAU_ROOT "/tests/support/read_back.py ") +
      folder.path().string();
  EXPECT_EQ(std::system(command.c_str()), 0) << "replay with CODAU_SEED=" << seed();
}

/// A child writes files of one letter again and again; it is killed at any moment.
TEST(FileLaws, AKillLeavesTheOldBytesOrAllTheNewOnes) {  // io/atomic_file.h
  const TempFolder folder;
  const auto file = folder / "text.txt";
  constexpr std::size_t kSize = 300'000;
  io::write_atomically(file, std::string(kSize, 'a'));
  for (unsigned round = 0; round < 20; ++round) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      for (char letter = 'a';; letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1)) {
        io::write_atomically(file, std::string(kSize, letter));
      }
    }
    ::usleep(1000 + round * 317 + seed());
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    const std::string bytes = bytes_of(file);
    ASSERT_EQ(bytes.size(), kSize);
    EXPECT_EQ(bytes.find_first_not_of(bytes.front()), std::string::npos);
  }
  io::write_atomically(file, "end");  // takes over what the dead one left
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace codau::exports
