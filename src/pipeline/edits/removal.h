// pipeline/edits/removal.h — documents that a person takes out of an output.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

enum class Removal : std::uint8_t {
  kRemove,   ///< rows, files and pages go, and no run makes them again while the source stays
  kRestore,  ///< the next run reads it again
};

struct RemovalReport {
  std::vector<std::string> lines;  ///< "doc_id path" of each document that was found, sorted
  std::vector<Message> notes;      ///< describe_other_lexicon()
};

/// `names`: doc_ids, or paths of sources as the table `sources` has or had them. With `dry_run`
/// nothing is changed, in no file. records/ goes too, as it is not true any more; the next run
/// writes it. Throws Error{kUsage} for a name that is of no document, or that documents of several
/// outputs have which were joined, before anything is changed; Error{kOutput}; Error{kNothingRead}
/// where there is no output, and for a dry run where it is of an older version.
RemovalReport remove_documents(const std::filesystem::path& out, const InstallationHome& home,
                               const std::vector<std::string>& names, Removal removal,
                               bool dry_run);

}  // namespace codau::pipeline
