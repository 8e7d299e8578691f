// store/lists/list_query.h — parts of the queries for lists. A list is read page by page. A page
// begins after the place of the last row before it, so that no row is skipped or repeated while
// rows are added.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/database/sqlite.h"
#include "store/search/search_query.h"

namespace codau::store {

/// A parameter of a query.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string>;
/// SQL with its parameters, in the order of their question marks. Texts from outside are only ever
/// parameters.
struct SqlText {
  std::string sql;
  std::vector<SqlValue> values;
  SqlText& add(std::string_view text, std::initializer_list<SqlValue> more = {});
  SqlText& add(const SqlText& text);
};
/// Binds all parameters.
void bind_all(Statement& statement, const SqlText& text);
/// Returns the first column of the first row as a number; 0 if there is no row.
[[nodiscard]] std::int64_t read_number(const Connection& connection, const SqlText& query);
/// Returns the first column of all rows as numbers.
[[nodiscard]] std::vector<std::int64_t> read_numbers(const Connection& connection,
                                                     const SqlText& query);
/// Returns numbers as a JSON array, for json_each().
[[nodiscard]] std::string make_number_list(const std::vector<std::int64_t>& numbers);

/// Returns the row numbers of the documents that contain all of `words` on one page, ascending.
/// Returns nothing if more than kMostListedPassages contain them.
[[nodiscard]] std::optional<std::vector<std::int64_t>> find_documents_with(
    const Connection& connection, const SearchQuery& words);
inline constexpr std::size_t kMostListedPassages = 2'000;

}  // namespace codau::store
