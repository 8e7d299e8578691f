// Law (source/source_file.h): any bytes give pages within the limits or an Error{kInput}.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "core/error.h"
#include "raster/pixel_digest.h"
#include "replay.h"
#include "segment/preprocess.h"
#include "source/source_file.h"

// What fontconfig, behind Poppler, keeps to its end is no finding.
// NOLINTNEXTLINE(readability-identifier-naming,bugprone-reserved-identifier): LeakSanitizer's
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const int descriptor = memfd_create("scan", MFD_CLOEXEC);
  if (descriptor < 0 || write(descriptor, data, size) != static_cast<ssize_t>(size)) std::abort();
  try {
    image::DecodeLimits limits;
    limits.max_pixels = 1'000'000;  // decoders are slow under sanitizers
    const image::SourceFile file(descriptor, "scan", limits);
    for (std::uint32_t n = 1; n <= std::min(file.page_count(), 3U); ++n) {
      (void)file.load_text_layer(n);
      const image::PageImage page = file.load_page_image(n);
      if (page.width < limits.min_side || page.height < limits.min_side) std::abort();
      if (page.width >= limits.max_side || page.height >= limits.max_side) std::abort();
      if (page.dpi < 72 || page.dpi > 1200) std::abort();
      if (image::compute_pixel_sha256(page).size() != 64) std::abort();
      const image::NormalisedPage grey = image::normalise_page(page);
      if (!grey.pix || !grey.ink) std::abort();
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kInput) std::abort();
  }
  close(descriptor);
  return 0;
}
