#include "worker/frame_channel.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

namespace codau::worker {
namespace {

constexpr std::size_t kHeadSize = 4;
constexpr std::size_t kPiece =
    1U << 20U;  // buffers grow as bytes arrive: a claimed length reserves nothing

union Control {
  // Has room for two descriptors, by its alignment.
  std::array<char, CMSG_SPACE(sizeof(int))> bytes;
  cmsghdr aligned;
};

// Sends a part of `length` and `bytes`, with `pass_fd` if it is set. Returns the number of bytes
// sent, or 0 if the other side is gone. Length and bytes go in one call: a process stopped between
// two calls would leave half a frame.
std::size_t send_some(int socket, std::string_view length, std::string_view bytes, int pass_fd) {
  std::array<iovec, 2> parts{iovec{const_cast<char*>(length.data()), length.size()},
                             iovec{const_cast<char*>(bytes.data()), bytes.size()}};
  Control control{};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  if (pass_fd >= 0) {
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    cmsghdr* const head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &pass_fd, sizeof(int));
  }
  ssize_t sent = -1;
  do {
    sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent < 0 ? 0 : static_cast<std::size_t>(sent);
}

// Takes the first descriptor of a message and closes the others.
void take_descriptors(msghdr& message, Descriptor& fd) {
  for (cmsghdr* head = CMSG_FIRSTHDR(&message); head != nullptr;
       head = CMSG_NXTHDR(&message, head)) {
    if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int passed = -1;
      std::memcpy(&passed, CMSG_DATA(head) + i * sizeof(int), sizeof(int));
      Descriptor taken(passed);
      if (!fd) fd = std::move(taken);
    }
  }
}

// Receives up to `size` bytes and returns their number, or 0 if the other side is gone. A received
// descriptor is put into `fd`.
std::size_t receive_some(int socket, char* into, std::size_t size, Descriptor& fd) {
  iovec part{into, size};
  Control control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  ssize_t received = -1;
  do {
    received = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received >= 0) take_descriptors(message, fd);
  return received < 0 ? 0 : static_cast<std::size_t>(received);
}

using Clock = std::chrono::steady_clock;

std::size_t length_of(std::string_view head) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < kHeadSize; ++i) {
    length |= static_cast<std::size_t>(static_cast<unsigned char>(head[i])) << (8 * i);
  }
  return length;
}

// Receives `size` bytes. The time in `waited` counts from the first byte. Only waiting for the
// other side counts. This process may have been stopped between two calls (Ctrl+Z, suspend). If it
// was stopped within a call, the clock cannot tell, so bytes that have arrived are taken.
bool receive_all(int socket, char* into, std::size_t size, Descriptor& fd,
                 std::optional<Clock::duration>& waited, Clock::duration patience) {
  for (std::size_t done = 0; done < size;) {
    const auto begun = Clock::now();
    const std::size_t got = receive_some(socket, into + done, size - done, fd);
    if (got == 0) return false;
    done += got;
    if (waited) *waited += Clock::now() - begun;
    if (waited && *waited > patience && done < size) return false;
    if (!waited) waited.emplace(0);
  }
  return true;
}

}  // namespace

bool send_frame(int socket, std::string_view bytes, int pass_fd, std::chrono::seconds patience) {
  if (bytes.size() > kMaxFrameBytes) return false;
  std::array<char, kHeadSize> head{};
  for (std::size_t i = 0; i < kHeadSize; ++i) {
    head.at(i) = static_cast<char>((bytes.size() >> (8 * i)) & 0xFFU);
  }
  Clock::duration waited{};  // as in receive_all()
  for (std::string_view first(head.data(), head.size()); !first.empty() || !bytes.empty();) {
    const auto begun = Clock::now();
    const std::size_t sent = send_some(socket, first, bytes, pass_fd);
    if (sent == 0) return false;
    waited += Clock::now() - begun;
    const std::size_t of_head = std::min(sent, first.size());
    first.remove_prefix(of_head);
    bytes.remove_prefix(sent - of_head);
    pass_fd = -1;
    if (waited > patience && !bytes.empty()) return false;
  }
  return true;
}

std::optional<ChannelFrame> receive_frame(int socket, std::chrono::seconds patience) {
  ChannelFrame frame;
  std::optional<Clock::duration> waited;
  std::array<char, kHeadSize> head{};
  if (!receive_all(socket, head.data(), head.size(), frame.fd, waited, patience)) {
    return std::nullopt;
  }
  const std::size_t length = length_of({head.data(), head.size()});
  if (length > kMaxFrameBytes) return std::nullopt;
  while (frame.bytes.size() < length) {
    const std::size_t done = frame.bytes.size();
    const std::size_t piece = std::min(kPiece, length - done);
    frame.bytes.resize(done + piece);
    if (!receive_all(socket, frame.bytes.data() + done, piece, frame.fd, waited, patience)) {
      return std::nullopt;
    }
  }
  return frame;
}

FrameReceiver::State FrameReceiver::receive(int socket) {
  constexpr int kMostCalls = 64;  // limit, as other workers wait too
  for (int calls = 0;; ++calls) {
    std::size_t wanted = kHeadSize;
    if (bytes_.size() >= kHeadSize) wanted += length_of(bytes_);
    if (wanted > kHeadSize + kMaxFrameBytes) return State::kBroken;
    if (bytes_.size() >= kHeadSize && bytes_.size() == wanted) return State::kFrame;
    if (calls == kMostCalls) return State::kWaiting;
    const std::size_t done = bytes_.size();
    bytes_.resize(done + std::min(kPiece, wanted - done));
    const ssize_t got = ::recv(socket, bytes_.data() + done, bytes_.size() - done, MSG_DONTWAIT);
    const int error = errno;
    bytes_.resize(done + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got > 0 || (got < 0 && error == EINTR)) continue;
    return got < 0 && error == EAGAIN ? State::kWaiting : State::kBroken;
  }
}

std::string FrameReceiver::take() {
  std::string frame = std::exchange(bytes_, {});
  frame.erase(0, kHeadSize);
  return frame;
}

}  // namespace codau::worker
