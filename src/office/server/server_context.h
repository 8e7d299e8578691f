// office/server/server_context.h — what the routes of the server share, and where they are added.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>

#include "office/jobs/arrangement_store.h"
#include "office/jobs/folder_watches.h"
#include "office/jobs/job_runner.h"
#include "office/jobs/job_store.h"
#include "office/jobs/page_inspection.h"
#include "review/queue/json_response.h"
#include "review/service/review_service.h"
#include "review/views/picture_cache.h"
#include "web/http_server.h"
#include "web/response.h"

namespace codau::office {

/// The parts of a server. Handlers run in several threads: `service` is used only under `mutex`,
/// the others are thread-safe.
struct ServerContext {
  using Clock = std::chrono::steady_clock;

  review::ReviewService& service;
  review::PictureCache& pictures;
  JobStore& jobs;
  ArrangementStore& arrangements;
  JobRunner& runner;
  FolderWatches& folders;
  PageInspection& inspection;
  std::mutex mutex = {};
  Clock::time_point last_act = Clock::now();  ///< protected by `mutex`
  std::atomic<std::uint64_t> requests = 0, uploaded_bytes = 0;
};

/// Converts a response of review: an error becomes a problem (web::make_problem) that keeps its
/// further members.
[[nodiscard]] web::Response to_response(const review::JsonResponse& from);
/// Runs `ask` under the mutex and converts its response.
[[nodiscard]] web::Response answer_locked(ServerContext& context,
                                          const std::function<review::JsonResponse()>& ask);

/// Adds /api/v1/review/…: the view of doubts, statistics, samples, pictures of scans.
void add_review_routes(web::HttpServer& server, ServerContext& context);
/// Adds the routes that read the archive: documents, tasks, search and others (office/api), and
/// /api/v1/openapi.json.
void add_archive_routes(web::HttpServer& server, ServerContext& context);
/// Adds /api/v1/jobs… and /api/v1/folders….
void add_job_routes(web::HttpServer& server, ServerContext& context);
/// Adds /api/v1/jobs/{id}/arrangement…: what becomes of the pages of uploads.
void add_arrangement_routes(web::HttpServer& server, ServerContext& context);
/// Adds /api/v1/info, /healthz and /metrics.
void add_care_routes(web::HttpServer& server, ServerContext& context);

}  // namespace codau::office
