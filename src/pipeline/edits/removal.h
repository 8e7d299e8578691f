// pipeline/edits/removal.h — removes documents from an output at a person's request, or restores
// them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

/// What remove_documents() does.
enum class Removal : std::uint8_t {
  kRemove,   ///< remove rows, files and pages; no run makes them again while the source exists
  kRestore,  ///< let the next run read the source again
};

/// The documents that were found, and notes for the user.
struct RemovalReport {
  std::vector<std::string> lines;  ///< "doc_id path" of each document that was found, sorted
  std::vector<Message> notes;      ///< describe_other_lexicon()
};

/// Removes documents from the output, or restores them, and returns a report. The `names` are
/// doc_ids, or paths of sources as the table `sources` has or had them. With `dry_run` no file is
/// changed. A removal also deletes records/, which would be outdated; the next run writes it again.
/// Throws Error{kUsage} before any change in two cases:
/// 1. A name belongs to no document.
/// 2. After a merge, documents of several outputs have the name.
/// Throws Error{kOutput} if writing fails. Throws Error{kNothingRead} if there is no output, or if
/// a dry run finds an older version.
RemovalReport remove_documents(const std::filesystem::path& out, const InstallationHome& home,
                               const std::vector<std::string>& names, Removal removal,
                               bool dry_run);

}  // namespace codau::pipeline
