// codau_page_map: the map of pages, and the regions that the rules find, for developers and for
// measuring. Prints for each page a line of JSON: file, page, size and resolution, milliseconds of
// processor time of the map for each kind of instructions (the least of --repeat), and with --rules
// the regions [kind, left, top, right, bottom] that the rules find on the page as it is stored
// ("coloured": ink that colour erases); at last the boxes of the cores of the text lines of the
// map, in its pixels. tools/page_map/evaluate compares them.
//
//   codau_page_map MODEL FILE [PAGE] [--planes DIR] [--picture DIR] [--rules] [--repeat N]
//                  [--turn DEGREES] [--dpi N]
//   --planes:  writes the classes as PAGE.png, 16 bits a pixel, of 100 dpi
//   --picture: writes the map in colours, as `codau run --debug-pages` shows it
//   --turn:    by how much the page is turned for the rules
//   --dpi:     the resolution, instead of what the file states
#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/allocator.h"
#include "core/error.h"
#include "io/atomic_file.h"
#include "layout/page_layout.h"
#include "nn/model_file.h"
#include "page/coloured_ink.h"
#include "raster/pixels.h"
#include "segment/page_map.h"
#include "segment/page_map_picture.h"
#include "segment/preprocess.h"
#include "segment/text_lines.h"
#include "source/source_file.h"

namespace {

namespace image = codau::image;
namespace nn = codau::nn;

struct Choice {
  std::filesystem::path planes, picture;
  bool rules = false;
  int repeat = 1, turn = 0, dpi = 0;
};

double processor_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

std::string encode_png(Pix* pix) {
  l_uint8* bytes = nullptr;
  std::size_t size = 0;
  if (pixWriteMem(&bytes, &size, pix, IFF_PNG) != 0) return {};
  std::string out(reinterpret_cast<const char*>(bytes), size);
  lept_free(bytes);
  return out;
}

std::string encode_planes(const image::PageMap& map) {
  const image::PixPtr pix = image::own(pixCreate(map.width, map.height, 16));
  for (std::int32_t y = 0; y < map.height; ++y) {
    for (std::int32_t x = 0; x < map.width; ++x) pixSetPixel(pix.get(), x, y, map.at(x, y));
  }
  return encode_png(pix.get());
}

std::string_view name_of(image::RegionKind kind) {
  static constexpr std::array<std::string_view, 8> kNames{
      "streak", "seal", "stamp", "ruling", "table", "page number", "header", "closing"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string describe(std::string_view kind, const codau::PageBox& box) {
  std::string out = "[\"" + std::string(kind) + "\"";
  for (const auto side : {box.left, box.top, box.right, box.bottom})
    out += ", " + std::to_string(side);
  return out + "]";
}

/// Returns the areas of a page from which colour takes ink, joined over a twelfth of an inch.
std::vector<codau::Box> find_coloured_ink(const image::PageImage& page) {
  if (!image::has_colours(page)) return {};
  constexpr int kErased = 60;  // levels of grey that the ink loses
  const image::PixPtr colours = image::remove_palette(page.pix.get());
  if (pixGetDepth(colours.get()) != 32) return {};
  const image::PixPtr before = image::own(pixConvertRGBToLuminance(colours.get()));
  const image::PixPtr after = image::remove_coloured_ink(colours.get());
  const image::PixPtr gain = image::own(pixSubtractGray(nullptr, after.get(), before.get()));
  const image::PixPtr erased = image::own(pixThresholdToBinary(gain.get(), kErased));
  pixInvert(erased.get(), erased.get());
  const int join = std::max(1, page.dpi / 12);
  const image::PixPtr joined = image::own(pixCloseSafeBrick(nullptr, erased.get(), join, join));
  std::vector<codau::Box> out;
  for (const codau::Box& box : image::find_components(joined.get())) {
    const int longer = std::max(box.right - box.left, box.bottom - box.top);
    if (longer * 5 >= page.dpi &&
        image::count_ink_pixels(erased.get(), box) * 200 >= page.dpi * page.dpi / 10)
      out.push_back(box);
  }
  return out;
}

std::string find_by_rules(const image::PageImage& page, int turn) {
  std::string out;
  const auto add = [&out](std::string_view kind, const codau::PageBox& box) {
    out += (out.empty() ? "" : ", ") + describe(kind, box);
  };
  for (const codau::Box& box : find_coloured_ink(page))
    add("coloured", {box.left, box.top, box.right, box.bottom});
  image::NormalisedPage grey = image::normalise_page(page, {}, turn);
  if (image::is_blank(grey)) return out;
  image::CleanPage copy = image::clean_page(std::move(grey), page);
  if (const auto stamp = image::detect_arrival_stamp(copy))
    copy = image::copy_without_stamp(*stamp, copy);
  for (const auto& [kind, box] : image::list_regions(image::analyse_layout(copy)))
    add(name_of(kind), copy.transform.map_area_to_page(box));
  return out;
}

std::string list_lines(const image::PageMap& map) {
  std::string out;
  for (const image::TextLine& line : image::find_text_lines(map)) {
    const codau::Box& box = line.core;
    out += (out.empty() ? "[" : ", [") + std::to_string(box.left) + ", " + std::to_string(box.top) +
           ", " + std::to_string(box.right) + ", " + std::to_string(box.bottom) + "]";
  }
  return out;
}

void show(const image::PageNetwork& network, const image::SourceFile& file, const std::string& name,
          std::uint32_t number, const Choice& choice) {
  image::PageImage page = file.load_page_image(number);
  if (choice.dpi != 0) page.dpi = choice.dpi;
  std::cout << "{\"file\": \"" << name << "\", \"page\": " << number
            << ", \"width\": " << page.width << ", \"height\": " << page.height
            << ", \"dpi\": " << page.dpi << ", \"ms\": {";
  image::PageMap map;
  std::string_view separator;
  for (const nn::ConvolutionCode code : nn::available_convolution_codes()) {
    if (code == nn::ConvolutionCode::kPlain && nn::available_convolution_codes().size() > 1)
      continue;
    double least = 1e9;
    for (int i = 0; i < choice.repeat; ++i) {
      const double start = processor_milliseconds();
      map = image::compute_page_map(network, page.pix.get(), page.dpi, code);
      least = std::min(least, processor_milliseconds() - start);
    }
    std::cout << separator << '"' << nn::name_convolution_code(code) << "\": " << least;
    separator = ", ";
  }
  std::cout << '}';
  if (choice.rules) std::cout << ", \"regions\": [" << find_by_rules(page, choice.turn) << ']';
  std::cout << ", \"lines\": [" << list_lines(map) << "]}" << std::endl;
  const std::string stem = std::filesystem::path(name).stem().string() +
                           (number > 1 ? "." + std::to_string(number) : "") + ".png";
  if (!choice.planes.empty()) codau::io::write_atomically(choice.planes / stem, encode_planes(map));
  if (!choice.picture.empty()) {
    const image::PixPtr drawn = image::draw_page_map(map);
    codau::io::write_atomically(choice.picture / stem, encode_png(drawn.get()));
  }
}

}  // namespace

int main(int argc, char** argv) {
  codau::retain_freed_memory(32 << 20);
  std::vector<std::string> operands;
  Choice choice;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--rules") {
      choice.rules = true;
    } else if (argument == "--planes" && i + 1 < argc) {
      choice.planes = argv[++i];
    } else if (argument == "--picture" && i + 1 < argc) {
      choice.picture = argv[++i];
    } else if (argument == "--repeat" && i + 1 < argc) {
      choice.repeat = std::stoi(argv[++i]);
    } else if (argument == "--turn" && i + 1 < argc) {
      choice.turn = std::stoi(argv[++i]);
    } else if (argument == "--dpi" && i + 1 < argc) {
      choice.dpi = std::stoi(argv[++i]);
    } else {
      operands.emplace_back(argument);
    }
  }
  if (operands.size() < 2 || operands.size() > 3) {
    std::cerr << "usage: codau_page_map MODEL FILE [PAGE] [--planes DIR] [--picture DIR] [--rules] "
                 "[--repeat N] [--turn DEGREES] [--dpi N]\n";
    return 2;
  }
  try {
    const image::PageNetwork network(nn::ModelFile::read(operands[0], image::PageNetwork::kKind));
    const image::SourceFile file{std::filesystem::path(operands[1])};
    const auto one = operands.size() == 3 ? static_cast<std::uint32_t>(std::stoul(operands[2])) : 0;
    for (std::uint32_t n = one != 0 ? one : 1; n <= (one != 0 ? one : file.page_count()); ++n)
      show(network, file, operands[1], n, choice);
  } catch (const codau::Error& error) {
    std::cerr << error.what() << " [" << codau::describe_cause(error.cause()).code << "]\n";
    return static_cast<int>(error.code());
  }
}
