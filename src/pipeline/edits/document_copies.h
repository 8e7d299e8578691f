// pipeline/edits/document_copies.h — one document that two outputs have.
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

/// What people have set in two copies of a document, each as its store gives it: all of both, once,
/// in the order of time, each in its own order.
[[nodiscard]] std::vector<std::string> merge_edits(const std::vector<std::string>& one,
                                                   const std::vector<std::string>& other);

struct ExtensionReport {
  bool is_new = false;     ///< something was written
  std::uint64_t open = 0;  ///< edits that are in conflict (record/edits/human_edit.h)
};

/// What one copy of a document has besides what was read of it.
struct LocalState {
  std::vector<std::string> edits;
  std::vector<record::Row> sources;
};
[[nodiscard]] LocalState load_local_state(const store::Store& store, const std::string& doc_id);
[[nodiscard]] LocalState load_local_state(const store::MergeSource& other,
                                          const std::string& doc_id);
/// What a document of a file had that is no more: as the edits of another one.
[[nodiscard]] std::vector<std::string> make_carried_edits(const LocalState& lost,
                                                          const std::string& doc_id,
                                                          const std::string& host);

/// Puts names and edits that another copy of a document has into the store, and into its text.
[[nodiscard]] ExtensionReport extend_document(store::Store& store, const text::Lexicon& lexicon,
                                              const LocalState& more, const std::string& doc_id);

/// Whether a page of the document was read, as its rows have it.
[[nodiscard]] bool has_page(const store::Store& store, const std::string& doc_id,
                            std::uint32_t page);
/// The document asks for a look (PAGES_ELSEWHERE) where the store has pages of it that its rows
/// lack: those of a reading that went. The next run over its file takes them in.
void note_pages_elsewhere(store::Store& store, const std::string& doc_id);

/// Whether both have the same documents of a file, by its first.
[[nodiscard]] bool has_same_division(const store::MergeSource& other, const store::Store& store,
                                     const std::string& doc_id);

/// Which of two readings of one document stays.
struct ReadingChoice {
  bool is_theirs = false;
  /// Neither has all pages, and the one that goes has some that the other lacks or read otherwise.
  bool loses_pages = false;
  /// Where people gave each another type: "one, other", the second of which stays.
  std::string types = {};
};
struct CopyFaults {
  FileFaults ours, theirs;
};
/// The one whose texts and PDF are whole, of two with the same rows.
/// Else the one that was made further (rows, restored text, text as read), else the one that has
/// all pages as they should be read, else more of them, else the one that was read more surely; of
/// two that are whole, or have the same pages, the one that is divided as people have last divided
/// the file, or was made as it is read where they last said so (else the later by letters), the one
/// whose type people gave (of two types the later by letters): never the one that came first, but
/// for two that are alike in all this.
[[nodiscard]] ReadingChoice choose_reading(const store::MergeSource& other,
                                           const store::Store& store, const std::string& doc_id,
                                           const CopyFaults& faults);

/// Whether all pages of a document were read as they should be, by its fingerprint.
[[nodiscard]] bool is_fully_read(std::string_view fingerprint);

}  // namespace codau::pipeline
