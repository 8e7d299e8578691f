// Law (worker/protocol.h): any bytes give a message or an Error; what was understood once is
// understood again.
#include <array>
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "record/row_json.h"
#include "replay.h"
#include "worker/making.h"
#include "worker/part.h"
#include "worker/protocol.h"

namespace {

using namespace codau;
using worker::Ask;

constexpr std::array kAsks{Ask::kLoad, Ask::kFork,    Ask::kVersions, Ask::kProbe,
                           Ask::kPage, Ask::kPicture, Ask::kDocument, Ask::kPdf};

// `again` gives what `once` gave; either may refuse.
template <class Once>
void attempt(Once once) {
  try {
    once();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInternal) std::abort();
  }
}

void check_answers(const std::string& bytes) {
  for (const Ask ask : kAsks) {
    if (const auto error = worker::error_of(bytes, ask)) {
      const auto again = worker::error_of(worker::to_json(*error), ask);
      if (!again || again->cause() != error->cause() || again->code() != error->code()) {
        std::abort();
      }
    }
    const auto piece = worker::piece_of(bytes, ask);
    if (piece && worker::to_frame(piece->stream, piece->bytes) != bytes) std::abort();
    if (piece && worker::error_of(bytes, ask)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check_answers(bytes);
  attempt([&] {
    const std::string frame = worker::to_frame(worker::request_of(bytes));
    if (worker::to_frame(worker::request_of(frame)) != frame) std::abort();
  });
  attempt([&] {
    const worker::Probe probe = worker::probe_from_json(bytes);
    if (worker::probe_from_json(worker::to_json(probe)) != probe) std::abort();
  });
  attempt([&] {
    const worker::Versions versions = worker::versions_from_json(bytes);
    if (worker::versions_from_json(worker::to_json(versions)) != versions) std::abort();
  });
  attempt([&] {
    const auto steps = worker::times_from_json(bytes);
    if (worker::times_from_json(worker::to_json(steps)).size() != steps.size()) std::abort();
  });
  attempt([&] {
    const auto printed = worker::printed_from(bytes);
    if (!printed) return;
    std::string line = worker::printed_line(*printed);
    line.pop_back();
    if (worker::printed_from(line).value().text != printed->text) std::abort();
  });
  const auto part = worker::part_from(bytes);
  if (part && worker::to_text(*part) != bytes) std::abort();
  const auto row = record::row_from_frame(bytes);
  if (row && record::unpacked(record::packed(row->row)) != row->row) std::abort();
  return 0;
}
