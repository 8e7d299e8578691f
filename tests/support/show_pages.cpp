// show_pages FILE [FOLDER]: what the rooms from source/ to layout/ make of each page of a file, one
// JSON object a line; with FOLDER the pixels too, as FOLDER/<page>.png.
#include <allheaders.h>

#include <iostream>
#include <string>

#include "core/error.h"
#include "raster/pixel_digest.h"
#include "source/source_file.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  try {
    const codau::image::SourceFile file{std::filesystem::path(argv[1])};
    for (std::uint32_t n = 1; n <= file.page_count(); ++n) {
      const codau::image::PageImage page = file.load_page_image(n);
      const auto layer = file.load_text_layer(n);
      std::cout << R"({"page":)" << n << R"(,"width":)" << page.width << R"(,"height":)"
                << page.height << R"(,"dpi":)" << page.dpi << R"(,"truncated":)"
                << page.is_truncated << R"(,"scan":)" << file.analyse_composition(n).is_scan
                << R"(,"words":)" << (layer ? layer->page.words.size() : 0) << R"(,"sha256":")"
                << codau::image::compute_pixel_sha256(page) << "\"}\n";
      if (argc > 2) {
        const std::string png = std::string(argv[2]) + "/" + std::to_string(n) + ".png";
        pixWritePng(png.c_str(), page.pix.get(), 0);
      }
    }
  } catch (const codau::Error& error) {
    std::cout << R"({"error":")" << codau::describe_cause(error.cause()).code << "\"}\n";
    std::cerr << error.what() << '\n';
    return 1;
  }
}
