#include "export/delivery/export_filter.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "../support/made_store.h"
#include "../support/named_cells.h"
#include "../support/output_error.h"
#include "core/error.h"
#include "export/delivery/change_feed.h"
#include "export/export_manifest.h"
#include "export/tabular/opensearch.h"
#include "export/target/target_folder.h"
#include "record/schema/ids.h"

namespace codau::exports {
namespace {

using testing::NamedRow;
using testing::value_of;

using record::Row;
using record::table;
using testing::MadeStore;
using testing::put_bytes;
using testing::set;
using testing::TempFolder;

constexpr std::string_view kDoc = "38ad1a1e9ecc18c6";
using Codes = std::vector<std::string>;

Row document(std::string_view doc_id, const Codes& reasons, std::string status) {
  NamedRow row(table("documents"));
  for (const auto& [column, value] : {std::pair{"source_sha256", "38ad"},
                                      {"source_format", "txt"},
                                      {"text_layer", "none"},
                                      {"type_code", "KH"},
                                      {"issued_date_basis", "none"},
                                      {"priority", "normal"},
                                      {"secrecy", "none"},
                                      {"lang", "vi"},
                                      {"schema_version", "1.3"},
                                      {"pipeline_version", "0"}}) {
    row.set(column, std::string(value));
  }
  row.set("doc_id", std::string(doc_id)).set("source_bytes", std::int64_t{1});
  row.set("flags", Codes{}).set("review_reasons", reasons);
  return row.set("review_status", std::move(status)).take();
}

std::string id_of(std::string_view what) { return record::make_uuid(what); }

Row section(std::string_view doc_id) {
  NamedRow row(table("sections"));
  row.set("section_id", id_of("s")).set("doc_id", std::string(doc_id));
  row.set("seq", std::int64_t{1}).set("level", std::int64_t{1}).set("kind", std::string("para"));
  return row.set("review_reasons", Codes{}).set("review_status", std::string("ok")).take();
}

Row task(std::string_view doc_id, std::int64_t seq, const Codes& reasons, std::string status) {
  NamedRow row(table("tasks"));
  row.set("task_id", id_of("t" + std::to_string(seq))).set("doc_id", std::string(doc_id));
  row.set("section_id", id_of("s")).set("seq", seq).set("origin", std::string("prose"));
  row.set("deadline_kind", std::string("none")).set("due_inferred", false);
  row.set("task_text", std::string("việc")).set("review_reasons", reasons);
  return row.set("review_status", std::move(status)).take();
}

Row deadline(std::int64_t task_seq) {
  NamedRow row(table("task_deadlines"));
  row.set("task_id", id_of("t" + std::to_string(task_seq))).set("seq", std::int64_t{1});
  row.set("kind", std::string("none")).set("rule", std::string("D01")).set("inferred", false);
  return row.set("confidence", 1.0).take();
}

/// One document with three tasks: ok, in doubt, without a text.
record::Records plan(std::string_view doc_id = kDoc, const Codes& reasons = {},
                     const std::string& status = "ok") {
  record::Records out;
  out[record::TableId::kDocuments] = {document(doc_id, reasons, status)};
  out[record::TableId::kSections] = {section(doc_id)};
  out[record::TableId::kTasks] = {task(doc_id, 1, {}, "ok"),
                                  task(doc_id, 2, {"TASK_BARE"}, "review"),
                                  task(doc_id, 3, {"TASK_EMPTY"}, "review")};
  out[record::TableId::kTaskDeadlines] = {deadline(1), deadline(2), deadline(3)};
  for (const record::TableId id : {record::TableId::kTasks, record::TableId::kTaskDeadlines}) {
    std::ranges::sort(out[id], {}, [](const Row& row) { return row[0]; });
  }
  return out;
}

/// A document without any other row.
record::Records head(std::string_view doc_id, const Codes& reasons) {
  record::Records out;
  out[record::TableId::kDocuments] = {document(doc_id, reasons, reasons.empty() ? "ok" : "review")};
  return out;
}

std::uint64_t exported(const ExportFilter& filter, std::string_view name) {
  return filter.count(name).delivered;
}

TEST(ExportFilter, ErrorsStayDoubtsGo) {
  const MadeStore made({{std::string(kDoc), plan()}});
  const store::StoreReader reader = made.reader();
  const ExportFilter filter(reader, {});
  EXPECT_EQ(exported(filter, "tasks"), 2U);
  EXPECT_EQ(exported(filter, "task_deadlines"), 2U) << "a deadline goes with its task";
  ASSERT_EQ(filter.withheld().size(), 2U);
  EXPECT_EQ(filter.withheld()[0].row_id, id_of("t3"));
  EXPECT_EQ(filter.withheld()[1].why, WithheldRow::Why::kParent);
  EXPECT_EQ(filter.withheld()[1].code, "TASK_EMPTY");
  EXPECT_TRUE(filter.has_all_documents());
  ExportFilterOptions all;
  all.include_unreviewed = true;
  EXPECT_TRUE(ExportFilter(reader, all).withheld().empty());
}

TEST(ExportFilter, APersonHasTheLastWord) {
  record::Records records = plan();
  for (Row& row : records[record::TableId::kTasks]) {
    if (row[0] == record::Value(id_of("t3")))
      set("tasks", row, "review_status", std::string("accepted"));
    if (row[0] == record::Value(id_of("t1")))
      set("tasks", row, "review_status", std::string("rejected"));
  }
  const MadeStore made({{std::string(kDoc), records}});
  const store::StoreReader reader = made.reader();
  ExportFilterOptions all;
  all.include_unreviewed = true;
  for (const ExportFilter& filter : {ExportFilter(reader, {}), ExportFilter(reader, all)}) {
    ASSERT_EQ(filter.withheld().size(), 2U);
    EXPECT_EQ(filter.withheld()[0].row_id, id_of("t1"));
    EXPECT_EQ(filter.withheld()[0].code, kRejectedCode);
  }
}

TEST(ExportFilter, AnErrorOfTheDocumentKeepsBackItsRowAlone) {
  const MadeStore made({{std::string(kDoc), plan(kDoc, {"TABLE_COUNT"}, "review")}});
  const store::StoreReader reader = made.reader();
  const ExportFilter filter(reader, {});
  EXPECT_EQ(exported(filter, "documents"), 0U);
  EXPECT_EQ(exported(filter, "sections"), 1U);
  EXPECT_EQ(exported(filter, "tasks"), 2U);
  EXPECT_FALSE(filter.has_all_documents());
  for (const record::Table& declared : filter.rows().tables) {
    for (const record::ForeignKey& key : declared.foreign_keys) EXPECT_NE(key.table, "documents");
  }
}

TEST(ExportFilter, NothingOfASecretOrARejectedDocumentGoes) {
  for (const auto& [reasons, status] :
       {std::pair{Codes{"SECRET"}, "review"}, {Codes{}, "rejected"}}) {
    const MadeStore made({{std::string(kDoc), plan(kDoc, reasons, status)}});
    const store::StoreReader reader = made.reader();
    const ExportFilter filter(reader, {});
    for (const record::Table& one : record::schema()) EXPECT_EQ(exported(filter, one.name), 0U);
    EXPECT_TRUE(filter.is_closed(kDoc));
  }
}

TEST(ExportFilter, AWithheldAgencyNamesADocumentThatNamesIt) {
  constexpr std::string_view kSecret = "0d1d45f7d707df96", kRejected = "ff00000000000000";
  const auto with_agency = [](std::string_view doc_id, const Codes& reasons, const char* status,
                              std::string_view agency) {
    record::Records out;
    out[record::TableId::kDocuments] = {document(doc_id, reasons, status)};
    NamedRow row(table("agencies"));
    row.set("agency_id", id_of(agency)).set("name", std::string(agency));
    row.set("name_key", std::string(agency)).set("kind", std::string("other"));
    row.set("level", std::string("commune")).set("source", std::string("document"));
    out[record::TableId::kAgencies] = {row.take()};
    return out;
  };
  const MadeStore made(
      {{std::string(kSecret), with_agency(kSecret, {"SECRET"}, "review", "Sở Một")},
       {std::string(kRejected), with_agency(kRejected, {}, "rejected", "Sở Hai")}});
  const store::StoreReader reader = made.reader();
  const ExportFilter filter(reader, {});
  std::map<std::string, std::pair<std::string, std::string>> causes;
  for (const WithheldRow& row : filter.withheld()) {
    if (row.table == "agencies") causes[row.row_id] = {row.parent_id, row.code};
  }
  using Cause = std::pair<std::string, std::string>;
  EXPECT_EQ(causes[id_of("Sở Một")], Cause(kSecret, "SECRET"));
  EXPECT_EQ(causes[id_of("Sở Hai")], Cause(kRejected, kRejectedCode));
}

TEST(ExportFilter, ACitationDoesNotNameASecretDocument) {
  constexpr std::string_view kSecret = "0d1d45f7d707df96";
  record::Records citing = plan(), secret;
  secret[record::TableId::kDocuments] = {document(kSecret, {"SECRET"}, "review")};
  NamedRow citation(table("doc_refs"));
  citation.set("ref_id", id_of("r")).set("doc_id", std::string(kDoc)).set("seq", std::int64_t{1});
  citation.set("raw", std::string("Kế hoạch số 7/KH-UBND")).set("confidence", 1.0);
  citation.set("relation", std::string("mentions")).set("target_doc_id", std::string(kSecret));
  citing[record::TableId::kDocRefs] = {citation.take()};
  const MadeStore made({{std::string(kSecret), secret}, {std::string(kDoc), citing}});
  const store::StoreReader reader = made.reader();
  const auto target = [&](const ExportFilterOptions& options) {
    record::Value out;
    ExportFilter(reader, options)
        .for_each_row(table("doc_refs"), [&](const Row& row, std::string_view) {
          out = value_of(table("doc_refs"), row, "target_doc_id");
        });
    return out;
  };
  EXPECT_EQ(target({}), record::Value());
  ExportFilterOptions all;
  all.include_unreviewed = true;
  EXPECT_EQ(target(all), record::Value(std::string(kSecret)));
}

TEST(ExportFilter, ARefusedRowTakesItsChildrenOrNot) {
  const MadeStore made({{std::string(kDoc), plan()}});
  const store::StoreReader reader = made.reader();
  ExportFilterOptions options;
  options.refuse = [](const record::Table& of, const Row&) -> std::optional<Refusal> {
    if (of.name != "sections") return std::nullopt;
    return Refusal{"text", "CELL_TOO_LONG"};
  };
  EXPECT_EQ(exported(ExportFilter(reader, options), "tasks"), 0U);
  options.refused_rows_withhold_children = false;
  const ExportFilter filter(reader, options);
  EXPECT_EQ(exported(filter, "sections"), 0U);
  EXPECT_EQ(exported(filter, "tasks"), 2U);
}

TEST(ExportFilter, RejectsNameRowCauseAndHint) {
  const MadeStore made({{std::string(kDoc), plan()}});
  const store::StoreReader reader = made.reader();
  ExportRequest request;
  request.format = "csv";
  const std::string lines = make_export_rejects(reader, ExportFilter(reader, {}), request);
  EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
  EXPECT_NE(lines.find(R"("target":"csv","table":"tasks","row_id":")" + id_of("t3") +
                       R"(","field":null,"code":"TASK_EMPTY")"),
            std::string::npos);
  EXPECT_NE(lines.find("tasks " + id_of("t3")), std::string::npos);
}

ErrorCode code_of(const std::filesystem::path& file) {
  try {
    const store::StoreReader reader(file);
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::kInternal;
}

TEST(StoreReader, ReadsWhereNothingCanBeWritten) {
  const MadeStore made({{std::string(kDoc), plan()}});
  const auto folder = made.folder().path();
  const std::string bytes = testing::bytes_of(folder / "codau.db");
  ::chmod(folder.c_str(), 0500);
  const store::StoreReader reader = made.reader();
  EXPECT_EQ(reader.count(table("tasks")), 3U);
  EXPECT_TRUE(testing::bytes_of(folder / "codau.db") == bytes);
  EXPECT_EQ(reader.changes_since(0).size(), 1U);
  ::chmod(folder.c_str(), 0700);
}

TEST(StoreReader, TellsWhatHasChangedUpToTheStateThatItReads) {
  const std::string other = "00000000000000ff";
  const MadeStore made({{std::string(kDoc), plan()}, {other, head(other, {})}});
  const auto file = made.folder() / "codau.db";
  const store::StoreReader before(file);
  EXPECT_EQ(before.seq(), 2);
  EXPECT_TRUE(before.is_finished());
  {
    store::Store store(file);
    store.remove_documents(std::vector<std::string>{other}, "gone");
    store.finish();
  }
  EXPECT_EQ(before.changes_since(1).size(), 1U);
  EXPECT_TRUE(before.gone().empty());
  EXPECT_EQ(before.digests().size(), 2U);
  const store::StoreReader after(file);
  EXPECT_EQ(after.seq(), 3);
  EXPECT_EQ(after.gone(), std::vector<std::string>{other});
  ASSERT_EQ(after.changes_since(2).size(), 1U);
  EXPECT_EQ(after.changes_since(2).front().change, "removed");
}

TEST(ChangeFeed, FoldsChangesAndNamesWhatIsWithheld) {
  const std::string other = "00000000000000ff";
  const MadeStore made({{std::string(kDoc), plan()}, {other, head(other, {})}});
  const auto file = made.folder() / "codau.db";
  {
    store::Store store(file);
    record::Records less = plan();
    less[record::TableId::kTasks].pop_back();
    less[record::TableId::kTaskDeadlines].pop_back();
    store.save_records(kDoc, less);
    store.finish();
    store.save_records(kDoc, plan(kDoc, {"SECRET"}, "review"));
    store.remove_documents(std::vector<std::string>{other}, "removed");
    store.finish();
  }
  const store::StoreReader reader(file);
  const ChangedDocuments changed = find_changed_documents(reader, 2);
  ASSERT_EQ(changed.size(), 2U);
  EXPECT_EQ(changed.at(std::string(kDoc)).change, "changed");
  EXPECT_EQ(changed.at(other).change, "removed");
  const ExportFilter filter(reader, {});
  const ChangeFeed feed(filter, changed);
  std::map<std::string, int> removed;
  feed.for_each_change([&](const RowChange& change) {
    EXPECT_EQ(change.op, "removed") << change.table;
    ++removed[std::string(change.table)];
  });
  EXPECT_EQ(removed, (std::map<std::string, int>{{"documents", 2},
                                                 {"sections", 1},
                                                 {"tasks", 3},
                                                 {"task_deadlines", 3},
                                                 {"plan_tasks", 3},
                                                 {"due_dates", 3}}));
  const TempFolder folder;
  FileSet files(folder.path());
  write_deletions(feed, feed.rows(), files);
  const std::string lines = testing::bytes_of(folder / "bulk/deleted-0001.ndjson");
  EXPECT_EQ(std::ranges::count(lines, '\n'), 9);
  EXPECT_NE(lines.find(R"({"delete":{"_index":"codau-documents-v1","_id":"00000000000000ff"}})"),
            std::string::npos);
}

TEST(StoreReader, FindsDocumentsByTheReasonsOfTheirRows) {
  const std::string other = "00000000000000ff";
  const MadeStore made({{std::string(kDoc), plan()}, {other, head(other, {"TASK_BARE"})}});
  const store::StoreReader reader = made.reader();
  const auto with = [&](std::string_view code) {
    return reader.documents_with([&](std::string_view known) { return known == code; });
  };
  EXPECT_EQ(with("TASK_EMPTY"), std::vector<std::string>{std::string(kDoc)});
  EXPECT_EQ(with("TASK_BARE").size(), 2U);
  EXPECT_TRUE(with("SECRET").empty());
  EXPECT_EQ(find_documents_in_doubt(reader), DocIds{std::string(kDoc)});
}

TEST(StoreReader, KnowsWhatWasReadAndGivenUp) {
  const TempFolder folder;
  const std::string rest(48, 'a'), secret = "00000000000000ff", unfinished = "11111111111111ff";
  {
    store::Store store(folder / "codau.db");
    for (const std::string& doc_id : {std::string(kDoc), secret, unfinished}) {
      store.pages().save_probe(doc_id + rest, "k", "{}");
    }
    store.pages().save_probe(secret + rest, "older", "{}");
    store.save_records(kDoc, plan());
    store.save_records(secret, record::Records{});
    store.save_fingerprint(secret, "x");
    store.remove_documents(std::vector<std::string>{secret}, "secret");
    store.save_fingerprint(unfinished, "read, and no records were asked for");
    store.finish();
  }
  const store::StoreReader reader(folder / "codau.db");
  EXPECT_EQ(reader.tombstones(), std::vector<std::string>{secret});
}

TEST(StoreReader, RefusesWhatIsNoStore) {
  const TempFolder folder;
  EXPECT_EQ(code_of(folder / "codau.db"), ErrorCode::kNothingRead);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 0)
      << "made nothing";
  put_bytes(folder / "text.db", "no database");
  EXPECT_EQ(code_of(folder / "text.db"), ErrorCode::kOutput);
  put_bytes(folder / "empty.db", "");
  EXPECT_EQ(code_of(folder / "empty.db"), ErrorCode::kNothingRead);
}

TEST(StoreReader, ReadsWhileARunIsGoingOnAndAfterItWasStopped) {
  const TempFolder folder;
  {
    store::Store store(folder / "codau.db");
    EXPECT_TRUE(store::StoreReader(folder / "codau.db").is_finished()) << "nothing was begun";
    store.save_records(kDoc, plan());
    const store::StoreReader reader(folder / "codau.db");
    EXPECT_FALSE(reader.is_finished());
    EXPECT_EQ(reader.count(table("tasks")), 3U);
  }
  EXPECT_FALSE(store::StoreReader(folder / "codau.db").is_finished());
  { store::Store(folder / "codau.db").finish(); }
  EXPECT_TRUE(store::StoreReader(folder / "codau.db").is_finished());
}

TEST(TargetFolder, NeverRemovesFilesOfAUser) {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "mine");
  const auto refusal = [&](const char* name, const char* format, bool force) {
    return output_error([&] { const TargetFolder refused(folder / name, format, force); },
                        ErrorCode::kUsage);
  };
  { const TargetFolder empty(folder / "mine", "csv"); }
  put_bytes(folder / "mine/manifest.json",
            R"({"export":{"format":"csv"},"files":[{"path":"a.csv","sha256":")" +
                record::sha256("a") + "\"}]}");
  put_bytes(folder / "mine/a.csv", "a");
  { const TargetFolder ours(folder / "mine", "csv"); }
  EXPECT_NE(refusal("mine", "xlsx", false).find("another form"), std::string::npos);
  { const TargetFolder forced(folder / "mine", "xlsx", true); }
  put_bytes(folder / "mine/a.csv", "b");
  EXPECT_NE(refusal("mine", "csv", false).find("was changed"), std::string::npos);
  { const TargetFolder forced(folder / "mine", "csv", true); }
  put_bytes(folder / "mine/letter.txt", "");
  EXPECT_NE(refusal("mine", "csv", true).find("letter.txt"), std::string::npos);
  TargetFolder late(folder / "new", "csv");
  std::filesystem::create_directory(folder / "new");
  put_bytes(folder / "new/letter.txt", "");
  output_error([&] { late.commit(); }, ErrorCode::kUsage);
  EXPECT_TRUE(std::filesystem::exists(folder / "new/letter.txt"));
  EXPECT_NE(refusal("mine/letter.txt", "csv", true).find("is not a folder"), std::string::npos);
}

}  // namespace
}  // namespace codau::exports
