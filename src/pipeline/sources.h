// pipeline/sources.h — the distinct files of a run: where they are and how far they have come.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "pipeline/source_identity.h"
#include "record/records.h"

namespace codau::pipeline {

/// Numbers of pages, ascending, by the code of a warning (OcrPage::warnings).
using PageWarnings = std::map<std::string, std::vector<std::uint32_t>>;

struct Source {
  std::filesystem::path file;  ///< the first of its names
  FileIdentity identity;       ///< of it, when it was hashed
  record::SourceInfo info;
  std::uint32_t pages = 0;     ///< in the file, chosen or not; 0 for plain text
  std::uint32_t wanted = 0;    ///< of those, pages that the run is to read
  std::uint32_t finished = 0;  ///< of those, read now, read before, or rejected
  std::uint32_t rejected = 0;
  bool refused = false;  ///< the whole input is a reject
  bool done = false;     ///< nothing of it is new: its document is finished
  PageWarnings warnings;
  std::vector<std::uint32_t> made_from;  ///< pages that its document has

  [[nodiscard]] bool is_text() const { return info.format == "txt"; }
  /// By which rejects name it.
  [[nodiscard]] const std::string& path() const { return info.names.front().path; }
};

}  // namespace codau::pipeline
