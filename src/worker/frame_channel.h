// worker/frame_channel.h — messages between the pipeline and a worker process over one socket pair.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "worker/descriptor.h"

namespace codau::worker {

/// A frame is a 4-byte little-endian length and as many bytes, at most this many.
inline constexpr std::uint32_t kMaxFrameBytes = 16U << 20U;

/// In which a frame that has begun must be over: nobody is kept waiting byte by byte.
inline constexpr std::chrono::seconds kFrameTimeout{20};

/// Sends one frame; a `pass_fd` ≥ 0 travels with it (SCM_RIGHTS). False when the frame is too long,
/// when the other side is gone, or when it has not taken all of the frame after `patience` or the
/// socket's SO_SNDTIMEO. A worker is as patient as its parent is busy: its death ends it.
[[nodiscard]] bool send_frame(int socket, std::string_view bytes, int pass_fd = -1,
                              std::chrono::seconds patience = kFrameTimeout);

struct ChannelFrame {
  std::string bytes;
  Descriptor fd;  ///< the first that came with it; others are closed
};
/// Receives one frame, waiting for it; nothing when the other side closed, in a frame too, or has
/// not finished it after `patience` from its first byte, or when it claims to be too long. For
/// workers: the pipeline waits for many at once (FrameReceiver). Law: what send_frame sent is what
/// receive_frame gives, in order.
[[nodiscard]] std::optional<ChannelFrame> receive_frame(
    int socket, std::chrono::seconds patience = kFrameTimeout);

/// Frames of a side that is not trusted, as they arrive: reads what is there and never waits. Takes
/// no descriptors: the kernel closes those that are sent. Holds one frame at the most.
class FrameReceiver {
 public:
  enum class State : std::uint8_t {
    kWaiting,  ///< no frame is whole yet
    kFrame,    ///< take() has one
    kBroken,   ///< the other side is gone, or claims a frame that is too long
  };
  /// Precondition: the last frame was taken.
  [[nodiscard]] State receive(int socket);
  [[nodiscard]] std::string take();

 private:
  std::string bytes_;  // of the frame in the making, its length first
};

}  // namespace codau::worker
