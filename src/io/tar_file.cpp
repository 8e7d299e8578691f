#include "io/tar_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"

namespace codau::io {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} << 10U;

/// Sets the character set of this thread, by which libarchive converts names, while it lives. In
/// the locale C.UTF-8 it writes UTF-8 names as such. In the locale C it returns names byte for byte
/// as they stand in the file.
class ScopedCharacterSet {
 public:
  explicit ScopedCharacterSet(const char* locale)
      : locale_(::newlocale(LC_CTYPE_MASK, locale, nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~ScopedCharacterSet() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  ScopedCharacterSet(const ScopedCharacterSet&) = delete;
  ScopedCharacterSet& operator=(const ScopedCharacterSet&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

}  // namespace

struct TarWriter::State {
  State(int fd_given, std::filesystem::path name_given)
      : fd(fd_given), name(std::move(name_given)) {}

  static la_ssize_t take(archive*, void* self, const void* bytes, std::size_t count) {
    auto& state = *static_cast<State*>(self);
    const std::string_view piece(static_cast<const char*>(bytes), count);
    state.error = write_at(state.fd, state.at, piece);
    if (state.error != 0) return -1;
    state.at += count;
    return static_cast<la_ssize_t>(count);
  }

  /// Throws unless libarchive succeeded. A warning is about a name that is not UTF-8, which is
  /// written byte for byte.
  void require(la_ssize_t result) const {
    if (result >= 0 || result == ARCHIVE_WARN) return;
    if (error != 0) throw make_write_error(name.string(), error);
    const char* const why = ::archive_error_string(tar.get());
    throw make_write_error(name.string(),
                           both("không lập được tệp tar", why == nullptr ? "tar" : why));
  }

  int fd;
  std::filesystem::path name;
  std::uint64_t at = 0;
  int error = 0;  // errno of the last write
  std::unique_ptr<archive, int (*)(archive*)> tar{::archive_write_new(), ::archive_write_free};
};

TarWriter::TarWriter(int fd, std::filesystem::path name, Packing packing)
    : state_(std::make_unique<State>(fd, std::move(name))) {
  constexpr int kTarRecordBytes = 10240;  // POSIX: 20 blocks of 512 bytes
  archive* const tar = state_->tar.get();
  state_->require(tar == nullptr ? ARCHIVE_FATAL : ::archive_write_set_format_pax_restricted(tar));
  state_->require(packing == Packing::kZstd ? ::archive_write_add_filter_zstd(tar)
                                            : ::archive_write_add_filter_none(tar));
  state_->require(::archive_write_set_bytes_per_block(tar, static_cast<int>(kPieceBytes)));
  state_->require(::archive_write_set_bytes_in_last_block(
      tar, packing == Packing::kZstd ? 1 : kTarRecordBytes));
  state_->require(
      ::archive_write_open2(tar, state_.get(), nullptr, &State::take, nullptr, nullptr));
}

TarWriter::~TarWriter() {
  // A tar file that was not finished stays unfinished: its user removes it.
  if (state_->tar) ::archive_write_fail(state_->tar.get());
}

void TarWriter::begin(const TarEntry& entry) {
  constexpr int kReadable = 0644;
  const ScopedCharacterSet names("C.UTF-8");
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> header(::archive_entry_new(),
                                                                        ::archive_entry_free);
  ::archive_entry_copy_pathname(header.get(), entry.path.c_str());
  ::archive_entry_set_size(header.get(), static_cast<la_int64_t>(entry.bytes));
  ::archive_entry_set_filetype(header.get(), AE_IFREG);
  ::archive_entry_set_perm(header.get(), kReadable);
  ::archive_entry_set_mtime(header.get(), entry.modified, 0);
  state_->require(::archive_write_header(state_->tar.get(), header.get()));
}

void TarWriter::write(std::string_view bytes) {
  const la_ssize_t written = ::archive_write_data(state_->tar.get(), bytes.data(), bytes.size());
  state_->require(written);
  if (written != static_cast<la_ssize_t>(bytes.size()))
    throw Error(ErrorCode::kInternal, "an entry of a tar file got more than its size");
}

void TarWriter::finish() { state_->require(::archive_write_close(state_->tar.get())); }

struct TarReader::State {
  explicit State(std::filesystem::path name_given) : name(std::move(name_given)) {}

  [[noreturn]] void fail() const {
    const int error = tar ? ::archive_errno(tar.get()) : ENOMEM;
    if (error == EIO || error == ENOMEM)
      throw Error(ErrorCode::kInput, name.string() + ": " + describe_errno(error));
    throw Error(ErrorCode::kInput,
                name.string() + ": " +
                    both("tệp bị hỏng hoặc bị cắt cụt", "the file is damaged or cut short"));
  }

  std::filesystem::path name;
  std::unique_ptr<archive, int (*)(archive*)> tar{::archive_read_new(), ::archive_read_free};
  std::array<char, kPieceBytes> piece{};
};

TarReader::TarReader(int fd, std::filesystem::path name)
    : state_(std::make_unique<State>(std::move(name))) {
  archive* const tar = state_->tar.get();
  const bool is_open = tar != nullptr && ::lseek(fd, 0, SEEK_SET) == 0 &&
                       ::archive_read_support_filter_zstd(tar) == ARCHIVE_OK &&
                       ::archive_read_support_format_tar(tar) == ARCHIVE_OK &&
                       ::archive_read_open_fd(tar, fd, kPieceBytes) == ARCHIVE_OK;
  if (!is_open) state_->fail();
}

TarReader::~TarReader() = default;

std::optional<TarEntry> TarReader::next() {
  const ScopedCharacterSet bytes("C");
  archive_entry* entry = nullptr;
  const int result = ::archive_read_next_header(state_->tar.get(), &entry);
  if (result == ARCHIVE_EOF) return std::nullopt;
  // A warning is about a name that is not ASCII: its bytes stay as they are.
  const bool is_read = result == ARCHIVE_OK || result == ARCHIVE_WARN;
  const char* const path = is_read ? ::archive_entry_pathname(entry) : nullptr;
  if (path == nullptr || ::archive_entry_size(entry) < 0) state_->fail();
  const bool is_plain =
      ::archive_entry_filetype(entry) == AE_IFREG && ::archive_entry_hardlink(entry) == nullptr &&
      ::archive_entry_symlink(entry) == nullptr && ::archive_entry_sparse_count(entry) == 0;
  return TarEntry{path, static_cast<std::uint64_t>(::archive_entry_size(entry)),
                  ::archive_entry_mtime(entry), is_plain};
}

std::string_view TarReader::read() {
  const la_ssize_t got =
      ::archive_read_data(state_->tar.get(), state_->piece.data(), state_->piece.size());
  if (got < 0) state_->fail();
  return {state_->piece.data(), static_cast<std::size_t>(got)};
}

}  // namespace codau::io
