// pipeline/fingerprint.h — what a document was made from, as its store knows it (DocumentStage).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/run.h"
#include "record/records.h"

namespace codau::pipeline {

/// How a fingerprint begins: all but the pages.
[[nodiscard]] std::string fingerprint_head(std::string_view means, const record::SourceInfo& source,
                                           Until until);

/// The fingerprint of the same document under other names; as it is where `means` did not make it.
[[nodiscard]] std::string renamed_fingerprint(const std::string& fingerprint,
                                              std::string_view means,
                                              const record::SourceInfo& before,
                                              const record::SourceInfo& after);

}  // namespace codau::pipeline
