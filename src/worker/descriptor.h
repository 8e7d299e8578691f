// worker/descriptor.h — owns a file descriptor and closes it at the end of its life.
#pragma once

#include <filesystem>

namespace codau::worker {

/// Owns a file descriptor and closes it.
class Descriptor {
 public:
  Descriptor() noexcept = default;
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] explicit operator bool() const noexcept { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

/// Opens a file for reading, with close-on-exec. Throws the Error of cause_of_errno() with the
/// reason of the system. Throws Error{Cause::kNotAFile} if the file is no regular file.
[[nodiscard]] Descriptor open_to_read(const std::filesystem::path& file);
/// Opens a file below the folder `root` for reading, and follows no link between `root` and the
/// file. Throws Error{Cause::kNotAFile} if a link lies on the path, or if the path leaves `root`.
/// Throws the errors of open_to_read().
[[nodiscard]] Descriptor open_below(const std::filesystem::path& root,
                                    const std::filesystem::path& file);

}  // namespace codau::worker
