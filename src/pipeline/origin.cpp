#include "pipeline/origin.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace codau::pipeline {
namespace {

constexpr std::string_view kDocuments = "documents ", kPages = "pages ";

}  // namespace

void begin_origin(store::Store& store, const Shard& shard) {
  if (shard.count == 1) return;
  store::Origin origin = store.origin();
  if (std::ranges::find(origin.shards, shard.text()) != origin.shards.end()) return;
  origin.shards.push_back(shard.text());
  store.set_origin(origin);
}

void end_origin(store::Store& store, const Shard& shard, const DocumentStage& stage,
                const PageKeys& keys, std::uint64_t documents) {
  const store::Origin before = store.origin();
  store::Origin after = before;
  if (shard.count == 1) after.shards.clear();
  if (documents >= store.count("documents")) after.keys.clear();
  after.keys.push_back(std::string(kDocuments) + stage.means());
  if (!keys.read.empty()) after.keys.push_back(std::string(kPages) + keys.read);
  std::ranges::sort(after.keys);
  after.keys.erase(std::unique(after.keys.begin(), after.keys.end()), after.keys.end());
  store.set_origin(after);
}

bool are_mixed(const std::vector<std::string>& keys) {
  const std::set<std::string> all(keys.begin(), keys.end());
  return std::ranges::any_of(std::array{kDocuments, kPages}, [&](std::string_view kind) {
    return std::ranges::count_if(all,
                                 [&](const std::string& key) { return key.starts_with(kind); }) > 1;
  });
}

}  // namespace codau::pipeline
