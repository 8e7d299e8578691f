// pipeline/output/worker_engines.h — queries the versions of the workers and loads their models.
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

/// Returns the sandbox of the workers (worker/sandbox.h). Call this before any source is opened.
/// Warns the user if a mechanism is missing. Throws Error{kModel} in that case if
/// options.require_sandbox is set.
[[nodiscard]] std::string query_sandbox(JobQueue& job_queue, const RunOptions& options,
                                        const RunHooks& hooks, const RunLog& log);

/// Returns the versions of the OCR engine, of the image and PDF libraries, and the sandbox, one a
/// line. Returns the error message if the worker `program` fails.
[[nodiscard]] std::string query_reader_versions(const std::filesystem::path& program,
                                                const InstallationHome& home);

/// Loads the lexicons. Throws Error{kModel}.
void load_lexicons(JobQueue& job_queue, std::span<const std::filesystem::path> folders);
/// Loads the restoration models. `documents`: the number of documents to restore, which decides
/// whether warming up is worthwhile. Call this after load_lexicons(). Throws Error{kModel}.
void load_restorer(JobQueue& job_queue, const InstallationHome& home, std::size_t documents);
/// Loads the OCR models and returns the name of the OCR engine. Throws Error{kModel}.
[[nodiscard]] std::string load_reader(JobQueue& job_queue, const InstallationHome& home);

}  // namespace codau::pipeline
