// store/search_tables.h — what is searched in a store: rows of records, and every printed line.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/ddl.h"
#include "store/printed.h"
#include "store/sqlite.h"

namespace codau::store {

/// Makes the table `printed`(doc_id, seq, page_no, first_line, text) where there is none.
void create_printed(const Connection& connection);
/// Replaces the printed lines of a document; none removes them.
void put_printed(const Connection& connection, std::string_view doc_id,
                 std::span<const Printed> passages);

/// Whether a document has printed lines.
[[nodiscard]] bool has_printed(const Connection& connection, std::string_view doc_id);
/// Whether there are full-text indexes.
[[nodiscard]] bool has_search(const Connection& connection);

/// Removes both full-text indexes, which hold words of every document.
void drop_search(const Connection& connection);
/// Both full-text indexes anew, from the rows that are there, and checked: `search`(text, folded,
/// table_name, row_id, doc_id) over sections and tasks for whoever asks in SQL; `printed_search`
/// over the words of `printed`, without a copy of them, and `printed_rows`, which says where its
/// rows stand.
void build_search(const Connection& connection, Tables tables);

}  // namespace codau::store
