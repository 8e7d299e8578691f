// store/documents/document_texts.h — stores the text of each document as read, and the changes that
// restoration made. Together they give OUT/text/NAME.txt. The table texts holds both, compressed,
// in pieces.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {

/// Text and changes of a document, complete. The changes (restore/api/change_log.h), applied to
/// `as_read`, give the text file, unless somebody has edited the file.
struct DocumentTexts {
  std::string as_read;
  std::optional<std::string> changes;  ///< JSON Lines; nothing if not restored
  bool operator==(const DocumentTexts&) const = default;
};

/// A text that comes in pieces: calls `take` with each piece, in order.
using TextPieces = std::function<void(const std::function<void(std::string_view)>& take)>;

/// Returns `text` as a single piece. `text` must outlive the returned function.
[[nodiscard]] TextPieces whole_text(const std::string& text);

/// Replaces the texts of a document within a transaction of the caller. `changes`: an empty
/// function if the text was not restored.
void save_texts(const Connection& connection, std::string_view doc_id, const TextPieces& as_read,
                const TextPieces& changes);
/// Removes the texts of a document within a transaction of the caller.
void remove_texts(const Connection& connection, std::string_view doc_id);

/// Returns the texts of a document; nothing if it has none. Throws Error{kOutput} if they are
/// damaged.
[[nodiscard]] std::optional<DocumentTexts> load_texts(const Connection& connection,
                                                      std::string_view doc_id);

}  // namespace codau::store
