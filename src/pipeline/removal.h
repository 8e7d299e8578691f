// pipeline/removal.h — documents that a person takes out of an output.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/models.h"

namespace codau::pipeline {

enum class Removal : std::uint8_t {
  kTakeOut,   ///< rows, files and pages go, and no run makes them again while the source stays
  kTakeBack,  ///< the next run reads it again
};

/// `names`: doc_ids, or paths of sources as the table `sources` has or had them. "doc_id path" of
/// each document that was found, sorted. With `dry_run` nothing is changed, in no file. records/
/// goes too, as it is not true any more; the next run writes it. Throws Error{kUsage} for a name
/// that is of no document, or that documents of several outputs have which were joined, before
/// anything is changed; Error{kOutput}; Error{kNothingRead} where there is no output, and for a dry
/// run where it is of an older version.
std::vector<std::string> remove_documents(const std::filesystem::path& out, const Home& home,
                                          const std::vector<std::string>& names, Removal removal,
                                          bool dry_run);

}  // namespace codau::pipeline
