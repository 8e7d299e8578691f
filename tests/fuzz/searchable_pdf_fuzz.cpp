// export/searchable_pdf.h: any bytes give a searchable PDF or Error{kInput}, and a PDF that was
// made once takes a layer again.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "core/error.h"
#include "export/searchable_pdf.h"
#include "replay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const exports::PdfPage page{1, 1240, 1754, 150, 0, {{{"đường", {100, 100, 300, 140}}}}};
  const auto name = "codau-fuzz-" + std::to_string(::getpid()) + ".pdf";
  const std::filesystem::path file = std::filesystem::temp_directory_path() / name;
  try {
    exports::write_searchable_pdf(exports::PdfBytes{std::string(data, data + size)}, {page}, file);
    exports::write_searchable_pdf(file, {page}, file);
  } catch (const Error& e) {
    if (e.code() != ErrorCode::kInput) std::abort();
  }
  std::filesystem::remove(file);
  return 0;
}
