// worker/channel.h — messages between the pipeline and a worker process over one socket pair.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "worker/descriptor.h"

namespace codau::worker {

/// A frame is a 4-byte little-endian length and as many bytes of JSON, at most this long.
inline constexpr std::uint32_t kMaxFrame = 16U << 20U;

/// Sends one frame; a `pass_fd` ≥ 0 travels with it (SCM_RIGHTS). False when the frame is too long,
/// or when the other side is gone or does not take it within the socket's SO_SNDTIMEO.
[[nodiscard]] bool send_frame(int socket, std::string_view json, int pass_fd = -1);

/// In which a frame that has begun must be there: nobody is kept waiting byte by byte.
inline constexpr std::chrono::seconds kWhole{20};

struct Frame {
  std::string json;
  Descriptor fd;
};
/// Receives one frame, waiting for it; nothing when the other side closed, in a frame too, or did
/// not finish it within kWhole of its first byte, or when it claims to be too long. Law: what
/// send_frame sent is what receive_frame gives, in order.
[[nodiscard]] std::optional<Frame> receive_frame(int socket);

}  // namespace codau::worker
