#include "pipeline/files.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "worker/descriptor.h"

namespace codau::pipeline {

std::string read_file(const std::filesystem::path& path, std::uint64_t limit) {
  const worker::Descriptor file = worker::open_to_read(path);
  std::string bytes;
  std::array<char, std::size_t{1} << 16U> piece{};
  while (true) {
    const ssize_t got = ::read(file.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(Cause::kNoPermission, std::generic_category().message(errno));
    if (got == 0) return bytes;
    bytes.append(piece.data(), static_cast<std::size_t>(got));
    if (bytes.size() > limit) throw Error(Cause::kTooLarge, "the text is too large");
  }
}

void remove_tree(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove_all(path, error);
  if (error) {
    throw Error(ErrorCode::kOutput, path.string() + ": " +
                                        both("không xóa được", "cannot be removed") + ": " +
                                        error.message());
  }
}

}  // namespace codau::pipeline
