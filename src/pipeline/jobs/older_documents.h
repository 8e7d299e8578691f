// pipeline/jobs/older_documents.h — finds documents and pages that older code made. Such documents
// stay unchanged unless the user asks for --redo.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/run_hooks.h"
#include "pipeline/output/fingerprint.h"
#include "store/pages/page_store.h"
#include "store/store.h"

namespace codau::pipeline {

/// The best OCR result of a page from earlier runs, whatever the version of the code.
struct EarlierPage {
  std::string key;
  store::PageStore::PageDigest stub;
};
/// Returns the best stored OCR result of a page, if any.
[[nodiscard]] std::optional<EarlierPage> find_earlier_page(
    const store::PageStore& pages, const PageKeys& keys,
    const store::PageStore::StoredPagePlace& place);

/// Tells whether a page has to be read again.
enum class RereadDecision : std::uint8_t {
  kNone,      ///< keep the stored result
  kHasWords,  ///< read again: the page has hardly any text
  kHasNone    ///< read again: the page has no text. Older code missed damaged and secret pages.
};
/// Decides whether a page with the stored result `reading` is read again.
[[nodiscard]] RereadDecision decide_reread(const store::PageStore& pages, const PageKeys& keys,
                                           const store::PageStore::StoredPagePlace& place,
                                           const EarlierPage& reading);

/// Returns true if the rows of a document with an older form of fingerprint meet the settings of
/// this run. The conditions are:
/// 1. Names, given type and given division are the same.
/// 2. The document has no secrecy mark, or `allow_secret` is set. A marked document has to be
///    checked again.
[[nodiscard]] bool is_as_asked(const store::Store& store, const record::SourceInfo& source,
                               bool allow_secret);

/// Returns true if `manifest` of an older run names the same word tables of the user. Returns true,
/// too, if the manifest cannot be read.
[[nodiscard]] bool has_same_words(const std::filesystem::path& manifest,
                                  std::span<const ModelFile> files);

/// Counts the documents of an output that older code made. `next` returns the fingerprints of the
/// output one by one, and nothing at the end.
[[nodiscard]] OlderDocuments count_older(const std::function<std::optional<std::string>()>& next,
                                         const StageKeys& stages, const PageKeys& pages);
[[nodiscard]] OlderDocuments count_older(const store::Store& store, const StageKeys& stages,
                                         const PageKeys& pages);
/// Reports the number of older documents and the command that makes them again. Returns nothing if
/// there are none.
[[nodiscard]] std::vector<Message> make_older_documents_message(const OlderDocuments& older);
/// Reports that pages which older code called blank were read again.
[[nodiscard]] std::vector<Message> make_reread_message(std::uint64_t pages);

}  // namespace codau::pipeline
