// pipeline/output/document_folder.h — the files of a document: OUT/documents/<doc_id>.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/inputs/run_options.h"
#include "store/seen_input.h"

namespace codau::pipeline {

inline constexpr const char* kChangesFile = "changes.jsonl";
inline constexpr const char* kPdfFile = "searchable.pdf";
inline constexpr const char* kSignedPdfFile = "original.pdf";  ///< a signed source as it came

/// What is made of the text of a document on the way to `until`.
[[nodiscard]] std::vector<std::string> list_text_files(StageLimit until);

/// What a folder has, by one look at it; nothing where there is none.
class DocumentFolder {
 public:
  explicit DocumentFolder(const std::string& folder);
  /// `seen`: by an earlier look, which counts where the folder is `now` as it was.
  DocumentFolder(const std::string& folder, const std::optional<store::SeenFolder>& seen,
                 const std::optional<store::FileStamp>& now);

  /// For later runs; nothing where these know it, or where the folder changed only just now and may
  /// change again without showing it.
  [[nodiscard]] const std::optional<store::SeenFolder>& new_state() const noexcept { return news_; }
  /// Since the earlier look.
  [[nodiscard]] bool has_changed() const noexcept { return has_changed_; }
  [[nodiscard]] bool has(std::string_view name) const;
  /// Pieces of files: a run was killed.
  [[nodiscard]] bool has_parts() const;
  /// All that a document has that was made as far as this.
  [[nodiscard]] bool is_whole(StageLimit until, bool with_pdf) const;
  /// How far an earlier run has made it; kOcr where there was none.
  [[nodiscard]] StageLimit until() const;

 private:
  void list(const std::string& folder);

  std::string names_ = "/";  // each between two "/"
  bool has_changed_ = false;
  std::optional<store::SeenFolder> news_;
};

}  // namespace codau::pipeline
