#include "app/backup_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>

#include "app/progress.h"
#include "app/terminal.h"
#include "core/error.h"
#include "core/message.h"
#include "io/temp_file.h"
#include "pipeline/backup/back_up.h"
#include "pipeline/backup/disk_space.h"

namespace codau::app {
namespace {

Message make_backup_summary(const std::string& file, const pipeline::BackupReport& report) {
  return both("đã sao lưu: ", "backed up: ") + file + " (" + std::to_string(report.head.documents) +
         both(" văn bản, ", " documents, ") + std::to_string(report.head.files) +
         both(" tệp, ", " files, ") + pipeline::describe_bytes(report.backup_bytes) +
         both("); kiểm tra lại bằng codau restore-backup --check ",
              "); codau restore-backup --check checks it: ") +
         file;
}

/// Lists what the backup lacks.
void print_notes(const pipeline::BackupReport& report, Language language) {
  constexpr std::size_t kMaxListed = 20;
  if (report.head.sources_outside > 0) {
    print_message(language,
                  both("tệp quét gốc không nằm trong bản sao lưu: ", "scans not in the backup: ") +
                      std::to_string(report.head.sources_outside) +
                      both(" văn bản có tệp gốc ở ngoài thư mục kết quả; hãy sao lưu riêng các tệp "
                           "đó",
                           " documents have theirs outside the output; back these files up "
                           "yourself"));
  }
  if (report.newer > 0) {
    print_message(language, both("đổi trong lúc sao lưu: ", "changed meanwhile: ") +
                                std::to_string(report.newer) +
                                both(" tệp kết quả; sau khi khôi phục, codau run làm lại cho khớp",
                                     " result files; after restoring, codau run makes them fit"));
  }
  const std::size_t listed = std::min(report.missing.size(), kMaxListed);
  for (std::size_t i = 0; i < listed; ++i)
    print_message(language,
                  both("không có trong bản sao lưu: ", "not in the backup: ") + report.missing[i]);
  if (listed < report.missing.size()) {
    print_message(language, both("… và ", "… and ") +
                                std::to_string(report.missing.size() - listed) +
                                both(" tệp khác", " other files"));
  }
}

}  // namespace

void add_options(CLI::App& app, BackupCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run; codau run và codau serve vẫn có thể đang chạy",
                     "output of codau run; a run or a server may be going on"))
      ->required();
  app.add_option(say("TỆP", "FILE"), command.backup,
                 say("tệp sao lưu mới, định dạng tar; đuôi .tar.zst thì nén lại",
                     "the new backup, a tar file; compressed if its name ends in .tar.zst"))
      ->required();
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(say("Ví dụ:\n  codau backup ket-qua /du-phong/ket-qua-2026-11-30.tar",
                 "Example:\n  codau backup out /backup/out-2026-11-30.tar"));
}

int run(const BackupCommand& command, Language language) {
  io::remove_temp_files_on_signal(pick(language,
                                       "codau: đã dừng; chưa có bản sao lưu nào được ghi\n",
                                       "codau: interrupted; no backup was written\n"));
  ProgressDisplay display(language);
  const pipeline::BackupReport report =
      pipeline::back_up(command.out, command.backup, [&](const pipeline::CopyProgress& progress) {
        if (!command.quiet) display.show(progress);
      });
  display.end();
  if (!command.quiet) print_message(language, make_backup_summary(command.backup, report));
  if (!command.quiet || !report.missing.empty()) print_notes(report, language);
  return report.missing.empty() ? 0 : static_cast<int>(ErrorCode::kInput);
}

}  // namespace codau::app
