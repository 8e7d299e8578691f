#include "pipeline/files.h"

#include <fstream>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/document_json.h"
#include "export/files.h"
#include "export/parts.h"
#include "record/ids.h"

namespace codau::pipeline {
namespace {

struct HashedPart {
  exports::PartFile file;
  std::string sha256;
};

HashedPart write_hashed(const std::filesystem::path& target,
                        const std::function<void(exports::FileSink&)>& body) {
  exports::PartFile file(target);
  exports::FileSink sink(file.fd(), target);
  std::string sha256 = record::sha256_of_pieces([&](const auto& add) {
    exports::FileSink hashed([&](std::string_view bytes) {
      add(bytes);
      sink.write(bytes);
    });
    body(hashed);
    hashed.flush();
  });
  sink.flush();
  return {std::move(file), std::move(sha256)};
}

}  // namespace

void remove_tree(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    throw Error(ErrorCode::kOutput, path.string() + ": " +
                                        both("không xóa được", "cannot be removed") + ": " +
                                        system_message(error.value()));
  }
}

void sweep_output(const std::filesystem::path& out, bool was_finished) {
  for (const char* const folder : {".", "exports", "records", "records/schema"})
    exports::sweep_parts(out / folder);
  if (was_finished) return;
  exports::sweep_parts(out / "documents");
  std::error_code error;
  for (std::filesystem::directory_iterator walk(out / "documents", error), end;
       walk != end && !error; walk.increment(error)) {
    exports::sweep_parts(walk->path());
  }
}

void remove_folders(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id) {
  remove_tree(out / "documents" / doc_id);
  for (const std::string& further : store.further(doc_id)) remove_tree(out / "documents" / further);
}

std::string write_document_json(const std::filesystem::path& folder, const record::EachRow& rows,
                                exports::PartFiles& files) {
  HashedPart made = write_hashed(folder / kDocumentJson, [&](exports::FileSink& out) {
    exports::write_document_json(rows, out);
  });
  files.add(std::move(made.file));
  return std::move(made.sha256);
}

std::string revise_document_json(const std::filesystem::path& folder, const record::EachRow& rows,
                                 std::span<const std::string> tables, std::string_view known,
                                 exports::PartFiles& files) {
  const std::filesystem::path target = folder / kDocumentJson;
  std::error_code error;
  std::ifstream in;
  if (std::filesystem::is_regular_file(target, error)) in.open(target, std::ios::binary);
  if (!in.is_open()) return write_document_json(folder, rows, files);
  std::string was;
  std::optional<HashedPart> revised = write_hashed(target, [&](exports::FileSink& out) {
    was = record::sha256_of_pieces([&](const auto& add) {
      std::string piece(std::size_t{1} << 16U, '\0');
      const auto next = [&] {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto got = std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount()));
        add(got);
        return got;
      };
      exports::revise_document_json(next, rows, tables, out);
    });
  });
  if (was != known) {
    revised.reset();  // the next one has its name
    return write_document_json(folder, rows, files);
  }
  files.add(std::move(revised->file));
  return std::move(revised->sha256);
}

std::string write_document_json(const std::filesystem::path& folder, const record::EachRow& rows) {
  exports::PartFiles alone;
  std::string sha256 = write_document_json(folder, rows, alone);
  alone.keep();
  return sha256;
}

}  // namespace codau::pipeline
