#include "pipeline/output/document_state.h"

#include <filesystem>
#include <string>
#include <system_error>

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string to_stamp(const std::optional<FileIdentity>& file) {
  return file ? std::to_string(file->inode) + ':' + std::to_string(file->changed) : std::string();
}

}  // namespace

StageLimit find_stage_limit(bool has_rows, bool is_restored) {
  return has_rows ? StageLimit::kDocument : is_restored ? StageLimit::kRestore : StageLimit::kOcr;
}

DocumentState look_at_document(const store::Store& store, std::string_view doc_id) {
  const store::ResultPaths paths = store.results().paths(doc_id);
  return {find_stage_limit(store.has_document(doc_id), store.is_restored(doc_id)),
          is_file(paths.text), is_file(paths.pdf)};
}

ResultsLook::ResultsLook(const std::optional<FileIdentity>& text,
                         const std::optional<FileIdentity>& pdf,
                         const std::optional<store::SeenResults>& seen)
    : has_text_(text.has_value()), has_pdf_(pdf.has_value()) {
  const store::SeenResults now{text ? text->inode : 0, text ? text->changed : 0, to_stamp(pdf)};
  has_changed_ = seen && *seen != now;
  const bool are_at_rest = text && is_at_rest(*text) && (!pdf || is_at_rest(*pdf));
  if (are_at_rest && (!seen || has_changed_)) news_ = now;
}

}  // namespace codau::pipeline
