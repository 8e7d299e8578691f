#include "pipeline/page_keys.h"

#include "pipeline/models.h"

namespace codau::pipeline {
namespace {

constexpr std::string_view kReading = "reading 2";  // marks of secrecy are looked for

}  // namespace

PageKeys page_keys(std::string_view engine) {
  PageKeys keys;
  keys.read =
      "codau " + std::string(version()) + ", " + std::string(kReading) + ", " + std::string(engine);
  keys.simply = keys.read + std::string(PageKeys::kSimply);
  return keys;
}

}  // namespace codau::pipeline
