// review/views/picture_cache.h — pictures of scans for the page, the latest kept.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/output/scan_renderer.h"

namespace codau::review {

/// Any number of threads; workers make one picture at a time.
class PictureCache {
 public:
  /// Keeps at most `most` bytes of pictures.
  PictureCache(std::filesystem::path out, const std::filesystem::path& worker,
               std::size_t most = std::size_t{32} << 20U);
  ~PictureCache();
  PictureCache(const PictureCache&) = delete;
  PictureCache& operator=(const PictureCache&) = delete;

  using Picture = std::shared_ptr<const std::string>;
  /// As pipeline::ScanRenderer::render().
  [[nodiscard]] Picture get(const pipeline::ScanPart& what);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::review
