#include "app/serve_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "app/actor.h"
#include "app/command_line_help.h"
#include "app/installation.h"
#include "app/known_archives.h"
#include "core/error.h"
#include "core/message.h"
#include "office/server/archive_chooser.h"
#include "office/server/office_server.h"
#include "pipeline/inputs/stop_signals.h"
#include "store/schema/database_identity.h"
#include "web/http_server.h"

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
      : file_((find_session_folder() / "codau-serve-XXXXXX.html").string()) {
    const int fd = ::mkostemps(file_.data(), sizeof ".html" - 1, O_CLOEXEC);  // its mode is 0600
    if (fd < 0) {
      file_.clear();
      return;
    }
    const std::string page = web::make_redirect_page(address);
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

/// Returns the secret in the file: its first line. Throws Error{kUsage} if the file cannot be read,
/// if others can read it, or if the secret is too short.
std::string read_secret(const std::string& file) {
  constexpr std::size_t kLeast = 16, kMost = 4096;
  if (file.empty()) return {};
  struct stat status {};
  std::string secret;
  if (::stat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode))
    std::getline(std::ifstream(file), secret);
  if (secret.size() < kLeast || secret.size() > kMost)
    throw Error(ErrorCode::kUsage,
                "--token-file " + file +
                    both(": cần một tệp có ít nhất 16 ký tự ở dòng đầu",
                         ": expected a file with at least 16 characters in its first line"));
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw Error(ErrorCode::kUsage, "--token-file " + file +
                                       both(": người khác đọc được tệp này; hãy chạy chmod 600",
                                            ": others can read this file; run chmod 600"));
  return secret;
}

void print_error(const std::string& line) { std::fputs((line + "\n").c_str(), stderr); }

/// Prints an address for a person to standard output.
void print_address(const std::string& address, Language language) {
  std::fputs((address + "\n").c_str(), stdout);
  std::fflush(stdout);
  print_error(pick(language, "Mở liên kết trên trong trình duyệt của máy này; Ctrl+C để dừng.",
                   "Open this link in a browser on this machine; Ctrl+C ends it."));
}

office::ArchiveChoices offer_archives(const KnownArchives& known, Language language) {
  const std::filesystem::path home = find_home_folder();
  std::error_code error;
  std::filesystem::path suggested;
  for (int i = 1; !home.empty() && suggested.empty(); ++i) {
    const std::string number = i == 1 ? "" : ' ' + std::to_string(i);
    const std::filesystem::path one =
        home / (pick(language, "Kho văn bản", "Archive of papers") + number);
    if (!std::filesystem::exists(one, error)) suggested = one;
  }
  return {known.list(), home, suggested};
}

/// Lets the person choose an archive in the browser, and opens it. Returns nothing if a signal ends
/// the program before. Throws Error{kUsage} without a desktop session.
std::unique_ptr<office::OfficeServer> choose_archive(
    const KnownArchives& known, const pipeline::StopSignals& signals, Language language,
    const std::function<std::unique_ptr<office::OfficeServer>(const std::filesystem::path&)>&
        open) {
  if (!has_desktop())
    throw Error(ErrorCode::kUsage,
                both("hãy ghi thư mục kết quả, ví dụ: codau serve ket-qua; ở đây không có màn hình "
                     "để hỏi trong trình duyệt",
                     "name the folder of the archive, for example: codau serve results; without a "
                     "desktop session no browser can ask for it"));
  office::ArchiveChooser chooser(offer_archives(known, language));
  const std::string address =
      chooser.address() + (language == Language::kEnglish ? "&lang=en" : "");
  print_address(address, language);
  const PrivatePage page(address + "&from=file");
  open_in_browser(page.file());
  std::unique_ptr<office::OfficeServer> server;
  const bool is_open = chooser.choose([&] { return signals.has_arrived(); },
                                      [&](const std::filesystem::path& out) {
                                        server = open(out);
                                        return server->address();
                                      });
  return is_open ? std::move(server) : nullptr;
}

}  // namespace

void add_options(CLI::App& app, ServeCommand& command, Language language) {
  const auto say = [&](std::string_view vi, std::string_view en) { return pick(language, vi, en); };
  const bool is_review = command.view == StartView::kDoubts;
  app.add_option(say("KẾT_QUẢ", "OUT"), command.out,
                 is_review ? say("thư mục kết quả của codau run", "output of codau run")
                           : say("thư mục kết quả; chưa có thì được tạo mới; không ghi thì chọn "
                                 "trong trình duyệt",
                                 "output; made if missing; chosen in the browser if not given"))
      ->required(is_review);
  constexpr int kMaxPort = 65535;
  app.add_option("--port", command.port,
                 say("cổng của trang trên máy này (mặc định: một cổng còn trống)",
                     "port of the page on this machine (default: one that is free)"))
      ->check(CLI::Range(0, kMaxPort))
      ->type_name(say("SỐ", "N"));
  app.add_option("--actor", command.actor,
                 say("tên người làm việc (mặc định: tên đăng nhập)",
                     "who works here (default: login name)"))
      ->type_name(say("TÊN", "NAME"));
  app.add_option("--token-file", command.token_file,
                 say("tệp có mã bí mật cho chương trình khác dùng API (Authorization: Bearer)",
                     "file with the secret for programs that use the API (Authorization: Bearer)"))
      ->type_name(say("TỆP", "FILE"));
  app.add_option("--log", command.log,
                 say("ghi thêm nhật ký vào tệp này: mỗi dòng một yêu cầu, định dạng JSON",
                     "append a log to this file: a request a line, as JSON"))
      ->type_name(say("TỆP", "FILE"));
  app.add_flag("--open", command.open, say("mở trang trong trình duyệt", "open it in the browser"));
  app.footer(is_review ? say("Ví dụ:\n  codau review ket-qua --open --actor \"Nguyễn Thị Lan\"",
                             "Example:\n  codau review ket-qua --open --actor \"Nguyễn Thị Lan\"")
                       : say("Ví dụ:\n  codau serve ket-qua --open --actor \"Nguyễn Thị Lan\"",
                             "Example:\n  codau serve ket-qua --open --actor \"Nguyễn Thị Lan\""));
}

int run(const ServeCommand& command, Language language) {
  const pipeline::StopSignals signals;
  const bool is_review = command.view == StartView::kDoubts;
  if (is_review) store::require_store(std::filesystem::path(command.out) / "codau.db");
  const KnownArchives known(find_archive_list());
  const std::string choices = std::string(is_review ? "&view=doubts" : "") +
                              (language == Language::kEnglish ? "&lang=en" : "");
  const auto open = [&](const std::filesystem::path& out) {
    office::OfficeOptions options{out,
                                  find_home({}),
                                  find_program(),
                                  find_worker(),
                                  resolve_actor(command.actor),
                                  read_secret(command.token_file),
                                  command.log,
                                  command.port};
    options.renewed = [choices, language](const std::string& address) {
      print_error(pick(language, "Liên kết cho lần mở sau: ", "Link for the next time: ") +
                  address + choices);
    };
    auto server = std::make_unique<office::OfficeServer>(std::move(options));
    known.remember(out);
    return server;
  };
  const bool is_chosen = command.out.empty();
  const auto server =
      is_chosen ? choose_archive(known, signals, language, open) : open(command.out);
  if (!server) return 0;
  std::optional<PrivatePage> page;
  if (!is_chosen) {
    const std::string address = server->address() + choices;
    print_address(address, language);
    if (command.open) open_in_browser(page.emplace(address + "&from=file").file());
  }
  for (const Message& note : server->notes()) print_error(pick(language, note));
  server->serve([&] { return signals.has_arrived(); });
  return 0;
}

}  // namespace codau::app
