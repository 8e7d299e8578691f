#include "pipeline/merge/joined_lexicons.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include "core/error.h"
#include "io/atomic_file.h"
#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kOutput, path.string() + ": " + why);
}

/// Returns the files below `folder`, by relative path.
std::map<std::string, fs::path> files_of(const fs::path& folder) {
  constexpr int kDeepest = 4;  // lexicon/user/<table>.tsv
  std::map<std::string, fs::path> out;
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    const fs::file_status status = walk->symlink_status(error);
    if (error) break;
    if (fs::is_regular_file(status)) {
      out.emplace(walk->path().lexically_relative(folder).string(), walk->path());
    } else if (!fs::is_directory(status) || walk.depth() >= kDeepest) {
      refuse(walk->path(), both("không phải tệp hay thư mục thường; hãy bỏ đi rồi chạy lại",
                                "is neither a file nor a folder; remove it and run again"));
    }
  }
  if (error && error != std::errc::no_such_file_or_directory)
    refuse(folder, both("không đọc được", "cannot be read") + ": " + describe_errno(error.value()));
  return out;
}

}  // namespace

JoinedLexicons join_lexicons(const std::vector<fs::path>& outputs) {
  JoinedLexicons out;
  for (const fs::path& output : outputs) {
    for (const auto& [name, file] : files_of(output / "lexicon")) {
      if (name.starts_with("learnt/")) continue;  // merged name by name (pipeline/edits/learnt.h)
      const auto [there, is_new] = out.files.emplace(name, file);
      if (is_new || record::sha256_of_file(there->second) == record::sha256_of_file(file)) continue;
      out.conflicts.push_back(file.string() + both(": khác với ", ": differs from ") +
                              there->second.string());
    }
  }
  return out;
}

void save_lexicons(const JoinedLexicons& lexicons, const fs::path& out) {
  for (const auto& [name, file] : lexicons.files) {
    const fs::path to = out / "lexicon" / name;
    if (file == to) continue;
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad()) refuse(file, both("không đọc được", "cannot be read"));
    io::make_folder(to.parent_path());
    io::write_atomically(to, bytes);
  }
}

}  // namespace codau::pipeline
