#include <sys/statvfs.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "office/api/json.h"
#include "office/server/server_context.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/inputs/models.h"
#include "pipeline/output/run_status.h"
#include "record/schema/typed_row.h"
#include "store/lists/reject_list.h"

namespace codau::office {
namespace {

using review::JsonResponse;
using review::ReviewService;

/// Returns the message for a picture that cannot be rendered.
Message why_no_picture(const Error& error) {
  const Message what = both("Không xem được bản quét: ", "The scan cannot be shown: ");
  if (error.cause() == Cause::kNone) return what + error.message();
  if (error.cause() == Cause::kChanged)
    return what +
           both("tệp gốc đã thay đổi từ lần đọc cuối", "its file has changed since it was read");
  const CauseText& text = describe_cause(error.cause());
  return what + both(text.cause_vi, text.cause_en);
}

/// Renders a picture without the mutex, so that other requests need not wait.
web::Response send_scan(ServerContext& context, const web::Request& request) {
  std::optional<pipeline::ScanPart> what;
  {
    const std::lock_guard lock(context.mutex);
    what = context.service.scan(request.params);
  }
  if (!what)
    return web::make_problem(404, both("trang này không có ảnh quét", "the page has no scan"));
  try {
    return {200, *context.pictures.get(*what), "image/jpeg"};
  } catch (const Error& error) {
    return web::make_problem(410, why_no_picture(error));
  }
}

/// The disk of the output.
struct DiskSpace {
  std::uint64_t free = 0, all = 0;
  /// Returns true if a run may soon find the disk full.
  [[nodiscard]] bool is_low() const {
    constexpr std::uint64_t kLeast = std::uint64_t{1} << 30U, kShare = 50;
    return free < kLeast && free < all / kShare * 5;
  }
};

DiskSpace find_disk_space(const std::filesystem::path& out) {
  struct statvfs status {};
  if (::statvfs(out.c_str(), &status) != 0) return {};
  return {status.f_bavail * status.f_frsize, status.f_blocks * status.f_frsize};
}

/// Numbers of what the archive has.
struct ArchiveCounts {
  std::uint64_t documents = 0, tasks = 0, rejects = 0;
  std::size_t doubts = 0;
};

ArchiveCounts count_archive(ServerContext& context) {
  const std::lock_guard lock(context.mutex);
  ArchiveCounts out;
  context.service.read([&](const store::StoreReader& store) {
    out.documents = store.count(record::table(record::TableId::kDocuments));
    out.tasks = store.count(record::table(record::TableId::kTasks));
    out.rejects = store::count_rejects(store.connection());
  });
  out.doubts = context.service.count_doubts();
  return out;
}

Json read_run(const std::filesystem::path& out) {
  const auto text = pipeline::read_run_status(out);
  return text ? Json::parse(*text, nullptr, false) : Json();
}

/// Returns a path for a backup beside the output, with the day in its name.
std::filesystem::path suggest_backup(const std::filesystem::path& out) {
  constexpr std::size_t kDateSize = 10;
  std::filesystem::path path = std::filesystem::absolute(out).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  path += '-' + pipeline::format_iso_time(std::time(nullptr)).substr(0, kDateSize) + ".tar.zst";
  return path;
}

web::Response tell_info(ServerContext& context) {
  const std::filesystem::path& out = context.service.out();
  const ArchiveCounts counts = count_archive(context);
  const DiskSpace disk = find_disk_space(out);
  Json notes = Json::array();
  for (const Message& note : context.service.notes())
    notes.push_back({{"vi", note.vi}, {"en", note.en}});
  return {200,
          dump({{"version", pipeline::program_version()},
                {"archive", std::filesystem::absolute(out).lexically_normal().filename().string()},
                {"actor", context.service.actor()},
                {"documents", counts.documents},
                {"tasks", counts.tasks},
                {"to_review", counts.doubts},
                {"rejects", counts.rejects},
                {"writable", ::access(out.c_str(), W_OK) == 0},
                {"run", read_run(out)},
                {"backup_to", suggest_backup(out).string()},
                {"disk_free", disk.free},
                {"disk_low", disk.is_low()},
                {"lines", true},
                {"notes", std::move(notes)}})};
}

/// Returns the resident memory of this process in bytes; 0 if the system does not tell.
std::uint64_t read_resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Returns the numbers in the text format of Prometheus.
web::Response tell_metrics(ServerContext& context) {
  const ArchiveCounts counts = count_archive(context);
  const DiskSpace disk = find_disk_space(context.service.out());
  std::string out;
  const auto add = [&](std::string_view name, std::string_view help, std::string_view type,
                       std::uint64_t value) {
    out.append("# HELP codau_").append(name).append(" ").append(help).append("\n# TYPE codau_");
    out.append(name).append(" ").append(type).append("\ncodau_").append(name).append(" ");
    out.append(std::to_string(value)).append("\n");
  };
  add("documents", "Documents in the archive.", "gauge", counts.documents);
  add("tasks", "Tasks in the archive.", "gauge", counts.tasks);
  add("doubts", "Open doubts that are known.", "gauge", counts.doubts);
  add("rejects", "Files and pages that could not be read.", "gauge", counts.rejects);
  add("disk_free_bytes", "Free bytes on the disk of the archive.", "gauge", disk.free);
  add("resident_bytes", "Resident memory of the server.", "gauge", read_resident_bytes());
  add("requests_total", "Requests to the API.", "counter", context.requests);
  add("uploaded_bytes_total", "Bytes of received files.", "counter", context.uploaded_bytes);
  out += "# HELP codau_jobs Jobs by state.\n# TYPE codau_jobs gauge\n";
  for (const auto& [state, count] : context.jobs.count_by_state())
    out.append("codau_jobs{state=\"")
        .append(name_of(state))
        .append("\"} ")
        .append(std::to_string(count) + "\n");
  return {200, std::move(out), "text/plain; version=0.0.4; charset=utf-8"};
}

web::Response tell_health(ServerContext& context) {
  const std::lock_guard lock(context.mutex);
  context.service.read([](const store::StoreReader& store) { static_cast<void>(store.seq()); });
  return {200, R"({"status":"ok"})"};
}

}  // namespace

web::Response to_response(const JsonResponse& from) {
  if (!from.file.empty()) return {from.status, from.body, "text/csv; charset=utf-8", {}, from.file};
  if (from.status < 400) return {from.status, from.body};
  Json json = Json::parse(from.body, nullptr, false);
  if (!json.is_object() || !json.contains("error"))
    return {from.status, from.body, web::kProblemType};
  const Message why(json["error"].value("vi", ""), json["error"].value("en", ""));
  Json out = Json::parse(web::make_problem_json(from.status, why));
  json.erase("error");
  for (const auto& [name, value] : json.items()) out[name] = value;
  return {from.status, dump(out), web::kProblemType};
}

web::Response answer_locked(ServerContext& context, const std::function<JsonResponse()>& ask) {
  ++context.requests;
  const std::lock_guard lock(context.mutex);
  return to_response(ask());
}

void add_review_routes(web::HttpServer& server, ServerContext& context) {
  using Ask = JsonResponse (ReviewService::*)(const web::RequestParams&);
  const auto get = [&](std::string_view name, Ask ask) {
    server.route(
        "GET", "/api/v1/review/" + std::string(name), [&context, ask](const web::Request& request) {
          return answer_locked(context, [&] { return (context.service.*ask)(request.params); });
        });
  };
  get("queue", &ReviewService::queue);
  get("doubt", &ReviewService::doubt);
  get("tasks", &ReviewService::tasks);
  get("row", &ReviewService::row);
  get("page", &ReviewService::page);
  get("same", &ReviewService::same);
  get("rescans", &ReviewService::rescans);
  get("statistics", &ReviewService::statistics);
  get("sample", &ReviewService::sample);
  server.route("GET", "/api/v1/review/scan",
               [&context](const web::Request& request) { return send_scan(context, request); });
  server.route("GET", "/api/v1/documents/{doc_id}/pages/{page}/picture",
               [&context](web::Request request) {
                 request.params["doc"] = request.params["doc_id"];
                 return send_scan(context, request);
               });
  server.route("POST", "/api/v1/review/sample", [&context](const web::Request& request) {
    return answer_locked(context, [&] { return context.service.judge_sample_item(request.body); });
  });
  using Act = std::function<JsonResponse(const web::Request&)>;
  const auto post = [&](std::string_view path, const Act& act) {
    server.route("POST", path, [&context, act](const web::Request& request) {
      context.service.wait_for_writers();  // before taking the mutex: others need not wait
      return answer_locked(context, [&] {
        context.last_act = ServerContext::Clock::now();
        return act(request);
      });
    });
  };
  ReviewService& service = context.service;
  post("/api/v1/review/act",
       [&service](const web::Request& request) { return service.act(request.body); });
  post("/api/v1/corrections",
       [&service](const web::Request& request) { return service.correct(request.body); });
  post("/api/v1/documents/{doc_id}/lines", [&service](const web::Request& request) {
    return service.correct_line(review::at(request.params, "doc_id"), request.body);
  });
}

void add_care_routes(web::HttpServer& server, ServerContext& context) {
  server.route("GET", "/api/v1/info",
               [&context](const web::Request&) { return tell_info(context); });
  server.route("GET", "/metrics",
               [&context](const web::Request&) { return tell_metrics(context); });
  server.route_open("/healthz", [&context](const web::Request&) { return tell_health(context); });
}

}  // namespace codau::office
