// worker/descriptor.h — a file descriptor that closes itself.
#pragma once

#include <filesystem>

namespace codau::worker {

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

/// `file` opened for reading, not inherited by programs that are started later.
/// Throws the Error of cause_of_errno() with the system's reason, {Cause::kNotAFile} for what is no
/// regular file.
[[nodiscard]] Descriptor open_to_read(const std::filesystem::path& file);
/// The same of a file below the folder `root`, without following a link on the way from `root`.
/// Throws Error{Cause::kNotAFile} if a link lies on that way, or if the way leaves `root`.
[[nodiscard]] Descriptor open_below(const std::filesystem::path& root,
                                    const std::filesystem::path& file);

}  // namespace codau::worker
