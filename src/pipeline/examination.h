// pipeline/examination.h — what this installation has and lacks, and how an output stands.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

struct Finding {
  /// kBad: codau cannot do its work; kDoubt: it can, with less.
  enum class Grade : std::uint8_t { kGood, kDoubt, kBad };
  Grade grade = Grade::kGood;
  Message what;
  std::string command;  ///< that mends it; empty where none does
  int exit_code = 0;    ///< of kBad (core/error.h)
};

/// The programs and packages that pages are read with, whether lines are read by the layers that
/// are built in (recogniser/fine_tuned_lstm.h), the models and their hashes, what shuts workers in,
/// fonts, memory and room on the disk. `worker`: codau-worker. Nothing is changed.
[[nodiscard]] std::vector<Finding> examine_installation(const Home& home,
                                                        const std::filesystem::path& worker,
                                                        const std::filesystem::path& place);

/// Version, soundness, shards, whether it is finished and made by one set of models and by the
/// tables of words that are here, how many documents older code made, and what was rejected. `out`
/// may be damaged or no output at all.
[[nodiscard]] std::vector<Finding> examine_output(const Home& home,
                                                  const std::filesystem::path& worker,
                                                  const std::filesystem::path& out);

}  // namespace codau::pipeline
