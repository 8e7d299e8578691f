#include "pipeline/output/run_origin.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string_view>

#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

constexpr std::string_view kDocuments = "documents ", kPages = "pages ";
constexpr std::string_view kJoined = "joined ";

bool is_of(std::string_view listing, std::string_view shard) {
  return listing.starts_with(shard) && listing.substr(shard.size()).starts_with(' ');
}

/// Adds a line to sorted lines. A run that changes no line writes nothing.
void add(std::vector<std::string>& lines, const std::string& line) {
  const auto at = std::ranges::lower_bound(lines, line);
  if (at == lines.end() || *at != line) lines.insert(at, line);
}

}  // namespace

void begin_origin(store::Store& store, const Shard& shard, const std::vector<RunInput>& inputs) {
  if (shard.count == 1) return;
  store::OutputOrigin origin = store.origin();
  add(origin.shards, shard.text());
  const std::string listing = shard.text() + ' ' + compute_listing(inputs);
  std::erase_if(origin.listings, [&](const std::string& one) { return is_of(one, shard.text()); });
  add(origin.listings, listing);
  store.set_origin(origin);
}

std::string compute_listing(const std::vector<RunInput>& inputs) {
  return record::sha256_of_pieces([&](const std::function<void(std::string_view)>& write) {
    constexpr std::string_view kPathTerminator("\0", 1);
    for (const RunInput& input : inputs) {
      for (const std::string& path : {input.name.path, input.folder.path}) {
        write(path);
        write(kPathTerminator);
      }
    }
  });
}

std::string compute_listing(const store::OutputOrigin& origin, const std::string& shard) {
  const auto at = std::ranges::find_if(origin.listings,
                                       [&](const std::string& one) { return is_of(one, shard); });
  return at == origin.listings.end() ? std::string() : at->substr(shard.size() + 1);
}

void end_origin(store::Store& store, const Shard& shard, std::string_view means,
                const PageKeys& keys, std::uint64_t documents, const OlderDocuments& older) {
  const store::OutputOrigin before = store.origin();
  store::OutputOrigin after = before;
  if (shard.count == 1) {
    std::erase_if(after.shards,
                  [](const std::string& one) { return find_joined_shard(one).empty(); });
    std::erase_if(after.listings, [&](const std::string& listing) {
      return std::ranges::none_of(after.shards, [&](const std::string& one) {
        return is_of(listing, find_joined_shard(one));
      });
    });
  }
  const std::uint64_t all = store.count(record::TableId::kDocuments);
  std::erase_if(after.keys, [&](const std::string& key) {
    const bool is_of_older = key.starts_with(kPages) ? older.ocr > 0 : older.text + older.rows > 0;
    return documents >= all && !is_of_older;
  });
  if (all == 0 || older.made_now > 0) after.keys.push_back(std::string(kDocuments).append(means));
  if (!keys.read.empty() && (all == 0 || older.read_now > 0))
    after.keys.push_back(std::string(kPages) + keys.read);
  std::ranges::sort(after.keys);
  after.keys.erase(std::unique(after.keys.begin(), after.keys.end()), after.keys.end());
  store.set_origin(after);
}

std::string_view find_joined_shard(std::string_view line) {
  return line.starts_with(kJoined) ? line.substr(kJoined.size()) : std::string_view();
}

std::vector<std::string> find_own_shards(const std::vector<std::string>& shards) {
  std::vector<std::string> out = shards;
  std::erase_if(out, [](const std::string& one) {
    return one.starts_with(kMergingMark) || !find_joined_shard(one).empty();
  });
  return out;
}

std::vector<std::string> mark_joined_shards(const std::vector<std::string>& shards) {
  const auto is_merging = [](const std::string& one) { return one.starts_with(kMergingMark); };
  if (std::ranges::all_of(shards, is_merging)) return {};  // the output was no shard
  std::set<std::string> out;
  for (const std::string& one : shards) {
    if (one == kMergingMark) continue;
    std::string_view what = one;
    if (one.starts_with(kMergingMark)) what.remove_prefix(kMergingMark.size() + 1);
    if (!find_joined_shard(one).empty()) what = find_joined_shard(one);
    out.insert(std::string(kJoined) + std::string(what));
  }
  return {out.begin(), out.end()};
}

bool has_mixed_keys(const std::vector<std::string>& keys) {
  const std::set<std::string> all(keys.begin(), keys.end());
  return std::ranges::any_of(std::array{kDocuments, kPages}, [&](std::string_view kind) {
    return std::ranges::count_if(all,
                                 [&](const std::string& key) { return key.starts_with(kind); }) > 1;
  });
}

}  // namespace codau::pipeline
