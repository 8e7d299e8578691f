#include "export/file_set.h"

#include <system_error>
#include <utility>

#include "record/ids.h"

namespace codau::exports {

FileSet::FileSet(std::filesystem::path root, std::string prefix, Durable durable)
    : root_(std::move(root)), prefix_(std::move(prefix)), durable_(durable) {}

std::filesystem::path FileSet::place_of(const std::string& path) const {
  return root_ / (prefix_ + path);
}

const WrittenFile& FileSet::write(const std::string& path,
                                  const std::function<std::uint64_t(FileSink&)>& body) {
  std::uint64_t rows = 0;
  write_atomically(
      place_of(path), [&](FileSink& sink) { rows = body(sink); }, durable_);
  return add(path, rows);
}

const WrittenFile& FileSet::write(const std::string& path, std::string_view bytes) {
  return write(path, [bytes](FileSink& sink) {
    sink.write(bytes);
    return std::uint64_t{0};
  });
}

const WrittenFile& FileSet::add(const std::string& path, std::uint64_t rows) {
  const std::filesystem::path place = place_of(path);
  std::error_code ignored;  // the hash of a file that is not there is an Error
  files_.push_back({prefix_ + path, std::filesystem::file_size(place, ignored), rows,
                    record::sha256_of_file(place)});
  return files_.back();
}

}  // namespace codau::exports
