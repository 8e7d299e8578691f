#include "text/data_table.h"

#include <algorithm>

namespace codau::text {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<std::string_view> table_lines(std::string_view tsv) {
  auto out = split(tsv, '\n');
  std::erase_if(out, [](std::string_view line) { return line.empty() || line.front() == '#'; });
  return out;
}

}  // namespace codau::text
