// pipeline/doctor.h — what this installation has and lacks, and how an output stands.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

struct DoctorFinding {
  /// kBad: codau cannot do its work; kWarning: it can, with less.
  enum class Grade : std::uint8_t { kGood, kWarning, kBad };
  Grade grade = Grade::kGood;
  Message what;
  std::string command;  ///< that mends it; empty where none does
  int exit_code = 0;    ///< of kBad (core/error.h)
};

/// The programs and packages that pages are read with, whether lines are read by the layers that
/// are built in (recogniser/fine_tuned_lstm.h), the models and their hashes, what shuts workers in,
/// fonts, memory and room on the disk. `worker`: codau-worker. Nothing is changed.
[[nodiscard]] std::vector<DoctorFinding> examine_installation(const InstallationHome& home,
                                                              const std::filesystem::path& worker,
                                                              const std::filesystem::path& place);

/// Version, soundness, shards, whether it is finished and made by one set of models and by the
/// tables of words that are here, how many documents older code made, and what was rejected. `out`
/// may be damaged or no output at all.
[[nodiscard]] std::vector<DoctorFinding> examine_output(const InstallationHome& home,
                                                        const std::filesystem::path& worker,
                                                        const std::filesystem::path& out);

}  // namespace codau::pipeline
