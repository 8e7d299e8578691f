#include "store/lists/reject_list.h"

#include "store/lists/list_query.h"

namespace codau::store {

std::vector<StoredReject> list_rejects(
    const Connection& connection, const std::optional<std::pair<std::string, std::int64_t>>& after,
    std::size_t limit) {
  SqlText query;
  query.add("SELECT file,seq,reject FROM rejects");
  if (after) query.add(" WHERE (file,seq) > (?,?)", {after->first, after->second});
  query.add(" ORDER BY file,seq LIMIT ?", {static_cast<std::int64_t>(limit)});
  Statement select(connection, query.sql);
  std::vector<StoredReject> out;
  for (bind_all(select, query); select.step();)
    out.push_back({select.text(0), select.integer(1), select.text(2)});
  return out;
}

std::uint64_t count_rejects(const Connection& connection) {
  return static_cast<std::uint64_t>(read_number(connection, {"SELECT count(*) FROM rejects", {}}));
}

}  // namespace codau::store
