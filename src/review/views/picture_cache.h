// review/views/picture_cache.h — renders pictures of scans for the page, and keeps the most recent
// ones in memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/output/scan_renderer.h"

namespace codau::review {

/// A cache of pictures. Thread-safe. The worker program renders one picture at a time.
class PictureCache {
 public:
  /// `out`: folder of the output. `worker`: the worker program. `most`: maximum size of all kept
  /// pictures in bytes.
  PictureCache(std::filesystem::path out, const std::filesystem::path& worker,
               std::size_t most = std::size_t{32} << 20U);
  ~PictureCache();
  PictureCache(const PictureCache&) = delete;
  PictureCache& operator=(const PictureCache&) = delete;

  using Picture = std::shared_ptr<const std::string>;
  /// Returns the picture of a part of a scan. Throws Error as pipeline::ScanRenderer::render()
  /// does.
  [[nodiscard]] Picture get(const pipeline::ScanPart& what);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::review
