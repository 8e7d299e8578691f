#include "pipeline/catalogue.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>

#include "core/error.h"
#include "export/target_guard.h"
#include "pipeline/interrupt.h"
#include "pipeline/models.h"
#include "pipeline/source_identity.h"
#include "record/ids.h"

namespace codau::pipeline {
namespace {

// Which bytes an input has; all that is ever read of a file before a worker opens it.
HashedFile hashed_of(const Input& input) {
  if (input.refused != Cause::kNone) throw Error(input.refused, input.name.path);
  return hash_file(input.file);
}

Source new_source(const Input& input, const HashedFile& hashed, const std::string& doc_id) {
  Source source;
  source.file = input.file;
  source.identity = hashed.identity;
  source.info.sha256 = hashed.sha256;
  source.info.doc_id = doc_id;
  source.info.bytes = hashed.identity.bytes;
  source.info.pipeline_version = version();
  return source;
}

using Known = std::map<std::string, std::size_t>;  // places in Catalogue::sources, by SHA-256

void add_source(Catalogue& catalogue, Known& known, const Input& input, const HashedFile& hashed,
                const Shard& shard) {
  const std::string doc_id = record::doc_id(hashed.sha256);
  catalogue.seen.insert(doc_id);
  if (!shard.has(doc_id)) return;
  ++catalogue.inputs;
  const auto [at, is_new] = known.emplace(hashed.sha256, catalogue.sources.size());
  if (is_new) catalogue.sources.push_back(new_source(input, hashed, doc_id));
  auto& names = catalogue.sources[at->second].info.names;
  if (std::find(names.begin(), names.end(), input.name) == names.end()) {
    names.push_back(input.name);
  }
}

void sort_names(Source& source) {
  std::sort(source.info.names.begin(), source.info.names.end(),
            [](const record::SourceName& a, const record::SourceName& b) {
              return std::tie(a.path, a.name) < std::tie(b.path, b.name);
            });
}

}  // namespace

Catalogue catalogue_of(const std::vector<Input>& inputs, const RunOptions& options,
                       const Hooks& hooks, RejectList& rejects) {
  Catalogue catalogue;
  Known known;
  for (const Input& input : inputs) {
    stop_if_asked(hooks);
    if (exports::is_same_file(input.file, options.log)) continue;
    HashedFile hashed;
    const auto error = error_of([&] { hashed = hashed_of(input); });
    if (!error) {
      add_source(catalogue, known, input, hashed, options.shard);
    } else if (options.shard.index == 1) {
      rejects.add({Stage::kInput, input.name.path, {}, {}, {}, {}}, *error);
      ++catalogue.inputs;
    }
  }
  std::ranges::for_each(catalogue.sources, sort_names);
  return catalogue;
}

}  // namespace codau::pipeline
