#include "pipeline/backup/back_up.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "export/target/target_guard.h"
#include "io/atomic_file.h"
#include "io/tar_file.h"
#include "io/temp_file.h"
#include "pipeline/backup/disk_space.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/inputs/models.h"
#include "pipeline/inputs/reject_list.h"
#include "record/schema/sha256.h"
#include "store/compaction.h"
#include "store/pages/page_store.h"
#include "store/schema/database_identity.h"
#include "store/store_reader.h"
#include "worker/descriptor.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUploads = "serve/uploads";

bool ends_with_any(std::string_view name, auto... endings) {
  return (name.ends_with(endings) || ...);
}

fs::path real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  return real.has_filename() ? real : real.parent_path();
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const fs::path inner = path.lexically_relative(folder);
  return !inner.empty() && *inner.begin() != "..";
}

void check_target(const fs::path& out, const fs::path& backup) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(backup, error))) {
    exports::refuse_overwrite(
        backup, both("đã có tệp này; chọn tên khác", "is there already; choose another name"));
  }
  if (is_below(real_path(backup), real_path(out))) {
    exports::refuse_overwrite(
        backup, both("nằm trong chính thư mục được sao lưu; chọn nơi khác, tốt nhất là đĩa khác",
                     "lies in the folder that is backed up; choose another place, best on another "
                     "disk"));
  }
  exports::refuse_store(backup);
}

/// Lists the files below a folder of an output by their paths in the output, sorted. A link is
/// listed, not followed.
std::vector<std::string> list_files(const fs::path& out, const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  fs::path at = out;
  for (const fs::path& part : fs::path(folder)) {
    at /= part;
    if (fs::symlink_status(at, error).type() != fs::file_type::directory) return files;
  }
  for (fs::recursive_directory_iterator walk(at, error), end; walk != end && !error;
       walk.increment(error)) {
    std::error_code unknown;
    const std::string name = walk->path().filename().string();
    const bool is_temporary =
        name.starts_with('.') && ends_with_any(name, ".codau-part", ".codau-moved");
    if (walk->symlink_status(unknown).type() == fs::file_type::directory) {
      if (is_temporary) walk.disable_recursion_pending();
    } else if (!is_temporary) {
      files.push_back(walk->path().lexically_relative(out).generic_string());
    }
  }
  std::ranges::sort(files);
  return files;
}

std::uint64_t size_of(const fs::path& file) {
  struct stat status {};
  return ::lstat(file.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::int64_t time_of(const fs::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 ? std::int64_t{status.st_mtim.tv_sec} : 0;
}

/// Returns the time by the clock of file times.
timespec now_of_files() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return now;
}

bool is_after(const timespec& one, const timespec& other) {
  return std::pair(one.tv_sec, one.tv_nsec) > std::pair(other.tv_sec, other.tv_nsec);
}

bool is_unchanged(const struct stat& before, const struct stat& after) {
  return before.st_size == after.st_size && before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
         before.st_mtim.tv_nsec == after.st_mtim.tv_nsec;
}

std::string_view read_piece(int fd, std::string& room) {
  ssize_t got = 0;
  do got = ::read(fd, room.data(), room.size());
  while (got < 0 && errno == EINTR);
  if (got < 0) throw Error(cause_of_errno(errno), std::generic_category().message(errno));
  return std::string_view(room).substr(0, static_cast<std::size_t>(got));
}

/// A copy of a file in which nothing changes any more: in memory if it is short, else on disk.
class StableCopy {
 public:
  explicit StableCopy(fs::path place) : place_(std::move(place)) {}

  /// Copies the open file. Throws Error{Cause} if it cannot be read, Error{kOutput} if the copy
  /// cannot be written.
  void take(int fd, std::uint64_t size) {
    constexpr std::uint64_t kMostInMemory = std::uint64_t{16} << 20U;
    bytes_.clear();
    written_ = 0;
    is_on_disk_ = size > kMostInMemory;
    worker::Descriptor to;
    if (is_on_disk_) {
      to = worker::Descriptor(
          ::open(place_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
      if (!to) throw make_write_error(place_.string(), errno);
    }
    for (std::string_view piece; !(piece = read_piece(fd, room_)).empty();) {
      if (written_ + piece.size() > size) break;  // the file grows
      if (!is_on_disk_) {
        bytes_.append(piece);
      } else if (const int error = io::write_at(to.get(), written_, piece)) {
        throw make_write_error(place_.string(), error);
      }
      written_ += piece.size();
    }
  }
  [[nodiscard]] std::uint64_t size() const noexcept { return written_; }
  [[nodiscard]] bool is_on_disk() const noexcept { return is_on_disk_; }
  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
  [[nodiscard]] const fs::path& place() const noexcept { return place_; }

 private:
  static constexpr std::size_t kRoom = std::size_t{256} << 10U;
  fs::path place_;
  std::string bytes_, room_ = std::string(kRoom, '\0');
  std::uint64_t written_ = 0;
  bool is_on_disk_ = false;
};

/// Writes the entries of a backup and its manifest.
class BackupWriter {
 public:
  BackupWriter(const io::AtomicFile& part, const fs::path& backup, fs::path manifest)
      : tar_(part.fd(), backup,
             ends_with_any(backup.native(), ".zst", ".tzst") ? io::TarWriter::Packing::kZstd
                                                             : io::TarWriter::Packing::kPlain),
        manifest_(std::move(manifest)),
        lines_fd_(::open(manifest_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)),
        lines_(lines_fd_.get(), backup) {
    if (!lines_fd_) throw make_write_error(backup.string(), errno);
  }

  void add(const std::string& path, const StableCopy& copy, std::int64_t modified) {
    if (copy.is_on_disk()) return add_file(path, copy.place(), modified);
    begin(path, copy.bytes().size(), modified);
    write(copy.bytes());
    end();
  }
  /// Adds a file that nobody else knows, so that it does not change.
  void add_file(const std::string& path, const fs::path& from, std::int64_t modified) {
    begin(path, size_of(from), modified);
    copy_file(from);
    end();
  }
  void finish(BackupHead head) {
    head.files = files_;
    head.bytes = bytes_;
    const std::string first = format_backup_line(head);
    const std::string last = format_last_backup_line(record::Sha256().take());  // for its length
    lines_.flush();
    begin(std::string(kBackupManifest), first.size() + size_of(manifest_) + last.size(), 0);
    write(first);
    copy_file(manifest_);
    tar_.write(format_last_backup_line(hash_.take()));
    tar_.finish();
  }
  [[nodiscard]] std::uint64_t files() const noexcept { return files_; }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

 private:
  void begin(const std::string& path, std::uint64_t size, std::int64_t modified) {
    entry_ = {path, size, "", modified};
    hash_ = record::Sha256();
    tar_.begin({path, size, modified});
  }
  void write(std::string_view bytes) {
    hash_.add(bytes);
    tar_.write(bytes);
  }
  void copy_file(const fs::path& from) {
    const worker::Descriptor fd(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd) throw make_write_error(from.string(), errno);
    for (std::string_view piece; !(piece = read_piece(fd.get(), room_)).empty();) write(piece);
  }
  void end() {
    entry_.sha256 = hash_.take();
    lines_.write(format_backup_line(entry_));
    ++files_;
    bytes_ += entry_.bytes;
  }

  static constexpr std::size_t kRoom = std::size_t{256} << 10U;
  io::TarWriter tar_;
  fs::path manifest_;
  worker::Descriptor lines_fd_;
  io::FileSink lines_;
  BackupEntry entry_;
  record::Sha256 hash_;
  std::string room_ = std::string(kRoom, '\0');
  std::uint64_t files_ = 0, bytes_ = 0;
};

/// What a backup will copy, by the sizes of now.
struct Estimate {
  std::uint64_t files = 0, bytes = 0, databases = 0, longest = 0;
};

Estimate estimate_backup(const fs::path& out) {
  Estimate all;
  const auto add = [&](std::uint64_t size) {
    ++all.files;
    all.bytes += size;
    all.longest = std::max(all.longest, size);
  };
  for (const std::string& database : list_backup_databases()) {
    const std::uint64_t size = size_of(out / database) + size_of(out / (database + "-wal"));
    all.databases += size;
    add(size);
  }
  for (const std::string& folder : list_backup_folders())
    for (const std::string& file : list_files(out, folder)) add(size_of(out / file));
  return all;
}

/// Makes one backup. The steps are in one class, so that each sees what earlier ones found.
class Backup {
 public:
  Backup(const fs::path& out, const fs::path& backup, const CopyProgressSink& progress)
      : out_(out),
        backup_(backup),
        progress_(progress),
        live_(store::require_store(out / "codau.db")),
        estimate_(estimate_backup(out)) {
    // Otherwise the log of a run that writes meanwhile would only grow.
    live_.suspend();
  }

  BackupReport make() {
    // Copies of databases, or of a long file, lie beside the backup for a while.
    require_disk_space(backup_, estimate_.bytes + estimate_.databases + estimate_.longest);
    io::AtomicFile part(backup_);
    const io::TempFile staging(backup_.string() + ".files", io::TempFile::Kind::kFolder);
    staging_ = staging.path();
    copy_.emplace(staging_ / "file");
    writer_.emplace(part, backup_, staging_ / "manifest");
    begun_ = now_of_files();
    report_.head = {std::string(program_version()), store::kUserVersion,
                    format_iso_time(begun_.tv_sec)};
    for (const std::string& database : list_backup_databases()) add_database(database);
    for (const char* const file : {"manifest.json", "rejects.jsonl", "rejects.csv"})
      add_if_there(file);
    for (const char* const folder : {"lexicon", "records", "review", kUploads}) add_folder(folder);
    add_documents();
    writer_->finish(report_.head);
    report_.head.files = writer_->files();
    report_.head.bytes = writer_->bytes();
    part.commit();
    report_.backup_bytes = size_of(backup_);
    return std::move(report_);
  }

 private:
  void add_database(const std::string& path) {
    std::error_code error;
    if (!fs::exists(out_ / path, error)) return;
    store::refuse_foreign_database(out_ / path);
    const fs::path copy = staging_ / fs::path(path).filename();
    store::copy_database(out_ / path, copy);
    writer_->add_file(path, copy, time_of(out_ / path));
    // The list of documents is read from these two later.
    if (path != "codau.db" && path != "pages.db") fs::remove(copy, error);
    tell();
  }

  void add_if_there(const std::string& path) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(out_ / path, error))) add_or_report(path);
  }

  void add_folder(const std::string& folder) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(out_ / folder, error);
    if (fs::exists(status) && status.type() != fs::file_type::directory) return report_link(folder);
    for (const std::string& file : list_files(out_, folder)) add_or_report(file);
  }

  void report_link(const std::string& path) {
    report_.missing.push_back(
        path + both(": không phải tệp hay thư mục thường", ": is no regular file or folder"));
  }

  void add_or_report(const std::string& path) {
    if (const auto why = add(path, path)) report(path, *why);
    tell();
  }

  void report(const std::string& path, const Error& why) {
    const CauseText& cause = describe_cause(why.cause());
    report_.missing.push_back(path + ": " + both(cause.cause_vi, cause.cause_en));
  }

  /// Adds the file `from` of the output under the name `path`. Reads it again if it changes
  /// meanwhile. Returns the reason if it cannot be read.
  std::optional<Error> add(const std::string& path, const std::string& from) {
    constexpr int kMaxAttempts = 3;
    constexpr useconds_t kPauseMicroseconds = 100'000;
    for (int attempt = 1; attempt <= kMaxAttempts; ++attempt) {
      if (attempt > 1) ::usleep(kPauseMicroseconds);
      struct stat before {
      }, after{};
      const auto error = catch_error([&] {
        const worker::Descriptor file = worker::open_below(out_, out_ / from);
        if (::fstat(file.get(), &before) != 0) throw Error(cause_of_errno(errno), from);
        copy_->take(file.get(), static_cast<std::uint64_t>(before.st_size));
        if (::fstat(file.get(), &after) != 0) throw Error(cause_of_errno(errno), from);
      });
      if (error && error->code() == ErrorCode::kOutput) throw Error(*error);
      if (error) return error;
      if (!is_unchanged(before, after) ||
          copy_->size() != static_cast<std::uint64_t>(after.st_size))
        continue;
      writer_->add(path, *copy_, before.st_mtim.tv_sec);
      changed_ = after.st_ctim;
      return std::nullopt;
    }
    return Error(Cause::kChanged, from);
  }

  void add_documents() {
    const store::StoreReader reader(staging_ / "codau.db");
    const store::PageStore pages(staging_ / "pages.db", store::PageStore::Access::kLook);
    const fs::path uploads = real_path(out_ / kUploads);
    reader.results().for_each_made([&](const std::string& doc_id, const std::string& name) {
      const store::ResultPaths names = store::locate_results({}, name);
      const bool has_pdf = reader.results().pdf_path(doc_id) == names.pdf;
      add_result(doc_id, names.text, reader.was_made(doc_id), &store::ResultPaths::text);
      add_result(doc_id, names.pdf, has_pdf, &store::ResultPaths::pdf);
      add_result(doc_id, names.original, false, &store::ResultPaths::original);
      ++report_.head.documents;
      if (!has_source_below(uploads, doc_id, reader, pages)) ++report_.head.sources_outside;
      tell();
    });
  }

  /// Adds a result file. If it is no longer there, looks whether the live store has renamed it.
  void add_result(const std::string& doc_id, const fs::path& path, bool is_expected,
                  fs::path store::ResultPaths::*kind) {
    auto error = add(path.generic_string(), path.generic_string());
    if (error && error->cause() == Cause::kMissing && is_expected) {
      const fs::path now = look_up(doc_id).*kind;
      if (!now.empty() && now != path) error = add(path.generic_string(), now.generic_string());
    }
    if (error && (is_expected || error->cause() != Cause::kMissing))
      report(path.generic_string(), *error);
    if (!error && is_after(changed_, begun_)) ++report_.newer;
  }

  /// Returns the present paths of the result files of a document, relative to the output.
  store::ResultPaths look_up(const std::string& doc_id) {
    if (!is_live_ || !live_.refresh()) {
      is_live_ = false;  // other databases have taken the place of these
      return {};
    }
    const store::ResultPaths now = store::locate_results({}, live_.results().name(doc_id));
    live_.suspend();
    return now;
  }

  static bool has_source_below(const fs::path& folder, const std::string& doc_id,
                               const store::StoreReader& reader, const store::PageStore& pages) {
    const auto shared = reader.shared_file(doc_id);
    return std::ranges::any_of(pages.inputs_of(shared ? shared->doc_ids.front() : doc_id),
                               [&](const store::SeenInput& input) {
                                 return input.origin.empty() && !input.is_past &&
                                        is_below(input.file, folder);
                               });
  }

  void tell() {
    if (!progress_) return;
    progress_({writer_->files(), std::max(estimate_.files, writer_->files()), writer_->bytes(),
               std::max(estimate_.bytes, writer_->bytes())});
  }

  const fs::path& out_;
  const fs::path& backup_;
  const CopyProgressSink& progress_;
  store::StoreReader live_;
  bool is_live_ = true;
  Estimate estimate_;
  fs::path staging_;
  std::optional<StableCopy> copy_;
  std::optional<BackupWriter> writer_;
  timespec begun_{}, changed_{};
  BackupReport report_;
};

}  // namespace

BackupReport back_up(const fs::path& out, const fs::path& backup,
                     const CopyProgressSink& progress) {
  store::require_store(out / "codau.db");
  check_target(out, backup);
  return Backup(out, backup, progress).make();
}

}  // namespace codau::pipeline
