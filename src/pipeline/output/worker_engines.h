// pipeline/output/worker_engines.h — what the workers are made of, and what they are to have
// loaded.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "pipeline/inputs/models.h"
#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/output/job_queue.h"

namespace codau::pipeline {

/// What shuts the workers in (worker/sandbox.h), asked before any source is opened. The user is
/// warned where a means is lacking. Throws Error{kModel} where options.require_sandbox then forbids
/// to go on.
[[nodiscard]] std::string query_sandbox(JobQueue& job_queue, const RunOptions& options,
                                        const RunHooks& hooks, const RunLog& log);

/// The versions of the OCR engine and of the libraries that read images and PDF, a line each, as
/// the worker `program` tells them, or what keeps it from doing so.
[[nodiscard]] std::string query_reader_versions(const std::filesystem::path& program);

/// The words that documents are read by. Throws Error{kModel}.
void load_lexicons(JobQueue& job_queue, std::span<const std::filesystem::path> folders);
/// Models that restore so many documents; behind load_lexicons(). Throws Error{kModel}.
void load_restorer(JobQueue& job_queue, const InstallationHome& home, std::size_t documents);
/// Those that read pages. The engine of OCR, as it names itself. Throws Error{kModel}.
[[nodiscard]] std::string load_reader(JobQueue& job_queue);

}  // namespace codau::pipeline
