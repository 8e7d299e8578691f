#include "pipeline/output/output_files.h"

#include <functional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/tabular/document_json.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "record/ids.h"

namespace codau::pipeline {
namespace {

/// Gives the SHA-256 of what it wrote.
std::string write_hashed(const io::AtomicFile& file, const std::filesystem::path& target,
                         const std::function<void(io::FileSink&)>& body) {
  io::FileSink sink(file.fd(), target);
  std::string sha256 = record::sha256_of_pieces([&](const auto& add) {
    io::FileSink hashed([&](std::string_view bytes) {
      add(bytes);
      sink.write(bytes);
    });
    body(hashed);
    hashed.flush();
  });
  sink.flush();
  return sha256;
}

}  // namespace

void remove_tree(const std::filesystem::path& path) {
  io::refuse_symlinked_folders(path);
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    throw Error(ErrorCode::kOutput, path.string() + ": " +
                                        both("không xóa được", "cannot be removed") + ": " +
                                        describe_errno(error.value()));
  }
}

void remove_stale_files(const std::filesystem::path& out, bool was_finished) {
  for (const char* const folder : {".", "exports", "records", "records/schema"})
    io::remove_stale_temp_files(out / folder);
  if (was_finished) return;
  io::remove_stale_temp_files(out / "documents");
  std::error_code error;
  for (std::filesystem::directory_iterator walk(out / "documents", error), end;
       walk != end && !error; walk.increment(error)) {
    io::remove_stale_temp_files(walk->path());
  }
}

void remove_folders(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id) {
  remove_tree(out / "documents" / doc_id);
  for (const std::string& further : store.sub_documents(doc_id))
    remove_tree(out / "documents" / further);
}

std::string save_document_json(const std::filesystem::path& folder, const record::Records& rows,
                               io::AtomicFileBatch& files) {
  const std::filesystem::path target = folder / kDocumentJsonFile;
  io::AtomicFile file(target);
  std::string sha256 = write_hashed(
      file, target, [&](io::FileSink& out) { exports::write_document_json(rows, out); });
  files.add(std::move(file));
  return sha256;
}

std::string save_document_json(const std::filesystem::path& folder, const record::Records& rows) {
  io::AtomicFileBatch alone;
  std::string sha256 = save_document_json(folder, rows, alone);
  alone.commit();
  return sha256;
}

}  // namespace codau::pipeline
