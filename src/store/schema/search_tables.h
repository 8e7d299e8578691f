// store/schema/search_tables.h — the full-text index of a store over all printed lines. The index
// contains words and no copy of the text. It is updated document by document.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/sqlite.h"
#include "store/schema/printed_passage.h"

namespace codau::store {

/// Version of folding words, stored in `state`: an index of another version is built again.
inline constexpr std::string_view kSearchVersion = "2";

/// Creates the empty index `printed_search`(folded). Its rows have the numbers of the rows of
/// `printed`.
void create_search(const Connection& connection);
/// Returns the statement of create_search(), and a statement with the name of each table that FTS5
/// makes for it.
[[nodiscard]] std::vector<std::string> make_search_statements();

/// Tells whether the index is of another version or lacks words, and has to be built again.
[[nodiscard]] bool is_index_incomplete(const Connection& connection);
/// Marks the index as incomplete until build_search() is called.
void mark_index_incomplete(const Connection& connection);

/// Removes the words of a document from the index, or adds them. Call unindex_document() before its
/// printed lines are removed or changed, and index_document() after new lines are saved.
void unindex_document(const Connection& connection, std::string_view doc_id);
void index_document(const Connection& connection, std::string_view doc_id);

/// Replaces the printed lines of a document; an empty list removes them.
void save_printed(const Connection& connection, std::string_view doc_id,
                  std::span<const PrintedPassage> passages);
/// Returns the printed lines of a document, in order.
[[nodiscard]] std::vector<PrintedPassage> load_printed(const Connection& connection,
                                                       std::string_view doc_id);
/// Tells whether a document has printed lines.
[[nodiscard]] bool has_printed(const Connection& connection, std::string_view doc_id);

/// Erases the words of removed documents from all pages of the index. FTS5 itself removes a word
/// only when it rewrites the list of that word.
void erase_removed_words(const Connection& connection);

/// Builds the index again from all printed lines.
void build_search(const Connection& connection);

}  // namespace codau::store
