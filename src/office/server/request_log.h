// office/server/request_log.h — writes a log of the requests to the server.
#pragma once

#include <filesystem>

#include "web/http_server.h"
#include "worker/descriptor.h"

namespace codau::office {

/// Appends JSON Lines to a file, one object for each request. The keys are `time` (UTC), `method`,
/// `path`, `status` and `ms`. The log holds no query, no token and no text of a document.
class RequestLog {
 public:
  /// Opens the log for appending; an empty `file` means no log. Throws Error{kOutput}.
  explicit RequestLog(const std::filesystem::path& file);
  /// Appends a line. A line that cannot be written is lost. Thread-safe.
  void write(const web::AnsweredRequest& request) const;

 private:
  worker::Descriptor file_;
};

}  // namespace codau::office
