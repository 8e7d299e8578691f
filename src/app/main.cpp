// app/main.cpp — the command line: which command, which language, which exit code.
#include <signal.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/export_command.h"
#include "app/language.h"
#include "app/restore_command.h"
#include "app/run_command.h"
#include "app/search_command.h"
#include "app/versions.h"
#include "core/error.h"
#include "core/message.h"
#include "export/files.h"
#include "text/printable.h"

namespace codau::app {
namespace {

// Vietnamese, unless --lang en stands anywhere: help is printed while options are still parsed.
Language language_of(std::span<char* const> args) {
  for (std::size_t i = 1; i < args.size(); ++i) {
    const std::string_view arg = args[i], next = i + 1 < args.size() ? args[i + 1] : "";
    if (arg == "--lang=en" || (arg == "--lang" && next == "en")) return Language::kEnglish;
  }
  return Language::kVietnamese;
}

// CLI11 has words of its own.
void speak_vietnamese(CLI::App& app) {
  const auto formatter = app.get_formatter();
  for (const auto& [english, vietnamese] : {std::pair{"Usage", "Cách dùng"},
                                            {"OPTIONS", "TÙY CHỌN"},
                                            {"Positionals", "Đối số"},
                                            {"SUBCOMMAND", "LỆNH"},
                                            {"REQUIRED", "(cần có)"},
                                            {"Excludes", "Không đi cùng"}}) {
    formatter->label(english, vietnamese);
  }
  app.option_defaults()->group("Tùy chọn");
  app.set_help_flag("-h,--help", "in hướng dẫn này rồi thoát");
}

// What was wrong with the command line, before the words that CLI11 has for it.
std::string_view in_vietnamese(const CLI::ParseError& error) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"RequiredError", "thiếu đối số: "},
       {"ExtrasError", "thừa đối số hoặc không có tùy chọn này: "},
       {"ArgumentMismatch", "sai số giá trị: "},
       {"ConversionError", "giá trị không hợp lệ: "},
       {"ValidationError", "giá trị không hợp lệ: "},
       {"ExcludesError", "không dùng cùng nhau được: "}});
  const std::string name = error.get_name();
  const auto* const found = std::ranges::find(kNames, name, &decltype(kNames)::value_type::first);
  return found == kNames.end() ? "" : found->second;
}

// Names and messages of others stand in it: nothing of them reaches the terminal as a command. A
// defect of ours says what helps to find it.
int complain(std::string_view message, ErrorCode code) {
  constexpr std::size_t kLongest = 4000;
  std::string line = "codau: " + text::printable(message, kLongest);
  if (code == ErrorCode::kInternal) {
    line += " — " + both(
                        "đây là lỗi của codau: hãy gửi cho nhóm phát triển dòng này, kết quả của "
                        "codau --version và tệp của --log",
                        "a defect of codau: please report this line, what codau --version prints, "
                        "and the file of --log");
  }
  std::fputs((line + "\n").c_str(), stderr);
  return static_cast<int>(code);
}

int dispatch(int argc, char** argv) {
  const Language language = language_of({argv, static_cast<std::size_t>(argc)});
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  CLI::App app(say("Bản quét kế hoạch tiếng Việt thành văn bản và bản ghi.",
                   "Scanned Vietnamese plans into text and records."),
               "codau");
  if (language == Language::kVietnamese) speak_vietnamese(app);  // before commands inherit it
  std::string lang;
  ExportCommand export_command;
  RunCommand run_command;
  RestoreCommand restore_command;
  SearchCommand search_command;
  bool show_versions = false;
  app.add_flag("--version", show_versions, say("phiên bản và mô hình", "versions and models"));
  app.add_option("--lang", lang, say("tiếng Việt hay tiếng Anh", "Vietnamese or English"))
      ->check(CLI::IsMember({"vi", "en"}));
  app.fallthrough();
  app.require_subcommand(0, 1);
  CLI::App* const run_app = app.add_subcommand(
      "run", say("đọc tệp và thư mục vào một thư mục kết quả", "files and folders into an output"));
  CLI::App* const restore_app =
      app.add_subcommand("restore", say("trả dấu cho văn bản", "give text its diacritics back"));
  CLI::App* const export_app =
      app.add_subcommand("export", say("đưa bản ghi sang dạng khác hay cơ sở dữ liệu",
                                       "records into another form or a database"));
  CLI::App* const search_app = app.add_subcommand(
      "search", say("tìm chữ trong kết quả, có dấu hay không", "find words in an output"));
  for (CLI::App* const command : {run_app, export_app, search_app, restore_app}) {
    command->group(say("Các lệnh", "Commands"));
    command->get_help_ptr()->group(app.get_help_ptr()->get_group());
  }
  add_options(*run_app, run_command, language);
  add_options(*export_app, export_command, language);
  add_options(*restore_app, restore_command, language);
  add_options(*search_app, search_command, language);
  app.footer(say("Ví dụ:\n  codau run ho-so-quet/ -o ket-qua",
                 "Example:\n  codau run ho-so-quet/ -o ket-qua"));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help
    return complain(say(in_vietnamese(error), "") + error.what() +
                        say(" (xem codau --help)", " (see codau --help)"),
                    ErrorCode::kUsage);
  }
  if (show_versions) return print_versions();
  if (run_app->parsed()) return run(run_command, language);
  if (export_app->parsed()) return run(export_command, language);
  if (restore_app->parsed()) return run(restore_command);
  if (search_app->parsed()) return run(search_command, language);
  return complain(say("thiếu lệnh (xem codau --help)", "a command is missing (see codau --help)"),
                  ErrorCode::kUsage);
}

// As any filter does whose reader has left: by the signal, if it is not ignored. Nothing is said.
int end_by_pipe(void (*before)(int)) {
  ::signal(SIGPIPE, before);
  ::raise(SIGPIPE);
  constexpr int kBySignal = 128;
  return kBySignal + SIGPIPE;
}

}  // namespace
}  // namespace codau::app

int main(int argc, char** argv) {
  // A full disk, a file size limit or a reader that left is an error of a write, not a death.
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  try {
    return codau::app::dispatch(argc, argv);
  } catch (const codau::exports::ClosedPipe&) {
    return codau::app::end_by_pipe(before);
  } catch (const codau::Error& error) {
    return codau::app::complain(error.what(), error.code());
  } catch (const std::exception& error) {
    return codau::app::complain(error.what(), codau::ErrorCode::kInternal);
  }
}
