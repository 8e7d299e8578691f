#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/message.h"
#include "office/api/json.h"
#include "office/api/openapi.h"
#include "office/api/read_api.h"
#include "office/server/server_context.h"
#include "pipeline/edits/learnt.h"
#include "review/queue/json_response.h"
#include "store/results/result_files.h"

namespace codau::office {
namespace {

/// Returns the file of a document; a problem if the document has none.
web::Response send_file(const std::filesystem::path& file, std::string type) {
  std::error_code error;
  if (file.empty() || !std::filesystem::is_regular_file(file, error))
    return web::make_problem(404,
                             both("văn bản không có tệp này", "the document has no such file"));
  return {200, {}, std::move(type), file, file.filename().string()};
}

web::Response send_pdf(const store::StoreReader& store, const std::filesystem::path& out,
                       std::string_view doc_id) {
  const std::string path = store.results().pdf_path(doc_id);
  return send_file(path.empty() ? std::filesystem::path() : out / path, "application/pdf");
}

/// Returns the names that people have confirmed for the whole archive.
web::Response list_names(const std::filesystem::path& out) {
  Json items = Json::array();
  for (const std::string& name : pipeline::load_learnt(out).forms())
    items.push_back({{"name", name}});
  const std::size_t count = items.size();
  return make_json_response({{"items", std::move(items)}, {"next", Json()}, {"total", count}});
}

}  // namespace

void add_archive_routes(web::HttpServer& server, ServerContext& context) {
  const auto api = std::make_shared<ReadApi>(
      context.service.out(),
      [&context](const std::string& doc_id) { return context.arrangements.find_job_with(doc_id); });
  using Ask = std::function<web::Response(const store::StoreReader&, const web::RequestParams&)>;
  const auto get = [&](std::string_view path, Ask ask) {
    server.route("GET", "/api/v1" + std::string(path),
                 [&context, ask = std::move(ask)](const web::Request& request) {
                   ++context.requests;
                   std::optional<web::Response> out;
                   const std::lock_guard lock(context.mutex);
                   context.service.read(
                       [&](const store::StoreReader& store) { out = ask(store, request.params); });
                   return *std::move(out);
                 });
  };
  const auto get_from = [&](std::string_view path, auto answer) {
    get(path, [api, answer](const store::StoreReader& store, const web::RequestParams& asked) {
      return (*api.*answer)(store, asked);
    });
  };
  get_from("/documents", &ReadApi::documents);
  get_from("/documents/{doc_id}", &ReadApi::document);
  get_from("/documents/{doc_id}/history", &ReadApi::history);
  // The words of a document of hundreds of pages take a second when they are asked for first. So
  // nobody waits for them but people who want pages.
  const auto mutex = std::make_shared<std::mutex>();
  server.route("GET", "/api/v1/documents/{doc_id}/pages/{page}",
               [&context, api, mutex](const web::Request& request) {
                 ++context.requests;
                 const std::lock_guard lock(*mutex);
                 store::StoreReader store(context.service.out() / "codau.db");
                 store.limit_cache();
                 return api->page(store, request.params);
               });
  get("/documents/{doc_id}/pdf",
      [&context](const store::StoreReader& store, const web::RequestParams& asked) {
        return send_pdf(store, context.service.out(), review::at(asked, "doc_id"));
      });
  get("/documents/{doc_id}/text",
      [](const store::StoreReader& store, const web::RequestParams& asked) {
        return send_file(store.results().paths(review::at(asked, "doc_id")).text,
                         "text/plain; charset=utf-8");
      });
  get_from("/documents/{doc_id}/{table}", &ReadApi::table);
  get_from("/tasks", &ReadApi::tasks);
  get_from("/calendar", &ReadApi::calendar);
  get_from("/search", &ReadApi::search);
  get_from("/changes", &ReadApi::changes);
  get_from("/failures", &ReadApi::failures);
  server.route("GET", "/api/v1/names", [&context](const web::Request&) {
    ++context.requests;
    return list_names(context.service.out());
  });
  server.route("GET", "/api/v1/openapi.json", [](const web::Request&) {
    return web::Response{200, std::string(get_openapi_json())};
  });
}

}  // namespace codau::office
