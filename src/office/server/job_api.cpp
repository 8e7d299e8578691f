#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "office/api/json.h"
#include "office/jobs/export_formats.h"
#include "office/server/server_context.h"
#include "office/server/upload.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/output/run_status.h"
#include "record/schema/ids.h"
#include "record/schema/typed_row.h"
#include "review/views/views.h"
#include "store/results/result_files.h"
#include "web/token.h"

namespace codau::office {
namespace {

namespace fs = std::filesystem;
using record::Documents;

constexpr std::size_t kMostListed = 200, kFilesListed = 50, kFilesShown = 2000;

Json make_time_json(std::int64_t seconds) {
  return seconds == 0 ? Json() : Json(pipeline::format_iso_time(seconds));
}

web::Response refuse(int status, const Message& why) { return web::make_problem(status, why); }

web::Response refuse_unknown_job() {
  return refuse(404, both("không có việc này", "there is no such job"));
}

/// What the archive has of uploaded files: documents and causes of failures, by doc_id of the file.
struct FileResults {
  std::map<std::string, Json, std::less<>> documents;  ///< arrays of {"doc_id", "name"}
  std::map<std::string, Cause, std::less<>> causes;
};

/// Returns the number of a document with its notation, such as "12/KH-UBND".
std::string join_code(const std::string& number, const std::string& notation) {
  return notation.empty() ? number : number + '/' + notation;
}

void add_document(const store::StoreReader& store, const std::string& doc_id, Json& to) {
  store.for_each_row_of(record::table(record::TableId::kDocuments), doc_id,
                        [&](const record::Row& row, std::string_view) {
                          const record::ConstCells<Documents> cells(row);
                          to.push_back({{"doc_id", doc_id},
                                        {"number", join_code(cells.text(Documents::code_number),
                                                             cells.text(Documents::code_notation))},
                                        {"subject", cells.text(Documents::subject)}});
                        });
}

/// A file of a job, and the doc_ids of the files that were read for it. These are its own doc_id,
/// or those of the files that were made of its pages.
struct ReadFile {
  JobFile file;
  std::vector<std::string> doc_ids;
  bool is_left_out = false;  ///< a person has kept no page
};

std::vector<ReadFile> list_read_files(const ServerContext& context, const std::string& job,
                                      std::size_t most) {
  std::map<std::string, std::vector<std::string>> made;
  for (const ArrangedFile& one : context.arrangements.arranged(job))
    made[one.source].push_back(one.sha256);
  std::vector<ReadFile> out;
  for (JobFile& file : context.jobs.files(job, most)) {
    ReadFile one{std::move(file), {}};
    const auto found = made.find(one.file.path);
    if (found == made.end()) one.doc_ids.push_back(record::doc_id(one.file.sha256));
    if (found != made.end())
      for (const std::string& sha256 : found->second)
        if (!sha256.empty()) one.doc_ids.push_back(record::doc_id(sha256));
    one.is_left_out = one.doc_ids.empty();
    out.push_back(std::move(one));
  }
  return out;
}

/// Returns the documents of files; the result has no causes.
FileResults find_documents(ServerContext& context, const std::vector<std::string>& doc_ids) {
  FileResults out;
  const std::lock_guard lock(context.mutex);
  context.service.read([&](const store::StoreReader& store) {
    for (const std::string& doc_id : doc_ids) {
      Json documents = Json::array();
      add_document(store, doc_id, documents);
      for (const std::string& further : store.sub_documents(doc_id))
        add_document(store, further, documents);
      if (!documents.empty()) out.documents.emplace(doc_id, std::move(documents));
    }
  });
  return out;
}

FileResults find_results(ServerContext& context, const std::vector<ReadFile>& files) {
  std::vector<std::string> doc_ids;
  for (const ReadFile& one : files)
    doc_ids.insert(doc_ids.end(), one.doc_ids.begin(), one.doc_ids.end());
  FileResults out = find_documents(context, doc_ids);
  const bool is_missing = std::ranges::any_of(
      doc_ids, [&](const std::string& doc_id) { return !out.documents.contains(doc_id); });
  if (!is_missing) return out;
  for (const pipeline::Reject& one : review::read_rejects(context.service.out()))
    if (!one.doc_id.empty()) out.causes.emplace(one.doc_id, one.cause);
  return out;
}

std::string_view find_file_state(const JobFile& file, JobState job, bool has_documents,
                                 bool has_failed) {
  if (file.is_known) return "known";
  if (job == JobState::kReceiving || job == JobState::kWaiting) return "waiting";
  if (has_documents) return "done";
  if (has_failed) return "failed";
  if (job == JobState::kRunning) return "waiting";
  return job == JobState::kCancelled ? "cancelled" : "failed";
}

Json make_file_json(const ReadFile& read, JobState job, const FileResults& results) {
  const JobFile& file = read.file;
  Json documents = Json::array();
  auto cause = results.causes.end();
  bool is_missing = false;
  for (const std::string& doc_id : read.doc_ids) {
    const auto found = results.documents.find(doc_id);
    is_missing = is_missing || found == results.documents.end();
    if (found != results.documents.end())
      documents.insert(documents.end(), found->second.begin(), found->second.end());
    if (cause == results.causes.end()) cause = results.causes.find(doc_id);
  }
  const bool has_documents = !documents.empty() && !is_missing,
             has_failed = cause != results.causes.end();
  Json json{{"path", file.path},
            {"bytes", file.bytes},
            {"sha256", file.sha256},
            {"state", read.is_left_out && is_ended(job)
                          ? "left_out"
                          : find_file_state(file, job, has_documents, has_failed)},
            {"documents", std::move(documents)}};
  if (has_failed) {
    const CauseText& text = describe_cause(cause->second);
    json["cause"] = make_message_json(both(text.cause_vi, text.cause_en));
    json["hint"] = make_message_json(both(text.hint_vi, text.hint_en));
  }
  return json;
}

/// Returns how far the running job is; null if it has not begun to tell.
Json make_progress_json(const ServerContext& context) {
  const auto text = pipeline::read_run_status(context.runner.places().out);
  Json json = text ? Json::parse(*text, nullptr, false) : Json();
  if (!json.is_object() || json.value("pid", 0) != context.runner.running_pid()) return {};
  for (const char* const own : {"pid", "host", "started", "updated"}) json.erase(own);
  return json;
}

Json make_job_json(ServerContext& context, const Job& job, std::size_t most_files) {
  const std::vector<ReadFile> files = list_read_files(context, job.id, most_files);
  const FileResults results = find_results(context, files);
  Json listed = Json::array();
  for (const ReadFile& file : files) listed.push_back(make_file_json(file, job.state, results));
  return {{"id", job.id},
          {"kind", name_of(job.kind)},
          {"name", job.name},
          {"actor", job.actor},
          {"state", name_of(job.state)},
          {"created", make_time_json(job.created)},
          {"started", make_time_json(job.started)},
          {"ended", make_time_json(job.ended)},
          {"position", job.position},
          {"progress", job.state == JobState::kRunning ? make_progress_json(context) : Json()},
          {"files_all", context.jobs.count_files(job.id)},
          {"files", std::move(listed)},
          {"message", job.message.vi.empty() ? Json() : make_message_json(job.message)},
          {"result", job.result.empty() ? Json() : Json(job.result)}};
}

std::string text_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Returns the arguments of an export; nothing for a format or document that cannot be asked for.
std::optional<std::vector<std::string>> parse_export(const Json& asked) {
  const std::string format = text_of(asked, "format");
  if (!is_download_format(format)) return std::nullopt;
  std::vector<std::string> out{format};
  for (const char* const name : {"from", "until", "organ", "type", "status"})
    if (const std::string value = text_of(asked, name); !value.empty())
      out.push_back(std::string("--") + name + '=' + value);
  const Json documents = asked.value("doc", Json::array());
  if (!documents.is_array()) return std::nullopt;
  for (const Json& one : documents) {
    if (!one.is_string() || !store::is_doc_id(one.get<std::string>())) return std::nullopt;
    out.push_back("--doc=" + one.get<std::string>());
  }
  return out;
}

/// Returns true for an absolute path that a person may have written.
bool is_usable_path(const std::string& path) {
  constexpr std::size_t kMost = 4000;
  return path.size() <= kMost && path.find('\0') == std::string::npos &&
         fs::path(path).is_absolute();
}

web::Response add_job(ServerContext& context, const web::Request& request) {
  constexpr std::size_t kMaxName = 200;
  const Json asked = Json::parse(request.body, nullptr, false);
  const auto kind = asked.is_object() ? find_job_kind(text_of(asked, "kind")) : std::nullopt;
  if (!kind) return refuse(400, both("không hiểu được yêu cầu", "the request is not understood"));
  Job job;
  job.kind = *kind;
  job.name = text_of(asked, "name").substr(0, kMaxName);
  job.actor = context.service.actor();
  if (job.kind == JobKind::kExport) {
    auto arguments = parse_export(asked);
    if (!arguments)
      return refuse(400, both("không xuất được định dạng hoặc văn bản này",
                              "this format or document cannot be exported"));
    job.arguments = std::move(*arguments);
    job.state = JobState::kWaiting;
  }
  if (job.kind == JobKind::kBackup) {
    const std::string path = text_of(asked, "path");
    if (!is_usable_path(path))
      return refuse(400, both("hãy ghi đường dẫn đầy đủ của tệp sao lưu",
                              "write the full path of the backup"));
    job.arguments = {path};
    job.name = path.substr(0, kMaxName);
    job.state = JobState::kWaiting;
  }
  job = context.jobs.add(std::move(job));
  if (job.kind == JobKind::kFiles) io::make_folder(context.runner.places().uploads(job.id));
  if (job.kind != JobKind::kFiles) context.runner.wake();
  return {201, dump(make_job_json(context, job, kFilesListed))};
}

/// Returns a document that was made of a file with this SHA-256, or of its pages; empty if the
/// archive has none.
std::string find_known_document(ServerContext& context, const std::string& sha256) {
  std::vector<std::string> doc_ids{record::doc_id(sha256)};
  for (const std::string& made : context.arrangements.find_made_of(sha256))
    doc_ids.push_back(record::doc_id(made));
  const auto results = find_documents(context, doc_ids);
  return results.documents.empty() ? std::string() : results.documents.begin()->first;
}

web::Response take_file(ServerContext& context, const web::Request& request,
                        const web::BodyReader& read) {
  const std::string id = review::at(request.params, "id"),
                    path = review::at(request.params, "path");
  const auto job = context.jobs.find(id);
  if (!job || job->kind != JobKind::kFiles) return refuse_unknown_job();
  if (job->state != JobState::kReceiving)
    return refuse(409,
                  both("việc này đã bắt đầu, không nhận thêm tệp", "the job has begun already"));
  if (!is_upload_path(path))
    return refuse(400, both("tên tệp này không dùng được", "this name of a file cannot be used"));
  Upload upload(context.runner.places().uploads(id) / path);
  const ReceivedFile file = upload.receive(read);
  const std::string known = find_known_document(context, file.sha256);
  if (known.empty()) upload.keep();
  context.jobs.add_file(id, {path, file.sha256, file.bytes, !known.empty()});
  context.uploaded_bytes += file.bytes;
  return {201, dump({{"path", path},
                     {"sha256", file.sha256},
                     {"bytes", file.bytes},
                     {"known", known.empty() ? Json() : Json(known)}})};
}

web::Response start_job(ServerContext& context, const Job& job) {
  if (!context.jobs.move(job.id, JobState::kReceiving, JobState::kWaiting))
    return refuse(409, both("việc này đã bắt đầu", "the job has begun already"));
  const auto files = context.jobs.files(job.id, kFilesShown);
  if (std::ranges::all_of(files, &JobFile::is_known)) {
    Job done = job;
    done.state = JobState::kDone;
    done.ended = std::time(nullptr);
    context.jobs.save(done);
  }
  context.runner.wake();
  return {202, dump(make_job_json(context, *context.jobs.find(job.id), kFilesListed))};
}

web::Response change_job(ServerContext& context, const Job& job, std::string_view action) {
  bool is_done = true;
  if (action == "start") return start_job(context, job);
  if (action == "cancel") {
    is_done = context.runner.cancel(job.id);
  } else if (action == "retry") {
    is_done = context.runner.retry(job.id);
  } else if (action == "first") {
    context.jobs.put_first(job.id);
  } else {
    return refuse(404, both("không có gì ở địa chỉ này", "there is nothing here"));
  }
  if (!is_done)
    return refuse(409, both("trạng thái của việc này không cho phép làm vậy",
                            "the state of the job does not allow this"));
  return {202, dump(make_job_json(context, *context.jobs.find(job.id), kFilesListed))};
}

/// Answers when the job has ended, or after `seconds`.
web::Response tell_job(ServerContext& context, const std::string& id, std::int64_t seconds) {
  constexpr std::chrono::milliseconds kLook{100};
  constexpr std::int64_t kMostSeconds = 20;
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::seconds(std::min(seconds, kMostSeconds));
  while (true) {
    const auto job = context.jobs.find(id);
    if (!job) return refuse_unknown_job();
    if (is_ended(job->state) || std::chrono::steady_clock::now() >= end)
      return {200, dump(make_job_json(context, *job, kFilesShown))};
    std::this_thread::sleep_for(kLook);
  }
}

web::Response list_jobs(ServerContext& context, const web::Request& request) {
  constexpr std::int64_t kUsual = 50;
  const auto number = [&](std::string_view name, std::int64_t otherwise) {
    return review::parse_param_number(review::at(request.params, name)).value_or(otherwise);
  };
  const auto most = static_cast<std::size_t>(
      std::clamp<std::int64_t>(number("limit", kUsual), 1, std::int64_t{kMostListed}));
  const std::vector<Job> jobs = context.jobs.list(number("after", 0), most);
  Json items = Json::array();
  for (const Job& job : jobs) items.push_back(make_job_json(context, job, kFilesListed));
  const bool is_full = jobs.size() == most;
  return {200, dump({{"items", std::move(items)},
                     {"next", is_full ? Json(std::to_string(jobs.back().number)) : Json()},
                     {"total", Json()}})};
}

web::Response send_result(ServerContext& context, const Job& job) {
  if (job.state != JobState::kDone || job.result.empty())
    return refuse(404, both("việc này không có tệp kết quả", "the job has no result"));
  return {200,
          {},
          "application/octet-stream",
          context.runner.places().exports(job.id) / job.result,
          job.result};
}

web::Response remove_job(ServerContext& context, const Job& job) {
  if (!is_ended(job.state))
    return refuse(409, both("việc này chưa kết thúc", "the job has not ended"));
  std::error_code ignored;
  fs::remove_all(context.runner.places().exports(job.id), ignored);
  context.inspection.remove(context.jobs.files(job.id, kFilesShown));
  context.arrangements.remove(job.id);
  context.jobs.remove(job.id);
  return {200, "{}"};
}

/// Returns the name of the file of a document, without its ending.
std::string find_file_name(ServerContext& context, const std::string& doc_id) {
  std::string name;
  const std::lock_guard lock(context.mutex);
  context.service.read([&](const store::StoreReader& store) {
    if (store.was_made(doc_id)) name = store.results().name(doc_id);
  });
  return fs::path(name).filename().string();
}

/// Makes the workbook of one document, which takes less than a second.
web::Response send_workbook(ServerContext& context, const std::string& doc_id) {
  const std::string name =
      store::is_doc_id(doc_id) ? find_file_name(context, doc_id) : std::string();
  if (name.empty()) return refuse(404, both("không có văn bản này", "there is no such document"));
  const fs::path folder = context.runner.places().exports(web::make_token());
  const fs::path file = folder / (name + ".xlsx");
  io::make_folder(folder);
  const ProcessEnd end = wait_for(ChildProcess(
      context.runner.places().program, {"export", context.service.out().string(), "xlsx",
                                        "--doc=" + doc_id, "-o", file.string(), "--quiet"}));
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  if (bytes.empty()) {
    const std::string why = find_last_message(end.errors);
    return refuse(503, Message(why, why));
  }
  return {200,
          std::move(bytes),
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          {},
          name + ".xlsx"};
}

Json make_folder_json(const ServerContext& context, const WatchedFolder& folder) {
  std::ifstream file(context.folders.status_file(folder.id), std::ios::binary);
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  std::string text(kMost, '\0');
  file.read(text.data(), static_cast<std::streamsize>(kMost));
  text.resize(static_cast<std::size_t>(file.gcount()));
  Json status = Json::parse(text, nullptr, false);
  if (!status.is_object()) status = Json::object();
  const std::string trouble = context.folders.trouble(folder.id);
  return {{"id", folder.id},
          {"path", folder.path},
          {"actor", folder.actor},
          {"marker", folder.marker},
          {"settle", folder.settle},
          {"state", status.value("state", "")},
          {"files", status.value("files", 0)},
          {"waiting", status.value("waiting", 0)},
          {"documents", status.value("documents", 0)},
          {"trouble", trouble.empty() ? status.value("trouble", Json()) : Json(trouble)},
          {"failed", status.value("failed", Json::array())}};
}

web::Response list_folders(const ServerContext& context) {
  Json items = Json::array();
  for (const WatchedFolder& folder : context.jobs.folders())
    items.push_back(make_folder_json(context, folder));
  return {200, dump({{"items", std::move(items)}, {"next", Json()}, {"total", Json()}})};
}

web::Response add_folder(ServerContext& context, const web::Request& request) {
  const Json asked = Json::parse(request.body, nullptr, false);
  const std::string path = asked.is_object() ? text_of(asked, "path") : std::string();
  std::error_code error;
  if (!is_usable_path(path) || !fs::is_directory(path, error))
    return refuse(400, both("không có thư mục này; hãy ghi đường dẫn đầy đủ",
                            "there is no such folder; give its full path"));
  constexpr std::int64_t kMostSeconds = 3600;
  const std::string marker = text_of(asked, "marker");
  const Json settle = asked.value("settle", Json(0U));
  const bool is_number = settle.is_number_unsigned() && settle.get<std::uint64_t>() <= kMostSeconds;
  if (!is_number || marker.find_first_of(std::string("/\0", 2)) != std::string::npos)
    return refuse(400, both("tên tệp đánh dấu không có dấu /, số giây từ 0 đến 3600",
                            "a marker has no /, and seconds are 0 to 3600"));
  const WatchedFolder folder = context.jobs.add_folder({{},
                                                        fs::path(path).lexically_normal().string(),
                                                        context.service.actor(),
                                                        marker,
                                                        settle.get<std::int64_t>()});
  context.folders.wake();
  return {201, dump(make_folder_json(context, folder))};
}

web::Response remove_folder(ServerContext& context, const web::Request& request) {
  if (!context.jobs.remove_folder(review::at(request.params, "id")))
    return refuse(404, both("không theo dõi thư mục này", "this folder is not watched"));
  context.folders.wake();
  return {200, "{}"};
}

}  // namespace

void add_job_routes(web::HttpServer& server, ServerContext& context) {
  using Answer = std::function<web::Response(const Job&, const web::Request&)>;
  const auto route = [&](std::string_view method, std::string_view pattern, const Answer& answer) {
    server.route(method, pattern, [&context, answer](const web::Request& request) {
      ++context.requests;
      const auto job = context.jobs.find(review::at(request.params, "id"));
      return job ? answer(*job, request) : refuse_unknown_job();
    });
  };
  server.route("GET", "/api/v1/jobs",
               [&context](const web::Request& request) { return list_jobs(context, request); });
  server.route("POST", "/api/v1/jobs",
               [&context](const web::Request& request) { return add_job(context, request); });
  route("GET", "/api/v1/jobs/{id}", [&context](const Job& job, const web::Request& request) {
    return tell_job(context, job.id,
                    review::parse_param_number(review::at(request.params, "wait")).value_or(0));
  });
  route("DELETE", "/api/v1/jobs/{id}",
        [&context](const Job& job, const web::Request&) { return remove_job(context, job); });
  route("GET", "/api/v1/jobs/{id}/result",
        [&context](const Job& job, const web::Request&) { return send_result(context, job); });
  route("POST", "/api/v1/jobs/{id}/{action}",
        [&context](const Job& job, const web::Request& request) {
          return change_job(context, job, review::at(request.params, "action"));
        });
  server.route_upload("/api/v1/jobs/{id}/files/{path*}",
                      [&context](const web::Request& request, const web::BodyReader& read) {
                        return take_file(context, request, read);
                      });
  server.route("GET", "/api/v1/documents/{doc_id}/xlsx", [&context](const web::Request& request) {
    return send_workbook(context, review::at(request.params, "doc_id"));
  });
  server.route("GET", "/api/v1/folders",
               [&context](const web::Request&) { return list_folders(context); });
  server.route("POST", "/api/v1/folders",
               [&context](const web::Request& request) { return add_folder(context, request); });
  server.route("DELETE", "/api/v1/folders/{id}",
               [&context](const web::Request& request) { return remove_folder(context, request); });
}

}  // namespace codau::office
