// office/server/upload.h — receives a file of a job.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "web/response.h"

namespace codau::office {

/// A received file.
struct ReceivedFile {
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// Writes the body of an upload to a temporary file beside `target` while it arrives, and computes
/// its SHA-256. The temporary file begins with "." and ends with ".codau-part".
class Upload {
 public:
  /// Makes the folders of `target` and the temporary file. Throws Error{kOutput}.
  explicit Upload(std::filesystem::path target);
  ~Upload();  ///< removes the temporary file unless keep() was called
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  /// Receives the whole body. Throws Error{kOutput} if the disk is full, and Error{kInput} if the
  /// client did not send everything.
  [[nodiscard]] ReceivedFile receive(const web::BodyReader& read);
  /// Makes the file durable under its name.
  void keep();

 private:
  std::filesystem::path target_, part_;
  int fd_ = -1;
};

}  // namespace codau::office
