#include "pipeline/backup/restore_backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "export/target/target_guard.h"
#include "io/atomic_file.h"
#include "io/tar_file.h"
#include "io/temp_file.h"
#include "pipeline/backup/disk_space.h"
#include "record/schema/sha256.h"
#include "store/changes/history.h"
#include "store/schema/database_identity.h"
#include "worker/descriptor.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

/// Receives the content of an entry, piece by piece.
using EntrySink = std::function<void(std::string_view)>;

/// A backup, open for reading.
class BackupFile {
 public:
  explicit BackupFile(const fs::path& backup)
      : name_(backup.string()), fd_(::open(backup.c_str(), kToRead)) {
    const int error = fd_ ? 0 : errno;
    struct stat status {};
    if (error != 0) throw Error(ErrorCode::kUsage, name_ + ": " + describe_errno(error));
    if (::fstat(fd_.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
      throw Error(ErrorCode::kUsage,
                  name_ + ": " + both("không phải tệp thường", "is no regular file"));
    }
    size_ = static_cast<std::uint64_t>(status.st_size);
    read_manifest();
  }

  [[nodiscard]] const BackupManifest& manifest() const noexcept { return manifest_; }

  /// Passes each entry to `begin`, and its content to the result of `begin`; then calls `end`.
  /// Throws Error{kInput} at the first entry that is not as the manifest has it.
  void for_each_entry(const std::function<EntrySink(const BackupEntry&)>& begin,
                      const std::function<void(const BackupEntry&)>& end,
                      const CopyProgressSink& progress) const {
    io::TarReader tar(fd_.get(), name_);
    const BackupHead& head = manifest_.head;
    CopyProgress done{0, head.files, 0, head.bytes};
    for (const BackupEntry& entry : manifest_.entries) {
      const auto found = tar.next();
      if (!found || !is_same(*found, entry)) refuse_content(entry.path);
      const EntrySink sink = begin(entry);
      record::Sha256 hash;
      for (std::string_view piece; !(piece = tar.read()).empty();) {
        hash.add(piece);
        if (sink) sink(piece);
        done.bytes += piece.size();
        if (progress) progress(done);
      }
      if (hash.take() != entry.sha256) refuse_content(entry.path);
      end(entry);
      ++done.files;
    }
    if (progress) progress(done);
  }

 private:
  static constexpr int kToRead = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

  static bool is_same(const io::TarEntry& found, const BackupEntry& entry) {
    return found.is_plain_file && found.path == entry.path && found.bytes == entry.bytes;
  }

  [[noreturn]] void refuse(const Message& why) const {
    throw Error(ErrorCode::kInput, name_ + ": " + why);
  }
  [[noreturn]] void refuse_content(const std::string& path) const {
    refuse(
        both("bản sao lưu bị hỏng hoặc bị sửa, ở tệp ", "the backup is damaged or altered, in ") +
        path);
  }

  /// Reads the manifest, and checks that the entries before it are those that it lists. Skips their
  /// content.
  void read_manifest() {
    io::TarReader tar(fd_.get(), name_);
    std::vector<std::pair<std::string, std::uint64_t>> found;
    std::uint64_t bytes = 0;
    auto entry = tar.next();
    for (; entry && entry->path != kBackupManifest; entry = tar.next()) {
      if (!entry->is_plain_file || !is_backup_path(entry->path) ||
          found.size() >= kMaxBackupEntries) {
        refuse(both("không phải bản sao lưu của codau: có mục lạ ",
                    "is no backup of codau: it has the foreign entry ") +
               entry->path);
      }
      bytes += require_likely_size(entry->bytes, bytes);
      found.emplace_back(std::move(entry->path), entry->bytes);
    }
    if (!entry || !entry->is_plain_file) {
      refuse(both("không phải bản sao lưu của codau, hoặc đã bị cắt cụt",
                  "is no backup of codau, or was cut short"));
    }
    BackupManifestParser parser(name_);
    for (std::string_view piece; !(piece = tar.read()).empty();) parser.add(piece);
    manifest_ = parser.finish();
    const auto is_listed = [](const auto& one, const BackupEntry& listed) {
      return one.first == listed.path && one.second == listed.bytes;
    };
    const bool has_store =
        std::ranges::any_of(found, [](const auto& one) { return one.first == "codau.db"; });
    if (tar.next() || !has_store || !std::ranges::equal(found, manifest_.entries, is_listed)) {
      refuse(both("bản sao lưu bị hỏng hoặc bị sửa: danh mục không khớp với các tệp",
                  "the backup is damaged or altered: its list does not fit its files"));
    }
    if (manifest_.head.schema > store::kUserVersion)
      store::refuse_reading(name_, store::make_newer_version_message());
  }

  /// Returns `size`. Throws Error{kInput} if a file of this length cannot have so much content.
  [[nodiscard]] std::uint64_t require_likely_size(std::uint64_t size, std::uint64_t before) const {
    // Text compresses to a twentieth at best; databases with much empty space to less.
    constexpr std::uint64_t kMaxRatio = 1000, kSmall = std::uint64_t{1} << 30U;
    const std::uint64_t most = kSmall + size_ * kMaxRatio;
    if (size > most || before > most - size)
      refuse(both("khai dung lượng không thể có", "states a size that cannot be"));
    return size;
  }

  std::string name_;
  worker::Descriptor fd_;
  std::uint64_t size_ = 0;
  BackupManifest manifest_;
};

/// Returns the absolute path of the folder to restore to. Throws Error{kUsage} unless it is missing
/// or empty, and can be made or replaced by renaming.
fs::path require_free_folder(const fs::path& out) {
  std::error_code error;
  fs::path real = fs::weakly_canonical(fs::absolute(out, error), error);
  if (!real.has_filename()) real = real.parent_path();
  const fs::file_status status = fs::status(real, error);
  if (!fs::exists(status)) return real;
  if (!fs::is_directory(status))
    exports::refuse_overwrite(out, both("không phải thư mục", "is no folder"));
  if (!fs::is_empty(real, error) || error) {
    exports::refuse_overwrite(
        out, both("thư mục này đã có tệp; chỉ khôi phục vào thư mục trống hoặc chưa có",
                  "has files already; restore only into an empty or a new folder"));
  }
  struct stat folder {
  }, parent{};
  const bool is_root = ::stat(real.c_str(), &folder) != 0 ||
                       ::stat(real.parent_path().c_str(), &parent) != 0 ||
                       folder.st_dev != parent.st_dev || !real.has_relative_path();
  if (is_root) {
    exports::refuse_overwrite(out, both("là gốc của một đĩa; hãy chỉ một thư mục mới trong đó",
                                        "is the root of a disk; name a new folder in it"));
  }
  return real;
}

/// Writes the files of a backup to a folder that nobody else uses.
class FolderWriter {
 public:
  explicit FolderWriter(fs::path folder) : folder_(std::move(folder)) {}

  EntrySink begin(const BackupEntry& entry) {
    const fs::path file = folder_ / entry.path;
    if (made_.insert(file.parent_path()).second) io::make_folder(file.parent_path());
    fd_ = worker::Descriptor(
        ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!fd_) throw make_write_error(file.string(), errno);
    written_ = 0;
    return [this, file](std::string_view bytes) {
      const int error = io::write_at(fd_.get(), written_, bytes);
      if (error != 0) throw make_write_error(file.string(), error);
      written_ += bytes.size();
    };
  }
  void end(const BackupEntry& entry) {
    const timespec time{static_cast<time_t>(entry.modified), 0};
    static_cast<void>(::futimens(fd_.get(), std::array{time, time}.data()));  // a time is no loss
    fd_ = worker::Descriptor();
  }

 private:
  fs::path folder_;
  std::set<fs::path> made_;
  worker::Descriptor fd_;
  std::uint64_t written_ = 0;
};

/// Begins the change feed anew. The old output may have gone on after the backup: the new one must
/// not give its numbers to other changes. Milliseconds since 1970 are above all of them.
void begin_feed_anew(const fs::path& history) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  static_cast<void>(store::History(history, store::History::Access::kRead));  // checks its schema
  store::History(history).begin_anew(
      std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

std::uint64_t needed_bytes(const BackupManifest& manifest) {
  constexpr std::uint64_t kBlock = 4096;
  std::uint64_t bytes = 0;
  for (const BackupEntry& entry : manifest.entries)
    bytes += (entry.bytes + kBlock - 1) / kBlock * kBlock;
  return bytes;
}

}  // namespace

BackupManifest check_backup(const fs::path& backup, const CopyProgressSink& progress) {
  const BackupFile file(backup);
  file.for_each_entry([](const BackupEntry&) { return EntrySink(); }, [](const BackupEntry&) {},
                      progress);
  return file.manifest();
}

BackupManifest restore_backup(const fs::path& backup, const fs::path& out,
                              const CopyProgressSink& progress) {
  const BackupFile file(backup);
  const fs::path target = require_free_folder(out);
  require_disk_space(target, needed_bytes(file.manifest()));
  io::TempFile part(target, io::TempFile::Kind::kFolder);
  FolderWriter folder(part.path());
  file.for_each_entry([&](const BackupEntry& entry) { return folder.begin(entry); },
                      [&](const BackupEntry& entry) { folder.end(entry); }, progress);
  begin_feed_anew(part.path() / "history.db");
  struct stat before {};
  if (::stat(target.c_str(), &before) == 0) ::fchmod(part.fd(), before.st_mode & 07777U);
  io::sync_files(part.path());
  const io::ScopedSignalBlock moving;
  std::error_code error;
  fs::rename(part.path(), target, error);  // replaces an empty folder, and no other
  if (error) throw make_write_error(out.string(), error.value());
  part.release();
  io::sync_folder(target.parent_path());
  return file.manifest();
}

}  // namespace codau::pipeline
