#include "restore/text/table_file.h"

#include <fstream>

#include "core/error.h"
#include "text/data_table.h"
#include "text/unicode.h"

namespace codau::restore {

void read_table(
    const std::string& path, const Message& missing,
    const std::function<std::optional<Message>(std::span<const std::string_view>)>& take) {
  std::ifstream file(path);
  if (!file) throw Error(ErrorCode::kModel, path + ": " + missing);
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::optional<Message> wrong = text::is_utf8(line)
                                             ? take(text::split(line, '\t'))
                                             : both("không phải UTF-8", "is no UTF-8");
    if (wrong)
      throw Error(ErrorCode::kModel,
                  path + both(": dòng ", ": line ") + std::to_string(number) + ": " + *wrong);
  }
}

}  // namespace codau::restore
