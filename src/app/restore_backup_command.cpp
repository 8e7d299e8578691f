#include "app/restore_backup_command.h"

#include <CLI/CLI.hpp>

#include "app/progress.h"
#include "app/terminal.h"
#include "core/error.h"
#include "core/message.h"
#include "io/temp_file.h"
#include "pipeline/backup/disk_space.h"
#include "pipeline/backup/restore_backup.h"

namespace codau::app {
namespace {

Message describe_backup(const pipeline::BackupHead& head) {
  return " (" + (std::to_string(head.documents) + both(" văn bản, ", " documents, ")) +
         std::to_string(head.files) + both(" tệp, ", " files, ") +
         pipeline::describe_bytes(head.bytes) + both("; sao lưu lúc ", "; made at ") +
         head.created + both(" bằng codau ", " by codau ") + head.version + ")";
}

}  // namespace

void add_options(CLI::App& app, RestoreBackupCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("TỆP", "FILE"), command.backup,
                 say("tệp sao lưu của codau backup", "a backup of codau backup"))
      ->required();
  CLI::Option* const out = app.add_option(
      say("KẾT_QUẢ", "OUT"), command.out,
      say("thư mục sẽ nhận lại mọi thứ; phải trống hoặc chưa có",
          "the folder that gets everything back; it must be empty, or not there yet"));
  app.add_flag(
         "--check", command.check,
         say("chỉ kiểm tra bản sao lưu, không ghi gì", "only check the backup, write nothing"))
      ->excludes(out);
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(
      say("Ví dụ:\n  codau restore-backup /du-phong/ket-qua-2026-11-30.tar ket-qua\n"
          "  codau restore-backup --check /du-phong/ket-qua-2026-11-30.tar",
          "Example:\n  codau restore-backup /backup/out-2026-11-30.tar out\n"
          "  codau restore-backup --check /backup/out-2026-11-30.tar"));
}

int run(const RestoreBackupCommand& command, Language language) {
  if (!command.check && command.out.empty()) {
    throw Error(ErrorCode::kUsage, both("thiếu đối số KẾT_QUẢ", "an argument is missing: OUT"));
  }
  io::remove_temp_files_on_signal(pick(language, "codau: đã dừng; chưa khôi phục gì\n",
                                       "codau: interrupted; nothing was restored\n"));
  ProgressDisplay display(language);
  const pipeline::CopyProgressSink show = [&](const pipeline::CopyProgress& progress) {
    if (!command.quiet) display.show(progress);
  };
  const pipeline::BackupManifest manifest =
      command.check ? pipeline::check_backup(command.backup, show)
                    : pipeline::restore_backup(command.backup, command.out, show);
  display.end();
  if (command.quiet) return 0;
  const pipeline::BackupHead& head = manifest.head;
  if (command.check) {
    print_message(language, both("bản sao lưu nguyên vẹn: ", "the backup is sound: ") +
                                command.backup + describe_backup(head));
    return 0;
  }
  print_message(language,
                both("đã khôi phục: ", "restored: ") + command.out + describe_backup(head));
  if (head.sources_outside > 0) {
    print_message(language, std::to_string(head.sources_outside) +
                                both(" văn bản có tệp quét gốc không nằm trong bản sao lưu; muốn "
                                     "đọc thêm hay làm lại, đặt các tệp đó về chỗ cũ rồi chạy "
                                     "codau run như trước",
                                     " documents have scans that are not in the backup; to read "
                                     "more or to make them again, put the scans back in place and "
                                     "run codau run as before"));
  }
  return 0;
}

}  // namespace codau::app
