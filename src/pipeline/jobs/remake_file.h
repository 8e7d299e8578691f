// pipeline/jobs/remake_file.h — makes the documents of one file again after a correction of a line,
// from the data that the output keeps.
#pragma once

#include <filesystem>

#include "pipeline/edits/corrector.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

/// Returns the function that a Corrector needs for corrections of lines. `home`, `out` and `worker`
/// are those of RunOptions. Each call of the function does this:
/// 1. It takes the stored pages and the stored restoration. It reads no page and restores no text,
///    and it needs no source file, except for a plain text with several documents.
/// 2. A worker makes the documents from the corrected text (worker/make_document.h).
/// 3. It stores the edits, the documents and their text files in one commit. The earlier edits of
///    people are applied again, as after `--redo rows`.
/// The searchable PDF stays as it is; update_pdf_layers() follows.
[[nodiscard]] RemakeFile make_file_remaker(InstallationHome home, std::filesystem::path out,
                                           std::filesystem::path worker);

}  // namespace codau::pipeline
