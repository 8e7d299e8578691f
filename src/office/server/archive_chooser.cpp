#include "office/server/archive_chooser.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "office/api/json.h"
#include "office/server/page_files.h"
#include "pipeline/backup/restore_backup.h"
#include "pipeline/inputs/reject_list.h"
#include "text/unicode.h"
#include "web/http_server.h"

namespace codau::office {
namespace {

namespace fs = std::filesystem;

/// The path of the page of the chooser among the files of the page.
constexpr std::string_view kPage = "/choose.html";

web::Response refuse_path(const Message& why) { return web::make_problem(400, why); }

bool is_archive(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "codau.db", error);
}

bool has_files(const fs::path& folder) {
  std::error_code error;
  const bool is_folder = fs::is_directory(folder, error);
  return is_folder ? !fs::is_empty(folder, error) || error : fs::exists(folder, error);
}

}  // namespace

struct ArchiveChooser::Parts {
  explicit Parts(ArchiveChoices given)
      : choices(std::move(given)),
        http({"codau_choice",
              {},
              both("codau: liên kết này đã dùng rồi hoặc không đúng; hãy chạy lại codau serve",
                   "codau: this link has been used or is wrong; run codau serve again"),
              {},
              {}},
             0) {
    for (const PageFile& file : page_files()) {
      if (file.path == "/") continue;
      http.route("GET", file.path == kPage ? "/" : file.path, [file](const web::Request&) {
        return web::Response{200, std::string(file.bytes), std::string(file.type)};
      });
    }
    http.route("GET", "/api/v1/archives", [this](const web::Request&) { return list(); });
    http.route("POST", "/api/v1/archives",
               [this](const web::Request& request) { return take(request); });
  }

  [[nodiscard]] web::Response list() const {
    Json items = Json::array();
    for (const fs::path& one : choices.known)
      items.push_back({{"path", one.string()}, {"name", one.filename().string()}});
    return make_json_response(
        {{"items", std::move(items)}, {"suggested", or_null(choices.suggested.string())}});
  }

  /// Passes the chosen folder to choose(), and waits for the answer.
  web::Response take(const web::Request& request) {
    constexpr std::size_t kMostPath = 4000;
    const Json asked = Json::parse(request.body, nullptr, false);
    const auto given = asked.is_object() ? asked.find("path") : asked.end();
    if (!asked.is_object() || given == asked.end() || !given->is_string())
      return refuse_path(both("không hiểu được yêu cầu", "the request is not understood"));
    const auto text = given->get<std::string>();
    fs::path folder = text;
    if (folder.is_relative() && !choices.home.empty()) folder = choices.home / folder;
    const bool is_path = !text.empty() && text.size() <= kMostPath && text::is_utf8(text) &&
                         text.find('\0') == std::string::npos && folder.is_absolute();
    if (!is_path)
      return refuse_path(both("hãy ghi đường dẫn của một thư mục", "write the path of a folder"));
    if (!is_archive(folder) && has_files(folder))
      return refuse_path(
          both("thư mục này có tệp khác và không phải là kho; hãy chọn một thư mục mới",
               "this folder has other files and is no archive; choose a new folder"));
    const auto backup = asked.find("backup");
    if (backup != asked.end() && (!backup->is_string() || is_archive(folder)))
      return refuse_path(both("hãy khôi phục vào một thư mục mới", "restore into a new folder"));
    if (backup != asked.end()) {
      const auto error = pipeline::catch_error([&] {
        static_cast<void>(pipeline::restore_backup(backup->get<std::string>(), folder, {}));
      });
      if (error) return web::make_problem(409, error->message());
    }
    std::unique_lock lock(mutex);
    if (chosen)
      return web::make_problem(409, both("đang mở một kho", "an archive is being opened"));
    chosen = folder.lexically_normal();
    answer.reset();
    news.notify_all();
    news.wait(lock, [this] { return answer.has_value() || is_over; });
    chosen.reset();
    return answer ? *std::exchange(answer, std::nullopt)
                  : web::make_problem(503, both("codau đang dừng", "codau is stopping"));
  }

  ArchiveChoices choices;
  std::mutex mutex;  ///< protects the members below
  std::condition_variable news;
  std::optional<fs::path> chosen;       ///< waits for choose()
  std::optional<web::Response> answer;  ///< of choose(), for take()
  bool is_over = false;
  web::HttpServer http;  ///< destroyed first: its threads use the others
};

ArchiveChooser::ArchiveChooser(ArchiveChoices choices)
    : parts_(std::make_unique<Parts>(std::move(choices))) {}

ArchiveChooser::~ArchiveChooser() = default;

std::string ArchiveChooser::address() const { return parts_->http.address(); }

bool ArchiveChooser::choose(const std::function<bool()>& is_to_stop,
                            const std::function<std::string(const fs::path&)>& open) {
  constexpr std::chrono::milliseconds kWait{100};
  Parts& parts = *parts_;
  parts.http.start();
  bool is_open = false;
  while (!is_open && !is_to_stop()) {
    std::unique_lock lock(parts.mutex);
    parts.news.wait_for(lock, kWait);
    if (!parts.chosen || parts.answer) continue;
    std::string address;
    const auto error = pipeline::catch_error([&] { address = open(*parts.chosen); });
    is_open = !error;
    parts.answer = error ? web::make_problem(409, error->message())
                         : make_json_response({{"address", address}});
    parts.news.notify_all();
  }
  {
    const std::lock_guard lock(parts.mutex);
    parts.is_over = true;
    parts.news.notify_all();
  }
  parts.http.stop();
  return is_open;
}

}  // namespace codau::office
