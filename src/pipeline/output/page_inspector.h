// pipeline/output/page_inspector.h — looks at the pages of files that no run has read yet, and
// joins pages to new PDFs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/page_kind.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/worker_pool.h"

namespace codau::pipeline {

/// What a person wants to see of a page before it is read.
struct InspectedPage {
  PageKind kind = PageKind::kContent;
  std::string picture;  ///< JPEG; only its first bytes are checked
};

/// Inspects files in a sandboxed worker, which keeps the last file open. No process starts before
/// the first call. One thread only. All functions throw Error{kInput} with the cause that makes a
/// file or page unreadable, and Error{kInternal} for an invalid answer of the worker.
class PageInspector {
 public:
  /// `worker`: the program codau-worker.
  explicit PageInspector(const std::filesystem::path& worker);

  /// Returns the number of pages.
  [[nodiscard]] std::uint32_t count_pages(const std::filesystem::path& file);
  /// Returns the kind of a page, and a picture whose longer side has at most `most` pixels.
  [[nodiscard]] InspectedPage inspect(const std::filesystem::path& file, std::uint32_t number,
                                      std::int32_t most);
  /// Writes a PDF of pages of `files` (source/assemble_pdf.h) to `to`, which appears when it is
  /// whole. Throws Error{kOutput} if it cannot be written.
  void assemble(const std::vector<std::filesystem::path>& files,
                const std::vector<PagePlace>& pages, const std::filesystem::path& to);

 private:
  [[nodiscard]] std::string ask(const std::filesystem::path& file, worker::Ask what,
                                const worker::Request& request, std::string* piece = nullptr);
  WorkerPool workers_;
  std::filesystem::path file_;  ///< the last file
  HashedFile known_;
  std::uint64_t assemblies_ = 0;
};

}  // namespace codau::pipeline
