// pipeline/edits/document_copies.h — merges two copies of one document from two outputs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/output/file_faults.h"
#include "record/edits/human_edit.h"
#include "store/merge_source.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// Returns the human edits of two copies, without duplicates, sorted by time. The edits of each
/// copy keep their order.
[[nodiscard]] std::vector<std::string> merge_edits(const std::vector<std::string>& one,
                                                   const std::vector<std::string>& other);

/// The result of extend_document().
struct ExtensionReport {
  bool is_new = false;     ///< the document was changed
  std::uint64_t open = 0;  ///< number of edits in conflict (record/edits/human_edit.h)
};

/// The data of a copy that does not come from reading: human edits, and the rows of its source
/// names.
struct LocalState {
  std::vector<std::string> edits;
  std::vector<record::Row> sources;
};
/// Loads the local data of a document from a store, or from the store of another output.
[[nodiscard]] LocalState load_local_state(const store::Store& store, const std::string& doc_id);
[[nodiscard]] LocalState load_local_state(const store::MergeSource& other,
                                          const std::string& doc_id);
/// Returns the edits of a document that no longer exists, as edits of the document `host` of the
/// same file.
[[nodiscard]] std::vector<std::string> make_carried_edits(const LocalState& lost,
                                                          const std::string& doc_id,
                                                          const std::string& host);

/// Adds the source names and edits of another copy to the stored document, and to its text.
[[nodiscard]] ExtensionReport extend_document(store::Store& store, const text::Lexicon& lexicon,
                                              const LocalState& more, const std::string& doc_id);

/// Returns true if the rows show that the page was read.
[[nodiscard]] bool has_page(const store::Store& store, const std::string& doc_id,
                            std::uint32_t page);
/// Marks the document for review (PAGES_ELSEWHERE) if the store has pages that its rows lack. Such
/// pages come from a reading that was not chosen. The next run over the file adds them.
void note_pages_elsewhere(store::Store& store, const std::string& doc_id);

/// Returns true if both stores divide a file into the same documents. `doc_id`: the first document
/// of the file.
[[nodiscard]] bool has_same_division(const store::MergeSource& other, const store::Store& store,
                                     const std::string& doc_id);

/// The result of choose_reading().
struct ReadingChoice {
  bool is_theirs = false;
  /// True if no reading has all pages, and the rejected one has pages that the other lacks or read
  /// differently.
  bool loses_pages = false;
  /// The types "one, other" that people gave, if they differ; the second type stays.
  std::string types = {};
};
/// The file faults of both copies.
struct CopyFaults {
  FileFaults ours, theirs;
};
/// Chooses which of two readings of a document stays. The order of the stores never decides, unless
/// both readings are equal in every respect. The rules are:
/// 1. If the fingerprints are equal, the reading without file faults stays.
/// 2. If both have all pages, or the same pages, and are divided differently, the division decides.
///    The division that a person set last stays. If no person set one, the automatic division
///    stays. In a tie, the later division in text order stays.
/// 3. If both have all pages, the reading with a type that a person gave stays. Of two such types,
///    the later in text order stays.
/// 4. Otherwise these properties decide, in order: has rows, has full OCR of all pages, number of
///    pages, last stage, confidence, length of the OCR text.
/// Rules 2 and 3 apply only if both readings reached the same stage.
[[nodiscard]] ReadingChoice choose_reading(const store::MergeSource& other,
                                           const store::Store& store, const std::string& doc_id,
                                           const CopyFaults& faults);

/// Returns true if the fingerprint shows that all pages of the document were read with full OCR.
[[nodiscard]] bool is_fully_read(std::string_view fingerprint);

}  // namespace codau::pipeline
