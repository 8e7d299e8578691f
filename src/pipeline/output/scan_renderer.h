// pipeline/output/scan_renderer.h — pictures of the pages that an output was read from, for people.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/grey_strip.h"
#include "core/range.h"
#include "pipeline/output/worker_pool.h"

namespace codau::pipeline {

/// A part of a page of a source.
struct ScanPart {
  std::string sha256;  ///< of the source (record::SourceInfo)
  std::uint32_t number = 1;
  PageBox part = {};      ///< empty: the whole page
  std::int32_t turn = 0;  ///< clockwise, 0, 90, 180 or 270: what makes it upright
  std::int32_t most = 0;  ///< pixels of the longer side of its picture, at most
  bool operator==(const ScanPart&) const = default;
};

/// Sources are found where the last run saw them, and opened only as long as they hold what they
/// held then. A confined worker decodes them; it lives for one source, and keeps its last page.
/// One thread.
class ScanRenderer {
 public:
  /// `out`: the output folder; `worker`: the program. No process is started before the first
  /// picture.
  ScanRenderer(std::filesystem::path out, const std::filesystem::path& worker);

  /// A JPEG: that it begins like one, and is below 15 MiB, is all that is known of it. Throws
  /// Error{kInput}: kMissing where the source is nowhere any more, kChanged where it holds
  /// something else, else what the worker says; kInternal where it lies.
  [[nodiscard]] std::string render(const ScanPart& what);
  /// The part as a strip, sound as core/grey_strip.h has it; `what.most` has no effect. Throws as
  /// render(), and kInternal for a part that is too wide for a strip.
  [[nodiscard]] GreyStrip render_strip(const ScanPart& what);

 private:
  void open(WorkerJob& job, const std::string& sha256);
  /// What the worker sent.
  [[nodiscard]] std::string ask(const ScanPart& what, bool is_strip);
  std::filesystem::path out_;
  HashedFile known_;  // the source of the last picture
  std::filesystem::path file_;
  WorkerPool workers_;
};

}  // namespace codau::pipeline
