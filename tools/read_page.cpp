// codau_read_page: pages through the rooms that read, alone, for developers. Prints each page as
// JSON, or with --text its lines in reading order; --debug-dir writes the pictures of `codau run
// --debug-pages`; --without leaves a step of the clean-up out (page/cleaning_steps.h), to measure
// what it earns.
//
//   codau_read_page FILE [PAGE] [--text] [--debug-dir DIR] [--lines FILE] [--model FILE]
//                   [--without STEP]...
//   PAGE from 1; without it: all
//   --lines: writes each line of print as the network gets it, and what was read: columns and bytes
//   of text (32 bits each), 36 rows of pixels, the text. For tools/train/make_lines.
//   --model: reads print instead of models/print.net; also NAME.traineddata of Tesseract.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "io/atomic_file.h"
#include "ocr/page_reader.h"
#include "source/source_file.h"
#include "text/page_json.h"
#include "views/step_pictures.h"

namespace {

void print_text(const codau::OcrPage& page) {
  for (const codau::OcrBlock& block : page.blocks) {
    if (block.role == codau::Role::kFurniture) continue;
    for (std::uint32_t i = block.lines.begin; i < block.lines.end; ++i) {
      const codau::IndexRange words = page.lines[i].words;
      const std::uint32_t begin = page.words[words.begin].text.begin;
      std::cout << codau::slice(page.text, {begin, page.words[words.end - 1].text.end}) << '\n';
    }
  }
}

void leave_out(codau::ocr::PageReaderOptions& options, std::string_view name) {
  const auto found = std::ranges::find_if(codau::image::kCleaningStepNames,
                                          [name](const auto& s) { return s.second == name; });
  if (found == codau::image::kCleaningStepNames.end()) {
    std::cerr << "codau_read_page: no step is called \"" << name << "\"\n";
    std::exit(2);
  }
  options.steps = options.steps.excluding(found->first);
}

void write_pictures(const codau::image::StepPictures& pictures, const std::filesystem::path& folder,
                    std::uint32_t number) {
  const std::string name = std::to_string(number);
  codau::io::write_atomically(folder / (name + "-steps.png"), pictures.make_contact_sheet());
  codau::io::write_atomically(folder / (name + "-overlay.png"), pictures.overlay());
}

void write_line(std::ostream& to, std::span<const std::uint8_t> pixels, std::size_t width,
                std::string_view text) {
  const std::array sizes{static_cast<std::uint32_t>(width),
                         static_cast<std::uint32_t>(text.size())};
  to.write(reinterpret_cast<const char*>(sizes.data()), sizeof sizes);
  to.write(reinterpret_cast<const char*>(pixels.data()),
           static_cast<std::streamsize>(pixels.size()));
  to << text;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> operands;
  bool text = false;
  std::filesystem::path debug_dir, lines_file;
  codau::ocr::PageReaderOptions options{.models = CODAU_ROOT "/models"};
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--text") {
      text = true;
    } else if (argument == "--debug-dir" && i + 1 < argc) {
      debug_dir = argv[++i];
    } else if (argument == "--lines" && i + 1 < argc) {
      lines_file = argv[++i];
    } else if (argument == "--model" && i + 1 < argc) {
      options.print_model = argv[++i];
    } else if (argument == "--without" && i + 1 < argc) {
      leave_out(options, argv[++i]);
    } else {
      operands.emplace_back(argument);
    }
  }
  if (operands.empty() || operands.size() > 2) {
    std::cerr << "usage: codau_read_page FILE [PAGE] [--text] [--debug-dir DIR] [--lines FILE] "
                 "[--model FILE] [--without STEP]...\n";
    return 2;
  }
  try {
    const codau::image::SourceFile file{std::filesystem::path(operands[0])};
    std::ofstream lines;
    if (!lines_file.empty()) {
      lines.open(lines_file, std::ios::binary);
      options.line_observer = [&lines](auto pixels, auto width, const auto& words) {
        write_line(lines, pixels, width, words);
      };
    }
    codau::ocr::PageReader reader(options);
    const auto one = static_cast<std::uint32_t>(
        operands.size() == 2 ? std::strtoul(operands[1].c_str(), nullptr, 10) : 0);
    for (std::uint32_t n = one != 0 ? one : 1; n <= (one != 0 ? one : file.page_count()); ++n) {
      codau::image::StepPictures pictures;
      const codau::OcrPage page =
          codau::ocr::read_page(reader, file, n, debug_dir.empty() ? nullptr : &pictures);
      if (!debug_dir.empty()) write_pictures(pictures, debug_dir, n);
      if (text) {
        print_text(page);
        if (one == 0 && n != file.page_count()) std::cout << '\f';
      } else {
        std::cout << codau::text::to_json(page) << '\n';
      }
    }
  } catch (const codau::Error& error) {
    std::cerr << error.what() << " [" << codau::describe_cause(error.cause()).code << "]\n";
    return static_cast<int>(error.code());
  }
}
