// Law (text/page_json.h): any bytes give a page or Error{kInput}; a page that came back once comes
// back again as the same bytes.
#include <cstdlib>

#include "core/error.h"
#include "replay.h"
#include "text/page_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const std::string bytes(data, data + size);
  try {
    const std::string json = text::to_json(text::page_from_json(bytes));
    if (text::to_json(text::page_from_json(json)) != json) std::abort();
  } catch (const Error& e) {
    if (e.code() != ErrorCode::kInput) std::abort();
  }
  return 0;
}
