#include "office/server/office_server.h"

#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "core/error.h"
#include "office/server/page_files.h"
#include "office/server/request_log.h"
#include "office/server/server_context.h"
#include "store/store.h"

namespace codau::office {
namespace {

/// Makes an output without documents, unless there is one. Brings the database of an older codau up
/// to date, unless another command holds it or it cannot be written: reading then says so.
const std::filesystem::path& prepare_output(const std::filesystem::path& out) {
  std::error_code error;
  const std::filesystem::path database = out / "codau.db";
  const bool is_new = !std::filesystem::exists(database, error);
  try {
    store::Store store(database);
    if (is_new) store.finish();
  } catch (const Error&) {
    if (is_new) throw;
  }
  return out;
}

Message refusal() {
  return both(
      "codau: liên kết này đã dùng rồi hoặc không đúng; hãy mở liên kết mới mà codau serve vừa in "
      "ra",
      "codau: this link has been used or is wrong; open the new link that codau serve has printed");
}

}  // namespace

struct OfficeServer::Parts {
  explicit Parts(OfficeOptions options)
      : out(prepare_output(options.out)),
        service(out, options.home, options.actor, options.worker),
        pictures(out, options.worker),
        jobs(out / "serve" / "jobs.db"),
        arrangements(out / "serve" / "jobs.db"),
        runner({out, options.program, options.worker}, jobs, arrangements),
        folders(runner.places(), jobs),
        inspection(runner.places(), jobs, arrangements),
        context{service, pictures, jobs, arrangements, runner, folders, inspection},
        log(options.log),
        http({"codau_session", std::move(options.bearer), refusal(), std::move(options.renewed),
              [this](const web::AnsweredRequest& request) { log.write(request); }},
             options.port) {
    for (const PageFile& file : page_files()) {
      http.route("GET", file.path, [file](const web::Request&) {
        return web::Response{200, std::string(file.bytes), std::string(file.type)};
      });
    }
    add_review_routes(http, context);
    add_arrangement_routes(http, context);
    add_job_routes(http, context);
    add_archive_routes(http, context);  // the last: /documents/{doc_id}/{table} fits other routes
    add_care_routes(http, context);
  }

  /// Searches further documents for doubts, and brings records/ up to date after a pause. Returns
  /// true if documents are left to search.
  bool tend() {
    constexpr std::chrono::milliseconds kLook{15};
    constexpr std::chrono::seconds kPause{30};
    const std::lock_guard lock(context.mutex);
    try {
      const bool is_more = service.refresh_queue(kLook);
      if (service.is_unsettled() && ServerContext::Clock::now() - context.last_act >= kPause)
        service.settle();
      return is_more;
    } catch (const std::exception&) {
      // The edits are stored. Tries again later and at the end.
      context.last_act = ServerContext::Clock::now();
      return false;
    }
  }

  std::filesystem::path out;
  review::ReviewService service;
  review::PictureCache pictures;
  JobStore jobs;
  ArrangementStore arrangements;
  JobRunner runner;
  FolderWatches folders;
  PageInspection inspection;
  ServerContext context;
  RequestLog log;
  web::HttpServer http;  ///< destroyed first: its threads use the others
};

OfficeServer::OfficeServer(OfficeOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {}

OfficeServer::~OfficeServer() = default;

std::string OfficeServer::address() const { return parts_->http.address(); }

const std::vector<Message>& OfficeServer::notes() const { return parts_->service.notes(); }

void OfficeServer::serve(const std::function<bool()>& is_to_stop) {
  constexpr std::chrono::milliseconds kWait{100}, kBreath{3};
  Parts& parts = *parts_;
  parts.http.start();
  bool is_more = true;
  while (!is_to_stop()) {
    std::this_thread::sleep_for(is_more ? kBreath : kWait);
    is_more = parts.tend();
  }
  parts.http.stop();
  if (!parts.service.is_unsettled()) return;
  try {
    parts.service.settle();
  } catch (const Error& error) {
    throw Error(error.code(),
                error.message() + both("; mọi chỗ sửa đã nằm trong codau.db, lần codau serve hay "
                                       "codau run sau sẽ ghi tiếp records/",
                                       "; all edits are in codau.db, and the next codau serve or "
                                       "codau run writes records/"),
                error.cause());
  }
}

}  // namespace codau::office
