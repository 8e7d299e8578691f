#include "app/export_command.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <tuple>
#include <vector>

#include "app/export_report.h"
#include "app/usage.h"
#include "core/error.h"
#include "core/message.h"
#include "export/exporter.h"
#include "export/files.h"
#include "export/parts.h"
#include "pipeline/models.h"
#include "store/reader.h"
#include "text/printable.h"

namespace codau::app {
namespace {

std::string summary_line(const exports::ExportReport& report, Language language) {
  const exports::RowCount all = report.all();
  if (report.seq) {
    std::string line =
        pick(language, "xuất ", "exported ") + std::to_string(report.changed_rows) +
        pick(language,
             " dòng của văn bản mới hoặc đã đổi: ", " rows of new or changed documents: ") +
        text::printable(report.target) + "\n";
    const std::string seq = std::to_string(*report.seq);
    return line + pick(language, "số thay đổi cuối cùng là ", "the last change is ") + seq +
           pick(language, "; lần sau dùng --since ", "; next time use --since ") + seq + "\n";
  }
  std::string line = pick(language, "xuất ", "exported ") + std::to_string(all.exported) +
                     pick(language, " dòng, giữ lại ", " rows, kept back ") +
                     std::to_string(all.rejected) + ": " + text::printable(report.target) + "\n";
  if (!report.rejects.empty()) {
    line += pick(language, "các dòng giữ lại và lý do: ", "rows kept back and why: ") +
            text::printable(report.rejects.string()) + "\n";
  }
  return line;
}

}  // namespace

void add_options(CLI::App& app, ExportCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  std::vector<std::string> formats;
  for (const std::string_view name : exports::export_formats()) formats.emplace_back(name);
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  takes_one_of(*app.add_option("--to", command.format, say("định dạng xuất", "form to export to"))
                    ->required(),
               formats, language);
  app.add_option("--target", command.target,
                 say("tệp, thư mục hoặc cơ sở dữ liệu đích (mặc định: KẾT_QUẢ/exports/ĐỊNH_DẠNG)",
                     "file, folder or database (default: OUT/exports/FORM)"))
      ->type_name(say("ĐÍCH", "TARGET"));
  app.add_flag("--include-unreviewed", command.include_unreviewed,
               say("xuất cả những dòng có lỗi mà chưa ai xem lại",
                   "rows with errors that nobody has reviewed, too"));
  app.add_flag("--provenance", command.provenance,
               say("thêm các cột nguồn gốc: chữ đọc được, trang, vị trí trên trang, độ tin cậy",
                   "columns of provenance, too: text as read, page, box, confidence"));
  app.add_flag("--nested", command.nested,
               say("jsonl: mỗi văn bản một dòng, nhiệm vụ nằm bên trong",
                   "jsonl: a line a document, its tasks in it"));
  takes_number(
      *app.add_option("--since", command.since,
                      say("csv, jsonl, opensearch: chỉ những gì đã đổi sau thay đổi có số này",
                          "csv, jsonl, opensearch: only what has changed behind this number")),
      0, 1'000'000'000'000, language);
  app.add_flag("--mirror", command.mirror,
               say("postgres: xóa khỏi cơ sở dữ liệu những văn bản không có trong KẾT_QUẢ",
                   "postgres: documents that OUT does not have are removed from the database"));
  takes_one_of(*app.add_option("--format", command.report,
                               say("định dạng báo cáo trên đầu ra chuẩn",
                                   "form of the report on standard output"))
                    ->capture_default_str(),
               {"text", "json"}, language);
  app.add_flag("--force", command.force,
               say("ghi đè tệp đích không do codau xuất ra hoặc đã được sửa (không bao giờ ghi đè "
                   "dữ liệu của codau run)",
                   "write over a target that codau did not write or that was changed (never over "
                   "the output of codau run)"));
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(say("Ví dụ:\n  codau export ket-qua --to xlsx --target ke-hoach.xlsx",
                 "Example:\n  codau export ket-qua --to xlsx --target plans.xlsx"));
}

int run(const ExportCommand& command, Language language) {
  for (const auto& [given, option, format] : {std::tuple{command.nested, "--nested", "jsonl"},
                                              {command.mirror, "--mirror", "postgres"}}) {
    if (!given || command.format == format) continue;
    throw Error(ErrorCode::kUsage,
                option + both(" chỉ dùng cùng --to ", " goes only with --to ") + format);
  }
  const std::filesystem::path out = command.out;
  exports::remove_parts_when_stopped(pick(language, "codau: đã dừng\n", "codau: interrupted\n"));
  const store::Reader store(out / "codau.db");
  if (!store.is_finished()) {
    std::fputs(pick(language,
                    "codau: lệnh codau run đang chạy hoặc đã dừng giữa chừng: dữ liệu được xuất là "
                    "nhất quán nhưng chưa đầy đủ\n",
                    "codau: a codau run is going on or was stopped: what is exported is consistent "
                    "but not complete\n")
                   .c_str(),
               stderr);
  }
  exports::sweep_parts(out);
  exports::sweep_parts(out / "exports");
  exports::ExportRequest request;
  request.format = command.format;
  request.target =
      command.target.empty() ? (out / "exports" / command.format).string() : command.target;
  request.include_unreviewed = command.include_unreviewed;
  request.provenance = command.provenance;
  request.nested = command.nested;
  request.mirror = command.mirror;
  request.since = command.since;
  request.force = command.force;
  request.books = out / "exports";
  request.version = pipeline::version();
  const exports::ExportReport report = exports::export_records(store, request);
  const std::string told =
      command.report == "json" ? report_json(report) : report_text(report, language);
  if (!command.quiet || command.report == "json") {
    exports::FileSink sink(STDOUT_FILENO, pick(language, "đầu ra chuẩn", "standard output"));
    sink.write(told);
    sink.flush();
  }
  if (!command.quiet) std::fputs(summary_line(report, language).c_str(), stderr);
  constexpr int kSomeKeptBack = 3;
  return report.complete ? 0 : kSomeKeptBack;
}

}  // namespace codau::app
