#include "app/review_command.h"

#include <spawn.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>

#include "app/locate.h"
#include "app/reviewer.h"
#include "app/usage.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/stop_signals.h"
#include "review/desk.h"
#include "review/pictures.h"
#include "review/server.h"

namespace codau::app {
namespace {

/// In the browser that the desktop has; where there is none the address stands in the terminal.
void open_in_browser(std::string address) {
  std::string program = "xdg-open";
  const std::array<char*, 3> arguments{program.data(), address.data(), nullptr};
  pid_t child = 0;
  static_cast<void>(
      ::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments.data(), environ));
}

}  // namespace

void add_options(CLI::App& app, ReviewCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 say("thư mục kết quả của codau run", "output of codau run"))
      ->required();
  constexpr int kMostPort = 65535;
  app.add_option("--port", command.port,
                 say("cổng của trang trên máy này (mặc định: một cổng còn trống)",
                     "port of the page on this machine (default: one that is free)"))
      ->check(CLI::Range(0, kMostPort))
      ->type_name(say("SỐ", "N"));
  app.add_option(
         "--actor", command.actor,
         say("tên người xem (mặc định: tên đăng nhập)", "who reviews (default: login name)"))
      ->type_name(say("TÊN", "NAME"));
  app.add_flag("--open", command.open, say("mở trang trong trình duyệt", "open it in the browser"));
  app.footer(say("Ví dụ:\n  codau review ket-qua --open --actor \"Nguyễn Thị Lan\"",
                 "Example:\n  codau review ket-qua --open --actor \"Nguyễn Thị Lan\""));
}

int run(const ReviewCommand& command, Language language) {
  const pipeline::StopSignals signals;
  review::Desk desk(command.out, find_home({}), actor_of(command.actor));
  review::Pictures pictures(command.out, find_worker());
  review::Server server(desk, pictures, command.port);
  const std::string address = server.address() + (language == Language::kEnglish ? "&lang=en" : "");
  std::fputs((address + "\n").c_str(), stdout);
  std::fflush(stdout);
  std::fputs(pick(language, "Mở địa chỉ trên trong trình duyệt của máy này; Ctrl+C để dừng.\n",
                  "Open this address in a browser on this machine; Ctrl+C ends it.\n")
                 .c_str(),
             stderr);
  for (const Message& note : desk.notes())
    std::fputs((pick(language, note) + "\n").c_str(), stderr);
  if (command.open) open_in_browser(address);
  server.serve([&] { return signals.came(); });
  return 0;
}

}  // namespace codau::app
