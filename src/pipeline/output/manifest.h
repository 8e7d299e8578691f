// pipeline/output/manifest.h — manifest.json: what went in, what it was made with, what came out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/inputs/models.h"
#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/output/publish.h"

namespace codau::pipeline {

struct ManifestFacts {
  const RunOptions& options;
  const std::vector<InputSource>& sources;
  const std::vector<ModelFile>& models;
  const std::optional<std::string>& engine;  ///< of OCR; nothing where no scan was given
  const std::string& sandbox;                ///< what shut the workers in (worker/sandbox.h)
  const PublishedRecords& published;
  const RunSummary& summary;
  std::int64_t started = 0;  ///< seconds since 1970, UTC
  double seconds = 0;
};

/// Sources that are new or changed since the last run that came to its end, sorted by doc_id, each
/// with the pages that its document has (pages_read) and those on which something was found, as
/// "1-3,7" by the code of the warning. All but the last key, `run`, depends on inputs, models and
/// settings alone.
[[nodiscard]] std::string make_manifest(const ManifestFacts& facts);

struct MergedFacts {
  const PublishedRecords& published;
  std::size_t outputs = 0;   ///< that were joined
  std::uint64_t inputs = 0;  ///< files of all of them, each once
  std::uint64_t pages_rejected = 0, rejects = 0;
  /// Whether a source is still one of the output's; `rejected`: no document came of it.
  std::function<bool(const std::string& doc_id, bool rejected)> stays;
};
/// That of outputs which were joined (pipeline/merge/merge.h): what went into any of them, by
/// manifests as far as these can be read, and by what means the first was made.
[[nodiscard]] std::string merge_manifests(const std::vector<std::filesystem::path>& manifests,
                                          const MergedFacts& facts);

/// The models and tables that a manifest names; nothing if it names none.
[[nodiscard]] std::optional<std::vector<ModelFile>> read_models(const std::filesystem::path& file);

/// Puts what was published anew into a manifest that is there: files, notes, and counts of rows and
/// review reasons. One that is none stays as it is.
void rewrite_manifest(const std::filesystem::path& file, const PublishedRecords& published);

}  // namespace codau::pipeline
