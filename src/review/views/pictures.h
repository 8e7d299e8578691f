// review/views/pictures.h — pictures of scans for the page, the latest kept.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "pipeline/output/scans.h"

namespace codau::review {

/// Any number of threads; workers make one picture at a time.
class Pictures {
 public:
  /// Keeps at most `most` bytes of pictures.
  Pictures(std::filesystem::path out, const std::filesystem::path& worker,
           std::size_t most = std::size_t{32} << 20U);
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  using Picture = std::shared_ptr<const std::string>;
  /// As pipeline::Scans::picture().
  [[nodiscard]] Picture get(const pipeline::ScanPart& what);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::review
