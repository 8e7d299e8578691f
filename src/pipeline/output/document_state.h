// pipeline/output/document_state.h — how far an earlier run has made a document, and whether its
// files are there.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/source_identity.h"
#include "store/pages/seen_input.h"
#include "store/store.h"

namespace codau::pipeline {

struct DocumentState {
  StageLimit until = StageLimit::kOcr;  ///< kOcr if no run has made it
  bool has_text = false, has_pdf = false;

  /// Tells whether all is there that a document has which was made as far as this.
  [[nodiscard]] bool is_whole(StageLimit limit, bool with_pdf) const {
    return until >= limit && has_text && (has_pdf || !with_pdf);
  }
};

/// Asks the store and the file system.
[[nodiscard]] DocumentState look_at_document(const store::Store& store, std::string_view doc_id);
[[nodiscard]] StageLimit find_stage_limit(bool has_rows, bool is_restored);

/// The files of a document as this run finds them, beside what an earlier run has `seen`.
class ResultsLook {
 public:
  /// `text`, `pdf`: nothing if the file is not there.
  ResultsLook(const std::optional<FileIdentity>& text, const std::optional<FileIdentity>& pdf,
              const std::optional<store::SeenResults>& seen);
  [[nodiscard]] bool has_text() const noexcept { return has_text_; }
  [[nodiscard]] bool has_pdf() const noexcept { return has_pdf_; }
  /// Since the earlier look.
  [[nodiscard]] bool has_changed() const noexcept { return has_changed_; }
  /// For later runs; nothing if these know it, or if a file has changed only just now and may
  /// change again without showing it.
  [[nodiscard]] const std::optional<store::SeenResults>& new_state() const noexcept {
    return news_;
  }

 private:
  bool has_text_, has_pdf_, has_changed_;
  std::optional<store::SeenResults> news_;
};

}  // namespace codau::pipeline
