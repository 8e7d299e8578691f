#include "app/watch_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "app/command_line_help.h"
#include "app/installation.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/stop_signals.h"
#include "pipeline/watch.h"
#include "text/printable.h"

namespace codau::app {
namespace {

pipeline::WatchOptions make_watch_options(const WatchCommand& command) {
  std::error_code error;
  if (!std::filesystem::is_directory(command.inbox, error)) {
    throw Error(ErrorCode::kUsage,
                command.inbox + ": " + both("không có thư mục này", "no such folder"));
  }
  if (command.marker.find('/') != std::string::npos) {
    throw Error(ErrorCode::kUsage,
                "--marker: " + both("phải là tên hoặc đuôi tên tệp, không có dấu /",
                                    "expected a name, or the end of one, without /"));
  }
  pipeline::WatchOptions options;
  options.run.inputs = {command.inbox};
  options.run.out = command.out;
  options.run.home = find_home(command.models);
  options.run.worker = find_worker();
  options.run.lexicon = command.lexicon;
  options.run.jobs = command.jobs == 0 ? count_processors() : command.jobs;
  options.run.follows = true;
  options.marker = command.marker;
  options.status = command.status;
  if (command.settle > 0) options.settle = std::chrono::seconds(command.settle);
  options.poll = std::chrono::seconds(command.poll);
  return options;
}

}  // namespace

void add_options(CLI::App& app, WatchCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const std::string folder = say("THƯ_MỤC", "DIR");
  app.add_option(say("THƯ_MỤC_ĐẾN", "INBOX"), command.inbox,
                 say("thư mục mà máy quét hay người dùng bỏ tệp vào",
                     "the folder into which scanners and people put files"))
      ->required();
  app.add_option("-o,--out", command.out, say("thư mục kết quả", "output folder"))
      ->type_name(folder)
      ->required();
  app.add_option("--marker", command.marker,
                 say("chỉ nhận tệp khi bên cạnh có tệp cùng tên thêm đuôi này, hoặc trong thư mục "
                     "có tệp tên này",
                     "take a file only when one of its name with this end is beside it, or one of "
                     "this name in its folder"))
      ->type_name(say("TÊN", "NAME"));
  accept_number(
      *app.add_option(
          "--settle", command.settle,
          say("số giây một tệp phải đứng yên trước khi được nhận; mặc định 2, hoặc 10 khi "
              "hệ thống không cho biết còn ai đang ghi (tệp của người khác, thư mục mạng)",
              "seconds that a file must rest before it is taken; by default 2, or 10 where "
              "the system does not tell whether somebody writes to it (another user's "
              "file, a network folder)")),
      1, 3600, language);
  accept_number(*app.add_option("--poll", command.poll,
                                say("số giây giữa hai lần xem thư mục mạng",
                                    "seconds between two looks at a network folder"))
                     ->capture_default_str(),
                1, 3600, language);
  accept_number(*app.add_option("--jobs", command.jobs,
                                say("số tiến trình; mặc định là số bộ xử lý",
                                    "processes; as many as processors by default")),
                1, 1024, language);
  app.add_option("--models", command.models,
                 say("thư mục có models/ và data/", "folder with models/ and data/"))
      ->type_name(folder);
  app.add_option("--lexicon", command.lexicon,
                 say("thư mục bảng từ của người dùng (thêm vào KẾT_QUẢ/lexicon/user)",
                     "folder of a user's tables of words (besides OUT/lexicon/user)"))
      ->type_name(folder);
  app.add_option("--status", command.status,
                 say("tệp ghi tình trạng, định dạng JSON (mặc định: KẾT_QUẢ/watch.json)",
                     "file for the current state, as JSON (default: OUT/watch.json)"))
      ->type_name(say("TỆP", "FILE"));
  app.add_flag("--quiet", command.quiet, say("chỉ báo lỗi", "say errors only"));
  app.footer(
      say("Ví dụ:\n  codau watch /ban-quet -o ket-qua", "Example:\n  codau watch /scans -o out"));
}

void run(const WatchCommand& command, Language language) {
  const pipeline::WatchOptions options = make_watch_options(command);
  const pipeline::StopSignals signals;
  pipeline::RunHooks hooks;
  hooks.warning = [&](const Message& text) {
    std::fputs(("codau: " + text::make_printable(pick(language, text)) + "\n").c_str(), stderr);
  };
  if (!command.quiet) hooks.note = hooks.warning;
  hooks.stopped = [&] { return signals.has_arrived(); };
  pipeline::watch(options, hooks);
}

}  // namespace codau::app
