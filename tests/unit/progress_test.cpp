// What a run shows of itself: app/terminal.h, app/progress.h, app/run_summary.h.
#include "app/progress.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "app/run_summary.h"
#include "app/terminal.h"
#include "pipeline/output/run_status.h"

namespace codau::app {
namespace {

using pipeline::estimate_remaining_seconds;
using pipeline::RunProgress;
using pipeline::RunSummary;
using pipeline::WorkInProgress;

constexpr auto kVi = Language::kVietnamese, kEn = Language::kEnglish;

RunProgress pages(std::uint64_t done, std::uint64_t all) {
  RunProgress p;
  p.pages_done = done;
  p.pages_all = all;
  p.files_all = 4;
  p.files_done = done * 4 / all;
  return p;
}

RunProgress texts(std::uint64_t done, std::uint64_t all) {
  RunProgress p;
  p.texts_done = p.files_done = done;
  p.texts_all = p.files_all = all;
  return p;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Terminal, CountsColumnsOfVietnamese) {
  EXPECT_EQ(count_columns("Kế hoạch"), 8U);
  EXPECT_EQ(count_columns("Kê\u0301 hoa\u0323ch"), 8U);  // as other systems write names of files
  EXPECT_EQ(count_columns("文件.pdf"), 8U);
  EXPECT_EQ(count_columns(""), 0U);
  EXPECT_EQ(count_columns("\xff\xfe"), 2U);
}

TEST(Terminal, CutsBetweenLettersOnly) {
  EXPECT_EQ(take_first_columns("Kê\u0301 hoạch", 2), "Kê\u0301");
  EXPECT_EQ(take_last_columns("Kế hoạch", 4), "oạch");
  EXPECT_EQ(take_last_columns("文件", 3), "件");
  EXPECT_EQ(take_first_columns("文件", 1), "");
  EXPECT_EQ(take_first_columns("ab", 9), "ab");
  EXPECT_EQ(pad_right("ế", 3), "ế  ");
  EXPECT_EQ(pad_left("12", 4), "  12");
  EXPECT_EQ(pad_right("dài", 1), "dài");
}

TEST(RunProgress, TellsTimeAsClocksDo) {
  EXPECT_EQ(format_duration(0), "0:00");
  EXPECT_EQ(format_duration(59.6), "1:00");
  EXPECT_EQ(format_duration(605), "10:05");
  EXPECT_EQ(format_duration(3 * 3600 + 7 * 60), "3:07:00");
  EXPECT_EQ(format_duration(-1), "0:00");
}

TEST(RunProgress, EstimatesFromWhatWasWorkedOnNotFromWhatWasThere) {
  EXPECT_FALSE(estimate_remaining_seconds(pages(0, 10), 5));
  EXPECT_EQ(estimate_remaining_seconds(pages(2, 10), 4), 16.0);
  EXPECT_FALSE(estimate_remaining_seconds(pages(10, 10), 4));  // nothing is left
  RunProgress reused = pages(2, 10);
  reused.pages_reused = 6;
  EXPECT_EQ(estimate_remaining_seconds(reused, 4), 4.0);
  reused.pages_rejected = 2;
  EXPECT_FALSE(estimate_remaining_seconds(reused, 4));
  EXPECT_EQ(estimate_remaining_seconds(texts(5, 20), 10), 30.0);
  RunProgress both = pages(10, 10);  // the pages are read, the texts wait
  both.texts_all = 4;
  EXPECT_FALSE(estimate_remaining_seconds(both, 10));
  both.texts_done = 2;
  EXPECT_EQ(estimate_remaining_seconds(both, 10), 10.0);
}

TEST(RunProgress, SaysWhatThereIs) {
  EXPECT_EQ(format_progress_line(pages(3, 12), {}, 9, kVi), "trang 3/12, văn bản 1/4, còn 0:27");
  EXPECT_EQ(format_progress_line(pages(3, 12), {}, 9, kEn), "page 3/12, document 1/4, left 0:27");
  EXPECT_EQ(format_progress_line(texts(5, 20), {}, 10, kVi), "tệp văn bản 5/20, còn 0:30");
  EXPECT_EQ(format_progress_line(pages(3, 12), WorkInProgress{"b/a.pdf", 3, 12}, 9, kEn),
            "page 3/12, document 1/4, left 0:27; slowest: b/a.pdf page 3 (0:12)");
  EXPECT_EQ(format_progress_line(pages(3, 12), WorkInProgress{"x\033[2J\n.pdf", {}, 61}, 9, kVi),
            "trang 3/12, văn bản 1/4, còn 0:27; lâu nhất: x�[2J�.pdf (1:01)");
  EXPECT_FALSE(is_slow({"a", 1, 2.9}));
  EXPECT_TRUE(is_slow({"a", 1, 3.0}));
}

TEST(RunProgress, ABarNeverWraps) {
  const std::vector<std::optional<WorkInProgress>> slow{
      std::nullopt,
      WorkInProgress{"thư mục/rất dài/kế hoạch phòng chống thiên tai.pdf", 123, 4000}};
  for (std::size_t columns = 0; columns < 250; ++columns) {
    for (const auto& one : slow) {
      for (const RunProgress& p : {pages(3, 12), texts(99'999, 100'000), RunProgress{}}) {
        const std::string bar = format_progress_bar(p, one, 5000, columns, kVi);
        EXPECT_LT(count_columns(bar), columns + (columns == 0 ? 1 : 0)) << columns << " " << bar;
      }
    }
  }
}

TEST(RunProgress, TellsOfLargeFilesThatAreLookedAt) {
  const pipeline::InputScanProgress one{12, 340, "thư mục/kế hoạch.pdf", 7, 20};
  EXPECT_EQ(format_examination_line(one, 80, kVi), "xem tệp 12/340: thư mục/kế hoạch.pdf 35 %");
  EXPECT_EQ(format_examination_line(one, 38, kVi), "xem tệp 12/340: …ục/kế hoạch.pdf 35 %");
  EXPECT_EQ(format_examination_line(one, 30, kEn), "looking at file 12/340");
  EXPECT_EQ(format_examination_line({12, 340, {}, 0, 0}, 80, kEn), "looking at file 12/340");
  for (std::size_t columns = 1; columns < 100; ++columns)
    EXPECT_LT(count_columns(format_examination_line(one, columns, kEn)), columns) << columns;
}

TEST(RunProgress, GivesUpTheLeastFirst) {
  const WorkInProgress slow{"thư mục/kế hoạch.pdf", 7, 12};
  const auto bar = [&](std::size_t columns) {
    return format_progress_bar(pages(3, 12), slow, 9, columns, kVi);
  };
  const std::string all = "trang 3/12, văn bản 1/4, còn 0:27";
  EXPECT_EQ(bar(120), "[#######.......................] " + all +
                          "; lâu nhất: thư mục/kế hoạch.pdf trang 7 (0:12)");
  EXPECT_EQ(bar(87), "[##........] " + all + "; lâu nhất: …kế hoạch.pdf trang 7 (0:12)");
  EXPECT_EQ(bar(80), "[#######.......................] " + all);
  EXPECT_EQ(bar(40), all);
  EXPECT_EQ(bar(25), "trang 3/12, còn 0:27");
  EXPECT_EQ(bar(20), "trang 3/12");
  EXPECT_EQ(bar(6), "trang");
}

TEST(RunSummary, IsATableWithWhatToDoNext) {
  RunSummary summary;
  summary.pages = pages(7, 7);
  summary.documents = summary.in_store = 3;
  summary.tasks = 87;
  summary.to_review = 12;
  summary.seconds = 5;
  EXPECT_EQ(format_run_summary(summary, "/tmp/kết quả", {88, false}, kVi),
            "Văn bản              3\n"
            "Trang                7\n"
            "Nhiệm vụ            87\n"
            "Chỗ cần kiểm tra    12\n"
            "Không xử lý được     0\n"
            "Thời gian         0:05\n"
            "Trang/giây         1,4\n"
            "Tiếp theo:\n"
            "  kiểm tra kết quả:  codau review '/tmp/kết quả'\n"
            "  xuất ra Excel:     codau export '/tmp/kết quả' xlsx -o "
            "ke-hoach.xlsx\n");
}

TEST(RunSummary, ReadsInEnglishAndTellsRejectsAndWhatWasThere) {
  RunSummary summary;
  summary.pages = texts(2, 5);
  summary.pages.texts_reused = 3;
  summary.documents = 5;
  summary.in_store = 9;
  summary.rejects = summary.listed = 1;
  summary.to_review = 0;
  const std::string said = format_run_summary(summary, "out", {80, false}, kEn);
  EXPECT_NE(said.find("Documents       5  the output has 9\n"), std::string::npos) << said;
  EXPECT_NE(said.find("Text files      5  read 2, reused 3\n"), std::string::npos) << said;
  EXPECT_EQ(said.find("codau review"), std::string::npos) << said;  // there is nothing to settle
  EXPECT_NE(said.find("codau export out xlsx -o plans.xlsx --lang en\n"), std::string::npos)
      << said;
  EXPECT_NE(said.find("out/rejects.csv\n"), std::string::npos) << said;
}

TEST(CopyProgress, HasFilesShareAndTimeLeft) {
  const pipeline::CopyProgress half{12, 340, 500, 1000};
  EXPECT_EQ(format_copy_line(half, 30, 80, kVi), "tệp 12/340, 50 %, còn 0:30");
  EXPECT_EQ(format_copy_line(half, 0.5, 80, kVi), "tệp 12/340, 50 %");
  EXPECT_EQ(format_copy_line(half, 30, 12, kVi), "tệp 12/340");
  EXPECT_EQ(format_copy_line({}, 30, 80, kVi), "tệp 0/0, 0 %");
  EXPECT_EQ(format_copy_line({4, 3, 9, 0}, 30, 80, kVi), "tệp 3/3, 100 %, còn 0:00");
}

TEST(RunSummary, FitsANarrowTerminalAndHasColoursWhereTheyAreSeen) {
  RunSummary summary;
  summary.pages = pages(7, 7);
  summary.pages.pages_reused = 1;
  summary.documents = 3;
  summary.in_store = 4;
  summary.tasks = 1234567;
  summary.to_review = 1;
  for (const std::size_t columns : {20U, 24U, 40U}) {
    const auto lines = lines_of(format_run_summary(summary, "out", {columns, false}, kVi));
    for (const std::string& line : lines) {
      if (line == "Tiếp theo:") break;
      EXPECT_LE(count_columns(line), columns) << line;
    }
  }
  EXPECT_NE(format_run_summary(summary, "out", {0, false}, kVi).find("Nhiệm vụ: 1234567\n"),
            std::string::npos);
  const std::string plain = format_run_summary(summary, "out", {80, false}, kVi);
  EXPECT_EQ(plain.find('\033'), std::string::npos);
  EXPECT_NE(format_run_summary(summary, "out", {80, true}, kVi).find("\033[33m"),
            std::string::npos);
  EXPECT_EQ(format_run_summary(RunSummary{}, "out", {80, true}, kVi), "");
}

}  // namespace
}  // namespace codau::app
