// store/schema/search_tables.h — the full-text index of a store, over every printed line. It keeps
// words and no copy of the text, and follows each document by itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database/sqlite.h"
#include "store/schema/printed_passage.h"

namespace codau::store {

/// How words are folded, as `state` keeps it: an index that was made in another way is made anew.
inline constexpr std::string_view kSearchVersion = "2";

/// `printed_search`(folded), whose rows have the numbers of the rows of `printed`.
void create_search(const Connection& connection);
/// Returns the statement that create_search() runs, and the tables that FTS5 then makes as
/// statements of their names.
[[nodiscard]] std::vector<std::string> make_search_statements();

/// Whether the index of a store is not of this version, or lacks words: it is made anew.
[[nodiscard]] bool is_index_incomplete(const Connection& connection);
void mark_index_incomplete(const Connection& connection);  ///< until build_search()

/// unindex_document() before the printed lines of a document go, while they are as they were
/// indexed; index_document() after others came.
void unindex_document(const Connection& connection, std::string_view doc_id);
void index_document(const Connection& connection, std::string_view doc_id);

/// Replaces the printed lines of a document; none removes them.
void save_printed(const Connection& connection, std::string_view doc_id,
                  std::span<const PrintedPassage> passages);
[[nodiscard]] std::vector<PrintedPassage> load_printed(const Connection& connection,
                                                       std::string_view doc_id);
/// Whether a document has printed lines.
[[nodiscard]] bool has_printed(const Connection& connection, std::string_view doc_id);

/// After this no page of the index holds words of documents that went: FTS5 forgets a word only
/// when it writes the word's list again.
void erase_removed_words(const Connection& connection);

/// The index anew, from the printed lines that are there.
void build_search(const Connection& connection);

}  // namespace codau::store
