#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "../support/output_error.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "export/tabular/data_package.h"
#include "export/tabular/row_text.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"

namespace codau::exports {
namespace {

using record::Column;
using record::ColumnType;
using record::Row;
using record::Table;
using testing::bytes_of;
using testing::put_bytes;
using testing::TempFolder;

constexpr std::array<Column, 6> kColumns{{{"id", ColumnType::kInt, false},
                                          {"text", ColumnType::kText, true},
                                          {"sure", ColumnType::kReal, true},
                                          {"done", ColumnType::kBool, false},
                                          {"codes", ColumnType::kList, false},
                                          {"box", ColumnType::kJson, true}}};
constexpr std::array<std::string_view, 1> kKey{"id"};
const Table kTable{.name = "things", .columns = kColumns, .primary_key = kKey};

Row row(record::Value text, double sure = 0.5) {
  return {std::int64_t{7},
          std::move(text),
          sure,
          true,
          std::vector<std::string>{"A", "B"},
          std::string(R"([{"page":1}])")};
}

TEST(Tables, JsonLineHasKeysInOrderNullsAndFourDecimals) {
  EXPECT_EQ(format_jsonl_line(kTable, row("Ủy \"ban\"\n\\\x01")),
            "{\"id\":7,\"text\":\"Ủy \\\"ban\\\"\\n\\\\\\u0001\",\"sure\":0.5000,\"done\":true,"
            "\"codes\":[\"A\",\"B\"],\"box\":[{\"page\":1}]}\n");
  EXPECT_EQ(
      format_jsonl_line(kTable, {std::int64_t{-1}, {}, {}, false, std::vector<std::string>{}, {}}),
      "{\"id\":-1,\"text\":null,\"sure\":null,\"done\":false,\"codes\":[],\"box\":null}\n");
}

TEST(Tables, CsvQuotesOnlyWhereNeeded) {
  EXPECT_EQ(format_csv_header(kTable), "id,text,sure,done,codes,box\n");
  EXPECT_EQ(format_csv_line(kTable, row("=1+1")),
            "7,=1+1,0.5000,true,A|B,\"[{\"\"page\"\":1}]\"\n");
  EXPECT_EQ(format_csv_line(kTable, row("a \"b\"")),
            "7,\"a \"\"b\"\"\",0.5000,true,A|B,\"[{\"\"page\"\":1}]\"\n");
  EXPECT_EQ(format_csv_line(kTable, row(" lead")).substr(0, 9), "7,\" lead\"");
  EXPECT_EQ(format_csv_line(kTable, row("a\nb")).substr(0, 7), "7,\"a\nb\"");
  EXPECT_EQ(
      format_csv_line(kTable, {std::int64_t{1}, {}, {}, false, std::vector<std::string>{}, {}}),
      "1,,,false,,\n");
}

TEST(Tables, RealsAreRoundedWithoutASignOnZero) {
  EXPECT_NE(format_csv_line(kTable, row("x", 1.0 / 3)).find(",0.3333,"), std::string::npos);
  EXPECT_NE(format_csv_line(kTable, row("x", -0.00001)).find(",0.0000,"), std::string::npos);
}

TEST(DataPackage, DescribesEveryColumnAndKey) {
  const Table& tasks = record::table("tasks");
  const Table& documents = record::table("documents");
  const auto package = nlohmann::json::parse(
      make_data_package({{documents, "documents.csv", 10, "ab"}, {tasks, "tasks.csv", 20, "cd"}}));
  EXPECT_EQ(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
  const auto& resource = package["resources"][1];
  EXPECT_EQ(resource["name"], "tasks");
  EXPECT_EQ(resource["path"], "tasks.csv");
  EXPECT_EQ(resource["hash"], "sha256:cd");
  EXPECT_EQ(resource["schema"]["fields"].size(), tasks.columns.size());
  EXPECT_EQ(resource["schema"]["primaryKey"], nlohmann::json({"task_id"}));
  // To documents and to itself; sections is not in this package.
  const auto& keys = resource["schema"]["foreignKeys"];
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0]["reference"]["resource"], "documents");
  EXPECT_FALSE(keys[1]["reference"].contains("resource"));
}

TEST(Files, WritesWholeAndMakesFolders) {
  const TempFolder folder;
  io::write_atomically(folder / "a/b/text.txt", "một");
  io::write_atomically(folder / "a/b/text.txt", "hai");
  EXPECT_EQ(bytes_of(folder / "a/b/text.txt"), "hai");
  EXPECT_FALSE(std::filesystem::exists(folder / "a/b/.text.txt.codau-part"));
}

TEST(Files, AnExceptionLeavesTheOldFileAndNoTemporary) {
  const TempFolder folder;
  io::write_atomically(folder / "text.txt", "old");
  EXPECT_THROW(io::write_atomically(folder / "text.txt",
                                    [](io::FileSink& sink) {
                                      sink.write(std::string(1'000'000, 'x'));
                                      throw Error(ErrorCode::kInterrupted, both("dừng", "stop"));
                                    }),
               Error);
  EXPECT_EQ(bytes_of(folder / "text.txt"), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Files, AllOfThemOrTheOldOnes) {
  const TempFolder folder;
  const auto begun = [&](const char* name, std::string_view bytes) {
    io::AtomicFile file(folder / name);
    io::FileSink sink(file.fd(), folder / name);
    sink.write(bytes);
    sink.flush();
    return file;
  };
  io::write_atomically(folder / "text.txt", "old");
  io::AtomicFileBatch files;
  files.add(begun("text.txt", "new"));
  files.add(begun("a/rows.json", "{}"));
  EXPECT_EQ(bytes_of(folder / "text.txt"), "old");
  files.commit();
  EXPECT_EQ(files.size(), 0U);
  EXPECT_EQ(bytes_of(folder / "text.txt"), "new");
  EXPECT_EQ(bytes_of(folder / "a/rows.json"), "{}");

  {
    io::AtomicFileBatch dropped;
    dropped.add(begun("text.txt", "newer"));
  }
  EXPECT_EQ(bytes_of(folder / "text.txt"), "new");
  std::filesystem::create_directories(folder / "taken");
  files.add(begun("taken", "x"));
  EXPECT_TRUE(files.try_commit());
  EXPECT_TRUE(files.try_commit()) << "what went wrong once is told for ever";
  EXPECT_THROW(files.commit(), Error);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 3)
      << "no temporary";
}

TEST(Files, NamesThePathAndTheCause) {
  const TempFolder folder;
  put_bytes(folder / "file", "");
  EXPECT_NE(output_error([&] {
              io::write_atomically(folder / "file/text.txt", "x");
            }).find("file: không ghi được: không phải thư mục\n"),
            std::string::npos);
  std::filesystem::create_directory(folder / "taken");
  EXPECT_NE(output_error([&] { io::write_atomically(folder / "taken", "x"); }).find("taken: "),
            std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / ".taken.codau-part"));
  std::filesystem::create_symlink(folder / "gone", folder / "link");
  EXPECT_NE(
      output_error([&] { io::make_folder(folder / "link"); }).find("the link leads to no folder"),
      std::string::npos);
}

TEST(Files, AFullDiskIsAnOutputErrorAndKeepsTheOldFile) {
  const TempFolder folder;
  io::write_atomically(folder / "text.txt", "old");
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      io::write_atomically(folder / "text.txt", std::string(1'000'000, 'x'));
    } catch (const Error& error) {
      ::_exit(static_cast<int>(error.code()));
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(ErrorCode::kOutput));
  EXPECT_EQ(bytes_of(folder / "text.txt"), "old");
  EXPECT_FALSE(std::filesystem::exists(folder / ".text.txt.codau-part"));
}

TEST(Parts, GoWithASignalThoughAnotherThreadWritesIntoThem) {
  const TempFolder folder;
  const pid_t pid = ::fork();
  if (pid == 0) {
    io::remove_temp_files_on_signal("");
    const io::TempFile part(folder / "joining", io::TempFile::Kind::kFolder);
    std::thread writer;
    {
      const io::ScopedSignalBlock inherited;
      writer = std::thread([&] {
        for (int i = 0;; ++i) {
          const std::filesystem::path inner = part.path() / std::to_string(i);
          std::error_code error;
          std::filesystem::create_directory(inner, error);
          for (int k = 0; k < 5; ++k) std::ofstream(inner / std::to_string(k)) << "x";
        }
      });
    }
    while (!std::filesystem::exists(part.path() / "100")) std::this_thread::yield();
    ::raise(SIGTERM);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), static_cast<int>(ErrorCode::kInterrupted));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Parts, ASweepTakesTheDeadAndLeavesTheLivingAndOthers) {
  const TempFolder folder;
  put_bytes(folder / ".dead.codau-part", "x");
  put_bytes(folder / ".others.part", "x");
  std::filesystem::create_symlink(folder / ".others.part", folder / ".link.codau-part");
  const io::TempFile living(folder / "living", io::TempFile::Kind::kFolder);
  put_bytes(living.path() / "inner", "x");
  io::remove_stale_temp_files(folder.path());
  EXPECT_FALSE(std::filesystem::exists(folder / ".dead.codau-part"));
  EXPECT_FALSE(std::filesystem::exists(folder / ".link.codau-part"));
  EXPECT_EQ(bytes_of(folder / ".others.part"), "x");
  EXPECT_EQ(bytes_of(living.path() / "inner"), "x");
  EXPECT_NE(output_error([&] {
              const io::TempFile second(folder / "living", io::TempFile::Kind::kFolder);
            }).find("another codau process"),
            std::string::npos);
}

}  // namespace
}  // namespace codau::exports
