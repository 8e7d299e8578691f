// pipeline/jobs/older_documents.h — documents that older code made: they stay as they are until
// --redo.
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

/// The best reading of a page that an earlier run left, however old the code was.
struct EarlierPage {
  std::string key;
  store::PageStore::PageDigest stub;
};
[[nodiscard]] std::optional<EarlierPage> find_earlier_page(
    const store::PageStore& pages, const PageKeys& keys,
    const store::PageStore::StoredPagePlace& place);

/// What is to become of an earlier reading.
enum class RereadDecision : std::uint8_t {
  kNone,      ///< it stays
  kHasWords,  ///< the page is read again, since it has hardly any text …
  kHasNone    ///< … or none: older code took damaged and secret pages for blank ones
};
[[nodiscard]] RereadDecision decide_reread(const store::PageStore& pages, const PageKeys& keys,
                                           const store::PageStore::StoredPagePlace& place,
                                           const EarlierPage& reading);

/// Whether the rows of a document whose fingerprint has an older form are what this run asks for.
/// They are if names, the given type and the given division are the same. A document with a mark
/// of secrecy never is, unless `allow_secret`: it has to be judged again.
[[nodiscard]] bool is_as_asked(const store::Store& store, const record::SourceInfo& source,
                               bool allow_secret);

/// Whether `manifest` of an older run names these tables of the user's words, or none can be told.
[[nodiscard]] bool has_same_words(const std::filesystem::path& manifest,
                                  std::span<const ModelFile> files);

/// Counts the documents of an output that older code made. `next`: the fingerprints of the output
/// one after another, nothing at their end.
[[nodiscard]] OlderDocuments count_older(const std::function<std::optional<std::string>()>& next,
                                         const StageKeys& stages, const PageKeys& pages);
[[nodiscard]] OlderDocuments count_older(const store::Store& store, const StageKeys& stages,
                                         const PageKeys& pages);
/// How many older documents there are and what remakes them; nothing if there are none.
[[nodiscard]] std::vector<Message> make_older_documents_message(const OlderDocuments& older);
/// That pages which older code called blank were read again.
[[nodiscard]] std::vector<Message> make_reread_message(std::uint64_t pages);

}  // namespace codau::pipeline
