// pipeline/inputs/sources.h — defines the sources of documents (distinct files, and folders of page
// images) and their state in a run.
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

/// Page numbers in ascending order, by warning code (OcrPage::warnings).
using PageWarnings = std::map<std::string, std::vector<std::uint32_t>>;

/// A file of a source.
struct InputFile {
  std::filesystem::path file;  ///< path of the file; the first of several names
  FileIdentity identity;       ///< identity when the file was hashed
  std::string sha256;
  std::string path;         ///< path in rejects
  std::uint32_t first = 1;  ///< number of the first page of this file within the source
};

/// A page of a source, as its file and its number there.
struct PageInFile {
  const InputFile& file;
  std::uint32_t number = 0;  ///< page number in the file, from 1
};

/// One source of documents: a file, a folder of page images, or a plain text. Also counts how many
/// of its pages are done.
struct InputSource {
  /// One file; or all page images of a folder, in page order.
  std::vector<InputFile> files;
  std::string folder;  ///< path of the folder if its page images are one document
  record::SourceInfo info;
  std::uint32_t pages = 0;   ///< number of pages in all files, chosen or not; 0 for plain text
  std::uint32_t wanted = 0;  ///< number of pages that the run is to read
  /// Number of wanted pages that were read now, read before, or rejected.
  std::uint32_t finished = 0;
  std::uint32_t rejected = 0;
  bool refused = false;  ///< the whole source is a reject
  bool done = false;     ///< the source is unchanged and its document is finished
  PageWarnings warnings;
  std::optional<std::string> pdf;        ///< value of Store::pdf
  std::vector<std::uint32_t> made_from;  ///< numbers of the pages that the document has

  [[nodiscard]] bool is_text() const { return info.format == "txt"; }
  /// Returns the path in rejects.
  [[nodiscard]] const std::string& path() const {
    return files.size() > 1 ? folder : info.names.front().path;
  }
  /// Returns the file and the page number there. Precondition: `page` is a page of the source, from
  /// 1.
  [[nodiscard]] PageInFile place(std::uint32_t page) const {
    std::size_t at = files.size() - 1;
    while (files[at].first > page) --at;
    return {files[at], page - files[at].first + 1};
  }
};

}  // namespace codau::pipeline
