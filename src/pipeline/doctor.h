// pipeline/doctor.h — examines an installation and an output folder for faults (`codau doctor`).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

/// One result of an examination.
struct DoctorFinding {
  /// kBad: codau cannot work. kWarning: codau can work, with a limitation.
  enum class Grade : std::uint8_t { kGood, kWarning, kBad };
  Grade grade = Grade::kGood;
  Message what;
  std::string command;  ///< shell command that repairs the fault; empty if no command does
  int exit_code = 0;    ///< exit code of the program for a kBad finding (core/error.h)
};

/// Examines the installation and returns the findings. Changes nothing. The topics are:
/// 1. whether it is a bundle, and whether pages can be read;
/// 2. the models and their SHA-256 hashes;
/// 3. the sandbox of workers, and fonts;
/// 4. memory, and free space on the disk of `place`.
/// The path `worker` is that of the program codau-worker.
[[nodiscard]] std::vector<DoctorFinding> examine_installation(const InstallationHome& home,
                                                              const std::filesystem::path& worker,
                                                              const std::filesystem::path& place);

/// Examines the output folder `out` and returns the findings. The topics are:
/// 1. version and integrity of the store, its shards, and whether the last run finished;
/// 2. whether one set of models, and the word tables of this installation, made all documents;
/// 3. the number of documents that older code made, and the number of rejects.
/// The folder may be damaged, or may be no output at all.
[[nodiscard]] std::vector<DoctorFinding> examine_output(const InstallationHome& home,
                                                        const std::filesystem::path& worker,
                                                        const std::filesystem::path& out);

}  // namespace codau::pipeline
