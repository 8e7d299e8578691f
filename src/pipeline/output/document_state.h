// pipeline/output/document_state.h — tells which stage a document reached in earlier runs, and
// whether its files exist.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/source_identity.h"
#include "store/pages/seen_input.h"
#include "store/store.h"

namespace codau::pipeline {

/// The last finished stage of a document, and which of its files exist.
struct DocumentState {
  /// The last finished stage; kOcr if no run has made the document.
  StageLimit until = StageLimit::kOcr;
  bool has_text = false, has_pdf = false;

  /// Returns true if the document reached at least `limit` and its files exist. The PDF counts only
  /// if `with_pdf`.
  [[nodiscard]] bool is_whole(StageLimit limit, bool with_pdf) const {
    return until >= limit && has_text && (has_pdf || !with_pdf);
  }
};

/// Reads the state of a document from the store and the file system.
[[nodiscard]] DocumentState look_at_document(const store::Store& store, std::string_view doc_id);
/// Returns the last finished stage: kDocument, kRestore or kOcr.
[[nodiscard]] StageLimit find_stage_limit(bool has_rows, bool is_restored);

/// Compares the files of a document with the state in which an earlier run saw them.
class ResultsLook {
 public:
  /// `text`, `pdf`: identities of the files now; nothing if a file does not exist. `seen`: the
  /// state that an earlier run stored.
  ResultsLook(const std::optional<FileIdentity>& text, const std::optional<FileIdentity>& pdf,
              const std::optional<store::SeenResults>& seen);
  [[nodiscard]] bool has_text() const noexcept { return has_text_; }
  [[nodiscard]] bool has_pdf() const noexcept { return has_pdf_; }
  /// Returns true if a file has changed since the earlier run.
  [[nodiscard]] bool has_changed() const noexcept { return has_changed_; }
  /// Returns the state to store for later runs. Returns nothing if that state is stored already.
  /// Returns nothing, too, if a file changed so recently that another change could go unnoticed
  /// (is_at_rest()).
  [[nodiscard]] const std::optional<store::SeenResults>& new_state() const noexcept {
    return news_;
  }

 private:
  bool has_text_, has_pdf_, has_changed_;
  std::optional<store::SeenResults> news_;
};

}  // namespace codau::pipeline
