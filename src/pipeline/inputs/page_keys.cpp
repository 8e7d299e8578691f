#include "pipeline/inputs/page_keys.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "pipeline/inputs/stage_versions.h"

namespace codau::pipeline {
namespace {

constexpr std::string_view kVersion = "reading ";

}  // namespace

PageKeys make_page_keys(std::string_view engine) {
  PageKeys keys;
  keys.read = std::string(kReadingVersion) + ", " + std::string(engine);
  keys.simply = keys.read + std::string(PageKeys::kSimply);
  return keys;
}

bool is_simple_key(std::string_view key) { return key.ends_with(PageKeys::kSimply); }

std::uint64_t parse_reader_version(std::string_view key) {
  std::uint64_t version = 0;
  if (key.starts_with(kVersion))
    std::from_chars(key.data() + kVersion.size(), key.data() + key.size(), version);
  return version;
}

std::string choose_best_key(const PageKeys& keys, const std::vector<std::string>& there) {
  const auto rank = [&](const std::string& key) {
    return std::tuple(key == keys.read, !is_simple_key(key), key == keys.simply,
                      parse_reader_version(key), std::string_view(key));
  };
  const auto best = std::ranges::max_element(there, {}, rank);
  return best == there.end() ? std::string() : *best;
}

}  // namespace codau::pipeline
