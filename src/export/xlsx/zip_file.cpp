#include "export/xlsx/zip_file.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

/// Returns an entry of another ZIP file as it is packed there.
zip_source_t* packed_source(zip_t* to, zip_t* from, zip_uint64_t entry) {
  constexpr zip_uint64_t kFirst = 0;
  constexpr zip_int64_t kToEnd = -1;
#if LIBZIP_VERSION_MAJOR > 1 || LIBZIP_VERSION_MINOR >= 10  // which deprecates the older function
  return ::zip_source_zip_file(to, from, entry, ZIP_FL_COMPRESSED, kFirst, kToEnd, nullptr);
#else
  return ::zip_source_zip(to, from, entry, ZIP_FL_COMPRESSED, kFirst, kToEnd);
#endif
}

/// Passes what libzip writes to a function.
class Writer {
 public:
  Writer(fs::path name, const WriteAt& write) : name_(std::move(name)), write_(write) {
    zip_source_t* const target = ::zip_source_function_create(&serve, this, nullptr);
    if (target != nullptr)
      zip_.reset(::zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr));
    if (zip_) return;
    ::zip_source_free(target);
    throw make_write_error(name_.string(), ENOMEM);
  }

  [[nodiscard]] zip_t* get() const noexcept { return zip_.get(); }

  /// Takes `content` over; null: libzip could not make it. Returns whether that went well.
  [[nodiscard]] bool add(const std::string& name, zip_source_t* content, zip_int32_t method) {
    constexpr zip_uint16_t kMidnight = 0, kFirstOf1980 = 0x21;
    constexpr zip_uint32_t kReadable = zip_uint32_t{0100644} << 16U;
    const zip_int64_t at =
        content == nullptr ? -1 : ::zip_file_add(zip_.get(), name.c_str(), content, 0);
    const auto index = static_cast<zip_uint64_t>(at);
    if (at < 0) ::zip_source_free(content);
    return at >= 0 && ::zip_set_file_compression(zip_.get(), index, method, 0) == 0 &&
           ::zip_file_set_dostime(zip_.get(), index, kMidnight, kFirstOf1980, 0) == 0 &&
           ::zip_file_set_external_attributes(zip_.get(), index, 0, ZIP_OPSYS_UNIX, kReadable) == 0;
  }

  /// Writes all entries. Returns whether that went well.
  [[nodiscard]] bool finish() {
    if (::zip_close(zip_.get()) != 0) return false;
    static_cast<void>(zip_.release());
    return true;
  }

  [[noreturn]] void fail() const {
    if (error_ != 0) throw make_write_error(name_.string(), error_);
    throw make_write_error(name_.string(),
                           both("không lập được tệp ZIP", ::zip_strerror(zip_.get())));
  }

 private:
  static zip_int64_t serve(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command) {
    return static_cast<Writer*>(self)->answer(data, size, command);
  }

  zip_int64_t answer(void* data, zip_uint64_t size, zip_source_cmd_t command) {
    switch (command) {
      case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_WRITABLE;
      case ZIP_SOURCE_STAT:
        ::zip_stat_init(static_cast<zip_stat_t*>(data));
        return sizeof(zip_stat_t);
      case ZIP_SOURCE_WRITE:
        error_ = write_(at_, {static_cast<const char*>(data), size});
        if (error_ != 0) return -1;
        at_ += size;
        end_ = std::max(end_, at_);
        return static_cast<zip_int64_t>(size);
      case ZIP_SOURCE_SEEK_WRITE: {
        const zip_int64_t at = ::zip_source_seek_compute_offset(at_, end_, data, size, nullptr);
        if (at >= 0) at_ = static_cast<zip_uint64_t>(at);
        return at < 0 ? -1 : 0;
      }
      case ZIP_SOURCE_TELL_WRITE:
        return static_cast<zip_int64_t>(at_);
      case ZIP_SOURCE_ERROR: {
        const std::array<int, 2> error{ZIP_ER_WRITE, error_};
        if (size < sizeof error) return -1;
        std::memcpy(data, error.data(), sizeof error);
        return sizeof error;
      }
      default:
        return 0;
    }
  }

  fs::path name_;
  const WriteAt& write_;
  zip_uint64_t at_ = 0, end_ = 0;
  int error_ = 0;
  std::unique_ptr<zip_t, void (*)(zip_t*)> zip_{nullptr, ::zip_discard};
};

}  // namespace

void write_zip(const std::vector<ZipEntry>& entries, const fs::path& shown_path,
               const WriteAt& write) {
  Writer writer(shown_path, write);
  const bool is_written = std::ranges::all_of(entries, [&](const ZipEntry& entry) {
    zip_source_t* const content =
        entry.from.empty()
            ? ::zip_source_buffer(writer.get(), entry.bytes.data(), entry.bytes.size(), 0)
            : ::zip_source_file(writer.get(), entry.from.c_str(), 0,
                                static_cast<zip_int64_t>(entry.size));
    return writer.add(entry.name, content, ZIP_CM_STORE);
  });
  if (is_written && writer.finish()) return;
  for (const ZipEntry& entry : entries) {
    std::error_code gone;
    if (entry.from.empty()) continue;
    if (fs::file_size(entry.from, gone) < entry.size || gone) refuse_changed(entry.from);
  }
  writer.fail();
}

void refuse_changed(const fs::path& file) {
  throw Error(ErrorCode::kOutput,
              file.string() + ": " +
                  both("đã đổi trong lúc xuất; xuất lại", "has changed meanwhile; export again"));
}

ZipFile::ZipFile(fs::path file)
    : file_(std::move(file)),
      zip_(::zip_open(file_.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr), ::zip_discard) {
  if (!zip_) fail();
}

void ZipFile::fail() const {
  throw Error(ErrorCode::kOutput,
              file_.string() + ": " +
                  both("không phải tệp ZIP vừa ghi", "is not the ZIP file that was written"));
}

std::vector<std::string> ZipFile::names() const {
  std::vector<std::string> out;
  const zip_int64_t count = ::zip_get_num_entries(zip_.get(), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* const name = ::zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), 0);
    if (name == nullptr) fail();
    out.emplace_back(name);
  }
  return out;
}

void ZipFile::read(std::size_t entry, const std::function<void(std::string_view)>& take) const {
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> content(
      ::zip_fopen_index(zip_.get(), entry, 0), ::zip_fclose);
  if (!content) fail();
  std::string piece(std::size_t{64} << 10U, '\0');
  for (zip_int64_t got = 1; got > 0;) {
    got = ::zip_fread(content.get(), piece.data(), piece.size());
    if (got < 0) fail();
    take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
  }
}

void write_sorted_zip(const fs::path& packed, const fs::path& target) {
  constexpr std::uint64_t kZip64Size = 0xFFFFFFFF, kZip64Entries = 0xFFFF;
  const ZipFile from(packed);
  const std::vector<std::string> names = from.names();
  if (names.size() >= kZip64Entries || fs::file_size(packed) >= kZip64Size) {
    throw Error(
        ErrorCode::kOutput,
        target.string() + ": " +
            both("quá lớn cho một tệp ZIP thường (4 GiB, 65.534 mục); hãy xuất định dạng csv",
                 "is too large for a plain ZIP file (4 GiB, 65,534 entries); export to "
                 "csv"));
  }
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(
      order, {}, [&](std::size_t entry) -> const auto& { return names[entry]; });
  io::AtomicFile part(target);
  const WriteAt write = [&](std::uint64_t at, std::string_view bytes) {
    return io::write_at(part.fd(), at, bytes);
  };
  Writer writer(target, write);
  const bool is_written = std::ranges::all_of(order, [&](std::size_t entry) {
    return writer.add(names[entry], packed_source(writer.get(), from.zip_.get(), entry),
                      ZIP_CM_DEFAULT);
  });
  if (!is_written || !writer.finish()) writer.fail();
  const ZipFile made(part.path());
  for (std::size_t entry = 0; entry < names.size(); ++entry) made.read(entry, [](auto) {});
  part.commit();
}

}  // namespace codau::exports
