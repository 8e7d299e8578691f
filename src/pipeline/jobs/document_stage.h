// pipeline/jobs/document_stage.h — from the pages of a source to its files and records in OUT. A
// worker does the work (worker/make_document.h); here is what it is asked for.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/inputs/models.h"
#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/carry_over.h"
#include "pipeline/output/document_state.h"
#include "pipeline/output/fingerprint.h"
#include "pipeline/output/received_document.h"
#include "pipeline/output/worker_pool.h"
#include "record/rows/learnt_names.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// A page that a document is made from, and the key by which it is kept.
struct ChosenPage {
  std::uint32_t number = 0;
  std::string key;
};

/// A document in the making, of which `parts` are those of the last attempt.
struct DocumentJob {
  std::optional<Fingerprint> known;  ///< of the document as an earlier run made it
  Fingerprint fingerprint;           ///< of everything that it is made from now
  std::string restoration;           ///< of the text as it was read, and of what restores it
  std::vector<ChosenPage> pages;
  bool is_whole = false;                     ///< all pages of the source, as they should be read
  StageLimit until = StageLimit::kDocument;  ///< kDocument at the most
  bool with_pdf = false;
  std::string known_pdf_words = {};  ///< of the PDF that is there; empty: it is to be written
  std::uint64_t bytes = 0;           ///< of the pages, or of the text
  std::uint64_t room = 0;            ///< bytes of text and rows that may still come
  std::optional<ReceivedDocument> parts = {};
  struct SubDocumentJob {  ///< a document behind the first (standards 13.11)
    std::string doc_id;
    std::uint32_t page_from = 0;               ///< 0 in a text
    std::optional<std::uint32_t> promulgator;  ///< 0 is the first of the file
    ReceivedDocument parts;
  };
  std::deque<SubDocumentJob> sub_documents = {};
  std::string pdf_words = {};  ///< worker::Stream::kPdfWords: text and rows have come
  std::optional<StreamedFile> pdf = {};
  bool is_false = false;                      ///< a worker has sent a document that cannot be
  CarriedEdits carried = {};                  ///< where the file is divided anew
  std::vector<std::uint32_t> undivided = {};  ///< first pages by people on which no document begins

  /// Tells whether text and rows have come, and a PDF with new words follows.
  [[nodiscard]] bool is_pdf_due() const {
    return !pdf_words.empty() && pdf_words != known_pdf_words;
  }
};

class DocumentStage {
 public:
  /// Throws Error{kModel}.
  explicit DocumentStage(const RunOptions& options);

  [[nodiscard]] const std::vector<ModelFile>& models() const noexcept { return models_; }
  [[nodiscard]] const auto& lexicon_folders() const noexcept { return lexicon_folders_; }
  [[nodiscard]] const text::Lexicon& lexicon() const noexcept { return lexicon_; }
  [[nodiscard]] const auto& learnt() const noexcept { return learnt_; }  ///< no part of means()
  [[nodiscard]] const std::string& means() const noexcept { return means_; }  ///< a hash
  [[nodiscard]] const StageKeys& keys() const noexcept { return keys_; }

  /// Pages stay as they were read, by whatever code; those that were not will be empty.
  [[nodiscard]] std::shared_ptr<DocumentJob> plan(const store::Store& store,
                                                  const InputSource& source,
                                                  const PageKeys& keys) const;
  /// True if any code finished it from the same pages, for the same wishes of the user.
  [[nodiscard]] bool is_done(const store::Store& store, const InputSource& source,
                             const DocumentJob& making) const;
  /// Notes of a document that is_done() who made it, so that the next run need not ask again.
  void adopt(store::Store& store, const InputSource& source, const DocumentJob& making) const;
  /// The same of a whole document, without its pages: to read one again forgets its fingerprint.
  [[nodiscard]] bool is_untouched(const store::Store& store, const InputSource& source,
                                  const store::BuildState& made, const ResultsLook& first) const;
  /// References outlive the job, which is still without id and source.
  [[nodiscard]] WorkerJob job(const store::Store& store, const InputSource& source,
                              const std::shared_ptr<DocumentJob>& making) const;
  /// Gives the further documents of the file their names, and commits before any file of theirs.
  void claim_results(store::Store& store, const InputSource& source,
                     const DocumentJob& making) const;
  /// Writes the texts (the file into `files`) and the rows of the documents, with the edits of
  /// people (record/edits/human_edit.h); nothing if both are unchanged. Forgets a PDF that is due.
  /// Throws Error{kInternal} for another document, Error{kInput} for bad edits: nothing is kept
  /// then.
  void save(store::Store& store, const InputSource& source, const PageKeys& keys,
            DocumentJob& making, io::AtomicFileBatch& files) const;
  [[nodiscard]] PageWarnings warnings(const store::Store& store, const InputSource& source,
                                      const DocumentJob& making) const;
  /// How many documents the store has of a source that was finished.
  [[nodiscard]] std::size_t documents(const store::Store& store, const InputSource& source) const;
  [[nodiscard]] bool is_restored(const store::Store& store, const InputSource& source) const;

  /// Removes what OUT holds of a document (`why`: Store::remove_documents).
  void forget(store::Store& store, const InputSource& source, std::string_view why) const;
  /// Removes a secret document, and OUT/records, which may have its text and is written anew.
  void forget_secret(store::Store& store, const InputSource& source) const;

 private:
  /// Returns the i-th request of a job; nothing after the last.
  [[nodiscard]] std::optional<std::string> request(const store::Store& store,
                                                   const InputSource& source,
                                                   const DocumentJob& making, std::size_t i) const;
  /// The restoration that an earlier run made of the same text for the same wishes, if it is kept.
  [[nodiscard]] std::string kept(const store::Store& store, const InputSource& source,
                                 const DocumentJob& making) const;
  /// Whether rows and files were made from the same answer, by the same code, and are still there.
  [[nodiscard]] bool is_document_unchanged(const store::Store& store, const std::string& doc_id,
                                           const ReceivedDocument& parts, StageLimit until,
                                           const std::string& answer) const;
  void replace(store::Store& store, const std::string& doc_id, ReceivedDocument& parts,
               StageLimit until, const std::string& answer, io::AtomicFileBatch& files) const;
  void save_documents(store::Store& store, const InputSource& source, DocumentJob& making,
                      io::AtomicFileBatch& files) const;
  [[nodiscard]] StageLimit choose_limit(StageLimit made) const;
  [[nodiscard]] bool wants_pdf(const store::Store& store, const InputSource& source,
                               bool has_pdf) const;
  void save_texts(store::Store& store, const std::string& doc_id, ReceivedDocument& parts,
                  StageLimit until, io::AtomicFileBatch& files) const;
  [[nodiscard]] bool has_whole_sub_documents(const store::Store& store, const InputSource& source,
                                             StageLimit until) const;

  const RunOptions& options_;
  std::vector<std::filesystem::path> lexicon_folders_;
  text::Lexicon lexicon_;
  record::LearntNames learnt_;
  std::vector<ModelFile> models_;
  std::string restorer_;  // hash of what restores, the user's words too
  std::string means_;     // hash of what restores and judges
  StageKeys keys_;
  bool had_same_words_;  // whether the last run had the user's words of this one
};

}  // namespace codau::pipeline
