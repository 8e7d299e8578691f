#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/message.h"
#include "office/api/json.h"
#include "office/jobs/arranged_uploads.h"
#include "office/server/server_context.h"
#include "review/views/views.h"

namespace codau::office {
namespace {

constexpr std::size_t kMostFiles = 2000;

Json make_page_json(const PlannedPage& page) {
  const bool is_kept = page.fate == PageFate::kKept;
  return {{"file", page.place.file},
          {"page", page.place.number},
          {"kind", name_of(page.kind)},
          {"fate", name_of(page.fate)},
          {"part", is_kept ? Json(page.part + 1) : Json()}};
}

Json make_file_json(const PlannedFile& one) {
  const bool is_seen = one.inspected && one.inspected->is_complete();
  Json items = Json::array();
  for (const PlannedPage& page : one.plan.pages) items.push_back(make_page_json(page));
  return {{"path", one.file.path},
          {"sha256", one.file.sha256},
          {"pages", one.inspected ? Json(one.inspected->pages) : Json()},
          {"inspected", is_seen},
          {"choices", Json::parse(to_json(one.choices))},
          {"taken_by", or_null(one.taken_by)},
          {"parts", one.plan.parts},
          {"uneven", one.plan.is_uneven},
          {"changes", one.is_changed()},
          {"items", std::move(items)}};
}

bool is_inspected(const std::vector<PlannedFile>& files) {
  return std::ranges::all_of(
      files, [](const PlannedFile& one) { return one.inspected && one.inspected->is_complete(); });
}

Json make_arrangement_json(const std::vector<PlannedFile>& files, bool has_choices) {
  std::uint64_t looked = 0, all = 0;
  Json items = Json::array();
  for (const PlannedFile& one : files) {
    if (one.inspected) looked += one.inspected->kinds.size(), all += one.inspected->pages;
    items.push_back(make_file_json(one));
  }
  return {{"state", is_inspected(files) ? "ready" : "looking"},
          {"pages_looked", looked},
          {"pages_all", all},
          {"chosen", has_choices},
          {"files", std::move(items)}};
}

web::Response tell(ServerContext& context, const Job& job) {
  const auto choices = context.arrangements.choices(job.id);
  const std::vector<JobFile> uploads = context.jobs.files(job.id, kMostFiles);
  context.inspection.forget_lost(uploads);
  const std::vector<PlannedFile> files = plan_files(uploads, choices, context.arrangements);
  if (!is_inspected(files)) context.inspection.request(job.id);
  return make_json_response(make_arrangement_json(files, !choices.empty()));
}

/// Returns the choices of a request by path; nothing if it is malformed.
std::optional<std::map<std::string, PageChoices>> parse_choices(const std::string& body) {
  const Json asked = Json::parse(body, nullptr, false);
  const auto files = asked.is_object() ? asked.find("files") : asked.end();
  if (!asked.is_object() || files == asked.end() || !files->is_array()) return std::nullopt;
  std::map<std::string, PageChoices> out;
  for (const Json& one : *files) {
    const auto path = one.is_object() ? one.find("path") : one.end();
    if (!one.is_object() || path == one.end() || !path->is_string()) return std::nullopt;
    auto choices = choices_from_json(dump(one));
    if (!choices || !out.emplace(path->get<std::string>(), *std::move(choices)).second)
      return std::nullopt;
  }
  return out;
}

/// Returns true if each choice is about a file of the job. A file whose pages go with those of
/// another has no such files of its own, and is used once.
bool fit(const std::map<std::string, PageChoices>& choices, const std::vector<JobFile>& files) {
  std::map<std::string, int> uses;
  for (const JobFile& file : files)
    if (!file.is_known) uses.emplace(file.path, 0);
  for (const auto& [path, one] : choices) {
    if (!uses.contains(path)) return false;
    for (const std::string& further : list_further_files(one)) {
      const auto other = choices.find(further);
      const bool has_own = other != choices.end() && !list_further_files(other->second).empty();
      const auto found = uses.find(further);
      if (found == uses.end() || further == path || has_own || ++found->second > 1) return false;
    }
  }
  return true;
}

web::Response choose(ServerContext& context, const Job& job, const web::Request& request) {
  if (job.kind != JobKind::kFiles || job.state == JobState::kWaiting ||
      job.state == JobState::kRunning)
    return web::make_problem(409, both("trạng thái của việc này không cho phép làm vậy",
                                       "the state of the job does not allow this"));
  const std::vector<JobFile> files = context.jobs.files(job.id, kMostFiles);
  const auto choices = parse_choices(request.body);
  if (!choices || !fit(*choices, files))
    return web::make_problem(400, both("không hiểu được yêu cầu", "the request is not understood"));
  const std::vector<PlannedFile> plans = plan_files(files, *choices, context.arrangements);
  if (!choices->empty() && !is_inspected(plans))
    return web::make_problem(409, both("các trang chưa được xem hết; hãy đợi",
                                       "not all pages have been looked at; wait"));
  const bool is_empty = !plans.empty() && std::ranges::all_of(plans, [](const PlannedFile& one) {
    return one.is_changed() && one.plan.parts == 0;
  });
  if (is_empty)
    return web::make_problem(400, both("không còn trang nào để đọc", "no page is left to read"));
  context.arrangements.set_choices(job.id, *choices);
  return make_json_response(make_arrangement_json(plans, !choices->empty()));
}

web::Response send_picture(ServerContext& context, const Job& job, const web::Request& request) {
  const std::string path = review::at(request.params, "path");
  const auto page = review::parse_param_number(review::at(request.params, "page")).value_or(0);
  constexpr std::int64_t kMostPage = 1'000'000;
  for (const JobFile& file : context.jobs.files(job.id, kMostFiles)) {
    if (file.path != path || page < 1 || page > kMostPage) continue;
    const auto picture = context.inspection.picture(file.sha256, static_cast<std::uint32_t>(page));
    std::error_code error;
    if (std::filesystem::is_regular_file(picture, error)) return {200, {}, "image/jpeg", picture};
  }
  return web::make_problem(404, both("trang này không có ảnh", "this page has no picture"));
}

}  // namespace

void add_arrangement_routes(web::HttpServer& server, ServerContext& context) {
  using Answer = web::Response (*)(ServerContext&, const Job&, const web::Request&);
  const auto route = [&](std::string_view method, std::string_view rest, Answer answer) {
    server.route(method, "/api/v1/jobs/{id}/arrangement" + std::string(rest),
                 [&context, answer](const web::Request& request) {
                   ++context.requests;
                   const auto job = context.jobs.find(review::at(request.params, "id"));
                   return job ? answer(context, *job, request)
                              : web::make_problem(
                                    404, both("không có việc này", "there is no such job"));
                 });
  };
  route("GET", "",
        [](ServerContext& to, const Job& job, const web::Request&) { return tell(to, job); });
  route("POST", "", choose);
  route("GET", "/picture", send_picture);
}

}  // namespace codau::office
