// pipeline/edits/corrector.h — the one door by which people change what a run has read (design
// section 3).
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

struct RefusedEdit {
  std::size_t at = 0;  ///< of the edits asked for
  Message why;
};
struct CorrectReport {
  std::uint64_t made = 0, documents = 0;  ///< edits, and the documents that they changed
  std::uint64_t known = 0;                ///< edits that were made before
  std::uint64_t open = 0;                 ///< earlier edits that wait for review (EDIT_STALE)
  std::set<std::string> texts;            ///< doc_ids of documents whose text changed
  std::set<std::string> heads;            ///< doc_ids of documents whose row in `documents` changed
  std::vector<Message> notes;             ///< describe_other_lexicon()
  std::vector<RefusedEdit> refused;       ///< ascending
};

/// Makes the edits in the output folder `out`: of each document all of them, or none. The store
/// keeps them; rows, document.json, records/ (the forms that are there), cross-references, the
/// search index and the manifest's files and counts follow. What is asked for twice is made once.
/// `who.at` is now in UTC. `scans`: cuts strips, if the archive keeps them (edits/hand_strips.h).
/// An output whose run was stopped stays one: the run goes on from there.
/// Throws Error{kNothingRead} where there is no store; Error{kOutput} where it cannot be written:
/// documents that were finished are kept.
[[nodiscard]] CorrectReport apply_corrections(const std::filesystem::path& out,
                                              const text::Lexicon& lexicon,
                                              std::span<const record::RequestedEdit> asked,
                                              const record::Reviewer& who,
                                              ScanRenderer* scans = nullptr);

/// The same for edits that come one after another. They are durable in the store and in
/// document.json when make() returns; all that follows from them waits for finish(), or for whoever
/// next runs or corrects. Between the calls others may write. One thread. Throws as
/// apply_corrections().
class Corrector {
 public:
  /// `scans` outlives it; null: no strips are cut.
  Corrector(std::filesystem::path out, text::Lexicon lexicon, ScanRenderer* scans = nullptr);
  [[nodiscard]] CorrectReport make(std::span<const record::RequestedEdit> asked,
                                   const record::Reviewer& who);
  /// Confirms names, or takes that back: OUT/lexicon/learnt becomes `names`, and the edits are
  /// made. All rows that follow are written in one transaction.
  struct LearnReport {
    std::vector<std::string> documents;  ///< whose rows changed by it
    CorrectReport edits;
  };
  [[nodiscard]] LearnReport learn(const record::LearntNames& names,
                                  std::span<const record::RequestedEdit> asked,
                                  const record::Reviewer& who);
  /// How many documents learn() would judge anew.
  [[nodiscard]] std::size_t count_affected(const record::LearntNames& names);
  /// Does `act`, and lets nobody else write until it returns: what it sees is what its make()
  /// changes. `look` opens whatever `act` reads the store by; it is called before, more than once.
  void run_exclusively(const std::function<void()>& look, const std::function<void()>& act);
  /// The next make() opens the store anew: to be called where this process has opened its files by
  /// other means, which takes the locks of open connections (store/schema/database_identity.h).
  void close_store();
  void finish();

 private:
  class Rest;
  void hold();

  std::filesystem::path out_;
  text::Lexicon lexicon_;
  ScanRenderer* scans_;
  std::unique_ptr<store::Store> store_;  // nothing where it has to be opened
  bool is_held_ = false;                 // else it is at rest
  std::set<std::string> texts_;          // documents whose PDFs are to follow with finish()
  std::optional<bool> owes_pdfs_;        // a session that was killed has left others to follow
};

/// What is said of an edit of a kind that this codau does not know.
[[nodiscard]] Error make_newer_edit_error(std::string_view doc_id,
                                          ErrorCode code = ErrorCode::kOutput);

/// What people have edited in a document. Throws Error{`code`} where that cannot be told; kInput
/// leaves but this one document as it is.
[[nodiscard]] std::vector<record::HumanEdit> load_edits(const store::Store& store,
                                                        std::string_view doc_id,
                                                        ErrorCode code = ErrorCode::kOutput);

}  // namespace codau::pipeline
