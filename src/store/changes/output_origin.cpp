#include "store/changes/output_origin.h"

#include <algorithm>
#include <string_view>

#include "store/database/sqlite.h"

namespace codau::store {
namespace {

std::vector<std::string> lines_of(const Connection& connection, std::string_view name) {
  Statement select(connection, "SELECT value FROM state WHERE name = ?");
  std::vector<std::string> out;
  if (!select.bind(1, name).step()) return out;
  const std::string text = select.text(0);
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.empty()) out.emplace_back(line);
  }
  return out;
}

void put_lines(const Connection& connection, std::string_view name,
               std::vector<std::string> lines) {
  std::ranges::sort(lines);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  Statement(connection, "DELETE FROM state WHERE name = ?").bind(1, name).step();
  if (text.empty()) return;
  Statement(connection, "INSERT INTO state VALUES(?,?)").bind(1, name).bind(2, text).step();
}

}  // namespace

OutputOrigin read_origin(const Connection& connection) {
  return {lines_of(connection, "shards"), lines_of(connection, "keys"),
          lines_of(connection, "listings")};
}

void write_origin(const Connection& connection, const OutputOrigin& origin) {
  put_lines(connection, "shards", origin.shards);
  put_lines(connection, "keys", origin.keys);
  put_lines(connection, "listings", origin.listings);
}

}  // namespace codau::store
