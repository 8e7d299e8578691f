#include "office/server/upload.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "record/schema/sha256.h"
#include "web/token.h"

namespace codau::office {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, int error) {
  throw Error(ErrorCode::kOutput, file.filename().string() + ": " +
                                      (error == ENOSPC || error == EDQUOT
                                           ? both("hết chỗ trên đĩa", "the disk is full")
                                           : both("không ghi được", "cannot be written") + ": " +
                                                 describe_errno(error)));
}

}  // namespace

Upload::Upload(std::filesystem::path target) : target_(std::move(target)) {
  io::make_folder(target_.parent_path());
  part_ = target_.parent_path() / ("." + web::make_token() + ".codau-part");
  fd_ = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd_ < 0) fail(target_, errno);
}

Upload::~Upload() {
  if (fd_ >= 0) ::close(fd_);
  if (!part_.empty()) ::unlink(part_.c_str());
}

ReceivedFile Upload::receive(const web::BodyReader& read) {
  record::Sha256 hash;
  ReceivedFile out;
  int error = 0;
  const bool is_whole = read([&](std::string_view piece) {
    error = io::write_at(fd_, out.bytes, piece);
    if (error != 0) return false;
    hash.add(piece);
    out.bytes += piece.size();
    return true;
  });
  if (error != 0) fail(target_, error);
  if (!is_whole)
    throw Error(ErrorCode::kInput, target_.filename().string() + both(": tệp chưa được gửi hết",
                                                                      ": not received completely"));
  out.sha256 = hash.take();
  return out;
}

void Upload::keep() {
  if (::fsync(fd_) != 0 || ::rename(part_.c_str(), target_.c_str()) != 0) fail(target_, errno);
  part_.clear();
  io::sync_folder(target_.parent_path());
}

}  // namespace codau::office
