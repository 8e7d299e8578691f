#include "web/connection_pool.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>

namespace codau::web {

ConnectionPool::ConnectionPool(std::size_t threads, std::size_t waiting)
    : most_waiting_(waiting), idle_(threads) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

void ConnectionPool::end() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    for (const auto& [end, socket] : silent_) ::shutdown(socket, SHUT_RD);
    silent_.clear();
  }
  some_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool ConnectionPool::admit(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (is_over_ || tasks_.size() >= most_waiting_) return false;
    tasks_.push_back(std::move(task));
  }
  some_.notify_one();
  make_room();
  return true;
}

bool ConnectionPool::wait_for_input(int socket, Clock::time_point end) {
  if (is_socket_ready(socket, POLLIN, Clock::now())) return true;
  {
    const std::lock_guard lock(mutex_);
    if (is_over_) return false;
    silent_.emplace(end, socket);
  }
  make_room();
  const bool has_come = is_socket_ready(socket, POLLIN, end);
  const std::lock_guard lock(mutex_);
  return silent_.erase({end, socket}) > 0 && has_come;
}

void ConnectionPool::make_room() {
  const std::lock_guard lock(mutex_);
  if (tasks_.size() <= idle_ + leaving_ || silent_.empty()) return;
  ::shutdown(silent_.begin()->second, SHUT_RD);  // this ends its wait
  silent_.erase(silent_.begin());
  ++leaving_;
}

void ConnectionPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    some_.wait(lock, [this] { return is_over_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    --idle_;
    const Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
    if (leaving_ > 0) --leaving_;
    ++idle_;
  }
}

bool is_socket_ready(int socket, short what, ConnectionPool::Clock::time_point end) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(end - ConnectionPool::Clock::now()).count();
  pollfd polled{socket, what, 0};
  return ::poll(&polled, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) > 0;
}

}  // namespace codau::web
