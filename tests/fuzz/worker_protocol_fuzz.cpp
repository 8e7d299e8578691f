// Law (worker/protocol.h): any bytes give a message or an Error; what was understood once is
// understood again.
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "replay.h"
#include "worker/protocol.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const std::string bytes(data, data + size);
  if (const auto error = worker::error_of(bytes)) {
    const auto again = worker::error_of(worker::to_json(*error));
    if (!again || again->cause() != error->cause() || again->code() != error->code()) std::abort();
  }
  const auto picture = worker::picture_of(bytes);
  if (picture && worker::to_frame(*picture) != bytes) std::abort();
  if (picture && worker::error_of(bytes)) std::abort();
  try {
    const std::string json = worker::to_json(worker::request_from_json(bytes));
    if (worker::to_json(worker::request_from_json(json)) != json) std::abort();
  } catch (const Error&) {
  }
  try {
    const worker::Probe probe = worker::probe_from_json(bytes);
    if (worker::probe_from_json(worker::to_json(probe)) != probe) std::abort();
  } catch (const Error&) {
  }
  return 0;
}
