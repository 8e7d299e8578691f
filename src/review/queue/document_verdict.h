// review/queue/document_verdict.h — finds the verdicts of people on a whole document: accepted,
// rejected (scan again), or reopened.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "record/edits/human_edit.h"
#include "store/store_reader.h"

namespace codau::review {

/// Returns the name of a verdict in JSON: "accept", "reject" or "reopen".
[[nodiscard]] std::string to_verdict_name(const record::HumanEdit& verdict);

/// The verdicts of people on a document, and its version. An action on the document names the
/// version on which it is based. The action is refused if the version has changed.
struct DocumentVerdict {
  std::string version;  ///< hash of verdicts, edits and rows; begins with `said`
  std::string said;     ///< hash of the verdicts only
  /// All verdicts, the latest last.
  std::vector<record::HumanEdit> verdicts;
  /// The document has other pages now than at the last verdict.
  bool is_past = false;
  /// The last verdict accepted the document, but no longer holds: an edit or a doubt came later
  /// (record/edits/human_edit.h).
  bool is_withdrawn = false;
  /// Returns the last verdict; null without verdicts.
  [[nodiscard]] const record::HumanEdit* verdict() const {
    return verdicts.empty() ? nullptr : &verdicts.back();
  }
};
/// Returns the verdicts on a document; nothing if the document does not exist.
[[nodiscard]] std::optional<DocumentVerdict> find_document_verdict(const store::StoreReader& store,
                                                                   std::string_view doc_id);

/// Returns the message for an action that is based on `version`, which differs from the version of
/// `now`.
[[nodiscard]] Message make_conflict_message(const DocumentVerdict& now, std::string_view version);

}  // namespace codau::review
