// pipeline/document_stage.h — from the finished pages of one source to its files and records in
// OUT.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/models.h"
#include "pipeline/one_document.h"
#include "pipeline/run.h"
#include "pipeline/sources.h"
#include "store/store.h"

namespace codau::pipeline {

/// What the workers are still to be asked for, if anything, the searchable PDF; and what was found
/// on the pages.
struct Finished {
  std::vector<std::string> pdf_requests;  ///< worker/protocol.h
  std::filesystem::path pdf;
  PageWarnings warnings;
};

/// Writes OUT/documents/<doc_id> and the rows of the document. A document that was finished before
/// from the same pages, models and settings is left as it is.
class DocumentStage {
 public:
  /// Loads the models that `options` need. Throws Error{kModel}.
  explicit DocumentStage(const RunOptions& options);

  [[nodiscard]] const std::vector<ModelFile>& models() const noexcept { return models_; }

  /// `page_key` is the journal's; pages that are not in it are empty. Throws Error{kInput}, with
  /// Cause::kSecret for a secrecy mark that was not allowed; then nothing of the document is left.
  [[nodiscard]] Finished finish(store::Store& store, const Source& source,
                                const std::string& page_key) const;

  /// Removes what OUT holds of a document.
  void forget(store::Store& store, const Source& source) const;

  /// OUT/documents/<doc_id>.
  [[nodiscard]] std::filesystem::path folder(const Source& source) const;

 private:
  [[nodiscard]] bool wants_pdf(const Source& source) const;
  [[nodiscard]] bool has_files(const Source& source) const;
  [[nodiscard]] RestoredText restored(AsRead read) const;

  const RunOptions& options_;
  std::vector<ModelFile> models_;
  std::optional<restore::Restorer> restorer_;  // not before Until::kRestore
};

}  // namespace codau::pipeline
