#include "app/review_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>

#include "app/actor.h"
#include "app/command_line_help.h"
#include "app/installation.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/stop_signals.h"
#include "review/http/review_server.h"
#include "review/http/review_service.h"
#include "review/views/picture_cache.h"

namespace codau::app {
namespace {

/// Returns the private folder of the user's session, else the folder for temporary files.
std::filesystem::path find_session_folder() {
  const char* const named = std::getenv("XDG_RUNTIME_DIR");  // NOLINT(concurrency-mt-unsafe)
  std::error_code error;
  if (named != nullptr && std::filesystem::is_directory(named, error)) return named;
  const auto temporary = std::filesystem::temp_directory_path(error);
  return error ? "/tmp" : temporary;
}

/// A page that only its user can read and that redirects to an address with a token. Every user of
/// the machine can read the arguments of a program in /proc. The destructor deletes the page.
class PrivatePage {
 public:
  /// Creates no file if none can be written: the terminal shows the address.
  explicit PrivatePage(const std::string& address)
      : file_((find_session_folder() / "codau-review-XXXXXX.html").string()) {
    const int fd = ::mkostemps(file_.data(), sizeof ".html" - 1, O_CLOEXEC);  // its mode is 0600
    if (fd < 0) {
      file_.clear();
      return;
    }
    const std::string page = review::make_redirect_page(address);
    const bool is_whole = ::write(fd, page.data(), page.size()) == std::ssize(page);
    ::close(fd);
    if (is_whole) return;
    ::unlink(file_.c_str());
    file_.clear();
  }
  ~PrivatePage() {
    if (!file_.empty()) ::unlink(file_.c_str());
  }
  PrivatePage(const PrivatePage&) = delete;
  PrivatePage& operator=(const PrivatePage&) = delete;
  [[nodiscard]] const std::string& file() const noexcept { return file_; }

 private:
  std::string file_;
};

/// Opens the page in the browser of the desktop; without a browser the terminal shows the address.
void open_in_browser(std::string page) {
  if (page.empty()) return;
  std::string program = "xdg-open";
  const std::array<char*, 3> arguments{program.data(), page.data(), nullptr};
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
  constexpr int kMaxPort = 65535;
  app.add_option("--port", command.port,
                 say("cổng của trang trên máy này (mặc định: một cổng còn trống)",
                     "port of the page on this machine (default: one that is free)"))
      ->check(CLI::Range(0, kMaxPort))
      ->type_name(say("SỐ", "N"));
  app.add_option(
         "--actor", command.actor,
         say("tên người duyệt (mặc định: tên đăng nhập)", "who reviews (default: login name)"))
      ->type_name(say("TÊN", "NAME"));
  app.add_flag("--open", command.open, say("mở trang trong trình duyệt", "open it in the browser"));
  app.footer(say("Ví dụ:\n  codau review ket-qua --open --actor \"Nguyễn Thị Lan\"",
                 "Example:\n  codau review ket-qua --open --actor \"Nguyễn Thị Lan\""));
}

int run(const ReviewCommand& command, Language language) {
  const pipeline::StopSignals signals;
  review::ReviewService service(command.out, find_home({}), resolve_actor(command.actor),
                                find_worker());
  review::PictureCache pictures(command.out, find_worker());
  review::ReviewServer server(service, pictures, command.port);
  const std::string address = server.address() + (language == Language::kEnglish ? "&lang=en" : "");
  std::fputs((address + "\n").c_str(), stdout);
  std::fflush(stdout);
  std::fputs(pick(language, "Mở địa chỉ trên trong trình duyệt của máy này; Ctrl+C để dừng.\n",
                  "Open this address in a browser on this machine; Ctrl+C ends it.\n")
                 .c_str(),
             stderr);
  for (const Message& note : service.notes())
    std::fputs((pick(language, note) + "\n").c_str(), stderr);
  std::optional<PrivatePage> page;
  if (command.open) open_in_browser(page.emplace(address + "&from=file").file());
  server.serve([&] { return signals.has_arrived(); });
  return 0;
}

}  // namespace codau::app
