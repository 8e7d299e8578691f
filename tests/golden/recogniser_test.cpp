// The network of recogniser/ against the one in libtesseract: what goes into Tesseract's own layers
// and comes out of them is looked at while it reads a page, and has to be what ours makes of the
// same lines. A libtesseract that counts otherwise, or lays its values out otherwise, is noticed
// here.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "recogniser/line_network.h"
#include "recogniser/tesseract_model.h"

namespace {

using namespace codau::recogniser;

/// Of tesseract::GENERIC_2D_ARRAY and NetworkIO (libtesseract 5.3), whose headers are not
/// installed.
template <class T>
struct Grid {
  void* table;
  T* values;
  T empty;
  int rows, columns, allocated;
};
struct NetworkValues {
  Grid<float> floats;
  Grid<std::int8_t> bytes;
  bool holds_bytes;
};

struct SeenLine {
  LineImage picture;
  std::vector<std::int8_t> features;  ///< what goes into softmax
  std::size_t units = 0;
  Probabilities probabilities;
};
std::vector<SeenLine>* seen = nullptr;

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

// Both stand in the place of libtesseract's, which they call.
#define CODAU_PREPARE \
  "_ZN9tesseract5Input15PreparePixInputERKNS_11StaticShapeENS_5ImageEPNS_5TRandEPNS_9NetworkIOE"
#define CODAU_FORWARD                                                                  \
  "_ZN9tesseract14FullyConnected7ForwardEbRKNS_9NetworkIOEPKNS_15TransposedArrayEPNS_" \
  "14NetworkScratchEPS1_"
extern "C" {
void prepare(const void* shape, Pix* line, void* noise,
             NetworkValues* input) __asm__(CODAU_PREPARE);
void forward(void* layer, bool debug, const NetworkValues* input, const void* transposed,
             void* scratch, NetworkValues* output) __asm__(CODAU_FORWARD);

void prepare(const void* shape, Pix* line, void* noise, NetworkValues* input) {
  next<decltype(prepare)>(CODAU_PREPARE)(shape, line, noise, input);
  if (seen == nullptr) return;
  SeenLine one;
  one.picture.width = static_cast<std::size_t>(::pixGetWidth(line));
  for (int y = 0; y < ::pixGetHeight(line); ++y) {
    for (int x = 0; x < ::pixGetWidth(line); ++x) {
      l_uint32 grey = 0;
      ::pixGetPixel(line, x, y, &grey);
      one.picture.pixels.push_back(static_cast<std::uint8_t>(grey));
    }
  }
  seen->push_back(std::move(one));
}

void forward(void* layer, bool debug, const NetworkValues* input, const void* transposed,
             void* scratch, NetworkValues* output) {
  next<decltype(forward)>(CODAU_FORWARD)(layer, debug, input, transposed, scratch, output);
  if (seen == nullptr || seen->empty() || output->holds_bytes)
    return;  // softmax alone gives floats
  SeenLine& line = seen->back();
  const auto rows = static_cast<std::size_t>(input->bytes.rows);
  line.units = static_cast<std::size_t>(input->bytes.columns);
  line.features.assign(input->bytes.values, input->bytes.values + rows * line.units);
  line.probabilities.units = static_cast<std::size_t>(output->floats.columns);
  line.probabilities.values.assign(output->floats.values,
                                   output->floats.values + rows * line.probabilities.units);
}
}

namespace {

std::vector<SeenLine> read_by_tesseract(const std::string& language, Pix* page) {
  tesseract::TessBaseAPI api;
  api.SetVariable("debug_file", "/dev/null");
  if (api.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY) != 0) return {};
  std::vector<SeenLine> lines;
  seen = &lines;
  api.SetImage(page);
  api.Recognize(nullptr);
  seen = nullptr;
  return lines;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A page of print, grey, with what lies dark on a light ground and the other way.
Pix* sample_page() {
  Pix* page = ::pixRead(CODAU_ROOT "/data/samples/04-phong-chay-chua-chay.tif");
  Pix* grey = ::pixConvertTo8(page, 0);
  ::pixDestroy(&page);
  return grey;
}

class AgainstTesseract : public testing::TestWithParam<const char*> {};

TEST_P(AgainstTesseract, FeaturesAreEqualAndProbabilitiesToOneInAMillion) {
  tesseract::TessBaseAPI api;
  if (api.Init(nullptr, GetParam(), tesseract::OEM_LSTM_ONLY) != 0) GTEST_SKIP() << "not installed";
  const std::filesystem::path file =
      std::filesystem::path(api.GetDatapath()) / (std::string(GetParam()) + ".traineddata");
  const auto model = read_tesseract_model(bytes_of(file));
  ASSERT_TRUE(model.has_value());
  const LineNetwork network(*model);
  Pix* page = sample_page();
  const std::vector<SeenLine> lines = read_by_tesseract(GetParam(), page);
  ::pixDestroy(&page);
  ASSERT_GT(lines.size(), 20U);
  std::vector<LineImage> pictures;
  for (const SeenLine& line : lines) pictures.push_back(line.picture);
  const std::vector<Features> features = network.compute_features(pictures);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    SCOPED_TRACE("line " + std::to_string(i));
    const SeenLine& line = lines[i];
    ASSERT_EQ(line.picture.pixels.size(), line.picture.width * network.height());
    ASSERT_GE(line.units, features[i].units);
    const std::size_t steps = features[i].steps();
    ASSERT_EQ(steps, line.features.size() / line.units);
    for (std::size_t step = 0; step < steps; ++step) {
      ASSERT_EQ(std::memcmp(features[i].at(step).data(), line.features.data() + step * line.units,
                            features[i].units),
                0)
          << "step " << step;
    }
    const Probabilities probabilities = network.compute_probabilities(features[i]);
    ASSERT_EQ(probabilities.values.size(), line.probabilities.values.size());
    for (std::size_t k = 0; k < probabilities.values.size(); ++k)
      ASSERT_NEAR(probabilities.values[k], line.probabilities.values[k], 1e-6);
  }
}

INSTANTIATE_TEST_SUITE_P(Debian, AgainstTesseract, testing::Values("vie", "eng", "Vietnamese"));

}  // namespace
