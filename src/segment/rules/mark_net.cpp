#include "segment/rules/mark_net.h"

#include "nn/float_weights.h"
#include "nn/model_file.h"

namespace codau::image {

MarkNetworks::MarkNetworks(const std::filesystem::path& models) {
  const auto finder = nn::ModelFile::read(models / "mark-finder.net", kFinderKind);
  const auto judge = nn::ModelFile::read(models / "mark-judge.net", kJudgeKind);
  finder_ = nn::read_float_weights(finder, kFinderLayers);
  judge_ = nn::read_float_weights(judge, kJudgeLayers);
  version_ = "mark-finder " + finder.hash() + " mark-judge " + judge.hash();
}

}  // namespace codau::image
