#include "office/server/request_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <ctime>
#include <string>

#include "core/error.h"
#include "core/message.h"
#include "office/api/json.h"
#include "pipeline/inputs/iso_time.h"

namespace codau::office {

RequestLog::RequestLog(const std::filesystem::path& file) {
  if (file.empty()) return;
  constexpr int kMode = 0600;
  file_ = worker::Descriptor(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, kMode));
  if (!file_)
    throw Error(ErrorCode::kOutput, "--log " + file.string() + ": " +
                                        both("không ghi được", "cannot be written") + ": " +
                                        describe_errno(errno));
}

void RequestLog::write(const web::AnsweredRequest& request) const {
  if (!file_) return;
  constexpr double kPerSecond = 1000;
  const std::string line = dump({{"time", pipeline::format_iso_time(std::time(nullptr))},
                                 {"method", request.method},
                                 {"path", request.path},
                                 {"status", request.status},
                                 {"ms", std::llround(request.seconds * kPerSecond)}}) +
                           '\n';
  static_cast<void>(::write(file_.get(), line.data(), line.size()) < 0);  // one write: whole lines
}

}  // namespace codau::office
