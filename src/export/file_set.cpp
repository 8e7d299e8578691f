#include "export/file_set.h"

#include <unistd.h>

#include <system_error>
#include <utility>

#include "record/ids.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

WrittenFile described(const fs::path& file, std::string path, std::uint64_t rows) {
  std::error_code ignored;  // the hash of a file that is not there is an Error
  return {std::move(path), fs::file_size(file, ignored), rows, record::sha256_of_file(file)};
}

bool has_bytes_of(const fs::path& place, const WrittenFile& file) {
  std::error_code ignored;
  return fs::symlink_status(place, ignored).type() == fs::file_type::regular &&
         ::access(place.c_str(), R_OK) == 0 && fs::file_size(place, ignored) == file.bytes &&
         record::sha256_of_file(place) == file.sha256;
}

}  // namespace

FileSet::FileSet(std::filesystem::path root, std::string prefix, Durable durable)
    : root_(std::move(root)), prefix_(std::move(prefix)), durable_(durable) {}

std::filesystem::path FileSet::place_of(const std::string& path) const {
  return root_ / (prefix_ + path);
}

const WrittenFile& FileSet::write(const std::string& path,
                                  const std::function<std::uint64_t(FileSink&)>& body) {
  const std::filesystem::path place = place_of(path);
  PartFile part(place);
  FileSink sink(part.fd(), place);
  const std::uint64_t rows = body(sink);
  sink.flush();
  files_.push_back(described(part.path(), prefix_ + path, rows));
  if (has_bytes_of(place, files_.back())) return files_.back();
  durable_ == Durable::kTogether ? waiting_.add(std::move(part)) : part.keep(durable_);
  return files_.back();
}

const WrittenFile& FileSet::write(const std::string& path, std::string_view bytes) {
  return write(path, [bytes](FileSink& sink) {
    sink.write(bytes);
    return std::uint64_t{0};
  });
}

const WrittenFile& FileSet::add(const std::string& path, std::uint64_t rows) {
  files_.push_back(described(place_of(path), prefix_ + path, rows));
  return files_.back();
}

}  // namespace codau::exports
