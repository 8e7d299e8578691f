// pipeline/same_document.h — one document that two outputs have.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "record/human_edit.h"
#include "store/other.h"
#include "store/store.h"
#include "text/lexicon.h"

namespace codau::pipeline {

/// What people have set in two copies of a document, each as its store gives it: all of both, once,
/// in the order of time, each in its own order.
[[nodiscard]] std::vector<std::string> edits_of_both(const std::vector<std::string>& one,
                                                     const std::vector<std::string>& other);

struct Extension {
  bool is_new = false;     ///< something was written
  std::uint64_t open = 0;  ///< edits that are in conflict (record/human_edit.h)
};

/// Puts names and edits that `other` has of a document besides those of the store into the store,
/// and into OUT/documents.
[[nodiscard]] Extension extend_document(store::Store& store, const std::filesystem::path& out,
                                        const text::Lexicon& lexicon,
                                        const store::OtherStore& other, const std::string& doc_id);

/// Whether `other` has more of a document: rows where the store has none, all pages where it lacks
/// some.
[[nodiscard]] bool has_more(const store::OtherStore& other, const store::Store& store,
                            const std::string& doc_id);

}  // namespace codau::pipeline
