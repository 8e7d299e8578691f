// pipeline/jobs/page_stage.h — one page of a source: what a worker is asked, and what becomes of
// its answer.
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

/// A page in the reading.
struct PageJob {
  std::uint32_t page = 0;     ///< of the source
  std::uint32_t in_file = 0;  ///< its number in its file
  bool simply = false;        ///< the second attempt …
  bool by_time = false;       ///< … since time or memory ran out
  bool known = false;         ///< it is in the journal: asked for its pictures alone
  std::vector<worker::StreamPiece> pieces =
      {};  ///< its pictures, and what its steps took; one of a kind
  struct Blank {
    std::string key, sha256;
    bool is_empty = false;  ///< it has no word at all: it goes if the page cannot be read
  };
  std::optional<Blank> blank = {};  ///< an older reading of hardly any text, to be replaced
};

/// Without source.
[[nodiscard]] WorkerJob make_page_job(const std::shared_ptr<PageJob>& reading,
                                      const RunOptions& options);

/// The mark of secrecy on the page of `json`. Throws Error{kInput} for what is no page,
/// Error{kInternal} for another page than `number`.
[[nodiscard]] text::SecrecyMark read_secrecy_mark(const std::string& json, std::uint32_t number);

/// Into the journal. A page that was read in the simple way because of what it took is kept apart:
/// another run may have more time or memory.
void save_page(store::Store& store, const PageKeys& keys, const InputSource& source,
               const PageJob& reading, const std::string& json);

/// Takes a reading out of the journal.
void remove_page(store::Store& store, const InputSource& source, std::uint32_t page,
                 const std::string& key);

/// The pictures that came, as "0001-steps.png" and "0001-overlay.png". Throws Error{kOutput}.
void write_pictures(const std::filesystem::path& folder, const PageJob& reading);

[[nodiscard]] LogEntry make_log_entry(const InputSource& source, const PageJob& reading,
                                      const JobOutcome& outcome);

}  // namespace codau::pipeline
