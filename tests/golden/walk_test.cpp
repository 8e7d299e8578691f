// Every folder beside this file is a case: pages.jsonl (recorded pages, one a line) or input.txt
// in; restored.txt, changes.jsonl and the rows of its main tables out, and document.json if the
// case has one. origin.txt says where it is from. To accept a change: CODAU_ACCEPT=1 ctest -L
// golden, then read the diff before committing it, and raise the version of the stage
// (pipeline/inputs/stage_versions.h).
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "../support/lexicon.h"
#include "document/read_document.h"
#include "export/tabular/document_json.h"
#include "export/tabular/row_text.h"
#include "io/atomic_file.h"
#include "record/schema/ids.h"
#include "record/schema/validate.h"
#include "restore/api/change_log.h"
#include "text/page_json.h"
#include "worker/document_restoration.h"

namespace codau {
namespace {

namespace fs = std::filesystem;
const fs::path kRoot = CODAU_ROOT;
constexpr std::size_t kCases = 3;  // raise it with each new folder, so none is lost unseen
constexpr std::array<std::string_view, 7> kTables{
    "documents", "sections", "tasks", "task_deadlines", "task_agencies", "recipients", "doc_refs"};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path << " is missing";
  return {std::istreambuf_iterator<char>(in), {}};
}

void expect_file(const fs::path& path, const std::string& actual) {
  if (std::getenv("CODAU_ACCEPT") != nullptr) std::ofstream(path, std::ios::binary) << actual;
  EXPECT_EQ(actual, read(path)) << path;
}

worker::UnrestoredDocument read_case(const fs::path& folder) {
  if (fs::exists(folder / "input.txt")) {
    return worker::make_document_from_text(read(folder / "input.txt"));
  }
  std::vector<OcrPage> pages;
  std::istringstream lines(read(folder / "pages.jsonl"));
  for (std::string line; std::getline(lines, line);) pages.push_back(text::page_from_json(line));
  return worker::make_document_from_pages(pages);
}

void walk(const fs::path& folder, const restore::Restorer& restorer) {
  const worker::RestorationResult restored = worker::restore(restorer, read_case(folder));
  expect_file(folder / "restored.txt", restored.document.after.text);
  std::string changes;
  for (const Change& change : restored.changes()) changes += restore::to_jsonl(change, 0, 0) + '\n';
  expect_file(folder / "changes.jsonl", changes);
  record::SourceInfo source;
  source.sha256 = record::sha256(restored.found());
  source.doc_id = record::doc_id(source.sha256);
  source.bytes = restored.found().size();
  source.format = fs::exists(folder / "input.txt") ? "txt" : "pdf";
  source.text_layer = "none";
  source.names = {{"case", "case"}};
  source.pipeline_version = "golden";
  const record::Records records =
      record::to_records(own_lexicon(), document::read_document(own_lexicon(), restored.document),
                         restored.document, source);
  EXPECT_TRUE(record::validate_rows(records).empty());
  for (const std::string_view name : kTables) {
    std::string lines;
    const record::Table& table = record::table(name);
    for (const record::Row& row : records[table.id]) {
      lines += exports::format_jsonl_line(table, row);
    }
    expect_file(folder / (std::string(name) + ".jsonl"), lines);
  }
  if (!fs::exists(folder / "document.json")) return;
  std::string json;
  io::FileSink sink([&](std::string_view bytes) { json += bytes; });
  exports::write_document_json(records, sink);
  sink.flush();
  expect_file(folder / "document.json", json);
}

TEST(Golden, EveryCase) {
  const restore::Restorer restorer((kRoot / "models").c_str(), (kRoot / "data").c_str());
  std::size_t cases = 0;
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/golden")) {
    if (!entry.is_directory()) continue;
    SCOPED_TRACE(entry.path().filename());
    ++cases;
    walk(entry.path(), restorer);
  }
  EXPECT_EQ(cases, kCases);
}

}  // namespace
}  // namespace codau
