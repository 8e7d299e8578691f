// pipeline/merge/joined_lexicons.h — merges the word tables of several outputs (OUT/lexicon).
// Confirmed names are merged elsewhere (pipeline/edits/learnt.h).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/message.h"

namespace codau::pipeline {

/// The merged word tables.
struct JoinedLexicons {
  std::map<std::string, std::filesystem::path> files;  ///< by path below OUT/lexicon
  /// One message for each file that is left out, as an earlier output has a different file of that
  /// name.
  std::vector<Message> conflicts;
};

/// Returns the word tables of all outputs. If several have a file of one name, the first output
/// wins. Throws Error{kOutput} for an entry that is neither a file nor a folder.
[[nodiscard]] JoinedLexicons join_lexicons(const std::vector<std::filesystem::path>& outputs);

/// Writes the word tables into OUT/lexicon. Throws Error{kOutput}.
void save_lexicons(const JoinedLexicons& lexicons, const std::filesystem::path& out);

}  // namespace codau::pipeline
