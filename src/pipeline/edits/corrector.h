// pipeline/edits/corrector.h — applies human edits to the documents of an output. All human edits
// pass through here (design section 3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/output/scan_renderer.h"
#include "record/edits/edit_validator.h"
#include "record/edits/human_edit.h"
#include "record/rows/learnt_names.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// A requested edit that was refused, and the reason.
struct RefusedEdit {
  std::size_t at = 0;  ///< index in the list of requested edits
  Message why;
};
/// The result of a correction.
struct CorrectReport {
  std::uint64_t made = 0, documents = 0;  ///< edits that were made, and documents that they changed
  std::uint64_t known = 0;                ///< requested edits that had been made before
  std::uint64_t open = 0;                 ///< earlier edits that await review (EDIT_STALE)
  std::set<std::string> texts;            ///< doc_ids of documents with changed text
  std::set<std::string> heads;       ///< doc_ids of documents with a changed row in `documents`
  std::vector<Message> notes;        ///< describe_other_lexicon()
  std::vector<RefusedEdit> refused;  ///< sorted by `at`
};

/// Makes the documents of a file again after corrections of lines (pipeline/jobs/remake_file.h).
/// Argument `edits`: all edits of the document `doc_id`, with the new ones. The edits and the new
/// documents are stored in one commit. Returns the documents of the file. Throws Error{kInput} if
/// the documents cannot be made; nothing is stored then.
using RemakeFile = std::function<std::vector<std::string>(
    store::Store& store, const std::string& doc_id, const std::vector<std::string>& edits)>;

/// Makes the requested edits in the output folder `out` and returns a report.
/// 1. Of the edits of one document, all are made or none. Corrections of lines come first, and the
///    rows of the other edits are those that they give. Each of the two is made as a whole.
/// 2. A repeated request is made once.
/// 3. The store keeps the edits. All derived files are updated: rows, document.json, existing
///    formats of records/, cross-references, search index, and manifest.
/// 4. `who.at` is the current time in UTC. If the archive keeps strips of handwriting, `scans` cuts
///    them (edits/hand_strips.h). Without `remake`, corrections of lines are refused.
/// 5. An output whose run was stopped stays unfinished, so that the run can continue.
/// Throws Error{kNothingRead} if `out` has no store. Throws Error{kOutput} if it cannot be written;
/// finished documents are kept.
[[nodiscard]] CorrectReport apply_corrections(const std::filesystem::path& out,
                                              const text::Lexicon& lexicon,
                                              std::span<const record::RequestedEdit> asked,
                                              const record::Reviewer& who,
                                              ScanRenderer* scans = nullptr,
                                              const RemakeFile& remake = {});

/// Makes edits that arrive one after another, as apply_corrections() does. When make() returns, the
/// edits are durable in the store and in the text file. All other derived files wait for finish(),
/// or for the next run or correction. Other commands may write between two calls. Throws the errors
/// of apply_corrections(). One thread only.
class Corrector {
 public:
  /// `scans` must outlive the corrector; null: no strips are cut.
  Corrector(std::filesystem::path out, text::Lexicon lexicon, ScanRenderer* scans = nullptr,
            RemakeFile remake = {});
  /// Makes edits, which are then durable in the store and in the text file. A correction of a line
  /// takes about a second: rows, text and search index follow before make() returns.
  [[nodiscard]] CorrectReport make(std::span<const record::RequestedEdit> asked,
                                   const record::Reviewer& who);
  /// The result of learn().
  struct LearnReport {
    std::vector<std::string> documents;  ///< doc_ids whose rows changed
    CorrectReport edits;
  };
  /// Replaces the confirmed names in OUT/lexicon/learnt by `names`, and makes the edits. All
  /// changed rows are written in one transaction.
  [[nodiscard]] LearnReport learn(const record::LearntNames& names,
                                  std::span<const record::RequestedEdit> asked,
                                  const record::Reviewer& who);
  /// Returns the number of documents whose names learn() would check again.
  [[nodiscard]] std::size_t count_affected(const record::LearntNames& names);
  /// Runs `act` while no other process can write. The state that `act` reads is then the state that
  /// its make() changes. Before that, calls `look` once or more, which opens the connections
  /// through which `act` reads the store.
  void run_exclusively(const std::function<void()>& look, const std::function<void()>& act);
  /// Closes the store; the next make() opens it anew. Call this after this process has opened the
  /// files of the store by other means. Closing such a file drops the locks of open connections.
  /// See store/schema/database_identity.h.
  void close_store();
  /// Updates all other files that depend on the edits, also on those of a killed session.
  void finish();

 private:
  class Rest;
  void hold();

  std::filesystem::path out_;
  text::Lexicon lexicon_;
  ScanRenderer* scans_;
  RemakeFile remake_;
  std::unique_ptr<store::Store> store_;  // nothing if the store has to be opened
  bool is_held_ = false;                 // false: the store is suspended
  std::set<std::string> texts_;          // documents whose PDFs finish() has to update
  std::optional<bool> owes_pdfs_;        // whether a killed session has left other PDFs to update
};

/// Makes the error for an edit of a kind that only a newer codau knows.
[[nodiscard]] Error make_newer_edit_error(std::string_view doc_id,
                                          ErrorCode code = ErrorCode::kOutput);

/// Returns the human edits of a document. Throws Error{`code`} if an edit is damaged or of an
/// unknown kind. With kInput, only this document is left unchanged.
[[nodiscard]] std::vector<record::HumanEdit> load_edits(const store::Store& store,
                                                        std::string_view doc_id,
                                                        ErrorCode code = ErrorCode::kOutput);

}  // namespace codau::pipeline
