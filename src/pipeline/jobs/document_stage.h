// pipeline/jobs/document_stage.h — makes the files and rows of a document from the pages of a
// source. A worker does the work (worker/make_document.h); this class prepares its requests and
// stores its results.
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
#include "record/edits/line_edits.h"
#include "record/rows/learnt_names.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// A page of a document, and the key of its OCR result.
struct ChosenPage {
  std::uint32_t number = 0;
  std::string key;
};

/// A document that is being made. The `parts` are those of the last attempt.
struct DocumentJob {
  std::optional<Fingerprint> known;  ///< fingerprint of the stored document
  Fingerprint fingerprint;           ///< fingerprint of the document to be made
  std::string restoration;           ///< hash of the OCR text and of the restoration models
  std::vector<ChosenPage> pages;
  bool is_whole = false;                     ///< all pages of the source were read with full OCR
  StageLimit until = StageLimit::kDocument;  ///< at most kDocument
  bool with_pdf = false;
  std::string known_pdf_words = {};  ///< word hash of the existing PDF; empty: write a PDF
  std::vector<record::LineCorrection> lines = {};  ///< of the whole file
  std::uint64_t bytes = 0;                         ///< bytes of the stored pages, or of the text
  std::uint64_t room = 0;  ///< bytes of text and rows that the worker may still send
  std::optional<ReceivedDocument> parts = {};
  struct SubDocumentJob {  ///< a document of the file after the first (standards 13.11)
    std::string doc_id;
    std::uint32_t page_from = 0;               ///< 0 if the source is plain text
    std::optional<std::uint32_t> promulgator;  ///< index in the file; 0 is the first document
    ReceivedDocument parts;
  };
  std::deque<SubDocumentJob> sub_documents = {};
  std::string pdf_words = {};  ///< worker::Stream::kPdfWords; text and rows are then complete
  std::optional<StreamedFile> pdf = {};
  bool is_false = false;                      ///< a worker has sent an invalid document
  CarriedEdits carried = {};                  ///< edits moved by a new division
  std::vector<std::uint32_t> undivided = {};  ///< first pages set by people without a document

  /// Returns true if text and rows are complete and a PDF with new words follows.
  [[nodiscard]] bool is_pdf_due() const {
    return !pdf_words.empty() && pdf_words != known_pdf_words;
  }
};

/// Plans the documents of a run, makes their requests to workers, and stores the results. Its
/// means() are a hash of restoration, rules and settings.
class DocumentStage {
 public:
  /// Loads the lexicons and lists the models. Throws Error{kModel}.
  explicit DocumentStage(const RunOptions& options);

  [[nodiscard]] const std::vector<ModelFile>& models() const noexcept { return models_; }
  [[nodiscard]] const auto& lexicon_folders() const noexcept { return lexicon_folders_; }
  [[nodiscard]] const text::Lexicon& lexicon() const noexcept { return lexicon_; }
  [[nodiscard]] const auto& learnt() const noexcept { return learnt_; }  ///< not part of means()
  [[nodiscard]] const std::string& means() const noexcept { return means_; }
  [[nodiscard]] const StageKeys& keys() const noexcept { return keys_; }
  /// Plans a document from its stored pages, whatever code read them. Unread pages will be empty.
  [[nodiscard]] std::shared_ptr<DocumentJob> plan(const store::Store& store,
                                                  const InputSource& source,
                                                  const PageKeys& keys) const;
  /// Returns true if the document is finished for the same pages and the same settings of the user.
  [[nodiscard]] bool is_done(const store::Store& store, const InputSource& source,
                             const DocumentJob& making) const;
  /// Stores the new fingerprint of a document that is_done().
  void adopt(store::Store& store, const InputSource& source, const DocumentJob& making) const;
  /// Returns true if a complete document is finished, by its fingerprint, without its pages.
  [[nodiscard]] bool is_untouched(const store::Store& store, const InputSource& source,
                                  const store::BuildState& made, const ResultsLook& first) const;
  /// Returns the job, without id and source. The arguments must outlive the job.
  [[nodiscard]] WorkerJob job(const store::Store& store, const InputSource& source,
                              const std::shared_ptr<DocumentJob>& making) const;
  /// Reserves and commits file names for the other documents of the file, before these exist.
  void claim_results(store::Store& store, const InputSource& source,
                     const DocumentJob& making) const;
  /// Stores the rows and texts of the documents with human edits applied, unless both are
  /// unchanged. Adds text files to `files`. Deletes a PDF that is outdated. Throws Error{kInternal}
  /// for a wrong document, Error{kInput} for bad edits; nothing is stored then.
  void save(store::Store& store, const InputSource& source, const PageKeys& keys,
            DocumentJob& making, io::AtomicFileBatch& files) const;
  [[nodiscard]] PageWarnings warnings(const store::Store& store, const InputSource& source,
                                      const DocumentJob& making) const;
  /// Returns the number of documents of a finished source.
  [[nodiscard]] std::size_t documents(const store::Store& store, const InputSource& source) const;
  [[nodiscard]] bool is_restored(const store::Store& store, const InputSource& source) const;

  /// Removes a document from OUT (`why`: Store::remove_documents).
  void forget(store::Store& store, const InputSource& source, std::string_view why) const;
  /// Removes a secret document, and OUT/records, which may contain its text and is written again.
  void forget_secret(store::Store& store, const InputSource& source) const;

 private:
  /// Returns the i-th request of a job; nothing after the last.
  [[nodiscard]] std::optional<std::string> request(const store::Store& store,
                                                   const InputSource& source,
                                                   const DocumentJob& making, std::size_t i) const;
  /// Returns the stored restoration of the same text for the same settings, or an empty text.
  [[nodiscard]] std::string kept(const store::Store& store, const InputSource& source,
                                 const DocumentJob& making) const;
  /// Returns true if rows and files come from the same answer and code, and still exist.
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
  std::string restorer_;  // hash of code, models and word tables of restoration
  std::string means_;     // hash of restoration, rules and settings
  StageKeys keys_;
  bool had_same_words_;  // true if the last run had the same word tables of the user
};

}  // namespace codau::pipeline
