// pipeline/output/manifest.h — writes manifest.json: the inputs, models, settings and results of a
// run.
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

/// The content of a manifest of a run.
struct ManifestFacts {
  const RunOptions& options;
  const std::vector<InputSource>& sources;
  const std::vector<ModelFile>& models;
  /// Name of the OCR engine; nothing if no scan was given.
  const std::optional<std::string>& engine;
  const std::string& sandbox;  ///< sandbox of the workers (worker/sandbox.h)
  const PublishedRecords& published;
  const RunSummary& summary;
  std::int64_t started = 0;  ///< seconds since 1970, UTC
  double seconds = 0;
};

/// Returns the text of manifest.json. The sources are those that are new or changed since the last
/// finished run, sorted by doc_id. Each source lists its pages as "1-3,7": the pages of its
/// document (pages_read), and the pages with warnings by warning code. All keys except the last,
/// `run`, depend only on inputs, models and settings.
[[nodiscard]] std::string make_manifest(const ManifestFacts& facts);

/// The content of a manifest of a merge.
struct MergedFacts {
  const PublishedRecords& published;
  std::size_t outputs = 0;   ///< number of merged outputs
  std::uint64_t inputs = 0;  ///< number of input files of all outputs, each counted once
  std::uint64_t pages_rejected = 0, rejects = 0;
  /// Returns true if a source still belongs to the output. `rejected`: the source gave no document.
  std::function<bool(const std::string& doc_id, bool rejected)> stays;
};
/// Returns the manifest of merged outputs (pipeline/merge/merge.h). Lists the sources of all
/// manifests that can be read. Models, settings and engine come from the first manifest that names
/// an OCR engine.
[[nodiscard]] std::string merge_manifests(const std::vector<std::filesystem::path>& manifests,
                                          const MergedFacts& facts);

/// Returns the models and tables that a manifest names. Returns nothing if it names none.
[[nodiscard]] std::optional<std::vector<ModelFile>> read_models(const std::filesystem::path& file);

/// Updates an existing manifest after publishing: files, notes, counts of rows and of review
/// reasons, doubts and PDFs. Leaves the file unchanged if it is no manifest.
void rewrite_manifest(const std::filesystem::path& file, const PublishedRecords& published);

}  // namespace codau::pipeline
