#include "pipeline/files.h"

#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/document_json.h"
#include "export/files.h"
#include "record/ids.h"

namespace codau::pipeline {

void remove_tree(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    throw Error(ErrorCode::kOutput, path.string() + ": " +
                                        both("không xóa được", "cannot be removed") + ": " +
                                        system_message(error.value()));
  }
}

void remove_folders(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id) {
  remove_tree(out / "documents" / doc_id);
  for (const std::string& further : store.further(doc_id)) remove_tree(out / "documents" / further);
}

std::string write_document_json(const std::filesystem::path& folder, const record::EachRow& rows,
                                exports::PartFiles& files) {
  const std::filesystem::path target = folder / kDocumentJson;
  exports::PartFile file(target);
  exports::FileSink sink(file.fd(), target);
  exports::write_document_json(rows, sink);
  sink.flush();
  std::string sha256 = record::sha256_of_file(file.path());
  files.add(std::move(file));
  return sha256;
}

std::string write_document_json(const std::filesystem::path& folder, const record::EachRow& rows) {
  exports::PartFiles alone;
  std::string sha256 = write_document_json(folder, rows, alone);
  alone.keep();
  return sha256;
}

}  // namespace codau::pipeline
