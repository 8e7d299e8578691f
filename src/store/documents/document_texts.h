// store/documents/document_texts.h — the text of each document as it was read, and what was changed
// in it: together they give OUT/text/NAME.txt. Compressed, in pieces, in the table texts.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {

/// Both whole. Applying the changes to `as_read` gives the text, unless somebody has edited its
/// file.
struct DocumentTexts {
  std::string as_read;
  std::optional<std::string> changes;  ///< JSON Lines (restore/api/change_log.h); nothing: not made
  bool operator==(const DocumentTexts&) const = default;
};

/// Calls `take` with pieces of a text, in order.
using TextPieces = std::function<void(const std::function<void(std::string_view)>& take)>;

/// Returns a text in one piece. It must outlive the function.
[[nodiscard]] TextPieces whole_text(const std::string& text);

/// Replaces the texts of a document. `changes`: empty function if the text was not restored.
/// Within a transaction of the caller.
void save_texts(const Connection& connection, std::string_view doc_id, const TextPieces& as_read,
                const TextPieces& changes);
void remove_texts(const Connection& connection, std::string_view doc_id);

/// Returns the texts; nothing if the document has none. Throws Error{kOutput} if they are damaged.
[[nodiscard]] std::optional<DocumentTexts> load_texts(const Connection& connection,
                                                      std::string_view doc_id);

}  // namespace codau::store
