// Laws (nn/model_file.h, recogniser/line_model_file.h): any file gives a model that a network can
// run, or Error{kModel}; what was read is written and read again as it was. The hash of the input
// is put right first, so that damage gets behind it.
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "core/error.h"
#include "nn/model_file.h"
#include "recogniser/line_model_file.h"
#include "recogniser/line_network.h"
#include "replay.h"

namespace {

using namespace codau::recogniser;
using codau::nn::ModelFile;

constexpr std::size_t kSizeOffset = 28, kHashOffset = 36, kPayloadOffset = 44;

void mend(std::string& bytes) {
  if (bytes.size() < kPayloadOffset) return;
  const std::uint64_t size = bytes.size() - kPayloadOffset;
  const std::uint64_t hash = codau::nn::hash_fnv1a(std::string_view(bytes).substr(kPayloadOffset));
  std::memcpy(bytes.data() + kSizeOffset, &size, sizeof size);
  std::memcpy(bytes.data() + kHashOffset, &hash, sizeof hash);
}

void run(const LineModel& model) {
  const LineNetwork network(model);
  constexpr std::size_t kWidth = 40;
  std::vector<LineImage> lines(2, {kWidth, {}});
  for (LineImage& line : lines) {
    for (std::size_t i = 0; i < kWidth * network.height(); ++i)
      line.pixels.push_back(static_cast<std::uint8_t>(i * 37));
  }
  for (const Features& features : network.compute_features(lines))
    static_cast<void>(network.compute_probabilities(features));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(data, data + size);
  mend(bytes);
  try {
    const ModelFile file = ModelFile::parse(bytes, kLineModelKind, "a");
    const std::string written = file.serialise();
    if (ModelFile::parse(written, kLineModelKind, "a").serialise() != written) std::abort();
    const LineModel model = read_line_model(file);
    const ModelFile again = make_line_model_file(model);
    if (make_line_model_file(read_line_model(again)).serialise() != again.serialise()) std::abort();
    run(model);
  } catch (const codau::Error& error) {
    if (error.code() != codau::ErrorCode::kModel) std::abort();
  }
  return 0;
}
