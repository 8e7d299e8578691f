#include "pipeline/output/output_files.h"

#include <fcntl.h>

#include <fstream>
#include <functional>
#include <system_error>
#include <utility>
#include <vector>

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

std::string save_document_json(const std::filesystem::path& folder, const record::RowStream& rows,
                               io::AtomicFileBatch& files) {
  const std::filesystem::path target = folder / kDocumentJsonFile;
  io::AtomicFile file(target);
  std::string sha256 = write_hashed(
      file, target, [&](io::FileSink& out) { exports::write_document_json(rows, out); });
  files.add(std::move(file));
  return sha256;
}

std::string save_document_json(const std::filesystem::path& folder, const record::RowStream& rows) {
  io::AtomicFileBatch alone;
  std::string sha256 = save_document_json(folder, rows, alone);
  alone.commit();
  return sha256;
}

DocumentJsonRevision::DocumentJsonRevision(const std::filesystem::path& folder,
                                           record::Records rows, std::string known)
    : target_(folder / kDocumentJsonFile), rows_(std::move(rows)), known_(std::move(known)) {
  std::error_code error;
  if (std::filesystem::is_regular_file(target_, error)) file_.emplace(target_);
}

void DocumentJsonRevision::make() {
  if (!file_) return;
  std::ifstream in(target_, std::ios::binary);
  std::vector<std::string> tables;
  for (const auto& [name, rows] : rows_) tables.emplace_back(name);
  std::string was;
  std::string sha256 = write_hashed(*file_, target_, [&](io::FileSink& out) {
    was = record::sha256_of_pieces([&](const auto& add) {
      std::string piece(std::size_t{1} << 16U, '\0');
      const auto next = [&] {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount()));
        add(got);
        return got;
      };
      exports::revise_document_json(next, record::stream_rows(rows_), tables, out);
    });
  });
  if (was != known_) return;
  sha256_ = std::move(sha256);
  // The disk writes while rows are revised.
  static_cast<void>(::sync_file_range(file_->fd(), 0, 0, SYNC_FILE_RANGE_WRITE));
}

std::optional<std::string> DocumentJsonRevision::keep(io::AtomicFileBatch& files) {
  if (sha256_.empty()) {
    file_.reset();  // the next one has its name
    return std::nullopt;
  }
  files.add(std::move(*file_));
  return std::move(sha256_);
}

}  // namespace codau::pipeline
