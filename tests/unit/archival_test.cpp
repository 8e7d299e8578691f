#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "../support/named_cells.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "export/archive/archival_fields.h"
#include "export/archive/archival_plan.h"
#include "export/archive/archival_sheets.h"
#include "record/schema/row.h"

namespace codau::exports {
namespace {

using testing::NamedRow;

const std::filesystem::path kFolder = std::filesystem::path(CODAU_ROOT) / "data/archival";

TEST(ArchivalFields, TablesAreSound) {
  const ArchivalTables tables = read_archival_tables(kFolder);
  EXPECT_EQ(tables.file_fields.front().name, "fileCode");
  EXPECT_EQ(tables.paper_fields.front().name, "docId");
  EXPECT_EQ(tables.paper_fields.front().max_length, 25U);
  for (const auto* fields : {&tables.file_fields, &tables.paper_fields}) {
    for (const ArchivalField& field : *fields)
      EXPECT_TRUE(field.codes.empty() || tables.codes.contains(field.codes)) << field.name;
  }
}

TEST(ArchivalFields, LinesThatAreNoneAreRefused) {
  const testing::TempFolder folder;
  for (const char* name : {"van_ban.tsv", "codes.tsv"})
    std::filesystem::copy_file(kFolder / name, folder / name);
  EXPECT_THROW((void)read_archival_tables(folder / ""), Error);
  for (const char* line :
       {"a\tA\t10\tyes\t-\t-\t-\n", "a\tA\tten\tyes\t-\t-\t-\tx\n", "a\tA\t1\tmaybe\t-\t-\t-\tx\n",
        "a\tA\t1\tyes\t-\tday\t-\tx\n", "a\tA\t1\tyes\t-\t-\tdocument.no_such_column\tx\n"}) {
    testing::put_bytes(folder / "ho_so.tsv", line);
    EXPECT_THROW((void)read_archival_tables(folder / ""), Error) << line;
  }
}

TEST(ArchivalFields, ValuesAreJudged) {
  const ArchivalTables tables{{}, {}, {{"mode", {"01", "02"}}}};
  ArchivalField field;
  field.max_length = 3;
  EXPECT_EQ(find_value_fault(tables, field, "Đất"), "");
  EXPECT_EQ(find_value_fault(tables, field, "Đất "), "TOO_LONG");
  field.codes = "mode";
  EXPECT_EQ(find_value_fault(tables, field, "02"), "");
  EXPECT_EQ(find_value_fault(tables, field, "2"), "NOT_IN_LIST");
  EXPECT_EQ(find_value_fault(tables, field, ""), "");
}

TEST(ArchivalFields, DatesAndNumbersHaveTheirForm) {
  ArchivalField field;
  field.type = ArchivalField::Type::kDate;
  for (const char* good : {"29/02/2024", "02/2024", "2024", ""})
    EXPECT_EQ(find_value_fault({}, field, good), "") << good;
  for (const char* bad : {"29/02/2023", "13/2024", "24", "2024-02-15", "1/2/2024", "15/02/2024/1",
                          "/2024", "năm 2024", " 2024"})
    EXPECT_EQ(find_value_fault({}, field, bad), "BAD_DATE") << bad;
  field.type = ArchivalField::Type::kDay;
  EXPECT_EQ(find_value_fault({}, field, "29/02/2024"), "");
  EXPECT_EQ(find_value_fault({}, field, "02/2024"), "PARTIAL_DATE");
  EXPECT_EQ(find_value_fault({}, field, "30/02/2024"), "BAD_DATE");
  field.type = ArchivalField::Type::kCode;
  EXPECT_EQ(find_value_fault({}, field, "G09"), "");
  EXPECT_EQ(find_value_fault({}, field, "Phông 9"), "BAD_CODE");
  field.type = ArchivalField::Type::kNumber;
  EXPECT_EQ(find_value_fault({}, field, "012"), "");
  for (const char* bad : {"-1", "1.5", "ba", "1 "})
    EXPECT_EQ(find_value_fault({}, field, bad), "BAD_NUMBER") << bad;
}

TEST(ArchivalFields, DatesStayAsKnown) {
  EXPECT_EQ(to_archival_date("2024-02-15"), "15/02/2024");
  EXPECT_EQ(to_archival_date("2024-02-XX"), "02/2024");
  EXPECT_EQ(to_archival_date("2024-XX-15"), "2024");
  EXPECT_EQ(to_archival_date("20XX-02-15"), "");
  EXPECT_EQ(to_archival_date(""), "");
}

TEST(ArchivalFields, ASpanIsWhatAllDatesTell) {
  const auto span = [](const std::vector<std::string>& dates) {
    const auto [first, last] = find_date_span(dates);
    return first + " " + last;
  };
  EXPECT_EQ(span({"15/02/2024", "01/12/2023", "03/02/2024"}), "01/12/2023 15/02/2024");
  EXPECT_EQ(span({"02/2024", "15/02/2024", "2023"}), "2023 02/2024");
  EXPECT_EQ(span({"15/02/2024", "02/2024"}), "02/2024 02/2024");
  EXPECT_EQ(span({"15/02/2024", ""}), " ");
  EXPECT_EQ(span({}), " ");
}

TEST(ArchivalPlan, PapersHaveCodes) {
  const PlacedPaper paper{"H49.64.33.2001.160", 12, {}};
  EXPECT_EQ(paper.id(), "H49.64.33.2001.160.12");
  EXPECT_EQ(paper.code(), "H49.64.33.2001.160.0000012");
}

KnownPaper paper(std::string file, std::uint64_t ordinal, const char* date, std::int64_t pages) {
  NamedRow row(record::table("documents"));
  row.set("doc_id", "d" + std::to_string(ordinal)).set("source_format", std::string("pdf"));
  row.set("issued_edtf", std::string(date)).set("text_layer", std::string("none"));
  row.set("code_number", std::string("07")).set("page_count", pages);
  return {"d" + std::to_string(ordinal), "a.pdf", {std::move(file), ordinal, {}}, row.take(),
          {PaperPdfState::kAvailable},   300};
}

TEST(ArchivalSheets, NothingIsInventedAndWhatIsMissingIsTold) {
  ArchivalPlan plan{
      read_archival_tables(kFolder), {"H1.2"}, {}, {}, {{"gone.pdf", "H1.3", 7, "NO_DOCUMENT"}}};
  for (const std::uint64_t ordinal : {1U, 2U})
    plan.papers["d" + std::to_string(ordinal)] = {"H1.2", ordinal, {}};
  plan.file_values["H1.2"] = {{"fileCode", "H1.2"}, {"maintenance", "9"}, {"title", "T"}};
  const ArchivalSheets sheets = make_archival_sheets(
      plan, {paper("H1.2", 2, "2024-02-XX", 3), paper("H1.2", 1, "2024-01-05", 4)});
  ASSERT_EQ(sheets.files.size(), 1U);
  const auto cell = [&](const std::vector<ArchivalField>& fields,
                        const std::vector<std::string>& row, std::string_view name) {
    return row[static_cast<std::size_t>(std::ranges::find(fields, name, &ArchivalField::name) -
                                        fields.begin())];
  };
  const auto& files = plan.tables.file_fields;
  const auto& papers = plan.tables.paper_fields;
  EXPECT_EQ(cell(files, sheets.files[0], "startDate"), "05/01/2024");
  EXPECT_EQ(cell(files, sheets.files[0], "endDate"), "02/2024");
  EXPECT_EQ(cell(files, sheets.files[0], "numberOfPage"), "7");
  EXPECT_EQ(cell(files, sheets.files[0], "paperFileCode"), "");
  ASSERT_EQ(sheets.papers.size(), 2U);
  EXPECT_EQ(cell(papers, sheets.papers[0], "docId"), "H1.2.1");
  EXPECT_EQ(cell(papers, sheets.papers[0], "codeNumber"), "07");
  EXPECT_EQ(cell(papers, sheets.papers[1], "maintenance"), "9");
  const auto has = [&](std::string_view row, std::string_view field, std::string_view code) {
    return std::ranges::any_of(sheets.faults, [&](const ArchivalFault& fault) {
      return fault.row == row && fault.field == field && fault.code == code;
    });
  };
  EXPECT_TRUE(has("H1.2", "maintenance", "NOT_IN_LIST"));
  EXPECT_TRUE(has("H1.2", "paperFileCode", "MISSING"));
  EXPECT_TRUE(has("H1.2.2", "issuedDate", "PARTIAL_DATE"));
  EXPECT_TRUE(has("H1.2.1", "subject", "MISSING"));
  EXPECT_FALSE(has("H1.2", "title", "MISSING"));
  EXPECT_FALSE(has("H1.2", "riskRecoveryStatus", "MISSING"));
  EXPECT_TRUE(has("H1.3.7", "", "NO_DOCUMENT"));
}

TEST(ArchivalSheets, WhatAPackageCannotBeWithoutIsKnown) {
  ArchivalPlan plan{read_archival_tables(kFolder, ArchivalForm::kAip), {"H1"}, {}, {}, {}};
  plan.papers["d1"] = {"H1", 1, {}};
  const KnownPaper one = paper("H1", 1, "2024-01-05", 4);
  const auto musts = [&] {
    std::string out;
    for (const ArchivalFault& fault : make_archival_file(plan, "H1", 1, {&one}).faults) {
      if (fault.is_mandatory) out += fault.field + ":" + std::string(fault.code) + " ";
    }
    return out;
  };
  EXPECT_EQ(musts(),
            "fonds:AIP_INPUT_MISSING arcFileCode:AIP_INPUT_MISSING maintenance:AIP_INPUT_MISSING ");
  plan.file_values["H1"] = {{"fonds", "Phông"}, {"fileCode", "H1"}, {"maintenance", "8"}};
  EXPECT_EQ(musts(), "fonds:BAD_CODE maintenance:NOT_IN_LIST ");
  plan.file_values["H1"] = {{"fonds", "G09"}, {"fileCode", "H1"}, {"maintenance", "01"}};
  EXPECT_EQ(musts(), "");
  EXPECT_EQ(make_archival_file(plan, "H1", 1, {&one}).file_cells.front(), "H1");
  plan.file_values["H1"]["archiveCode"] = "VN1";
  EXPECT_EQ(make_archival_file(plan, "H1", 1, {&one}).file_cells.front(), "VN1.H1");
  plan.file_values["H1"]["arcFileCode"] = "X.H1";
  const ArchivalFile made = make_archival_file(plan, "H1", 1, {&one});
  EXPECT_EQ(made.file_cells.front(), "X.H1");
  EXPECT_EQ(made.paper_cells.front().front(), "X.H1");
  EXPECT_EQ(made.package_values.at("fonds"), "G09");
}

TEST(ArchivalSheets, APartOfAFileIsNotCounted) {
  ArchivalPlan plan{read_archival_tables(kFolder), {"H1"}, {}, {}, {}};
  for (const std::uint64_t ordinal : {1U, 2U})
    plan.papers["d" + std::to_string(ordinal)] = {"H1", ordinal, {}};
  const auto cells = [&](const ArchivalSheets& sheets) {
    std::string out;
    for (std::size_t i = 0; i < plan.tables.file_fields.size(); ++i) {
      if (plan.tables.file_fields[i].from.starts_with("file.")) out += sheets.files.at(0)[i];
    }
    return out;
  };
  const auto is_part = [](const ArchivalSheets& sheets) {
    return std::ranges::any_of(sheets.faults, [](const ArchivalFault& fault) {
      return fault.row == "H1" && fault.code == "PARTIAL_FILE";
    });
  };
  const KnownPaper one = paper("H1", 1, "2024-01-05", 4), two = paper("H1", 2, "2024-01-07", 1);
  EXPECT_FALSE(is_part(make_archival_sheets(plan, {one, two})));
  EXPECT_EQ(cells(make_archival_sheets(plan, {one, two})), "05/01/202407/01/20242502");
  EXPECT_TRUE(is_part(make_archival_sheets(plan, {two})));
  EXPECT_EQ(cells(make_archival_sheets(plan, {two})), "");
  plan.file_values["H1"]["totalDoc"] = "9";  // who says it knows it
  EXPECT_EQ(cells(make_archival_sheets(plan, {two})), "9");
  plan.unplaced_papers.push_back({"gone.pdf", "H1", 3, "NO_DOCUMENT"});
  EXPECT_TRUE(is_part(make_archival_sheets(plan, {one, two})));
}

TEST(ArchivalSheets, WhatPeopleSayIsComparedWithThePapers) {
  ArchivalPlan plan{read_archival_tables(kFolder), {"H1"}, {}, {}, {}};
  plan.papers["d1"] = {"H1", 1, {}};
  const KnownPaper one = paper("H1", 1, "2024-01-05", 4);
  const auto is_told = [&](std::string_view field, std::string_view code) {
    const ArchivalSheets sheets = make_archival_sheets(plan, {one});
    return std::ranges::any_of(sheets.faults, [&](const ArchivalFault& fault) {
      return fault.row == "H1" && fault.field == field && fault.code == code;
    });
  };
  ArchivalValues& given = plan.file_values["H1"];
  given = {
      {"totalDoc", "01"}, {"numberOfPage", "4"}, {"startDate", "2024"}, {"endDate", "01/2024"}};
  EXPECT_FALSE(is_told("totalDoc", "COUNT_DIFFERS"));
  EXPECT_FALSE(is_told("numberOfPage", "COUNT_DIFFERS"));
  EXPECT_FALSE(is_told("startDate", "DATES_REVERSED"));
  given = {{"totalDoc", "9"},
           {"numberOfPage", "0"},
           {"startDate", "02/2024"},
           {"endDate", "31/01/2024"}};
  EXPECT_TRUE(is_told("totalDoc", "COUNT_DIFFERS"));
  EXPECT_TRUE(is_told("numberOfPage", "COUNT_DIFFERS"));
  EXPECT_TRUE(is_told("startDate", "DATES_REVERSED"));
  given = {{"totalDoc", "many"}, {"startDate", "01/01/0000"}};
  EXPECT_FALSE(is_told("totalDoc", "COUNT_DIFFERS"));
  EXPECT_TRUE(is_told("startDate", "BAD_DATE"));
  // what is counted of whole files alone is not missing of a part
  plan.file_values.clear();
  plan.papers["d2"] = {"H1", 2, {}};
  EXPECT_FALSE(is_told("totalDoc", "MISSING"));
  EXPECT_TRUE(is_told("title", "MISSING"));
}

TEST(ArchivalSheets, WhatNoCellHoldsIsToldAlone) {
  ArchivalPlan plan{read_archival_tables(kFolder), {"H1"}, {}, {}, {}};
  for (const std::size_t length : {32'767U, 32'768U}) {
    plan.file_values["H1"] = {{"fonds", std::string(length, 'x')}};
    const auto sheets = make_archival_sheets(plan, {paper("H1", 1, "", 1)});
    const auto at = std::ranges::find(plan.tables.file_fields, "fonds", &ArchivalField::name) -
                    plan.tables.file_fields.begin();
    const bool is_told = std::ranges::any_of(sheets.faults, [](const ArchivalFault& fault) {
      return fault.field == "fonds" && fault.code == "TOO_LONG";
    });
    EXPECT_EQ(is_told, length > 32'767U);
    EXPECT_EQ(sheets.files[0][static_cast<std::size_t>(at)].size(), is_told ? 0 : length);
  }
}

TEST(ArchivalSheets, AFieldMayBeNeededWhereAnotherSaysSo) {
  ArchivalPlan plan{read_archival_tables(kFolder), {"H1"}, {}, {}, {}};
  plan.file_values["H1"] = {{"riskRecovery", "1"}};
  const auto sheets = make_archival_sheets(plan, {paper("H1", 1, "", 1)});
  EXPECT_TRUE(std::ranges::any_of(sheets.faults, [](const ArchivalFault& fault) {
    return fault.field == "riskRecoveryStatus" && fault.code == "MISSING";
  }));
}

}  // namespace
}  // namespace codau::exports
