// pipeline/jobs/page_stage.h — makes the request for one page and stores the answer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/output/worker_pool.h"
#include "store/store.h"
#include "text/secrecy_mark.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// The state of a page that is being read.
struct PageJob {
  std::uint32_t page = 0;     ///< page number in the source
  std::uint32_t in_file = 0;  ///< page number in the file
  bool simply = false;        ///< second attempt, with simplified OCR
  bool by_time = false;       ///< the second attempt was caused by lack of time or memory
  bool known = false;         ///< a result is stored; only the debug images are needed
  std::vector<worker::StreamPiece> pieces =
      {};  ///< debug images and stage timings; at most one of each kind
  /// A stored result, by its key and source.
  struct Blank {
    std::string key, sha256;
    bool is_empty = false;  ///< the result has no word; it is deleted if the page cannot be read
  };
  std::optional<Blank> blank = {};  ///< older result with hardly any text, to be replaced
};

/// Makes the job of a page, without its source.
[[nodiscard]] WorkerJob make_page_job(const std::shared_ptr<PageJob>& reading,
                                      const RunOptions& options);

/// Returns the secrecy mark of a page. `json`: the answer of the worker. Throws Error{kInput} if
/// `json` is no page, Error{kInternal} if it is another page than `number`.
[[nodiscard]] text::SecrecyMark read_secrecy_mark(const std::string& json, std::uint32_t number);

/// Stores the OCR result of a page. A result of simplified OCR caused by lack of time or memory
/// gets its own key, since another run may have more of both.
void save_page(store::Store& store, const PageKeys& keys, const InputSource& source,
               const PageJob& reading, const std::string& json);

/// Removes a stored OCR result.
void remove_page(store::Store& store, const InputSource& source, std::uint32_t page,
                 const std::string& key);

/// Writes the debug images of a page into `folder`, as "0001-steps.png" and "0001-overlay.png".
/// Throws Error{kOutput}.
void write_pictures(const std::filesystem::path& folder, const PageJob& reading);

/// Makes the log line of a page that was read or failed.
[[nodiscard]] LogEntry make_log_entry(const InputSource& source, const PageJob& reading,
                                      const JobOutcome& outcome);

}  // namespace codau::pipeline
