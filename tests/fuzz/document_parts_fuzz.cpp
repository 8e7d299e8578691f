// Law (pipeline/output/received_document.h, record/schema/row_codec.h): any bytes that a worker
// sends as rows and as printed lines give the rows of one document that fit their tables, or
// Error{kInternal}; rows that were taken come back as they are.
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "pipeline/output/received_document.h"
#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
#include "record/schema/validate.h"
#include "replay.h"

namespace {

using namespace codau;

record::Records rows_in(const std::string& bytes) {
  pipeline::ReceivedDocument parts;
  parts.take({worker::Stream::kRows, bytes.substr(0, bytes.size() / 2)});  // pieces end anywhere
  parts.take({worker::Stream::kRows, bytes.substr(bytes.size() / 2)});
  return parts.records("0123456789abcdef");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  try {
    const record::Records records = rows_in(bytes);
    if (!record::validate_rows(records).empty()) std::abort();
    if (rows_in(record::encode_records(records)) != records) std::abort();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInternal) std::abort();
  }
  try {
    pipeline::ReceivedDocument parts;
    parts.take({worker::Stream::kPrinted, bytes});
    (void)parts.printed();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInternal) std::abort();
  }
  return 0;
}
