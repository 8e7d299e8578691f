// store/search_tables.h — what is searched in a store: rows of records, and every printed line.
// Neither index keeps a copy of the text, and both follow each document by itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/ddl.h"
#include "store/printed_passage.h"
#include "store/sqlite.h"

namespace codau::store {

/// How words are folded, as `state` keeps it: an index that was made in another way is made anew.
inline constexpr std::string_view kSearchVersion = "1";

/// Two indexes: `search`(text, folded, table_name, row_id, doc_id) over sections and tasks for
/// whoever asks in SQL, with the view search_text behind it; `printed_search` over the words of
/// `printed`, its rows numbered as there.
void create_search(const Connection& connection);
/// The statements that create_search() runs, and as statements the names of what FTS5 makes then.
[[nodiscard]] std::vector<std::string> make_search_statements();

/// The same indexes for words alone, elsewhere: index_documents(), then copy_search().
void create_offline_search(const Connection& connection);
/// Whether the indexes of a store are not of this version, or lack words: they are made anew.
[[nodiscard]] bool is_index_incomplete(const Connection& connection);
void mark_index_incomplete(const Connection& connection);  ///< until copy_search()
/// Whether anything is indexed.
[[nodiscard]] bool has_words(const Connection& connection);

/// To be called before the rows and printed lines of a document go, while they are as they were
/// indexed, and after others came.
void unindex_document(const Connection& connection, std::string_view doc_id);
/// Several at once, in the order of their rows: FTS5 writes what it has gathered, and merges it
/// with what was there, each time that a number is smaller than the one before.
void index_documents(const Connection& connection, std::span<const std::string> doc_ids);

/// The first numbers that rows of a document have in a store: of each that is searchable_tables(),
/// and of the printed lines.
struct IndexedDocument {
  std::string doc_id;
  std::vector<std::int64_t> first;
};
[[nodiscard]] IndexedDocument find_index_numbers(const Connection& connection,
                                                 std::string_view doc_id);
/// Words of rows of the store `from`, under the numbers that they have in another one, into the
/// indexes `to`.
void index_documents(const Connection& from, const Connection& to,
                     std::span<const IndexedDocument> documents);
/// All indexed words of `from` in place of those of the store `to`, page by page. Within a
/// transaction of the caller.
void copy_search(const Connection& from, const Connection& to);

/// Replaces the printed lines of a document; none removes them.
void save_printed(const Connection& connection, std::string_view doc_id,
                  const PassageStream& passages);
[[nodiscard]] std::vector<PrintedPassage> load_printed(const Connection& connection,
                                                       std::string_view doc_id);
/// Whether these are the printed lines of a document.
[[nodiscard]] bool has_same_printed(const Connection& connection, std::string_view doc_id,
                                    const PassageStream& passages);
/// Whether a document has printed lines.
[[nodiscard]] bool has_printed(const Connection& connection, std::string_view doc_id);

/// Words of documents that went are in no page of the indexes any more. An index forgets a word
/// only where it is written again: both are copied, without looking at any text.
void erase_removed_words(const Connection& connection);

/// Both indexes anew from what is there.
void build_search(const Connection& connection);

}  // namespace codau::store
