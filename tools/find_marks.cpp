// codau_find_marks: the look for marks of secrecy alone, for developers and for measuring. Prints a
// line for every page: the file, the page, the mark (or "-"), milliseconds of processor time of the
// look, and what was read on the stamps (nothing where the finder saw a mark), with the logarithm
// of the odds for it and the mark; --read reads the page itself too, as a run does, and adds the
// mark that its lines bear; --pictures writes what was read.
//
//   codau_find_marks [--read] [--pictures DIR] FILE...
#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "io/atomic_file.h"
#include "ocr/page_reader.h"
#include "ocr/secrecy_detection.h"
#include "raster/pixels.h"
#include "source/source_file.h"
#include "views/canvas.h"

namespace {

using codau::text::SecrecyMark;

std::string_view name_of(SecrecyMark mark) {
  const std::string_view code = codau::text::warning_of_secrecy(mark);
  return code.empty() ? "-" : code;
}

/// Of the lines of the page in its order, as a document has them.
SecrecyMark mark_of_lines(const codau::OcrPage& page) {
  constexpr std::size_t kLines = 30;
  std::vector<std::string_view> lines;
  for (const codau::OcrBlock& block : page.blocks) {
    if (block.table) continue;
    for (std::uint32_t i = block.lines.begin; i < block.lines.end && lines.size() < kLines; ++i) {
      const codau::IndexRange words = page.lines[i].words;
      const std::uint32_t begin = page.words[words.begin].text.begin;
      lines.push_back(codau::slice(page.text, {begin, page.words[words.end - 1].text.end}));
    }
  }
  return codau::text::detect_secrecy_in_lines(lines);
}

std::string png_of(const Pix* pix) {
  const codau::Box all = codau::image::get_bounds(pix);
  codau::image::Canvas canvas(all.right, all.bottom);
  canvas.paste_picture(pix, 0, 0);
  return canvas.encode_png();
}

struct Choice {
  bool read = false;
  std::filesystem::path pictures;
};

void look(const std::string& name, const Choice& choice, const codau::image::MarkNetworks& networks,
          codau::ocr::OcrEngine& engine, codau::ocr::PageReader& reader) {
  const codau::image::SourceFile file{std::filesystem::path(name)};
  for (std::uint32_t n = 1; n <= file.page_count(); ++n) {
    const codau::image::PageImage image = file.load_page_image(n);
    const std::clock_t begin = std::clock();
    const auto stamps = codau::ocr::read_stamps(engine, networks, image, 0);
    const double took = 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    SecrecyMark mark = SecrecyMark::kNone;
    for (const auto& stamp : stamps) mark = std::max(mark, stamp.mark);
    if (choice.read) {
      const codau::OcrPage page = codau::ocr::read_page(reader, file, n);
      mark = std::max({mark, mark_of_lines(page), codau::text::secrecy_of_warnings(page.warnings)});
    }
    std::cout << name << '\t' << n << '\t' << name_of(mark) << '\t'
              << static_cast<int>(took * 10) / 10.0;
    for (std::size_t i = 0; i < stamps.size(); ++i) {
      const auto& stamp = stamps[i];
      std::cout << '\t' << stamp.box.left << ',' << stamp.box.top << ' ' << stamp.text << ' '
                << std::log(stamp.confidence / (1 - stamp.confidence)) << ' '
                << name_of(stamp.mark);
      if (choice.pictures.empty() || !stamp.picture) continue;
      const std::string stem = std::filesystem::path(name).stem().string();
      codau::io::write_atomically(
          choice.pictures / (stem + "-" + std::to_string(n) + "-" + std::to_string(i) + ".png"),
          png_of(stamp.picture.get()));
    }
    std::cout << std::endl;
  }
}

}  // namespace

int main(int argc, char** argv) {
  Choice choice;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--read") {
      choice.read = true;
    } else if (argument == "--pictures" && i + 1 < argc) {
      choice.pictures = argv[++i];
    } else {
      files.emplace_back(argument);
    }
  }
  const std::filesystem::path models = CODAU_ROOT "/models";
  codau::ocr::OcrEngine engine({models / "print.net"});
  codau::ocr::PageReader reader({.models = models});
  const codau::image::MarkNetworks networks(models);
  int failed = 0;
  for (const std::string& file : files) {
    try {
      look(file, choice, networks, engine, reader);
    } catch (const codau::Error& error) {
      std::cout << file << "\t0\tfailed\t0\t" << codau::describe_cause(error.cause()).code << '\n';
      failed = 1;
    }
  }
  return failed;
}
