// pipeline/output/scan_renderer.h — renders images of the source pages of an output, for display.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/grey_strip.h"
#include "core/range.h"
#include "pipeline/output/worker_pool.h"

namespace codau::pipeline {

/// The part of a page to render.
struct ScanPart {
  std::string sha256;  ///< SHA-256 of the source (record::SourceInfo)
  std::uint32_t number = 1;
  PageBox part = {};  ///< empty: the whole page
  /// Rotation that makes the part upright: 0, 90, 180 or 270 degrees clockwise.
  std::int32_t turn = 0;
  std::int32_t most = 0;  ///< maximum length of the longer side of the image in pixels
  bool operator==(const ScanPart&) const = default;
};

/// Renders pages from the source files. A source is read from the path where the last run saw it,
/// and only if its content is unchanged. A sandboxed worker decodes the file. The worker serves one
/// source and keeps its last page in memory. One thread only.
class ScanRenderer {
 public:
  /// `out`: the output folder; `worker`: the program codau-worker. No process starts before the
  /// first image.
  ScanRenderer(std::filesystem::path out, const std::filesystem::path& worker);

  /// Returns a JPEG below 15 MiB. Only its first bytes are checked, so treat the rest as untrusted.
  /// Throws Error{kInput}: kMissing if the source exists nowhere, kChanged if its content has
  /// changed, otherwise the cause from the worker. Throws Error{kInternal} if the worker sends an
  /// invalid answer.
  [[nodiscard]] std::string render(const ScanPart& what);
  /// Returns the part as a grey strip, valid as core/grey_strip.h defines. Ignores `what.most`.
  /// Throws the errors of render(), and Error{kInternal} if the part is too wide for a strip.
  [[nodiscard]] GreyStrip render_strip(const ScanPart& what);

 private:
  void open(WorkerJob& job, const std::string& sha256);
  /// Returns the image that the worker sent.
  [[nodiscard]] std::string ask(const ScanPart& what, bool is_strip);
  std::filesystem::path out_;
  HashedFile known_;  // the source of the last picture
  std::filesystem::path file_;
  WorkerPool workers_;
};

}  // namespace codau::pipeline
