// export/pdf/searchable_pdf.h: any bytes give a searchable PDF or Error{kInput}, and a PDF that was
// made once takes a layer again.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "core/error.h"
#include "export/pdf/searchable_pdf.h"
#include "replay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const exports::PdfPage page{1, 1240, 1754, 150, 0, {{{"đường", {100, 100, 300, 140}}}}};
  const auto searchable = [&page](std::string_view pdf) {
    static const int file = ::memfd_create("pdf", MFD_CLOEXEC);  // one for all
    if (::ftruncate(file, 0) != 0 || ::lseek(file, 0, SEEK_SET) != 0) std::abort();
    io::FileSink sink(file, "pdf");
    exports::write_searchable_pdf(pdf, {page}, sink);
    sink.flush();
    std::string bytes(static_cast<std::size_t>(::lseek(file, 0, SEEK_END)), '\0');
    if (::pread(file, bytes.data(), bytes.size(), 0) < 0) std::abort();
    return bytes;
  };
  try {
    (void)searchable(searchable({reinterpret_cast<const char*>(data), size}));
  } catch (const Error& e) {
    if (e.code() != ErrorCode::kInput) std::abort();
  }
  return 0;
}
