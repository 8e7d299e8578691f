// review/queue/document_verdict.h — what people have said of a document as a whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "record/edits/human_edit.h"
#include "store/store_reader.h"

namespace codau::review {

/// As the page names it.
[[nodiscard]] std::string to_verdict_name(const record::HumanEdit& verdict);

/// What people have last said of a document, and by which an action on all of it says what it was
/// based on.
struct DocumentVerdict {
  std::string version;  ///< of all of it: what was said of it, and its rows
  std::string said;     ///< the beginning of it: what was said of it as a whole
  std::vector<record::HumanEdit> verdicts;
  /// The last of them was said of other pages than the document has now.
  bool is_past = false;
  /// It was accepted, and is no more: something was edited or doubted since
  /// (record/edits/human_edit.h).
  bool is_withdrawn = false;
  [[nodiscard]] const record::HumanEdit* verdict() const {
    return verdicts.empty() ? nullptr : &verdicts.back();
  }
};
/// Nothing where there is no such document.
[[nodiscard]] std::optional<DocumentVerdict> find_document_verdict(const store::StoreReader& store,
                                                                   std::string_view doc_id);

/// Why an action on a document that was based on another version is not done.
[[nodiscard]] Message make_conflict_message(const DocumentVerdict& now, std::string_view version);

}  // namespace codau::review
