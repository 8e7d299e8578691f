#include "pipeline/notes.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <variant>

#include "record/row.h"
#include "record/schema.h"
#include "text/printable.h"

namespace codau::pipeline {
namespace {

/// A line for each of the first of `names`, and one with how many more there are.
void append_each(std::vector<Message>& lines, const std::vector<std::string>& names,
                 const Message& what) {
  const std::size_t shown = std::min(kShown, names.size());
  for (std::size_t i = 0; i < shown; ++i) lines.push_back(what + ": " + names[i]);
  if (shown == names.size()) return;
  const std::string rest = std::to_string(names.size() - shown);
  lines.push_back(both("và " + rest + " mục khác như vậy", "and " + rest + " more like these"));
}

}  // namespace

std::vector<Message> left_out(const Found& found) {
  std::vector<Message> lines;
  if (found.left_out > 0) {
    const std::string count = std::to_string(found.left_out);
    lines.push_back(
        both("bỏ qua " + count + " tệp ẩn hoặc tệp hệ thống (Thumbs.db, desktop.ini, ~$…)",
             count + " hidden or system files skipped"));
  }
  std::vector<std::string> folders;
  for (const std::filesystem::path& folder : found.results) {
    folders.push_back(text::printable(folder.string()));
  }
  append_each(
      lines, folders,
      both("bỏ qua kết quả của codau trong thư mục", "results of codau in this folder skipped"));
  return lines;
}

std::vector<Message> superseded(const store::Store& store, const std::vector<Source>& sources,
                                const std::set<std::string>& seen) {
  std::set<std::string> paths;
  for (const Source& source : sources) {
    for (const record::SourceName& name : source.info.names) paths.insert(name.path);
  }
  const record::Table& table = record::table("sources");
  std::vector<std::string> names;
  std::vector<Message> lines;
  store.each_row(table.name, [&](const record::Row& row) {
    const auto* id = std::get_if<std::string>(&record::value_of(table, row, "doc_id"));
    const auto* path = std::get_if<std::string>(&record::value_of(table, row, "source_path"));
    if (id == nullptr || path == nullptr || seen.contains(*id) || !paths.contains(*path)) return;
    names.push_back(text::printable(*path) + " → " + *id);
  });
  append_each(lines, names,
              both("tệp đã thay đổi, bản cũ vẫn còn trong kết quả",
                   "the file has changed, its older version is still among the results"));
  return lines;
}

}  // namespace codau::pipeline
