// pipeline/inputs/metadata.h — what people say of the files of a run (--metadata).
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "text/lexicon.h"

namespace codau::pipeline {

/// The types of documents by source_path, from a CSV file (UTF-8, commas) with the columns
/// source_path and type_code; a row without type says nothing. Throws Error{kUsage} that names the
/// line: a column is missing or another one is there, a type is none of the lexicon, a file has
/// two; Error{kOutput} when the file cannot be read.
[[nodiscard]] std::map<std::string, std::string> read_given_types(const std::filesystem::path& csv,
                                                                  const text::Lexicon& lexicon);

}  // namespace codau::pipeline
