#include "store/lists/list_query.h"

namespace codau::store {

SqlText& SqlText::add(std::string_view text, std::initializer_list<SqlValue> more) {
  sql += text;
  values.insert(values.end(), more.begin(), more.end());
  return *this;
}

SqlText& SqlText::add(const SqlText& text) {
  sql += text.sql;
  values.insert(values.end(), text.values.begin(), text.values.end());
  return *this;
}

void bind_all(Statement& statement, const SqlText& text) {
  for (int index = 1; const SqlValue& value : text.values) {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
      statement.bind(index, *number);
    } else if (const auto* const bytes = std::get_if<std::string>(&value)) {
      statement.bind(index, *bytes);
    } else {
      statement.bind_null(index);
    }
    ++index;
  }
}

std::int64_t read_number(const Connection& connection, const SqlText& query) {
  const std::vector<std::int64_t> numbers = read_numbers(connection, query);
  return numbers.empty() ? 0 : numbers.front();
}

std::vector<std::int64_t> read_numbers(const Connection& connection, const SqlText& query) {
  Statement select(connection, query.sql);
  std::vector<std::int64_t> out;
  for (bind_all(select, query); select.step();) out.push_back(select.integer(0));
  return out;
}

std::string make_number_list(const std::vector<std::int64_t>& numbers) {
  std::string out = "[";
  for (const std::int64_t number : numbers)
    out += (out.size() > 1 ? "," : "") + std::to_string(number);
  return out + "]";
}

std::optional<std::vector<std::int64_t>> find_documents_with(const Connection& connection,
                                                             const SearchQuery& words) {
  if (words.empty()) return std::vector<std::int64_t>();
  constexpr auto kMost = static_cast<std::int64_t>(kMostListedPassages);
  const auto passages = read_numbers(
      connection,
      SqlText().add("SELECT rowid FROM printed_search WHERE printed_search MATCH ? LIMIT ?",
                    {to_fts_terms(words), kMost + 1}));
  if (passages.size() > kMostListedPassages) return std::nullopt;
  return read_numbers(
      connection,
      SqlText().add("SELECT DISTINCT d.row_number FROM json_each(?) AS j CROSS JOIN printed AS p ON"
                    " p.id = j.value CROSS JOIN kept_documents AS d ON d.doc_id = p.doc_id"
                    " ORDER BY 1",
                    {make_number_list(passages)}));
}

}  // namespace codau::store
