#include "pipeline/origin.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace codau::pipeline {
namespace {

constexpr std::string_view kDocuments = "documents ", kPages = "pages ";
constexpr std::string_view kJoined = "joined ";

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
  if (shard.count == 1) {
    std::erase_if(after.shards, [](const std::string& one) { return joined_before(one).empty(); });
  }
  if (documents >= store.count("documents")) after.keys.clear();
  after.keys.push_back(std::string(kDocuments) + stage.means());
  if (!keys.read.empty()) after.keys.push_back(std::string(kPages) + keys.read);
  std::ranges::sort(after.keys);
  after.keys.erase(std::unique(after.keys.begin(), after.keys.end()), after.keys.end());
  store.set_origin(after);
}

std::string_view joined_before(std::string_view line) {
  return line.starts_with(kJoined) ? line.substr(kJoined.size()) : std::string_view();
}

std::vector<std::string> own_shards(const std::vector<std::string>& shards) {
  std::vector<std::string> out = shards;
  std::erase_if(out, [](const std::string& one) {
    return one.starts_with(kMerging) || !joined_before(one).empty();
  });
  return out;
}

std::vector<std::string> joined_shards(const std::vector<std::string>& shards) {
  const auto is_merging = [](const std::string& one) { return one.starts_with(kMerging); };
  if (std::ranges::all_of(shards, is_merging)) return {};  // it was none
  std::set<std::string> out;
  for (const std::string& one : shards) {
    if (one == kMerging) continue;
    std::string_view what = one;
    if (one.starts_with(kMerging)) what.remove_prefix(kMerging.size() + 1);
    if (!joined_before(one).empty()) what = joined_before(one);
    out.insert(std::string(kJoined) + std::string(what));
  }
  return {out.begin(), out.end()};
}

bool are_mixed(const std::vector<std::string>& keys) {
  const std::set<std::string> all(keys.begin(), keys.end());
  return std::ranges::any_of(std::array{kDocuments, kPages}, [&](std::string_view kind) {
    return std::ranges::count_if(all,
                                 [&](const std::string& key) { return key.starts_with(kind); }) > 1;
  });
}

}  // namespace codau::pipeline
