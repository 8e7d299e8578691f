#include "export/target/file_set.h"

#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/ids.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

WrittenFile described(const fs::path& file, std::string path, std::uint64_t rows) {
  std::error_code ignored;  // hashing a missing file throws an Error
  return {std::move(path), fs::file_size(file, ignored), rows, record::sha256_of_file(file)};
}

// Returns false also if a file cannot be read.
bool has_bytes_of(const fs::path& place, const fs::path& part) {
  std::error_code ignored;
  if (fs::symlink_status(place, ignored).type() != fs::file_type::regular) return false;
  std::ifstream was(place, std::ios::binary), now(part, std::ios::binary);
  std::string one(std::size_t{1} << 16U, '\0'), other(one.size(), '\0');
  do {
    was.read(one.data(), static_cast<std::streamsize>(one.size()));
    now.read(other.data(), static_cast<std::streamsize>(other.size()));
    if (was.bad() || was.gcount() != now.gcount() || one != other) return false;
  } while (was && now);
  return was.eof() && now.eof();
}

}  // namespace

void check_hash(const fs::path& file, std::string_view sha256, std::string_view expected) {
  if (sha256 == expected) return;
  throw Error(ErrorCode::kOutput,
              file.string() + ": EXPORT_MISMATCH: " +
                  both("đọc lại khác với đã ghi; kiểm tra ổ đĩa rồi xuất lại",
                       "is not what was written; check the disk and export again"));
}

FileSet::FileSet(std::filesystem::path root, std::string prefix, io::Durability durable)
    : root_(std::move(root)), prefix_(std::move(prefix)), durable_(durable) {}

std::filesystem::path FileSet::target_path(const std::string& path) const {
  return root_ / (prefix_ + path);
}

const WrittenFile& FileSet::write(const std::string& path,
                                  const std::function<std::uint64_t(io::FileSink&)>& body) {
  const std::filesystem::path place = target_path(path);
  io::AtomicFile part(place);
  std::uint64_t rows = 0;
  const std::string sha256 = record::sha256_of_pieces([&](const auto& add) {
    io::FileSink file(part.fd(), place);
    io::FileSink sink([&](std::string_view bytes) {
      add(bytes);
      file.write(bytes);
    });
    rows = body(sink);
    sink.flush();
    file.flush();
  });
  WrittenFile file = described(part.path(), prefix_ + path, rows);
  check_hash(place, file.sha256, sha256);
  return keep_part(std::move(part), path, std::move(file));
}

const WrittenFile& FileSet::write_seekable(
    const std::string& path, const std::function<std::uint64_t(const io::AtomicFile&)>& body) {
  io::AtomicFile part(target_path(path));
  const std::uint64_t rows = body(part);
  WrittenFile file = described(part.path(), prefix_ + path, rows);
  return keep_part(std::move(part), path, std::move(file));
}

const WrittenFile& FileSet::keep_part(io::AtomicFile part, const std::string& path,
                                      WrittenFile file) {
  files_.push_back(std::move(file));
  if (has_bytes_of(target_path(path), part.path())) return files_.back();
  durable_ == io::Durability::kTogether ? waiting_.add(std::move(part)) : part.commit(durable_);
  return files_.back();
}

const WrittenFile& FileSet::write(const std::string& path, std::string_view bytes) {
  return write(path, [bytes](io::FileSink& sink) {
    sink.write(bytes);
    return std::uint64_t{0};
  });
}

const WrittenFile& FileSet::add(const std::string& path, std::uint64_t rows) {
  files_.push_back(described(target_path(path), prefix_ + path, rows));
  return files_.back();
}

}  // namespace codau::exports
