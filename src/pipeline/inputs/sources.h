// pipeline/inputs/sources.h — what documents are read from: distinct files, and folders of page
// images; where they are and how far they have come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/inputs/source_identity.h"
#include "record/rows/records.h"

namespace codau::pipeline {

/// Numbers of pages, ascending, by the code of a warning (OcrPage::warnings).
using PageWarnings = std::map<std::string, std::vector<std::uint32_t>>;

/// A file of a source.
struct InputFile {
  std::filesystem::path file;  ///< the first of its names
  FileIdentity identity;       ///< of it, when it was hashed
  std::string sha256;
  std::string path;         ///< by which rejects name it
  std::uint32_t first = 1;  ///< the page of the source that is the first of this file
};

/// A page of a source where it lies.
struct PageInFile {
  const InputFile& file;
  std::uint32_t number = 0;  ///< in the file, from 1
};

struct InputSource {
  /// One; of a folder of page images all of them, in the order of their pages.
  std::vector<InputFile> files;
  std::string folder;  ///< path of the folder that page images lie in, which are one document
  record::SourceInfo info;
  std::uint32_t pages = 0;     ///< in its files, chosen or not; 0 for plain text
  std::uint32_t wanted = 0;    ///< of those, pages that the run is to read
  std::uint32_t finished = 0;  ///< of those, read now, read before, or rejected
  std::uint32_t rejected = 0;
  bool refused = false;  ///< the whole input is a reject
  bool done = false;     ///< nothing of it is new: its document is finished
  PageWarnings warnings;
  std::optional<std::string> pdf;        ///< as Store::pdf
  std::vector<std::uint32_t> made_from;  ///< pages that its document has

  [[nodiscard]] bool is_text() const { return info.format == "txt"; }
  /// By which rejects name it.
  [[nodiscard]] const std::string& path() const {
    return files.size() > 1 ? folder : info.names.front().path;
  }
  /// Precondition: a page of it, from 1.
  [[nodiscard]] PageInFile place(std::uint32_t page) const {
    std::size_t at = files.size() - 1;
    while (files[at].first > page) --at;
    return {files[at], page - files[at].first + 1};
  }
};

}  // namespace codau::pipeline
