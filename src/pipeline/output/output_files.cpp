#include "pipeline/output/output_files.h"

#include <string_view>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "io/temp_file.h"
#include "store/results/result_files.h"

namespace codau::pipeline {

namespace fs = std::filesystem;

void remove_tree(const fs::path& path) {
  io::refuse_symlinked_folders(path);
  std::error_code error;
  fs::remove_all(path, error);
  if (error) {
    throw Error(ErrorCode::kOutput, path.string() + ": " +
                                        both("không xóa được", "cannot be removed") + ": " +
                                        describe_errno(error.value()));
  }
}

void remove_stale_files(const fs::path& out, bool was_finished) {
  for (const char* const folder : {".", "exports", "records", "records/schema"})
    io::remove_stale_temp_files(out / folder);
  if (was_finished) return;
  for (const char* const folder : store::list_result_folders()) {
    io::remove_stale_temp_files(out / folder);
    std::error_code error;
    for (fs::recursive_directory_iterator walk(out / folder, error), end; walk != end && !error;
         walk.increment(error)) {
      std::error_code unknown;
      if (walk->is_directory(unknown)) io::remove_stale_temp_files(walk->path());
    }
  }
}

void remove_results(const fs::path& out, const store::Store& store, const std::string& doc_id) {
  const store::ResultFiles results = store.results();
  const auto remove = [&](const std::string& one) {
    const std::string name = results.name(one);
    store::remove_result_files(out, name);
    if (!name.empty()) remove_tree(out / "debug" / name);
  };
  remove(doc_id);
  for (const std::string& further : store.sub_documents(doc_id)) remove(further);
}

void add_text_file(const fs::path& target, const store::TextPieces& text,
                   io::AtomicFileBatch& files) {
  io::AtomicFile file(target);
  io::FileSink sink(file.fd(), target);
  text([&](std::string_view bytes) { sink.write(bytes); });
  sink.flush();
  files.add(std::move(file));
}

}  // namespace codau::pipeline
