// pipeline/merge/joined_lexicons.h — the tables of words of several outputs (OUT/lexicon) as one,
// but for confirmed names (pipeline/edits/learnt.h).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/message.h"

namespace codau::pipeline {

struct JoinedLexicons {
  std::map<std::string, std::filesystem::path> files;  ///< by their paths below OUT/lexicon
  /// Files that stay out, as an output before has another one of that name, a line each.
  std::vector<Message> conflicts;
};

/// Of `outputs` in their order: a file that one of them has, and the first of those of one name.
/// Throws Error{kOutput} for what is neither file nor folder.
[[nodiscard]] JoinedLexicons join_lexicons(const std::vector<std::filesystem::path>& outputs);

/// Writes them into OUT/lexicon. Throws Error{kOutput}.
void save_lexicons(const JoinedLexicons& lexicons, const std::filesystem::path& out);

}  // namespace codau::pipeline
