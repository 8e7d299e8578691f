// pipeline/inputs/metadata.h — reads the document types that users assign to input files
// (--metadata).
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "text/lexicon.h"

namespace codau::pipeline {

/// Returns the assigned document types by source_path. `csv`: UTF-8, commas, with exactly the
/// columns source_path and type_code. A row without a type is ignored.
/// Throws Error{kUsage} that names the line in three cases:
/// 1. A column is missing or unknown.
/// 2. The lexicon does not have the type.
/// 3. A file has two different types.
/// Throws Error{kOutput} if the file cannot be read.
[[nodiscard]] std::map<std::string, std::string> read_given_types(const std::filesystem::path& csv,
                                                                  const text::Lexicon& lexicon);

}  // namespace codau::pipeline
