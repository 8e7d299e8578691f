#include "pipeline/inputs/source_catalogue.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "export/target/target_guard.h"
#include "pipeline/inputs/interrupt.h"
#include "pipeline/inputs/models.h"
#include "pipeline/inputs/source_identity.h"
#include "record/schema/ids.h"
#include "store/results/result_names.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

/// Returns true if the file was appended to (SourceCatalogue::followed). Compares content too,
/// since the system reuses inodes of deleted files.
bool was_written_on(const fs::path& file, const store::SeenInput& before, const HashedFile& now) {
  if (before.stamp.inode != now.identity.inode) return false;
  if (before.stamp.bytes == 0 || before.stamp.bytes >= now.identity.bytes) return false;
  std::string beginning;
  return !catch_error([&] { beginning = hash_beginning(file, before.stamp.bytes); }) &&
         beginning == before.sha256;
}

/// Returns the current folder, which is read once for many paths. Returns an empty path if the
/// folder is gone: paths then stay relative.
fs::path here() {
  std::error_code gone;
  return fs::current_path(gone);
}

/// Hashes inputs, or finds the hash that an earlier run has stored.
class Seen {
 public:
  Seen(store::PageStore& pages, const RunOptions& options, const RunHooks& hooks,
       SourceCatalogue& catalogue)
      : pages_(pages),
        hooks_(hooks),
        seen_(pages.inputs()),
        rehash_(options.rehash),
        follows_(options.follows),
        confined_to_(options.confined_to),
        catalogue_(catalogue) {}

  std::uint64_t looked_at = 0, files_all = 0;  // for progress reports

  // Returns the hash of an input. No other code reads a file before a worker opens it. `stamp`: the
  // identity of the file now, if known. Throws Error{kInput}.
  [[nodiscard]] HashedFile hashed(const RunInput& input, const std::optional<FileIdentity>& stamp) {
    if (input.refused != Cause::kNone) throw Error(input.refused, input.name.path);
    const std::string file = normalise_path(here_ / input.file);
    const std::vector<store::SeenInput> before = seen_(file);
    const std::vector<store::SeenInput> others = pages_.inputs_of_others(file);
    if (!rehash_) {
      const FileIdentity now = stamp ? *stamp : read_identity(input.file);
      for (const store::SeenInput& one : before) {
        if (one.is_past || one.stamp != now) continue;
        if (one.path != input.name.path) remember(file, input, {one.sha256, now});
        make_own(others, {one.sha256, now});
        tell_past(input, before, {one.sha256, now});
        return {one.sha256, now};
      }
      for (const store::SeenInput& one : others) {
        if (!before.empty() || one.is_past || !is_same_identity(one.stamp, now)) continue;
        remember(file, input, {one.sha256, now});
        make_own(others, {one.sha256, now});
        return {one.sha256, now};
      }
    }
    throw_if_stopped(hooks_);
    HashedFile hashed = hash_file(
        input.file,
        [&](std::uint64_t bytes, std::uint64_t all) {
          throw_if_stopped(hooks_);
          if (hooks_.looking) hooks_.looking({looked_at, files_all, input.name.path, bytes, all});
        },
        confined_to_);
    ++catalogue_.hashed;
    tell_past(input, before, hashed);
    remember(file, input, hashed);
    make_own(others, hashed);
    return hashed;
  }

 private:
  // Reports the earlier states of a file. States that are past since an earlier run count too. That
  // run was stopped before it could remove them, or met content that gave no document.
  void tell_past(const RunInput& input, const std::vector<store::SeenInput>& before,
                 const HashedFile& now) {
    for (const store::SeenInput& one : before) {
      if (one.sha256 == now.sha256) continue;
      store::SeenInput past = one;
      past.is_past = true;
      if (!one.is_past) pages_.save_input(past);
      if (!input.folder.path.empty()) continue;  // the folder is the document
      if (follows_ && was_written_on(input.file, one, now)) {
        catalogue_.followed.push_back(past);
      } else if (!one.is_past) {
        catalogue_.replaced.push_back(one);
      }
    }
  }

  // Moves an input from another output to this one, with its earlier states, if it is the same
  // file.
  void make_own(const std::vector<store::SeenInput>& others, const HashedFile& hashed) {
    std::set<std::string> same;  // outputs that know this file
    for (const store::SeenInput& one : others) {
      if (!one.is_past && one.sha256 == hashed.sha256 &&
          is_same_identity(one.stamp, hashed.identity))
        same.insert(one.origin);
    }
    for (const store::SeenInput& one : others) {
      if (!same.contains(one.origin)) continue;
      pages_.forget_input(one);
      if (!one.is_past || one.sha256 == hashed.sha256) continue;
      store::SeenInput past = one;
      past.origin.clear();
      pages_.save_input(past);
    }
    catalogue_.origins.merge(same);
  }

  // A file that was just written may change again without a new time, so its change time is not
  // stored.
  void remember(const std::string& file, const RunInput& input, const HashedFile& hashed) {
    FileIdentity stamp = hashed.identity;
    if (!is_at_rest(stamp)) stamp.changed = 0;
    pages_.save_input({file, input.name.path, stamp, hashed.sha256});
  }

  store::PageStore& pages_;
  const RunHooks& hooks_;
  const fs::path here_ = here();                              // base of relative paths
  store::OrderedLookup<std::vector<store::SeenInput>> seen_;  // inputs are sorted
  bool rehash_, follows_;
  fs::path confined_to_;
  SourceCatalogue& catalogue_;
};

InputSource new_source(const RunInput& input, const HashedFile& hashed) {
  InputSource source;
  source.files = {{input.file, hashed.identity, hashed.sha256, input.name.path}};
  source.folder = input.folder.path;
  source.info.sha256 = hashed.sha256;
  source.info.doc_id = record::doc_id(hashed.sha256);
  source.info.bytes = hashed.identity.bytes;
  source.info.pipeline_version = program_version();
  return source;
}

/// Indexes in SourceCatalogue::sources, by SHA-256.
using Known = std::unordered_map<std::string, std::size_t>;

void add_source(SourceCatalogue& catalogue, Known& known, const RunInput& input,
                const HashedFile& hashed) {
  if (!input.folder.path.empty()) {  // a page stays a source of its own, even with equal bytes
    catalogue.sources.push_back(new_source(input, hashed));
    catalogue.sources.back().info.names = {input.name};
    return;
  }
  const auto [at, is_new] = known.emplace(hashed.sha256, catalogue.sources.size());
  if (is_new) catalogue.sources.push_back(new_source(input, hashed));
  auto& names = catalogue.sources[at->second].info.names;
  if (std::find(names.begin(), names.end(), input.name) == names.end()) {
    names.push_back(input.name);
  }
}

// All inputs except those of other shards and the log that this run writes.
std::vector<const RunInput*> own_inputs(const std::vector<RunInput>& inputs,
                                        const RunOptions& options) {
  std::vector<const RunInput*> out;
  for (const RunInput& input : inputs) {
    if (!options.shard.has(input.shard_path())) continue;
    if (!options.log.empty() && exports::is_same_file(input.file, options.log)) continue;
    out.push_back(&input);
  }
  return out;
}

// Adds the names under which an earlier run has seen the same bytes.
void add_seen_names(InputSource& source, const store::PageStore& pages) {
  auto& names = source.info.names;
  for (const store::SeenInput& one : pages.inputs_with(source.info.sha256)) {
    const record::SourceName name{fs::path(one.path).filename().string(), one.path};
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

}  // namespace

SourceCatalogue build_catalogue(const std::vector<RunInput>& inputs, const RunOptions& options,
                                const RunHooks& hooks, store::PageStore& pages,
                                RejectList& rejects) {
  // Identities are read in batches, which takes a few milliseconds.
  constexpr std::size_t kTogether = 256;
  const std::vector<const RunInput*> own = own_inputs(inputs, options);
  SourceCatalogue catalogue;
  catalogue.inputs = own.size();
  Seen seen(pages, options, hooks, catalogue);
  seen.files_all = own.size();
  Known known;
  std::vector<std::optional<FileIdentity>> stamps;  // of own[i - i % kTogether] and the following
  std::uint64_t asked_at = 0;                       // value of catalogue.hashed at that time
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (i % kTogether == 0) {
      throw_if_stopped(hooks);
      stamps = read_identities(std::min(kTogether, own.size() - i),
                               [&](std::size_t k) { return own[i + k]->file.native(); });
      asked_at = catalogue.hashed;
    }
    if (hooks.looking) hooks.looking({seen.looked_at, seen.files_all, {}, 0, 0});
    ++seen.looked_at;
    const RunInput& input = *own[i];
    // Hashing takes time, so the identity may be outdated.
    const bool is_fresh = catalogue.hashed == asked_at;
    HashedFile hashed;
    const auto error = catch_error(
        [&] { hashed = seen.hashed(input, is_fresh ? stamps[i % kTogether] : std::nullopt); });
    if (!error) {
      add_source(catalogue, known, input, hashed);
    } else {
      rejects.add({RejectStage::kInput, input.name.path, {}, {}, {}, {}}, *error);
    }
  }
  pages.commit();
  return catalogue;
}

void sort_names(InputSource& source) {
  std::ranges::sort(source.info.names, {}, [](const record::SourceName& name) {
    return std::tie(name.page_from, name.path, name.name);
  });
}

std::vector<InputSource*> sort_by_doc_id(std::vector<InputSource>& sources) {
  std::vector<std::pair<std::uint64_t, InputSource*>> numbered;  // a doc_id is 64 bits in hex
  numbered.reserve(sources.size());
  for (InputSource& source : sources) {
    const std::string& id = source.info.doc_id;
    std::uint64_t number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number, 16);
    numbered.emplace_back(number, &source);
  }
  std::ranges::sort(numbered);
  std::vector<InputSource*> out;
  out.reserve(numbered.size());
  for (const auto& [number, source] : numbered) out.push_back(source);
  return out;
}

void name_sources(SourceCatalogue& catalogue, const store::PageStore& pages) {
  const store::OrderedLookup<std::uint64_t> names = pages.inputs_with();
  for (InputSource* const source : sort_by_doc_id(catalogue.sources)) {
    if (!source->folder.empty()) continue;
    if (names(source->info.sha256) > 1) add_seen_names(*source, pages);  // one name is of this run
    sort_names(*source);
  }
}

std::string choose_stem(const InputSource& source, const store::PageStore& pages) {
  if (source.files.size() > 1) return store::make_folder_stem(source.folder);
  const std::vector<record::SourceName>& names = source.info.names;
  std::set<std::string> there;
  if (names.size() > 1) {
    for (const store::SeenInput& one : pages.inputs_with(source.info.sha256)) {
      std::error_code error;
      if (!one.origin.empty() || fs::exists(one.file, error)) there.insert(one.path);
    }
  }
  std::string first;
  for (const record::SourceName& name : names) {
    if (!there.empty() && !there.contains(name.path)) continue;
    std::string stem = store::make_scan_stem(name.path);
    if (first.empty() || stem < first) first = std::move(stem);
  }
  return first.empty() ? store::make_scan_stem(names.front().path) : first;
}

}  // namespace codau::pipeline
