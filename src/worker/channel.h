// worker/channel.h — messages between the pipeline and a worker process over one socket pair.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::worker {

/// A frame is a 4-byte little-endian length and as many bytes of JSON, at most this long.
inline constexpr std::uint32_t kMaxFrame = 256U << 20U;

/// Sends one frame; `pass_fd` ≥ 0 travels with it (SCM_RIGHTS). Throws Error{kInput, kCrashed} when the
/// other side is gone. Blocks; EINTR is retried.
void send_frame(int socket, std::string_view json, int pass_fd = -1);

struct Frame {
  std::string json;
  int fd = -1;  ///< owned by the receiver
};
/// Receives one frame; nothing when the other side closed between frames.
[[nodiscard]] std::optional<Frame> receive_frame(int socket);

}  // namespace codau::worker
