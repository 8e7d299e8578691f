// worker/frame_channel.h — sends and receives messages between the pipeline and a worker over a
// socket pair.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "worker/descriptor.h"

namespace codau::worker {

/// Maximum bytes of a frame. A frame is a 4-byte little-endian length, followed by that number of
/// bytes.
inline constexpr std::uint32_t kMaxFrameBytes = 16U << 20U;

/// Time limit for a frame after its first byte, so that a slow sender cannot block the receiver.
inline constexpr std::chrono::seconds kFrameTimeout{20};

/// Sends one frame. If `pass_fd` ≥ 0, the descriptor is sent too (SCM_RIGHTS). A worker uses a long
/// `patience`, since it dies with its parent anyway. Returns false in three cases:
/// 1. The frame is too long.
/// 2. The other side is gone.
/// 3. The other side has not taken the whole frame after `patience`, or after the socket's
///    SO_SNDTIMEO.
[[nodiscard]] bool send_frame(int socket, std::string_view bytes, int pass_fd = -1,
                              std::chrono::seconds patience = kFrameTimeout);

/// A received frame.
struct ChannelFrame {
  std::string bytes;
  Descriptor fd;  ///< first descriptor of the frame; others are closed
};
/// Waits for one frame and returns it. For workers; the pipeline uses FrameReceiver, as it waits
/// for many workers. Law: receive_frame() returns the frames of send_frame() unchanged and in
/// order. Returns nothing in three cases:
/// 1. The other side closed the socket, possibly within a frame.
/// 2. The frame is not complete `patience` after its first byte.
/// 3. The frame claims to be too long.
[[nodiscard]] std::optional<ChannelFrame> receive_frame(
    int socket, std::chrono::seconds patience = kFrameTimeout);

/// Receives frames from an untrusted side without waiting. Holds at most one frame. Accepts no
/// descriptors: the kernel closes any that are sent.
class FrameReceiver {
 public:
  enum class State : std::uint8_t {
    kWaiting,  ///< no frame is complete yet
    kFrame,    ///< take() returns a frame
    kBroken,   ///< the other side is gone, or claims too long a frame
  };
  /// Reads the available bytes. Precondition: the last frame was taken.
  [[nodiscard]] State receive(int socket);
  [[nodiscard]] std::string take();

 private:
  std::string bytes_;  // current frame, with its length first
};

}  // namespace codau::worker
