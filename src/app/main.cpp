// app/main.cpp — the command line: which command, which language, which exit code.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <string_view>

#include "app/backup_command.h"
#include "app/command_line_help.h"
#include "app/compact_command.h"
#include "app/completion.h"
#include "app/correct_command.h"
#include "app/doctor_command.h"
#include "app/export_command.h"
#include "app/lexicon_command.h"
#include "app/merge_command.h"
#include "app/remove_command.h"
#include "app/restore_backup_command.h"
#include "app/restore_command.h"
#include "app/run_command.h"
#include "app/search_command.h"
#include "app/serve_command.h"
#include "app/versions.h"
#include "app/watch_command.h"
#include "core/allocator.h"
#include "core/error.h"
#include "core/language.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "text/printable.h"

namespace codau::app {
namespace {

// Returns Vietnamese, unless --lang en is anywhere: help is printed while options are still parsed.
Language parse_language(std::span<char* const> args) {
  for (std::size_t i = 1; i < args.size(); ++i) {
    const std::string_view arg = args[i], next = i + 1 < args.size() ? args[i + 1] : "";
    if (arg == "--lang=en" || (arg == "--lang" && next == "en")) return Language::kEnglish;
  }
  return Language::kVietnamese;
}

// Prints a message, made printable: file names and foreign messages in it never reach the terminal
// as commands.
int complain(std::string_view message, ErrorCode code) {
  constexpr std::size_t kMaxMessageBytes = 4000;
  std::fputs(("codau: " + text::make_printable(message, kMaxMessageBytes) + "\n").c_str(), stderr);
  return static_cast<int>(code);
}

// Reports a defect of codau with the information that developers need.
int complain_of_defect(std::string_view what, Language language) {
  return complain(
      pick(language, "lỗi của codau: ", "a defect of codau: ") + std::string(what) +
          pick(language,
               " — hãy gửi cho nhóm phát triển dòng này, kết quả của codau --version và "
               "tệp của --log",
               " — please report this line, what codau --version prints, and the file "
               "of --log"),
      ErrorCode::kInternal);
}

// Prints the message of `error`, and names the help of `command` if the usage was wrong.
int complain(const Error& error, Language language, std::string_view command) {
  if (error.code() == ErrorCode::kInternal) {
    return complain_of_defect(pick(language, error.message()), language);
  }
  std::string words = pick(language, error.message());
  if (error.cause() != Cause::kNone) {
    const CauseText& cause = describe_cause(error.cause());
    words = pick(language, cause.cause_vi, cause.cause_en) + "; " +
            pick(language, cause.hint_vi, cause.hint_en) + " (" + words + ")";
  }
  if (error.code() == ErrorCode::kUsage) {
    words += pick(language, " (xem codau ", " (see codau ").append(command) + "--help)";
  }
  return complain(words, error.code());
}

// Opens closed standard streams; otherwise the next opened file would become standard output. The
// modes make reading or writing fail if data would be lost: a closed standard output is a write
// error.
void open_closed_streams() {
  constexpr std::array kOpenModes{O_WRONLY, O_RDONLY, O_RDWR};
  for (int fd = 0; fd < 3; ++fd) {
    if (::fcntl(fd, F_GETFD) >= 0) continue;
    const auto mode = kOpenModes.at(static_cast<std::size_t>(fd));
    static_cast<void>(::open("/dev/null", mode) < 0);  // uses the lowest free number
  }
}

int dispatch(std::span<char*> args, Language language, std::string& command) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  CLI::App app(say("Chuyển bản quét kế hoạch tiếng Việt thành văn bản và dữ liệu.",
                   "Scanned Vietnamese plans into text and records."),
               "codau");
  set_help_language(app, language);  // before commands inherit it
  std::string lang;
  CorrectCommand correct_command;
  ExportCommand export_command;
  RunCommand run_command;
  RestoreCommand restore_command;
  ServeCommand serve_command, review_command;
  review_command.view = StartView::kDoubts;
  SearchCommand search_command;
  RemoveCommand remove_command;
  CompactCommand compact_command;
  MergeCommand merge_command;
  WatchCommand watch_command;
  DoctorCommand doctor_command;
  LexiconCommand lexicon_command;
  BackupCommand backup_command;
  RestoreBackupCommand restore_backup_command;
  bool show_versions = false;
  app.add_flag("--version", show_versions,
               say("in phiên bản của chương trình và các mô hình", "versions and models"));
  accept_one_of(
      *app.add_option("--lang", lang,
                      say("ngôn ngữ: tiếng Việt hoặc tiếng Anh", "Vietnamese or English")),
      {"vi", "en"}, language);
  std::string shell;
  accept_one_of(*app.add_option("--completion", shell,
                                say("in tập lệnh để shell gợi ý lệnh và tùy chọn",
                                    "a script by which a shell completes commands and options")),
                {"bash", "zsh", "fish"}, language);
  app.fallthrough();
  app.require_subcommand(0, 1);
  CLI::App* const run_app =
      app.add_subcommand("run", say("đọc các tệp, thư mục và ghi vào một thư mục kết quả",
                                    "files and folders into an output"));
  CLI::App* const restore_app = app.add_subcommand(
      "restore", say("khôi phục dấu tiếng Việt", "give text its diacritics back"));
  CLI::App* const export_app =
      app.add_subcommand("export", say("xuất dữ liệu ra định dạng khác hoặc vào cơ sở dữ liệu",
                                       "records into another form or a database"));
  CLI::App* const search_app =
      app.add_subcommand("search", say("tìm từ trong kết quả, gõ có dấu hay không dấu đều được",
                                       "find words in an output, with marks or without"));
  CLI::App* const remove_app = app.add_subcommand(
      "remove", say("bỏ văn bản ra khỏi kết quả", "take documents out of an output"));
  CLI::App* const compact_app =
      app.add_subcommand("compact", say("thu gọn, kiểm tra, nâng cấp hoặc sao lưu cơ sở dữ liệu",
                                        "compact, check, upgrade or back up the databases"));
  CLI::App* const backup_app = app.add_subcommand(
      "backup",
      say("sao lưu toàn bộ kết quả vào một tệp", "everything of an output into one file"));
  CLI::App* const restore_backup_app =
      app.add_subcommand("restore-backup", say("kiểm tra tệp sao lưu và khôi phục kết quả từ đó",
                                               "check a backup, and bring the output back"));
  CLI::App* const merge_app = app.add_subcommand(
      "merge", say("gộp nhiều kết quả (các phần của --shard, hay của nhiều nơi) thành một",
                   "several outputs (parts of --shard, or of offices) into one"));
  CLI::App* const watch_app =
      app.add_subcommand("watch", say("đọc mọi tệp được bỏ vào một thư mục, cho đến khi bị dừng",
                                      "read whatever comes into a folder, until it is stopped"));
  CLI::App* const doctor_app =
      app.add_subcommand("doctor", say("xem máy và kết quả có gì thiếu, hỏng, và cách khắc phục",
                                       "what is missing or damaged, and what mends it"));
  CLI::App* const correct_app = app.add_subcommand(
      "correct", say("ghi những chỗ người duyệt đã sửa, chấp nhận, loại vào kết quả",
                     "what people have set, accepted or rejected into an output"));
  CLI::App* const lexicon_app =
      app.add_subcommand("lexicon", say("bảng từ của người dùng: cơ quan, địa danh ở địa phương",
                                        "a user's tables of words: local agencies, places"));
  CLI::App* const serve_app = app.add_subcommand(
      "serve", say("làm mọi việc trong trình duyệt: thêm bản quét, kiểm tra, tìm, xuất",
                   "the whole work in a browser: add scans, check, search, export"));
  CLI::App* const review_app =
      app.add_subcommand("review", say("mở trang kiểm tra kết quả, từng chỗ đọc chưa chắc",
                                       "a page on which people settle what is in doubt"));
  add_options(*run_app, run_command, language);
  add_options(*lexicon_app, lexicon_command, language);
  add_options(*serve_app, serve_command, language);
  add_options(*review_app, review_command, language);
  add_options(*correct_app, correct_command, language);
  add_options(*export_app, export_command, language);
  add_options(*restore_app, restore_command, language);
  add_options(*search_app, search_command, language);
  add_options(*remove_app, remove_command, language);
  add_options(*compact_app, compact_command, language);
  add_options(*backup_app, backup_command, language);
  add_options(*restore_backup_app, restore_backup_command, language);
  add_options(*merge_app, merge_command, language);
  add_options(*watch_app, watch_command, language);
  add_options(*doctor_app, doctor_command, language);
  for (CLI::App* const one : {run_app, watch_app, merge_app, export_app, search_app, serve_app,
                              review_app, correct_app, remove_app, compact_app, backup_app,
                              restore_backup_app, restore_app, lexicon_app, doctor_app}) {
    one->group(say("Các lệnh", "Commands"));
    one->get_help_ptr()->group(app.get_help_ptr()->get_group());
    refuse_empty_values(*one, language);
  }
  app.footer(say("Ví dụ:\n  codau run ho-so-quet/ -o ket-qua",
                 "Example:\n  codau run ho-so-quet/ -o ket-qua"));
  const auto name_command = [&] {
    for (const CLI::App* const one : app.get_subcommands()) command = one->get_name() + " ";
  };
  try {
    app.parse(static_cast<int>(args.size()), args.data());
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help
    name_command();
    const std::string words = describe_parse_error(app, error, language);
    throw Error(ErrorCode::kUsage, Message(words, words));
  }
  name_command();
  if (show_versions) return print_versions(language);
  if (!shell.empty()) {
    io::FileSink out(STDOUT_FILENO, say("đầu ra chuẩn", "standard output"));
    out.write(generate_completion(app, shell));
    out.flush();
    return 0;
  }
  if (run_app->parsed()) return run(run_command, language);
  if (export_app->parsed()) return run(export_command, language);
  if (restore_app->parsed()) return run(restore_command, language);
  if (correct_app->parsed()) return run(correct_command, language);
  if (serve_app->parsed()) return run(serve_command, language);
  if (review_app->parsed()) return run(review_command, language);
  if (search_app->parsed()) return run(search_command, language);
  if (remove_app->parsed()) return run(remove_command, language);
  if (compact_app->parsed()) return run(compact_command, language);
  if (backup_app->parsed()) return run(backup_command, language);
  if (restore_backup_app->parsed()) return run(restore_backup_command, language);
  if (merge_app->parsed()) return run(merge_command, language);
  if (watch_app->parsed()) run(watch_command, language);  // never returns
  if (doctor_app->parsed()) return run(doctor_command, language);
  if (lexicon_app->parsed()) return run(lexicon_command, language);
  throw Error(ErrorCode::kUsage, both("thiếu lệnh", "a command is missing"));
}

// Ends as any filter whose reader has left: by the signal, unless it is ignored. Prints nothing.
int end_by_pipe(void (*before)(int)) {
  ::signal(SIGPIPE, before);
  ::raise(SIGPIPE);
  constexpr int kExitBySignalBase = 128;
  return kExitBySignalBase + SIGPIPE;
}

}  // namespace
}  // namespace codau::app

int main(int argc, char** argv) {
  using namespace codau::app;  // NOLINT(google-build-using-namespace): this is its last step
  open_closed_streams();
  codau::return_large_blocks_when_freed();
  // A full disk, a file size limit or a reader that left is a write error and does not kill the
  // process.
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  const std::span<char*> args(argv, static_cast<std::size_t>(argc));
  const codau::Language language = parse_language(args);
  std::string command;
  try {
    return dispatch(args, language, command);
  } catch (const codau::io::BrokenPipe&) {
    return end_by_pipe(before);
  } catch (const codau::Error& error) {
    return complain(error, language, command);
  } catch (const std::exception& error) {
    return complain_of_defect(error.what(), language);
  }
}
