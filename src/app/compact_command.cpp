#include "app/compact_command.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <system_error>

#include "app/terminal.h"
#include "core/message.h"
#include "store/compaction.h"
#include "store/schema/database_identity.h"
#include "store/store.h"
#include "store/upgrade/migrations.h"

namespace codau::app {
namespace {

namespace fs = std::filesystem;

std::string format_mebibytes(std::uintmax_t bytes) {
  constexpr std::uintmax_t kTenthOfMebibyte = (std::uintmax_t{1} << 20U) / 10;
  const std::uintmax_t tenths = bytes / kTenthOfMebibyte;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MiB";
}

std::uintmax_t measure_databases(const fs::path& out) {
  std::uintmax_t bytes = 0;
  for (const char* const name : {"codau.db", "pages.db", "hand.db"}) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(out / name, error);
    if (!error) bytes += size;
  }
  return bytes;
}

}  // namespace

void add_options(CLI::App& app, CompactCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  CLI::Option* const backup =
      app.add_option("--backup", command.backup,
                     say("chỉ chép cơ sở dữ liệu ra tệp này (và TỆP.pages, TỆP.hand.db), kể cả khi "
                         "codau run đang chạy",
                         "only copy the databases to this file (and FILE.pages, FILE.hand.db), "
                         "also while a run is going on"))
          ->type_name(say("TỆP", "FILE"));
  app.add_flag("--undo-upgrade", command.undo_upgrade,
               say("trả lại cơ sở dữ liệu của phiên bản cũ, như trước khi nâng cấp",
                   "bring the database of the older version back, as it was before the upgrade"))
      ->excludes(backup);
  app.footer(
      say("Ví dụ:\n  codau compact ket-qua\n  codau compact ket-qua --backup /du-phong/ket-qua.db",
          "Example:\n  codau compact out\n  codau compact out --backup /backup/out.db"));
}

int run(const CompactCommand& command, Language language) {
  const fs::path out = command.out, file = store::require_store(out / "codau.db");
  if (!command.backup.empty()) {
    store::back_up_database(file, command.backup);
    print_message(language, both("đã chép: ", "copied: ") + command.backup);
    return 0;
  }
  if (command.undo_upgrade) {
    store::undo_upgrade(file);
    print_message(language, both("đã trả lại cơ sở dữ liệu cũ: ", "the older database is back: ") +
                                file.string());
    return 0;
  }
  const std::uintmax_t before = measure_databases(out);
  store::Store(file).compact();
  print_message(language, both("đã thu gọn: ", "compacted: ") + format_mebibytes(before) + " → " +
                              format_mebibytes(measure_databases(out)));
  return 0;
}

}  // namespace codau::app
