#include "weights_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace codau::marks {

void write_table(const std::vector<float>& weights, std::span<const image::NetLayer> layers,
                 const std::string& of, const std::string& file) {
  std::FILE* out = std::fopen(file.c_str(), "w");
  if (out == nullptr) throw std::runtime_error("cannot write " + file);
  std::fputs("// Made by tools/make_mark_finder; do not edit.\n", out);
  std::size_t at = 0;
  std::string steps;
  std::fprintf(out, "constexpr std::int16_t k%sNumbers[] = {\n", of.c_str());
  for (const image::NetLayer& layer : layers) {
    float most = 1e-6F;
    for (std::size_t i = 0; i < layer.weights(); ++i)
      most = std::max(most, std::abs(weights[at + i]));
    char text[32];
    std::snprintf(text, sizeof text, "%aF, ", double(most / 32767));
    steps += text;
    for (std::size_t i = 0; i < layer.weights(); ++i)
      std::fprintf(out, "%ld,%s", std::lround(weights[at + i] / most * 32767),
                   (at + i) % 18 == 17 ? "\n" : "");
    at += layer.weights();
  }
  std::fprintf(out, "};\nconstexpr float k%sSteps[] = {%s};\n", of.c_str(), steps.c_str());
  std::fclose(out);
}

}  // namespace codau::marks
