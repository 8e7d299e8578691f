// Law (worker/protocol.h): any bytes give a message or an Error; what was understood once is
// understood again.
#include <array>
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "record/schema/row_codec.h"
#include "replay.h"
#include "worker/make_document.h"
#include "worker/protocol.h"
#include "worker/sub_document_start.h"

namespace {

using namespace codau;
using worker::Ask;

constexpr std::array kAsks{Ask::kLoad, Ask::kFork,    Ask::kVersions, Ask::kProbe, Ask::kPage,
                           Ask::kKind, Ask::kPicture, Ask::kDocument, Ask::kCut};

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
    if (const auto error = worker::parse_error(bytes, ask)) {
      const auto again = worker::parse_error(worker::to_json(*error), ask);
      if (!again || again->cause() != error->cause() || again->code() != error->code()) {
        std::abort();
      }
    }
    const auto piece = worker::parse_piece(bytes, ask);
    if (piece && worker::to_frame(piece->stream, piece->bytes) != bytes) std::abort();
    if (piece && worker::parse_error(bytes, ask)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check_answers(bytes);
  attempt([&] {
    const std::string frame = worker::to_frame(worker::parse_request(bytes));
    if (worker::to_frame(worker::parse_request(frame)) != frame) std::abort();
  });
  attempt([&] {
    const worker::SourceProbe probe = worker::probe_from_json(bytes);
    if (worker::probe_from_json(worker::to_json(probe)) != probe) std::abort();
  });
  attempt([&] {
    const worker::EngineVersions versions = worker::versions_from_json(bytes);
    if (worker::versions_from_json(worker::to_json(versions)) != versions) std::abort();
  });
  attempt([&] {
    const auto steps = worker::timings_from_json(bytes);
    if (worker::timings_from_json(worker::to_json(steps)).size() != steps.size()) std::abort();
  });
  attempt([&] {
    const auto printed = worker::decode_printed_passage(bytes);
    if (!printed) return;
    std::string line = worker::encode_printed_passage(*printed);
    line.pop_back();
    if (worker::decode_printed_passage(line).value().text != printed->text) std::abort();
  });
  const auto part = worker::parse_sub_document_start(bytes);
  if (part && worker::to_text(*part) != bytes) std::abort();
  const auto records = record::decode_records(bytes);
  if (records && !record::decode_records(record::encode_records(*records))) std::abort();
  return 0;
}
