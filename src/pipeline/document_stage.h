// pipeline/document_stage.h — from the finished pages of one source to its files and records in
// OUT. A worker does the work (worker/making.h); here is what it is asked for, and what becomes of
// its answer.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/document_parts.h"
#include "pipeline/models.h"
#include "pipeline/run.h"
#include "pipeline/sources.h"
#include "pipeline/workers.h"
#include "store/store.h"

namespace codau::pipeline {

/// By which the journal knows the pages of a run.
struct PageKeys {
  static constexpr std::string_view kSimply = ", simply";  ///< ends the second of the two
  std::string read;                                        ///< as they should be read
  std::string simply;  ///< in the simple way, since time or memory ran out; tried again next time
};
/// A document in the making, of which `parts` are those of the last attempt.
struct Making {
  std::string fingerprint;  ///< of everything that it is made from
  std::vector<std::uint32_t> pages;
  Until until = Until::kDocument;  ///< kDocument at the most
  bool with_pdf = false;
  std::uint64_t bytes = 0;  ///< of the pages, or of the text
  std::optional<DocumentParts> parts = {};
};

/// A PDF in the making.
struct PdfMaking {
  std::vector<std::string> words;  ///< requests AddPdfPage
  std::optional<FilledFile> file = {};
};

class DocumentStage {
 public:
  /// Throws Error{kModel}.
  explicit DocumentStage(const RunOptions& options);

  [[nodiscard]] const std::vector<ModelFile>& models() const noexcept { return models_; }

  /// What a run that is narrower than an earlier one does not ask for is not taken away: pages that
  /// it does not choose stay as they were read, by whatever engine; what was made of the document
  /// is made again where it changes. Pages that are not in the journal will be empty.
  [[nodiscard]] std::shared_ptr<Making> plan(const store::Store& store, const Source& source,
                                             const PageKeys& keys) const;
  /// True when it was finished before, from the same pages, models and settings.
  [[nodiscard]] bool is_done(const store::Store& store, const Source& source,
                             const Making& making) const;
  /// All references outlive the job, which is still without id and source.
  [[nodiscard]] Job job(const store::Store& store, const Source& source, const PageKeys& keys,
                        const std::shared_ptr<Making>& making) const;
  /// Writes OUT/documents/<doc_id> and the rows of the document, with what people have edited
  /// applied to them again (record/human_edit.h). The PDF that is still to be
  /// written, if one is. Throws Error{kInternal} when what came is no document of this source: then
  /// nothing of it is kept.
  [[nodiscard]] std::shared_ptr<PdfMaking> keep(store::Store& store, const Source& source,
                                                Making& making) const;
  [[nodiscard]] Job pdf_job(const Source& source, const std::shared_ptr<PdfMaking>& making) const;

  /// What was found on the pages.
  [[nodiscard]] PageWarnings warnings(const store::Store& store, const Source& source,
                                      const PageKeys& keys, const Making& making) const;
  /// Whether text of the document has been or will be restored.
  [[nodiscard]] bool is_restored(const Source& source) const;

  /// True where this run or an earlier one has begun to keep the rows of the document.
  [[nodiscard]] bool was_made(const Source& source) const;
  /// Removes what OUT holds of a document.
  void forget(store::Store& store, const Source& source) const;

  /// OUT/documents/<doc_id>.
  [[nodiscard]] std::filesystem::path folder(const Source& source) const;

 private:
  /// The JSON of a finished page.
  [[nodiscard]] std::optional<std::string> page(const store::Store& store, const Source& source,
                                                const PageKeys& keys, std::uint32_t number) const;
  [[nodiscard]] bool has_file(const Source& source, const char* name) const;
  [[nodiscard]] Until until_of(const Source& source) const;
  [[nodiscard]] bool has_files(const Source& source, const Making& making) const;

  const RunOptions& options_;
  std::vector<ModelFile> models_;
};

}  // namespace codau::pipeline
